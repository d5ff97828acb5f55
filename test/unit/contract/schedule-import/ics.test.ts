import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importIcs } from '../../../../src/contract/schedule-import/ics.ts';
import { airing, groundAt, refused, told } from '../../../support/imports.ts';

const file = (name: string): Uint8Array => readFileSync(new URL(`calendars/${name}`, import.meta.url));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const take = (given: Uint8Array | string, zone?: string, content: string | null = null) =>
  importIcs('lich.ics', typeof given === 'string' ? bytes(given) : given, groundAt(zone), { content });

/** One calendar of such events, with what else is at its top. */
const calendar = (...events: readonly string[]): string =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('\r\n')}\r\nEND:VCALENDAR\r\n`;
const event = (...lines: readonly string[]): string => `BEGIN:VEVENT\r\n${lines.join('\r\n')}\r\nEND:VEVENT`;
const VN = 'DTSTART;TZID=Asia/Ho_Chi_Minh:20250407T053000';
const NAMED = ['SUMMARY:Bản tin địa phương', 'DURATION:PT30M'];

describe('as Google Calendar exports it', () => {
  const imported = take(file('google.ics'));

  test('rule, exception, moved instance and an event in UTC air at their moments', () => {
    expect(airing(imported, '2025-04-07', '2025-04-20')).toEqual([
      '2025-04-07T05:30:00 1800 ban-tin',
      '2025-04-09T05:30:00 1800 ban-tin',
      '2025-04-11T05:30:00 1800 ban-tin',
      '2025-04-14T05:30:00 1800 ban-tin',
      '2025-04-16T17:00:00 1800 ban-tin',
      '2025-04-18T05:30:00 1800 ban-tin',
      '2025-04-19T17:00:00 1800 dai-hieu',
    ]);
    expect(airing(imported, '2025-04-28', '2025-05-02')).toEqual([
      '2025-04-28T05:30:00 1800 ban-tin',
      '2025-05-02T05:30:00 1800 ban-tin',
    ]);
    // UNTIL=20250630T165959Z is 23:59:59 there: the last Monday is heard.
    expect(airing(imported, '2025-06-27', '2025-07-31')).toEqual([
      '2025-06-27T05:30:00 1800 ban-tin',
      '2025-06-30T05:30:00 1800 ban-tin',
    ]);
  });
  test('an all-day event is refused with its line, and every event has its fate', () => {
    expect(refused(imported)).toEqual(['61 import.event all-day']);
    expect(imported.fates.map(({ fate }) => fate)).toEqual(['taken', 'taken', 'taken', 'refused']);
    expect(imported.fates.map(({ name }) => name)[3]).toBe('Ngày Giải phóng miền Nam');
  });
  test('what is not kept is named', () => {
    expect(told(imported)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('mục “DESCRIPTION”'),
        expect.stringContaining('mục “LOCATION”'),
        expect.stringContaining('phần “VALARM”'),
        expect.stringContaining('Giờ của “Đài hiệu” đã được đổi'),
      ]),
    );
  });
});

describe('as Outlook exports it', () => {
  const imported = take(file('outlook.ics'));

  test('a zone by its own name and rules, exceptions and a cancelled instance', () => {
    expect(airing(imported, '2025-09-01', '2025-09-12')).toEqual(
      ['01', '04', '05', '08', '09', '11', '12'].map((day) => `2025-09-${day}T17:00:00 1800 ban-tin`),
    );
    // UNTIL=20251226T100000Z is the very start of the last one: it is heard.
    expect(airing(imported, '2025-12-25', '2025-12-31')).toEqual([
      '2025-12-25T17:00:00 1800 ban-tin',
      '2025-12-26T17:00:00 1800 ban-tin',
    ]);
  });
  test('(l) what repeats by the clocks of Tokyo is refused', () => {
    expect(refused(imported)).toEqual(['56 import.zone']);
    expect(imported.refusals[0]?.params).toMatchObject({ zone: 'Tokyo Standard Time' });
  });
});

describe('as Thunderbird exports it', () => {
  const imported = take(file('thunderbird.ics'));

  test('Bangkok has the same clocks; category, added days, folded lines', () => {
    expect(airing(imported, '2025-09-30', '2025-10-04')).toEqual([
      '2025-09-30T19:00:00 1200 dai-hieu',
      '2025-10-01T04:59:00 60 dai-hieu',
      '2025-10-02T04:59:00 60 dai-hieu',
      '2025-10-02T19:00:00 1200 dai-hieu',
      '2025-10-03T04:59:00 60 dai-hieu',
      '2025-10-03T20:00:00 1200 dai-hieu',
      '2025-10-04T04:59:00 60 dai-hieu',
    ]);
    expect(imported.made[0]?.session.name).toBe('Bản tin địa phương');
    expect(airing(imported, '2025-10-10', '2025-10-12')).toEqual(['2025-10-10T04:59:00 60 dai-hieu']);
  });
  test('a task is passed over and a time without a zone is the station’s, both said', () => {
    expect(refused(imported)).toEqual([]);
    expect(told(imported)).toEqual(
      expect.arrayContaining([expect.stringContaining('phần “VTODO”'), expect.stringContaining('giờ của đài')]),
    );
  });
});

describe('as a radio program exports it, in UTC', () => {
  const imported = take(file('libretime.ics'));

  test('weekdays move with the rule: Sunday 22:30 UTC is Monday 05:30', () => {
    expect(airing(imported, '2025-04-07', '2025-04-15')).toEqual([
      '2025-04-07T05:30:00 1800 ban-tin',
      '2025-04-08T05:00:00 1800 ban-tin',
      '2025-04-10T05:30:00 1800 ban-tin',
      '2025-04-14T05:30:00 1800 ban-tin',
    ]);
  });
  test('the last day of a month in UTC is no day that can be said here', () => {
    expect(refused(imported)).toEqual(['24 import.event utc-day-shift']);
  });
  test('where clocks change, a weekly rule in UTC has no local time of its own', () => {
    expect(refused(take(file('libretime.ics'), 'Europe/Berlin'))).toEqual(['11 import.zone', '19 import.zone']);
    expect(airing(take(file('libretime.ics'), 'Europe/Berlin'), '2025-04-07', '2025-04-09', 'Europe/Berlin')).toEqual([
      '2025-04-08T00:00:00 1800 ban-tin',
    ]);
  });
});

describe('what is refused, each with its own reason', () => {
  test.each([
    ['no start', [...NAMED], '3 import.event no-start'],
    ['no end', ['SUMMARY:Đài hiệu', VN], '3 import.event no-length'],
    [
      'an end before its start',
      ['SUMMARY:Đài hiệu', VN, 'DTEND;TZID=Asia/Ho_Chi_Minh:20250407T053000'],
      '3 import.event no-length',
    ],
    ['half a minute', ['SUMMARY:Đài hiệu', VN, 'DURATION:PT30S'], '3 import.event too-short'],
    ['two days', ['SUMMARY:Đài hiệu', VN, 'DURATION:P2D'], '3 import.event too-long'],
    ['two lengths', [...NAMED, VN, 'DTEND;TZID=Asia/Ho_Chi_Minh:20250407T060000'], '5 import.event double'],
    ['hourly', [...NAMED, VN, 'RRULE:FREQ=HOURLY'], '7 rule.frequency'],
    ['by the hour', [...NAMED, VN, 'RRULE:FREQ=DAILY;BYHOUR=5,17'], '7 rule.part-unknown'],
    ['thirtieth of February', [...NAMED, VN, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'], '7 rule.never'],
    ['an old exception rule', [...NAMED, VN, 'EXRULE:FREQ=DAILY'], '7 import.event exrule'],
    ['a start off its rule', [...NAMED, VN, 'RRULE:FREQ=WEEKLY;BYDAY=TU'], '7 import.event start-off-rule'],
    ['tentative', [...NAMED, VN, 'STATUS:TENTATIVE'], '7 import.event tentative'],
    ['a zone nobody knows', [...NAMED, 'DTSTART;TZID=Hà Nội:20250407T053000'], '3 time.zone'],
    ['a zone and a Z', [...NAMED, 'DTSTART;TZID=Asia/Ho_Chi_Minh:20250407T053000Z'], '6 import.event bad-time'],
    ['no such day', [...NAMED, 'DTSTART:20250230T053000Z'], '6 import.event bad-time'],
    ['a line without a colon', [...NAMED, VN, 'COMMENT'], '7 import.event unreadable'],
    ['a start twice', [...NAMED, VN, VN], '7 import.event double'],
    ['no name', [VN, 'DURATION:PT30M'], '3 import.event no-name'],
    ['nothing of that name', [VN, 'DURATION:PT30M', 'SUMMARY:Bản tin địa phươn'], '3 import.content'],
    ['two things of that name', [VN, 'DURATION:PT30M', 'SUMMARY:Một tên'], '3 import.content'],
    [
      'an instance alone, with all that follow',
      [...NAMED, VN, 'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Ho_Chi_Minh:20250407T053000'],
      '7 import.event this-and-future',
    ],
  ] as const)('%s', (_, lines, told) => {
    const imported = take(calendar(event(...lines)));
    expect(refused(imported)).toEqual([told]);
    expect(imported.made).toEqual([]);
    expect(imported.fates).toHaveLength(1);
  });

  test('names that are near are said', () => {
    const [found] = take(calendar(event(VN, 'DURATION:PT30M', 'SUMMARY:Ban tin dia phuon'))).refusals;
    expect(found?.params).toMatchObject({ near: 'Bản tin địa phương', several: false });
  });
  test('a series of which one change cannot be taken is refused whole', () => {
    const imported = take(
      calendar(
        event('UID:a', ...NAMED, VN, 'RRULE:FREQ=DAILY'),
        event(
          'UID:a',
          ...NAMED,
          'RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20250409T060000',
          'DTSTART;TZID=Asia/Ho_Chi_Minh:20250409T070000',
        ),
      ),
    );
    expect(refused(imported)).toEqual(['3 import.event group', '10 import.event no-such-instance']);
    expect(imported.made).toEqual([]);
  });
  test.each([
    ['not a calendar', 'Giờ;Phút\r\n', '1 import.syntax no-calendar'],
    ['cut in the middle', calendar(event(...NAMED, VN)).slice(0, -26), '7 import.syntax unfinished'],
    ['BEGIN and END crossed', calendar(event('BEGIN:VALARM')), '5 import.syntax nesting'],
    ['another version', 'BEGIN:VCALENDAR\r\nVERSION:1.0\r\nEND:VCALENDAR\r\n', '1 import.syntax version'],
    ['a withdrawal', calendar('METHOD:CANCEL', event(...NAMED, VN)), '1 import.syntax method'],
    ['nothing', '', '1 import.syntax no-calendar'],
    ['too much', calendar(...Array.from({ length: 2001 }, () => event(...NAMED, VN))), 'undefined import.too-many'],
  ])('a file that is %s', (_, text, told) => {
    expect(refused(take(text))).toEqual([told]);
  });
  test('a line between two events is refused alone, and each event has its fate', () => {
    const imported = take(
      `${calendar(event('UID:a', ...NAMED, VN), 'rác rưởi', event('UID:b', ...NAMED, VN.replace('0530', '1700')))}=\r\n`,
    );
    expect(refused(imported)).toEqual(['9 import.syntax line', '17 import.syntax line']);
    expect(imported.fates.map(({ fate }) => fate)).toEqual(['taken', 'taken']);
    expect(imported.made).toHaveLength(2);
  });
  test('lines without end that cannot be read are one fault', () => {
    expect(refused(take(calendar(...Array.from({ length: 2001 }, () => 'rác rưởi'))))).toEqual([
      'undefined import.too-many',
    ]);
  });
  test('a file of more than 5 MB', () => {
    expect(refused(take(new Uint8Array(5_000_001)))).toEqual(['undefined file.large']);
  });
});

describe('what is taken exactly', () => {
  test('a zone of the calendar’s own, with summer time, where the station has the same', () => {
    const zone = [
      'BEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time',
      'BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD',
      'BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE',
    ].join('\r\n');
    const weekly = event(...NAMED, 'DTSTART;TZID=W. Europe Standard Time:20250323T053000', 'RRULE:FREQ=WEEKLY');
    const there = take(calendar(zone, weekly), 'Europe/Berlin');
    expect(refused(there)).toEqual([]);
    expect(airing(there, '2025-03-23', '2025-03-31', 'Europe/Berlin')).toEqual([
      '2025-03-23T05:30:00 1800 ban-tin',
      '2025-03-30T05:30:00 1800 ban-tin',
    ]);
    expect(refused(take(calendar(zone, weekly)))).toEqual(['18 import.zone']);
    // A name that everybody knows, with rules that are not its own.
    const lying = zone.replace('W. Europe Standard Time', 'Asia/Ho_Chi_Minh');
    expect(refused(take(calendar(lying, event(...NAMED, VN, 'RRULE:FREQ=WEEKLY'))))).toEqual(['18 time.zone']);
  });
  test('a single event of another zone goes by its instant', () => {
    const imported = take(calendar(event(...NAMED, 'DTSTART;TZID=America/New_York:20250406T180000')));
    expect(airing(imported, '2025-04-06', '2025-04-08')).toEqual(['2025-04-07T05:00:00 1800 ban-tin']);
    expect(told(imported)).toEqual([expect.stringContaining('đã được đổi sang giờ của đài')]);
  });
  test('an instance whose series is not in the file stands for itself', () => {
    const imported = take(
      calendar(event('UID:a', ...NAMED, VN, 'RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20250406T053000')),
    );
    expect(airing(imported, '2025-04-01', '2025-04-30')).toEqual(['2025-04-07T05:30:00 1800 ban-tin']);
    expect(told(imported)).toEqual([expect.stringContaining('một lần của chuỗi')]);
  });
  test('a change that changes nothing that airs leaves the rule as it is', () => {
    const imported = take(
      calendar(
        event('UID:a', ...NAMED, VN, 'RRULE:FREQ=DAILY;COUNT=3'),
        event(
          'UID:a',
          ...NAMED,
          'DTSTART;TZID=Asia/Ho_Chi_Minh:20250408T053000',
          'RECURRENCE-ID;TZID=Asia/Ho_Chi_Minh:20250408T053000',
          'DESCRIPTION:x',
        ),
      ),
    );
    expect(imported.made).toHaveLength(1);
    expect(airing(imported, '2025-04-01', '2025-04-30')).toHaveLength(3);
  });
  test('a cancelled event airs nothing, and is said', () => {
    const imported = take(calendar(event(...NAMED, VN, 'STATUS:CANCELLED')));
    expect(imported.fates.map(({ fate }) => fate)).toEqual(['cancelled']);
    expect(told(imported)).toEqual([expect.stringContaining('đã bị hủy')]);
  });
  test('what is played: as the whole import says, as the event says, a segment’s relay', () => {
    const plays = (content: string | null, ...lines: readonly string[]) =>
      airing(take(calendar(event(VN, 'DURATION:PT30M', ...lines)), undefined, content), '2025-04-07', '2025-04-07');
    expect(plays('dai-hieu', 'SUMMARY:Gì cũng được')).toEqual(['2025-04-07T05:30:00 1800 dai-hieu']);
    expect(plays(null, 'X-LOA-CONTENT:item:dai-hieu,strand:ban-tin x2', 'SUMMARY:Buổi')).toEqual([
      '2025-04-07T05:30:00 1800 dai-hieu+ban-tin2',
    ]);
    expect(plays(null, 'SUMMARY:TIẾP ÂM THỜI SỰ')).toEqual(['2025-04-07T05:30:00 1800 VOV1']);
  });
  test('ids are never those of others, and the same file gives the same ones again', () => {
    const text = calendar(event(...NAMED, VN), event(...NAMED, VN.replace('0530', '1700')));
    const ids = (taken: readonly string[] = []) =>
      importIcs('a.ics', bytes(text), groundAt(undefined, taken), { content: null }).made.map(
        ({ session }) => session.id,
      );
    expect(ids()).toEqual(['ban-tin-dia-phuong-0530', 'ban-tin-dia-phuong-1700']);
    expect(ids(['segment/ban-tin-dia-phuong-0530-1'])).toEqual([
      'ban-tin-dia-phuong-0530-20250407',
      'ban-tin-dia-phuong-1700',
    ]);
  });
  test('a letter folded in its middle is read, and letters that are not UTF-8 are not', () => {
    const line = bytes('SUMMARY:Bản tin địa phương');
    const cut = line.indexOf(0xe1) + 1;
    const folded = [...line.slice(0, cut), 13, 10, 32, ...line.slice(cut)];
    const [before, after] = calendar(event('#', 'DURATION:PT30M', VN)).split('#');
    const whole = new Uint8Array([...bytes(before ?? ''), ...folded, ...bytes(after ?? '')]);
    expect(refused(take(whole))).toEqual([]);
    const latin = new Uint8Array([...bytes(before ?? ''), ...bytes('COMMENT:'), 0xe9, ...bytes(after ?? '')]);
    expect(refused(take(latin))).toEqual(['4 import.event unreadable']);
  });
});
