/** Signs what is new in the air log: every five minutes, so that what was recorded is soon beyond anybody's power to change unseen. */
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { sealLog } from '../operations/log/seal-log.ts';
import type { Loop } from './loop.ts';

const EVERY_MS = 5 * 60_000;

export const sealer = (ctx: Ctx, { refused }: { readonly refused: (refusals: readonly Refusal[]) => void }): Loop => ({
  name: 'sealer',
  restMs: EVERY_MS,
  turn: async () => {
    const sealed = sealLog(ctx);
    if (!sealed.ok) refused(sealed.refusals);
    return false;
  },
});
