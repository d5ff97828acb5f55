/** Rules on their own, for `loa expand`: asks the core and nothing else, so it needs no right and no store. */
import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { must, okUnless, refuse } from '../core/result.ts';
import { type ExpandedMoment, expandOne } from '../core/schedule/expand.ts';
import { readDate, readDateOrLocal, readLocal } from '../core/time/written.ts';
import { type ClockChangePolicy, DEFAULT_CLOCK_CHANGE, isZone } from '../core/time/zone.ts';
import { openly } from './operation.ts';

/** What was asked, as it was written: dates and local times in RFC 3339 or RFC 5545 form. */
export interface RulesAsked {
  readonly rules: readonly string[];
  /** The clock time of all occurrences, and the day from which rules count. */
  readonly start: string;
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  /** RDATE and EXDATE: dates, local times, or instants with Z. */
  readonly also?: readonly string[];
  readonly not?: readonly string[];
  readonly policy?: Partial<ClockChangePolicy>;
}

/** The moments of expandOne. Refuses with time.*, rule.*; every fault of the dates, then every fault of the rules. */
export const expandRule = openly('rule.expand', (asked: RulesAsked): Result<ExpandedMoment[]> => {
  const { rules, zone } = asked;
  if (!isZone(zone)) return refuse('time.zone', { zone });
  const start = readLocal(asked.start, zone);
  const [from, to] = [readDate(asked.from), readDate(asked.to)];
  const also = (asked.also ?? []).map((text) => readDateOrLocal(text, zone));
  const not = (asked.not ?? []).map((text) => readDateOrLocal(text, zone));
  const refusals = [start, from, to, ...also, ...not].flatMap((read): readonly Refusal[] =>
    read.ok ? [] : read.refusals,
  );
  const dates = okUnless(refusals, () => ({ also: also.map(must), not: not.map(must) }));
  if (!dates.ok) return dates;
  const policy = { ...DEFAULT_CLOCK_CHANGE, ...asked.policy };
  return expandOne(rules, must(start), zone, must(from), must(to), policy, dates.value);
});
