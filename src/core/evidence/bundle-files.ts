/** The files of an evidence bundle by their names: looking one up, and telling of one that is wrong. */
import type { Refusal } from '../refusal.ts';
import { ok, type Refused, type Result, refuse } from '../result.ts';

/** Names of files in a bundle. */
export const BUNDLE = {
  checkpoint: 'checkpoint',
  /** An earlier checkpoint, and the way from there to `checkpoint` in the form of a witness request. */
  older: 'older.checkpoint',
  consistency: 'consistency.txt',
  key: 'log.vkey',
  pem: 'log.pem',
  /** Verifier keys of the witnesses whose lines the checkpoints bear, one a line. */
  witnesses: 'witness.vkey',
  /** The checkpoint's bytes as they were time-stamped, the token (RFC 3161, DER), and certificates to believe it by. */
  stamped: 'stamped.checkpoint',
  stamp: 'checkpoint.tsr',
  authority: 'tsa-ca.pem',
  /** For sha256sum -c: hash, two blanks, the name that the sound has in a bundle with sound. */
  media: 'media.sha256',
  readme: 'README.vi.txt',
  script: 'verify.sh',
  entry: (seq: number): string => `entries/${seq}.json`,
  proof: (seq: number): string => `proofs/${seq}.tlog-proof`,
  /** House masters are FLAC. */
  sound: (hash: string): string => `audio/${hash}.flac`,
} as const;

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

/** A file's text. Refuses with bundle.missing, and proof.unreadable for what is no UTF-8. */
export type TextOf = (name: string) => Result<string>;

/** `decode`: bytes as text, when they are UTF-8 and nothing else; a byte order mark stays. */
export const textsIn =
  (files: BundleFiles, decode: (bytes: Uint8Array) => string | null): TextOf =>
  (name) => {
    const bytes = files.get(name);
    if (bytes === undefined) return missing(name);
    const text = decode(bytes);
    return text === null ? at(refuse('proof.unreadable', { what: 'note', part: 'text' }), name) : ok(text);
  };

export const missing = (name: string): Refused => at(refuse('bundle.missing', { file: name }), name);

/** The same refusals, told of a file. */
export const at = ({ refusals }: Refused, file: string): Refused => {
  const [first, ...rest] = refusals.map((one): Refusal => ({ ...one, place: { file } }));
  if (first === undefined) throw new Error('a refusal says something');
  return { ok: false, refusals: [first, ...rest] };
};
