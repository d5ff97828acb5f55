/**
 * What changes in a channel's day between two plans of it, session by session, as a person would tell it.
 *
 * Compares what is heard and when; reasons alone are no change.
 */
import type { SessionId } from '../ids.ts';
import type { LocalDateTime } from '../time/local.ts';
import type { Playlist, PlaylistEntry, Reason } from './model.ts';
import { SAMPLE_RATE } from './profile.ts';

export interface SessionShown {
  readonly start: LocalDateTime;
  /** Seconds of sound; 0: nothing of it airs. */
  readonly seconds: number;
}

export interface SessionChange {
  readonly session: SessionId;
  readonly name: string;
  /** null: it was not in this day's plan. */
  readonly before: SessionShown | null;
  /** null: it is no longer in this day's plan. */
  readonly after: SessionShown | null;
  /** Titles that are heard now and were not, in order. */
  readonly added: readonly string[];
  /** Titles that were heard and are not now, with why where that is known. */
  readonly left: readonly { readonly title: string; readonly reason: Reason | null }[];
}

/** The sessions that change, in order of their start; what began by `now` has happened and changes no more. */
export const sessionChanges = (
  before: readonly Playlist[],
  after: readonly Playlist[],
  now: string,
): SessionChange[] => {
  const pairs = paired(before, after).filter(
    ([was, is]) => (was ?? is) !== undefined && !(was && was.start.instant <= now),
  );
  const changes = pairs.flatMap(([was, is]): SessionChange[] => {
    const playlist = is ?? was;
    if (playlist === undefined) return [];
    const [added, left] = [without(titles(is), titles(was)), without(titles(was), titles(is))];
    const change: SessionChange = {
      session: playlist.session,
      name: playlist.sessionName,
      before: was === undefined ? null : shown(was),
      after: is === undefined ? null : shown(is),
      added,
      left: left.map((title) => ({ title, reason: reasonOf(title, was, is) })),
    };
    const same =
      added.length + left.length === 0 &&
      change.before?.start === change.after?.start &&
      change.before?.seconds === change.after?.seconds;
    return same ? [] : [change];
  });
  return changes.sort((a, b) => (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : 0));
};

const startOf = ({ before, after }: SessionChange): string => (before ?? after)?.start ?? '';

const shown = ({ start, length }: Playlist): SessionShown => ({
  start: start.local,
  seconds: Math.round(length / SAMPLE_RATE),
});

/** Each session's playlists of the two plans side by side: a session is on a day once, or rarely more often. */
const paired = (
  before: readonly Playlist[],
  after: readonly Playlist[],
): [Playlist | undefined, Playlist | undefined][] => {
  const [old, now] = [before, after].map((all) => Map.groupBy(all, ({ session }) => session));
  const ids = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
  return ids.flatMap((id) => {
    const [was, is] = [old?.get(id) ?? [], now?.get(id) ?? []];
    return Array.from(
      { length: Math.max(was.length, is.length) },
      (_, n): [Playlist | undefined, Playlist | undefined] => [was[n], is[n]],
    );
  });
};

const titles = (playlist: Playlist | undefined): string[] => (playlist?.entries ?? []).map(({ title }) => title);

/** `all` less one of each of `gone`. */
const without = (all: readonly string[], gone: readonly string[]): string[] => {
  const rest = [...gone];
  return all.filter((title) => {
    const at = rest.indexOf(title);
    if (at < 0) return true;
    rest.splice(at, 1);
    return false;
  });
};

/** Why what was heard is not any more: told of the same place, or of the session as a whole. */
const reasonOf = (title: string, was: Playlist | undefined, is: Playlist | undefined): Reason | null => {
  const entry: PlaylistEntry | undefined = was?.entries.find((one) => one.title === title);
  const slot = entry?.id.replace(/#\d+$/, '');
  return is?.absences.find(({ id }) => id === slot)?.reason ?? null;
};
