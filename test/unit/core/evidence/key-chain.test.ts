/** One key of the log after another: what the old key signs, who follows how far, and where the chain ends. */
import { describe, expect, test } from 'vitest';
import { type BundleChecks, checkBundle } from '../../../../src/core/evidence/bundle.ts';
import { keyChangesIn } from '../../../../src/core/evidence/bundle-keys.ts';
import type { AirLogEntry } from '../../../../src/core/evidence/entry.ts';
import {
  followKeys,
  isKey,
  type KeyChange,
  keyChangeOf,
  keyChangeText,
  shortKey,
  signKeyChange,
} from '../../../../src/core/evidence/key-chain.ts';
import type { LogKey } from '../../../../src/core/evidence/verifier-key.ts';
import { must, ok } from '../../../../src/core/result.ts';
import { ed25519 } from '../../../support/ed25519.ts';
import type { Files } from '../../../support/made-bundles.ts';
import {
  changed,
  decode,
  keyChangeEntry,
  logOf,
  type Owner,
  packed,
  said,
  someEntries,
  without,
  witnessOf,
} from '../../../support/memory-bundles.ts';

const [one, two, three, four, stranger] = [1, 2, 3, 4, 9].map((seed) => logOf(seed)) as [
  Owner,
  Owner,
  Owner,
  Owner,
  Owner,
];
const AT = '2025-04-07T00:10:00Z';

/** From one key to the next, signed with the old one. */
const change = (seq: number, from: Owner, to: Owner): KeyChange => ({
  ...{ seq, recordedAt: AT, oldKey: from.vkey, newKey: to.vkey },
  signature: signKeyChange(from.vkey, to.vkey, AT, from.sign),
});
/** Nobody has the old key any more; only its name and id are known. */
const loss = (seq: number, from: Owner, to: Owner): KeyChange => ({
  ...change(seq, from, to),
  oldKey: shortKey(from.key),
  signature: null,
});
const follow = (changes: readonly KeyChange[], pinned: LogKey | null = null) => followKeys(changes, pinned, ed25519);

test('what the old key signs names both keys and the hour, and reads as no checkpoint', () => {
  expect(keyChangeText('a+1+x', 'a+2+y', AT)).toBe('loa-key-change/1\nold a+1+x\nnew a+2+y\nat 2025-04-07T00:10:00Z\n');
  const signature = Uint8Array.fromBase64(signKeyChange(one.vkey, two.vkey, AT, one.sign));
  const text = new TextEncoder().encode(`loa-key-change/1\nold ${one.vkey}\nnew ${two.vkey}\nat ${AT}\n`);
  expect(ed25519(one.key.publicKey, text, signature)).toBe(true);
});

test('a key stands whole or short', () => {
  expect(shortKey(one.key)).toBe(`loa-114c0de5/nhat-ky+${one.key.id}`);
  for (const written of [one.vkey, shortKey(one.key)]) expect(isKey(one.key, written)).toBe(true);
  for (const written of [two.vkey, shortKey(two.key), one.key.name, one.key.id, `${one.vkey}=`, ''])
    expect(isKey(one.key, written)).toBe(false);
});

test('only an entry of its own kind changes the key', () => {
  const facts = { oldKey: one.vkey, newKey: two.vkey, signature: null };
  const entry = { kind: 'key-change', recordedAt: AT, facts } as AirLogEntry;
  expect(keyChangeOf(7, entry)).toEqual({ seq: 7, recordedAt: AT, ...facts });
  expect(keyChangeOf(7, { ...entry, kind: 'restart' } as AirLogEntry)).toBeNull();
});

describe('followed', () => {
  const chain = [change(3, one, two), change(5, two, three), change(8, three, four)];

  test.each<readonly [string, LogKey | null, Owner, number]>([
    ['from the first key on paper', one.key, four, 3],
    ['from one in between', three.key, four, 1],
    ['not at all from the last', four.key, four, 0],
    ['not at all from one that the changes do not speak of', stranger.key, stranger, 0],
    ['without a key on paper', null, four, 0],
  ])('%s', (_, pinned, end, followed) => {
    expect(must(follow(chain, pinned))).toEqual({ key: end.key, followed, lostAt: [] });
  });

  test('nowhere, when nothing changed', () => {
    expect(must(follow([], one.key))).toEqual({ key: one.key, followed: 0, lostAt: [] });
    expect(must(follow([]))).toEqual({ key: null, followed: 0, lostAt: [] });
  });

  test('an old key that comes back is followed from its last change on', () => {
    const back = [change(1, one, two), change(2, two, one), change(3, one, three)];
    expect(must(follow(back, one.key))).toMatchObject({ key: three.key, followed: 1 });
    expect(must(follow(back, two.key))).toMatchObject({ key: three.key, followed: 2 });
    expect(must(follow(back.slice(0, 2), one.key))).toMatchObject({ key: one.key, followed: 0 });
  });

  test('not over a loss, and from it on again', () => {
    const lost = [change(3, one, two), loss(5, two, three), change(8, three, four)];
    for (const pinned of [one, two]) expect(said(follow(lost, pinned.key))).toBe('keys/5.json proof.wrong key-lost');
    expect(must(follow(lost, three.key))).toEqual({ key: four.key, followed: 1, lostAt: [5] });
    expect(must(follow(lost, four.key))).toEqual({ key: four.key, followed: 0, lostAt: [5] });
    expect(must(follow(lost, stranger.key))).toEqual({ key: stranger.key, followed: 0, lostAt: [5] });
    expect(must(follow(lost))).toEqual({ key: four.key, followed: 0, lostAt: [5] });
    expect(must(follow([loss(5, one, two), loss(6, two, three)])).lostAt).toEqual([5, 6]);
    expect(said(follow([loss(5, one, two), loss(6, two, three)], one.key))).toBe('keys/5.json proof.wrong key-lost');
  });
});

describe('refused', () => {
  const good = change(5, two, three);
  const elsewhere = logOf(3, 'loa-2/nhat-ky');
  const signedBy = (by: Owner, about = good): string =>
    signKeyChange(about.oldKey, about.newKey, about.recordedAt, by.sign);
  test.each<readonly [string, KeyChange, string]>([
    ['signed by the new key', { ...good, signature: signedBy(three) }, 'proof.wrong signature'],
    ['signed for another hour', { ...good, recordedAt: '2025-04-08T00:10:00Z' }, 'proof.wrong signature'],
    ['signed for another key', { ...good, newKey: four.vkey }, 'proof.wrong signature'],
    ['no base64', { ...good, signature: '?' }, 'proof.wrong signature'],
    ['no signature', { ...good, signature: '' }, 'proof.wrong signature'],
    ['half a signature', { ...good, signature: new Uint8Array(32).toBase64() }, 'proof.wrong signature'],
    ['a signature and more', { ...good, signature: `${good.signature?.slice(0, -2)}AA` }, 'proof.wrong signature'],
    ['to what is no key', { ...good, newKey: 'x' }, 'proof.unreadable key public-key'],
    ['to a witness’s key', { ...good, newKey: witnessOf(3, one.key.name).vkey }, 'proof.unreadable key public-key'],
    [
      'from a short key that signed all the same',
      { ...good, oldKey: shortKey(two.key) },
      'proof.unreadable key public-key',
    ],
    ['from another key than the one before ended with', change(5, four, three), 'proof.wrong chain'],
    ['from a lost key that the one before did not end with', loss(5, four, three), 'proof.wrong chain'],
    ['to the key of another log', change(5, two, elsewhere), 'proof.wrong chain'],
    ['to the key of another log, the old one lost', loss(5, two, elsewhere), 'proof.wrong chain'],
  ])('%s', (_, spoiled, expected) => {
    expect(said(follow([change(3, one, two), spoiled]))).toBe(`keys/5.json ${expected}`);
  });

  test('a witness’s key as the old one, though it signed', () => {
    const witness = witnessOf(2, one.key.name);
    const bad = { ...good, oldKey: witness.vkey, signature: signedBy(two, { ...good, oldKey: witness.vkey }) };
    expect(said(follow([bad]))).toBe('keys/5.json proof.unreadable key public-key');
  });

  test('whatever key is on paper, and the first that is wrong', () => {
    const bad = { ...good, signature: signedBy(three) };
    for (const pinned of [null, one.key, three.key, stranger.key])
      expect(said(follow([change(3, one, two), bad], pinned))).toBe('keys/5.json proof.wrong signature');
    expect(
      said(
        follow([
          { ...bad, seq: 2 },
          { ...bad, seq: 4, newKey: 'x' },
        ]),
      ),
    ).toBe('keys/2.json proof.wrong signature');
  });

  test('another name that only begins alike', () => {
    const longer = logOf(3, one.key.name.slice(0, -1));
    expect(said(follow([change(5, two, longer)]))).toBe('keys/5.json proof.wrong chain');
  });
});

describe('in a bundle', () => {
  const entryOf = ({ oldKey, newKey, signature }: KeyChange) => keyChangeEntry({ oldKey, newKey, signature }, AT);
  const leaves = someEntries(12)
    .with(10, entryOf(change(10, one, two)))
    .with(11, entryOf(change(11, two, three)));
  const whole = packed({ leaves, seqs: [2], keyChanges: [10, 11], log: three });
  const check = (files: Files, checks: Partial<BundleChecks> = {}) =>
    checkBundle(files, { key: null, verify: ed25519, decode, ...checks });
  const judged = (files: Files, checks: Partial<BundleChecks> = {}) => said(check(files, checks));

  test('somebody with an older key on paper believes the one that signs', () => {
    expect(must(check(whole, { key: one.key }))).toMatchObject({
      key: three.key,
      ownKey: false,
      keysFollowed: 2,
      keysLostAt: [],
    });
    expect(must(check(whole, { key: two.key })).keysFollowed).toBe(1);
    expect(must(check(whole, { key: three.key })).keysFollowed).toBe(0);
    expect(must(check(whole))).toMatchObject({ key: three.key, ownKey: true, keysFollowed: 0, entries: 1 });
    expect(judged(whole, { key: stranger.key })).toBe('checkpoint proof.wrong unsigned');
  });

  test('a key that was lost is told, and ends the trust in those before it', () => {
    const lost = leaves.with(11, entryOf(loss(11, two, three)));
    const files = packed({ leaves: lost, seqs: [2], keyChanges: [10, 11], log: three });
    expect(must(check(files))).toMatchObject({ keysLostAt: [11] });
    expect(judged(files, { key: one.key })).toBe('keys/11.json proof.wrong key-lost');
  });

  const put = (name: string, content: string): Files => new Map([...whole, [name, new TextEncoder().encode(content)]]);
  const facts = (how: (facts: Record<string, unknown>) => object) =>
    changed(whole, 'keys/10.json', (text) => {
      const entry = JSON.parse(text);
      return JSON.stringify({ ...entry, facts: how(entry.facts) });
    });
  test.each<readonly [string, Files, string]>([
    ['a change taken out', without(whole, 'keys/10.json'), 'keys/10.json bundle.missing'],
    ['a change without proof', without(whole, 'keys/10.tlog-proof'), 'keys/10.tlog-proof bundle.missing'],
    [
      'the last change taken out with its proof',
      without(whole, 'keys/11.json', 'keys/11.tlog-proof'),
      'keys/10.json proof.wrong chain',
    ],
    [
      'another hour in it',
      changed(whole, 'keys/10.json', (text) => text.replace('T00:10', 'T00:11')),
      'keys/10.json proof.wrong signature',
    ],
    ['another form of it', changed(whole, 'keys/10.json', (text) => ` ${text}`), 'keys/10.json proof.wrong root'],
    ['no JSON', put('keys/10.json', '{'), 'keys/10.json proof.wrong chain'],
    ['null', put('keys/10.json', 'null'), 'keys/10.json proof.wrong chain'],
    ['no UTF-8', new Map([...whole, ['keys/10.json', Uint8Array.of(0xff)]]), 'keys/10.json proof.unreadable note text'],
    [
      'an entry of another kind',
      put('keys/2.json', decode(leaves[2] as Uint8Array) ?? ''),
      'keys/2.json proof.wrong chain',
    ],
    ['no facts', facts(() => ({})), 'keys/10.json proof.wrong chain'],
    ['no old key', facts((all) => ({ ...all, oldKey: undefined })), 'keys/10.json proof.wrong chain'],
    ['a new key that is a number', facts((all) => ({ ...all, newKey: 7 })), 'keys/10.json proof.wrong chain'],
    ['a signature that is a number', facts((all) => ({ ...all, signature: 7 })), 'keys/10.json proof.wrong chain'],
    ['no word of a signature', facts((all) => ({ ...all, signature: undefined })), 'keys/10.json proof.wrong chain'],
    ['a number with a zero before', put('keys/010.json', '{}'), 'keys/010.json bundle.unknown-file'],
    ['a folder within', put('keys/keys/10.json', '{}'), 'keys/keys/10.json bundle.unknown-file'],
    ['a file of another name', put('keys/10.json.bak', '{}'), 'keys/10.json.bak bundle.unknown-file'],
    ['a proof alone', put('keys/4.tlog-proof', ''), 'keys/4.json bundle.missing'],
  ])('%s', (_, files, expected) => expect(judged(files)).toBe(expected));

  test('the key beside it has to be the one that the changes end with', () => {
    expect(judged(changed(whole, 'log.vkey', () => one.vkey))).toBe('keys/11.json proof.wrong chain');
  });

  test('changes are taken in order of number, and other files are passed over', () => {
    const names = [
      'keys/11.json',
      'x/keys/1.json',
      'keys/9.tlog-proof',
      'keys/9.json',
      'keys',
      'keys/100.json',
      'keys/0.json',
    ];
    const read: string[] = [];
    const textOf = (name: string) => {
      read.push(name);
      return ok(decode(entryOf(change(0, one, two))) ?? '');
    };
    expect(must(keyChangesIn(names, textOf)).map(({ seq }) => seq)).toEqual([0, 9, 11, 100]);
    expect(read).toEqual(['keys/0.json', 'keys/9.json', 'keys/11.json', 'keys/100.json']);
  });
});
