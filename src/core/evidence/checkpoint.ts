/**
 * The text of a checkpoint (c2sp.org/tlog-checkpoint): origin, number of entries, root, one a line.
 *
 * Extension lines, which the specification advises against, are kept as they stand: they are signed, and mean nothing here.
 */
import { must, ok, type Result, refuse } from '../result.ts';
import type { EvidencePart } from './faults.ts';
import type { Head } from './merkle.ts';
import { decimalIn, hashIn, isPlainText, linesIn } from './written.ts';

export interface Checkpoint extends Head {
  /** Names the log, for all time: 'loa.example.vn/nhat-ky'. */
  readonly origin: string;
  readonly extensions: readonly string[];
}

/** Refuses with proof.unreadable (checkpoint: text, origin, size, root, extension). */
export const parseCheckpoint = (text: string): Result<Checkpoint> => {
  const lines = isPlainText(text) ? linesIn(text) : null;
  if (lines === null) return unreadable('text');
  const [origin = '', written = '', base64 = '', ...extensions] = lines;
  const [size, root] = [decimalIn(written), hashIn(base64)];
  if (origin === '') return unreadable('origin');
  if (size === null) return unreadable('size');
  if (root === null) return unreadable('root');
  return extensions.includes('') ? unreadable('extension') : ok({ origin, size, root, extensions });
};

/** The text to be signed. Throws when it would not read as the same checkpoint. */
export const formatCheckpoint = ({ origin, size, root, extensions }: Checkpoint): string => {
  const text = `${[origin, size, root.toBase64(), ...extensions].join('\n')}\n`;
  if (must(parseCheckpoint(text)).extensions.length !== extensions.length) throw new Error('a line feed within a line');
  return text;
};

const unreadable = (part: EvidencePart): Result<never> => refuse('proof.unreadable', { what: 'checkpoint', part });
