import { describe, expect, test } from 'vitest';
import {
  AIR_LOG_COLUMNS,
  AirLogRowJson,
  airLogFileName,
  airLogJson,
  answerableSpan,
} from '../../../src/contract/air-log.ts';
import { StatementJson, statementOf } from '../../../src/contract/air-log-statement.ts';
import type { StatementEntry } from '../../../src/core/evidence/entry.ts';
import type { LocalDate, LocalDateTime } from '../../../src/core/time/local.ts';
import { csvHeader, csvRow } from '../../../src/reports/csv.ts';

const start = {
  local: '2026-11-23T05:00:02' as LocalDateTime,
  zone: 'Asia/Ho_Chi_Minh',
  instant: '2026-11-22T22:00:02Z',
};

const entry: StatementEntry = {
  format: 'loa-air-log/1',
  kind: 'statement',
  recordedAt: '2026-11-22T23:30:00Z',
  evidence: 'statement',
  statement: 'ab'.repeat(16),
  actor: 'person:p-0123456789abcdef',
  role: 'operator',
  scope: 'session',
  outcome: 'partly',
  reason: 'power-cut',
  started: start,
  secondsHeard: 61.5,
  by: null,
  note: null,
  corrects: 3,
  planned: {
    id: 'sang-ban-tin@2026-11-23T05:00:02',
    channel: { id: 'dai-my-tu', name: 'Đài Mỹ Tú' },
    units: [
      { id: 'my-tu', name: 'Mỹ Tú' },
      { id: 'hau-thanh', name: 'Hậu Thành' },
    ],
    day: '2026-11-23',
    session: { id: 'buoi-sang', name: 'Buổi phát sáng' },
    segment: 'sang-ban-tin',
    title: '=SUM(A1); "tin"',
    kind: 'sound',
    item: 'tin-1',
    genre: 'newsItem',
    language: 'km',
    run: 'repeat',
    campaign: null,
    contentGroup: null,
    start,
    seconds: 90.25,
    cut: null,
    rundownVersion: 2,
  },
};
const line = { seq: 7, entry, by: 'Trần Thị B', note: '-2 loa' };

const cells = () => Object.fromEntries(AIR_LOG_COLUMNS.map(({ title, value }) => [title, value(line)]));

test('(k) seconds are seconds in every form: 61.5 is never 61,500 or 00:01:01', () => {
  expect(airLogJson(line)).toMatchObject({ secondsHeard: 61.5, planned: { seconds: 90.25 } });
  expect(cells()).toMatchObject({ 'Thời lượng đã phát (giây)': 61.5, 'Thời lượng theo lịch (giây)': 90.25 });
  expect(csvRow(AIR_LOG_COLUMNS, line)).toContain(';61,5;');
});

test('every moment has local time, zone and instant', () => {
  expect(airLogJson(line)).toMatchObject({
    recorded: { local: '2026-11-23T06:30:00', zone: 'Asia/Ho_Chi_Minh', instant: '2026-11-22T23:30:00Z' },
    started: start,
    planned: { start },
  });
});

test('a row is what its schema says, and holds all of the entry', () => {
  const row = airLogJson(line);
  expect(AirLogRowJson.strict().parse(row)).toEqual(row);
  expect(row.planned).toEqual(entry.planned);
  expect(row).toMatchObject({ seq: 7, by: 'Trần Thị B', note: '-2 loa', corrects: 3, outcome: 'partly' });
});

test('the table for people is in Vietnamese words and safe to open', () => {
  expect(cells()).toMatchObject({
    'Đơn vị': 'Mỹ Tú, Hậu Thành',
    'Giờ phát theo lịch': '2026-11-23 05:00:02',
    'Kết quả': 'phát một phần',
    'Lý do': 'mất điện',
    'Ngôn ngữ': 'tiếng Khmer',
    'Lượt phát': 'phát lại',
    'Ghi nhận lúc': '2026-11-23 06:30:00',
  });
  expect(new Set(AIR_LOG_COLUMNS.map(({ title }) => title)).size).toBe(AIR_LOG_COLUMNS.length);
  const row = csvRow(AIR_LOG_COLUMNS, line);
  expect(row).toContain(`"'=SUM(A1); ""tin"""`);
  expect(row).toContain(`'-2 loa`);
  expect(csvHeader(AIR_LOG_COLUMNS)).toMatch(/^\ufeffSố thứ tự;Ngày phát sóng;/);
});

test('what was erased or never given is empty, not a word', () => {
  const bare = { ...line, by: null, note: null, entry: { ...entry, started: null, reason: null, secondsHeard: null } };
  const empty = AIR_LOG_COLUMNS.filter(({ value }) => value(bare) === null).map(({ title }) => title);
  expect(empty).toEqual([
    'Đợt tuyên truyền',
    'Nhóm nội dung',
    'Giờ phát thực tế',
    'Thời lượng đã phát (giây)',
    'Lý do',
    'Ghi chú',
    'Người xác nhận',
  ]);
});

test('a year and its edges can be asked for at once, ten years cannot', () => {
  const span = (from: string, to: string) => answerableSpan(from as LocalDate, to as LocalDate).ok;
  expect(span('2025-01-01', '2025-12-31')).toBe(true);
  expect(span('2025-01-01', '2026-02-04')).toBe(true);
  expect(span('2025-01-01', '2026-02-05')).toBe(false);
  expect(airLogFileName('2025-04-01', '2025-04-30', 'csv')).toBe('nhat-ky-phat-song-2025-04-01-2025-04-30.csv');
});

describe('a statement', () => {
  const least = { channel: 'a', day: '2026-11-23', session: 'b', outcome: 'aired', role: 'operator' };

  test('says null for what was not said, and blank words are not said', () => {
    const said = statementOf(StatementJson.parse({ ...least, note: '  ', by: '' }));
    expect(said).toEqual({
      ...least,
      entry: null,
      reason: null,
      note: null,
      startedAt: null,
      secondsHeard: null,
      by: null,
      corrects: null,
      statement: null,
    });
  });

  test('words come in as NFC and without spaces at the ends; a clock time gets its seconds', () => {
    const said = statementOf(
      StatementJson.parse({ ...least, note: ' Mỹ Tú '.normalize('NFD'), startedAt: '05:03', secondsHeard: 61.5 }),
    );
    expect(said).toMatchObject({ note: 'Mỹ Tú', startedAt: '05:03:00', secondsHeard: 61.5 });
    expect(statementOf(StatementJson.parse({ ...least, startedAt: '05:03:07' })).startedAt).toBe('05:03:07');
  });

  test.each([
    { secondsHeard: '90' },
    { secondsHeard: -1 },
    { secondsHeard: 86_401 },
    { startedAt: '24:00' },
    { startedAt: '5:00' },
    { day: 'today' },
    { corrects: 1.5 },
    { by: 'x'.repeat(201) },
    { outcome: 'unknown' },
    { extra: true },
  ])('refuses %j', (wrong) => {
    expect(StatementJson.safeParse({ ...least, ...wrong }).success).toBe(false);
  });
});
