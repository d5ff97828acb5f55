/**
 * How long a failed attempt makes the next one wait: a few are free, then each doubles the wait up to a limit.
 *
 * One person's failures from one address may cost long; those from anywhere cost little, or a stranger could lock
 * somebody out of their own account (ASVS 5.0 §6.3.1).
 */

export interface BackOffRule {
  /** Failures that cost nothing. */
  readonly free: number;
  /** Longest wait, in seconds. */
  readonly most: number;
  /** Seconds without a failure after which all are forgotten. */
  readonly forgotten: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

export const BACK_OFF = {
  /** One person, from one address; and one person's codes. */
  pair: { free: 5, most: 900, forgotten: DAY },
  /** One address, whoever is tried: an office of many people has its typing errors every day. */
  address: { free: 20, most: 900, forgotten: HOUR },
  /** One person, from anywhere. */
  person: { free: 10, most: 60, forgotten: DAY },
} as const satisfies Readonly<Record<string, BackOffRule>>;

export interface Failures {
  readonly failures: number;
  /** Instant of the last one. */
  readonly lastAt: string;
}

/** Failures whose last one is not after this instant are forgotten at `now`, whatever they were of. */
export const forgottenAt = (now: string): string => Temporal.Instant.from(now).subtract({ seconds: DAY }).toString();

/** Seconds that the next attempt after `failures` failures has to wait, counted from the last one: 0, 1, 2, 4 … */
export const waitAfter = ({ free, most }: Pick<BackOffRule, 'free' | 'most'>, failures: number): number =>
  failures <= free ? 0 : Math.min(most, 2 ** (failures - free - 1));

/** Seconds between two instants, whichever is first: a clock that was put back locks nobody out until it catches up. */
const apart = (one: string, other: string): number =>
  Math.abs(Temporal.Instant.from(one).epochMilliseconds - Temporal.Instant.from(other).epochMilliseconds) / 1000;

/** undefined when it is too long ago to count. */
const remembered = ({ forgotten }: BackOffRule, known: Failures | undefined, now: string): Failures | undefined =>
  known !== undefined && apart(known.lastAt, now) < forgotten ? known : undefined;

/** Whole seconds left at `now`, rounded up; 0: it may be tried. */
export const secondsLeft = (rule: BackOffRule, known: Failures | undefined, now: string): number => {
  const counted = remembered(rule, known, now);
  if (counted === undefined) return 0;
  return Math.max(0, Math.ceil(waitAfter(rule, counted.failures) - apart(counted.lastAt, now)));
};

/** One failure more at `now`; forgotten ones do not count. */
export const oneMore = (rule: BackOffRule, known: Failures | undefined, now: string): Failures => ({
  failures: (remembered(rule, known, now)?.failures ?? 0) + 1,
  lastAt: now,
});
