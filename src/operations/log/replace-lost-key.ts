/**
 * The key that signed the air log is gone for good: a fresh one takes its place, and nobody signs for it.
 *
 * The log keeps its name and its entries; the chain of keys is broken here, and everything that checks evidence says so. Asked again
 * after it was broken off, it finishes what was begun.
 */

import { shortKey } from '../../core/evidence/key-chain.ts';
import type { Result } from '../../core/result.ts';
import { refuse } from '../../core/result.ts';
import { nfc } from '../../core/text.ts';
import { type Asking, operation } from '../operation.ts';
import { appendChange, type ChangedKey, type Changing, finishChange, signerToldBy } from '../within/key-change.ts';

export interface AskedReplacement {
  /** In a person's words; kept beside the log, its salted hash in the entry. */
  readonly reason: string;
}

/** What tells that the key is not there; anything else is another trouble. */
const GONE: ReadonlySet<string> = new Set(['log-key.missing', 'log-key.damaged', 'log-key.other']);

/**
 * Refuses with right.not-yours, log-key.held (the key is there: it can sign for the next one), log-key.open, log.rolled-back,
 * database.damaged, data.*.
 */
export const replaceLostKey = operation(
  { name: 'log-key.replace-lost', needs: 'system' },
  (ctx: Asking & Changing, { reason }: AskedReplacement): Result<ChangedKey> =>
    ctx.keyring.alone(() => {
      const signer = ctx.logKey(ctx.airlog);
      if (signer.ok)
        return signer.value.isNext ? finishChange(ctx) : refuse('log-key.held', { vkey: shortKey(signer.value.key) });
      if (!GONE.has(signer.refusals[0].code)) return signer;
      const before = signerToldBy(ctx);
      // Where nothing was ever signed a key is made at once, and none was lost.
      if (before === null) return signer;
      const next = ctx.keyring.next(before.log);
      if (!next.ok) return next;
      const change = { oldKey: before.key, newKey: next.value.key, old: null, reason: nfc(reason) };
      const appended = appendChange(ctx, change);
      return appended.ok ? finishChange(ctx) : appended;
    }),
);
