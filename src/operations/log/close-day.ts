/** The checkpoint at the end of the broadcast day, remembered as that day's: what the sealing loop asks for, and the day's papers print. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import type { StoredCheckpoint } from '../../store/airlog-anchors.ts';
import { loadStations } from '../../store/schedule.ts';
import { type Ctx, todayAt } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { type Sealing, sealedNow } from '../within/sealed.ts';

export interface ClosedDay {
  readonly day: LocalDate;
  readonly checkpoint: StoredCheckpoint;
}

/**
 * Closes the last broadcast day that has ended at every station; null: it is closed already, there is no station, or the log is empty.
 * Days that ended while nothing ran are closed by it too. Refuses with right.not-yours, log-key.*, log.rolled-back,
 * database.damaged, data.*.
 */
export const closeDay = operation(
  { name: 'log.close-day', needs: 'system' },
  (ctx: Asking & Sealing & Pick<Ctx, 'store'>): Result<ClosedDay | null> => {
    const [today] = loadStations(ctx.store.rows)
      .map((station) => todayAt(ctx, station))
      .sort();
    if (today === undefined) return ok(null);
    const day = addDays(today, -1);
    const last = ctx.airlog.anchors.lastClosed();
    // A clock that was set back closes no day a second time.
    if (last !== undefined && last.day >= day) return ok(null);
    const sealed = sealedNow(ctx);
    if (!sealed.ok) return sealed;
    if (sealed.value === null) return ok(null);
    const checkpoint = sealed.value;
    const kept = ctx.airlog.anchors.keepClosing({ day, size: checkpoint.size, madeAt: ctx.clock.instant() });
    return kept.ok ? ok({ day, checkpoint }) : kept;
  },
);
