/** Reading times, accent-blind search, states of items and what asks for them. */
import { describe, expect, test } from 'vitest';
import { textHash } from '../../../../src/core/evidence/text-hash.ts';
import type { ItemId } from '../../../../src/core/ids.ts';
import { scriptHash, versionState } from '../../../../src/core/library/approval.ts';
import { itemStates } from '../../../../src/core/library/item-state.ts';
import { readingTime } from '../../../../src/core/library/reading-time.ts';
import { findsWords, searchWords } from '../../../../src/core/library/search.ts';
import { usesOf } from '../../../../src/core/library/uses.ts';
import { searchKey } from '../../../../src/core/text.ts';
import type { LocalDate, LocalDateTime } from '../../../../src/core/time/local.ts';
import { centre, scheduleOf } from '../../../support/schedules.ts';

describe('reading time', () => {
  test('Vietnamese is counted in syllables as they are spoken, at 220 a minute', () => {
    expect(readingTime('Kính thưa bà con và các bạn.', 'vi')).toEqual({
      unit: 'syllables',
      perMinute: 220,
      count: 7,
      seconds: 2,
    });
    // Mười bảy giờ ba mươi phút: the written form has one group.
    expect(readingTime('17h30', 'vi').count).toBe(6);
    expect(readingTime('UBND', 'vi').count).toBe(4);
    expect(readingTime(`${'xin chào bà con '.repeat(55)}`, 'vi').seconds).toBe(60);
  });
  test('Khmer, which puts no blanks between words, is counted in written signs', () => {
    expect(readingTime('សួស្តី បងប្អូន', 'km')).toMatchObject({ unit: 'characters', count: 13, seconds: 2 });
  });
  test('English by words; another language by words too; nothing takes no time', () => {
    expect(readingTime('Good morning, everybody', 'en')).toMatchObject({ unit: 'words', count: 3, seconds: 2 });
    expect(readingTime('một hai', 'cham')).toMatchObject({ unit: 'words', perMinute: 150 });
    expect(readingTime('  \n', 'vi').seconds).toBe(0);
  });
});

describe('search', () => {
  const finds = (typed: string, ...texts: string[]): boolean => findsWords(searchWords(typed), texts.map(searchKey));
  test.each([
    ['nghi quyet 57', 'Tuyên truyền Nghị quyết số 57-NQ/TW'],
    ['uy', 'Ủy ban nhân dân xã'],
    ['uy', 'Uỷ ban nhân dân xã'],
    ['ỦY BAN', 'uỷ ban'],
    ['hoà', 'hòa giải cơ sở'],
    ['“57” nghị', 'Nghị quyết 57'],
    ['nq/tw', 'số 57-NQ/TW'],
    ['dong dat', 'Đông, đất'],
    ['', 'bất cứ gì'],
    ['ភាសា', 'ការផ្សាយជាភាសាខ្មែរ'],
  ])('%j finds %j', (typed, text) => expect(finds(typed, text)).toBe(true));
  test.each([
    ['uy', 'Nghị quyết'],
    ['7', 'Nghị quyết 57'],
    ['nghi quyet 58', 'Nghị quyết 57'],
  ])('%j does not find %j', (typed, text) => expect(finds(typed, text)).toBe(false));
  test('words may be told apart between title and scripts', () => {
    expect(finds('guong sang lua', 'Gương sáng', 'Giống lúa mới')).toBe(true);
  });
});

test('an approval holds for its two hashes and an item without words', () => {
  const [a, b] = [textHash('a'), textHash('b')];
  expect(versionState({ script: a, sound: null }, { script: a, sound: b })).toBe('waits-for-recording');
  expect(versionState({ script: a, sound: b }, null)).toBe('waits-for-approval');
  expect(versionState({ script: a, sound: b }, { script: a, sound: b })).toBe('approved');
  expect(versionState({ script: null, sound: b }, { script: null, sound: b })).toBe('approved');
  expect(versionState({ script: null, sound: b }, { script: a, sound: b })).toBe('waits-for-approval');
  expect(scriptHash('')).toBeNull();
  expect(scriptHash('Mỹ Tú'.normalize('NFD'))).toBe(textHash('Mỹ Tú'));
  // SHA-256 of the three bytes 'abc' (FIPS 180-4, example).
  expect(textHash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

describe('states', () => {
  const item = { draft: false, from: null, to: null, notBefore: null, notFrom: null };
  const at = (now: string, used = true) => ({ now: now as LocalDateTime, used });
  const NOON = '2026-11-23T12:00:00';
  test('one version that waits makes the item wait', () => {
    expect(itemStates(item, ['approved', 'approved'], at(NOON))).toEqual(['approved']);
    expect(itemStates(item, ['approved', 'waits-for-approval'], at(NOON))).toEqual(['waits-for-approval']);
    expect(itemStates(item, [], at(NOON, false))).toEqual(['waits-for-recording', 'unused']);
    expect(itemStates({ ...item, draft: true }, ['approved'], at(NOON))).toEqual(['approved', 'draft']);
  });
  test.each([
    [{ from: '2026-11-24' as LocalDate }, ['embargoed']],
    [{ from: '2026-11-23' as LocalDate, to: '2026-11-23' as LocalDate }, []],
    [{ to: '2026-11-22' as LocalDate }, ['expired']],
    [{ notBefore: '2026-11-23T12:00:01' as LocalDateTime }, ['embargoed']],
    [{ notBefore: NOON as LocalDateTime }, []],
    [{ notFrom: NOON as LocalDateTime }, ['expired']],
    [{ notFrom: '2026-11-23T12:00:01' as LocalDateTime }, []],
  ])('%j at noon: %j', (limits, more) => {
    expect(itemStates({ ...item, ...limits }, ['approved'], at(NOON))).toEqual(['approved', ...more]);
  });
});

test('uses: by name, by strand, as filler and fallback, by an order and by an edit', () => {
  const schedule = scheduleOf(
    centre(`items:
  - { id: a, title: A, genre: newsItem, sound: a.wav }
  - { id: b, title: B, genre: newsItem, sound: b.wav }
  - { id: c, title: C, genre: music, sound: c.wav }
  - { id: d, title: D, genre: newsItem, sound: d.wav }
  - { id: e, title: E, genre: newsItem, sound: e.wav }
strands: [{ id: st, name: St, items: [a, b] }]
sessions:
  - { id: s, name: S, channels: [k1], start: 05:50, maxMinutes: 60, from: 2025-04-07, segments: [
      { id: s-a, title: a, item: a }, { id: s-st, title: st, strand: st }, { id: s-c, title: c, filler: c },
      { id: s-r, title: r, relay: VOV1, minutes: 1, start: "06:00", fallback: c }] }
`),
  );
  const uses = usesOf(schedule, [
    {
      id: 1,
      of: 'segment',
      segment: 's-a' as never,
      scope: 'this',
      day: '2025-04-07' as LocalDate,
      action: { kind: 'replace', content: { kind: 'item', item: 'd' as ItemId }, title: null },
    },
  ]);
  expect(uses('a' as ItemId)).toEqual({ strands: ['st'], segments: ['s-a', 's-st'], replaces: 0 });
  expect(uses('c' as ItemId).segments.toSorted()).toEqual(['s-c', 's-r']);
  expect(uses('d' as ItemId)).toEqual({ strands: [], segments: [], replaces: 1 });
  expect(uses('e' as ItemId)).toEqual({ strands: [], segments: [], replaces: 0 });
});
