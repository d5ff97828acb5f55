/**
 * How long a sign-in lasts (ASVS 5.0 §7.3): half an hour without a question, twelve hours in all, and ten minutes to
 * give the code when only the passphrase has been.
 */

const SECONDS = { idle: 30 * 60, whole: 12 * 3600, code: 10 * 60 } as const;

/** How often it is written down that a sign-in or a token was used, in seconds. */
const SEEN_EVERY = 60;

export interface SignInTimes {
  readonly stage: 'code' | 'full';
  readonly beganAt: string;
  readonly seenAt: string;
  readonly endedAt: string | null;
}

/** Both as our own clock says them, RFC 3339; asked for with every question of a site, so not by the dearer Temporal. */
const secondsSince = (then: string, now: string): number => (Date.parse(now) - Date.parse(then)) / 1000;

/** How far in the future it may have begun: clocks are set right by seconds. Further is a clock that was put back. */
const AHEAD = 300;

/** Whether it still works at `now`. */
export const stillWorks = ({ stage, beganAt, seenAt, endedAt }: SignInTimes, now: string): boolean => {
  const age = secondsSince(beganAt, now);
  if (endedAt !== null || age < -AHEAD) return false;
  return stage === 'code' ? age < SECONDS.code : age < SECONDS.whole && secondsSince(seenAt, now) <= SECONDS.idle;
};

/** Whether a use at `now` is worth writing down after the one at `last`. */
export const worthNoting = (last: string | null, now: string): boolean =>
  last === null || secondsSince(last, now) >= SEEN_EVERY;
