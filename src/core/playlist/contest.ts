/**
 * What becomes of sessions that want the same time on one channel, by the rules of priority (Circular 39/2020/TT-BTTTT).
 *
 * A higher priority keeps its time and the lower one goes around it; among equals the one that begins first stays, and a
 * session with grace waits for it. Two priority items are a person's to decide: until somebody has, the first stays and
 * the conflict is open. Back to back is no conflict.
 */
import type { Decision } from '../schedule/alterations.ts';
import type { Claimant, Conflict, ConflictState } from '../schedule/conflict-model.ts';
import type { Priority } from '../schedule/model.ts';
import { inOrder } from '../schedule/prepare.ts';
import type { Rundown, RundownSession } from '../schedule/rundown.ts';
import type { LocalDateTime } from '../time/local.ts';
import { plusSeconds, secondsBetween } from '../time/zone.ts';
import type { Playlist, Reason } from './model.ts';
import { type Collision, type PlannedSession, planSession, type Room, silentSession } from './plan.ts';
import { SAMPLE_RATE } from './profile.ts';
import { type Block, rankOf } from './stretches.ts';

/** A session that wants air, with what a guard keeps from it. */
export interface Candidate {
  readonly rundown: Rundown;
  readonly session: RundownSession;
  readonly blocks: readonly Block[];
}

export interface Settled {
  readonly candidate: Candidate;
  readonly playlist: Playlist;
}

interface Claim extends Settled {
  readonly rank: number;
}

const EMERGENCY = 3;
const PRIORITY = 2;

/** Every candidate with its playlist, in the order given, and what collided. */
export const contest = (
  candidates: readonly Candidate[],
  decisions: readonly Decision[],
): { readonly settled: readonly Settled[]; readonly conflicts: readonly Conflict[] } => {
  const claims: Claim[] = [];
  const conflicts: Conflict[] = [];
  for (const candidate of inTurn(candidates, decisions)) {
    const rank = sessionRank(candidate.session);
    const done = settle(candidate, rank, claims, decisions);
    claims.push({ candidate, rank, playlist: done.playlist });
    conflicts.push(...done.conflicts);
  }
  const settled = candidates.flatMap((candidate) => claims.filter((claim) => claim.candidate === candidate));
  return { settled, conflicts };
};

/** The highest of what it plays; a session with one urgent place is urgent as a whole. */
const sessionRank = ({ places }: RundownSession): number =>
  Math.max(
    1,
    ...places
      .filter(
        ({ pieces, removed, segment }) => removed === null && (pieces.length > 0 || segment.content.kind === 'relay'),
      )
      .map(({ segment }) => rankOf(segment)),
  );

/**
 * By rank, then as they begin; what a person put behind another waits for that one alone. Where people's orders run in a
 * circle, the one that begins first goes on.
 */
const inTurn = (candidates: readonly Candidate[], decisions: readonly Decision[]): readonly Candidate[] => {
  const waiting = candidates.toSorted((a, b) => sessionRank(b.session) - sessionRank(a.session) || byStart(a, b));
  if (decisions.length === 0) return waiting;
  const ordered: Candidate[] = [];
  while (waiting.length > 0) {
    const [first] = waiting;
    const rank = first === undefined ? 0 : sessionRank(first.session);
    const equals = waiting.filter(({ session }) => sessionRank(session) === rank);
    const isBehind = (one: Candidate): boolean => equals.some((other) => decided(decisions, other, one) !== undefined);
    const next = equals.find((one) => !isBehind(one)) ?? first;
    if (next === undefined) break;
    ordered.push(next);
    waiting.splice(waiting.indexOf(next), 1);
  }
  return ordered;
};

const byStart = ({ session: a }: Candidate, { session: b }: Candidate): number =>
  inOrder(a.occurrence.start.instant, b.occurrence.start.instant) || inOrder(a.session.id, b.session.id);

const keyOf = ({ session }: Candidate): string => session.occurrence.key;

const decided = (decisions: readonly Decision[], first: Candidate, second: Candidate): Decision | undefined =>
  decisions.findLast((one) => one.first === keyOf(first) && one.second === keyOf(second));

const settle = (
  candidate: Candidate,
  rank: number,
  claims: readonly Claim[],
  decisions: readonly Decision[],
): { readonly playlist: Playlist; readonly conflicts: readonly Conflict[] } => {
  const { rundown, session } = candidate;
  const yielding = new Set(decisions.map(({ second }) => second));
  let room: Room = { late: 0, after: null, blocks: candidate.blocks, yielding };
  let planned = planSession(rundown, session, room);
  const naive = planned.playlist;
  const goesAround = (claim: Claim): boolean =>
    claim.rank > rank || decided(decisions, claim.candidate, candidate) !== undefined;
  const conflicts = new Map<Claim, Conflict>();
  // Each round either ends, or goes around one more claim, or waits for a later end: there are only so many.
  for (let rounds = 2 * claims.length + 1; rounds > 0; rounds -= 1) {
    const rivals = claims.filter((claim) => !conflictGone(planned, claim, goesAround(claim)));
    if (rivals.length === 0) break;
    const around = rivals.filter(goesAround);
    const equals = rivals.filter((claim) => !around.includes(claim));
    for (const claim of around) {
      const decision = claim.rank > rank ? undefined : decided(decisions, claim.candidate, candidate);
      conflicts.set(
        claim,
        conflictOf(claim, candidate, naive, decision === undefined ? 'ranked' : 'decided', decision),
      );
    }
    if (equals.length > 0) {
      const late = Math.max(...equals.map(({ playlist }) => lateness(playlist, session)));
      const waits = rank === EMERGENCY || late <= session.session.graceSeconds;
      const last = equals.find(({ playlist }) => lateness(playlist, session) === late);
      if (waits && late > room.late) room = { ...room, late, after: last?.playlist.sessionName ?? null };
      else {
        const state = rank === PRIORITY ? 'open' : 'clash';
        for (const claim of equals) conflicts.set(claim, conflictOf(claim, candidate, naive, state));
        return {
          playlist: silentSession(rundown, session, lostTo(equals[0], rank)),
          conflicts: [...conflicts.values()],
        };
      }
    }
    const start = plusSeconds(session.occurrence.start, room.late);
    const blocks = [...conflicts].map(([claim, { decision }]) => blockOf(claim, start, decision));
    room = { ...room, blocks: [...shifted(candidate.blocks, room.late), ...blocks] };
    planned = planSession(rundown, session, room);
  }
  const inside = planned.collisions.map((collision) => collisionConflict(collision, planned.playlist, decisions));
  return { playlist: planned.playlist, conflicts: [...conflicts.values(), ...inside] };
};

const shifted = (blocks: readonly Block[], late: number): readonly Block[] =>
  blocks.map(({ from, to, reason }) => ({ from: from - late * SAMPLE_RATE, to: to - late * SAMPLE_RATE, reason }));

/**
 * Whether a plan leaves a claim its time: no sound of it lies there, or, for what does not go around, nothing from its
 * beginning to its end, since each is one file and only one plays.
 */
const conflictGone = ({ playlist }: PlannedSession, claim: Claim, goesAround: boolean): boolean => {
  if (claim.playlist.length === 0 || playlist.length === 0) return true;
  const from = secondsBetween(playlist.start, claim.playlist.start) * SAMPLE_RATE;
  const to = from + claim.playlist.length;
  if (!goesAround) return to <= 0 || from >= playlist.length;
  return playlist.entries.every(({ offset, length }) => offset >= to || offset + length <= from);
};

/** Whole seconds from when a session should begin until a playlist has ended. */
const lateness = (playlist: Playlist, { occurrence }: RundownSession): number =>
  Math.ceil(secondsBetween(occurrence.start, playlist.start) + playlist.length / SAMPLE_RATE);

const blockOf = (claim: Claim, start: RundownSession['occurrence']['start'], decision: number | null): Block => {
  const from = secondsBetween(start, claim.playlist.start) * SAMPLE_RATE;
  const by = claim.playlist.sessionName;
  const priority = priorityOf(claim.rank);
  const reason: Reason =
    decision === null ? { code: 'preempted', by, priority } : { code: 'yields', to: by, alteration: decision };
  return { from, to: from + claim.playlist.length, reason };
};

const lostTo = (claim: Claim | undefined, rank: number): Reason => {
  const other = claim?.playlist.sessionName ?? '';
  return rank === PRIORITY ? { code: 'decision-open', with: other } : { code: 'session-clash', with: other };
};

const priorityOf = (rank: number): Priority =>
  rank === EMERGENCY ? 'emergency' : rank === PRIORITY ? 'priority' : 'normal';

const claimant = ({ session }: Candidate): Claimant => ({
  slot: session.occurrence.key,
  title: session.session.name,
  priority: priorityOf(sessionRank(session)),
});

const conflictOf = (
  claim: Claim,
  candidate: Candidate,
  naive: Playlist,
  state: ConflictState,
  decision?: Decision,
): Conflict => {
  const endOf = ({ start, length }: Playlist): LocalDateTime =>
    plusSeconds(start, Math.ceil(length / SAMPLE_RATE)).local;
  const both = [claim.playlist, naive];
  const from = both.map(({ start }) => start.local).sort()[1] ?? naive.start.local;
  const to = both.map(endOf).sort()[0] ?? endOf(naive);
  return {
    kind: 'sessions',
    state,
    kept: claimant(claim.candidate),
    yields: claimant(candidate),
    from,
    to,
    decision: decision?.id ?? null,
  };
};

const collisionConflict = (
  { kept, yields, from, to }: Collision,
  { start }: Playlist,
  decisions: readonly Decision[],
): Conflict => {
  const decision = decisions.findLast((one) => one.first === kept.slot && one.second === yields.slot);
  const side = ({ slot, segment }: Collision['kept']): Claimant => ({
    slot,
    title: segment.title,
    priority: priorityOf(rankOf(segment)),
  });
  return {
    kind: 'places',
    state: decision === undefined ? 'open' : 'decided',
    kept: side(kept),
    yields: side(yields),
    from: plusSeconds(start, Math.floor(from / SAMPLE_RATE)).local,
    to: plusSeconds(start, Math.ceil(to / SAMPLE_RATE)).local,
    decision: decision?.id ?? null,
  };
};
