/**
 * A channel's sessions as calendar events that a telephone shows: what is on, at which minute, and what is missing.
 *
 * Pure: the same sessions give the same bytes, so that a subscriber is told "nothing new" by its tag.
 */
import { exactSeconds } from '../contract/playlist-formats/model.ts';
import { formatClock, formatDuration } from '../contract/sentences/format.ts';
import { type Lang, reasonText } from '../contract/sentences/index.ts';
import type { Playlist } from '../core/playlist/model.ts';
import type { LocalDateTime, LocalTime } from '../core/time/local.ts';
import type { ShownCalendar } from '../operations/show-calendar.ts';
import { type Calendar, type CalendarEvent, calendar } from '../reports/calendar.ts';

const WORDS = {
  vi: { missing: 'Chưa phát được', prodid: '-//Loa//Lich phat thanh//VI' },
  en: { missing: 'Not on air', prodid: '-//Loa//Broadcast calendar//EN' },
} as const satisfies Record<Lang, unknown>;

const clockOf = (local: LocalDateTime): string => formatClock(local.slice(11) as LocalTime);

const secondsOf = (samples: number): number => Math.round(exactSeconds(samples));

const descriptionOf = (playlist: Playlist, lang: Lang): string =>
  [
    ...playlist.entries.map(
      ({ start, title, length }) => `${clockOf(start.local)} ${title} (${formatDuration(secondsOf(length), lang)})`,
    ),
    ...playlist.absences.map(({ title, reason }) => `${WORDS[lang].missing}: ${title} – ${reasonText(reason, lang)}`),
  ].join('\n');

/**
 * One event. Its uid is the session on its broadcast day, so that a moved start or a new plan is an update of the
 * same event (with a higher SEQUENCE) and not another one beside it.
 */
const eventOf = (
  { channel, station }: ShownCalendar,
  playlist: Playlist,
  version: number,
  stamp: string,
  lang: Lang,
): CalendarEvent => ({
  uid: `${playlist.session}.${playlist.day}@${channel.id}.loa`,
  sequence: version,
  start: playlist.start.local,
  seconds: secondsOf(playlist.length),
  zone: playlist.start.zone,
  summary: `${playlist.sessionName} – ${channel.name}`,
  description: descriptionOf(playlist, lang),
  location: station.name,
  stamp,
});

/** The whole feed. `stamp` is an RFC 3339 instant that stays the same between two answers. */
export const calendarText = (shown: ShownCalendar, stamp: string, lang: Lang): string => {
  const feed: Calendar = {
    name: shown.channel.name,
    prodid: WORDS[lang].prodid,
    zone: shown.station.zone,
    events: shown.sessions.map(({ playlist, version }) => eventOf(shown, playlist, version, stamp, lang)),
  };
  return calendar(feed);
};
