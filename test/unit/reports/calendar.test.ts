import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import type { LocalDateTime } from '../../../src/core/time/local.ts';
import { type CalendarEvent, calendar, folded } from '../../../src/reports/calendar.ts';

// The same cases on every run: a red test must be red again when it is looked at.
fc.configureGlobal({ seed: 57 });

const event = (start: string, zone: string, extra: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: `buoi-sang-${start}@dai-my-tu`,
  sequence: 0,
  start: start as LocalDateTime,
  seconds: 2_700,
  zone,
  summary: 'Buổi sáng',
  description: null,
  location: null,
  stamp: '2025-04-01T00:00:00Z',
  ...extra,
});

const write = (events: readonly CalendarEvent[], zone = 'Asia/Ho_Chi_Minh') =>
  calendar({ name: 'Lịch phát thanh, Mỹ Tú', prodid: '-//Loa//Loa//VI', zone, events });

/** Read back by ical.js, which takes the zones from the file only. */
const read = (text: string) => {
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return { root, events: root.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each)) };
};

const epoch = (start: string, zone: string) =>
  Temporal.PlainDateTime.from(start).toZonedDateTime(zone).epochMilliseconds / 1000;

const everyDay = (zone: string, year: number, clocks: readonly string[]): CalendarEvent[] => {
  const days = Temporal.PlainDate.from(`${year}-01-01`);
  return Array.from({ length: days.daysInYear }, (_, n) => days.add({ days: n }).toString()).flatMap((day) =>
    clocks.map((clock) => event(`${day}T${clock}`, zone)),
  );
};

describe('each event is at the instant that Temporal says', () => {
  test.each([
    ['Asia/Ho_Chi_Minh', 2025],
    ['Europe/Berlin', 2025],
    ['America/New_York', 2026],
    ['Australia/Sydney', 2025],
    ['Europe/Dublin', 2025],
    ['Africa/Casablanca', 2025],
    ['Asia/Pyongyang', 2018],
    ['Asia/Kathmandu', 2025],
  ])('%s, every day of %i', (zone, year) => {
    const events = everyDay(zone, year, ['00:00:00', '05:00:00', '17:30:00']);
    const { root, events: got } = read(write(events, zone));
    expect(root.getAllSubcomponents('vtimezone')).toHaveLength(1);
    expect(got.map((each) => each.startDate.toUnixTime())).toEqual(events.map((each) => epoch(each.start, zone)));
    expect(got.every((each) => each.startDate.zone?.tzid === zone)).toBe(true);
  });

  test('over the turn of years and across several zones in one calendar', () => {
    const events = ['Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/New_York'].flatMap((zone) =>
      ['2024-12-31T23:59:59', '2025-07-01T05:00:00', '2027-01-01T00:00:00'].map((start) => event(start, zone)),
    );
    const { root, events: got } = read(write(events));
    expect(root.getAllSubcomponents('vtimezone')).toHaveLength(3);
    expect(got.map((each) => each.startDate.toUnixTime())).toEqual(events.map((each) => epoch(each.start, each.zone)));
  });

  test.each([
    ['into summer', '2025-03-30T01:30:00', 5_430],
    ['into winter, ending in the second of the doubled hours', '2025-10-26T01:30:00', 5_430],
    ['into winter, ending after it', '2025-10-26T01:30:00', 9_000],
  ])('a length across a clock change %s is the length that sounds', (_, start, seconds) => {
    const { events } = read(write([event(start, 'Europe/Berlin', { seconds })]));
    expect((events[0]?.endDate.toUnixTime() ?? 0) - epoch(start, 'Europe/Berlin')).toBe(seconds);
  });

  test('(m) an hour that does not occur is written as the one that does', () => {
    const text = write([event('2025-03-30T02:30:00', 'Europe/Berlin')]);
    expect(text).toContain('DTSTART;TZID=Europe/Berlin:20250330T033000\r\n');
    expect(read(text).events[0]?.startDate.toUnixTime()).toBe(Date.UTC(2025, 2, 30, 1, 30) / 1000);
  });

  test('onsets of Berlin stand as the zone has them', () => {
    const text = write([event('2025-07-01T05:00:00', 'Europe/Berlin')], 'Europe/Berlin');
    const part = (kind: string, onset: string, from: string, to: string) =>
      `BEGIN:${kind}\r\nDTSTART:${onset}\r\nTZOFFSETFROM:${from}\r\nTZOFFSETTO:${to}\r\n`;
    expect(text).toContain(part('STANDARD', '20250101T000000', '+0100', '+0100'));
    expect(text).toContain(part('DAYLIGHT', '20250330T020000', '+0100', '+0200'));
    expect(text).toContain(part('STANDARD', '20251026T030000', '+0200', '+0100'));
    expect(text.match(/BEGIN:(?:STANDARD|DAYLIGHT)/g)).toHaveLength(3);
  });

  test('a year that begins in summer time begins with DAYLIGHT', () => {
    const text = write([event('2025-01-10T05:00:00', 'Australia/Sydney')], 'Australia/Sydney');
    expect(text).toContain('BEGIN:DAYLIGHT\r\nDTSTART:20250101T000000\r\nTZOFFSETFROM:+1100');
  });
});

describe('the file', () => {
  test('Asia/Ho_Chi_Minh stays so, with one fixed offset', () => {
    const text = write([event('2025-04-07T05:00:00', 'Asia/Ho_Chi_Minh')]);
    expect(text).toContain('\r\nTZID:Asia/Ho_Chi_Minh\r\n');
    expect(text).toContain(
      'BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nTZNAME:+0700\r\nEND:STANDARD',
    );
    expect(text).toContain('\r\nDTSTART;TZID=Asia/Ho_Chi_Minh:20250407T050000\r\n');
    expect(text).not.toContain('Saigon');
    expect(text).not.toContain('DAYLIGHT');
  });

  test('says what it is, who made it and how often to look again', () => {
    const text = write([event('2025-04-07T05:00:00', 'Asia/Ho_Chi_Minh')]);
    for (const line of [
      'VERSION:2.0',
      'PRODID:-//Loa//Loa//VI',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Lịch phát thanh\\, Mỹ Tú',
      'X-WR-TIMEZONE:Asia/Ho_Chi_Minh',
      'REFRESH-INTERVAL;VALUE=DURATION:PT60M',
    ]) {
      expect(text.split('\r\n')).toContain(line);
    }
  });

  test('an event carries stamp, sequence, change and state', () => {
    const text = write([
      event('2025-04-07T05:00:00', 'Asia/Ho_Chi_Minh', {
        sequence: 3,
        stamp: '2025-04-01T07:08:09.999+07:00',
        lastModified: '2025-04-02T00:00:00Z',
        status: 'CANCELLED',
      }),
    ]);
    for (const line of [
      'DTSTAMP:20250401T000809Z',
      'SEQUENCE:3',
      'LAST-MODIFIED:20250402T000000Z',
      'STATUS:CANCELLED',
    ]) {
      expect(text.split('\r\n')).toContain(line);
    }
  });

  test.each([
    [2_700, '20250407T054500'],
    [61.5, '20250407T050102'],
    [86_400, '20250408T050000'],
  ])('(k) seconds are seconds in every export: %d s end at %s', (seconds, text) => {
    const written = write([event('2025-04-07T05:00:00', 'Asia/Ho_Chi_Minh', { seconds })]);
    expect(written).toContain(`\r\nDTEND;TZID=Asia/Ho_Chi_Minh:${text}\r\n`);
    expect(read(written).events[0]?.duration.toSeconds()).toBe(Math.round(seconds));
  });

  test('an event without length has no end', () => {
    expect(write([event('2025-04-07T05:00:00', 'Asia/Ho_Chi_Minh', { seconds: 0 })])).not.toMatch(
      /DTEND|DURATION:PT\dS/,
    );
  });

  test('without events it is still a calendar', () => {
    const { root, events } = read(write([]));
    expect(events).toEqual([]);
    expect(root.getFirstSubcomponent('vtimezone')?.getFirstPropertyValue('tzid')).toBe('Asia/Ho_Chi_Minh');
  });

  test('a zone that does not exist is a bug', () => {
    expect(() => write([event('2025-04-07T05:00:00', 'Asia/My_Tu')])).toThrow(RangeError);
  });
});

const wellFolded = (text: string) => {
  const lines = text.split('\r\n');
  expect(lines.pop()).toBe('');
  for (const line of lines) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n]/);
    expect(line).not.toContain('\ufffd');
  }
};

describe('text comes back as written', () => {
  const texts = [
    'Bản tin Mỹ Tú; khoa học, công nghệ \\ chuyển đổi số',
    'Dòng một\nDòng hai\n\nDòng bốn',
    'ស្ថានីយវិទ្យុស្រុកមីទូ ផ្សាយជាភាសាខ្មែរ រៀងរាល់ថ្ងៃ '.repeat(6),
    `${'Nghị quyết số 57-NQ/TW, '.repeat(20)}👩🏽‍🌾🇻🇳`,
    'Mỹ Tú'.normalize('NFD').repeat(30),
    '\\n không phải xuống dòng; \\\\, \\;',
    'END:VEVENT\nBEGIN:VEVENT\nUID:giả',
    'a:b;c="d"',
  ];
  test.each(texts.map((text) => [text.slice(0, 30), text]))('%j', (_, text) => {
    const written = write([
      event('2025-04-07T05:00:00', 'Asia/Ho_Chi_Minh', { summary: text, description: text, location: text }),
    ]);
    wellFolded(written);
    const { events } = read(written);
    expect(events).toHaveLength(1);
    expect([events[0]?.summary, events[0]?.description, events[0]?.location]).toEqual([text, text, text]);
  });

  test('any text at all, apart from control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
        const clean = text.replace(/[\p{Cc}\u2028\u2029\ufffd]/gu, 'x');
        const written = write([event('2025-04-07T05:00:00', 'Asia/Ho_Chi_Minh', { summary: clean })]);
        wellFolded(written);
        expect(read(written).events[0]?.summary).toBe(clean);
      }),
      { numRuns: 200 },
    );
  });

  test('carriage returns and other controls cannot begin a line', () => {
    const summary = 'a\r\nb\rc\u0000d\u0085e\u2028f\u000bg';
    const written = write([event('2025-04-07T05:00:00', 'Asia/Ho_Chi_Minh', { summary })]);
    expect(read(written).events[0]?.summary).toBe('a\nb\nc d\ne\nf g');
  });

  test('a line of exactly 75 octets is not folded, the next octet is', () => {
    expect(folded('x'.repeat(75))).toBe('x'.repeat(75));
    expect(folded('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
    expect(folded(`${'x'.repeat(73)}ế`)).toBe(`${'x'.repeat(73)}\r\n ế`);
  });
});
