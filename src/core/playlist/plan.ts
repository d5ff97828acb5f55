/**
 * Rundown + cuts → exact sound: every piece of a session at its sample, fixed starts kept to the sample.
 *
 * A fixed start is never moved; what does not fit before it is left out with a reason (lay.ts). A session
 * ends with its last sound, at the latest at its maximum length. Nothing here chooses pieces.
 */
import type { Missing, Place, Rundown, RundownSession } from '../schedule/resolve.ts';
import { addDays, at, dateOf, timeOf } from '../time/local.ts';
import { place as placeInZone, plusSeconds, secondsBetween } from '../time/zone.ts';
import { type Laid, layStretch, type Stretch } from './lay.ts';
import type { Absence, Playlist, PlaylistEntry, Reason } from './model.ts';
import { SAMPLE_RATE } from './profile.ts';

/** Genres without words: they are in no language. */
const WORDLESS: ReadonlySet<string> = new Set(['sting', 'music', 'signatureTune']);

/** All sessions of a rundown; one that would begin before an earlier one has ended is left out, with the reason. */
export const planDay = (rundown: Rundown): Playlist[] => {
  const playlists: Playlist[] = [];
  for (const session of rundown.sessions) {
    const planned = planSession(rundown, session);
    const running = playlists.find((earlier) => stillRuns(earlier, planned));
    playlists.push(running === undefined ? planned : withoutSound(planned, session, running.sessionName));
  }
  return playlists;
};

/** Back to back is not a clash: a session may begin at the sample where another ends. */
const stillRuns = (earlier: Playlist, later: Playlist): boolean =>
  earlier.length > secondsBetween(earlier.start, later.start) * SAMPLE_RATE;

/** Everything it would have played is told to clash; what was missing anyway keeps its own reason. */
const withoutSound = (planned: Playlist, session: RundownSession, other: string): Playlist => {
  const absences = session.places.flatMap((place) => {
    const { title, content } = place.segment;
    const clash: Missing = { item: null, title, reason: { code: 'session-clash', with: other } };
    const plays = place.pieces.length > 0 || content.kind === 'relay';
    return [...place.missing, ...(plays ? [clash] : [])].map((missing) => absenceOf(place, missing));
  });
  return { ...planned, length: 0, entries: [], absences };
};

const planSession = (rundown: Rundown, session: RundownSession): Playlist => {
  const { occurrence } = session;
  const pause = Math.round((session.session.pauseMs / 1000) * SAMPLE_RATE);
  const { stretches, passed } = stretchesOf(rundown, session);
  const results = stretches.map((stretch) => layStretch(stretch, pause));
  const laid = results.flatMap((result) => result.laid);
  const counts = new Map<string, number>();
  const entries = laid.map((sound) => {
    const count = (counts.get(sound.place.slot) ?? 0) + 1;
    counts.set(sound.place.slot, count);
    const id = count === 1 ? sound.place.slot : `${sound.place.slot}#${count}`;
    return entryOf(id, sound, session);
  });
  const untold = session.places.flatMap((place) => place.missing.map((missing) => absenceOf(place, missing)));
  return {
    channel: rundown.channel.id,
    channelName: rundown.channel.name,
    day: rundown.day,
    session: session.session.id,
    sessionName: session.session.name,
    start: occurrence.start,
    profile: rundown.station.profile,
    length: entries.reduce((length, entry) => Math.max(length, entry.offset + entry.length), 0),
    entries,
    absences: [
      ...untold,
      ...passed,
      ...results.flatMap(({ leftOut }) => leftOut.map(({ place, missing }) => absenceOf(place, missing))),
    ],
  };
};

/** Cuts the places at fixed starts. A fixed start before the session, or before an earlier fixed start, has passed. */
const stretchesOf = (
  rundown: Rundown,
  { session, occurrence, places }: RundownSession,
): { stretches: Stretch[]; passed: Absence[] } => {
  const limit = session.maxSeconds * SAMPLE_RATE;
  const passed: Absence[] = [];
  const open: { from: number; places: Place[] }[] = [{ from: 0, places: [] }];
  for (const place of places) {
    const current = open.at(-1);
    if (current === undefined) throw new Error('a session has at least one stretch');
    if (place.segment.start.kind === 'soft') {
      current.places.push(place);
      continue;
    }
    const clock = place.segment.start.at;
    const date = dateOf(occurrence.asked);
    // A fixed start earlier in the clock than the session's own belongs to the next calendar day.
    const day = clock < timeOf(occurrence.asked) ? addDays(date, 1) : date;
    const { moment } = placeInZone(at(day, clock), rundown.station.zone);
    const from = secondsBetween(occurrence.start, moment) * SAMPLE_RATE;
    if (from < current.from || from >= limit)
      passed.push(
        absenceOf(place, { item: null, title: place.segment.title, reason: { code: 'fixed-start-passed', at: clock } }),
      );
    else open.push({ from, places: [place] });
  }
  const stretches = open.map((stretch, n): Stretch => ({ ...stretch, until: open[n + 1]?.from ?? null, limit }));
  return { stretches, passed };
};

const absenceOf = ({ slot, segment }: Place, { item, title, reason }: Missing): Absence => ({
  id: slot,
  segment: segment.id,
  title,
  item: item?.id ?? null,
  language: segment.language,
  reason,
});

const entryOf = (id: string, sound: Laid, { occurrence }: RundownSession): PlaylistEntry => {
  const { place, piece, kind, offset, length, fadeOut } = sound;
  const item = piece?.item ?? null;
  const spoken = kind === 'relay' ? null : item;
  const end = plusSeconds(occurrence.start, Math.round((offset + length) / SAMPLE_RATE));
  const reasons: Reason[] = [...(piece?.reasons ?? [])];
  if (kind === 'filler') reasons.push({ code: 'fills-until', at: timeOf(end.local) });
  if (occurrence.shift === 'missing')
    reasons.push({ code: 'hour-moved', asked: occurrence.asked, placed: occurrence.start.local });
  if (occurrence.shift === 'doubled') reasons.push({ code: 'hour-doubled', asked: occurrence.asked });
  return {
    id,
    segment: place.segment.id,
    kind,
    title: spoken?.title ?? place.segment.title,
    item: spoken?.id ?? null,
    genre: kind === 'relay' ? 'relay' : (item?.genre ?? null),
    strand: piece?.strand ?? null,
    language: kind === 'sound' && !WORDLESS.has(item?.genre ?? '') ? (piece?.version.language ?? null) : null,
    run: piece?.run ?? null,
    campaign: spoken?.campaign ?? null,
    contentGroup: spoken?.contentGroup ?? null,
    cut: piece?.cut ?? null,
    offset,
    length,
    fadeOut,
    start: plusSeconds(occurrence.start, Math.floor(offset / SAMPLE_RATE)),
    reasons,
  };
};
