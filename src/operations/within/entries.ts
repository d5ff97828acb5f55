/**
 * The air log's entries for a span of broadcast days, in order of day, then number: those of the units that one may read.
 *
 * They are read a portion at a time while they are taken, however many there are; what is recorded after the question was asked
 * is not in the answer. Where a reader stops, they go on later with `after`.
 */
import { unitMap, withHistory } from '../../core/access/units.ts';
import type { EntryKind, Outcome } from '../../core/evidence/entry.ts';
import type { UnitId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Verdict } from '../../core/verdict/judge.ts';
import type { AnyRow } from '../../store/airlog.ts';
import type { EntryFilter, Position } from '../../store/airlog-index-read.ts';
import { loadUnits } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import type { Asking } from '../operation.ts';
import { knownIn } from './asked-places.ts';
import { readableEntry } from './readable-entries.ts';
import { type ReadableSpan, readableSpans } from './readable-spans.ts';

/** What is not given is not asked for. */
export interface AskedEntries {
  /** Broadcast days, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly channel?: string | undefined;
  /** As it was frozen in the entry: of today's units or of those that have ended. */
  readonly unit?: string | undefined;
  /** Also the units that `unit` took over from, and those that took over from it. */
  readonly history?: boolean | undefined;
  readonly campaign?: string | undefined;
  readonly contentGroup?: string | undefined;
  readonly language?: string | undefined;
  /** What the entry says. */
  readonly outcome?: Outcome | undefined;
  /** What is believed of its airing, from all that was said of it. */
  readonly verdict?: Verdict | undefined;
  readonly evidence?: string | undefined;
  /** 'all': of any kind, also events of the log itself. */
  readonly kind?: EntryKind | 'all' | undefined;
  /** Only what stands after it. */
  readonly after?: Position | null | undefined;
  /** At most so many. */
  readonly limit?: number | undefined;
}

export type Reading = Asking & Pick<Ctx, 'airlog'>;

/** Entries read at a time. */
const PORTION = 500;

/** As listAirings() answers and refuses. */
export const entriesFound = (ctx: Reading, asked: AskedEntries): Result<IteratorObject<AnyRow>> => {
  const { from, to } = asked;
  if (from > to) return refuse('time.range', { from, to });
  const spans = readableSpans(ctx, asked);
  if (!spans.ok) return spans;
  const portions = portionsOf(ctx, asked, spans.value);
  const first = portions.next();
  if (first.done === true) {
    const known = asked.after == null ? knownIn(ctx, asked) : ok(undefined);
    return known.ok ? ok(Iterator.from<AnyRow>([])) : known;
  }
  return first.value.ok ? ok(rowsIn(first.value.value, portions, asked.limit)) : first.value;
};

type Portion = Result<AnyRow[]>;

function* rowsIn(first: readonly AnyRow[], more: Iterator<Portion>, limit = Number.POSITIVE_INFINITY) {
  let left = limit;
  for (let rows = first; ; ) {
    for (const row of rows) {
      if (left === 0) return;
      left -= 1;
      yield row;
    }
    const next = more.next();
    if (next.done === true || left === 0) return;
    // Half an answer is on its way: it breaks off rather than end as if it were whole.
    if (!next.value.ok) throw new Error(`the air log went away while it was read: ${next.value.refusals[0].code}`);
    rows = next.value.value;
  }
}

/** Never an empty one. */
function* portionsOf(ctx: Reading, asked: AskedEntries, spans: readonly ReadableSpan[]): Generator<Portion> {
  const mine = readableEntry(ctx);
  const most = Math.min(asked.limit ?? PORTION, PORTION);
  const kind = asked.kind === 'all' ? undefined : asked.kind;
  const filter: EntryFilter = { ...asked, kind, units: unitsAsked(ctx, asked), below: ctx.airlog.size() };
  for (const span of spans) {
    if (span.places?.length === 0) continue;
    for (let after = asked.after ?? null, whole = true; whole; ) {
      const page = ctx.airlog.index.read((index) => index.page({ ...filter, ...span }, after, most));
      if (!page.ok) {
        yield page;
        return;
      }
      const rows = ctx.airlog.rows(page.value.map(({ seq }) => seq)).filter(({ entry }) => mine(entry));
      if (rows.length > 0) yield ok(rows);
      whole = page.value.length === most;
      after = page.value.at(-1) ?? after;
    }
  }
}

const unitsAsked = ({ store }: Reading, { unit, history }: AskedEntries): readonly string[] | undefined => {
  if (unit === undefined) return undefined;
  return history ? [...withHistory(unitMap(loadUnits(store.rows)), unit as UnitId)] : [unit];
};
