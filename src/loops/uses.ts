/** Every minute the last uses of tokens are written: nobody waits for that. */
import type { Refusal } from '../core/refusal.ts';
import { keepTokenUses } from '../operations/accounts/keep-uses.ts';
import type { Ctx } from '../operations/context.ts';
import type { Loop } from './loop.ts';

const EVERY_MS = 60_000;

export const uses = (ctx: Ctx, { refused }: { readonly refused: (refusals: readonly Refusal[]) => void }): Loop => ({
  name: 'uses of tokens',
  restMs: EVERY_MS,
  turn: async () => {
    const kept = keepTokenUses(ctx);
    if (!kept.ok) refused(kept.refusals);
    return false;
  },
});
