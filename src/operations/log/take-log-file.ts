/** The entries of a span as a file that a person takes away: the same as listing them, and an event says who took what. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { AirLogFilter, AirLogRow } from '../../store/airlog.ts';
import type { Ctx } from '../context.ts';
import { listAirings } from '../list-airings.ts';
import { type Asking, operation } from '../operation.ts';
import { type Telling, tellEvent } from '../within/log-events.ts';

/** `what`: of which kind the file is ('csv'). Refuses with what listAirings() refuses with, log.rolled-back, data.*. */
export const takeLogFile = operation(
  { name: 'air-log.export', needs: 'air-log.read' },
  (
    ctx: Asking & Telling & Pick<Ctx, 'airlog'>,
    { what, ...filter }: AirLogFilter & { readonly what: string },
  ): Result<IteratorObject<AirLogRow>> => {
    const listed = listAirings(ctx, filter);
    if (!listed.ok) return listed;
    const rows = listed.value.toArray();
    const { from, to } = filter;
    const told = tellEvent(ctx, 'export', { what: `air-log.${what}`, from, to, entries: rows.length, sha256: null });
    return told.ok ? ok(rows.values()) : told;
  },
);
