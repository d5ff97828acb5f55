import { describe, expect, test } from 'vitest';
import { calendarFeed } from '../../../src/contract/calendar-feed.ts';
import { importIcs } from '../../../src/contract/schedule-import/ics.ts';
import type { Playlist } from '../../../src/core/playlist/model.ts';
import type { LocalTime } from '../../../src/core/time/local.ts';
import { calendar } from '../../../src/reports/calendar.ts';
import { groundAt, told } from '../../support/imports.ts';

const absent = { id: 'a', segment: 's', title: 'Bản tin', item: null, language: 'vi' };
const playlist = (session: string, rest: object): Playlist =>
  ({
    channel: 'my-tu',
    day: '2026-11-24',
    session,
    sessionName: 'Buổi sáng',
    start: { local: '2026-11-24T03:15:00', zone: 'Asia/Ho_Chi_Minh' },
    length: 0,
    entries: [],
    absences: [],
    ...rest,
  }) as unknown as Playlist;
const played = {
  length: 48_000 * 90,
  entries: [
    {
      kind: 'sound',
      item: 'dai-hieu',
      title: 'Đài hiệu',
      length: 48_000 * 90,
      start: { local: '2026-11-24T05:00:00' },
    },
  ],
};
const feed = (lang: 'vi' | 'en') =>
  calendarFeed(
    {
      channel: { id: 'my-tu', name: 'Đài Mỹ Tú' },
      station: { name: 'Đài', zone: 'Asia/Ho_Chi_Minh', dayStart: '00:00:00' as LocalTime },
      sessions: [
        {
          playlist: playlist('khuya', {
            absences: [{ ...absent, reason: { code: 'guard-hours', guard: 'g', allowed: '05:00-22:00' } }],
          }),
          version: 2,
        },
        { playlist: playlist('sang', { ...played, asked: '2026-11-24T05:00:00' }), version: 1 },
        { playlist: playlist('sang', { ...played, asked: '2026-11-23T05:00:00' }), version: 1 },
      ],
    },
    '2026-11-24T00:00:00Z',
    lang,
  );

test('one moved here from another day stands beside the day’s own', () => {
  expect(feed('vi').events.map(({ uid }) => uid)).toEqual([
    'khuya.2026-11-24@my-tu.loa',
    'sang.2026-11-24@my-tu.loa',
    'sang.2026-11-24.20261123050000@my-tu.loa',
  ]);
});

describe('a session of which nothing airs', () => {
  test('is cancelled, with the reason, under the uid that it has always had', () => {
    const [silent, heard] = feed('vi').events;
    expect(silent).toMatchObject({
      uid: 'khuya.2026-11-24@my-tu.loa',
      status: 'CANCELLED',
      summary: 'Không phát: Buổi sáng – Đài Mỹ Tú',
      description: expect.stringMatching(/^Không phát: Bản tin – ./),
    });
    expect(feed('en').events[0]?.summary).toBe('Not on air: Buổi sáng – Đài Mỹ Tú');
    expect(heard).toMatchObject({ status: 'CONFIRMED', summary: 'Buổi sáng – Đài Mỹ Tú' });
  });
  test('is told and not taken when the calendar is imported', () => {
    const text = calendar(feed('vi'));
    expect(text.match(/^STATUS:.*$/gm)).toEqual(['STATUS:CANCELLED', 'STATUS:CONFIRMED', 'STATUS:CONFIRMED']);
    const imported = importIcs('lich.ics', new TextEncoder().encode(text), groundAt(), { content: null });
    expect(imported.fates.map(({ fate }) => fate)).toEqual(['cancelled', 'taken', 'taken']);
    expect(imported.made.map(({ session }) => session.segments.map(({ item }) => item))).toEqual([
      ['dai-hieu'],
      ['dai-hieu'],
    ]);
    expect(told(imported)).toContainEqual(expect.stringMatching(/Không phát: Buổi sáng – Đài Mỹ Tú.*đã bị hủy/));
  });
});
