/** The sentences of refusals, reasons and notices, their formats, and the pages that explain each code. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatClock,
  formatDate,
  formatDateInDocument,
  formatDateLong,
  formatDateTime,
  formatDuration,
  formatNumber,
  weekdayName,
} from '../../../src/contract/sentences/format.ts';
import {
  genreWord,
  kindWord,
  LANGS,
  type Lang,
  languageWord,
  noticeText,
  placeOf,
  REFUSAL_CODES,
  reasonText,
  sentenceOf,
  words,
} from '../../../src/contract/sentences/index.ts';
import { ruleText } from '../../../src/contract/sentences/rule-text.ts';
import type { Reason } from '../../../src/core/playlist/model.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../../../src/core/time/local.ts';
import { REFUSAL_SAMPLES } from '../../support/refusal-samples.ts';

const PAGES = new URL('../../../docs/problems/', import.meta.url);
const page = (name: string): string => readFileSync(new URL(name, PAGES), 'utf8');
const sample = (code: Refusal['code']): Refusal => ({ code, params: REFUSAL_SAMPLES[code] }) as Refusal;

const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/iu;
const withoutNames = (text: string): string => text.replace(/“[^”]*”/gu, '');

/** What must hold of everything that is said to a person. */
const expectWellSaid = (text: string, lang: Lang): void => {
  expect(text).not.toMatch(/undefined|NaN|\[object|null|\s{2}|\.\.(?!\.)| [.,;:]/);
  expect(text).not.toMatch(/\p{Cc}/u);
  expect(text).toBe(text.normalize('NFC'));
  expect(text).toMatch(/^[\p{Lu}\d].*\.$/u);
  if (lang === 'vi') expect(text).toMatch(VIETNAMESE);
  else expect(withoutNames(text)).not.toMatch(VIETNAMESE);
};

const REASONS: readonly Reason[] = [
  { code: 'by-rule', rule: 'FREQ=WEEKLY;BYDAY=MO,SU' },
  { code: 'by-rule', rule: '' },
  { code: 'rotation', strand: 'Khoa học và đời sống', turn: 1204, of: 3 },
  { code: 'repeat-of', segment: 'tin-sang' },
  { code: 'waits-for-recording', language: 'km' },
  { code: 'sound-missing', sound: 'Gương sáng.wav' },
  { code: 'no-version', language: 'km' },
  { code: 'not-valid', day: '2025-04-07' },
  { code: 'strand-empty', strand: 'guong-sang' },
  { code: 'nothing-to-repeat', segment: 'tin-sang' },
  { code: 'no-room', needed: 125, left: 5 },
  { code: 'session-clash', with: 'Buổi sáng' },
  { code: 'fixed-start-passed', at: '06:00:00' },
  { code: 'fills-until', at: '06:00:00' },
  { code: 'hour-moved', asked: '2025-03-30T02:30:00', placed: '2025-03-30T03:30:00' },
  { code: 'hour-doubled', asked: '2025-10-26T02:30:00' },
];

describe.each(LANGS)('sentences in %s', (lang) => {
  test.each(REFUSAL_CODES)('refusal %s', (code) => expectWellSaid(sentenceOf(sample(code), lang), lang));
  test.each(REASONS)('reason $code', (reason) => expectWellSaid(reasonText(reason, lang), lang));
  test.each(['file.bom', 'file.nfd'] as const)('notice %s', (code) =>
    expectWellSaid(noticeText({ code, place: { file: 'schedules/my-tu.yaml' } }, lang), lang),
  );

  test('a refusal of every shape of params reads well', () => {
    const more: Refusal[] = [
      { code: 'rule.malformed', params: { rule: 'BYDAY=MO', part: 'FREQ' } },
      { code: 'rule.malformed', params: { rule: 'FREQ=DAILY;', part: '' } },
      { code: 'file.large', params: { path: 'a.yaml', bytes: 2_000_001, limit: 2_000_000 } },
      { code: 'schedule.empty', params: { files: 0 } },
      { code: 'schedule.reference', params: { kind: 'contentGroup', id: 'x', near: null } },
      { code: 'schedule.in-use', params: { kind: 'item', id: 'x', by: 'something else' } },
      { code: 'media.truncated', params: { name: 'a.mp3', declared: 0, decoded: 0 } },
      { code: 'channel.unknown', params: { id: 'x', known: '' } },
      { code: 'audio.failed', params: { what: 'level', detail: '' } },
      { code: 'log.seconds', params: { seconds: 0, planned: 1800 } },
      { code: 'usage.wrong', params: { detail: 'something odd.' } },
    ];
    for (const refusal of more) expectWellSaid(sentenceOf(refusal, lang), lang);
  });

  test.each([
    ...['string', 'array', 'object', 'int', 'number', 'boolean', 'id', 'language', 'exactly-one', 'with-relay'],
    ...['only-with-relay', 'only-with-strand', 'valid', '≥ 1', '≥ 5', '≤ 2000', 'horn | r128 | web', '0–31', 'folder'],
  ])('what a field needs, “%s”, is said in words', (expected) => {
    const text = sentenceOf({ code: 'schedule.field-wrong', params: { field: 'minutes', expected } }, lang);
    expectWellSaid(text, lang);
    expect(text).not.toContain(` ${expected}.`);
  });

  test.each(['copy', 'probe', 'decode', 'measure', 'level', 'render'])('the work “%s” has its words', (what) => {
    expect(sentenceOf({ code: 'audio.cancelled', params: { what } }, lang)).not.toContain(`“${what}”`);
  });
});

test('the pairs of languages are two: nothing is said in English to a Vietnamese reader', () => {
  for (const code of REFUSAL_CODES) expect(sentenceOf(sample(code), 'vi')).not.toBe(sentenceOf(sample(code), 'en'));
});

test('what a person typed is said back on one line, bounded, and cannot steer a terminal', () => {
  const text = sentenceOf(
    { code: 'time.date', params: { text: `\u001b[31m\n\u009b2J\u202e${'x'.repeat(5000)}\ud800` } },
    'vi',
  );
  expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(text.isWellFormed()).toBe(true);
  expect(text.length).toBeLessThan(400);
});

test('a name in NFD is said in NFC', () => {
  const name = 'Mỹ Tú.wav'.normalize('NFD');
  expect(sentenceOf({ code: 'media.empty', params: { name } }, 'vi')).toContain('“Mỹ Tú.wav”');
  expect(placeOf({ file: name }, 'vi')).toBe('Mỹ Tú.wav');
});

test('two sizes that look alike are told in bytes', () => {
  const params = { path: 'a.yaml', bytes: 2_000_001, limit: 2_000_000 };
  expect(sentenceOf({ code: 'file.large', params }, 'vi')).toContain('2.000.001 byte, vượt giới hạn 2.000.000 byte');
});

test('places', () => {
  expect(placeOf({ file: 'schedules/x.yaml', line: 12, column: 5 }, 'vi')).toBe('schedules/x.yaml, dòng 12, cột 5');
  expect(placeOf({ file: 'schedules/x.yaml', line: 12, column: 5 }, 'en')).toBe('schedules/x.yaml, line 12, column 5');
  expect(placeOf({ pointer: '/items/0' }, 'vi')).toBe('mục “/items/0”');
  expect(placeOf({}, 'vi')).toBeNull();
  expect(placeOf(undefined, 'en')).toBeNull();
});

test('words: closed lists by key, open ones by themselves when unknown', () => {
  expect(words('vi').outcomes['not-aired']).toBe('không phát');
  expect(words('en').roles.technician).toBe('technician');
  expect([genreWord('newsItem', 'vi'), genreWord('featureReport', 'vi')]).toEqual(['tin', 'phóng sự']);
  expect([genreWord('kich-noi', 'vi'), genreWord('toString', 'vi')]).toEqual(['kich-noi', 'toString']);
  expect([languageWord('km', 'vi'), languageWord('km', 'en'), languageWord('cham', 'vi')]).toEqual([
    'tiếng Khmer',
    'Khmer',
    'cham',
  ]);
  expect(kindWord('segment', 'vi')).toBe('tiết mục');
});

test.each([
  ['FREQ=DAILY', 'hằng ngày', 'every day'],
  ['freq=weekly;byday=mo,su', 'Thứ Hai, Chủ Nhật hằng tuần', 'Monday, Sunday every week'],
  [
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;COUNT=3',
    'Thứ Sáu cứ 2 tuần một lần, tổng cộng 3 lần',
    'Friday every 2 weeks, 3 in all',
  ],
  ['FREQ=MONTHLY;BYDAY=1MO', 'Thứ Hai đầu tiên hằng tháng', 'the first Monday every month'],
  [
    'FREQ=MONTHLY;BYMONTHDAY=15,-1;UNTIL=20250515',
    'ngày 15, ngày cuối hằng tháng, đến hết 15/05/2025',
    'day 15, the last day every month, until 15 May 2025',
  ],
  // Not said in words when the words would not be exact.
  [
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
    'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
  ],
  ['FREQ=DAILY;UNTIL=20250515T030000', 'FREQ=DAILY;UNTIL=20250515T030000', 'FREQ=DAILY;UNTIL=20250515T030000'],
  ['not a rule', 'not a rule', 'not a rule'],
])('the rule %s in words', (rule, vi, en) => {
  expect([ruleText(rule, 'vi'), ruleText(rule, 'en')]).toEqual([vi, en]);
});

describe('formats', () => {
  test.each([
    ['2025-04-07', '07/04/2025', '7 April 2025', 'ngày 07 tháng 4 năm 2025', 'Thứ Hai'],
    ['2025-02-15', '15/02/2025', '15 February 2025', 'ngày 15 tháng 02 năm 2025', 'Thứ Bảy'],
    ['2025-01-09', '09/01/2025', '9 January 2025', 'ngày 09 tháng 01 năm 2025', 'Thứ Năm'],
    ['2025-04-03', '03/04/2025', '3 April 2025', 'ngày 03 tháng 4 năm 2025', 'Thứ Năm'],
    ['2025-10-12', '12/10/2025', '12 October 2025', 'ngày 12 tháng 10 năm 2025', 'Chủ Nhật'],
  ])('the day %s', (text, vi, en, inDocument, weekday) => {
    const date = text as LocalDate;
    expect([formatDate(date, 'vi'), formatDate(date, 'en')]).toEqual([vi, en]);
    expect(formatDateInDocument(date, 'vi')).toBe(inDocument);
    expect(formatDateLong(date, 'vi')).toBe(`${weekday}, ${inDocument}`);
  });

  test('weekdays: 1 is Monday, 7 is Sunday, others are a bug', () => {
    expect([weekdayName(1, 'vi'), weekdayName(7, 'vi'), weekdayName(7, 'en')]).toEqual([
      'Thứ Hai',
      'Chủ Nhật',
      'Sunday',
    ]);
    expect(() => weekdayName(0, 'vi')).toThrow(RangeError);
    expect(formatDateLong('2025-04-07' as LocalDate, 'en')).toBe('Monday, 7 April 2025');
  });

  test('clock times', () => {
    expect(formatClock('05:00:00' as LocalTime)).toBe('05:00');
    expect(formatClock('05:00:07' as LocalTime)).toBe('05:00:07');
    expect(formatDateTime('2025-04-07T05:00:00' as LocalDateTime, 'vi')).toBe('05:00 ngày 07/04/2025');
    expect(formatDateTime('2025-04-07T05:00:00' as LocalDateTime, 'en')).toBe('05:00 on 7 April 2025');
  });

  test.each([
    [0, '0 giây', '0 seconds'],
    [0.04, '0,04 giây', '0.04 seconds'],
    [1, '1 giây', '1 second'],
    [12.345, '12,3 giây', '12.3 seconds'],
    [59.96, '1 phút', '1 minute'],
    [65, '1 phút 05 giây', '1 minute 5 seconds'],
    [90, '1 phút 30 giây', '1 minute 30 seconds'],
    [3600, '1 giờ', '1 hour'],
    [3605, '1 giờ 00 phút 05 giây', '1 hour 5 seconds'],
    [3723, '1 giờ 02 phút 03 giây', '1 hour 2 minutes 3 seconds'],
    [3599.7, '1 giờ', '1 hour'],
    [90_000, '25 giờ', '25 hours'],
    [-90, '−1 phút 30 giây', '−1 minute 30 seconds'],
  ])('a length of %d s', (seconds, vi, en) => {
    expect([formatDuration(seconds, 'vi'), formatDuration(seconds, 'en')]).toEqual([vi, en]);
  });

  test.each([
    [0, '0', '0'],
    [-0.001, '0', '0'],
    [999, '999', '999'],
    [1234567.5, '1.234.567,5', '1,234,567.5'],
    [-18, '−18', '−18'],
    [1.005, '1,01', '1.01'],
    [999999.999, '1.000.000', '1,000,000'],
    [12.3, '12,3', '12.3'],
  ])('the number %d', (number, vi, en) => {
    expect([formatNumber(number, 'vi'), formatNumber(number, 'en')]).toEqual([vi, en]);
  });

  test('what is no number is a bug, never shown', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e22]) {
      expect(() => formatNumber(value, 'vi')).toThrow(RangeError);
      expect(() => formatDuration(value, 'en')).toThrow(RangeError);
    }
  });

  test.each([
    [0, '0 byte', '0 bytes'],
    [1, '1 byte', '1 byte'],
    [1023, '1.023 byte', '1,023 bytes'],
    [1024, '1 KB', '1 KB'],
    [2_000_000, '1,9 MB', '1.9 MB'],
    [1024 ** 2 - 1, '1 MB', '1 MB'],
    [52_428_800, '50 MB', '50 MB'],
    [3 * 1024 ** 3, '3 GB', '3 GB'],
  ])('a size of %d', (bytes, vi, en) => {
    expect([formatBytes(bytes, 'vi'), formatBytes(bytes, 'en')]).toEqual([vi, en]);
  });
});

describe('docs/problems', () => {
  const files = readdirSync(PAGES).filter((name) => name !== 'README.md');

  test('there is a page for every code and a code for every page', () => {
    expect(files.sort()).toEqual(REFUSAL_CODES.map((code) => `${code}.md`).sort());
  });

  test.each(REFUSAL_CODES)('the page of %s shows its sentences, and what to do', (code) => {
    const text = page(`${code}.md`);
    expect(text).toBe(text.normalize('NFC'));
    expect(text.split('\n')[0]).toMatch(new RegExp(`^# .+ \\(\`${code.replaceAll('.', '\\.')}\`\\)$`));
    for (const lang of LANGS) expect(text).toContain(`\n> ${sentenceOf(sample(code), lang)}\n`);
    expect(text).toMatch(/\*\*Cần làm:\*\*\n\n1\. \S/);
    expect(text.split('\n').length).toBeLessThanOrEqual(30);
  });

  test('the index leads to every page', () => {
    const index = page('README.md');
    for (const file of files) expect(index).toContain(`](${file})`);
  });
});
