/**
 * A new key signs the air log from now on, and the old one says so: whoever has the old key on paper can follow to the new one.
 *
 * Asked again after it was broken off, it finishes what was begun. Asked twice at once, one change follows the other.
 */
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { LogSigner } from '../../secrets/log-key.ts';
import { type Asking, operation } from '../operation.ts';
import { appendChange, type ChangedKey, type Changing, finishChange } from '../within/key-change.ts';

/** Refuses with right.not-yours, log-key.*, log.rolled-back, database.damaged, data.*. */
export const rotateKey = operation(
  { name: 'log-key.rotate', needs: 'system' },
  (ctx: Asking & Changing): Result<ChangedKey> =>
    ctx.keyring.alone(() => {
      const signer = ctx.logKey(ctx.airlog);
      if (!signer.ok) return signer;
      const appended = signer.value.isNext ? ok(0) : begin(ctx, signer.value);
      return appended.ok ? finishChange(ctx) : appended;
    }),
);

const begin = (ctx: Changing, old: LogSigner): Result<number> => {
  const next = ctx.keyring.next(old.key.name);
  if (!next.ok) return next;
  return appendChange(ctx, { oldKey: formatVerifierKey(old.key), newKey: next.value.key, old, reason: null });
};
