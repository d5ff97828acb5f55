/** Time stamps: the bytes that are asked with, and answers that are read, however they are broken. */
import { describe, expect, test } from 'vitest';
import { der, derInteger, TAG } from '../../../../src/core/evidence/der.ts';
import { keptTimeStamp, timeStampIn, timeStampRequest } from '../../../../src/core/evidence/time-stamp.ts';
import {
  ascii,
  contentInfo,
  imprint,
  int,
  oid,
  SHA256,
  type StampInfo,
  seq,
  stampInfo,
  stampToken,
} from '../../../support/stamp-token.ts';

const digest = new Uint8Array(32).map((_, n) => n + 1);
const nonce = Uint8Array.of(0x80, 2, 3, 4, 5, 6, 7, 8);
const asked = { digest, nonce };
const hex = (text: string): Uint8Array => Uint8Array.fromHex(text.replaceAll(' ', ''));

const accuracy = seq(int(1));
const ordering = der(TAG.boolean, Uint8Array.of(0xff));
const info = ({
  about = imprint(digest),
  tail = [accuracy, ordering, derInteger(nonce)],
  ...rest
}: Partial<StampInfo> = {}) => stampInfo({ about, tail, ...rest });
const token = (inside = info()) => stampToken(inside);
const granted = (inside = info()) => seq(seq(int(0)), token(inside));
const wrong = (fault: string) => ({ ok: false, refusals: [{ code: 'timestamp.wrong', params: { fault } }] });

test('the request is what RFC 3161 §2.4.1 has, byte for byte', () => {
  const expected = `30 44 02 01 01 30 31 30 0d 06 09 ${SHA256} 05 00 04 20 ${digest.toHex()} 02 09 00 80 02 03 04 05 06 07 08 01 01 ff`;
  expect(timeStampRequest(asked).toHex()).toBe(hex(expected).toHex());
  expect(() => timeStampRequest({ digest: digest.slice(1), nonce })).toThrow();
  for (const length of [0, 7, 33])
    expect(() => timeStampRequest({ digest, nonce: new Uint8Array(length) })).toThrow('8 to 32');
  for (const length of [8, 32])
    expect(timeStampRequest({ digest, nonce: new Uint8Array(length).fill(1) })).toHaveLength(59 + length + 2);
});

describe('read', () => {
  test('the time, and the token as it came', () => {
    expect(timeStampIn(granted(), asked)).toEqual({
      ok: true,
      value: { time: '2026-11-29T12:00:00Z', token: token() },
    });
    const withMods = seq(seq(int(1)), token());
    expect(timeStampIn(withMods, asked).ok).toBe(true);
  });

  test('fractions of a second, parameters left out, nothing optional but the nonce', () => {
    const inside = info({
      time: '20261129120000.25Z',
      about: imprint(digest, SHA256, new Uint8Array()),
      tail: [derInteger(nonce)],
    });
    expect(timeStampIn(granted(inside), asked)).toMatchObject({ value: { time: '2026-11-29T12:00:00.25Z' } });
  });

  test('a nonce is compared as a number', () => {
    const small = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 7);
    const inside = info({ tail: [int(7)] });
    expect(timeStampIn(granted(inside), { digest, nonce: small }).ok).toBe(true);
  });
});

describe('refused', () => {
  test('by the authority, with its reasons', () => {
    const bits = der(TAG.bits, Uint8Array.of(5, 0x20, 0x02, 0));
    const text = seq(der(0x0c, ascii('no')));
    expect(timeStampIn(seq(seq(int(2), text, bits)), asked)).toEqual({
      ok: false,
      refusals: [{ code: 'timestamp.refused', params: { status: 2, failures: '2 14' } }],
    });
    expect(timeStampIn(seq(seq(int(3))), asked)).toMatchObject({ refusals: [{ params: { status: 3, failures: '' } }] });
  });

  test.each([
    ['other bytes', imprint(digest.map((byte) => byte ^ 1))],
    ['shorter bytes', imprint(digest.slice(1))],
    ['another hash of the same length', imprint(digest, '608648016503040208')],
  ])('%s', (_, about) => expect(timeStampIn(granted(info({ about })), asked)).toEqual(wrong('imprint')));

  test.each([
    ['another nonce', [derInteger(nonce.toReversed())]],
    ['no nonce', [accuracy]],
    ['a nonce that is negative', [der(TAG.integer, nonce)]],
  ])('%s', (_, tail) => expect(timeStampIn(granted(info({ tail })), asked)).toEqual(wrong('nonce')));

  test.each([
    ['nothing', new Uint8Array()],
    ['a page', ascii('<!doctype html><html>')],
    ['granted without a token', seq(seq(int(0)))],
    ['a token alone', token()],
    ['something after it', Uint8Array.of(...granted(), 0)],
    ['a third part', seq(seq(int(0)), token(), int(1))],
    ['other signed data', seq(seq(int(0)), contentInfo('2a864886f70d010701', seq(int(1))))],
    ['no time', granted(seq(int(1), oid('2a0304'), imprint(digest), int(9)))],
    ['another version', granted(seq(int(2), ...[oid('2a0304'), imprint(digest), int(9)]))],
    ['a length in a needless byte', Uint8Array.of(0x30, 0x81, 3, 0x30, 1, 0)],
    ['a length without an end', Uint8Array.of(0x30, 0x80, 0, 0)],
    ['a length past the end', Uint8Array.of(0x30, 0x82, 0xff, 0xff, 1)],
  ])('%s', (_, bytes) => expect(timeStampIn(bytes, asked)).toEqual(wrong('unreadable')));

  test.each([
    '20261129120000',
    '020261129120000Z',
    '20261129120000Z0',
    '20261129120000+0700',
    '202611291200Z',
    '20261129120000.Z',
    '20261129120000.50Z',
    '20261329120000Z',
    '20260229120000Z',
    '20261129250000Z',
  ])('the time %s', (time) => expect(timeStampIn(granted(info({ time })), asked)).toEqual(wrong('unreadable')));

  test('a cut answer is never read, and no changed bit breaks the reader', () => {
    const whole = granted();
    const read = (bytes: Uint8Array) => timeStampIn(bytes, asked);
    for (let at = 0; at < whole.length; at += 1) {
      expect(read(whole.slice(0, at)).ok).toBe(false);
      for (let bit = 0; bit < 8; bit += 1) {
        const answer = read(whole.with(at, (whole[at] ?? 0) ^ (1 << bit)));
        if (!answer.ok) expect(['timestamp.wrong', 'timestamp.refused']).toContain(answer.refusals[0].code);
      }
    }
  });
});

describe('a token that was kept', () => {
  test('is read without the question, whatever nonce it has', () => {
    for (const tail of [[], [int(7)], [accuracy, ordering, derInteger(nonce)]])
      expect(keptTimeStamp(token(info({ tail })), digest)).toEqual({
        ok: true,
        value: { time: '2026-11-29T12:00:00Z', token: token(info({ tail })) },
      });
  });

  test('has to be a token, the whole of it, and about these bytes', () => {
    expect(keptTimeStamp(granted(), digest)).toEqual(wrong('unreadable'));
    expect(keptTimeStamp(Uint8Array.of(...token(), 0), digest)).toEqual(wrong('unreadable'));
    expect(keptTimeStamp(new Uint8Array(), digest)).toEqual(wrong('unreadable'));
    expect(keptTimeStamp(token(), digest.toReversed())).toEqual(wrong('imprint'));
  });
});

test('what an authority says of itself: 0 and 1 grant, more refuse, and more than a byte is no status', () => {
  const status = (info: Uint8Array) => timeStampIn(seq(seq(info), token()), asked);
  expect([int(0), int(1)].map((one) => status(one).ok)).toEqual([true, true]);
  for (const code of [2, 5, 127])
    expect(status(int(code))).toEqual({
      ok: false,
      refusals: [{ code: 'timestamp.refused', params: { status: code, failures: '' } }],
    });
  for (const none of [
    int(128),
    int(1, 0),
    der(TAG.integer, Uint8Array.of(0x80)),
    der(TAG.integer, Uint8Array.of(0xff)),
    der(TAG.integer),
    der(TAG.octets, Uint8Array.of(0)),
  ])
    expect(status(none)).toEqual(wrong('unreadable'));
  expect(timeStampIn(seq(seq(), token()), asked)).toEqual(wrong('unreadable'));
  expect(timeStampIn(seq(int(0), token()), asked)).toEqual(wrong('unreadable'));
});

test('each bit of the reasons has its number', () => {
  const failures = (...bytes: readonly number[]) =>
    timeStampIn(seq(seq(int(2), der(TAG.bits, Uint8Array.from(bytes)))), asked);
  const said = (numbers: string) => ({ refusals: [{ params: { status: 2, failures: numbers } }] });
  expect(failures(0, 0xff, 0x81)).toMatchObject(said('0 1 2 3 4 5 6 7 8 15'));
  expect(failures(0, 0, 0, 0, 0x40)).toMatchObject(said('25'));
  expect(failures(0, 1)).toMatchObject(said('7'));
  expect(failures(0)).toMatchObject(said(''));
});

describe('the envelopes of a token', () => {
  const inside = der(TAG.octets, info());
  const signed = (...parts: readonly Uint8Array[]) => contentInfo('2a864886f70d010702', seq(...parts));
  const content = (octets = inside, type = '2a864886f70d0109100104') => contentInfo(type, octets);
  const read = (whole: Uint8Array) => timeStampIn(seq(seq(int(0)), whole), asked);
  const [version, algorithms] = [int(3), der(TAG.set)];

  test('as they have to be', () => {
    expect(read(signed(version, algorithms, content())).ok).toBe(true);
    expect(read(signed(version, algorithms, content(), der(TAG.context0), der(TAG.set))).ok).toBe(true);
  });

  test.each<readonly [string, Uint8Array]>([
    ['what is stamped in the second place', signed(version, content())],
    ['nothing that is stamped', signed(version, algorithms)],
    ['another type', signed(version, algorithms, content(inside, '2a864886f70d0109100105'))],
    [
      'a type that is no object identifier',
      signed(version, algorithms, seq(der(TAG.octets, hex('2a864886f70d0109100104')), der(TAG.context0, inside))),
    ],
    ['a value in another tag', signed(version, algorithms, seq(oid('2a864886f70d0109100104'), der(TAG.set, inside)))],
    ['no value', signed(version, algorithms, seq(oid('2a864886f70d0109100104')))],
    [
      'a third part',
      signed(version, algorithms, seq(oid('2a864886f70d0109100104'), der(TAG.context0, inside), int(1))),
    ],
    ['bits for octets', signed(version, algorithms, content(der(TAG.bits, info())))],
    ['octets that are no sequence', signed(version, algorithms, content(der(TAG.octets, ascii('x'))))],
    ['no sequence of parts', contentInfo('2a864886f70d010702', int(3))],
  ])('%s: unreadable', (_, whole) => expect(read(whole)).toEqual(wrong('unreadable')));

  test.each<readonly [string, Uint8Array]>([
    ['no algorithm', seq(seq(), der(TAG.octets, digest))],
    ['an algorithm that is no sequence', seq(oid(SHA256), der(TAG.octets, digest))],
    ['an algorithm that is no object identifier', seq(seq(der(TAG.octets, hex(SHA256))), der(TAG.octets, digest))],
    ['no octets', seq(seq(oid(SHA256)))],
    ['bits for octets', seq(seq(oid(SHA256)), der(TAG.bits, digest))],
    ['no sequence', der(TAG.octets, digest)],
  ])('an imprint with %s is about other bytes', (_, about) => {
    expect(read(stampToken(info({ about })))).toEqual(wrong('imprint'));
  });

  test('a time in another tag, and none', () => {
    const parts = [int(1), oid('2a0304'), imprint(digest), int(9)];
    const text = ascii('20261129120000Z');
    expect(read(stampToken(seq(...parts, der(TAG.time, text), derInteger(nonce)))).ok).toBe(true);
    expect(read(stampToken(seq(...parts, der(0x17, text), derInteger(nonce))))).toEqual(wrong('unreadable'));
    expect(read(stampToken(seq(...parts)))).toEqual(wrong('unreadable'));
    expect(read(stampToken(seq(...parts.with(0, int(2)), der(TAG.time, text), derInteger(nonce))))).toEqual(
      wrong('unreadable'),
    );
  });
});
