/** What others signed in a bundle, and that the log grew: what is shown, and which file is named when it is not. */
import { describe, expect, test } from 'vitest';
import { type BundleChecks, type CheckedBundle, checkBundle } from '../../../../src/core/evidence/bundle.ts';
import { together } from '../../../../src/core/evidence/bundle-outside.ts';
import { must } from '../../../../src/core/result.ts';
import { ed25519 } from '../../../support/ed25519.ts';
import type { Files } from '../../../support/made-bundles.ts';
import {
  COSIGNED,
  changed,
  decode,
  logOf,
  type Packing,
  packed,
  put,
  said,
  someEntries,
  without,
  witnessOf,
} from '../../../support/memory-bundles.ts';
import { imprint, SHA256, stampInfo, stampToken } from '../../../support/stamp-token.ts';

const log = logOf(1);
const leaves = someEntries(9);
const [huyen, tinh] = [witnessOf(2, 'huyen.example.vn'), witnessOf(3, 'tinh.example.vn')];
const utf8 = new TextEncoder();
const pack = (packing: Partial<Packing> = {}): Files => packed({ leaves, seqs: [3], log, ...packing });
const check = (files: Files, checks: Partial<BundleChecks> = {}) =>
  checkBundle(files, { key: log.key, verify: ed25519, decode, ...checks });
const judged = (files: Files, checks: Partial<BundleChecks> = {}): string => said(check(files, checks));
const from = (files: Files, name: string, source: Files): Files => put(files, name, source.get(name) as Uint8Array);

describe('witnesses', () => {
  const both = pack({ witnesses: [huyen, tinh] });
  const seen = (files: Files, checks: Partial<BundleChecks> = {}): CheckedBundle['witnesses'] =>
    must(check(files, checks)).witnesses;

  test('are named with their time and by whose word they are who they are', () => {
    expect(seen(both)).toEqual([
      { name: 'huyen.example.vn', vkey: huyen.vkey, time: COSIGNED, ownKey: true },
      { name: 'tinh.example.vn', vkey: tinh.vkey, time: COSIGNED + 1, ownKey: true },
    ]);
    expect(seen(both, { witnesses: [tinh.key] }).map(({ ownKey }) => ownKey)).toEqual([true, false]);
    // The reader's keys suffice; a bundle need not repeat them, but what it has lines of has to have keys.
    expect(seen(both, { witnesses: [huyen.key, tinh.key] }).map(({ ownKey }) => ownKey)).toEqual([false, false]);
    expect(seen(pack())).toEqual([]);
  });

  test('only those count whom the reader knows', () => {
    const unmet = 'checkpoint proof.wrong witnesses';
    expect(judged(both, { quorum: 1 })).toBe(unmet);
    expect(judged(both, { quorum: 1, witnesses: [tinh.key] })).toBe('holds');
    expect(judged(both, { quorum: 2, witnesses: [tinh.key] })).toBe(unmet);
    expect(judged(both, { quorum: 2, witnesses: [tinh.key, huyen.key] })).toBe('holds');
    expect(judged(both, { quorum: 1, witnesses: [witnessOf(4).key] })).toBe(unmet);
  });

  test('one is one, under two names or with two lines, and the log is none', () => {
    const twin = witnessOf(2, 'xa.example.vn');
    expect(seen(pack({ witnesses: [huyen, twin] })).map(({ name }) => name)).toEqual(['huyen.example.vn']);
    expect(seen(pack({ witnesses: [tinh, huyen, tinh] })).map(({ name }) => name)).toEqual([
      ...['tinh.example.vn', 'huyen.example.vn'],
    ]);
    const itself = witnessOf(1, 'nhat-ky.example.vn');
    expect(seen(pack({ witnesses: [itself] }))).toEqual([]);
    expect(judged(pack({ witnesses: [itself] }), { witnesses: [itself.key], quorum: 1 })).toBe(
      'checkpoint proof.wrong witnesses',
    );
  });

  test('whose line is bad spoil the checkpoint, by whoever’s key', () => {
    const bad = changed(both, 'checkpoint', (note) => {
      const lines = note.trimEnd().split('\n');
      const [line = '', other = ''] = lines.slice(-2);
      // The signature of one under the name and the key of the other.
      const id = Buffer.from(line.split(' ')[2] ?? '', 'base64').subarray(0, 4);
      const signature = Buffer.from(other.split(' ')[2] ?? '', 'base64').subarray(4);
      const swapped = `— huyen.example.vn ${Buffer.concat([id, signature]).toString('base64')}`;
      return `${[...lines.slice(0, -2), swapped, other].join('\n')}\n`;
    });
    expect(judged(bad)).toBe('checkpoint proof.wrong signature');
    expect(judged(without(bad, 'witness.vkey'), { witnesses: [huyen.key] })).toBe('witness.vkey bundle.missing');
  });

  test.each<readonly [string, Files, string]>([
    ['without keys', without(both, 'witness.vkey'), 'witness.vkey bundle.missing'],
    [
      'with a key that does not read',
      changed(both, 'witness.vkey', (keys) => `${keys}x\n`),
      'witness.vkey proof.unreadable key layout',
    ],
    [
      'with the key of a log',
      changed(both, 'witness.vkey', (keys) => `${keys}${log.vkey}\n`),
      'witness.vkey proof.unreadable key public-key',
    ],
    [
      'with keys that are no UTF-8',
      put(both, 'witness.vkey', Uint8Array.of(0xff)),
      'witness.vkey proof.unreadable note text',
    ],
    [
      'with no key in the file',
      put(both, 'witness.vkey', new Uint8Array()),
      'witness.vkey proof.unreadable key layout',
    ],
  ])('%s', (_, files, expected) => expect(judged(files)).toBe(expected));

  test('keys of witnesses that did not sign do no harm', () => {
    expect(
      judged(
        changed(pack(), 'media.sha256', () => ''),
        { witnesses: [huyen.key] },
      ),
    ).toBe('holds');
    expect(seen(changed(both, 'witness.vkey', (keys) => `${keys}${witnessOf(4).vkey}\n`))).toHaveLength(2);
    expect(seen(put(pack(), 'witness.vkey', utf8.encode(`${huyen.vkey}\n`)))).toEqual([]);
  });

  test('known twice, a key is taken once: as the reader knows it', () => {
    const known = { ...huyen.key, publicKey: Uint8Array.from(huyen.key.publicKey) };
    expect(together([known], [huyen.key, tinh.key])).toEqual([known, tinh.key]);
    expect(together([known], [huyen.key])[0]).toBe(known);
    expect(together([], [tinh.key, huyen.key])).toEqual([tinh.key, huyen.key]);
    const renamed = { ...huyen.key, name: 'xa.example.vn' };
    expect(together([renamed], [huyen.key])).toEqual([renamed, huyen.key]);
  });
});

describe('growth', () => {
  const grown = pack({ older: 4 });

  test('is shown from an earlier checkpoint of the same log', () => {
    expect(must(check(grown)).grewFrom).toBe(4);
    expect(must(check(pack({ older: 9 }))).grewFrom).toBe(9);
    expect(must(check(pack({ older: 4, witnesses: [huyen, tinh] }))).grewFrom).toBe(4);
  });

  const forked = packed({ leaves: someEntries(20).slice(11), seqs: [3], log, older: 4 });
  test.each<readonly [string, Files, string]>([
    ['without the earlier checkpoint', without(grown, 'older.checkpoint'), 'older.checkpoint bundle.missing'],
    ['without the way', without(grown, 'consistency.txt'), 'consistency.txt bundle.missing'],
    [
      'an earlier checkpoint that is no note',
      changed(grown, 'older.checkpoint', () => 'x\n'),
      'older.checkpoint proof.unreadable note layout',
    ],
    [
      'of another size',
      changed(grown, 'older.checkpoint', (one) => one.replace('\n4\n', '\n5\n')),
      'older.checkpoint proof.wrong signature',
    ],
    [
      'of another log',
      from(grown, 'older.checkpoint', pack({ older: 4, log: logOf(1, 'loa-2') })),
      'older.checkpoint proof.wrong origin',
    ],
    [
      'by another key',
      from(grown, 'older.checkpoint', pack({ older: 4, log: logOf(5) })),
      'older.checkpoint proof.wrong unsigned',
    ],
    ['of another history', from(grown, 'older.checkpoint', forked), 'consistency.txt proof.wrong root'],
    [
      'a way that does not read',
      changed(grown, 'consistency.txt', (one) => one.replace('old', 'alt')),
      'consistency.txt proof.unreadable request layout',
    ],
    [
      'a way from another size',
      from(grown, 'consistency.txt', pack({ older: 5 })),
      'consistency.txt proof.wrong sizes',
    ],
    [
      'a way with a hash too few',
      changed(grown, 'consistency.txt', (one) => one.replace(/(old 4\n).*\n/, '$1')),
      'consistency.txt proof.wrong path',
    ],
    [
      'a way to the same checkpoint with another signature',
      from(grown, 'consistency.txt', pack({ older: 4, witnesses: [huyen] })),
      'consistency.txt bundle.other-checkpoint',
    ],
    [
      'a way that is no UTF-8',
      put(grown, 'consistency.txt', Uint8Array.of(0xff)),
      'consistency.txt proof.unreadable note text',
    ],
  ])('%s', (_, files, expected) => expect(judged(files)).toBe(expected));
});

describe('a time stamp', () => {
  const stamped = pack({ stamp: {}, witnesses: [huyen] });
  const token = (about: Uint8Array): Uint8Array => stampToken(stampInfo({ about: imprint(about) }));

  test('is handed on with what is needed to check its signature', () => {
    const { stamp } = must(check(stamped));
    expect(stamp).toEqual({
      time: '2026-11-29T12:00:00Z',
      token: stamped.get('checkpoint.tsr'),
      data: stamped.get('stamped.checkpoint'),
      ca: null,
    });
    expect(must(check(pack({ stamp: { ca: '-----BEGIN' } }))).stamp?.ca).toBe('-----BEGIN');
    // Certificates alone are no stamp.
    expect(must(check(put(pack(), 'tsa-ca.pem', utf8.encode('PEM')))).stamp).toBeNull();
  });

  test.each<readonly [string, Files, string]>([
    ['without its token', without(stamped, 'checkpoint.tsr'), 'checkpoint.tsr bundle.missing'],
    ['without what was stamped', without(stamped, 'stamped.checkpoint'), 'stamped.checkpoint bundle.missing'],
    [
      'of what is no UTF-8',
      put(stamped, 'stamped.checkpoint', Uint8Array.of(0xff)),
      'stamped.checkpoint proof.unreadable note text',
    ],
    [
      'of what is no note',
      changed(stamped, 'stamped.checkpoint', () => 'x\n'),
      'stamped.checkpoint proof.unreadable note layout',
    ],
    [
      'of another checkpoint',
      put(stamped, 'stamped.checkpoint', packed({ leaves: someEntries(8), seqs: [3] }).get('checkpoint') as Uint8Array),
      'stamped.checkpoint bundle.other-checkpoint',
    ],
    [
      'of the same checkpoint in other bytes',
      from(stamped, 'stamped.checkpoint', new Map([['stamped.checkpoint', stamped.get('checkpoint') as Uint8Array]])),
      'checkpoint.tsr timestamp.wrong imprint',
    ],
    [
      'about other bytes',
      put(stamped, 'checkpoint.tsr', token(new Uint8Array(32))),
      'checkpoint.tsr timestamp.wrong imprint',
    ],
    [
      'by another hash',
      put(
        stamped,
        'checkpoint.tsr',
        stampToken(stampInfo({ about: imprint(new Uint8Array(32), SHA256.replace(/1$/, '2')) })),
      ),
      'checkpoint.tsr timestamp.wrong imprint',
    ],
    [
      'that is no token',
      put(stamped, 'checkpoint.tsr', utf8.encode('<html>')),
      'checkpoint.tsr timestamp.wrong unreadable',
    ],
    [
      'with certificates that are no text',
      put(stamped, 'tsa-ca.pem', Uint8Array.of(0xff)),
      'tsa-ca.pem proof.unreadable note text',
    ],
  ])('%s', (_, files, expected) => expect(judged(files)).toBe(expected));
});
