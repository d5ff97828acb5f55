/** Evidence as people hand it in: with keys as they were typed or copied, and as many witnesses as they ask for. */
import { describe, expect, test } from 'vitest';
import {
  checkHandedBundle,
  checkHandedProof,
  type HandedBundle,
  type HandedProof,
} from '../../../../src/core/evidence/handed-in.ts';
import { leafHash } from '../../../../src/core/evidence/merkle.ts';
import { must } from '../../../../src/core/result.ts';
import { ed25519 } from '../../../support/ed25519.ts';
import { COSIGNED, decode, logOf, packed, said, someEntries, witnessOf } from '../../../support/memory-bundles.ts';

const log = logOf(1);
const [huyen, tinh, xa] = [
  witnessOf(2, 'huyen.example.vn'),
  witnessOf(3, 'tinh.example.vn'),
  witnessOf(4, 'xa.example.vn'),
];
const leaves = someEntries(6);
const files = packed({ leaves, log, witnesses: [huyen, tinh] });
const NO_KEY = '- proof.unreadable key';

const handed = (asked: Partial<HandedBundle> = {}) =>
  checkHandedBundle({ files, vkey: log.vkey, verify: ed25519, decode, ...asked });
const proof = decode(files.get('proofs/4.tlog-proof') as Uint8Array) ?? '';
const proved = (asked: Partial<HandedProof> = {}) =>
  checkHandedProof({ entry: leaves[4] as Uint8Array, proof, vkey: log.vkey, verify: ed25519, ...asked });

test('a key may have white space around it, and has to be that of a log', () => {
  expect(said(handed({ vkey: `  ${log.vkey}\r\n` }))).toBe('holds');
  expect(said(handed({ vkey: huyen.vkey }))).toBe(`${NO_KEY} public-key`);
  expect(said(handed({ vkey: log.vkey.slice(0, -4) }))).toBe(`${NO_KEY} public-key`);
  expect(said(handed({ vkey: '' }))).toBe(`${NO_KEY} layout`);
});

describe.each([
  ['a bundle', handed],
  ['a proof', proved],
] as const)('%s', (_, judge) => {
  const judged = (asked: Partial<Omit<HandedBundle, 'files'> & HandedProof>) => said(judge(asked as never));

  test('holds under the log’s key alone, and under that of no other', () => {
    expect(judged({})).toBe('holds');
    expect(judged({ vkey: ` ${log.vkey}\n` })).toBe('holds');
    expect(judged({ vkey: logOf(9).vkey })).toMatch(/proof.wrong unsigned$/);
    expect(judged({ vkey: logOf(1, 'loa-2/nhat-ky').vkey })).toMatch(/proof.wrong origin$/);
    expect(judged({ vkey: huyen.vkey })).toBe(`${NO_KEY} public-key`);
    expect(judged({ vkey: 'x' })).toBe(`${NO_KEY} layout`);
  });

  test('all witnesses that are named have to have cosigned, unless fewer are asked for', () => {
    const unmet = /proof.wrong witnesses$/;
    expect(judged({ witnesses: [huyen.vkey, ` ${tinh.vkey}\n`] })).toBe('holds');
    expect(judged({ witnesses: [huyen.vkey, xa.vkey] })).toMatch(unmet);
    expect(judged({ witnesses: [huyen.vkey, xa.vkey], quorum: 1 })).toBe('holds');
    expect(judged({ witnesses: [xa.vkey], quorum: 0 })).toBe('holds');
    expect(judged({ witnesses: [xa.vkey], quorum: 1 })).toMatch(unmet);
    expect(judged({ witnesses: [], quorum: 1 })).toMatch(unmet);
    expect(judged({ quorum: 1 })).toMatch(unmet);
    expect(judged({ witnesses: [huyen.vkey, log.vkey] })).toBe(`${NO_KEY} public-key`);
    expect(judged({ witnesses: [huyen.vkey, ''] })).toBe(`${NO_KEY} layout`);
  });
});

test('a bundle without a key on paper is judged by its own', () => {
  expect(must(handed({ vkey: null }))).toMatchObject({ ownKey: true, entries: 6 });
  expect(must(handed())).toMatchObject({ ownKey: false, witnesses: [{ ownKey: true }, { ownKey: true }] });
});

test('a proof answers the place, the checkpoint and the witnesses that the asker knows', () => {
  expect(must(proved({ witnesses: [tinh.vkey] }))).toEqual({
    index: 4,
    checkpoint: expect.objectContaining({ origin: log.key.name, size: 6 }),
    witnesses: [{ name: 'tinh.example.vn', vkey: tinh.vkey, time: COSIGNED + 1, ownKey: false }],
  });
  expect(must(proved()).witnesses).toEqual([]);
});

test('a proof of another entry, or none at all', () => {
  expect(said(proved({ entry: leaves[3] as Uint8Array }))).toBe('- proof.wrong root');
  expect(said(proved({ proof: 'x' }))).toBe('- proof.unreadable proof layout');
  expect(said(proved({ proof: proof.replace('\n6\n', '\n7\n') }))).toBe('- proof.wrong signature');
  expect(said(proved({ hash: (bytes) => leafHash(bytes) }))).toBe('- proof.wrong root');
});
