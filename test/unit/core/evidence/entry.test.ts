/** The one byte form of an air-log entry. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  type AirLogEntry,
  CLOCK_QUALITIES,
  entryBytes,
  entryFrom,
  isOfAiring,
  OUTCOMES,
  REASONS,
  REPORT_KINDS,
  ROLES,
  STATEMENT_ID,
  type StatementEntry,
  saltedHash,
} from '../../../../src/core/evidence/entry.ts';
import type { Sha256 } from '../../../../src/core/ids.ts';
import type { LocalDateTime } from '../../../../src/core/time/local.ts';

const entry = (title: string): StatementEntry => ({
  format: 'loa-air-log/1',
  kind: 'statement',
  recordedAt: '2025-04-07T00:10:00Z',
  evidence: 'statement',
  statement: 'ab'.repeat(16),
  actor: 'person:p-0123456789abcdef',
  role: 'operator',
  scope: 'session',
  outcome: 'partly',
  reason: 'power-cut',
  started: { local: '2025-04-07T05:50:00' as LocalDateTime, zone: 'Asia/Ho_Chi_Minh', instant: '2025-04-06T22:50:00Z' },
  secondsHeard: 12.345,
  by: null,
  note: '0'.repeat(64) as Sha256,
  corrects: null,
  planned: {
    id: 's1@2025-04-07T05:50:00#2',
    channel: { id: 'loa-my-phuoc', name: 'Loa xã Mỹ Phước' },
    units: [{ id: 'xa-my-phuoc', name: 'Xã Mỹ Phước' }],
    day: '2025-04-07',
    session: { id: 'buoi-sang', name: 'Buổi phát sáng' },
    segment: 's1',
    title,
    kind: 'sound',
    item: 'a',
    genre: 'article',
    language: 'km',
    run: 'first',
    campaign: null,
    contentGroup: null,
    start: { local: '2025-04-07T05:50:00' as LocalDateTime, zone: 'Asia/Ho_Chi_Minh', instant: '2025-04-06T22:50:00Z' },
    seconds: 60,
    cut: null,
    rundownVersion: 3,
  },
});

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

test.each([
  'Nghị quyết 57 là gì',
  'Mỹ Tú'.normalize('NFD'),
  'សេចក្ដីសម្រេចចិត្តលេខ ៥៧',
  '📻 loa 100% “đã phát”',
  '\u0000\u2028\uffff\u{10ffff}',
  '',
])('bytes and back: %j', (title) => {
  const bytes = entryBytes(entry(title));
  expect(entryFrom(text(bytes))).toEqual(entry(title));
  expect(entryBytes(entryFrom(text(bytes)))).toEqual(bytes);
  expect(JSON.parse(text(bytes))).toEqual(entry(title));
});

test('the bytes do not depend on the order in which an entry was put together', () => {
  const turned = Object.fromEntries(Object.entries(entry('Tin')).toReversed()) as unknown as StatementEntry;
  expect(entryBytes(turned)).toEqual(entryBytes(entry('Tin')));
  const written = text(entryBytes(entry('Tin')));
  expect(
    written.startsWith(
      '{"actor":"person:p-0123456789abcdef","by":null,"corrects":null,"evidence":"statement","format":"loa-air-log/1",',
    ),
  ).toBe(true);
  expect(written).not.toMatch(/[\n\t]|": |, "/);
});

test('torn bytes are not read as an entry', () => {
  const bytes = entryBytes(entry('Mỹ Tú'));
  expect(() => entryFrom(text(bytes.slice(0, -1)))).toThrow();
  expect(() => entryFrom(text(Uint8Array.of(0xff, 0xfe)))).toThrow();
});

test('a name stands in the log as SHA-256 of salt and text', () => {
  const salt = Uint8Array.from({ length: 16 }, (_, n) => n);
  const expected = createHash('sha256').update(salt).update('Nguyễn Văn A', 'utf8').digest('hex');
  expect(saltedHash(salt, 'Nguyễn Văn A')).toBe(expected);
  expect(saltedHash(Uint8Array.from(salt).fill(1), 'Nguyễn Văn A')).not.toBe(expected);
});

test('the words are those of logs that were written before: none may change', () => {
  expect(OUTCOMES).toEqual(['aired', 'partly', 'not-aired']);
  expect(REASONS).toEqual([
    ...['power-cut', 'device-fault', 'line-fault', 'weather', 'sound-missing', 'ordered-off', 'emergency', 'other'],
  ]);
  expect(ROLES).toEqual(['technician', 'operator']);
  expect(CLOCK_QUALITIES).toEqual(['A', 'B', 'C', 'D']);
  expect(REPORT_KINDS).toEqual(['started', 'stopped', 'missed', 'preempted', 'heard']);
});

test('a statement’s id is 128 bits in lower-case hex and nothing else', () => {
  const id = '0123456789abcdef'.repeat(2);
  expect(STATEMENT_ID.test(id)).toBe(true);
  for (const other of [id.slice(1), `${id}0`, `0${id}`, id.toUpperCase(), `${id}\n`, `g${id.slice(1)}`, ''])
    expect(STATEMENT_ID.test(other), other).toBe(false);
});

test('what is about an airing says which; an event says none', () => {
  expect(isOfAiring(entry('Tin'))).toBe(true);
  expect(isOfAiring({ kind: 'restart', day: null, channel: null } as AirLogEntry)).toBe(false);
});
