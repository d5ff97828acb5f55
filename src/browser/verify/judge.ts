/**
 * From the files that somebody dropped to a verdict: which kind of evidence it is, and what the core says of it. Shows nothing.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import type { CheckedBundle } from '../../core/evidence/bundle.ts';
import { BUNDLE } from '../../core/evidence/bundle-files.ts';
import type { BundledStamp, Vouching } from '../../core/evidence/bundle-outside.ts';
import { byteLines } from '../../core/evidence/byte-lines.ts';
import { certificatesInPem } from '../../core/evidence/certificate.ts';
import type { Checkpoint } from '../../core/evidence/checkpoint.ts';
import { checkHandedBundle, checkHandedProof, handedExportReader } from '../../core/evidence/handed-in.ts';
import { LONGEST_EXPORT_LINE } from '../../core/evidence/log-export.ts';
import type { Verify } from '../../core/evidence/signed.ts';
import { checkStampSignature } from '../../core/evidence/stamp-signature.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import { ok, type Result, refuse } from '../../core/result.ts';
import { type Row, rowOf } from './rows.ts';
import { checkSignature } from './signatures.ts';
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
  readonly witnesses: readonly Vouching[];
  readonly asked: Pick<Asked, 'witnesses' | 'quorum'>;
  /** What only a bundle brings along; null: another kind. */
  readonly bundle: OfBundle | null;
}

export interface OfBundle extends Pick<CheckedBundle, 'grewFrom' | 'keysFollowed' | 'keysLostAt' | 'sounds'> {
  readonly stamp: ShownStamp | null;
}

export interface ShownStamp {
  /** RFC 3339, UTC. */
  readonly time: string;
  /** What the authority's certificate calls it; null: nothing that reads. */
  readonly authority: string | null;
  /** By whose certificates its signature is good; none: there are none; unknown: it is signed in a way that is not known here. */
  readonly by: 'reader' | 'bundle' | 'none' | 'unknown';
}

/** As it stands in the fields. */
export interface Typed {
  readonly key: string;
  readonly witnesses: string;
  readonly quorum: string;
  readonly ca: string;
}

/** What the fields ask for. */
interface Asked {
  readonly key: string | null;
  readonly witnesses: readonly string[];
  readonly quorum: number;
  readonly ca: string | null;
}

/** What was dropped or typed that cannot be judged as it is. */
export type Wanted = 'kind' | 'entry' | 'key' | 'one' | 'quorum' | 'ca';

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

/** As `loa verify` takes --witness-key, --quorum and --ca. */
const askedIn = (typed: Typed): Asked | Wanted => {
  const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const witnesses = typed.witnesses.split('\n').flatMap((line) => given(line) ?? []);
  const quorum = given(typed.quorum) ?? String(witnesses.length);
  if (!/^\d{1,3}$/.test(quorum) || Number(quorum) > witnesses.length) return 'quorum';
  const ca = given(typed.ca);
  if (ca !== null && certificatesInPem(ca).length === 0) return 'ca';
  return { key: given(typed.key), witnesses, quorum: Number(quorum), ca };
};

/** `told`: takes how many entries of a long file have been read. */
export const judge = async (files: readonly File[], typed: Typed, told: (entries: number) => void): Promise<Judged> => {
  const asked = askedIn(typed);
  if (typeof asked === 'string') return { kind: 'wanted', what: asked };
  const proof = files.find(({ name }) => name.endsWith('.tlog-proof'));
  if (proof !== undefined) {
    const entry = files.find((file) => file !== proof);
    if (files.length > 2) return { kind: 'wanted', what: 'one' };
    if (entry === undefined) return { kind: 'wanted', what: 'entry' };
    if (asked.key === null) return { kind: 'wanted', what: 'key' };
    return { kind: 'held', file: proof.name, result: await proved(proof, entry, asked, asked.key) };
  }
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) return { kind: 'wanted', what: 'one' };
  if (file.name.endsWith('.loa-log'))
    return { kind: 'held', file: file.name, result: await exported(file, asked, told) };
  if (file.name.endsWith('.json')) return { kind: 'wanted', what: 'entry' };
  // The letters that a ZIP begins with, whatever it is called.
  const begins = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return file.name.toLowerCase().endsWith('.zip') || decode(begins) === 'PK'
    ? { kind: 'held', file: file.name, result: await bundled(file, asked) }
    : { kind: 'wanted', what: 'kind' };
};

const bundled = async (file: File, asked: Asked): Promise<Result<Holds>> => {
  const { key: vkey, witnesses: known, quorum } = asked;
  const files = await unzip({ name: file.name, blob: file });
  if (!files.ok) return files;
  const checked = checkHandedBundle({ files: files.value, vkey, witnesses: known, quorum, verify, decode });
  if (!checked.ok) return checked;
  const stamp = checked.value.stamp === null ? ok(null) : stamped(checked.value.stamp, asked);
  if (!stamp.ok) return stamp;
  const { entries, checkpoint, key, ownKey, witnesses } = checked.value;
  const { grewFrom, keysFollowed, keysLostAt, sounds } = checked.value;
  const numbers = [...files.value.keys()]
    .flatMap((name) => /^entries\/(\d+)\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
    .slice(0, MOST_ROWS);
  const rows = numbers.map((seq) => rowOf(seq, decode(files.value.get(BUNDLE.entry(seq)) as Uint8Array) ?? '{}'));
  return ok({
    ...{ kind: 'bundle', file: file.name, entries, checkpoint, vkey: formatVerifierKey(key), ownKey, rows },
    ...{ witnesses, asked, bundle: { stamp: stamp.value, grewFrom, keysFollowed, keysLostAt, sounds } },
  });
};

/** Refuses with timestamp.wrong: signature. */
const stamped = ({ token, time, ca }: BundledStamp, asked: Asked): Result<ShownStamp> => {
  const believed = asked.ca ?? ca;
  const { signature, authority } = checkStampSignature({ token, time, ca: believed, check: checkSignature, decode });
  if (signature === 'bad') return refuse('timestamp.wrong', { fault: 'signature' }, { file: BUNDLE.stamp });
  const checked = asked.ca === null ? 'bundle' : 'reader';
  return ok({ time, authority, by: believed === null ? 'none' : signature === 'good' ? checked : 'unknown' });
};

const proved = async (proof: File, entry: File, asked: Asked, vkey: string): Promise<Result<Holds>> => {
  const [written, leaf] = [new Uint8Array(await proof.arrayBuffer()), new Uint8Array(await entry.arrayBuffer())];
  const text = decode(written);
  if (text === null) return refuse('proof.unreadable', { what: 'proof', part: 'text' }, { file: proof.name });
  const checked = checkHandedProof({
    ...{ entry: leaf, proof: text, vkey, verify, witnesses: asked.witnesses, quorum: asked.quorum },
  });
  if (!checked.ok) return checked;
  const { index, checkpoint, witnesses } = checked.value;
  // The log signed these bytes, whatever they are: only what reads is shown.
  const said = decode(leaf);
  const rows = said?.startsWith('{') ? [rowOf(index, said)] : [];
  return ok({
    ...{ kind: 'proof', file: proof.name, entries: 1, checkpoint, vkey, ownKey: false, rows },
    ...{ witnesses, asked, bundle: null },
  });
};

const exported = async (file: File, asked: Asked, told: (entries: number) => void): Promise<Result<Holds>> => {
  const first: (readonly [seq: number, text: string])[] = [];
  let read = 0;
  const seen = (seq: number, text: string): void => {
    read = seq + 1;
    if (first.length < MOST_ROWS) first.push([seq, text]);
  };
  const { key: vkey, witnesses: known, quorum } = asked;
  const opened = handedExportReader({ file: file.name, vkey, witnesses: known, quorum, verify, decode, seen });
  if (!opened.ok) return opened;
  const reader = opened.value;
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
  const { entries, checkpoint, key, ownKey, witnesses } = checked.value;
  const rows = first.map(([seq, text]) => rowOf(seq, text));
  return ok({
    ...{ kind: 'export', file: file.name, entries, checkpoint, vkey: formatVerifierKey(key), ownKey, rows },
    ...{ witnesses, asked, bundle: null },
  });
};
