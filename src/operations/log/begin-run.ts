/** That the service begins, and that its machine's clock was moved: events of the air log, for whoever reads it later. */

import { behindKnown, type ClockLook, clockMove } from '../../core/evidence/clock-moves.ts';
import type { EventFacts } from '../../core/evidence/entry.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { type Asking, operation } from '../operation.ts';
import { type Telling, tellEvent } from '../within/log-events.ts';

/**
 * A clock that shows less than was written before was set back, and that is recorded first; entries go on in order of their writing.
 * Refuses with right.not-yours, log.rolled-back, data.*.
 */
export const beginRun = operation(
  { name: 'log.begin-run', needs: 'system' },
  (ctx: Asking & Telling, { version, clean }: Pick<EventFacts['restart'], 'version' | 'clean'>): Result<void> => {
    const { airlog, clock } = ctx;
    const entries = airlog.size();
    const known = [airlog.find(entries - 1)?.recordedAt, airlog.newestCheckpoint()?.madeAt];
    const moved = behindKnown(
      known.filter((at) => at !== undefined),
      clock.instant(),
    );
    const told = moved === null ? ok(0) : tellEvent(ctx, 'clock', moved);
    if (!told.ok) return told;
    const begun = tellEvent(ctx, 'restart', { version, entries, clean });
    return begun.ok ? ok(undefined) : begun;
  },
);

/** What two looks at the clocks say; null: nobody moved them. Refuses with right.not-yours, log.rolled-back, data.*. */
export const noteClock = operation(
  { name: 'log.note-clock', needs: 'system' },
  (ctx: Asking & Telling, before: ClockLook, now: ClockLook): Result<number | null> => {
    const moved = clockMove(before, now);
    return moved === null ? ok(null) : tellEvent(ctx, 'clock', moved);
  },
);
