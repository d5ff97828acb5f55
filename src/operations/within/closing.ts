/** The checkpoint that closed a broadcast day: what the day's papers and published schedules name. Reads; signs nothing. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { StoredCheckpoint } from '../../store/airlog-anchors.ts';
import type { Ctx } from '../context.ts';

/**
 * The closing checkpoint of a broadcast day: over the log as it was when that day had ended at every station, or after an outage the
 * first one made later. null: the day is not closed yet, or the log was empty.
 */
export const closingCheckpoint = ({ airlog }: Pick<Ctx, 'airlog'>, day: LocalDate): Result<StoredCheckpoint | null> =>
  ok(airlog.anchors.closing(day) ?? null);
