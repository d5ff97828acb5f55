/** Whether the tree of airlog.db stands over its entries. A long log is looked at by two threads, each with half of it. */
import type Database from 'better-sqlite3';
import { nodeHash, nodeNumber, nodesOver } from '../core/evidence/merkle.ts';
import { rootBuilder } from '../core/evidence/root-builder.ts';
import { faultAt, same, sha256, sizeOf } from './airlog-tree.ts';
import { type Blocks, secondThread } from './airlog-tree-second.ts';

/** Leaves of a block; its top stands on the level of that power of two. */
const BLOCK = 4096;
const BLOCK_LEVEL = 12;

/** Blocks from which on a second thread, which takes a tenth of a second to begin, saves time: a hundred thousand entries. */
const WORTH_TWO = 25;

/**
 * The first fault of the tree, as 'air_log 17–18: tree': the entries under the node that does not fit; null: none. 'end' looks at
 * the last two blocks of entries and all that stands over the blocks, 'all' at every entry.
 */
export const faultInTree = (file: Database.Database, part: 'all' | 'end'): string | null =>
  // One view of the file: another process may be appending.
  file.transaction(() => faultSeen(file, part))();

const faultSeen = (file: Database.Database, part: 'all' | 'end'): string | null => {
  const size = sizeOf(file);
  const end = Math.ceil(size / BLOCK);
  const begin = part === 'all' ? 0 : Math.max(0, end - 2);
  return faultInHalves(file, { begin, end, size }) ?? faultAbove(file, size) ?? tailFault(file, size);
};

const faultInHalves = (file: Database.Database, blocks: Blocks): string | null => {
  const { begin, end, size } = blocks;
  if (end - begin < WORTH_TWO || file.memory) return faultInBlocks(file, blocks);
  const middle = Math.floor((begin + end) / 2);
  const rest = { begin: middle, end, size };
  const second = secondThread(file.name, rest);
  try {
    const fault = faultInBlocks(file, { begin, end: middle, size });
    if (fault !== null) return fault;
    const told = second.answer();
    // One that does not answer is done without.
    return told === undefined ? faultInBlocks(file, rest) : told;
  } finally {
    second.dismiss();
  }
};

/** `onBlock` is told after each. */
export const faultInBlocks = (
  file: Database.Database,
  { begin, end, size }: Blocks,
  onBlock: () => void = () => undefined,
): string | null => {
  const leaves = file.prepare('SELECT leaf FROM air_log WHERE seq >= ? AND seq < ? ORDER BY seq').pluck();
  const nodes = file.prepare('SELECT hash FROM node WHERE number >= ? AND number < ? ORDER BY number').pluck();
  for (let block = begin; block < end; block += 1) {
    const [from, to] = [block * BLOCK, Math.min(size, (block + 1) * BLOCK)];
    // What a block's last leaf completes above it is looked at afterwards, where it is needed for either part.
    const stored = nodes.all(nodesOver(from), nodesOver(to)) as Uint8Array[];
    const builder = rootBuilder(sha256);
    const some = leaves.all(from, to) as Uint8Array[];
    if (some.length < to - from) return gapIn(file, from, to);
    let next = 0;
    for (const leaf of some)
      for (const { level, index, hash } of builder.add(leaf))
        if (level > 0 && !same(stored[next++], hash)) return faultAt(level, index + from / 2 ** level);
    onBlock();
  }
  return null;
};

/** The first node over whole blocks that does not stand over its two. */
const faultAbove = (file: Database.Database, size: number): string | null => {
  const node = file.prepare('SELECT hash FROM node WHERE number = ?').pluck();
  const read = (level: number, index: number): Uint8Array | undefined =>
    node.get(nodeNumber(level, index)) as Uint8Array | undefined;
  for (let level = BLOCK_LEVEL + 1; 2 ** level <= size; level += 1)
    for (let index = 0; (index + 1) * 2 ** level <= size; index += 1) {
      const [left, right] = [read(level - 1, 2 * index), read(level - 1, 2 * index + 1)];
      if (left === undefined || right === undefined || !same(read(level, index), nodeHash(left, right, sha256)))
        return faultAt(level, index);
    }
  return null;
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
