/**
 * Evidence bundles in memory, of logs that tests make up: keys and witnesses by seeds, the tree by RFC 6962 as written.
 *
 * The names of the files stand here as they are in bundles that were handed out, and not by what the program calls them today.
 */
import { createHash } from 'node:crypto';
import { formatAddCheckpoint } from '../../src/core/evidence/add-checkpoint.ts';
import { canonicalJson } from '../../src/core/evidence/canonical.ts';
import { formatCheckpoint } from '../../src/core/evidence/checkpoint.ts';
import { formatNote, type Note } from '../../src/core/evidence/note.ts';
import { cosignText, type Sign, signText } from '../../src/core/evidence/signed.ts';
import { formatTlogProof } from '../../src/core/evidence/tlog-proof.ts';
import {
  formatVerifierKey,
  type LogKey,
  type VerifierKey,
  verifierKey,
  type WitnessKey,
} from '../../src/core/evidence/verifier-key.ts';
import { must, type Result } from '../../src/core/result.ts';
import { signer } from './ed25519.ts';
import type { Files } from './made-bundles.ts';
import { naiveTree } from './naive-tree.ts';
import { imprint, stampInfo, stampToken } from './stamp-token.ts';

const ORIGIN = 'loa-114c0de5/nhat-ky';

export interface Owner<K extends VerifierKey = LogKey> {
  readonly key: K;
  readonly vkey: string;
  readonly sign: Sign;
}

/** Who signs for the log of this name. */
export const logOf = (seed: number, origin = ORIGIN): Owner => {
  const { publicKey, sign } = signer(seed);
  const key = must(verifierKey('note', origin, publicKey));
  return { key, vkey: formatVerifierKey(key), sign };
};

export const witnessOf = (seed: number, name = `witness-${seed}.example.vn`): Owner<WitnessKey> => {
  const { publicKey, sign } = signer(seed);
  const key = must(verifierKey('cosignature', name, publicKey));
  return { key, vkey: formatVerifierKey(key), sign };
};

const utf8 = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text; null: they are no UTF-8. */
export const decode = (bytes: Uint8Array): string | null => {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
};

/** As many entries as asked for, in their bytes. */
export const someEntries = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, n) =>
    utf8.encode(canonicalJson({ format: 'loa-air-log/1', kind: 'statement', n, title: `Tin ${n}` })),
  );

/** An entry that changes the key; `signature` in base64. */
export const keyChangeEntry = (
  facts: { readonly oldKey: string; readonly newKey: string; readonly signature: string | null },
  recordedAt = '2025-04-07T00:10:00Z',
): Uint8Array =>
  utf8.encode(
    canonicalJson({ format: 'loa-air-log/1', kind: 'key-change', recordedAt, day: null, channel: null, facts }),
  );

/** By their clocks, seconds since 1970: the first one's, a second more for each further one. */
export const COSIGNED = 1_741_737_600;

/** What is packed; the log's own things alone, when nothing else is said. */
export interface Packing {
  readonly leaves: readonly Uint8Array[];
  /** Numbers of the entries; all of them when not given. */
  readonly seqs?: readonly number[];
  /** Of those that change the key. */
  readonly keyChanges?: readonly number[];
  readonly log?: Owner;
  /** Who cosign every checkpoint, and whose keys lie in the bundle. */
  readonly witnesses?: readonly Owner<WitnessKey>[];
  /** The size of an earlier checkpoint. */
  readonly older?: number;
  /** Whether the checkpoint is time-stamped; a certificate, when there is one. */
  readonly stamp?: { readonly ca?: string };
  readonly sounds?: readonly Uint8Array[];
}

export const packed = (packing: Packing): Files => {
  const { leaves, log = logOf(1), witnesses = [], older, stamp, sounds = [], keyChanges = [] } = packing;
  const seqs = packing.seqs ?? leaves.keys().filter((seq) => !keyChanges.includes(seq));
  const tree = naiveTree(leaves);
  const noteOf = (size: number, by: readonly Owner<WitnessKey>[]): Note => {
    const text = formatCheckpoint({ origin: log.key.name, size, root: tree.range(0, size), extensions: [] });
    const lines = by.map(({ key, sign }, n) => cosignText(key, text, COSIGNED + n, sign));
    return { text, signatures: [signText(log.key, text, log.sign), ...lines] };
  };
  const note = noteOf(leaves.length, witnesses);
  const files: Files = new Map();
  const put = (name: string, content: string | Uint8Array): void => {
    files.set(name, typeof content === 'string' ? utf8.encode(content) : content);
  };
  put('log.vkey', `${log.vkey}\n`);
  put('checkpoint', formatNote(note));
  if (witnesses.length > 0) put('witness.vkey', witnesses.map(({ vkey }) => `${vkey}\n`).join(''));
  for (const [folder, numbers] of [['entries', seqs] as const, ['keys', keyChanges] as const])
    for (const seq of numbers) {
      put(`${folder}/${seq}.json`, leaves[seq] as Uint8Array);
      const proof = { extra: null, index: seq, path: tree.path(seq, leaves.length), note };
      put(`${folder === 'keys' ? 'keys' : 'proofs'}/${seq}.tlog-proof`, formatTlogProof(proof));
    }
  if (older !== undefined) {
    put('older.checkpoint', formatNote(noteOf(older, witnesses)));
    const path = older === leaves.length ? [] : tree.proof(older, leaves.length);
    put('consistency.txt', formatAddCheckpoint({ oldSize: older, path, note }));
  }
  if (stamp !== undefined) {
    // Stamped before any witness was asked.
    const stamped = formatNote(noteOf(leaves.length, []));
    put('stamped.checkpoint', stamped);
    put('checkpoint.tsr', stampToken(stampInfo({ about: imprint(hashOf(stamped)) })));
    if (stamp.ca !== undefined) put('tsa-ca.pem', stamp.ca);
  }
  const hashes = sounds.map((sound) => hashOf(sound).toHex());
  put('media.sha256', hashes.map((hash) => `${hash}  audio/${hash}.flac\n`).join(''));
  for (const [n, sound] of sounds.entries()) put(`audio/${hashes[n]}.flac`, sound);
  return files;
};

const hashOf = (content: string | Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(content).digest());

/** With another text in one file. */
export const changed = (files: Files, name: string, how: (before: string) => string): Files =>
  new Map([...files, [name, utf8.encode(how(strict.decode(files.get(name))))]]);

/** With other bytes in one file. */
export const put = (files: Files, name: string, content: Uint8Array): Files => new Map([...files, [name, content]]);

export const without = (files: Files, ...names: readonly string[]): Files =>
  new Map([...files].filter(([name]) => !names.includes(name)));

/** 'entries/3.json proof.wrong root', or 'holds': the file that is named, the code, and every word that goes with it. */
export const said = (result: Result<unknown>): string => {
  if (result.ok) return 'holds';
  const [{ code, params, place }] = result.refusals;
  const words = Object.entries(params).flatMap(([name, word]) => (name === 'file' && word === place?.file ? [] : word));
  return [place?.file ?? '-', code, ...words].join(' ');
};
