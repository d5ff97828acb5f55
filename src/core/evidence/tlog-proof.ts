/**
 * A `.tlog-proof` (c2sp.org/tlog-proof): everything that shows one entry to lie in the log, in one text to be checked offline.
 *
 * Where the entry stands, the path from it to the root, and the signed checkpoint that names the root; the entry's own bytes
 * come beside it. `extra` is signed by nobody: it is kept apart and never written by us.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { must, ok, type Result, refuse } from '../result.ts';
import type { EvidencePart } from './faults.ts';
import { type Hash, leafHash } from './merkle.ts';
import { checkInclusion } from './merkle-check.ts';
import { formatNote, type Note, parseNote } from './note.ts';
import type { Opened } from './signed.ts';
import { openCheckpoint, type Sealed, type Trust } from './trust.ts';
import { bytesIn, decimalIn, hashesIn, isPlainText, linesIn, partedAt } from './written.ts';

export interface TlogProof {
  /** Not proved by anything. */
  readonly extra: Uint8Array | null;
  readonly index: number;
  /** From the leaf's sibling up. */
  readonly path: readonly Uint8Array[];
  /** The checkpoint. */
  readonly note: Note;
}

const HEADER = 'c2sp.org/tlog-proof@v1';

/** Refuses with proof.unreadable (proof: text, layout, extra, index, hashes; and what parseNote() refuses). */
export const parseTlogProof = (text: string): Result<TlogProof> => {
  if (!isPlainText(text)) return unreadable('text');
  const parts = partedAt(text, text.indexOf('\n\n'));
  const [header, ...lines] = (parts === null ? null : linesIn(parts[0])) ?? [];
  if (parts === null || header !== HEADER) return unreadable('layout');
  const base64 = after('extra', lines[0]);
  const [indexLine, ...hashes] = base64 === null ? lines : lines.slice(1);
  const extra = bytesIn(base64 ?? '');
  if (base64 !== null && extra === null) return unreadable('extra');
  const index = decimalIn(after('index', indexLine) ?? '');
  if (index === null) return unreadable('index');
  const path = hashesIn(hashes);
  if (path === null) return unreadable('hashes');
  const note = parseNote(parts[1]);
  return note.ok ? ok({ extra, index, path, note: note.value }) : note;
};

/** The proof as text. Throws when it would not be read. */
export const formatTlogProof = ({ extra, index, path, note }: TlogProof): string => {
  const lines = [
    HEADER,
    ...(extra === null ? [] : [`extra ${extra.toBase64()}`]),
    `index ${index}`,
    ...path.map((hash) => hash.toBase64()),
    '',
    formatNote(note),
  ];
  const text = lines.join('\n');
  must(parseTlogProof(text));
  return text;
};

/**
 * Whether the entry with just these bytes lies in a log that `trust` believes. Refuses with what openCheckpoint() refuses with,
 * and proof.wrong: index, path, root.
 */
export const openTlogProof = (
  proof: TlogProof,
  entry: Uint8Array,
  trust: Trust,
  hash: Hash = sha256,
): Result<Opened<Sealed>> => {
  const opened = openCheckpoint(proof.note, trust);
  if (!opened.ok) return opened;
  const settle = (verdicts: readonly boolean[]): Result<Sealed> => {
    const sealed = opened.value.settle(verdicts);
    if (!sealed.ok) return sealed;
    const leaf = { index: proof.index, hash: leafHash(entry, hash) };
    const included = checkInclusion(leaf, sealed.value.checkpoint, proof.path, hash);
    return included.ok ? sealed : included;
  };
  return ok({ claims: opened.value.claims, settle });
};

/** What follows `name` and a space in a line that begins so. */
const after = (name: string, line: string | undefined): string | null =>
  line?.startsWith(`${name} `) ? line.slice(name.length + 1) : null;

const unreadable = (part: EvidencePart): Result<never> => refuse('proof.unreadable', { what: 'proof', part });
