/**
 * Counting failed attempts and making the next one wait. The keys hold ids, addresses and hashes, never what somebody
 * typed: a passphrase in the login field is a common mistake.
 */
import {
  BACK_OFF,
  type BackOffRule,
  forgottenAt,
  oneMore,
  secondsLeft,
  waitAfter,
} from '../../core/access/back-off.ts';
import { networkOf } from '../../core/access/network.ts';
import type { PersonId, Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import {
  clearFailures,
  clearFailuresBeginning,
  dropFailuresUpTo,
  findFailures,
  saveFailures,
} from '../../store/back-off.ts';
import type { Rows } from '../../store/database.ts';
import type { Ctx } from '../context.ts';

interface Counter {
  readonly key: string;
  readonly rule: BackOffRule;
  /** Whether a success takes it back; an address's failures with others are not made good by one's own. */
  readonly forgiven: boolean;
}

/** What one attempt counts against; the first one is the one that audit rows tell. */
export type Counters = readonly [Counter, ...Counter[]];

const ofAddress = (address: string): Counter => ({
  key: `address:${networkOf(address)}`,
  rule: BACK_OFF.address,
  forgiven: false,
});

/** Guessing what belongs to nobody yet: a code by which a machine joins. */
export const addressCounters = (address: string): Counters => [ofAddress(address)];

/** Guessing a passphrase at the door. `who`: the person, or the hash of a login that nobody has. */
export const passphraseCounters = (who: PersonId | Sha256, address: string): Counters => [
  { key: `person:${who}+address:${networkOf(address)}`, rule: BACK_OFF.pair, forgiven: true },
  ofAddress(address),
  { key: `person:${who}`, rule: BACK_OFF.person, forgiven: true },
];

/** Guessing a code of the second factor, with the passphrase known. */
export const codeCounters = (person: PersonId, address: string): Counters => [
  { key: `person:${person}+code`, rule: BACK_OFF.pair, forgiven: true },
  ofAddress(address),
];

/** Guessing the passphrase on a browser that was left signed in. */
export const insideCounters = (person: PersonId): Counters => [
  { key: `person:${person}+inside`, rule: BACK_OFF.pair, forgiven: true },
];

/** Refuses with sign-in.wait; then nothing may be verified. */
export const mayTry = (ctx: Pick<Ctx, 'clock'>, rows: Rows, counters: Counters): Result<void> => {
  const now = ctx.clock.instant();
  const seconds = Math.max(...counters.map(({ key, rule }) => secondsLeft(rule, findFailures(rows, key), now)));
  return seconds > 0 ? refuse('sign-in.wait', { seconds }) : ok(undefined);
};

/** Counts one failure, and forgets what is long past; answers what the audit row tells of it. */
export const countFailure = (
  ctx: Pick<Ctx, 'clock'>,
  rows: Rows,
  counters: Counters,
): { readonly failures: number; readonly waitSeconds: number } => {
  const now = ctx.clock.instant();
  dropFailuresUpTo(rows, forgottenAt(now));
  const counted = counters.map(({ key, rule }) => {
    const known = oneMore(rule, findFailures(rows, key), now);
    saveFailures(rows, key, known);
    return { failures: known.failures, wait: waitAfter(rule, known.failures) };
  });
  return { failures: counted[0]?.failures ?? 0, waitSeconds: Math.max(...counted.map(({ wait }) => wait)) };
};

export const forgive = (rows: Rows, counters: Counters): void =>
  clearFailures(
    rows,
    counters.filter(({ forgiven }) => forgiven).map(({ key }) => key),
  );

/** All guesses at a passphrase that the person has just replaced with a link. */
export const forgivePassphrase = (rows: Rows, person: PersonId): void => {
  clearFailures(rows, [`person:${person}`, ...insideCounters(person).map(({ key }) => key)]);
  clearFailuresBeginning(rows, `person:${person}+address:`);
};
