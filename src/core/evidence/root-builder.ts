/**
 * A root from leaves one by one, for a log of millions: keeps one hash for each level and nothing of the leaves (a compact
 * range). Refuses nothing.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { type Hash, leafHash, type NodeReader, nodesAdded, rootOf, type TreeNode } from './merkle.ts';

export interface RootBuilder {
  /** The next leaf, as its bytes; answers the nodes that it completes, to be stored or held against what is stored. */
  readonly add: (leaf: Uint8Array) => readonly TreeNode[];
  /** The next leaf, as its leafHash(). */
  readonly addHash: (hashed: Uint8Array) => readonly TreeNode[];
  readonly size: () => number;
  /** The root over all leaves so far. */
  readonly root: () => Uint8Array;
  /** Another one that goes on from here. */
  readonly copy: () => RootBuilder;
}

export const rootBuilder = (hash: Hash = sha256): RootBuilder => builderFrom({ size: 0, tops: [] }, hash);

interface Range {
  readonly size: number;
  /** By level, the subtree completed last: the only one that what follows can ask for. */
  readonly tops: readonly Uint8Array[];
}

const builderFrom = (from: Range, hash: Hash): RootBuilder => {
  const tops = [...from.tops];
  const read: NodeReader = (level) => tops[level] as Uint8Array;
  let { size } = from;
  const addHash = (hashed: Uint8Array): readonly TreeNode[] => {
    const added = nodesAdded(size, hashed, read, hash);
    for (const node of added) tops[node.level] = node.hash;
    size += 1;
    return added;
  };
  return {
    add: (leaf) => addHash(leafHash(leaf, hash)),
    addHash,
    size: () => size,
    root: () => rootOf(size, read, hash),
    copy: () => builderFrom({ size, tops }, hash),
  };
};
