/**
 * From "đã phát / phát một phần / không phát được" about a session or an item to the entries it makes.
 *
 * One entry for each planned airing concerned: the same item twice in a row makes two. A statement about
 * part of a session says from when and for how long it was heard; each airing's share follows from the plan.
 */
import type { Playlist, PlaylistEntry } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { Moment } from '../time/moment.ts';
import { plusSeconds, secondsBetween } from '../time/zone.ts';
import type { NotAiredReason, Outcome } from './entry.ts';

export interface Statement {
  readonly outcome: Outcome;
  readonly reason: NotAiredReason | null;
  readonly note: string | null;
  /** When it really began; null: as planned. */
  readonly started: Moment | null;
  /** Seconds heard, for 'partly'. */
  readonly secondsHeard: number | null;
}

export interface Observed {
  readonly entry: PlaylistEntry;
  readonly outcome: Outcome;
  readonly started: Moment | null;
  readonly secondsHeard: number;
}

/** A clock is rarely read to the second: this much more than planned is believed. */
const SLACK_SECONDS = 60;

/**
 * What `statement` says of each of `entries` (those of one session, in order). `now` is the instant of
 * recording. Refuses with log.reason-missing, log.time-missing, log.seconds, log.future.
 */
export const observe = (
  playlist: Playlist,
  entries: readonly PlaylistEntry[],
  statement: Statement,
  now: string,
): Result<Observed[]> => {
  const [first] = entries;
  const last = entries.at(-1);
  if (first === undefined || last === undefined) throw new Error('a statement about nothing');
  const planned = (last.offset + last.length - first.offset) / SAMPLE_RATE;
  const start = plusSeconds(playlist.start, wholeSeconds(first));
  const began = statement.started ?? start;
  /** Refuses with log.future what has not happened yet; the clocks of people and of this machine may differ a little. */
  const over = (seconds: number): Result<null> => {
    const end = plusSeconds(began, Math.floor(seconds));
    const ahead = secondsBetween({ ...start, instant: now }, end);
    return ahead > SLACK_SECONDS ? refuse('log.future', { at: end.local }) : ok(null);
  };
  if (statement.outcome !== 'aired' && statement.reason === null) return refuse('log.reason-missing', {});
  if (statement.reason === 'other' && statement.note === null) return refuse('log.reason-missing', {});

  if (statement.outcome === 'not-aired')
    return ok(entries.map((entry) => ({ entry, outcome: 'not-aired', started: null, secondsHeard: 0 })));
  if (secondsBetween({ ...start, instant: now }, began) > 0) return refuse('log.future', { at: began.local });
  if (statement.outcome === 'aired') {
    const passed = over(planned);
    if (!passed.ok) return passed;
    const late = secondsBetween(start, began);
    return ok(
      entries.map((entry) => ({
        entry,
        outcome: 'aired',
        started: plusSeconds(playlist.start, late + wholeSeconds(entry)),
        secondsHeard: toMilliseconds(entry.length / SAMPLE_RATE),
      })),
    );
  }
  const heard = statement.secondsHeard;
  if (heard === null) return refuse('log.time-missing', {});
  if (!(heard > 0 && heard <= planned + SLACK_SECONDS))
    return refuse('log.seconds', { seconds: heard, planned: Math.round(planned) });
  const passed = over(heard);
  if (!passed.ok) return passed;
  const from = secondsBetween(playlist.start, began);
  const shares = entries.map((entry) => share(playlist, entry, from, from + heard));
  // Heard at an hour when nothing of it was to be heard: a clock time or a length was written wrong.
  return shares.some(({ secondsHeard }) => secondsHeard > 0)
    ? ok(shares)
    : refuse('log.outside', { at: began.local, seconds: heard });
};

const wholeSeconds = (entry: PlaylistEntry): number => Math.floor(entry.offset / SAMPLE_RATE);

/** Seconds to the millisecond: finer would claim more than a person can have heard. */
const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** How much of one entry lies in the part heard, `from`–`to` in seconds of the session. */
const share = (playlist: Playlist, entry: PlaylistEntry, from: number, to: number): Observed => {
  const [begins, ends] = [entry.offset / SAMPLE_RATE, (entry.offset + entry.length) / SAMPLE_RATE];
  const [first, last] = [Math.max(begins, from), Math.min(ends, to)];
  if (last <= first) return { entry, outcome: 'not-aired', started: null, secondsHeard: 0 };
  const whole = first <= begins && last >= ends;
  return {
    entry,
    outcome: whole ? 'aired' : 'partly',
    started: plusSeconds(playlist.start, Math.floor(first)),
    secondsHeard: toMilliseconds(last - first),
  };
};
