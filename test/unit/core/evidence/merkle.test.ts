/** The tree of the air log against RFC 6962 as written, and against roots that others have published. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  consistencyPath,
  emptyRoot,
  inclusionPath,
  leafHash,
  type NodeReader,
  nodeHash,
  nodesAdded,
  rootOf,
} from '../../../../src/core/evidence/merkle.ts';
import { rootBuilder } from '../../../../src/core/evidence/root-builder.ts';
import { naiveTree, someLeaves } from '../../../support/naive-tree.ts';

const MOST = 130;
const leaves = someLeaves(MOST);
const naive = naiveTree(leaves);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Nodes as a store keeps them: a node that is not there yet cannot be read. */
const stored = (count: number): { nodes: Map<string, string>; read: NodeReader } => {
  const nodes = new Map<string, string>();
  const read: NodeReader = (level, index) => {
    const hash = nodes.get(`${level}/${index}`);
    if (hash === undefined) throw new Error(`no node ${level}/${index}`);
    return new Uint8Array(Buffer.from(hash, 'hex'));
  };
  for (const [n, leaf] of leaves.slice(0, count).entries())
    for (const { level, index, hash } of nodesAdded(n, leafHash(leaf), read)) {
      expect(nodes.has(`${level}/${index}`)).toBe(false);
      nodes.set(`${level}/${index}`, hex(hash));
    }
  return { nodes, read };
};
const all = stored(MOST);

describe('RFC 6962', () => {
  // The reference implementation's eight leaves and their roots (certificate-transparency, merkletree tests).
  const EIGHT = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const ROOTS = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  test('the published roots of 0 to 8 leaves', () => {
    const builder = rootBuilder();
    const roots = [hex(builder.root())];
    for (const leaf of EIGHT) {
      builder.add(Buffer.from(leaf, 'hex'));
      roots.push(hex(builder.root()));
    }
    expect(roots).toEqual(ROOTS);
    expect(hex(emptyRoot())).toBe(ROOTS[0]);
    expect(hex(leafHash(new Uint8Array()))).toBe(ROOTS[1]);
    expect(hex(nodeHash(leafHash(new Uint8Array()), leafHash(Uint8Array.of(0))))).toBe(ROOTS[2]);
  });
});

test('an append adds the subtrees that it completes, each once and right', () => {
  const whole = new Map<string, string>();
  for (let level = 0; 2 ** level <= MOST; level += 1)
    for (let index = 0; (index + 1) * 2 ** level <= MOST; index += 1)
      whole.set(`${level}/${index}`, hex(naive.range(index * 2 ** level, (index + 1) * 2 ** level)));
  expect(Object.fromEntries(all.nodes)).toEqual(Object.fromEntries(whole));
  const added = nodesAdded(7, leafHash(leaves[7] as Uint8Array), all.read);
  expect(added.map(({ level, index }) => [level, index])).toEqual([
    [0, 7],
    [1, 3],
    [2, 1],
    [3, 0],
  ]);
});

test(`the root of every size up to ${MOST}, from the nodes of just that size and of a longer log`, () => {
  for (let size = 0; size <= MOST; size += 1) {
    expect(hex(rootOf(size, stored(size).read))).toBe(hex(naive.range(0, size)));
    expect(hex(rootOf(size, all.read))).toBe(hex(naive.range(0, size)));
  }
});

test(`the inclusion path of every entry of every size up to ${MOST}`, () => {
  for (let size = 1; size <= MOST; size += 1)
    for (let index = 0; index < size; index += 1)
      expect(inclusionPath(index, size, all.read).map(hex)).toEqual(naive.path(index, size).map(hex));
});

test(`the consistency path of every two sizes up to ${MOST}`, () => {
  for (let newer = 1; newer <= MOST; newer += 1)
    for (let older = 1; older <= newer; older += 1)
      expect(consistencyPath(older, newer, all.read).map(hex)).toEqual(naive.proof(older, newer).map(hex));
});

test.each([
  [0, 0],
  [5, 5],
  [-1, 5],
  [Number.NaN, 5],
  [0, Number.NaN],
])('there is no entry %d among %d', (index, size) => {
  expect(() => inclusionPath(index, size, all.read)).toThrow('no leaf');
});

test.each([
  [0, 5],
  [6, 5],
  [-1, 5],
  [Number.NaN, 5],
])('nothing leads from %d entries to %d', (older, newer) => {
  expect(() => consistencyPath(older, newer, all.read)).toThrow('no path');
});

test.each([
  [31, 32],
  [32, 33],
])('hashes of %d and %d bytes are not put together', (left, right) => {
  expect(() => nodeHash(new Uint8Array(left), new Uint8Array(right))).toThrow('32 bytes');
});

test('a log of more than 2^32 entries: levels and numbers stay whole', () => {
  // A tree whose every leaf is the same has one hash for each level.
  const levels = [leafHash(Uint8Array.of(7))];
  for (let level = 1; level <= 52; level += 1) levels.push(nodeHash(levels[level - 1]!, levels[level - 1]!));
  const asked: string[] = [];
  const read: NodeReader = (level, index) => {
    asked.push(`${level}/${index}`);
    return levels[level]!;
  };
  const size = 2 ** 40 + 2 ** 33 + 1;
  expect(hex(rootOf(size, read))).toBe(hex(nodeHash(levels[40]!, nodeHash(levels[33]!, levels[0]!))));
  expect(asked).toEqual(['40/0', '33/128', `0/${2 ** 40 + 2 ** 33}`]);
  expect(nodesAdded(2 ** 40 - 1, levels[0]!, read)).toHaveLength(41);
  expect(inclusionPath(2 ** 40, size, read)).toHaveLength(35);
  expect(hex(rootOf(2 ** 52, read))).toBe(hex(levels[52]!));
  expect(rootOf(Number.MAX_SAFE_INTEGER, read)).toHaveLength(32);
});

describe('a root from leaves one by one', () => {
  test('is the root of every size, and the nodes come out on the way', () => {
    const builder = rootBuilder();
    const nodes = new Map<string, string>();
    for (const [n, leaf] of leaves.entries()) {
      expect(builder.size()).toBe(n);
      expect(hex(builder.root())).toBe(hex(naive.range(0, n)));
      for (const { level, index, hash } of builder.add(leaf)) nodes.set(`${level}/${index}`, hex(hash));
    }
    expect(builder.size()).toBe(MOST);
    expect(Object.fromEntries(nodes)).toEqual(Object.fromEntries(all.nodes));
  });

  test('uses the hash that it is given, for everything', () => {
    let times = 0;
    const builder = rootBuilder((bytes) => {
      times += 1;
      return new Uint8Array(createHash('sha512-256').update(bytes).digest());
    });
    expect(hex(builder.root())).toBe(createHash('sha512-256').digest('hex'));
    for (const leaf of leaves.slice(0, 7)) builder.add(leaf);
    // 1 of nothing, 7 of leaves, 3 + 1 of complete pairs and their pair.
    expect(times).toBe(1 + 7 + 4);
    builder.root();
    expect(times).toBe(1 + 7 + 4 + 2);
  });
});
