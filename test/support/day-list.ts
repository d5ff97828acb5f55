/** Days to write out: ordinary ones, and titles that have broken other systems' lists. */

import type { DayList, DaySession } from '../../src/contract/playlist-formats/model.ts';
import type { ChannelId, ItemId, SegmentId, SessionId, Sha256 } from '../../src/core/ids.ts';
import type { Playlist, PlaylistEntry } from '../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import { at, type LocalDate, type LocalTime } from '../../src/core/time/local.ts';
import type { Moment } from '../../src/core/time/moment.ts';

export const DAY = '2025-04-07' as LocalDate;
const ZONE = 'Asia/Ho_Chi_Minh';

export const hash = (letter: string): Sha256 => letter.repeat(64) as Sha256;

const momentAt = (clock: string): Moment => {
  const local = at(DAY, clock as LocalTime);
  return {
    local,
    zone: ZONE,
    instant: Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant().toString(),
  };
};

export const entry = (title: string, offset: number, length: number, start = momentAt('05:00:00')): PlaylistEntry => ({
  id: `tin@${start.local}#${offset}`,
  segment: 'tin' as SegmentId,
  kind: 'sound',
  title,
  item: 'tin-57' as ItemId,
  genre: 'newsItem',
  strand: null,
  language: 'vi',
  run: 'first',
  campaign: null,
  contentGroup: null,
  cut: { master: hash('c'), samples: length },
  offset,
  length,
  fadeOut: 0,
  start,
  reasons: [{ code: 'by-rule', rule: 'FREQ=DAILY' }],
});

/** A session from titles, each piece 61.5 s long. */
export const session = (name: string, clock: string, titles: readonly string[], url: string | null): DaySession => {
  const length = 61.5 * SAMPLE_RATE;
  const playlist: Playlist = {
    channel: 'dai-my-tu' as ChannelId,
    channelName: 'Đài Truyền thanh Mỹ Tú',
    day: DAY,
    session: `buoi-${clock.slice(0, 2)}` as SessionId,
    sessionName: name,
    start: momentAt(clock),
    profile: 'horn',
    length: length * titles.length,
    entries: titles.map((title, index) => entry(title, index * length, length, momentAt(clock))),
    absences: [],
  };
  const seconds = 61.5 * titles.length;
  const sound = url === null ? null : { url, sha256: hash('a'), bytes: 984_000, seconds, mime: 'audio/mpeg' };
  return { playlist, sound };
};

export const dayOf = (sessions: readonly DaySession[]): DayList => ({
  channel: { id: 'dai-my-tu' as ChannelId, name: 'Đài Truyền thanh Mỹ Tú' },
  day: DAY,
  zone: ZONE,
  generatedFrom: 'v12',
  sessions,
});

export const NASTY: readonly string[] = [
  'Bản tin "Mỹ Tú" & những \'người con\' <anh hùng>',
  'Dòng một\r\n#EXTINF:1,giả\nhttp://ke-xau/x.mp3\r\nFile9=http://ke-xau',
  ']]></title><location>http://ke-xau</location>',
  '</annotation>\u0000\u0001\u000b\u001f\ufffe\uffff\ud800',
  'Chào 👩🏽‍🌾🇻🇳 bà con',
  `${'Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học, công nghệ '.repeat(4)}`.slice(0, 200),
  'Mỹ Tú – chuyển đổi số'.normalize('NFD'),
  '"\nINDEX 01 99:99:99\nFILE "x" WAVE',
  'a\u2028b\u2029c\u0085d',
  '[playlist]=1; #',
  '   ',
  'ការផ្សាយជាភាសាខ្មែរ',
];
