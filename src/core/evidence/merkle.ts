/**
 * The Merkle tree of the air log (RFC 9162 §2.1, the same tree as RFC 6962 §2.1): its hashes, its roots, its paths.
 *
 * Kept are the hashes of complete subtrees only: a node of level l and index i stands for the leaves i·2^l up to and without
 * (i + 1)·2^l, and never changes. What stands over an unfinished right edge is reckoned when asked for. Numbers of leaves are
 * safe integers, never bit patterns of 32. Reads nothing: `read` finds a node, and throws when it is not there.
 */
import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256. Everything here takes another than the default, for speed: node:crypto's is many times faster. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/** The stored hash, 32 bytes, of one complete subtree. */
export type NodeReader = (level: number, index: number) => Uint8Array;

export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/** A log at one moment: how many leaves, under which root. */
export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

export const HASH_BYTES = 32;

/** A safe integer has 53 bits: no subtree is higher, no path longer. */
const HIGHEST_LEVEL = 52;

/** MTH({}): the hash of nothing. */
export const emptyRoot = (hash: Hash = sha256): Uint8Array => hash(new Uint8Array());

/** Written over by every leafHash() and nodeHash(): an array of that length costs more than its hash, and a log has millions. */
let prefixed = new Uint8Array(4096);
const pair = Uint8Array.of(1, ...new Uint8Array(2 * HASH_BYTES));

/** SHA-256(0x00 ‖ leaf). */
export const leafHash = (leaf: Uint8Array, hash: Hash = sha256): Uint8Array => {
  if (leaf.length >= prefixed.length) prefixed = new Uint8Array(2 * leaf.length);
  prefixed.set(leaf, 1);
  return hash(prefixed.subarray(0, 1 + leaf.length));
};

/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array, hash: Hash = sha256): Uint8Array => {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES) throw new Error('a hash in the tree has 32 bytes');
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return hash(pair);
};

/**
 * The nodes that the leaf number `index` completes, from the leaf upwards: two on average. `leaf` is its leafHash(); `read` is
 * asked only for nodes that earlier leaves completed.
 */
export const nodesAdded = (index: number, leaf: Uint8Array, read: NodeReader, hash: Hash = sha256): TreeNode[] => {
  let top: TreeNode = { level: 0, index, hash: leaf };
  const added = [top];
  while (top.index % 2 === 1) {
    const left = read(top.level, top.index - 1);
    top = { level: top.level + 1, index: (top.index - 1) / 2, hash: nodeHash(left, top.hash, hash) };
    added.push(top);
  }
  return added;
};

/** How many nodes of two leaves and more the first `size` leaves complete. */
export const nodesOver = (size: number): number => {
  let nodes = 0;
  for (let left = Math.floor(size / 2); left > 0; left = Math.floor(left / 2)) nodes += left;
  return nodes;
};

/** A node's number among those of two leaves and more, in the order in which leaves complete them, from 0; `level` is at least 1. */
export const nodeNumber = (level: number, index: number): number => nodesOver((index + 1) * 2 ** level - 1) + level - 1;

/** MTH(D[0:size]) from the stored nodes. */
export const rootOf = (size: number, read: NodeReader, hash: Hash = sha256): Uint8Array =>
  size === 0 ? emptyRoot(hash) : rangeHash(0, size, read, hash);

/** PATH(index, D[0:size]), RFC 9162 §2.1.3.1: from the leaf's sibling up. Throws when there is no such leaf. */
export const inclusionPath = (index: number, size: number, read: NodeReader, hash: Hash = sha256): Uint8Array[] => {
  if (!(index >= 0 && index < size)) throw new Error(`no leaf ${index} among ${size}`);
  const path = (from: number, count: number): Uint8Array[] => {
    if (count === 1) return [];
    const left = largestBelow(count);
    return index < from + left
      ? [...path(from, left), rangeHash(from + left, count - left, read, hash)]
      : [...path(from + left, count - left), rangeHash(from, left, read, hash)];
  };
  return path(0, size);
};

/** PROOF(older, D[0:newer]), RFC 9162 §2.1.4.1. Throws when `older` is not within 1–`newer`: nothing follows from an empty log. */
export const consistencyPath = (older: number, newer: number, read: NodeReader, hash: Hash = sha256): Uint8Array[] => {
  if (!(older >= 1 && older <= newer)) throw new Error(`no path from ${older} leaves to ${newer}`);
  /** SUBPROOF over the `count` leaves from `from` on; `known`: the older root is the hash of just these. */
  const path = (from: number, count: number, known: boolean): Uint8Array[] => {
    if (older === from + count) return known ? [] : [rangeHash(from, count, read, hash)];
    const left = largestBelow(count);
    return older <= from + left
      ? [...path(from, left, known), rangeHash(from + left, count - left, read, hash)]
      : [...path(from + left, count - left, false), rangeHash(from, left, read, hash)];
  };
  return path(0, newer, true);
};

/** The largest power of two below `count`, which is 2 or more: where RFC 9162 §2.1.1 parts a list. */
const largestBelow = (count: number): number => {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
};

/** MTH of the `count` leaves from `from` on, for the ranges that halving a tree gives: their large subtrees stand to the left. */
const rangeHash = (from: number, count: number, read: NodeReader, hash: Hash): Uint8Array => {
  const hashes: Uint8Array[] = [];
  let [at, left] = [from, count];
  for (let level = HIGHEST_LEVEL; level >= 0; level -= 1) {
    const width = 2 ** level;
    if (left < width) continue;
    hashes.push(read(level, at / width));
    at += width;
    left -= width;
  }
  return hashes.reduceRight((right, subtree) => nodeHash(subtree, right, hash));
};
