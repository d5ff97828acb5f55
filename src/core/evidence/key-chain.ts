/**
 * How trust goes from one key of a log to the next: each change of keys is an entry, and what the old key signs of it.
 *
 * Somebody who has an old key on paper follows the changes to the one that signs today. Where a key was lost nobody signed, and
 * there the chain ends: from that place on only paper says which key is the log's.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { ok, type Result, refuse } from '../result.ts';
import { ED25519_BYTES } from './cosignature.ts';
import type { AirLogEntry } from './entry.ts';
import type { ProofFault } from './faults.ts';
import type { Sign, Verify } from './signed.ts';
import { formatVerifierKey, type LogKey, noteKeyIn } from './verifier-key.ts';
import { bytesIn } from './written.ts';

export interface KeyChange {
  /** Number of its entry. */
  readonly seq: number;
  /** Instant, as in the entry. */
  readonly recordedAt: string;
  /** Verifier keys; of a lost one perhaps no more than 'name+id' is known. */
  readonly oldKey: string;
  readonly newKey: string;
  /** Base64, the old key's over keyChangeText(); null: that key was lost. */
  readonly signature: string | null;
}

/** What the old key signs. It reads as no checkpoint: whose second line is a number. */
export const keyChangeText = (oldKey: string, newKey: string, recordedAt: string): string =>
  `loa-key-change/1\nold ${oldKey}\nnew ${newKey}\nat ${recordedAt}\n`;

/** The signature for an entry, in base64. */
export const signKeyChange = (oldKey: string, newKey: string, recordedAt: string, sign: Sign): string =>
  sign(utf8ToBytes(keyChangeText(oldKey, newKey, recordedAt))).toBase64();

/** Null: an entry of another kind. */
export const keyChangeOf = (seq: number, entry: AirLogEntry): KeyChange | null =>
  entry.kind === 'key-change' ? { seq, recordedAt: entry.recordedAt, ...entry.facts } : null;

/** 'loa-…/nhat-ky+1a2b3c4d': what names a key where its public half is not known. */
export const shortKey = ({ name, id }: Pick<LogKey, 'name' | 'id'>): string => `${name}+${id}`;

/** The same of a written key, whole or short. */
export const shortened = (written: string): string => written.split('+').slice(0, 2).join('+');

/** Whether a key is the one that `written` stands for, whole or short. */
export const isKey = (key: LogKey, written: string): boolean =>
  written === formatVerifierKey(key) || written === shortKey(key);

export interface FollowedKeys {
  /** The one that signs at the end; null: there were no changes, and none to begin with. */
  readonly key: LogKey | null;
  /** Changes between the key that one began with and the end. */
  readonly followed: number;
  /** Numbers of the entries at which a key had been lost. */
  readonly lostAt: readonly number[];
}

/** Names the entry's file in a bundle. */
export const keyChangeFile = (seq: number): string => `keys/${seq}.json`;

/**
 * The key at the end of `changes`, which stand in order of number, as somebody sees it who knows the key `pinned`; null: who knows
 * none. A pinned key that the changes do not speak of stays the one that is believed. Refuses, naming the entry's file, with
 * proof.unreadable (key) and proof.wrong: signature (another key made it), chain (a change that does not begin where the one
 * before it ended, or is of another log), key-lost (nobody signed between the pinned key and the end).
 */
export const followKeys = (
  changes: readonly KeyChange[],
  pinned: LogKey | null,
  verify: Verify,
): Result<FollowedKeys> => {
  let last: LogKey | null = null;
  // Where the pinned key was in force: the changes from there on are followed.
  let from: number | null = null;
  for (const [n, change] of changes.entries()) {
    const held = heldChange(change, last, verify);
    if (!held.ok) return held;
    if (pinned !== null && isKey(pinned, change.oldKey)) from = n;
    last = held.value;
  }
  const lostAt = changes.flatMap(({ seq, signature }) => (signature === null ? [seq] : []));
  if (pinned === null) return ok({ key: last, followed: 0, lostAt });
  if (from === null || (last !== null && isKey(pinned, formatVerifierKey(last))))
    return ok({ key: pinned, followed: 0, lostAt });
  const lost = changes.slice(from).find(({ signature }) => signature === null);
  if (lost !== undefined) return wrong(lost, 'key-lost');
  return ok({ key: last, followed: changes.length - from, lostAt });
};

/** The new key of one change that follows on `before`. */
const heldChange = (change: KeyChange, before: LogKey | null, verify: Verify): Result<LogKey> => {
  const { oldKey, newKey, signature, recordedAt } = change;
  const next = noteKeyIn(newKey);
  if (next === null) return unreadable(change);
  if (before !== null && !isKey(before, oldKey)) return wrong(change, 'chain');
  if (!oldKey.startsWith(`${next.name}+`)) return wrong(change, 'chain');
  if (signature === null) return ok(next);
  const old = noteKeyIn(oldKey);
  if (old === null) return unreadable(change);
  const bytes = bytesIn(signature);
  const text = utf8ToBytes(keyChangeText(oldKey, newKey, recordedAt));
  return bytes?.length === ED25519_BYTES && verify(old.publicKey, text, bytes) ? ok(next) : wrong(change, 'signature');
};

const wrong = ({ seq }: KeyChange, fault: ProofFault): Result<never> =>
  refuse('proof.wrong', { fault }, { file: keyChangeFile(seq) });

const unreadable = ({ seq }: KeyChange): Result<never> =>
  refuse('proof.unreadable', { what: 'key', part: 'public-key' }, { file: keyChangeFile(seq) });
