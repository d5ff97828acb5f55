/**
 * What is known of one planned airing, from everything that was observed of it: one verdict.
 *
 * The order of strength (docs/verdicts.md). A microphone at the loudspeaker decides before all else: L5, then L4; only it
 * heard what people heard. Next the sound at the amplifier (L3), then the player's own report (L2). Neither hears the
 * loudspeaker, so a person who says that less was heard is believed before them; a person who says more is not. Of several
 * observations of one strength, and of several roles, the least is believed. Where nothing was observed, nothing is known:
 * a plan (L0), also one that has reached its site (L1), is no proof that anything sounded.
 */
import type { NotAiredReason, Outcome } from '../evidence/entry.ts';
import { leastFirst } from '../evidence/standing.ts';

export const VERDICTS = ['aired', 'partly', 'interrupted', 'not-aired', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * How we know. L0 planned, L1 published to the site, L2 the device reports play, L3 the line at the amplifier matches,
 * L4 a microphone at the loudspeaker matches, L5 the same from another party's recorder. A statement is of a kind of its
 * own and stands in no level.
 */
export const EVIDENCE = ['L0', 'L1', 'L2', 'L3', 'L4', 'L5', 'statement'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** One thing that the air log holds of one airing, read from one entry. */
export interface Observation {
  /** Number of its entry. */
  readonly seq: number;
  readonly evidence: Exclude<Evidence, 'L0' | 'L1'>;
  readonly outcome: Outcome;
  readonly reason: NotAiredReason | null;
  readonly heardMs: number;
  /** Instant at which it began, by a clock that can be believed in that; not given: nobody knows. */
  readonly startedAt?: string | null;
}

export interface Judgement {
  readonly verdict: Verdict;
  /** Milliseconds heard; 0 where nothing is known. */
  readonly heardMs: number;
  /** Why not, or not wholly; with 'interrupted', by what. */
  readonly reason: NotAiredReason | null;
  readonly evidence: Evidence;
  /** Instant at which it began, by the observation that decided; null: not known well enough. */
  readonly startedAt: string | null;
  /** Number of the entry that decided it. */
  readonly decidedBy: number | null;
  /** All entries that were weighed, in order of number. */
  readonly entries: readonly number[];
  /** Whether they say different things of it. */
  readonly disagree: boolean;
}

/** What takes the air from something else; anything else only breaks it off. */
const INTERRUPTS: ReadonlySet<NotAiredReason | null> = new Set<NotAiredReason>(['emergency', 'ordered-off']);

const HEARS_THE_LOUDSPEAKER: ReadonlySet<Evidence> = new Set<Evidence>(['L4', 'L5']);

/** Of machines the strongest first. */
const MACHINES = ['L5', 'L4', 'L3', 'L2'] as const;

/** `published`: whether the plan is known to have reached its site. The order of `observations` does not matter. */
export const judge = (observations: readonly Observation[], published = false): Judgement => {
  const decided = strongest(observations);
  const seqs = observations.map(({ seq }) => seq);
  if (seqs.length > 1) seqs.sort((a, b) => a - b);
  if (decided === undefined)
    return {
      verdict: 'unknown',
      heardMs: 0,
      reason: null,
      startedAt: null,
      evidence: published ? 'L1' : 'L0',
      decidedBy: null,
      entries: seqs,
      disagree: false,
    };
  const { outcome, reason, heardMs, evidence, seq, startedAt = null } = decided;
  return {
    verdict: outcome === 'partly' && INTERRUPTS.has(reason) ? 'interrupted' : outcome,
    heardMs: outcome === 'not-aired' ? 0 : heardMs,
    reason: outcome === 'aired' ? null : reason,
    startedAt,
    evidence,
    decidedBy: seq,
    entries: seqs,
    disagree: observations.some((one) => one.outcome !== outcome),
  };
};

const strongest = (observations: readonly Observation[]): Observation | undefined => {
  if (observations.length < 2) return observations[0];
  const least = (evidence: Evidence): Observation | undefined =>
    observations.filter((one) => one.evidence === evidence).toSorted(leastFirst)[0];
  const said = least('statement');
  const level = MACHINES.find((one) => observations.some(({ evidence }) => evidence === one));
  const machine = level === undefined ? undefined : least(level);
  if (machine === undefined || said === undefined) return machine ?? said;
  return !HEARS_THE_LOUDSPEAKER.has(machine.evidence) && saysLess(said, machine) ? said : machine;
};

/** That one measures a whole airing a little longer than the other is no difference. */
const saysLess = (said: Observation, machine: Observation): boolean =>
  said.outcome === machine.outcome
    ? said.outcome === 'partly' && said.heardMs < machine.heardMs
    : leastFirst(said, machine) < 0;
