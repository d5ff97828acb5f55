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
  nodeNumber,
  nodesAdded,
  nodesOver,
  rootOf,
} from '../core/evidence/merkle.ts';
import { rootBuilder } from '../core/evidence/root-builder.ts';
import { severalRows } from './several.ts';

/** SHA-256 by node:crypto, many times as fast as the core's own; its answer as text is made faster than as a buffer. */
export const sha256: Hash = (bytes) => Buffer.from(digest('sha256', bytes, 'latin1'), 'latin1');

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

export const sizeOf = (file: Database.Database): number =>
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

export const faultAt = (level: number, index: number): string =>
  `air_log ${index * 2 ** level}–${(index + 1) * 2 ** level - 1}: tree`;

export const same = (found: Uint8Array | undefined, hash: Uint8Array): boolean =>
  found !== undefined && Buffer.compare(found, hash) === 0;
