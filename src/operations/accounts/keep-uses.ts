/** When tokens were used last is written together, at the latest after a minute. */
import type { Result } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';

/** How many were written. Refuses with right.not-yours, data.*. */
export const keepTokenUses = operation(
  { name: 'token.keep-uses', needs: 'system' },
  ({ store }: Pick<Ctx, 'caller' | 'clock' | 'store'>): Result<number> => store.uses.flush(),
);
