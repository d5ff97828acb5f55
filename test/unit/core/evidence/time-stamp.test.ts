/** Time stamps: the bytes that are asked with, and answers that are read, however they are broken. */
import { describe, expect, test } from 'vitest';
import { der, derInteger, TAG } from '../../../../src/core/evidence/der.ts';
import { timeStampIn, timeStampRequest } from '../../../../src/core/evidence/time-stamp.ts';
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
  expect(() => timeStampRequest({ digest, nonce: nonce.slice(1) })).toThrow();
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
