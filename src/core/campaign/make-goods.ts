/**
 * Places in coming days where an item that was missed fits without breaking anything.
 *
 * A place is offered only when planning the day again with it shows: the item airs, everything that was planned is still
 * there, fixed starts keep their time, and nothing new collides. It changes nothing itself.
 */
import type { ChannelId, ItemId, SegmentId, SessionId } from '../ids.ts';
import { crosses, type DayPlan, planChannelDay } from '../playlist/day.ts';
import type { Playlist, PlaylistEntry } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import type { SessionAction } from '../schedule/alterations.ts';
import { addedSegment } from '../schedule/places.ts';
import { type Prepared, prepare } from '../schedule/prepare.ts';
import { addDays, dateOf, type LocalDate, type LocalDateTime } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';

/** What has to be heard after all. */
export interface Missed {
  readonly item: ItemId;
  readonly language: string;
}

/** What has to be done for an offer: one more place in one occurrence of a session. */
export interface MakeGoodEdit {
  readonly of: 'session';
  readonly session: SessionId;
  readonly action: Extract<SessionAction, { kind: 'add' }>;
  readonly scope: 'this';
  /** The calendar date for which the session is asked. */
  readonly day: LocalDate;
}

export interface MakeGood {
  /** Broadcast day. */
  readonly day: LocalDate;
  readonly session: SessionId;
  readonly sessionName: string;
  /** When it would be heard. */
  readonly start: Moment;
  readonly seconds: number;
  /** It airs in the session wherever that is heard on that day: on these channels. */
  readonly channels: readonly ChannelId[];
  readonly edit: MakeGoodEdit;
}

/** Offers for one missed item. */
const MOST_OFFERS = 5;

/** A piece of music that is left with less than this would go (core/playlist/lay.ts). */
const SHORTEST_FILLER = 3 * SAMPLE_RATE;

/**
 * The nearest places on `channel` in `days` (in order) in sessions that begin after `now`, an RFC 3339 instant; one in each
 * session, at most five. None in a session that plays the item anyway, and none for what has no sound.
 */
export const makeGoodsFor = (
  prepared: Prepared,
  { channel, days, now }: { readonly channel: ChannelId; readonly days: readonly LocalDate[]; readonly now: string },
  missed: Missed,
): MakeGood[] => {
  const item = prepared.schedule.items.find(({ id }) => id === missed.item);
  const version = item?.versions.find(({ language }) => language === missed.language) ?? item?.versions[0];
  const samples = version?.sound == null ? undefined : prepared.sounds.get(version.sound)?.samples;
  if (item === undefined || samples === undefined) return [];
  const offers: MakeGood[] = [];
  for (const day of days)
    for (const playlist of planChannelDay(prepared, channel, day).playlists) {
      if (offers.length === MOST_OFFERS) return offers;
      if (playlist.start.instant <= now || playlist.entries.some((entry) => isOf(entry, missed))) continue;
      const offer = placesIn(playlist, samples)
        .values()
        .map((after) => tried(prepared, channel, playlist, { ...missed, title: item.title, after }))
        .find((one) => one !== null);
      if (offer != null) offers.push(offer);
    }
  return offers;
};

const isOf = ({ item, language }: PlaylistEntry, missed: Missed): boolean =>
  item === missed.item && (language === null || language === missed.language);

/** After which of a session's segments there is music or silence enough, in order of time; last its end, before a farewell. */
const placesIn = ({ entries }: Playlist, samples: number): (SegmentId | null)[] => {
  const places: (SegmentId | null)[] = [];
  entries.forEach((entry, n) => {
    const before = entries[n - 1] ?? null;
    const gap = entry.offset - (before === null ? 0 : before.offset + before.length);
    const music = entry.kind === 'filler' ? entry.length - SHORTEST_FILLER : 0;
    if (gap + music >= samples) places.push(before?.segment ?? null);
  });
  const last = entries.at(-1);
  if (last === undefined) return [];
  if (last.genre === 'signOff') places.push(entries.at(-2)?.segment ?? null);
  return [...new Set([...places, last.segment])];
};

/** The offer, when the day with it stands as it stood without; null when it does not. */
const tried = (
  prepared: Prepared,
  channel: ChannelId,
  playlist: Playlist,
  what: Missed & { readonly title: string; readonly after: SegmentId | null },
): MakeGood | null => {
  // What was moved in from elsewhere is asked for at another time.
  const own = playlist.entries.find(({ segment }) => prepared.segment(segment)?.session === playlist.session);
  const asked = own?.id.split('@')[1]?.split('#')[0];
  if (asked === undefined) return null;
  const { schedule, sounds, turns, alterations } = prepared;
  const edit: MakeGoodEdit = {
    of: 'session',
    session: playlist.session,
    action: {
      kind: 'add',
      after: what.after,
      title: what.title,
      content: { kind: 'item', item: what.item },
      language: what.language,
    },
    scope: 'this',
    day: dateOf(asked as LocalDateTime),
  };
  const id = 1 + Math.max(0, ...alterations.edits.map((one) => one.id));
  const edits = [...alterations.edits, { ...edit, id }];
  const altered = prepare({ schedule, sounds, turns, alterations: { ...alterations, edits } });
  const mine = addedSegment(id);
  const reached = schedule.channels
    .map((one) => one.id)
    .filter((one) => prepared.sessionsOn(one).some((session) => session.id === playlist.session));
  const channels: ChannelId[] = [];
  let start: Moment | null = null;
  let seconds = 0;
  // Its own channel first: what does not fit here is not looked for elsewhere.
  for (const on of [channel, ...reached.filter((one) => one !== channel)])
    for (const day of crosses(prepared, on) ? [-1, 0, 1].map((n) => addDays(playlist.day, n)) : [playlist.day]) {
      const [before, after] = [planChannelDay(prepared, on, day), planChannelDay(altered, on, day)];
      if (!stands(prepared, before, after, mine)) return null;
      const added = after.playlists.flatMap(({ entries }) => entries).find(({ segment }) => segment === mine);
      if (added === undefined) continue;
      channels.push(on);
      if (on === channel) [start, seconds] = [added.start, added.length / SAMPLE_RATE];
    }
  if (start === null) return null;
  return {
    day: playlist.day,
    session: playlist.session,
    sessionName: playlist.sessionName,
    start,
    seconds,
    channels,
    edit,
  };
};

/** Whether nothing but the new place, and music that makes room for it, is different. */
const stands = (prepared: Prepared, before: DayPlan, after: DayPlan, mine: SegmentId): boolean => {
  const isNew = <T>(old: readonly T[], now: readonly T[]): boolean => {
    const known = new Set(old.map((one) => JSON.stringify(one)));
    return now.some((one) => !known.has(JSON.stringify(one)));
  };
  if (isNew(before.conflicts, after.conflicts) || isNew(before.findings, after.findings)) return false;
  return (
    before.playlists.length === after.playlists.length &&
    before.playlists.every((was, n) => {
      const is = after.playlists[n];
      return is !== undefined && holds(prepared, was, is, mine);
    })
  );
};

const holds = (prepared: Prepared, was: Playlist, is: Playlist, mine: SegmentId): boolean => {
  if (was.session !== is.session || was.start.instant !== is.start.instant) return false;
  const others = is.entries.filter(({ segment }) => segment !== mine);
  if (others.length === is.entries.length) return JSON.stringify(was) === JSON.stringify(is);
  return (
    JSON.stringify(was.absences) === JSON.stringify(is.absences) &&
    was.entries.length === others.length &&
    was.entries.every((entry, n) => {
      const now = others[n];
      if (now === undefined || now.id !== entry.id || now.run !== entry.run) return false;
      const fixed = prepared.segment(entry.segment)?.start.kind === 'hard';
      if (fixed && now.offset !== entry.offset) return false;
      return entry.kind === 'filler' || now.length === entry.length;
    })
  );
};
