/** One key of the log after another: the entry that says so, and the key file that changes hands. */
import { type EventEntry, saltedHash } from '../../core/evidence/entry.ts';
import { keyChangeOf, shortKey, signKeyChange } from '../../core/evidence/key-chain.ts';
import { formatVerifierKey, type LogKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { LogSigner } from '../../secrets/log-key.ts';
import type { Erasable } from '../../store/airlog.ts';
import type { Ctx } from '../context.ts';
import { noteOf, sealedNow } from './sealed.ts';

export type Changing = Pick<Ctx, 'clock' | 'random' | 'airlog' | 'logKey' | 'keyring'>;

export interface ChangedKey {
  /** Verifier keys; of a lost one perhaps no more than 'name+id'. */
  readonly oldKey: string;
  readonly newKey: string;
  /** The new key's id and the old one's: names of files under keys/. */
  readonly oldId: string;
  /** Number of the entry that says so. */
  readonly seq: number;
  /** The checkpoint over it; signed by both keys when the old one is there. */
  readonly checkpoint: string;
}

/** What the log says itself of the key that signs it, 'name+id' or whole, and of its name; null: nothing was ever signed. */
export const signerToldBy = ({ airlog }: Pick<Changing, 'airlog'>): { log: string; key: string } | null => {
  const row = airlog.events({ kinds: ['key-change'] }).at(-1);
  const change = row === undefined ? null : keyChangeOf(row.seq, row.entry);
  if (change !== null) return { log: change.newKey.split('+')[0] ?? '', key: change.newKey };
  const newest = airlog.newestCheckpoint();
  if (newest === undefined) return null;
  const [signature] = noteOf(newest).signatures;
  if (signature === undefined) throw new Error('a checkpoint is signed');
  return { log: signature.name, key: shortKey({ name: signature.name, id: signature.keyId }) };
};

interface Change {
  /** Whole when the old key signs. */
  readonly oldKey: string;
  readonly newKey: LogKey;
  /** null: the old key is lost. */
  readonly old: LogSigner | null;
  readonly reason: string | null;
}

/** Appends the entry. Refuses with log.rolled-back, data.*. */
export const appendChange = (
  { clock, random, airlog }: Changing,
  { oldKey, newKey, old, reason }: Change,
): Result<number> => {
  const recordedAt = clock.instant();
  const vkey = formatVerifierKey(newKey);
  const salt = random.bytes(16);
  const texts: Erasable[] = reason === null ? [] : [{ hash: saltedHash(salt, reason), salt, text: reason }];
  const entry: EventEntry = {
    format: 'loa-air-log/1',
    kind: 'key-change',
    recordedAt,
    actor: 'system:cli',
    by: null,
    note: texts[0]?.hash ?? null,
    day: null,
    channel: null,
    facts: {
      oldKey,
      newKey: vkey,
      signature: old === null ? null : signKeyChange(oldKey, vkey, recordedAt, old.sign),
    },
  };
  return airlog.append([entry], texts);
};

/**
 * What is left once the entry is there: a checkpoint over it, by both keys while the old one is in its place, and then the key file.
 * Whatever a kill leaves, it can be done again. Refuses with log-key.*, log.rolled-back, database.damaged, data.*.
 */
export const finishChange = (ctx: Changing): Result<ChangedKey> => {
  const sealed = sealedNow(ctx);
  if (!sealed.ok) return sealed;
  const row = ctx.airlog.events({ kinds: ['key-change'] }).at(-1);
  const change = row === undefined ? null : keyChangeOf(row.seq, row.entry);
  if (change === null || sealed.value === null) throw new Error('the change has just been appended');
  const installed = ctx.keyring.install();
  if (!installed.ok) return installed;
  const { seq, oldKey, newKey } = change;
  return ok({ oldKey, newKey, oldId: oldKey.split('+')[1] ?? '', seq, checkpoint: sealed.value.note });
};
