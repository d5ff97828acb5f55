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
import type { Place, Rundown } from '../schedule/rundown.ts';
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

/** Sessions of one channel, of `day` and those beside it that may reach into it. */
export const contestGuarded = (
  prepared: Prepared,
  rundowns: readonly Rundown[],
  day: LocalDate,
  decisions: readonly Decision[],
): Guarded => {
  const [rundown] = rundowns;
  let candidates = rundowns.flatMap((one) => candidatesOf(one));
  if (rundown === undefined || prepared.schedule.guards.length === 0)
    return { ...contest(candidates, decisions), findings: [] };
  const rulesOf = rulesFor(prepared, rundown);
  const findings = new Map<string, GuardFinding>();
  // Each round silences some place or some time for good; a session that is still told after these is silenced whole.
  const patience = 4 * candidates.length + 8;
  for (let round = 0; ; round += 1) {
    const done = contest(candidates, decisions);
    const next = new Map<string, Candidate>();
    for (const one of rundowns) {
      const mine = done.settled.filter(({ candidate }) => candidate.rundown.day === one.day);
      const judged = judge(one.day, mine.map(soundingOf), rulesOf);
      const untouched = new Set<string>();
      for (const settled of mine) {
        const { key } = settled.candidate.session.occurrence;
        const silences = judged.silences.get(key) ?? [];
        const silenced = silences.length === 0 ? null : silencedBy(settled, silences, round >= patience);
        if (silenced !== null) next.set(key, silenced);
        // Only what somebody answers for lies at a forbidden time.
        else if (silences.length > 0) untouched.add(key);
      }
      if (one.day !== day) continue;
      for (const finding of judged.findings)
        if (finding.level === 'warned' || !untouched.has(finding.session))
          findings.set(JSON.stringify(finding), finding);
    }
    if (next.size === 0) return { ...done, findings: [...findings.values()] };
    candidates = candidates.map((candidate) => next.get(candidate.session.occurrence.key) ?? candidate);
  }
};

const candidatesOf = (rundown: Rundown): Candidate[] =>
  rundown.sessions.flatMap((session) => (session.removed === null ? [{ rundown, session, blocks: [] }] : []));

/** The rules of a channel on any calendar day. */
export const rulesFor = (prepared: Prepared, { channel, station }: Pick<Rundown, 'channel' | 'station'>): RulesOf => {
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

/**
 * A session without what a guard forbids of it; null when that is nothing but what somebody answers for. Beside such an
 * emergency the places that sound at a forbidden time are taken out; otherwise the time itself is closed to the session.
 */
const silencedBy = (settled: Settled, silences: readonly Silence[], whole: boolean): Candidate | null => {
  const { candidate, playlist } = settled;
  const { session } = candidate;
  const late = secondsBetween(session.occurrence.start, playlist.start);
  if (!session.places.some((place) => plays(place) && isAnswered(place))) {
    const [first] = silences;
    const all = whole && first !== undefined ? [{ ...first, from: 0, to: Number.POSITIVE_INFINITY }] : silences;
    return {
      ...candidate,
      blocks: [...candidate.blocks, ...all.map((one) => blockOf(one, whole ? 0 : late, playlist))],
    };
  }
  const reasons = new Map<string, Silence['reason']>();
  for (const { id, offset, length } of playlist.entries)
    for (const { from, to, reason } of silences)
      if (offset < to * SAMPLE_RATE && offset + length > from * SAMPLE_RATE)
        reasons.set(id.split('#')[0] ?? id, reason);
  let taken = false;
  const places = session.places.map((place): Place => {
    const reason = reasons.get(place.slot);
    if (reason === undefined || isAnswered(place) || !plays(place)) return place;
    taken = true;
    const missing = [...place.missing, { item: null, title: place.segment.title, reason }];
    return { ...place, pieces: [], missing, removed: reason };
  });
  return taken ? { ...candidate, session: { ...session, places } } : null;
};

/** A silence up to the end of what sounds is one for good: what goes on after it would be forbidden as well. */
const blockOf = ({ from, to, reason }: Silence, late: number, { length }: Playlist): Block => ({
  from: (from + late) * SAMPLE_RATE,
  to: to * SAMPLE_RATE >= length ? Number.POSITIVE_INFINITY : (to + late) * SAMPLE_RATE,
  reason,
});

const plays = ({ removed, pieces, segment }: Place): boolean =>
  removed === null && (pieces.length > 0 || segment.content.kind === 'relay');

const isAnswered = ({ segment }: Place): boolean => rankOf(segment) === 3;

/** A session that is only answered emergencies passes as one; what stands beside them is judged as anything else. */
const soundingOf = ({ candidate, playlist }: Settled): Sounding => {
  const playing = candidate.session.places.filter(plays);
  const answered = playing.length > 0 && playing.every(isAnswered);
  return {
    key: candidate.session.occurrence.key,
    name: playlist.sessionName,
    start: playlist.start,
    seconds: Math.ceil(playlist.length / SAMPLE_RATE),
    emergency: answered || playing.some((place) => place.segment.priority === 'emergency' && !isAnswered(place)),
    authorised: answered ? (playing[0]?.segment.authorised ?? null) : null,
  };
};
