/** The reserve that the air log lives on when the disk is full: made when it is not there and there is room for it. */
import { dirname } from 'node:path';
import type { Result } from '../../core/result.ts';
import { keepReserve } from '../../store/reserve.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';

/** Whether it is there now. Refuses with right.not-yours, data.read-only. */
export const keepRoom = operation(
  { name: 'data.keep-room', needs: 'system' },
  (ctx: Pick<Ctx, 'caller' | 'clock' | 'store'>): Promise<Result<boolean>> => keepReserve(dirname(ctx.store.path)),
);
