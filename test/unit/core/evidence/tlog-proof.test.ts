/** A proof file: its form, and that nothing in it can be changed. */
import { describe, expect, test } from 'vitest';
import { formatCheckpoint } from '../../../../src/core/evidence/checkpoint.ts';
import { inclusionPath, leafHash } from '../../../../src/core/evidence/merkle.ts';
import type { Note } from '../../../../src/core/evidence/note.ts';
import { rootBuilder } from '../../../../src/core/evidence/root-builder.ts';
import { cosignText, signText, verified } from '../../../../src/core/evidence/signed.ts';
import {
  formatTlogProof,
  openTlogProof,
  parseTlogProof,
  type TlogProof,
} from '../../../../src/core/evidence/tlog-proof.ts';
import type { Trust } from '../../../../src/core/evidence/trust.ts';
import { verifierKey } from '../../../../src/core/evidence/verifier-key.ts';
import { must, type Result } from '../../../../src/core/result.ts';
import { ed25519, signer } from '../../../support/ed25519.ts';
import { someLeaves } from '../../../support/naive-tree.ts';

const ORIGIN = 'loa.example.vn/nhật-ký';
const log = { ...signer(1), key: must(verifierKey('note', ORIGIN, signer(1).publicKey)) };
const witness = { ...signer(2), key: must(verifierKey('cosignature', 'tinh.example.vn', signer(2).publicKey)) };
const trust: Trust = { origin: ORIGIN, log: [log.key], witnesses: [witness.key], quorum: 1 };

const leaves = someLeaves(11);
const builder = rootBuilder();
const nodes = new Map(
  leaves.flatMap((leaf) => builder.add(leaf)).map(({ level, index, hash }) => [`${level}/${index}`, hash]),
);
const path = (index: number): Uint8Array[] => inclusionPath(index, 11, (level, n) => nodes.get(`${level}/${n}`)!);

const TEXT = formatCheckpoint({ origin: ORIGIN, size: 11, root: builder.root(), extensions: [] });
const note: Note = {
  text: TEXT,
  signatures: [signText(log.key, TEXT, log.sign), cosignText(witness.key, TEXT, 1_741_737_600, witness.sign)],
};
const proofOf = (index: number): TlogProof => ({ extra: null, index, path: path(index), note });
const proof = proofOf(6);
const entry = leaves[6]!;
const FILE = formatTlogProof(proof);
const check = (text: string, bytes = entry, change: Partial<Trust> = {}): Result<unknown> => {
  const read = parseTlogProof(text);
  return read.ok ? verified(openTlogProof(read.value, bytes, { ...trust, ...change }), ed25519) : read;
};
const wrong = (fault: string) => ({ ok: false, refusals: [{ code: 'proof.wrong', params: { fault } }] });
const refused = (part: string, what = 'proof') => ({
  ok: false,
  refusals: [{ code: 'proof.unreadable', params: { what, part } }],
});

test('every entry has one', () => {
  for (const [index, leaf] of leaves.entries()) {
    const text = formatTlogProof(proofOf(index));
    expect(must(parseTlogProof(text))).toEqual(proofOf(index));
    expect(check(text, leaf).ok).toBe(true);
  }
});

test('it says who signed what', () => {
  expect(check(FILE)).toMatchObject({
    ok: true,
    value: {
      checkpoint: { origin: ORIGIN, size: 11, root: builder.root() },
      signed: [
        { key: log.key, time: null },
        { key: witness.key, time: 1_741_737_600 },
      ],
    },
  });
});

test('the text is that of the specification', () => {
  const hashes = proof.path.map((hash) => `${hash.toBase64()}\n`).join('');
  expect(FILE.startsWith(`c2sp.org/tlog-proof@v1\nindex 6\n${hashes}\n${TEXT}\n— ${ORIGIN} `)).toBe(true);
  expect(formatTlogProof({ ...proof, extra: Uint8Array.of(1, 2) })).toBe(FILE.replace('index', 'extra AQI=\nindex'));
});

test('no single bit of the file can be turned', () => {
  const bytes = new TextEncoder().encode(FILE);
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const taken: number[] = [];
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)));
    let text: string;
    try {
      text = utf8.decode(changed);
    } catch {
      continue;
    }
    if (check(text).ok) taken.push(bit);
  }
  expect(taken).toEqual([]);
}, 30_000);

test('no byte of the entry can be turned, cut off or added', () => {
  expect(entry.length).toBeGreaterThan(4);
  for (let bit = 0; bit < entry.length * 8; bit += 1)
    expect(check(FILE, entry.with(bit >> 3, entry[bit >> 3]! ^ (1 << (bit & 7))))).toEqual(wrong('root'));
  expect(check(FILE, entry.slice(1))).toEqual(wrong('root'));
  expect(check(FILE, Uint8Array.of(...entry, 0))).toEqual(wrong('root'));
  expect(check(FILE, leaves[5]!)).toEqual(wrong('root'));
});

describe('a proof does not hold', () => {
  test('for another number', () => {
    expect(check(FILE.replace('index 6', 'index 7'))).toEqual(wrong('root'));
    expect(check(FILE.replace('index 6', 'index 10'))).toEqual(wrong('path'));
    expect(check(FILE.replace('index 6', 'index 11'))).toEqual(wrong('index'));
  });
  test('under other trust', () => {
    expect(check(FILE, entry, { origin: 'other' })).toEqual(wrong('origin'));
    expect(check(FILE, entry, { quorum: 2 })).toEqual(wrong('witnesses'));
    expect(check(FILE, entry, { log: [], witnesses: [] })).toEqual(wrong('unsigned'));
  });
  test('with a changed root, which the signature tells before the path', () => {
    const other = formatCheckpoint({ origin: ORIGIN, size: 11, root: leafHash(entry), extensions: [] });
    expect(check(FILE.replace(TEXT, other))).toEqual(wrong('signature'));
  });
  test('with a hash left out or added', () => {
    expect(check(formatTlogProof({ ...proof, path: proof.path.slice(1) })).ok).toBe(false);
    expect(check(formatTlogProof({ ...proof, path: [...proof.path, builder.root()] }))).toEqual(wrong('path'));
  });
});

describe('the form', () => {
  const HASH = builder.root().toBase64();
  const NOTE = FILE.slice(FILE.indexOf('\n\n') + 2);
  const HEAD = 'c2sp.org/tlog-proof@v1\n';

  test('extra is kept, and proves nothing', () => {
    const read = must(parseTlogProof(`${HEAD}extra AQI=\nindex 6\n\n${NOTE}`));
    expect(read).toMatchObject({ extra: Uint8Array.of(1, 2), index: 6, path: [] });
    expect(check(FILE.replace('index', 'extra AQI=\nindex')).ok).toBe(true);
    expect(check(FILE.replace('index', 'extra AQM=\nindex')).ok).toBe(true);
  });

  test.each([
    ['nothing', '', 'layout'],
    ['no blank line', `${HEAD}index 0\n`, 'layout'],
    ['another header', `wrong-header\nindex 0\n\n${NOTE}`, 'layout'],
    ['another version', `c2sp.org/tlog-proof@v2\nindex 0\n\n${NOTE}`, 'layout'],
    ['a blank line first', `\n\n${HEAD}index 0\n\n${NOTE}`, 'layout'],
    ['a carriage return', `c2sp.org/tlog-proof@v1\r\nindex 0\n\n${NOTE}`, 'text'],
    ['extra that is no base64', `${HEAD}extra !!notbase64!!\nindex 0\n\n${NOTE}`, 'extra'],
    ['empty extra', `${HEAD}extra \nindex 0\n\n${NOTE}`, 'extra'],
    ['extra twice', `${HEAD}extra AQI=\nextra AQI=\nindex 0\n\n${NOTE}`, 'index'],
    ['extra after the number', `${HEAD}index 0\nextra AQI=\n\n${NOTE}`, 'hashes'],
    ['no number', `${HEAD}\n${NOTE}`, 'index'],
    ['no number, but a hash', `${HEAD}${HASH}\n\n${NOTE}`, 'index'],
    ['a number in words', `${HEAD}index notanumber\n\n${NOTE}`, 'index'],
    ['a negative number', `${HEAD}index -5\n\n${NOTE}`, 'index'],
    ['a number with a zero before', `${HEAD}index 06\n\n${NOTE}`, 'index'],
    ['a number without its name', `${HEAD}6\n\n${NOTE}`, 'index'],
    ['a number with another name', `${HEAD}Index 6\n\n${NOTE}`, 'index'],
    ['no base64 for a hash', `${HEAD}index 0\n!!notbase64!!\n\n${NOTE}`, 'hashes'],
    ['a hash of 64 bytes', `${HEAD}index 0\n${new Uint8Array(64).toBase64()}\n\n${NOTE}`, 'hashes'],
  ])('with %s it is refused', (_, text, part) => {
    expect(parseTlogProof(text)).toEqual(refused(part));
  });

  test('what is no signed note is refused; what is no checkpoint, when it is opened', () => {
    expect(parseTlogProof(`${HEAD}index 0\n\ncheckpoint\n`)).toEqual(refused('layout', 'note'));
    expect(check(FILE.replace('\n11\n', '\nmany\n'))).toEqual(refused('size', 'checkpoint'));
  });

  test.each([
    ['half a number', { index: 0.5 }],
    ['a negative number', { index: -1 }],
    ['empty extra', { extra: new Uint8Array() }],
    ['a hash of 31 bytes', { path: [new Uint8Array(31)] }],
    ['an unsigned note', { note: { ...note, signatures: [] } }],
  ])('with %s it is never written', (_, change) => {
    expect(() => formatTlogProof({ ...proof, ...change })).toThrow();
  });
});

test('answers may come later, and the hash may be another program’s', () => {
  let times = 0;
  const opened = must(
    openTlogProof(proof, entry, trust, (bytes) => {
      times += 1;
      return leafHash(bytes);
    }),
  );
  expect(times).toBe(0);
  expect(opened.claims).toHaveLength(2);
  expect(opened.settle([true, false])).toEqual(wrong('signature'));
  expect(opened.settle([true, true])).toEqual(wrong('root'));
  expect(times).toBe(1 + proof.path.length);
});
