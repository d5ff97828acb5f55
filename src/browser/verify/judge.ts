/**
 * From the files that somebody dropped to a verdict: which kind of evidence it is, and what the core says of it. Shows nothing.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { BUNDLE } from '../../core/evidence/bundle.ts';
import { byteLines } from '../../core/evidence/byte-lines.ts';
import type { Checkpoint } from '../../core/evidence/checkpoint.ts';
import { checkHandedBundle, checkHandedProof, logKeyIn } from '../../core/evidence/handed-in.ts';
import { exportReader, LONGEST_EXPORT_LINE } from '../../core/evidence/log-export.ts';
import type { Verify } from '../../core/evidence/signed.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type Row, rowOf } from './rows.ts';
import { unzip } from './unzip.ts';

export type Kind = 'bundle' | 'proof' | 'export';

export interface Holds {
  readonly kind: Kind;
  readonly file: string;
  readonly entries: number;
  readonly checkpoint: Checkpoint;
  readonly vkey: string;
  /** Whether the key came from the file itself. */
  readonly ownKey: boolean;
  /** The first of the entries. */
  readonly rows: readonly Row[];
}

/** What was dropped that cannot be judged as it is. */
export type Wanted = 'kind' | 'entry' | 'key' | 'one';

export type Judged =
  | { readonly kind: 'held'; readonly file: string; readonly result: Result<Holds> }
  | { readonly kind: 'wanted'; readonly what: Wanted };

/** Rows that a page can still hold. */
const MOST_ROWS = 1000;

/** RFC 8032 to the letter, as openssl and node:crypto verify; ZIP 215 takes more. */
const verify: Verify = (publicKey, message, signature) => {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decode = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
};

/** `vkey`: the key on paper as it was typed, '' when it was not. `told`: takes how many entries of a long file have been read. */
export const judge = async (files: readonly File[], vkey: string, told: (entries: number) => void): Promise<Judged> => {
  const key = vkey.trim() === '' ? null : vkey.trim();
  const proof = files.find(({ name }) => name.endsWith('.tlog-proof'));
  if (proof !== undefined) {
    const entry = files.find((file) => file !== proof);
    if (files.length > 2) return { kind: 'wanted', what: 'one' };
    if (entry === undefined) return { kind: 'wanted', what: 'entry' };
    if (key === null) return { kind: 'wanted', what: 'key' };
    return { kind: 'held', file: proof.name, result: await proved(proof, entry, key) };
  }
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) return { kind: 'wanted', what: 'one' };
  if (file.name.endsWith('.loa-log')) return { kind: 'held', file: file.name, result: await exported(file, key, told) };
  if (file.name.endsWith('.json')) return { kind: 'wanted', what: 'entry' };
  // The letters that a ZIP begins with, whatever it is called.
  const begins = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return file.name.toLowerCase().endsWith('.zip') || decode(begins) === 'PK'
    ? { kind: 'held', file: file.name, result: await bundled(file, key) }
    : { kind: 'wanted', what: 'kind' };
};

const bundled = async (file: File, vkey: string | null): Promise<Result<Holds>> => {
  const files = await unzip({ name: file.name, blob: file });
  if (!files.ok) return files;
  const checked = checkHandedBundle({ files: files.value, vkey, verify, decode });
  if (!checked.ok) return checked;
  const { entries, checkpoint, key, ownKey } = checked.value;
  const numbers = [...files.value.keys()]
    .flatMap((name) => /^entries\/(\d+)\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
    .slice(0, MOST_ROWS);
  const rows = numbers.map((seq) => rowOf(seq, decode(files.value.get(BUNDLE.entry(seq)) as Uint8Array) ?? '{}'));
  return ok({ kind: 'bundle', file: file.name, entries, checkpoint, vkey: formatVerifierKey(key), ownKey, rows });
};

const proved = async (proof: File, entry: File, vkey: string): Promise<Result<Holds>> => {
  const [written, leaf] = [new Uint8Array(await proof.arrayBuffer()), new Uint8Array(await entry.arrayBuffer())];
  const text = decode(written);
  if (text === null) return refuse('proof.unreadable', { what: 'proof', part: 'text' }, { file: proof.name });
  const checked = checkHandedProof({ entry: leaf, proof: text, vkey, verify });
  if (!checked.ok) return checked;
  const { index, checkpoint } = checked.value;
  // The log signed these bytes, whatever they are: only what reads is shown.
  const said = decode(leaf);
  const rows = said?.startsWith('{') ? [rowOf(index, said)] : [];
  return ok({ kind: 'proof', file: proof.name, entries: 1, checkpoint, vkey, ownKey: false, rows });
};

const exported = async (file: File, vkey: string | null, told: (entries: number) => void): Promise<Result<Holds>> => {
  const known = vkey === null ? ok(null) : logKeyIn(vkey);
  if (!known.ok) return known;
  const first: (readonly [seq: number, text: string])[] = [];
  let read = 0;
  const seen = (seq: number, text: string): void => {
    read = seq + 1;
    if (first.length < MOST_ROWS) first.push([seq, text]);
  };
  const reader = exportReader({ file: file.name, key: known.value, verify, decode, seen });
  const lines = byteLines(LONGEST_EXPORT_LINE);
  for await (const piece of file.stream() as unknown as AsyncIterable<Uint8Array>) {
    const cut = lines.cut(piece);
    if (cut === null) return refuse('proof.unreadable', { what: 'export', part: 'text' }, { file: file.name });
    for (const line of cut) {
      const refused = reader.take(line);
      if (refused !== null) return refused;
    }
    told(read);
  }
  const rest = lines.rest();
  const last = rest.length === 0 ? null : reader.take(rest);
  if (last !== null) return last;
  const checked = reader.end();
  if (!checked.ok) return checked;
  const { entries, checkpoint, key, ownKey } = checked.value;
  const rows = first.map(([seq, text]) => rowOf(seq, text));
  return ok({ kind: 'export', file: file.name, entries, checkpoint, vkey: formatVerifierKey(key), ownKey, rows });
};
