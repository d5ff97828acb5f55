/** The air log's entries for a span of broadcast days, in order of number. */
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { AirLogFilter, AirLogRow } from '../store/airlog.ts';
import type { Ctx } from './context.ts';

/** Refuses with time.range when `from` is after `to`. An unknown channel or campaign simply has no entries. */
export const listAirings = (ctx: Pick<Ctx, 'airlog'>, filter: AirLogFilter): Result<IteratorObject<AirLogRow>> => {
  if (filter.from > filter.to) return refuse('time.range', { from: filter.from, to: filter.to });
  return ok(ctx.airlog.select(filter));
};
