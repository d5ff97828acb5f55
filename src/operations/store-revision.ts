/** A word that is another one as soon as anything in the store has changed, by whichever process: what is remembered of answers ends with it. */
import type { Ctx } from './context.ts';
import { listing } from './operation.ts';

/** It tells nothing but that something changed. */
export const storeRevision = listing(
  { name: 'store.revision', needs: 'public' },
  ({ store }: Pick<Ctx, 'caller' | 'clock' | 'store'>): string => store.revision(),
);
