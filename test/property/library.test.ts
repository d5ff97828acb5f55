/** Laws of the library: any change voids an approval, the same again changes nothing, search does not see accents. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sha256 } from '../../src/core/ids.ts';
import { scriptHash, versionState } from '../../src/core/library/approval.ts';
import { readingTime } from '../../src/core/library/reading-time.ts';
import { findsWords, searchWords } from '../../src/core/library/search.ts';
import { type Cut, cutHash } from '../../src/core/playlist/cut.ts';
import { searchKey } from '../../src/core/text.ts';

const SEED = 20261123;
const samples = fc.integer({ min: 0, max: 10_000_000 });
const use = fc.record({
  from: samples,
  gainDb: fc.integer({ min: -20, max: 20 }),
  fadeIn: samples,
  fadeOut: samples,
  segue: samples,
});
const cut: fc.Arbitrary<Cut> = fc.record({
  master: fc.constantFrom('1'.repeat(64) as Sha256, '2'.repeat(64) as Sha256),
  samples: samples.filter((count) => count > 0),
  use: fc.option(use, { nil: null }),
});
const words = fc.constantFrom('', 'Kính thưa bà con', 'Kính thưa bà con.', 'ủy ban', 'uỷ ban', 'ការផ្សាយ');
const version = fc.record({ text: words, cut });
const formOf = ({ text, cut: heard }: { readonly text: string; readonly cut: Cut }) => ({
  script: scriptHash(text),
  sound: cutHash(heard),
});

test('an approval holds for just the script and the sound that were approved, in every history', () => {
  fc.assert(
    fc.property(fc.array(version, { minLength: 1, maxLength: 12 }), fc.nat(), (history, chosen) => {
      const approved = history[chosen % history.length] ?? history[0];
      if (approved === undefined) throw new Error('no history');
      for (const now of history) {
        const same = JSON.stringify([now.text, now.cut]) === JSON.stringify([approved.text, approved.cut]);
        expect(versionState(formOf(now), formOf(approved))).toBe(same ? 'approved' : 'waits-for-approval');
      }
    }),
    { seed: SEED },
  );
});

test('changing any one thing of a sound, or one letter of a script, is another thing to approve', () => {
  fc.assert(
    fc.property(
      version,
      fc.constantFrom('text', 'samples', 'gainDb', 'from', 'fadeIn', 'fadeOut', 'segue'),
      (one, field) => {
        const held = one.cut.use ?? { from: 0, gainDb: 0, fadeIn: 0, fadeOut: 0, segue: 0 };
        const changed =
          field === 'text'
            ? { ...one, text: `${one.text}.` }
            : field === 'samples'
              ? { ...one, cut: { ...one.cut, samples: one.cut.samples + 1 } }
              : { ...one, cut: { ...one.cut, use: { ...held, [field]: held[field as keyof typeof held] + 1 } } };
        expect(versionState(formOf(changed), formOf(one))).toBe('waits-for-approval');
        // Saying yes to it and then once more to the same is one state.
        expect(versionState(formOf(changed), formOf(changed))).toBe('approved');
      },
    ),
    { seed: SEED },
  );
});

const PLAIN = ['nghi', 'quyet', 'uy', 'ban', 'hoa', 'binh', 'thuy', 'loi', 'dong', 'dat', 'khoe'];
const MARKED: Readonly<Record<string, readonly string[]>> = {
  nghi: ['nghị', 'NGHỊ', 'nghĩ'],
  quyet: ['quyết', 'Quyết'],
  uy: ['ủy', 'uỷ', 'Ủy', 'UỶ'],
  ban: ['ban', 'bàn'],
  hoa: ['hòa', 'hoà', 'Hoá', 'hóa'],
  binh: ['bình', 'BÌNH'],
  thuy: ['thủy', 'thuỷ', 'Thuý'],
  loi: ['lợi', 'lời'],
  dong: ['đồng', 'Đông'],
  dat: ['đất', 'ĐẠT'],
  khoe: ['khỏe', 'khoẻ', 'Khoé'],
};
const placed = fc.tuple(fc.constantFrom(...PLAIN), fc.nat(), fc.boolean()).map(([plain, n, nfd]) => {
  const forms = MARKED[plain] ?? [plain];
  const form = forms[n % forms.length] ?? plain;
  return { plain, form: nfd ? form.normalize('NFD') : form };
});

test('search finds whatever accents, capitals, normal form or placing of the tone either side used, in any order', () => {
  fc.assert(
    fc.property(fc.array(placed, { minLength: 1, maxLength: 8 }), fc.nat(), (text, skip) => {
      const key = searchKey(text.map(({ form }) => form).join(' '));
      const asked = text.filter((_, n) => n % ((skip % 3) + 1) === 0).toReversed();
      for (const typed of [asked.map(({ plain }) => plain), asked.map(({ form }) => form)])
        expect(findsWords(searchWords(typed.join(' ')), [key])).toBe(true);
      expect(findsWords(searchWords(`${asked[0]?.plain ?? ''} khongco`), [key])).toBe(false);
    }),
    { seed: SEED },
  );
});

test('a longer script never takes less time', () => {
  const piece = fc.constantFrom('Kính thưa bà con.', 'UBND xã', '17h30 ngày 02/9/2026', 'ការផ្សាយ', '\n', '');
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }),
      piece,
      fc.constantFrom('vi', 'km', 'en'),
      (pieces, more, language) => {
        const before = readingTime(pieces.join('\n\n'), language).seconds;
        expect(readingTime([...pieces, more].join('\n\n'), language).seconds).toBeGreaterThanOrEqual(before);
      },
    ),
    { seed: SEED },
  );
});
