/** Laws of reading aloud: numbers can be taken back from their words; nothing unread is left over. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandForReading } from '../../src/core/reading/expand.ts';
import { spellInteger } from '../../src/core/reading/numbers.ts';

// The same cases on every run: a red test must be red again when it is looked at.
fc.configureGlobal({ seed: 57 });

const VALUES: Readonly<Record<string, number>> = {
  không: 0,
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  năm: 5,
  lăm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
};

/** The inverse, written apart from the code under test: a running sum over the words. */
const understand = (words: string): number => {
  let billions = 0;
  let total = 0;
  let group = 0;
  let last = 0;
  const close = (scale: number): void => {
    total += (group + last) * scale;
    group = 0;
    last = 0;
  };
  for (const word of words.split(' ')) {
    if (word === 'trăm') group += last * 100;
    else if (word === 'mươi') group += last * 10;
    else if (word === 'mười') group += 10;
    else if (word === 'nghìn') close(1_000);
    else if (word === 'triệu') close(1_000_000);
    else if (word === 'tỷ') {
      close(1);
      billions = total * 1_000_000_000;
      total = 0;
    } else if (word !== 'linh') {
      const value = VALUES[word];
      if (value === undefined) throw new Error(`unknown word ${word}`);
      last = value;
      continue;
    }
    last = 0;
  }
  close(1);
  return billions + total;
};

test('every whole number is understood as itself', () => {
  const near = fc.tuple(fc.constantFrom(10, 100, 1e3, 1e4, 1e5, 1e6, 1e9), fc.integer({ min: -30, max: 30 }));
  const number = fc.oneof(
    fc.nat(9_999),
    fc.nat(1_000_000_000),
    fc.maxSafeNat(),
    near.map(([at, by]) => Math.max(0, at + by)),
  );
  fc.assert(
    fc.property(number, (n) => {
      expect(understand(spellInteger(String(n)))).toBe(n);
    }),
    { numRuns: 3_000 },
  );
});

const PIECES = [
  ...['Nghị quyết số 57-NQ/TW', '114-KH/HU', 'ngày 03/4/2025', '22/12/2024', '24-25/5', '17h30', '05:00', '5 giờ 30'],
  ...['1.234.567,5', '3,5%', '007', '12', '0', 'Đại hội', 'XIV', 'quý', 'II', 'UBND', 'KH&CN', '(AI)', 'QĐ', '2025'],
  ...['đ', 'm2', 'km/h', 'tháng', 'thứ', '4', 'gọi số', 'của', 'ban hành', 'THÔNG BÁO', 'BXYZ', 'Mỹ Tú', 'A', 'h'],
  ...[' ', ' ', ' ', ' ', '-', '–', '/', '.', ',', ':', '&', '(', ')', '%', '\n'],
];

const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 });

test('no digit and no word of capitals is left, however the pieces of a text touch', () => {
  fc.assert(
    fc.property(pieces, (written) => {
      expect(expandForReading(written.join(''))).not.toMatch(/\d|\p{Lu}{2,}/u);
    }),
    { numRuns: 3_000 },
  );
});

test('reading again changes nothing', () => {
  fc.assert(
    fc.property(pieces, (written) => {
      const spoken = expandForReading(written.join(' '));
      expect(expandForReading(spoken)).toBe(spoken);
    }),
    { numRuns: 2_000 },
  );
});

const WORDS = [
  'bà',
  'con',
  'Mỹ',
  'Tú',
  'thông',
  'báo',
  'họp',
  'Ủy',
  'viên',
  'nước',
  'smartphone',
  'Sóc',
  'Trăng',
  'đường',
];
const MARKS = [' ', ' ', ', ', '. ', '\n', ' – ', ' (', ') ', ' “', '” ', ': ', '; ', ' - ', ' & '];
/** What is read otherwise; its words are not counted. */
const OFFICES = [
  '17h30',
  '57-NQ/TW',
  '3,5%',
  'UBND',
  '22/12/2024',
  '0912 345 678',
  '60 km/h',
  '😀',
  '[[x]]',
  '2025–2030',
  'a@b.vn',
];
const lettersOf = (text: string): string[] => text.match(/[\p{L}]+/gu) ?? [];

test('no word is lost: every plain word comes out, in its order, whatever stands between', () => {
  const text = fc.array(
    fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...MARKS), fc.option(fc.constantFrom(...OFFICES))),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(text, (parts) => {
      const written = parts
        .map(([word, mark, office]) => `${word}${mark}${office === null ? '' : ` ${office} `}`)
        .join('');
      const spoken = lettersOf(expandForReading(written));
      let at = 0;
      for (const [word] of parts) {
        const found = spoken.indexOf(word, at);
        expect(found, `${word} of ${written}`).toBeGreaterThanOrEqual(at);
        at = found + 1;
      }
    }),
    { numRuns: 1_500 },
  );
});

test('plain text is read as it stands', () => {
  const plain = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(plain, (words) => {
      expect(expandForReading(words.join(' '))).toBe(words.join(' '));
    }),
    { numRuns: 500 },
  );
});

test('a page of anything is read within a second, and nothing of it is a command to a speech program', () => {
  const page = 100_000;
  const pieces = [
    '1',
    '1.',
    '1,',
    ' ',
    '&',
    'a@',
    'A',
    '-',
    '\n',
    '1/',
    '[[',
    "'1",
    '57-NQ/TW ',
    'a.vn/',
    'quý I–',
    '<speak>',
    'á',
    '1 đồng/người',
    '0',
    '\u0301',
    '\u0001',
  ];
  for (const piece of pieces) {
    const began = performance.now();
    const spoken = expandForReading(piece.repeat(page / piece.length));
    expect(performance.now() - began, JSON.stringify(piece)).toBeLessThan(1_500);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
    expect(spoken).not.toMatch(/[<>[\]{}\u0000-\u0009\u000b-\u001f\u007f]/u);
  }
});
