/**
 * One channel's broadcast day as playlists, with what collided, what a guard found, and what strands were given.
 *
 * Pure: the same ground gives the same day. Channels that share everything that matters share the work.
 */

import { placeOfChannel } from '../access/decide.ts';
import type { ChannelId, ItemId, SegmentId } from '../ids.ts';
import type { Conflict } from '../schedule/conflict-model.ts';
import type { SettledTurn } from '../schedule/ground.ts';
import { guardsOn } from '../schedule/guard-hours.ts';
import type { GuardFinding } from '../schedule/guard-model.ts';
import type { Channel, Station } from '../schedule/model.ts';
import { inOrder, type Prepared } from '../schedule/prepare.ts';
import { resolveDay } from '../schedule/resolve.ts';
import type { Rundown, RundownSession } from '../schedule/rundown.ts';
import { overlaysOn } from '../schedule/suspension.ts';
import { addDays, holdsOn, type LocalDate } from '../time/local.ts';
import { clockSeconds, DAY } from '../time/quiet.ts';
import { contestGuarded } from './guarded.ts';
import type { Playlist, PlaylistEntry } from './model.ts';
import { silentSession } from './plan.ts';

/** What a strand gives a place, and what of it airs, there or at its repeat. */
export interface StrandTurn extends SettledTurn {
  readonly slot: string;
  /** Instant at which the place's session begins. */
  readonly start: string;
}

export interface DayPlan {
  /** In order of start, then session; a session of which nothing airs has no entries and says why. */
  readonly playlists: readonly Playlist[];
  readonly conflicts: readonly Conflict[];
  readonly findings: readonly GuardFinding[];
  readonly turns: readonly StrandTurn[];
}

const NOTHING: DayPlan = { playlists: [], conflicts: [], findings: [], turns: [] };

/** Throws for a channel that the schedule does not have. */
export const planChannelDay = (prepared: Prepared, id: ChannelId, day: LocalDate): DayPlan => {
  const { channel, station } = prepared.channel(id);
  if (!holdsOn(channel, day)) return NOTHING;
  const plan = prepared.memory(`day ${day} ${likeness(prepared, channel, station, day)}`, () =>
    work(prepared, id, day),
  );
  if (plan.playlists.every((playlist) => playlist.channel === id)) return plan;
  return {
    ...plan,
    playlists: plan.playlists.map((playlist) => ({ ...playlist, channel: id, channelName: channel.name })),
  };
};

/** What a day's plan depends on besides the schedule: channels alike in it are planned once. */
const likeness = (prepared: Prepared, channel: Channel, station: Station, day: LocalDate): string => {
  const { schedule, alterations } = prepared;
  const own = prepared.memory(`likeness ${channel.id}`, () => {
    const sessions = prepared.sessionsOn(channel.id);
    const elsewhere = sessions.some(({ id }) =>
      prepared.sessionEdits(id).some(({ action }) => action.kind === 'channels'),
    );
    const decided = alterations.decisions.some((one) => one.channel === channel.id);
    return [station.id, elsewhere || decided ? channel.id : '', ...sessions.map(({ id }) => id)].join(' ');
  });
  const near = [-1, 0, 1].map((days) => addDays(day, days));
  const orders =
    schedule.overlays.length === 0
      ? []
      : near.map((one) =>
          overlaysOn(prepared, channel, station, one)
            .map(({ id }) => id)
            .join(','),
        );
  const hours =
    schedule.guards.length === 0
      ? []
      : near.map((one) => {
          const { served } = placeOfChannel(channel, station, one);
          return guardsOn(schedule.guards, prepared.units, served, one)
            .map(({ id }) => id)
            .join(',');
        });
  const valid = near.map((one) => (holdsOn(channel, one) ? '1' : '0')).join('');
  return [own, valid, ...orders, ...hours].join('|');
};

const work = (prepared: Prepared, id: ChannelId, day: LocalDate): DayPlan => {
  const rundown = resolveDay(prepared, id, day);
  const beside = crosses(prepared, id) ? [addDays(day, -1), addDays(day, 1)] : [];
  const rundowns = [rundown, ...beside.map((one) => resolveDay(prepared, id, one))];
  const decisions = prepared.alterations.decisions.filter(
    (one) => one.channel === id && rundowns.some((other) => other.day === one.day),
  );
  const { settled, conflicts, findings } = contestGuarded(prepared, rundowns, day, decisions);
  const mine = new Set(rundown.sessions.map(({ occurrence }) => occurrence.key));
  const removed = rundown.sessions.flatMap((session) =>
    session.removed === null ? [] : [silentSession(rundown, session, session.removed)],
  );
  const aired = settled.filter(({ candidate }) => candidate.rundown === rundown).map(({ playlist }) => playlist);
  const playlists = withFirstRuns(rundown, [...aired, ...removed].toSorted(byStart));
  return {
    playlists,
    conflicts: conflicts.filter((one) =>
      one.kind === 'places' ? inDay(rundown, one) : mine.has(one.kept.slot) || mine.has(one.yields.slot),
    ),
    findings,
    turns: turnsOf(rundown, playlists),
  };
};

const inDay = ({ sessions }: Rundown, { yields }: Conflict): boolean =>
  sessions.some(({ places }) => places.some(({ slot }) => slot === yields.slot));

const byStart = (a: Playlist, b: Playlist): number =>
  inOrder(a.start.instant, b.start.instant) || inOrder(a.session, b.session);

/** Whether some session of the channel could reach into the next day; only then are the days beside looked at. */
export const crosses = (prepared: Prepared, id: ChannelId): boolean =>
  prepared.memory(`crosses ${id}`, () => {
    const { station } = prepared.channel(id);
    const sinceDayStart = (time: string): number => (clockSeconds(time) - clockSeconds(station.dayStart) + DAY) % DAY;
    return prepared.sessionsOn(id).some(({ id: session, start, maxSeconds, graceSeconds }) => {
      const edits = prepared.sessionEdits(session).map(({ action }) => action);
      const starts = [start, ...edits.flatMap((action) => (action.kind === 'move' ? [action.time] : []))];
      const longest = Math.max(
        maxSeconds,
        ...edits.map((action) => (action.kind === 'length' ? action.maxSeconds : 0)),
      );
      // A clock change may put a session an hour later than its clock says.
      return starts.some((time) => sinceDayStart(time) + longest + graceSeconds + 7200 > DAY);
    });
  });

/**
 * A repeat of what did not air is no repeat: the first that airs of it counts as what the place it repeats would have
 * been.
 */
const withFirstRuns = (rundown: Rundown, playlists: readonly Playlist[]): readonly Playlist[] => {
  const repeats = (entry: PlaylistEntry): SegmentId | null => {
    const found = entry.reasons.find((reason) => reason.code === 'repeat-of');
    return found?.code === 'repeat-of' ? (found.segment as SegmentId) : null;
  };
  const heard = new Set<string>();
  const nameOf = (segment: SegmentId, item: ItemId | null): string => `${segment} ${item}`;
  let changed = false;
  const renewed = playlists.map(
    (playlist): Playlist => ({
      ...playlist,
      entries: playlist.entries.map((entry) => {
        const of = repeats(entry);
        if (of === null) {
          heard.add(nameOf(entry.segment, entry.item));
          return entry;
        }
        if (heard.has(nameOf(of, entry.item))) return entry;
        heard.add(nameOf(of, entry.item));
        const run = runOf(rundown, of, entry.item);
        if (run !== 'first') return entry;
        changed = true;
        return { ...entry, run, reasons: [...entry.reasons, { code: 'first-run-missed' as const, segment: of }] };
      }),
    }),
  );
  return changed ? renewed : playlists;
};

const placesOf = ({
  sessions,
}: Rundown): { readonly session: RundownSession; readonly place: RundownSession['places'][number] }[] =>
  sessions.flatMap((session) => session.places.map((place) => ({ session, place })));

const runOf = (rundown: Rundown, segment: SegmentId, item: ItemId | null) =>
  placesOf(rundown)
    .filter(({ place }) => place.segment.id === segment)
    .flatMap(({ place }) => place.pieces)
    .find((piece) => piece.item.id === item)?.run ?? null;

/** What each place of a strand airs of it, at its own time or, when left out there, at a repeat of it. */
const turnsOf = (rundown: Rundown, playlists: readonly Playlist[]): StrandTurn[] => {
  const airing = new Map<string, Set<ItemId>>();
  for (const { entries } of playlists)
    for (const { segment, item, strand, reasons } of entries) {
      if (strand === null || item === null) continue;
      const repeated = reasons.find(({ code }) => code === 'repeat-of');
      const of = repeated?.code === 'repeat-of' ? repeated.segment : segment;
      airing.set(of, (airing.get(of) ?? new Set()).add(item));
    }
  return placesOf(rundown).flatMap(({ session, place }): StrandTurn[] => {
    const { content, id } = place.segment;
    // What moved elsewhere takes its turn there.
    if (content.kind !== 'strand' || (place.removed !== null && place.removed.code !== 'cancelled')) return [];
    const items = place.removed === null ? place.given : [];
    const aired = items.filter((item) => airing.get(id)?.has(item) === true);
    const { language } = place.segment;
    const { start } = session.occurrence;
    return [
      {
        slot: place.slot,
        strand: content.strand,
        language,
        session: session.session.id,
        start: start.instant,
        items,
        aired,
      },
    ];
  });
};
