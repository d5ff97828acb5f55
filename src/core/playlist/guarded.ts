/**
 * A day's sessions contested under the guard of hours: what a guard forbids is time that a session cannot have.
 *
 * The guard judges what would sound; what it silences may let something else sound longer, so it is asked again until it
 * has nothing more to silence.
 */
import { placeOfChannel } from '../access/decide.ts';
import type { Decision } from '../schedule/alterations.ts';
import type { Conflict } from '../schedule/conflict-model.ts';
import { judge, type Silence, type Sounding } from '../schedule/guard.ts';
import { type DayRules, dayTypeOf, guardsOn, type RulesOf } from '../schedule/guard-hours.ts';
import type { GuardFinding } from '../schedule/guard-model.ts';
import type { Prepared } from '../schedule/prepare.ts';
import type { Place, Rundown, RundownSession } from '../schedule/rundown.ts';
import { isPublicHoliday } from '../time/holidays.ts';
import type { LocalDate } from '../time/local.ts';
import { secondsBetween } from '../time/zone.ts';
import { type Candidate, contest, type Settled } from './contest.ts';
import type { Playlist } from './model.ts';
import { SAMPLE_RATE } from './profile.ts';
import { type Block, rankOf } from './stretches.ts';

export interface Guarded {
  readonly settled: readonly Settled[];
  readonly conflicts: readonly Conflict[];
  /** Of the sessions of `day`. */
  readonly findings: readonly GuardFinding[];
}

/** Each round silences something more or ends; after these it would not end by itself. */
const MOST_ROUNDS = 8;

/** Sessions of one channel, of `day` and those beside it that may reach into it. */
export const contestGuarded = (
  prepared: Prepared,
  rundowns: readonly Rundown[],
  day: LocalDate,
  decisions: readonly Decision[],
): Guarded => {
  const [rundown] = rundowns;
  const sessions = rundowns.flatMap((one) => candidatesOf(one));
  if (rundown === undefined || prepared.schedule.guards.length === 0)
    return { ...contest(sessions, decisions), findings: [] };
  const rulesOf = rulesFor(prepared, rundown);
  const findings = new Map<string, GuardFinding>();
  let candidates = sessions.map((candidate) => urgentOnly(candidate, rulesOf));
  for (let round = 0; ; round += 1) {
    const done = contest(candidates, decisions);
    const forbidden = new Map<string, readonly Block[]>();
    for (const one of rundowns) {
      const mine = done.settled.filter(({ candidate }) => candidate.rundown.day === one.day);
      const judged = judge(one.day, mine.map(soundingOf), rulesOf);
      if (one.day === day) for (const finding of judged.findings) findings.set(JSON.stringify(finding), finding);
      for (const { candidate, playlist } of mine) {
        const { key, start } = candidate.session.occurrence;
        const late = secondsBetween(start, playlist.start);
        const silences = judged.silences.get(key) ?? [];
        if (silences.length > 0)
          forbidden.set(
            key,
            silences.map((silence) => blockOf(silence, late, playlist)),
          );
      }
    }
    if (forbidden.size === 0 || round === MOST_ROUNDS) return { ...done, findings: [...findings.values()] };
    candidates = candidates.map((candidate) => ({
      ...candidate,
      blocks: [...candidate.blocks, ...(forbidden.get(candidate.session.occurrence.key) ?? [])],
    }));
  }
};

const candidatesOf = (rundown: Rundown): Candidate[] =>
  rundown.sessions.flatMap((session) => (session.removed === null ? [{ rundown, session, blocks: [] }] : []));

/** The rules of a channel on any calendar day. */
const rulesFor = (prepared: Prepared, { channel, station }: Rundown): RulesOf => {
  const holidays = new Set(
    prepared.schedule.festivals
      .filter(({ kind }) => kind === 'holiday')
      .flatMap(({ id }) => prepared.festivals.get(id) ?? []),
  );
  return (date): DayRules =>
    prepared.memory(`rules ${channel.id} ${date}`, () => ({
      type: dayTypeOf(date, (one) => holidays.has(one) || isPublicHoliday(one)),
      guards: guardsOn(prepared.schedule.guards, prepared.units, placeOfChannel(channel, station, date).served, date),
    }));
};

/** A silence up to the end of what sounds is one for good: what goes on after it would be forbidden as well. */
const blockOf = ({ from, to, reason }: Silence, late: number, { length }: Playlist): Block => ({
  from: (from + late) * SAMPLE_RATE,
  to: to * SAMPLE_RATE >= length ? Number.POSITIVE_INFINITY : (to + late) * SAMPLE_RATE,
  reason,
});

const plays = ({ removed, pieces, segment }: Place): boolean =>
  removed === null && (pieces.length > 0 || segment.content.kind === 'relay');

const isUrgent = ({ segment }: Place): boolean => segment.priority === 'emergency';

const emergencyOf = ({ places }: RundownSession): Pick<Sounding, 'emergency' | 'authorised'> => {
  const playing = places.filter(plays);
  const urgent = playing.filter(isUrgent);
  // Whoever answers for one emergency does not answer for another beside it.
  const unanswered = urgent.find(({ segment }) => segment.authorised === null);
  return {
    emergency: urgent.length > 0,
    authorised:
      urgent.length === playing.length && unanswered === undefined ? (urgent[0]?.segment.authorised ?? null) : null,
  };
};

const soundingOf = ({ candidate, playlist }: Settled): Sounding => ({
  key: candidate.session.occurrence.key,
  name: playlist.sessionName,
  start: playlist.start,
  seconds: Math.ceil(playlist.length / SAMPLE_RATE),
  ...emergencyOf(candidate.session),
});

/** Where an answered emergency stands among other things at a forbidden time, it alone is let through. */
const urgentOnly = (candidate: Candidate, rulesOf: RulesOf): Candidate => {
  const { session } = candidate;
  const answered = session.places.some((place) => plays(place) && rankOf(place.segment) === 3);
  if (!answered || session.places.filter(plays).every(isUrgent)) return candidate;
  const { key, start, day } = session.occurrence;
  const whole: Sounding = {
    key,
    name: session.session.name,
    start,
    seconds: session.session.maxSeconds,
    emergency: false,
    authorised: null,
  };
  const [silence] = judge(day, [whole], rulesOf).silences.get(key) ?? [];
  if (silence?.reason.code !== 'guard-hours') return candidate;
  const places = session.places.map((place): Place => {
    if (isUrgent(place) || !plays(place)) return place;
    const missing = [...place.missing, { item: null, title: place.segment.title, reason: silence.reason }];
    return { ...place, pieces: [], missing, removed: silence.reason };
  });
  return { ...candidate, session: { ...session, places } };
};
