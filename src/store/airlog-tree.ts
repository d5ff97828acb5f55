/**
 * The Merkle tree over airlog.db's entries: grown with each append in the same transaction, read for roots and paths.
 *
 * Kept are complete subtrees of two leaves and more. The right edge, which the next append needs, is remembered between
 * appends and read anew when another process has appended meanwhile.
 */
import { hash as digest } from 'node:crypto';
import type Database from 'better-sqlite3';
import {
  consistencyPath,
  type Hash,
  type Head,
  inclusionPath,
  leafHash,
  type NodeReader,
  nodeHash,
  nodeNumber,
  nodesAdded,
  nodesOver,
  rootOf,
} from '../core/evidence/merkle.ts';
import { rootBuilder } from '../core/evidence/root-builder.ts';
import { severalRows } from './several.ts';

/** SHA-256 by node:crypto, many times as fast as the core's own; its answer as text is made faster than as a buffer. */
const sha256: Hash = (bytes) => Buffer.from(digest('sha256', bytes, 'latin1'), 'latin1');

export interface LogTree {
  /** Adds the entry of that number; within the transaction that appends it, which is to end with flush(). */
  readonly add: (seq: number, leaf: Uint8Array) => void;
  /** Writes what add() has made. */
  readonly flush: () => void;
  /** Forgets the right edge: what was added did not stay. */
  readonly forget: () => void;
  readonly rootAt: (size: number) => Uint8Array;
  readonly head: () => Head;
  readonly inclusion: (seq: number, size: number) => Uint8Array[];
  readonly consistency: (older: number, newer: number) => Uint8Array[];
}

const reader = (file: Database.Database): NodeReader => {
  const leaf = file.prepare('SELECT leaf FROM air_log WHERE seq = ?').pluck();
  const node = file.prepare('SELECT hash FROM node WHERE number = ?').pluck();
  return (level, index) => {
    const found = (level === 0 ? leaf.get(index) : node.get(nodeNumber(level, index))) as Uint8Array | undefined;
    if (found === undefined) throw new Error(`airlog.db has no node ${level}/${index}`);
    return level === 0 ? leafHash(found, sha256) : found;
  };
};

const sizeOf = (file: Database.Database): number =>
  file.prepare('SELECT COALESCE(MAX(seq) + 1, 0) FROM air_log').pluck().get() as number;

export const treeOf = (file: Database.Database): LogTree => {
  const read = reader(file);
  const made = severalRows(file, 'INSERT INTO node (number, hash)', 2);
  /** By level, the last complete subtree; `known` entries are in it. */
  let edge: Uint8Array[] = [];
  let known = -1;
  let nodes = 0;
  const readEdge = (size: number): void => {
    edge = [];
    for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / 2))
      if (count % 2 === 1) edge[level] = read(level, count - 1);
    known = size;
    nodes = nodesOver(size);
  };
  const left: NodeReader = (level, index) => edge[level] ?? read(level, index);
  const rootAt = (size: number): Uint8Array => rootOf(size, read, sha256);
  return {
    add: (seq, leaf) => {
      if (known !== seq) readEdge(seq);
      for (const { level, hash } of nodesAdded(seq, leafHash(leaf, sha256), left, sha256)) {
        edge[level] = hash;
        if (level > 0) made.add(nodes++, hash);
      }
      known = seq + 1;
    },
    flush: made.flush,
    forget: () => {
      made.forget();
      known = -1;
    },
    rootAt,
    head: () => {
      const size = sizeOf(file);
      return { size, root: rootAt(size) };
    },
    inclusion: (seq, size) => inclusionPath(seq, size, read, sha256),
    consistency: (older, newer) => consistencyPath(older, newer, read, sha256),
  };
};

/** Nodes of an earlier layout. */
export interface NodesBefore {
  readonly count: number;
  readonly hash: (level: number, index: number) => Uint8Array | undefined;
}

/** Leaves that are read at once: a statement that is being stepped through allows no writing beside it. */
const PORTION = 4096;

/** Builds the tree anew over the entries. Answers the first fault of the one that was there before, as faultInTree() does. */
export const growTree = (file: Database.Database, before?: NodesBefore): string | null => {
  const builder = rootBuilder(sha256);
  const made = severalRows(file, 'INSERT INTO node (number, hash)', 2);
  const leaves = file.prepare('SELECT leaf FROM air_log WHERE seq >= ? ORDER BY seq LIMIT ?').pluck();
  let nodes = 0;
  for (let from = 0; ; from += PORTION) {
    const some = leaves.all(from, PORTION) as Uint8Array[];
    for (const leaf of some)
      for (const { level, index, hash } of builder.add(leaf)) {
        if (level === 0) continue;
        if (before !== undefined && !same(before.hash(level, index), hash)) return faultAt(level, index);
        made.add(nodes++, hash);
      }
    made.flush();
    if (some.length === PORTION) continue;
    return before === undefined || before.count === nodes ? null : `air_log ${builder.size()}: tree`;
  }
};

const faultAt = (level: number, index: number): string =>
  `air_log ${index * 2 ** level}–${(index + 1) * 2 ** level - 1}: tree`;

/** Leaves of a block; its top stands on the level of that power of two. */
const BLOCK = 4096;
const BLOCK_LEVEL = 12;

/**
 * The first fault of the tree, as 'air_log 17–18: tree': the entries under the node that does not fit; null: none. 'end' looks at
 * the last two blocks of entries and all that stands over the blocks, 'all' at every entry.
 */
export const faultInTree = (file: Database.Database, part: 'all' | 'end'): string | null =>
  // One view of the file: another process may be appending.
  file.transaction(() => faultSeen(file, part))();

const faultSeen = (file: Database.Database, part: 'all' | 'end'): string | null => {
  const size = sizeOf(file);
  const leaves = file.prepare('SELECT leaf FROM air_log WHERE seq >= ? AND seq < ? ORDER BY seq').pluck();
  const nodes = file.prepare('SELECT hash FROM node WHERE number >= ? AND number < ? ORDER BY number').pluck();
  const blocks = Math.ceil(size / BLOCK);
  for (let block = part === 'all' ? 0 : Math.max(0, blocks - 2); block < blocks; block += 1) {
    const [from, to] = [block * BLOCK, Math.min(size, (block + 1) * BLOCK)];
    // What a block's last leaf completes above it is looked at below, where it is needed for either part.
    const stored = nodes.all(nodesOver(from), nodesOver(to)) as Uint8Array[];
    const builder = rootBuilder(sha256);
    const some = leaves.all(from, to) as Uint8Array[];
    if (some.length < to - from) return gapIn(file, from, to);
    let next = 0;
    for (const leaf of some)
      for (const { level, index, hash } of builder.add(leaf))
        if (level > 0 && !same(stored[next++], hash)) return faultAt(level, index + from / 2 ** level);
  }
  const node = file.prepare('SELECT hash FROM node WHERE number = ?').pluck();
  const read = (level: number, index: number): Uint8Array | undefined =>
    node.get(nodeNumber(level, index)) as Uint8Array | undefined;
  for (let level = BLOCK_LEVEL + 1; 2 ** level <= size; level += 1)
    for (let index = 0; (index + 1) * 2 ** level <= size; index += 1) {
      const [left, right] = [read(level - 1, 2 * index), read(level - 1, 2 * index + 1)];
      if (left === undefined || right === undefined || !same(read(level, index), nodeHash(left, right, sha256)))
        return faultAt(level, index);
    }
  return tailFault(file, size);
};

/** The first number that is missing. */
const gapIn = (file: Database.Database, from: number, to: number): string => {
  const seqs = file.prepare('SELECT seq FROM air_log WHERE seq >= ? AND seq < ? ORDER BY seq').pluck().all(from, to);
  return `air_log ${from + seqs.findIndex((seq, n) => seq !== from + n)}: missing`;
};

/** A tail that was cut off leaves nodes and checkpoints behind, unless whoever cut it was careful: then the outside knows. */
const tailFault = (file: Database.Database, size: number): string | null => {
  const nodes = file.prepare('SELECT COALESCE(MAX(number) + 1, 0) FROM node').pluck().get() as number;
  if (nodes !== nodesOver(size)) {
    let last = size;
    while (nodesOver(last + 1) < nodes) last += 1;
    return `air_log ${size}–${last}: tree`;
  }
  const signed = file.prepare('SELECT MAX(size) FROM checkpoint').pluck().get() as number | null;
  return signed !== null && signed > size ? `air_log ${size}–${signed - 1}: checkpoint` : null;
};

const same = (found: Uint8Array | undefined, hash: Uint8Array): boolean =>
  found !== undefined && Buffer.compare(found, hash) === 0;
