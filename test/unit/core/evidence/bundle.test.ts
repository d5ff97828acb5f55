/** Whether a bundle holds together: what a whole one says, and which file is named first when something is wrong. */
import { describe, expect, test } from 'vitest';
import { type BundleChecks, checkBundle } from '../../../../src/core/evidence/bundle.ts';
import { leafHash } from '../../../../src/core/evidence/merkle.ts';
import { must } from '../../../../src/core/result.ts';
import { ed25519 } from '../../../support/ed25519.ts';
import type { Files } from '../../../support/made-bundles.ts';
import {
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

const log = logOf(1);
const leaves = someEntries(12);
const utf8 = new TextEncoder();
const pack = (packing: Partial<Packing> = {}): Files => packed({ leaves, seqs: [2, 7, 10], ...packing });
const whole = pack();
const check = (files: Files, checks: Partial<BundleChecks> = {}) =>
  checkBundle(files, { key: null, verify: ed25519, decode, ...checks });
const judged = (files: Files, checks: Partial<BundleChecks> = {}): string => said(check(files, checks));

describe('a whole bundle', () => {
  test('says what it shows, and that nobody but itself says whose key it is', () => {
    expect(must(check(whole))).toEqual({
      entries: 3,
      checkpoint: expect.objectContaining({ origin: log.key.name, size: 12, extensions: [] }),
      key: log.key,
      ownKey: true,
      keysFollowed: 0,
      keysLostAt: [],
      witnesses: [],
      stamp: null,
      grewFrom: null,
      sounds: 0,
    });
    expect(must(check(whole, { key: log.key }))).toMatchObject({ key: log.key, ownKey: false });
  });

  test.each([1, 2, 3, 8, 12])('of a log of %i entries, all of them', (count) => {
    expect(must(check(packed({ leaves: someEntries(count) }))).entries).toBe(count);
  });

  test('is hashed by whatever the reader has', () => {
    let asked = 0;
    const hash: BundleChecks['hash'] = (bytes) => {
      asked += 1;
      return leafHash(bytes);
    };
    expect(judged(whole, { hash })).toBe('entries/2.json proof.wrong root');
    expect(asked).toBeGreaterThan(0);
  });

  test('may be laid out in any order, and bring along what nobody asked for', () => {
    expect(judged(new Map([...whole].toReversed()))).toBe('holds');
    for (const name of [
      'README.vi.txt',
      'verify.sh',
      'log.pem',
      'SHA256SUMS',
      'old/entries/1.json',
      'old/proofs/1.tlog-proof',
      'entries',
    ])
      expect(judged(put(whole, name, utf8.encode('?')))).toBe('holds');
  });

  test('with everything in it', () => {
    const files = pack({ witnesses: [witnessOf(2)], older: 5, stamp: { ca: 'PEM' }, sounds: [utf8.encode('fLaC')] });
    expect(must(check(files, { key: log.key, witnesses: [witnessOf(2).key], quorum: 1 }))).toMatchObject({
      entries: 3,
      witnesses: [{ name: 'witness-2.example.vn', ownKey: false }],
      grewFrom: 5,
      stamp: { time: '2026-11-29T12:00:00Z', ca: 'PEM' },
      sounds: 1,
    });
  });
});

describe('the key', () => {
  test('that the bundle itself brings has to read', () => {
    expect(judged(without(whole, 'log.vkey'))).toBe('log.vkey bundle.missing');
    expect(judged(put(whole, 'log.vkey', Uint8Array.of(0xff)))).toBe('log.vkey proof.unreadable note text');
    expect(judged(changed(whole, 'log.vkey', (vkey) => vkey.replaceAll('+', '-')))).toBe(
      'log.vkey proof.unreadable key layout',
    );
    expect(judged(changed(whole, 'log.vkey', () => witnessOf(1, log.key.name).vkey))).toBe(
      'log.vkey proof.unreadable key public-key',
    );
    for (const end of ['', '\n', '\r\n', ' \n'])
      expect(judged(changed(whole, 'log.vkey', (vkey) => `${vkey.trimEnd()}${end}`))).toBe('holds');
  });

  test('that the reader knows counts, whatever the bundle brings', () => {
    const other = logOf(9);
    expect(judged(whole, { key: other.key })).toBe('checkpoint proof.wrong unsigned');
    expect(judged(changed(whole, 'log.vkey', () => other.vkey))).toBe('checkpoint proof.wrong unsigned');
    expect(
      judged(
        changed(whole, 'log.vkey', () => other.vkey),
        { key: log.key },
      ),
    ).toBe('holds');
    expect(judged(whole, { key: logOf(1, 'loa-2/nhat-ky').key })).toBe('checkpoint proof.wrong origin');
  });
});

describe('the checkpoint', () => {
  test.each<readonly [string, Files, string]>([
    ['is not there', without(whole, 'checkpoint'), 'checkpoint bundle.missing'],
    [
      'is no note',
      changed(whole, 'checkpoint', (note) => note.replace('\n\n', '\n')),
      'checkpoint proof.unreadable note layout',
    ],
    [
      'says another size',
      changed(whole, 'checkpoint', (note) => note.replace('\n12\n', '\n13\n')),
      'checkpoint proof.wrong signature',
    ],
    [
      'is of another log, though the same key signed it',
      put(whole, 'checkpoint', pack({ log: logOf(1, 'loa-2/nhat-ky') }).get('checkpoint') as Uint8Array),
      'checkpoint proof.wrong origin',
    ],
    [
      'of the same log, signed for another size',
      put(whole, 'checkpoint', packed({ leaves: leaves.slice(0, 11), seqs: [2] }).get('checkpoint') as Uint8Array),
      'proofs/2.tlog-proof bundle.other-checkpoint',
    ],
  ])('%s', (_, files, expected) => expect(judged(files)).toBe(expected));

  test('signed under another name is the log’s fault, not that of a witness whose key is missing', () => {
    const renamed = changed(whole, 'checkpoint', (note) => note.replace(`— ${log.key.name}`, '— loa-2/nhat-ky'));
    expect(judged(renamed)).toBe('checkpoint proof.wrong unsigned');
  });
});

describe('an entry', () => {
  const nonsense = (file: string) => changed(whole, file, () => 'x');
  const title = (files: Files, seq: number) =>
    changed(files, `entries/${seq}.json`, (one) => one.replace('Tin', 'Tín'));
  const swapped = (a: string, b: string): Files =>
    new Map([...whole, [a, whole.get(b) as Uint8Array], [b, whole.get(a) as Uint8Array]]);

  test.each<readonly [string, Files, string]>([
    ['with another word', title(whole, 7), 'entries/7.json proof.wrong root'],
    ['taken out', without(whole, 'entries/7.json'), 'entries/7.json bundle.missing'],
    ['without its proof', without(whole, 'proofs/7.tlog-proof'), 'proofs/7.tlog-proof bundle.missing'],
    ['in the place of another', swapped('entries/2.json', 'entries/7.json'), 'entries/2.json proof.wrong root'],
    [
      'with the proof of another',
      swapped('proofs/2.tlog-proof', 'proofs/7.tlog-proof'),
      'proofs/2.tlog-proof proof.wrong index',
    ],
    ['whose proof does not read', nonsense('proofs/7.tlog-proof'), 'proofs/7.tlog-proof proof.unreadable proof layout'],
    [
      'whose proof is no UTF-8',
      put(whole, 'proofs/7.tlog-proof', Uint8Array.of(0xff)),
      'proofs/7.tlog-proof proof.unreadable note text',
    ],
    [
      'whose proof lacks a hash',
      changed(whole, 'proofs/7.tlog-proof', (proof) => proof.replace(/(index 7\n).*\n/, '$1')),
      'entries/7.json proof.wrong path',
    ],
    [
      'proved under another checkpoint',
      put(whole, 'proofs/7.tlog-proof', packed({ leaves: someEntries(13) }).get('proofs/7.tlog-proof') as Uint8Array),
      'proofs/7.tlog-proof bundle.other-checkpoint',
    ],
    [
      'proved under the same checkpoint with one more signature',
      put(whole, 'proofs/7.tlog-proof', pack({ witnesses: [witnessOf(2)] }).get('proofs/7.tlog-proof') as Uint8Array),
      'proofs/7.tlog-proof bundle.other-checkpoint',
    ],
    ['two that are wrong: the lower number', title(title(whole, 10), 2), 'entries/2.json proof.wrong root'],
    [
      'two that are wrong, the other way',
      title(without(whole, 'entries/10.json'), 7),
      'entries/7.json proof.wrong root',
    ],
  ])('%s', (_, files, expected) => expect(judged(files)).toBe(expected));

  test('that is wrong is the one of the lowest number, however the files are laid out', () => {
    const files = [2, 7, 10].reduce(title, whole);
    for (const names of [
      ['proofs/2.tlog-proof', 'proofs/10.tlog-proof', 'proofs/7.tlog-proof'],
      ['proofs/10.tlog-proof', 'proofs/7.tlog-proof', 'proofs/2.tlog-proof'],
    ]) {
      const laid = new Map([...names.map((name) => [name, files.get(name) as Uint8Array] as const), ...files]);
      expect(judged(laid)).toBe('entries/2.json proof.wrong root');
    }
  });

  test.each([
    ...['entries/02.json', 'entries/2.jsonl', 'entries/2.json/x', 'entries/x.json', 'entries/-1.json', 'entries/'],
    ...['entries/12345678901234567.json', 'proofs/02.tlog-proof', 'proofs/2.tlog-proof.bak', 'proofs/2.json'],
  ])('%s is none of ours', (name) => {
    expect(judged(put(whole, name, utf8.encode('{}')))).toBe(`${name} bundle.unknown-file`);
  });

  test('of a number that is not there yet is looked for with its proof', () => {
    expect(judged(put(whole, 'entries/1234567890123456.json', utf8.encode('{}')))).toBe(
      'proofs/1234567890123456.tlog-proof bundle.missing',
    );
    expect(judged(put(whole, 'proofs/0.tlog-proof', utf8.encode('{}')))).toBe('entries/0.json bundle.missing');
  });

  test('there has to be', () => {
    const none = new Map([...whole].filter(([name]) => !/^(entries|proofs)/.test(name)));
    expect(check(none)).toEqual({
      ok: false,
      refusals: [{ code: 'bundle.missing', params: { file: 'entries/0.json' }, place: { file: 'entries/' } }],
    });
  });

  test.each<readonly [string, Uint8Array]>([
    ['JSON in another form', utf8.encode('{"format": "loa-air-log/1"}')],
    ['no JSON', utf8.encode('Tin 1')],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
  ])('that lies in the log, but is %s', (_, leaf) => {
    const files = packed({ leaves: leaves.with(7, leaf), seqs: [2, 7] });
    expect(check(files)).toEqual({
      ok: false,
      refusals: [
        { code: 'bundle.not-canonical', params: { file: 'entries/7.json' }, place: { file: 'entries/7.json' } },
      ],
    });
  });
});

test('what was signed is named before what was not, and entries before sound', () => {
  const spoil = (name: string) => (files: Files) => changed(files, name, () => 'x\n');
  const full = pack({ witnesses: [witnessOf(2)], older: 5, stamp: {}, sounds: [utf8.encode('fLaC')] });
  const order = [
    ...['log.vkey', 'checkpoint', 'witness.vkey', 'older.checkpoint', 'stamped.checkpoint', 'proofs/2.tlog-proof'],
    ...['proofs/10.tlog-proof', 'media.sha256'],
  ];
  let files = full;
  for (const name of order.toReversed()) {
    files = spoil(name)(files);
    expect(judged(files)).toMatch(new RegExp(`^${name} proof.unreadable`));
  }
});
