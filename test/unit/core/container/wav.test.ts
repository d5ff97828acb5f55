import { describe, expect, test } from 'vitest';
import { asciiText } from '../../../../src/core/container/ascii.ts';
import { bextChunk } from '../../../../src/core/container/bext.ts';
import { cartChunk, sessionTimers } from '../../../../src/core/container/cart.ts';
import { wavEnd, wavHeader } from '../../../../src/core/container/wav.ts';
import { BEXT, CART } from '../../../support/broadcast-wav.ts';

const text = (bytes: Uint8Array, from: number, length: number): string =>
  Buffer.from(bytes.subarray(from, from + length))
    .toString('latin1')
    .replace(/\0+$/, '');

describe('a header', () => {
  test('is these bytes for two samples of 16-bit mono', () => {
    const header = wavHeader({ sampleRate: 48_000, channels: 1, bits: 16, samples: 2 }, []);
    expect(header.toHex()).toBe(
      ['52494646', '28000000', '57415645', '666d7420', '10000000', '01000100', '80bb0000', '00770100', '02001000']
        .concat('64617461', '04000000')
        .join(''),
    );
  });

  test('counts the padding of an odd data chunk, and says it has to be written', () => {
    const format = { sampleRate: 48_000, channels: 1, bits: 24, samples: 3 } as const;
    const header = wavHeader(format, []);
    expect(new DataView(header.buffer).getUint32(4, true)).toBe(header.length - 8 + 9 + 1);
    expect(wavEnd(format)).toEqual(new Uint8Array(1));
    expect(wavEnd({ ...format, samples: 4 })).toEqual(new Uint8Array(0));
  });

  test('becomes RF64 where a size no longer fits into four bytes, and not a byte earlier', () => {
    const largest = (2 ** 32 - 1 - 36 - 1) / 2;
    const samples = Math.floor(largest);
    const small = wavHeader({ sampleRate: 48_000, channels: 1, bits: 16, samples }, []);
    const large = wavHeader({ sampleRate: 48_000, channels: 1, bits: 16, samples: samples + 1 }, []);
    expect([text(small, 0, 4), text(large, 0, 4), text(large, 12, 4)]).toEqual(['RIFF', 'RF64', 'ds64']);
    const view = new DataView(large.buffer);
    expect([view.getUint32(4, true), view.getUint32(large.length - 4, true)]).toEqual([0xffffffff, 0xffffffff]);
    expect(view.getBigUint64(28, true)).toBe(BigInt((samples + 1) * 2));
    expect(view.getBigUint64(36, true)).toBe(BigInt(samples + 1));
    expect(view.getBigUint64(20, true)).toBe(BigInt(large.length - 8 + (samples + 1) * 2));
  });
});

describe('bext', () => {
  const { body } = bextChunk(BEXT);

  test('has its fields where Tech 3285 puts them', () => {
    expect(text(body, 0, 256)).toBe('Buoi phat sang 23/11/2026 - Dai My Tu');
    expect(text(body, 256, 32)).toBe('Dai Truyen thanh My Tu');
    expect(text(body, 288, 32)).toBe('LOA0123456789abcdef');
    expect(text(body, 320, 18)).toBe('2026-11-2223:59:58');
    const view = new DataView(body.buffer);
    expect(view.getBigUint64(338, true)).toBe(5n * 3600n * 48_000n);
    expect(view.getUint16(346, true)).toBe(2);
    const levels = [412, 414, 416, 418, 420].map((at) => view.getInt16(at, true));
    expect(levels).toEqual([-1804, 320, -250, 0x7fff, -1550]);
    expect(text(body, 602, 200)).toBe('A=PCM,F=48000,W=16,M=mono,T=Loa\r\n');
  });

  test('keeps to its lengths whatever is typed', () => {
    const long = bextChunk({ ...BEXT, description: 'Ấ'.repeat(999), originator: 'ឡ'.repeat(99) });
    expect(long.body.length).toBe(body.length);
    expect(text(long.body, 0, 256)).toBe('A'.repeat(256));
    expect(text(long.body, 256, 32)).toBe('');
  });
});

describe('cart', () => {
  test('has its fields where AES46 puts them', () => {
    const { body } = cartChunk(CART);
    expect(text(body, 0, 4)).toBe('0101');
    expect([4, 68, 132, 196, 260, 324, 388].map((at) => text(body, at, 64))).toEqual([
      'Buoi phat sang',
      'Dai Truyen thanh My Tu',
      '20261123-0500',
      'dai-my-tu',
      'LOA',
      'buoi-sang',
      'Het chuong trinh',
    ]);
    expect(text(body, 452, 36)).toBe('2026-11-2305:00:002026-11-2305:10:00');
    expect(text(body, 488, 64)).toBe('Loa');
    const view = new DataView(body.buffer);
    expect(view.getInt32(680, true)).toBe(32_768);
    const timers = Array.from({ length: 8 }, (_, n) => [text(body, 684 + 8 * n, 4), view.getUint32(688 + 8 * n, true)]);
    expect(timers).toEqual([
      ['AUDs', 4800],
      ['AUDe', 480_000],
      ['SEGs', 480_000],
      ['EOD ', 528_000],
      ...Array(4).fill(['', 0]),
    ]);
    expect(text(body, 1024, 1024)).toBe('https://loa.example.vn/');
    expect(text(body, 2048, 100)).toBe('Ban tin\r\n');
  });

  test('a session without sound has its end alone', () => {
    expect(sessionTimers([], 480)).toEqual([{ usage: 'EOD', sample: 480 }]);
  });
});

test('Vietnamese becomes ASCII that can still be read', () => {
  expect(asciiText('Đường “Ủy ban” – phường…')).toBe('Duong "Uy ban" - phuong...');
  expect(asciiText('Mỹ Tú'.normalize('NFD'))).toBe('My Tu');
  expect(asciiText('ការផ្សាយ')).toBe('');
  expect(asciiText('a\u0000b\nc')).toBe('a b c');
});
