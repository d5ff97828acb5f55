/**
 * What a witness makes of a checkpoint that it is asked to cosign (c2sp.org/tlog-witness, add-checkpoint).
 *
 * Only the judgement: what was seen comes in, and whoever signs keeps the new head first. The order of the questions is the
 * specification's, because each has an answer of its own.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { parseAddCheckpoint } from './add-checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import { emptyRoot, type Hash, type Head } from './merkle.ts';
import { checkConsistency, sameBytes } from './merkle-check.ts';
import type { Note, NoteSignature } from './note.ts';
import { openNote, type Verify, verified } from './signed.ts';
import type { LogKey } from './verifier-key.ts';

export type Judged =
  /** `note`: the text with the signatures of the log's known keys, and no others. */
  | { readonly kind: 'cosign'; readonly checkpoint: Checkpoint; readonly note: Note }
  /** The request does not read, or asks from a larger size to a smaller one. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'unknown-log'; readonly origin: string }
  | { readonly kind: 'not-signed'; readonly origin: string }
  /** Asked from another size than the one cosigned last, `size`. */
  | { readonly kind: 'other-size'; readonly origin: string; readonly size: number }
  /**
   * Signed by the log, of the size cosigned last, with another root: the two together prove that the log told two stories.
   * `asked`: the size that the request started from.
   */
  | { readonly kind: 'split'; readonly checkpoint: Checkpoint; readonly note: Note; readonly asked: number }
  /** Signed by the log, but nothing shows that it grew out of what was cosigned last. */
  | { readonly kind: 'inconsistent'; readonly checkpoint: Checkpoint };

export interface Known {
  /** The keys of the logs that this witness serves. A log is called what its key is called (tlog-checkpoint, Origin). */
  readonly logs: readonly LogKey[];
  /** The head cosigned last; null when there is none. */
  readonly last: (origin: string) => Head | null;
}

/** `body`: the whole request, decoded as UTF-8. */
export const judgeCheckpoint = (body: string, { logs, last }: Known, verify: Verify, hash: Hash = sha256): Judged => {
  const request = parseAddCheckpoint(body);
  if (!request.ok) return { kind: 'malformed' };
  const { checkpoint, oldSize, path } = request.value;
  const { origin } = checkpoint;
  const keys = logs.filter(({ name }) => name === origin);
  if (keys.length === 0) return { kind: 'unknown-log', origin };
  const signed = verified(openNote(request.value.note, keys), verify);
  if (!signed.ok) return { kind: 'not-signed', origin };
  const own = ({ name, keyId }: NoteSignature): boolean => keys.some((key) => key.name === name && key.id === keyId);
  const note = { text: request.value.note.text, signatures: request.value.note.signatures.filter(own) };
  const seen = last(origin) ?? { size: 0, root: emptyRoot(hash) };
  if (checkpoint.size === seen.size && !sameBytes(checkpoint.root, seen.root))
    // Of an empty log there is one root: another is nonsense, not a second story.
    return seen.size === 0 ? { kind: 'inconsistent', checkpoint } : { kind: 'split', checkpoint, note, asked: oldSize };
  if (oldSize !== seen.size) return { kind: 'other-size', origin, size: seen.size };
  // Nothing is proved from an empty log (parseAddCheckpoint() saw to the empty path): every log grows out of it.
  const grew = seen.size === 0 || checkConsistency(seen, checkpoint, path, hash).ok;
  return grew ? { kind: 'cosign', checkpoint, note } : { kind: 'inconsistent', checkpoint };
};
