import decodeQR from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { qrLines, qrSvg } from '../../../src/reports/qr.ts';

const URI =
  'otpauth://totp/Loa:dat?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Loa&algorithm=SHA1&digits=6&period=30';

/** A picture of rows of modules, four pixels a module, as a camera would hand it over. */
const pictureOf = (rows: readonly (readonly boolean[])[]) => {
  const scale = 4;
  const [height, width] = [rows.length * scale, (rows[0]?.length ?? 0) * scale];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (rows[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true)
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
};

/** The modules that an SVG of ours draws dark. */
const drawn = (svg: string): boolean[][] => {
  const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]);
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
    for (let n = 0; n < Number(length); n += 1) (rows[Number(y)] ?? [])[Number(x) + n] = true;
  return rows;
};

const printed = (lines: readonly string[]): boolean[][] =>
  lines.flatMap((line) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal begin with one
    const cells = [...line.replace(/\u001b\[[\d;]*m/g, '')];
    return [cells.map((cell) => cell === '█' || cell === '▀'), cells.map((cell) => cell === '█' || cell === '▄')];
  });

describe.each([
  ['in a page', (text: string) => drawn(qrSvg(text))],
  ['in a terminal', (text: string) => printed(qrLines(text))],
])('a QR code %s', (_, modules) => {
  test.each([URI, 'https://loa.example.vn/tram/loa_s_SAcOFWQjKjGAP0ZNnFtiabh3foXUk5qh8K-2vQzL0tk', 'Mỹ Tú'])(
    'is read back: %s',
    (text) => {
      expect(decodeQR(pictureOf(modules(text)), { timeLimit: 5000 })).toBe(text);
    },
  );

  test('has four light modules around it', () => {
    const rows = modules(URI);
    const dark = rows.flatMap((row, y) => row.flatMap((on, x) => (on ? [[x, y]] : [])));
    expect(Math.min(...dark.flat())).toBe(4);
    expect(Math.max(...dark.map(([x = 0]) => x))).toBe((rows[0]?.length ?? 0) - 5);
  });
});

test('a page’s code needs no style of its own, which the policy would not allow', () => {
  expect(qrSvg(URI)).not.toMatch(/style|<script/);
  expect(qrSvg(URI)).toContain('fill="#fff"');
});
