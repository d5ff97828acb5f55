/**
 * What is due to go: what is older than its rule says, that no hold stops and nothing needs. Pure; the answer is the same whatever
 * order records come in.
 */
import { addDays, type LocalDate } from '../time/local.ts';

/** Nothing of these days, both included, may go; `channel` null: of all channels. */
export interface Hold {
  readonly id: string;
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly channel: string | null;
}

/** The days that a record tells of, both included; `channel` null: of any channel, or of none in particular. */
export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly channel: string | null;
}

export interface Candidate {
  readonly id: string;
  /** The last day on which it was of use: its age counts from here. */
  readonly day: LocalDate;
  /** null: nobody can say which days it tells of, so any hold stops it. */
  readonly span: Span | null;
  /** A plan to come, the library, a feed or a person's last sign-in would miss it. */
  readonly needed: boolean;
}

export interface Decided<C extends Candidate> {
  readonly due: readonly C[];
  /** Old enough, and stopped by a hold. */
  readonly held: readonly C[];
  /** Old enough, and needed. */
  readonly needed: readonly C[];
}

/** What was last of use before this day is old: kept for `keepDays` whole days after it. */
export const oldBefore = (today: LocalDate, keepDays: number): LocalDate => addDays(today, -keepDays);

/** The first hold that a span touches; a record of no particular channel is touched by the holds of all. */
export const holdOn = (span: Span | null, holds: readonly Hold[]): Hold | undefined =>
  holds.find(
    ({ from, to, channel }) =>
      span === null ||
      (span.from <= to && from <= span.to && (channel === null || span.channel === null || channel === span.channel)),
  );

export const decideRetention = <C extends Candidate>(
  candidates: readonly C[],
  { keepDays, today, holds }: { readonly keepDays: number; readonly today: LocalDate; readonly holds: readonly Hold[] },
): Decided<C> => {
  const before = oldBefore(today, keepDays);
  const old = candidates.filter(({ day }) => day < before);
  const standing = (one: C): keyof Decided<C> => {
    if (holdOn(one.span, holds) !== undefined) return 'held';
    return one.needed ? 'needed' : 'due';
  };
  const { due = [], held = [], needed = [] } = Object.groupBy(old, standing);
  return { due, held, needed };
};

/** The first and last day that records were of use, for the entry about them; null: there are none. */
export const spanOf = (candidates: readonly Candidate[]): { readonly oldest: LocalDate | null; readonly newest: LocalDate | null } => {
  const days = candidates.map(({ day }) => day).sort();
  return { oldest: days[0] ?? null, newest: days.at(-1) ?? null };
};

/** Days after which a clock that has gone on is not believed by itself: a wrong date would make everything old at once. */
const BELIEVED_DAYS = 31;

/** Whether removing may go on by itself: the last look, null when there was none, lies neither ahead nor far behind. */
export const isClockBelieved = (lastLook: LocalDate | null, today: LocalDate): boolean =>
  lastLook === null || (lastLook <= today && today <= addDays(lastLook, BELIEVED_DAYS));
