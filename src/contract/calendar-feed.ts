/**
 * A channel's sessions as calendar events that a telephone shows: what is on, at which minute, and what is missing.
 *
 * Pure: the same sessions give the same bytes, so that a subscriber is told "nothing new" by its tag.
 */

import type { Playlist } from '../core/playlist/model.ts';
import { broadcastDayOf } from '../core/time/broadcast-day.ts';
import type { LocalDateTime, LocalTime } from '../core/time/local.ts';
import { checkpointWords, type DayList, exactSeconds } from './playlist-formats/model.ts';
import { formatClock, formatDuration } from './sentences/format.ts';
import { type Lang, reasonText } from './sentences/index.ts';

/** What a calendar is made from. */
interface Shown {
  readonly channel: { readonly id: string; readonly name: string };
  readonly station: { readonly name: string; readonly zone: string; readonly dayStart: LocalTime };
  readonly sessions: readonly { readonly playlist: Playlist; readonly version: number }[];
  readonly checkpoint?: DayList['checkpoint'];
}

const WORDS = {
  vi: { missing: 'Chưa phát được', silent: 'Không phát', prodid: '-//Loa//Lich phat thanh//VI' },
  en: { missing: 'Not on air', silent: 'Not on air', prodid: '-//Loa//Broadcast calendar//EN' },
} as const satisfies Record<Lang, unknown>;

const clockOf = (local: LocalDateTime): string => formatClock(local.slice(11) as LocalTime);

const secondsOf = (samples: number): number => Math.round(exactSeconds(samples));

/** Whether anything is on air: nothing is of a session that was cancelled, moved away, kept off by a guard or clashed out. */
const airs = ({ length, entries }: Playlist): boolean => length > 0 && entries.length > 0;

const missing = (playlist: Playlist, lang: Lang): string => (airs(playlist) ? WORDS[lang].missing : WORDS[lang].silent);

const descriptionOf = (playlist: Playlist, lang: Lang): string =>
  [
    ...playlist.entries.map(
      ({ start, title, length }) => `${clockOf(start.local)} ${title} (${formatDuration(secondsOf(length), lang)})`,
    ),
    ...playlist.absences.map(
      ({ title, reason }) => `${missing(playlist, lang)}: ${title} – ${reasonText(reason, lang)}`,
    ),
  ].join('\n');

/** What an import of this calendar plays; empty where something other than an item sounds, which one item cannot say. */
const playsOf = ({ entries }: Playlist): readonly string[] =>
  entries.every(({ kind, item }) => kind === 'sound' && item !== null) ? entries.map(({ item }) => `item:${item}`) : [];

/** One that was moved here from another day stands beside the day's own, and says which it is. */
const fromElsewhere = ({ asked, day }: Playlist, { dayStart }: Shown['station']): string =>
  asked === undefined || broadcastDayOf(asked, dayStart) === day ? '' : `.${asked.replace(/\D/g, '')}`;

/**
 * One event. Its uid is the session on its broadcast day, so that a moved start or a new plan is an update of the
 * same event (with a higher SEQUENCE) and not another one beside it. A session of which nothing airs stays in the feed,
 * cancelled: one that a subscriber has already would otherwise stand there as if it were on.
 */
const eventOf = ({ channel, station }: Shown, playlist: Playlist, version: number, stamp: string, lang: Lang) => ({
  uid: `${playlist.session}.${playlist.day}${fromElsewhere(playlist, station)}@${channel.id}.loa`,
  sequence: version,
  start: playlist.start.local,
  seconds: secondsOf(playlist.length),
  zone: playlist.start.zone,
  summary: `${airs(playlist) ? '' : `${WORDS[lang].silent}: `}${playlist.sessionName} – ${channel.name}`,
  description: descriptionOf(playlist, lang),
  location: station.name,
  stamp,
  plays: playsOf(playlist),
  status: airs(playlist) ? ('CONFIRMED' as const) : ('CANCELLED' as const),
});

/** The whole feed, as reports/calendar.ts writes it. `stamp` is an RFC 3339 instant that stays the same between two answers. */
export const calendarFeed = (shown: Shown, stamp: string, lang: Lang) => ({
  name: shown.channel.name,
  prodid: WORDS[lang].prodid,
  zone: shown.station.zone,
  checkpoint: checkpointWords({ checkpoint: shown.checkpoint ?? null })[0] ?? null,
  events: shown.sessions.map(({ playlist, version }) => eventOf(shown, playlist, version, stamp, lang)),
});
