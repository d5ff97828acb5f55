/** What the verifiers of the tree take, and everything near it that they do not. */
import { describe, expect, test } from 'vitest';
import { checkConsistency, checkInclusion } from '../../../../src/core/evidence/merkle-check.ts';
import { naiveTree, someLeaves } from '../../../support/naive-tree.ts';

const MOST = 130;
const tree = naiveTree(someLeaves(MOST));
const head = (size: number) => ({ size, root: tree.range(0, size) });
const leaf = (index: number) => ({ index, hash: tree.range(index, index + 1) });
const wrong = (fault: string) => ({ ok: false, refusals: [{ code: 'proof.wrong', params: { fault } }] });
const HOLDS = { ok: true, value: undefined };

/** Each of the bits of `bytes` turned, one at a time. */
const turned = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: bytes.length * 8 }, (_, bit) =>
    bytes.map((byte, n) => (n === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
  );

describe('inclusion', () => {
  test(`every entry of every size up to ${MOST}, by the path that RFC 6962 gives`, () => {
    for (let size = 1; size <= MOST; size += 1)
      for (let index = 0; index < size; index += 1)
        expect(checkInclusion(leaf(index), head(size), tree.path(index, size))).toEqual(HOLDS);
  });

  test('not at any other place of the same log', () => {
    for (const size of [1, 2, 3, 5, 7, 8, 13, 33])
      for (let index = 0; index < size; index += 1)
        for (let other = 0; other < size + 3; other += 1)
          if (other !== index)
            expect(checkInclusion({ ...leaf(index), index: other }, head(size), tree.path(index, size)).ok).toBe(false);
  });

  test('not with a bit turned in the entry’s hash, the path or the root', () => {
    for (const [index, size] of [
      [0, 1],
      [4, 7],
      [6, 7],
      [5, 8],
    ] as const) {
      const path = tree.path(index, size);
      for (const hash of turned(leaf(index).hash))
        expect(checkInclusion({ index, hash }, head(size), path)).toEqual(wrong('root'));
      for (const root of turned(head(size).root))
        expect(checkInclusion(leaf(index), { size, root }, path)).toEqual(wrong('root'));
      for (const [n, hash] of path.entries())
        for (const other of turned(hash))
          expect(checkInclusion(leaf(index), head(size), path.with(n, other))).toEqual(wrong('root'));
    }
  });

  test('not with a hash too many, too few, doubled or of another length', () => {
    for (const [index, size] of [
      [0, 1],
      [4, 7],
      [6, 7],
      [5, 8],
    ] as const) {
      const path = tree.path(index, size);
      const check = (changed: readonly Uint8Array[]) => checkInclusion(leaf(index), head(size), changed);
      expect(check([...path, leaf(0).hash])).toEqual(wrong('path'));
      expect(check([...path, head(size).root])).toEqual(wrong('path'));
      expect(check([leaf(0).hash, ...path])).toEqual(wrong('path'));
      for (let n = 0; n < path.length; n += 1) {
        expect(check(path.toSpliced(n, 1)).ok).toBe(false);
        expect(check(path.toSpliced(n, 0, path[n]!)).ok).toBe(false);
        expect(check(path.with(n, path[n]!.slice(1)))).toEqual(wrong('path'));
        expect(check(path.with(n, Uint8Array.of(...path[n]!, 0)))).toEqual(wrong('path'));
      }
      expect(checkInclusion({ index, hash: leaf(index).hash.slice(1) }, head(size), path)).toEqual(wrong('path'));
      expect(checkInclusion(leaf(index), { size, root: head(size).root.slice(1) }, path)).toEqual(wrong('root'));
      expect(checkInclusion(leaf(index), { size, root: Uint8Array.of(...head(size).root, 0) }, path)).toEqual(
        wrong('root'),
      );
    }
  });

  test('a node is no entry: its two halves cannot stand for it', () => {
    const inner = tree.range(0, 2);
    expect(checkInclusion({ index: 0, hash: inner }, head(4), [tree.range(2, 4)])).toEqual(wrong('path'));
    expect(checkInclusion({ index: 0, hash: inner }, { size: 2, root: head(4).root }, [tree.range(2, 4)])).toEqual(
      HOLDS,
    );
  });

  test.each([
    [0, 0],
    [5, 5],
    [-1, 5],
    [0.5, 5],
    [Number.NaN, 5],
    [0, Number.NaN],
    [0, 2 ** 53],
    [0, 1.5],
    [0, -1],
    [0, Number.POSITIVE_INFINITY],
  ])('there is no entry %d in a log of %d', (index, size) => {
    expect(checkInclusion({ index, hash: leaf(0).hash }, { size, root: leaf(0).hash }, [])).toEqual(wrong('index'));
  });

  test('the hash that is given is used', () => {
    const path = tree.path(1, 2);
    expect(checkInclusion(leaf(1), { size: 2, root: leaf(0).hash }, path, () => leaf(0).hash)).toEqual(HOLDS);
  });

  test('far up: the last entry of the longest log there can be', () => {
    const size = Number.MAX_SAFE_INTEGER;
    const path = Array.from({ length: 52 }, () => leaf(0).hash);
    expect(checkInclusion({ index: size - 1, hash: leaf(1).hash }, { size, root: leaf(1).hash }, path)).toEqual(
      wrong('root'),
    );
    expect(
      checkInclusion({ index: size - 1, hash: leaf(1).hash }, { size, root: leaf(1).hash }, path.slice(1)),
    ).toEqual(wrong('path'));
  });
});

describe('consistency', () => {
  test(`every two sizes up to ${MOST}, by the path that RFC 6962 gives`, () => {
    for (let newer = 1; newer <= MOST; newer += 1)
      for (let older = 1; older <= newer; older += 1)
        expect(checkConsistency(head(older), head(newer), tree.proof(older, newer))).toEqual(HOLDS);
  });

  const PAIRS = [
    [1, 2],
    [1, 8],
    [2, 3],
    [3, 7],
    [4, 7],
    [4, 8],
    [6, 7],
    [6, 8],
  ] as const;

  test('not with a bit turned in the path or in a root', () => {
    for (const [older, newer] of PAIRS) {
      const path = tree.proof(older, newer);
      for (const root of turned(head(older).root))
        expect(checkConsistency({ size: older, root }, head(newer), path)).toEqual(wrong('root'));
      for (const root of turned(head(newer).root))
        expect(checkConsistency(head(older), { size: newer, root }, path)).toEqual(wrong('root'));
      for (const [n, hash] of path.entries())
        for (const other of turned(hash))
          expect(checkConsistency(head(older), head(newer), path.with(n, other))).toEqual(wrong('root'));
    }
  });

  test('not with a hash too many, too few, doubled or of another length', () => {
    for (const [older, newer] of PAIRS) {
      const path = tree.proof(older, newer);
      const check = (changed: readonly Uint8Array[]) => checkConsistency(head(older), head(newer), changed);
      expect(check([])).toEqual(wrong('path'));
      expect(check([...path, head(newer).root])).toEqual(wrong('path'));
      expect(check([head(older).root, ...path]).ok).toBe(false);
      expect(check(path.slice(0, -1))).toEqual(wrong('path'));
      for (let n = 0; n < path.length; n += 1) {
        expect(check(path.toSpliced(n, 1)).ok).toBe(false);
        expect(check(path.toSpliced(n, 0, path[n]!)).ok).toBe(false);
        expect(check(path.with(n, path[n]!.slice(1)))).toEqual(wrong('path'));
        expect(check(path.with(n, Uint8Array.of(...path[n]!, 0)))).toEqual(wrong('path'));
      }
    }
  });

  test('an older root that begins the path itself must be a hash', () => {
    const root = head(4).root.slice(1);
    expect(checkConsistency({ size: 4, root }, head(7), tree.proof(4, 7))).toEqual(wrong('path'));
    expect(checkConsistency({ size: 3, root: root.slice(1) }, head(7), tree.proof(3, 7))).toEqual(wrong('root'));
  });

  test('of a rewritten log no path is found that leads from the old root', () => {
    const other = naiveTree(someLeaves(MOST, 1));
    for (const [older, newer] of PAIRS) {
      const rewritten = { size: newer, root: other.range(0, newer) };
      expect(checkConsistency(head(older), rewritten, other.proof(older, newer))).toEqual(wrong('root'));
      expect(checkConsistency(head(older), rewritten, tree.proof(older, newer))).toEqual(wrong('root'));
    }
  });

  test('the same size asks for the same root and no path', () => {
    expect(checkConsistency(head(5), head(5), [])).toEqual(HOLDS);
    expect(checkConsistency(head(5), head(5), [leaf(0).hash])).toEqual(wrong('path'));
    expect(checkConsistency(head(5), { size: 5, root: head(6).root }, [])).toEqual(wrong('root'));
    expect(checkConsistency(head(5), { size: 5, root: head(5).root.slice(1) }, [])).toEqual(wrong('root'));
  });

  test.each([
    [0, 0],
    [0, 5],
    [6, 5],
    [-1, 5],
    [1.5, 5],
    [1, 2.5],
    [Number.NaN, 5],
    [1, Number.NaN],
    [1, 2 ** 53],
  ])('nothing can be proved from %d entries to %d', (older, newer) => {
    const root = head(5).root;
    expect(checkConsistency({ size: older, root }, { size: newer, root }, [])).toEqual(wrong('sizes'));
  });

  test('the hash that is given is used', () => {
    const root = head(3).root;
    expect(checkConsistency({ size: 3, root }, { size: 5, root }, tree.proof(3, 5), () => root)).toEqual(HOLDS);
  });
});
