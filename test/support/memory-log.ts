/** A log that is kept in memory by tests, and tells whichever story it is asked to: RFC 6962 word for word, signed by a seed. */
import { formatAddCheckpoint } from '../../src/core/evidence/add-checkpoint.ts';
import { formatCheckpoint } from '../../src/core/evidence/checkpoint.ts';
import type { Note } from '../../src/core/evidence/note.ts';
import { signText } from '../../src/core/evidence/signed.ts';
import { formatVerifierKey, type LogKey, verifierKey } from '../../src/core/evidence/verifier-key.ts';
import { must } from '../../src/core/result.ts';
import { signer } from './ed25519.ts';
import { naiveTree, someLeaves } from './naive-tree.ts';

export interface MemoryLog {
  readonly key: LogKey;
  readonly vkey: string;
  readonly root: (size: number) => Uint8Array;
  readonly note: (size: number) => Note;
  /** The path from `old` leads to `size` in this log. */
  readonly request: (old: number, size: number) => string;
}

export interface LogForm {
  readonly origin: string;
  readonly leaves: number;
  /** Of the key. */
  readonly seed?: number;
  /** Leaves from this number on are others than in a log without a fork. */
  readonly forkedAt?: number;
}

export const memoryLog = ({ origin, leaves, seed = 7, forkedAt = leaves }: LogForm): MemoryLog => {
  const tree = naiveTree([...someLeaves(leaves).slice(0, forkedAt), ...someLeaves(leaves, 1).slice(forkedAt)]);
  const { publicKey, sign } = signer(seed);
  const key = must(verifierKey('note', origin, publicKey));
  const note = (size: number): Note => {
    const text = formatCheckpoint({ origin, size, root: tree.range(0, size), extensions: [] });
    return { text, signatures: [signText(key, text, sign)] };
  };
  const request = (old: number, size: number): string => {
    const path = old === 0 || old >= size ? [] : tree.proof(old, size);
    return formatAddCheckpoint({ oldSize: old, path, note: note(size) });
  };
  return { key, vkey: formatVerifierKey(key), root: (size) => tree.range(0, size), note, request };
};
