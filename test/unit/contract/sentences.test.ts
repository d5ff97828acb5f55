/** The sentences of refusals, reasons and notices, their formats, and the pages that explain each code. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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
import { ACCOUNT_ROLES, RIGHTS } from '../../../src/core/access/model.ts';
import type { Reason } from '../../../src/core/playlist/model.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import { REFUSAL_SAMPLES } from '../../support/refusal-samples.ts';

const PAGES = new URL('../../../docs/problems/', import.meta.url);
const page = (name: string): string => readFileSync(new URL(name, PAGES), 'utf8');
const sample = (code: Refusal['code']): Refusal => ({ code, params: REFUSAL_SAMPLES[code] }) as Refusal;

const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/iu;
const withoutNames = (text: string): string => text.replace(/“[^”]*”/gu, '');

/** What must hold of everything that is said to a person. */
const expectWellSaid = (text: string, lang: Lang): void => {
  expect(text).not.toMatch(/undefined|NaN|\[object|null|\s{2}|\.\.| [.,;:](?!yaml)/);
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

const EVIDENCE: readonly Refusal[] = [
  ...(['note', 'key', 'checkpoint', 'request', 'proof'] as const).map((what) => ({ what, part: 'text' }) as const),
  ...(['text', 'layout', 'signatures', 'extension', 'extra', 'index', 'hashes'] as const).map(
    (part) => ({ what: 'proof', part }) as const,
  ),
  ...(['name', 'id', 'public-key', 'origin', 'size', 'root'] as const).map((part) => ({ what: 'key', part }) as const),
]
  .map((params): Refusal => ({ code: 'proof.unreadable', params }))
  .concat(
    (['signature', 'unsigned', 'origin', 'witnesses', 'index', 'sizes', 'path', 'root'] as const).map((fault) => ({
      code: 'proof.wrong',
      params: { fault },
    })),
  );

const ANCHORS: readonly Refusal[] = [
  ...(['missing', 'there', 'unreadable'] as const).map(
    (fault): Refusal => ({ code: 'witness.key', params: { path: 'witness.pem', fault } }),
  ),
  ...(['connection', 'time', 'length', 'answer'] as const).flatMap((why): readonly Refusal[] => [
    { code: 'witness.unreachable', params: { url: 'http://w.example.vn', why } },
    { code: 'timestamp.unreachable', params: { url: 'http://t.example.vn', why } },
  ]),
  ...[307, 400, 403, 404, 409, 413, 422, 500].map(
    (status): Refusal => ({ code: 'witness.refused', params: { url: 'http://w.example.vn', status } }),
  ),
  ...[2, 3, 4, 5, 6].map((status): Refusal => ({ code: 'timestamp.refused', params: { status, failures: '' } })),
  ...(['unreadable', 'imprint', 'nonce', 'signature'] as const).map(
    (fault): Refusal => ({ code: 'timestamp.wrong', params: { fault } }),
  ),
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
      { code: 'rule.malformed', params: { rule: 'hằng ngày', part: 'HằNG NGÀY' } },
      { code: 'rule.lunar', params: { rule: 'mùng 2 tháng 9', problem: 'solar-or-lunar' } },
      { code: 'rule.lunar', params: { rule: 'lễ Vu Lan', problem: 'festival' } },
      { code: 'file.large', params: { path: 'a.yaml', bytes: 2_000_001, limit: 2_000_000 } },
      { code: 'schedule.empty', params: { files: 0 } },
      { code: 'schedule.reference', params: { kind: 'contentGroup', id: 'x', near: null } },
      { code: 'schedule.in-use', params: { kind: 'item', id: 'x', by: 'something else' } },
      { code: 'media.truncated', params: { name: 'a.mp3', declared: 0, decoded: 0 } },
      { code: 'channel.unknown', params: { id: 'x', known: '' } },
      { code: 'audio.failed', params: { what: 'level', detail: '' } },
      { code: 'log.seconds', params: { seconds: 0, planned: 1800 } },
      { code: 'log.role-not-yours', params: { role: 'toString' } },
      { code: 'unit.ended', params: { unit: 'huyen-my-tu', on: 'hôm qua' } },
      { code: 'sign-in.wait', params: { seconds: 1 } },
      { code: 'request.too-many', params: { seconds: 3600 } },
      { code: 'person.login-taken', params: { login: '' } },
      { code: 'usage.wrong', params: { detail: 'something odd.', command: 'loa' } },
    ];
    for (const refusal of more) expectWellSaid(sentenceOf(refusal, lang), lang);
  });

  test.each([
    ...['string', 'array', 'object', 'int', 'number', 'boolean', 'id', 'language', 'exactly-one', 'with-relay'],
    ...[
      'only-with-relay',
      'only-with-strand',
      'valid',
      'origin',
      'addresses',
      'application/json',
      'standing-exception',
      '≥ 1',
      '≥ 5',
      '≤ 2000',
      'horn | r128 | web',
      '0–31',
      'folder',
      'log-vkey',
    ],
  ])('what a field needs, “%s”, is said in words', (expected) => {
    const text = sentenceOf({ code: 'schedule.field-wrong', params: { field: 'minutes', expected } }, lang);
    expectWellSaid(text, lang);
    expect(text).not.toMatch(new RegExp(`(cần|must be) ${expected.replaceAll('|', '\\|')}\\.`));
  });

  test.each(EVIDENCE)('of evidence is said: $code $params', (refusal) =>
    expectWellSaid(sentenceOf(refusal, lang), lang),
  );

  test.each(ANCHORS)('of witnesses and time stamps is said: $code $params', (refusal) =>
    expectWellSaid(sentenceOf(refusal, lang), lang),
  );

  test.each(RIGHTS)('the right “%s” is said in words', (right) => {
    for (const code of ['right.missing', 'right.elsewhere'] as const) {
      const text = sentenceOf({ code, params: { right } }, lang);
      expectWellSaid(text, lang);
      expect(text).toContain(`“${words(lang).rights[right]}”`);
      expect(text).not.toContain(right);
    }
  });

  test('roles, and rights, are told apart by their words', () => {
    const { accountRoles, rights } = words(lang);
    expect(new Set(Object.values(accountRoles)).size).toBe(ACCOUNT_ROLES.length);
    expect(new Set(Object.values(rights)).size).toBe(RIGHTS.length);
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

test('an operator is called the same when given the role and when speaking in the air log', () => {
  for (const lang of LANGS) {
    const { accountRoles, roles } = words(lang);
    expect([accountRoles.technician, accountRoles.operator]).toEqual([roles.technician, roles.operator]);
  }
});

test('what is said about signing in does not tell whether there is such an account', () => {
  const codes = ['sign-in.wrong', 'sign-in.wait', 'sign-in.code-wrong', 'sign-in.busy', 'link.spent'] as const;
  const telling =
    /(không có|không tồn tại|đã bị khóa|đã ngừng|no such|unknown|does not exist|disabled) ?(tài khoản|người dùng|account|person)?/i;
  for (const code of codes) for (const lang of LANGS) expect(sentenceOf(sample(code), lang)).not.toMatch(telling);
});

test('lengths of time to wait are told in minutes and seconds', () => {
  expect(sentenceOf(sample('sign-in.wait'), 'vi')).toContain('1 phút 30 giây');
  expect(sentenceOf(sample('request.too-many'), 'en')).toContain('20 seconds');
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
  ['ram thang gieng', 'Rằm tháng Giêng (âm lịch)', 'the 15th of lunar month 1'],
  ['mồng một hàng tháng', 'Mùng 1 hằng tháng (âm lịch)', 'the 1st of every lunar month'],
  ['23/12 âm lịch', 'Ngày 23 tháng Chạp (âm lịch)', 'the 23rd of lunar month 12'],
  ['mùng 10/6 nhuận', 'Mùng 10 tháng Sáu nhuận (âm lịch)', 'the 10th of the leap lunar month 6'],
  ['12 tháng Một âm lịch', 'Ngày 12 tháng Mười một (âm lịch)', 'the 12th of lunar month 11'],
  ['ba mươi tết', '30 Tết (ngày cuối tháng Chạp)', 'the last day of the lunar year (30 Tết)'],
  ['mùng 2 Tết', 'Mùng 2 Tết', 'the 2nd day of Tết'],
  ['27 Tết', '27 Tết', 'the 27th of lunar month 12'],
  ['lễ chol-chnam-thmay', 'những ngày lễ chol-chnam-thmay', 'the days of the festival chol-chnam-thmay'],
  ['mùng 2 tháng 9', 'mùng 2 tháng 9', 'mùng 2 tháng 9'],
])('the rule %s in words', (rule, vi, en) => {
  expect([ruleText(rule, 'vi'), ruleText(rule, 'en')]).toEqual([vi, en]);
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
