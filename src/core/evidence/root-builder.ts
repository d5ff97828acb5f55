/**
 * A root from leaves one by one, for a log of millions: keeps one hash for each level and nothing of the leaves (a compact
 * range). Refuses nothing.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { type Hash, leafHash, type NodeReader, nodesAdded, rootOf, type TreeNode } from './merkle.ts';

export interface RootBuilder {
  /** The next leaf, as its bytes; answers the nodes that it completes, to be stored or held against what is stored. */
  readonly add: (leaf: Uint8Array) => readonly TreeNode[];
  readonly size: () => number;
  /** The root over all leaves so far. */
  readonly root: () => Uint8Array;
}

export const rootBuilder = (hash: Hash = sha256): RootBuilder => {
  /** By level, the subtree completed last: the only one that what follows can ask for. */
  const tops: Uint8Array[] = [];
  const read: NodeReader = (level) => tops[level] as Uint8Array;
  let size = 0;
  return {
    add: (leaf) => {
      const added = nodesAdded(size, leafHash(leaf, hash), read, hash);
      for (const node of added) tops[node.level] = node.hash;
      size += 1;
      return added;
    },
    size: () => size,
    root: () => rootOf(size, read, hash),
  };
};
