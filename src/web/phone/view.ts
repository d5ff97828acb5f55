/**
 * The days of a channel as its telephone shows them: what was published of each, or what is planned where nothing was. Pure.
 *
 * The site plays what was published; what somebody has planned anew since is not shown before it is.
 */
import { soundFileName } from '../../contract/day-list.ts';
import { exactSeconds } from '../../contract/playlist-formats/model.ts';
import { formatClock } from '../../contract/sentences/format.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { ManifestDay, ManifestSession } from '../../core/manifest/model.ts';
import type { LocalDate, LocalTime } from '../../core/time/local.ts';
import type { Moment } from '../../core/time/moment.ts';
import type { ShownDay, ShownSession } from '../../operations/show-day.ts';
import type { Logged } from '../day/recorded.ts';
import { clockAfter } from '../day/view.ts';

export interface PhoneItem {
  readonly title: string;
  readonly kind: 'sound' | 'relay' | 'filler';
  readonly language: string | null;
}

export interface PhoneSound {
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly fileName: string;
}

export interface PhoneSession {
  readonly id: string;
  readonly name: string;
  readonly start: Moment;
  /** Clock time and instant of its end. */
  readonly end: string;
  readonly endInstant: string;
  readonly seconds: number;
  readonly items: readonly PhoneItem[];
  /** null: there is none to fetch. */
  readonly sound: PhoneSound | null;
  readonly relayOnly: boolean;
  /** What was said of it, in the order of the log. */
  readonly logged: readonly Logged[];
  /** Whether the operator has said something of it. */
  readonly isSaid: boolean;
  readonly phase: 'later' | 'now' | 'over';
}

export interface PhoneDay {
  readonly day: LocalDate;
  /** Instants between which it is the day of today. */
  readonly from: string;
  readonly until: string;
  readonly isPublished: boolean;
  readonly sessions: readonly PhoneSession[];
}

type Bare = Omit<PhoneSession, 'end' | 'endInstant' | 'logged' | 'isSaid' | 'phase'>;

const published = (day: LocalDate, channel: string, session: ManifestSession): Bare => ({
  id: session.id,
  name: session.name,
  start: session.start,
  seconds: session.lengthMs / 1000,
  items: session.items,
  sound:
    session.sound === null
      ? null
      : {
          ...session.sound,
          fileName: soundFileName({ channel, day, start: session.start, session: session.id }, session.sound.format),
        },
  relayOnly: session.items.every(({ kind }) => kind === 'relay'),
});

const planned = ({ playlist, rendering, deadAir }: ShownSession): Bare => ({
  id: playlist.session,
  name: playlist.sessionName,
  start: playlist.start,
  seconds: exactSeconds(playlist.length),
  items: playlist.entries,
  sound:
    rendering === null || deadAir !== null
      ? null
      : {
          sha256: rendering.output,
          bytes: rendering.bytes,
          fileName: soundFileName(playlist, rendering.format),
        },
  relayOnly: playlist.entries.every(({ kind }) => kind === 'relay'),
});

export interface DayFacts {
  readonly shown: ShownDay;
  /** null: nothing of this day was published. */
  readonly manifestDay: ManifestDay | null;
  /** What was said on that day. */
  readonly logged: readonly Logged[];
  /** Instants of its beginning and of the next one's. */
  readonly from: string;
  readonly until: string;
}

/** `now` is an instant. Sessions in order of start; what is planned but has nothing in it is left out. */
export const phoneDay = ({ shown, manifestDay, logged, from, until }: DayFacts, now: string): PhoneDay => {
  const bare =
    manifestDay === null
      ? shown.sessions.filter(({ playlist }) => playlist.entries.length > 0).map(planned)
      : manifestDay.sessions.map((session) => published(shown.day, shown.channel.id, session));
  const sessions = bare.map((session): PhoneSession => {
    const own = logged.filter(({ entry }) => entry.planned.session.id === session.id);
    const end = endOf(session);
    return {
      ...session,
      end: formatClock(clockAfter(session.start, session.seconds) as LocalTime),
      endInstant: end,
      logged: own,
      isSaid: own.some(({ entry }) => entry.role === 'operator'),
      phase: now < session.start.instant ? 'later' : now < end ? 'now' : 'over',
    };
  });
  return { day: shown.day, from, until, isPublished: manifestDay !== null, sessions };
};

const endOf = ({ start, seconds }: Bare): string =>
  Temporal.Instant.from(start.instant)
    .add({ milliseconds: Math.round(seconds * 1000) })
    .toString();
