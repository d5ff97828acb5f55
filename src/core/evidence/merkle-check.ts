/**
 * Whether a path proves what it is said to prove: RFC 9162 §2.1.3.2 (inclusion) and §2.1.4.2 (consistency).
 *
 * Believes nothing about what it is given: sizes, lengths of hashes and the number of hashes are part of what is checked.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { ProofFault } from './faults.ts';
import { HASH_BYTES, type Hash, type Head, nodeHash } from './merkle.ts';

/** The leaf whose hash and number are said to lie in a log. */
export interface PlacedLeaf {
  readonly index: number;
  /** Its leafHash(). */
  readonly hash: Uint8Array;
}

/** Whether `leaf` lies in the log at `head`. Refuses with proof.wrong: index, path, root. */
export const checkInclusion = (
  leaf: PlacedLeaf,
  head: Head,
  path: readonly Uint8Array[],
  hash: Hash = sha256,
): Result<void> => {
  if (!(isCount(leaf.index) && isCount(head.size) && leaf.index < head.size)) return wrong('index');
  if (!(isHash(leaf.hash) && path.every(isHash))) return wrong('path');
  let [position, edge, root] = [leaf.index, head.size - 1, leaf.hash];
  for (const sibling of path) {
    if (edge === 0) return wrong('path');
    if (position % 2 === 1 || position === edge) {
      root = nodeHash(sibling, root, hash);
      [position, edge] = upToRightChild(position, edge);
    } else root = nodeHash(root, sibling, hash);
    [position, edge] = [half(position), half(edge)];
  }
  if (edge !== 0) return wrong('path');
  return sameBytes(root, head.root) ? ok(undefined) : wrong('root');
};

/**
 * Whether the log at `newer` is the log at `older` with nothing but leaves added. Refuses with proof.wrong: sizes, path, root.
 * From an empty log nothing is proved, so `older` must hold a leaf.
 */
export const checkConsistency = (
  older: Head,
  newer: Head,
  path: readonly Uint8Array[],
  hash: Hash = sha256,
): Result<void> => {
  if (!(isCount(older.size) && isCount(newer.size) && older.size > 0 && older.size <= newer.size))
    return wrong('sizes');
  if (older.size === newer.size) {
    if (path.length > 0) return wrong('path');
    return sameBytes(older.root, newer.root) ? ok(undefined) : wrong('root');
  }
  let [position, edge] = upToLeftChild(older.size - 1, newer.size - 1);
  // An older log that is one complete subtree begins the path with its own root, which is then not sent.
  const [first, ...rest] = position === 0 ? [older.root, ...path] : path;
  if (path.length === 0 || first === undefined) return wrong('path');
  if (!(isHash(first) && rest.every(isHash))) return wrong('path');
  let [olderRoot, newerRoot] = [first, first];
  for (const sibling of rest) {
    if (edge === 0) return wrong('path');
    if (position % 2 === 1 || position === edge) {
      olderRoot = nodeHash(sibling, olderRoot, hash);
      newerRoot = nodeHash(sibling, newerRoot, hash);
      [position, edge] = upToRightChild(position, edge);
    } else newerRoot = nodeHash(newerRoot, sibling, hash);
    [position, edge] = [half(position), half(edge)];
  }
  if (edge !== 0) return wrong('path');
  return sameBytes(olderRoot, older.root) && sameBytes(newerRoot, newer.root) ? ok(undefined) : wrong('root');
};

const wrong = (fault: ProofFault): Result<never> => refuse('proof.wrong', { fault });

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES;

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, n) => byte === b[n]);

const half = (value: number): number => Math.floor(value / 2);

/** Up from `position` while it is a left child without a sibling: §2.1.3.2 step 4.b.ii. */
const upToRightChild = (position: number, edge: number): [number, number] => {
  let [at, last] = [position, edge];
  while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
  return [at, last];
};

/** Up from `position` while it is a right child: §2.1.4.2 step 4. */
const upToLeftChild = (position: number, edge: number): [number, number] => {
  let [at, last] = [position, edge];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  return [at, last];
};
