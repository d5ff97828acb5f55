/**
 * The whole log as one text file (`*.loa-log`): its key, one signed checkpoint, and every entry under it, one a line.
 *
 *     loa-log/1
 *     <verifier key>
 *     (blank)
 *     <the checkpoint, a signed note: text, blank line, signatures>
 *     (blank)
 *     # <leaf hashes of the next entries, at most 256, base64>
 *     <entry 0>
 *     …
 *
 * An entry is canonical JSON, which has no line feed, so a line is a leaf. A signed root alone cannot say which entry was
 * changed; the leaf hashes, which lead to the same root, can.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { ok, type Refused, type Result, refuse } from '../result.ts';
import { type Vouching, vouchingIn } from './bundle-outside.ts';
import { isCanonical } from './canonical.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { ExportFault } from './faults.ts';
import { HASH_BYTES, type Hash, leafHash } from './merkle.ts';
import { sameBytes } from './merkle-check.ts';
import { parseNote } from './note.ts';
import { type RootBuilder, rootBuilder } from './root-builder.ts';
import { type Verify, verified } from './signed.ts';
import { openCheckpoint } from './trust.ts';
import { type LogKey, parseVerifierKey, type WitnessKey } from './verifier-key.ts';
import { bytesIn } from './written.ts';

const FIRST_LINE = 'loa-log/1';

/** Entries whose hashes stand in one line. */
export const EXPORT_BLOCK = 256;

/** More lines than a key and a note with all its signatures have. */
const MOST_HEAD_LINES = 200;

/** Bytes of the longest line that is read: an entry is about 1,000. */
export const LONGEST_EXPORT_LINE = 1_000_000;

/** What stands before the entries; `note` is the signed checkpoint. */
export const exportHead = (vkey: string, note: string): Uint8Array =>
  utf8ToBytes(`${FIRST_LINE}\n${vkey}\n\n${note}\n`);

/** The next entries, EXPORT_BLOCK of them or what is left, with their hashes before them. */
export const exportBlock = (leaves: readonly Uint8Array[], hash: Hash = sha256): Uint8Array => {
  const hashes = concatBytes(...leaves.map((leaf) => leafHash(leaf, hash)));
  const end = Uint8Array.of(0x0a);
  return concatBytes(utf8ToBytes(`# ${hashes.toBase64()}\n`), ...leaves.flatMap((leaf) => [leaf, end]));
};

export interface CheckedExport {
  readonly entries: number;
  readonly checkpoint: Checkpoint;
  readonly key: LogKey;
  /** Whether the key came from the file itself: then it shows only that the file fits together. */
  readonly ownKey: boolean;
  /** Those of the asker's witnesses that cosigned the checkpoint. */
  readonly witnesses: readonly Vouching[];
}

export interface ExportChecks {
  /** The file's name, for what is refused. */
  readonly file: string;
  /** The log's key as the reader knows it from elsewhere; null: the one in the file. */
  readonly key: LogKey | null;
  /** Keys of witnesses that the reader knows from elsewhere; none when not given. */
  readonly witnesses?: readonly WitnessKey[];
  /** How many of those must have cosigned; 0 when not given. */
  readonly quorum?: number;
  readonly verify: Verify;
  /** Bytes as text, when they are UTF-8 and nothing else; a byte order mark stays. */
  readonly decode: (bytes: Uint8Array) => string | null;
  readonly hash?: Hash;
  /** Takes every entry that reads, before it is known whether the whole holds. */
  readonly seen?: (seq: number, text: string) => void;
}

export interface ExportReader {
  /** The next line. Refuses what makes going on useless: a head that does not read or is not believed. */
  readonly take: (line: Uint8Array) => Refused | null;
  /**
   * After the last line. Refuses with proof.unreadable, proof.wrong (root: entries and hashes were both changed, so that none can be
   * named), log-export.wrong: the first entry that is wrong.
   */
  readonly end: () => Result<CheckedExport>;
}

type Head = Pick<CheckedExport, 'key' | 'checkpoint' | 'witnesses'>;

interface Wrong {
  readonly seq: number;
  readonly fault: ExportFault;
  /** In the file, from 1. */
  readonly line: number;
}

export const exportReader = (checks: ExportChecks): ExportReader => {
  const { file, decode, hash = sha256, seen } = checks;
  const head: string[] = [];
  let opened: Head | null = null;
  let line = 0;
  /** Leaf hashes of the block, as the file states them; null before the first. */
  let stated: readonly Uint8Array[] | null = null;
  const computed = rootBuilder(hash);
  /** Over the stated hashes, from the first that is not the entry's own. */
  let alleged: RootBuilder | null = null;
  let first: Wrong | null = null;
  const wrong = (seq: number, fault: ExportFault): void => {
    first ??= { seq, fault, line };
  };

  const takeHead = (bytes: Uint8Array): Refused | null => {
    const text = decode(bytes);
    if (text === null || head.length >= MOST_HEAD_LINES) return layout(file);
    head.push(text);
    if (head.length === 1 && text !== FIRST_LINE) return layout(file);
    // One blank line after the key, one within the note, one after it.
    if (text !== '' || head.filter((one) => one === '').length < 3) return null;
    const made = openedHead(head, checks);
    if (!made.ok) return made;
    opened = made.value;
    return null;
  };

  const takeHashes = (bytes: Uint8Array, count: number): void => {
    const text = decode(bytes);
    const hashes = text?.startsWith('# ') ? bytesIn(text.slice(2)) : null;
    const fits = hashes?.length === count * HASH_BYTES;
    if (!fits) wrong(computed.size(), 'hashes');
    stated = Array.from({ length: count }, (_, n) =>
      fits ? hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES) : new Uint8Array(HASH_BYTES),
    );
  };

  const takeEntry = (bytes: Uint8Array, said: Uint8Array): void => {
    const seq = computed.size();
    const own = leafHash(bytes, hash);
    const text = decode(bytes);
    const fault = faultOf(text);
    if (fault !== null) wrong(seq, fault);
    if (!sameBytes(own, said)) {
      wrong(seq, 'changed');
      alleged ??= computed.copy();
    }
    computed.addHash(own);
    alleged?.addHash(said);
    if (text !== null) seen?.(seq, text);
  };

  return {
    take: (bytes) => {
      line += 1;
      if (opened === null) return takeHead(bytes);
      const [seq, { size }] = [computed.size(), opened.checkpoint];
      const place = seq % EXPORT_BLOCK;
      if (seq >= size) wrong(seq, 'extra');
      else if (place === 0 && stated === null) takeHashes(bytes, Math.min(EXPORT_BLOCK, size - seq));
      else {
        takeEntry(bytes, stated?.[place] as Uint8Array);
        if (place === EXPORT_BLOCK - 1) stated = null;
      }
      return null;
    },
    end: () => {
      if (opened === null) return layout(file);
      const { checkpoint, key, witnesses } = opened;
      if (computed.size() < checkpoint.size) wrong(computed.size(), 'missing');
      const holds = computed.size() === checkpoint.size && sameBytes(computed.root(), checkpoint.root);
      if (first === null)
        return holds
          ? ok({ entries: checkpoint.size, checkpoint, key, ownKey: checks.key === null, witnesses })
          : refuse('proof.wrong', { fault: 'root' }, { file });
      const { seq, fault, line: at } = first;
      const named = (said: ExportFault): Refused =>
        refuse('log-export.wrong', { seq, fault: said }, said === 'missing' ? { file } : { file, line: at });
      if (fault !== 'changed') return named(fault);
      // The entries lead to the root after all: what was changed is a line of hashes.
      if (holds) return named('hashes');
      const sure = alleged === null || computed.size() < checkpoint.size || sameBytes(alleged.root(), checkpoint.root);
      return sure ? named('changed') : refuse('proof.wrong', { fault: 'root' }, { file });
    },
  };
};

const openedHead = (lines: readonly string[], checks: ExportChecks): Result<Head> => {
  const { file, key: known, verify, witnesses = [], quorum = 0 } = checks;
  const [, vkey = '', blank, ...rest] = lines;
  const own = parseVerifierKey(vkey);
  if (!own.ok) return refuse(own.refusals[0].code, own.refusals[0].params as never, { file, line: 2 });
  if (own.value.kind !== 'note' || blank !== '') return layout(file);
  const key = known ?? (own.value as LogKey);
  // The blank line that ends the head is not the note's.
  const note = parseNote(`${rest.slice(0, -1).join('\n')}\n`);
  const trust = { origin: key.name, log: [key], witnesses, quorum };
  const sealed = note.ok ? verified(openCheckpoint(note.value, trust), verify) : note;
  if (sealed.ok)
    return ok({ key, checkpoint: sealed.value.checkpoint, witnesses: vouchingIn(sealed.value, witnesses, trust) });
  const [{ code, params }] = sealed.refusals;
  return refuse(code, params as never, { file });
};

/** What is wrong with an entry by itself; `text` is null when its bytes are no UTF-8. */
const faultOf = (text: string | null): ExportFault | null => {
  if (text === null) return 'text';
  if (!isCanonical(text)) return 'not-canonical';
  return text.includes('"format":"loa-air-log/') ? null : 'not-entry';
};

const layout = (file: string): Refused => refuse('proof.unreadable', { what: 'export', part: 'layout' }, { file });
