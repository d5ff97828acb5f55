/** The air log's newest checkpoint, and the key to check it with: what others keep, print and pin. */
import { type KeyChange, keyChangeOf } from '../../core/evidence/key-chain.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { type Asking, operation } from '../operation.ts';
import { type Sealing, sealedNow } from '../within/sealed.ts';

export interface ShownSeal {
  /** The log's name, for all time. */
  readonly origin: string;
  /** C2SP verifier key. */
  readonly vkey: string;
  /** The same public key for openssl. */
  readonly pem: string;
  /** A signed note over all entries; null while there are none. */
  readonly checkpoint: string | null;
  /** How the log came to this key, in order. */
  readonly keyChanges: readonly KeyChange[];
}

/** Refuses with right.*, log-key.*, log.rolled-back, database.damaged, data.*. */
export const showSeal = operation(
  { name: 'air-log.show-seal', needs: 'air-log.read' },
  (ctx: Asking & Sealing): Result<ShownSeal> => {
    const signer = ctx.logKey(ctx.airlog);
    if (!signer.ok) return signer;
    const sealed = sealedNow(ctx);
    if (!sealed.ok) return sealed;
    const { key, pem } = signer.value;
    const changes = ctx.airlog.events({ kinds: ['key-change'] });
    const keyChanges = changes.flatMap(({ seq, entry }) => keyChangeOf(seq, entry) ?? []);
    const vkey = formatVerifierKey(key);
    return ok({ origin: key.name, vkey, pem, checkpoint: sealed.value?.note ?? null, keyChanges });
  },
);
