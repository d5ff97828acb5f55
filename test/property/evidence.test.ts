/** Laws of the air log's tree and of its signed texts, over logs and changes that nobody thought of. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddCheckpoint, parseAddCheckpoint } from '../../src/core/evidence/add-checkpoint.ts';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from '../../src/core/evidence/checkpoint.ts';
import {
  consistencyPath,
  inclusionPath,
  leafHash,
  type NodeReader,
  nodesAdded,
  rootOf,
} from '../../src/core/evidence/merkle.ts';
import { checkConsistency, checkInclusion } from '../../src/core/evidence/merkle-check.ts';
import { formatNote, type Note, parseNote } from '../../src/core/evidence/note.ts';
import { rootBuilder } from '../../src/core/evidence/root-builder.ts';
import { cosignText, signText, verified } from '../../src/core/evidence/signed.ts';
import { formatTlogProof, openTlogProof, parseTlogProof } from '../../src/core/evidence/tlog-proof.ts';
import type { Trust } from '../../src/core/evidence/trust.ts';
import { formatVerifierKey, parseVerifierKey, verifierKey } from '../../src/core/evidence/verifier-key.ts';
import { must, type Result } from '../../src/core/result.ts';
import { ed25519, signer } from '../support/ed25519.ts';
import { naiveTree, someLeaves } from '../support/naive-tree.ts';

const SEED = 20250415;
const MOST = 3000;
const leaves = someLeaves(MOST);
const naive = naiveTree(leaves);
const nodes = new Map<string, Uint8Array>();
const read: NodeReader = (level, index) => nodes.get(`${level}/${index}`) ?? expect.unreachable(`${level}/${index}`);
for (const [n, leaf] of leaves.entries())
  for (const { level, index, hash } of nodesAdded(n, leafHash(leaf), read)) nodes.set(`${level}/${index}`, hash);

const head = (size: number) => ({ size, root: naive.range(0, size) });
const size = fc.integer({ min: 1, max: MOST });
const two = fc.tuple(size, size).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
const bit = fc.nat(255);
const turned = (bytes: Uint8Array, at: number): Uint8Array => {
  const n = (at >> 3) % bytes.length;
  return bytes.with(n, bytes[n]! ^ (1 << (at & 7)));
};

describe('the tree', () => {
  test('root and paths are those of RFC 6962', () => {
    fc.assert(
      fc.property(two, fc.nat(), ([older, newer], seed) => {
        const index = seed % newer;
        expect(rootOf(newer, read)).toEqual(naive.range(0, newer));
        expect(inclusionPath(index, newer, read)).toEqual(naive.path(index, newer));
        expect(consistencyPath(older, newer, read)).toEqual(naive.proof(older, newer));
        expect(
          checkInclusion({ index, hash: leafHash(leaves[index]!) }, head(newer), naive.path(index, newer)).ok,
        ).toBe(true);
        expect(checkConsistency(head(older), head(newer), naive.proof(older, newer)).ok).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('leaves one by one give the same root as stored nodes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 200 }), (some) => {
        const builder = rootBuilder();
        for (const leaf of some) builder.add(leaf);
        expect(builder.root()).toEqual(naiveTree(some).range(0, some.length));
      }),
      { seed: SEED },
    );
  });

  test('a bit turned anywhere in an inclusion is seen', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), bit, (newer, seed, place, at) => {
        const index = seed % newer;
        const path = naive.path(index, newer);
        const hash = leafHash(leaves[index]!);
        const n = place % (path.length + 2);
        const [leafSeen, root, seen] = [
          n === 0 ? turned(hash, at) : hash,
          n === 1 ? turned(head(newer).root, at) : head(newer).root,
          n > 1 ? path.with(n - 2, turned(path[n - 2]!, at)) : path,
        ];
        expect(checkInclusion({ index, hash: leafSeen }, { size: newer, root }, seen).ok).toBe(false);
        for (const other of [index ^ (1 << (at % 12)), index + 1, index - 1])
          expect(checkInclusion({ index: other, hash }, head(newer), path).ok).toBe(false);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('a bit turned anywhere in a consistency is seen, and so is another log', () => {
    const rewritten = naiveTree(leaves.with(0, Uint8Array.of(1)));
    fc.assert(
      fc.property(two, fc.nat(), bit, ([older, newer], place, at) => {
        const path = naive.proof(older, newer);
        const n = place % (path.length + 2);
        const [from, to, seen] = [
          n === 0 ? { size: older, root: turned(head(older).root, at) } : head(older),
          n === 1 ? { size: newer, root: turned(head(newer).root, at) } : head(newer),
          n > 1 ? path.with(n - 2, turned(path[n - 2]!, at)) : path,
        ];
        expect(checkConsistency(from, to, seen).ok).toBe(false);
        const other = { size: newer, root: rewritten.range(0, newer) };
        for (const shown of [path, rewritten.proof(older, newer)])
          expect(checkConsistency(head(older), other, shown).ok).toBe(false);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('whatever hashes are shown, the answer is no and not an exception', () => {
    const hashes = fc.array(
      fc.oneof(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 40 })),
      { maxLength: 70 },
    );
    const number = fc.oneof(fc.nat(20), fc.maxSafeInteger(), fc.double());
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(number, number, hash, hash, hashes, (a, b, one, other, path) => {
        expect(checkInclusion({ index: a, hash: one }, { size: b, root: other }, path).ok).toBe(false);
        expect(checkConsistency({ size: a, root: one }, { size: b, root: other }, path).ok).toBe(false);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});

const ORIGIN = 'loa.example.vn/log';
const log = { ...signer(1), key: must(verifierKey('note', ORIGIN, signer(1).publicKey)) };
const witness = { ...signer(2), key: must(verifierKey('cosignature', 'tinh.example.vn', signer(2).publicKey)) };
const trust: Trust = { origin: ORIGIN, log: [log.key], witnesses: [witness.key], quorum: 1 };
const sealed = (newer: number): Note => {
  const text = formatCheckpoint({ origin: ORIGIN, ...head(newer), extensions: [] });
  return { text, signatures: [signText(log.key, text, log.sign), cosignText(witness.key, text, newer, witness.sign)] };
};

const plain = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{Cc}/u.test(text));
const name = plain.filter((text) => !/[+\p{White_Space}]/u.test(text));
const signature = fc.record({
  name,
  keyId: fc.stringMatching(/^[0-9a-f]{8}$/),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }),
});
const note: fc.Arbitrary<Note> = fc.record({
  text: fc.array(fc.oneof(plain, fc.constant(''))).map((lines) => `${lines.join('\n')}\n`),
  signatures: fc.array(signature, { minLength: 1, maxLength: 20 }),
});
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });
const checkpoint: fc.Arbitrary<Checkpoint> = fc.record({
  origin: plain,
  size: fc.maxSafeNat(),
  root: hash,
  extensions: fc.array(plain, { maxLength: 3 }),
});

describe('texts', () => {
  test('what is written is read as the same', () => {
    fc.assert(
      fc.property(note, checkpoint, fc.array(hash, { maxLength: 63 }), fc.maxSafeNat(), (some, point, path, index) => {
        expect(must(parseNote(formatNote(some)))).toEqual(some);
        expect(must(parseCheckpoint(formatCheckpoint(point)))).toEqual(point);
        for (const extra of [null, point.root])
          expect(must(parseTlogProof(formatTlogProof({ extra, index, path, note: some })))).toEqual({
            extra,
            index,
            path,
            note: some,
          });
        const request = { oldSize: point.size, path: point.size === 0 ? [] : path };
        const signed = { text: formatCheckpoint(point), signatures: some.signatures };
        expect(must(parseAddCheckpoint(formatAddCheckpoint({ ...request, note: signed })))).toEqual({
          ...request,
          note: signed,
          checkpoint: point,
        });
      }),
      { seed: SEED },
    );
  });

  test('what is read is written as it stood, and nothing makes a parser throw', () => {
    const whole = formatTlogProof({ extra: null, index: 6, path: naive.path(6, 11), note: sealed(11) });
    const request = formatAddCheckpoint({ oldSize: 6, path: naive.proof(6, 11), note: sealed(11) });
    const texts = [whole, request, formatNote(sealed(11)), sealed(11).text, formatVerifierKey(log.key)];
    const pieces = ['', '\n', '\n\n', ' ', '0', 'A', '=', '+', '—', '\u0000', '\ud800', 'extra AQI=\n', 'é'];
    const changed = fc
      .tuple(fc.constantFrom(...texts), fc.nat(), fc.nat(40), fc.constantFrom(...pieces))
      .map(([text, at, cut, piece]) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + piece + text.slice(from + cut);
      });
    const again: readonly ((text: string) => Result<string>)[] = [
      (text) => through(parseNote(text), formatNote),
      (text) => through(parseCheckpoint(text), formatCheckpoint),
      (text) => through(parseTlogProof(text), formatTlogProof),
      (text) => through(parseAddCheckpoint(text), formatAddCheckpoint),
      (text) => through(parseVerifierKey(text), formatVerifierKey),
    ];
    fc.assert(
      fc.property(fc.oneof(changed, fc.string(), fc.constantFrom(...texts)), (text) => {
        for (const there of again) {
          const back = there(text);
          if (back.ok) expect(back.value).toBe(text);
        }
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  test('a character changed, added or left out makes a proof worthless', () => {
    fc.assert(
      fc.property(
        size,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('', '0', 'A', '\n', ' ', '/', '\n\n', 'x'),
        fc.boolean(),
        (newer, seed, at, piece, more) => {
          const index = seed % newer;
          const text = formatTlogProof({ extra: null, index, path: naive.path(index, newer), note: sealed(newer) });
          const n = at % text.length;
          const other = text.slice(0, n) + piece + text.slice(more ? n : n + 1);
          const holds = (shown: string): boolean => {
            const proof = parseTlogProof(shown);
            return proof.ok && verified(openTlogProof(proof.value, leaves[index]!, trust), ed25519).ok;
          };
          expect(holds(text)).toBe(true);
          if (other !== text) expect(holds(other)).toBe(false);
        },
      ),
      { seed: SEED, numRuns: 300 },
    );
  });
});

const through = <T>(result: Result<T>, format: (value: T) => string): Result<string> =>
  result.ok ? { ok: true, value: format(result.value) } : result;
