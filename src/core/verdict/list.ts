/**
 * Planned airings, each with its one verdict: what stands in a playlist, and what should have stood there and does not.
 *
 * An airing of which somebody spoke is shown as it was frozen then. What the plan itself left out did not air, with the
 * plan's reason; what was moved stands, and is judged, where it was moved to; music that found no gap was nothing planned.
 */
import type { ByAiring } from '../evidence/by-airing.ts';
import type { PlannedAiring } from '../evidence/entry.ts';
import type { FrozenAiring, freezing } from '../evidence/planned.ts';
import { airingKey } from '../evidence/standing.ts';
import type { SessionAirings } from '../playlist/airings.ts';
import type { Absence, Reason } from '../playlist/model.ts';
import type { Item } from '../schedule/model.ts';
import { namesOf } from './called.ts';
import { type Judgement, judge } from './judge.ts';
import type { Observed } from './observed.ts';
import { isOnTime } from './reported.ts';

/** Not yet: its time has not come. Unsaid: it has, and nothing was observed. */
export type Unknown = 'to-come' | 'unsaid';

export interface JudgedAiring extends Omit<Judgement, 'startedAt'> {
  /** Unique over all channels. */
  readonly key: string;
  readonly planned: Omit<PlannedAiring, 'seconds' | 'cut' | 'script' | 'rule'>;
  /** Milliseconds; null for what the plan left out, which has no length. */
  readonly plannedMs: number | null;
  /** Why the plan left it out. */
  readonly leftOut: Reason | null;
  /** Why nothing is known; null when something is. */
  readonly unknown: Unknown | null;
  /** Whether it began at its time; null: no clock that can be believed in that has said. */
  readonly onTime: boolean | null;
  /** Numbers of the objections to entries of this airing, in order; they change nothing in the verdict. */
  readonly disputedBy: readonly number[];
}

export interface VerdictGround {
  readonly freeze: ReturnType<typeof freezing>;
  readonly observed: Pick<ByAiring<Observed>, 'get'>;
  /** Objections, by airingKey(). */
  readonly disputed?: ReadonlyMap<string, readonly number[]>;
  /** The airing as the entry of this number has it. */
  readonly frozenIn: (seq: number) => PlannedAiring;
  /** For what was left out: an absence knows no campaign. */
  readonly items: ReadonlyMap<string, Pick<Item, 'campaign' | 'contentGroup' | 'genre'>>;
  /** RFC 3339 instant. */
  readonly now: string;
  /** When the first word came that this version of a channel's day had reached its site; null: none did. Not given: nobody knows. */
  readonly reachedAt?: (channel: string, day: string, version: number) => string | null;
}

const NOTHING: readonly never[] = [];

/** In order of the playlist, then what was left out. `version` is the rundown's. */
export const judgedIn = (ground: VerdictGround, playlist: SessionAirings, version: number): JudgedAiring[] => {
  const { freeze, observed, disputed, now } = ground;
  const frozen = freeze.airing(playlist, version);
  const asSaid = saidIn(ground, version);
  const reachedAt = ground.reachedAt?.(playlist.channel, playlist.day, version) ?? null;
  const judged = playlist.entries.map((entry): JudgedAiring => {
    const key = airingKey(playlist.channel, entry.id);
    const known = observed.get(playlist.channel, entry.id);
    const planned = frozen(entry);
    const called = known === undefined ? planned : asSaid(planned, known);
    return judgedAiring(key, called, known, { now, disputedBy: disputed?.get(key), reachedAt });
  });
  const missing = playlist.absences.filter(({ reason }) => reason.code !== 'moved-away' && reason.code !== 'no-gap');
  for (const [n, absence] of missing.entries()) judged.push(leftOut(ground, playlist, version, absence, n));
  return judged;
};

/** An entry of the same version, with the same names, has nothing that the plan has not: most need not be read again. */
const saidIn = ({ frozenIn }: VerdictGround, version: number) => {
  const names = new Map<string, string>();
  return (planned: FrozenAiring, { word }: Observed): FrozenAiring => {
    const about = `${planned.campaign?.id} ${planned.contentGroup?.id}`;
    const called = names.get(about) ?? namesOf(planned);
    names.set(about, called);
    return word.rundownVersion === version && word.names === called ? planned : frozenIn(word.seq);
  };
};

interface Judging {
  readonly now: string;
  readonly disputedBy?: readonly number[] | undefined;
  readonly reachedAt?: string | null;
}

/** Of an airing that stands in a plan, or in none. */
export const judgedAiring = (
  key: string,
  planned: FrozenAiring,
  known: Observed | undefined,
  { now, disputedBy, reachedAt }: Judging,
): JudgedAiring => {
  // What came to the site after its time could not be played from it.
  const published = reachedAt != null && reachedAt <= planned.start.instant;
  const judgement = judge(known?.observations ?? NOTHING, published);
  const { verdict, heardMs, reason, evidence, decidedBy, entries, disagree } = judgement;
  return {
    verdict,
    heardMs,
    reason,
    evidence,
    decidedBy,
    entries,
    disagree,
    key,
    planned,
    plannedMs: Math.round(planned.seconds * 1000),
    leftOut: null,
    unknown: verdict !== 'unknown' ? null : planned.start.instant <= now ? 'unsaid' : 'to-come',
    onTime: isOnTime(judgement.startedAt, planned),
    disputedBy: disputedBy ?? NOTHING,
  };
};

const leftOut = (
  { freeze, items, now }: VerdictGround,
  playlist: SessionAirings,
  version: number,
  { id, segment, title, item, language, reason }: Absence,
  n: number,
): JudgedAiring => {
  const about = item === null ? undefined : items.get(item);
  const isOver = playlist.start.instant <= now;
  const planned = {
    ...freeze.session(playlist, version),
    id,
    segment,
    title,
    kind: 'sound' as const,
    item,
    genre: about?.genre ?? null,
    language,
    run: null,
    campaign: freeze.campaign(about?.campaign ?? null),
    contentGroup: freeze.contentGroup(about?.contentGroup ?? null),
    start: playlist.start,
  };
  const { startedAt: _never, ...nothing } = judge(NOTHING);
  return {
    ...nothing,
    verdict: isOver ? 'not-aired' : 'unknown',
    // One place may miss several things, and air others: its id is not one airing's.
    key: `${airingKey(playlist.channel, id)} left-out ${playlist.session} ${n}`,
    planned,
    plannedMs: null,
    leftOut: reason,
    unknown: isOver ? null : 'to-come',
    onTime: null,
    disputedBy: NOTHING,
  };
};
