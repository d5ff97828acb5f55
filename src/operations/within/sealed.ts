/**
 * A checkpoint over all that is in the air log now: the newest one where it is that, and otherwise one signed here and now.
 *
 * What was signed before must still be a beginning of the log; where it is not, nothing is signed over it.
 */
import { formatCheckpoint, parseCheckpoint } from '../../core/evidence/checkpoint.ts';
import { sameBytes } from '../../core/evidence/merkle-check.ts';
import { formatNote, type Note, parseNote } from '../../core/evidence/note.ts';
import { signText } from '../../core/evidence/signed.ts';
import { formatTlogProof } from '../../core/evidence/tlog-proof.ts';
import type { Result } from '../../core/result.ts';
import { must, ok, refuse } from '../../core/result.ts';
import type { StoredCheckpoint } from '../../store/airlog-anchors.ts';
import type { Ctx } from '../context.ts';

export interface ProvedEntry {
  readonly seq: number;
  /** The very bytes that are hashed. */
  readonly leaf: Uint8Array;
  /** A C2SP tlog-proof under a checkpoint that covers the entry. */
  readonly proof: string;
}

export type Sealing = Pick<Ctx, 'clock' | 'airlog' | 'logKey'>;

/** null: the log is empty. Refuses with log-key.*, log.rolled-back, database.damaged (what was signed is not there any more), data.*. */
export const sealedNow = ({ clock, airlog, logKey }: Sealing): Result<StoredCheckpoint | null> => {
  const head = airlog.tree.head();
  const before = airlog.newestCheckpoint();
  if (before !== undefined) {
    const held = stillHeld(airlog, before);
    if (!held.ok || before.size === head.size) return held;
  }
  if (head.size === 0) return ok(null);
  const signer = logKey(airlog);
  if (!signer.ok) return signer;
  const { key, along } = signer.value;
  const text = formatCheckpoint({ origin: key.name, ...head, extensions: [] });
  const signers = along === null ? [signer.value] : [signer.value, along];
  const note = formatNote({ text, signatures: signers.map((one) => signText(one.key, text, one.sign)) });
  const checkpoint: StoredCheckpoint = { size: head.size, madeAt: clock.instant(), note };
  const kept = airlog.keepCheckpoint(checkpoint);
  return kept.ok ? ok(checkpoint) : kept;
};

/** A checkpoint of ours that is still a beginning of the log. Refuses with database.damaged. */
export const stillHeld = (airlog: Ctx['airlog'], checkpoint: StoredCheckpoint): Result<StoredCheckpoint> => {
  const { size, root } = must(parseCheckpoint(noteOf(checkpoint).text));
  return size <= airlog.size() && sameBytes(airlog.tree.rootAt(size), root)
    ? ok(checkpoint)
    : refuse('database.damaged', { path: airlog.path, detail: `checkpoint ${size}` });
};

/** What we signed ourselves reads. */
export const noteOf = ({ note }: StoredCheckpoint): Note => must(parseNote(note));

/** An entry, and the proof that it lies under a checkpoint that covers it; undefined when there is no such entry. */
export const provedUnder = (
  { leaf, tree }: Ctx['airlog'],
  seq: number,
  { size }: StoredCheckpoint,
  note: Note,
): ProvedEntry | undefined => {
  const bytes = leaf(seq);
  if (bytes === undefined) return undefined;
  const proof = formatTlogProof({ extra: null, index: seq, path: tree.inclusion(seq, size), note });
  return { seq, leaf: bytes, proof };
};
