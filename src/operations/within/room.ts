/** Whether there is room to make or take in sound: on the disk's last room only rows are written, those of the air log first. */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { roomLevel } from '../../core/room.ts';
import { roomOf } from '../../store/condition.ts';
import type { Ctx } from '../context.ts';

/** Refuses with data.full. */
export const roomToMake = ({ store, audio }: Pick<Ctx, 'store' | 'audio'>): Result<void> =>
  roomLevel(roomOf(store)) === 'last' ? refuse('data.full', { path: audio.shelf.dataDir }) : ok(undefined);
