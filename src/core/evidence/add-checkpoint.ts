/**
 * What a log sends a witness to be cosigned (c2sp.org/tlog-witness, add-checkpoint): the size that the witness signed last,
 * the consistency path from there, a blank line, the checkpoint as a signed note. The same form lies in an evidence bundle.
 */
import { must, ok, type Result, refuse } from '../result.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import type { EvidencePart } from './faults.ts';
import { formatNote, type Note, parseNote } from './note.ts';
import { decimalIn, hashesIn, isPlainText, linesIn, partedAt } from './written.ts';

export interface AddCheckpoint {
  /** 0: the witness has signed nothing of this log yet. */
  readonly oldSize: number;
  /** From `oldSize` to the size of the checkpoint; empty from 0. */
  readonly path: readonly Uint8Array[];
  readonly note: Note;
  /** What the note's text says. */
  readonly checkpoint: Checkpoint;
}

/** c2sp.org/tlog-witness: a client must not send more. */
export const MOST_PATH_HASHES = 63;

/**
 * Refuses with proof.unreadable (request: text, layout, size, hashes; and what parseNote and parseCheckpoint refuse) and, when
 * the old size is above the new one, proof.wrong: sizes. Whether the path leads from one to the other is checkConsistency().
 */
export const parseAddCheckpoint = (body: string): Result<AddCheckpoint> => {
  if (!isPlainText(body)) return unreadable('text');
  const parts = partedAt(body, body.indexOf('\n\n'));
  const [first, ...rest] = (parts === null ? null : linesIn(parts[0])) ?? [];
  if (parts === null || first === undefined || !first.startsWith('old ')) return unreadable('layout');
  const oldSize = decimalIn(first.slice('old '.length));
  if (oldSize === null) return unreadable('size');
  const path = hashesIn(rest);
  if (path === null || path.length > MOST_PATH_HASHES || (oldSize === 0 && path.length > 0))
    return unreadable('hashes');
  const note = parseNote(parts[1]);
  if (!note.ok) return note;
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return checkpoint;
  if (oldSize > checkpoint.value.size) return refuse('proof.wrong', { fault: 'sizes' });
  return ok({ oldSize, path, note: note.value, checkpoint: checkpoint.value });
};

/** The body to send. Throws when it would not be taken. */
export const formatAddCheckpoint = ({ oldSize, path, note }: Omit<AddCheckpoint, 'checkpoint'>): string => {
  const lines = [`old ${oldSize}`, ...path.map((hash) => hash.toBase64()), '', formatNote(note)];
  const body = lines.join('\n');
  must(parseAddCheckpoint(body));
  return body;
};

const unreadable = (part: EvidencePart): Result<never> => refuse('proof.unreadable', { what: 'request', part });
