/** Whether somebody may touch what a sound's name stands for: items that use the name air somewhere, and there one needs the right. */
import { placesOf } from '../../core/access/schedule-places.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { loadSchedule } from '../../store/schedule.ts';
import { type Asking, groundOf, seesWith } from '../operation.ts';

/** Refuses with right.elsewhere. */
export const mayUseNames = (ctx: Asking, names: readonly string[]): Result<void> => {
  if (ctx.caller.kind === 'system') return ok(undefined);
  const { today } = groundOf(ctx);
  const sees = seesWith(ctx, 'sound.write');
  const schedule = loadSchedule(ctx.store.rows);
  const places = schedule.items
    .filter(({ versions }) => versions.some(({ sound }) => sound !== null && names.includes(sound)))
    .flatMap(({ id }) => placesOf(schedule, 'item', id, today));
  return places.every(sees) ? ok(undefined) : refuse('right.elsewhere', { right: 'sound.write' });
};
