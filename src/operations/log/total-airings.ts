/**
 * How many airings were spoken of and what is believed of them, by unit, channel, campaign, week or day: from running totals, so
 * that ten years are as quick as a week.
 *
 * It counts what stands in the log. What was planned and of which nobody spoke is not in it: that is in the verdicts.
 */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Verdict } from '../../core/verdict/judge.ts';
import type { TotalledBy, TotalRow } from '../../store/airlog-index-totals.ts';
import { loadCampaigns, loadUnits } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { listChannels } from '../list-channels.ts';
import { type Asking, operation } from '../operation.ts';
import { readableSpans } from '../within/readable-spans.ts';

export type { TotalledBy } from '../../store/airlog-index-totals.ts';

export interface AskedTotals {
  /** Broadcast days, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly by: readonly TotalledBy[];
}

export interface AiringTotal {
  readonly by: TotalRow['by'];
  readonly airings: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  readonly plannedMs: number;
  readonly heardMs: number;
}

export interface AiringTotals {
  /** In order of what they are told apart by. An airing that reached several units stands in each of theirs. */
  readonly groups: readonly AiringTotal[];
  /** Each airing once. */
  readonly total: AiringTotal;
  /** Names of today, by id; one that is not there any more goes by its id. */
  readonly names: ReadonlyMap<string, string>;
}

/** Refuses with right.*, time.range, data.*. */
export const totalAirings = operation(
  { name: 'air-log.total', needs: 'air-log.read' },
  (ctx: Asking & Pick<Ctx, 'airlog'>, { from, to, by }: AskedTotals): Result<AiringTotals> => {
    if (from > to) return refuse('time.range', { from, to });
    const spans = readableSpans(ctx, { from, to });
    if (!spans.ok) return spans;
    const rowsBy = (asked: readonly TotalledBy[]): Result<TotalRow[]> =>
      ctx.airlog.index.read((index) =>
        spans.value.flatMap((span) => (span.places?.length === 0 ? [] : index.totals({ ...span, by: asked }))),
      );
    const groups = rowsBy([...new Set(by)]);
    const total = rowsBy([]);
    if (!groups.ok) return groups;
    if (!total.ok) return total;
    return ok({ groups: summed(groups.value), total: summed(total.value)[0] ?? NOTHING, names: namesIn(ctx) });
  },
);

const NOTHING: AiringTotal = { by: {}, airings: 0, verdicts: {}, plannedMs: 0, heardMs: 0 };

/** Rows of several spans and verdicts, put together by what they are told apart by. */
const summed = (rows: readonly TotalRow[]): AiringTotal[] => {
  const found = new Map<string, AiringTotal>();
  for (const { by, verdict, airings, plannedMs, heardMs } of rows) {
    const key = JSON.stringify(by);
    const { verdicts, ...before } = found.get(key) ?? { ...NOTHING, by };
    found.set(key, {
      by,
      airings: before.airings + airings,
      verdicts: { ...verdicts, [verdict]: (verdicts[verdict] ?? 0) + airings },
      plannedMs: before.plannedMs + plannedMs,
      heardMs: before.heardMs + heardMs,
    });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
};

const namesIn = (ctx: Asking): Map<string, string> =>
  new Map([
    ...loadUnits(ctx.store.rows).map(({ id, name }) => [`unit ${id}`, name] as const),
    ...loadCampaigns(ctx.store.rows).map(({ id, name }) => [`campaign ${id}`, name] as const),
    ...listChannels(ctx).map(({ channel: { id, name } }) => [`channel ${id}`, name] as const),
  ]);
