/**
 * Who changed what: the audit rows that the caller may see, newest first.
 *
 * Rows are read in pages and looked at one by one, so that the table is never in memory; a search that finds little
 * stops after a while and says where to go on.
 */
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { searchKey } from '../core/text.ts';
import { addDays, at, type LocalDate, type LocalTime } from '../core/time/local.ts';
import { place } from '../core/time/zone.ts';
import { type AuditFilter, type AuditRow, readAudit } from '../store/audit-reading.ts';
import { loadStations } from '../store/schedule.ts';
import { type Asking, groundOf, operation, seesWith } from './operation.ts';
import { placeOf } from './within/people.ts';
import { actorsIn, type NamedUnit, type ShownActor, unitsIn } from './within/shown-names.ts';

export interface AuditSearch {
  /** Both included, in the zone of the first station. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  /** 'person:p-…', an id alone, or a kind: 'person', 'machine', 'site', 'system', 'nobody'. */
  readonly actor?: string | undefined;
  /** 'person.add', or 'person' for all that begin so. */
  readonly operation?: string | undefined;
  /** 'day/my-tu/2026-11-23', or 'day/my-tu' for all that begin so. */
  readonly subject?: string | undefined;
  /** Accent-blind, in the operation, the subject, the detail and the words. */
  readonly text?: string | undefined;
  /** Only rows with a smaller number. */
  readonly before?: number | undefined;
  /** 1–500 rows. */
  readonly limit: number;
}

export interface ListedAudit {
  readonly id: number;
  readonly at: string;
  readonly actor: ShownActor;
  /** null: the whole centre. */
  readonly unit: NamedUnit | null;
  readonly operation: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly words: string | null;
  /** Whether there were words that have been erased since. */
  readonly erased: boolean;
}

export interface AuditPage {
  readonly rows: readonly ListedAudit[];
  readonly more: boolean;
  /** `before` of the next page; null when there is none. A page may be short, or empty, and yet have a next one. */
  readonly next: number | null;
}

const MOST_ROWS = 500;
/** How many rows are read at a time, and at most for one answer. */
const PAGE = 500;
const MOST_READ = 20_000;

const ACTOR_KINDS = ['person', 'machine', 'site', 'system'] as const;

/** Refuses with right.*, time.range, request.wrong. */
export const listAudit = operation(
  { name: 'audit.list', needs: 'audit.read' },
  (ctx: Asking, search: AuditSearch): Result<AuditPage> => {
    const { from, to, limit } = search;
    if (from !== undefined && to !== undefined && from > to) return refuse('time.range', { from, to });
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS)
      return refuse('request.wrong', { field: 'limit', expected: `1..${MOST_ROWS}` }, { pointer: '/limit' });
    const { rows } = ctx.store;
    const zone = loadStations(rows)[0]?.zone ?? 'UTC';
    const sees = visible(ctx);
    const fits = containing(search.text ?? '');
    const [actor, unit] = [actorsIn(rows), unitsIn(rows)];
    const shown = ({ hadWords, ...row }: AuditRow): ListedAudit => ({
      ...row,
      actor: actor(row.actor),
      unit: unit(row.unit),
      erased: hadWords && row.words === null,
    });
    const found: ListedAudit[] = [];
    let filter = filterOf(search, zone);
    for (let read = 0; read < MOST_READ; read += PAGE) {
      const page = readAudit(rows, filter, PAGE);
      for (const row of page) {
        if (!sees(row) || !fits(row)) continue;
        // One row too many says that there is more, and is the next page's first.
        if (found.length === limit) return ok(answer(found, found.at(-1)?.id ?? 0));
        found.push(shown(row));
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return ok(answer(found, null));
      filter = { ...filter, before: last.id };
    }
    return ok(answer(found, filter.before));
  },
);

const answer = (rows: readonly ListedAudit[], next: number | null): AuditPage => ({ rows, more: next !== null, next });

const filterOf = (search: AuditSearch, zone: string): AuditFilter => {
  const { from, to, actor, operation, subject, before } = search;
  const midnight = (day: LocalDate): string => place(at(day, '00:00:00' as LocalTime), zone).moment.instant;
  const said = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
  const who = said(actor);
  return {
    since: from === undefined ? null : midnight(from),
    until: to === undefined ? null : midnight(addDays(to, 1)),
    actors: who === null ? null : [who, ...ACTOR_KINDS.map((kind) => `${kind}:${who}`)],
    actorKind: ACTOR_KINDS.find((kind) => kind === who) ?? null,
    operation: said(operation),
    subject: said(subject),
    before: before ?? null,
  };
};

/** As the row's unit stands today; what belongs to no unit is the whole centre's. Asked once for each unit. */
const visible = (ctx: Asking): ((row: AuditRow) => boolean) => {
  const sees = seesWith(ctx, 'audit.read');
  const { today } = groundOf(ctx);
  const known = new Map<string, boolean>();
  return ({ unit }) => {
    const before = known.get(unit ?? '');
    if (before !== undefined) return before;
    const may = sees(placeOf(unit, today));
    known.set(unit ?? '', may);
    return may;
  };
};

const containing = (text: string): ((row: AuditRow) => boolean) => {
  const wanted = searchKey(text);
  if (wanted === '') return () => true;
  return ({ operation, subject, detail, words }) =>
    [operation, subject, words ?? '', JSON.stringify(detail)].some((one) => searchKey(one).includes(wanted));
};
