/**
 * A new key signs the air log from now on, and the old one says so: whoever has the old key on paper can follow to the new one.
 *
 * Asked again after it was broken off, it finishes what was begun.
 */
import { isKey } from '../../core/evidence/key-chain.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { type Asking, operation } from '../operation.ts';
import { appendChange, type ChangedKey, type Changing, finishChange } from '../within/key-change.ts';

/** Refuses with right.not-yours, log-key.*, log.rolled-back, database.damaged, data.*. */
export const rotateKey = operation(
  { name: 'log-key.rotate', needs: 'system' },
  (ctx: Asking & Changing): Result<ChangedKey> => {
    const signer = ctx.logKey(ctx.airlog);
    if (!signer.ok) return signer;
    const held = ctx.keyring.held();
    if (!held.ok) return held;
    // The log names the next key already, and the key file is still another one.
    const begun = held.value === null || !isKey(held.value.key, formatVerifierKey(signer.value.key));
    const appended = begun ? ok(0) : begin(ctx, signer.value);
    return appended.ok ? finishChange(ctx) : appended;
  },
);

const begin = (ctx: Changing, old: Parameters<typeof appendChange>[1]['old'] & {}): Result<number> => {
  const next = ctx.keyring.next(old.key.name);
  if (!next.ok) return next;
  return appendChange(ctx, { oldKey: formatVerifierKey(old.key), newKey: next.value.key, old, reason: null });
};
