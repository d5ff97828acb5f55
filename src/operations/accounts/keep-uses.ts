/** When tokens were used last is written together, at the latest after a minute; and a use that nobody looked up is noted. */
import { worthNoting } from '../../core/access/sign-in.ts';
import type { Result } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { listing, operation } from '../operation.ts';

/** How many were written. Refuses with right.not-yours, data.*. */
export const keepTokenUses = operation(
  { name: 'token.keep-uses', needs: 'system' },
  ({ store }: Pick<Ctx, 'caller' | 'clock' | 'store'>): Result<number> => store.uses.flush(),
);

/**
 * The use of a token that was answered from memory, by its own holder; nobody else's is touched. `last`: the use that was noted before.
 * Answers the one that is noted now.
 */
export const noteTokenUse = listing(
  { name: 'token.note-use', needs: 'public' },
  ({ store, clock, caller }: Pick<Ctx, 'caller' | 'clock' | 'store'>, last: string | null): string => {
    const now = clock.instant();
    if ((caller.kind !== 'machine' && caller.kind !== 'site') || (last !== null && !worthNoting(last, now)))
      return last ?? now;
    store.uses.note(caller.id, now);
    return now;
  },
);
