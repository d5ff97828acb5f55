/**
 * What has begun is not planned again: a session keeps the playlist that was in force when it started.
 *
 * A schedule or a sound that changes at ten must not rewrite what aired at five. A day first planned after the
 * fact has nothing in force, and may be planned as often as one likes.
 */
import { secondsBetween } from '../time/zone.ts';
import type { Playlist } from './model.ts';
import { SAMPLE_RATE } from './profile.ts';

export interface Standing {
  /** The newest version's playlists. */
  readonly playlists: readonly Playlist[];
  /** Instant at which the first version of the day was planned. */
  readonly firstPlannedAt: string;
}

/**
 * `planned` with every session that began by `now` as it stands in the newest version, those gone from the
 * plan included; in order of start. By induction the newest version holds what was in force: each version since
 * the session began has kept it.
 */
export const keepBegun = (planned: readonly Playlist[], standing: Standing | null, now: string): Playlist[] => {
  if (standing === null) return [...planned];
  const begun = standing.playlists.filter(
    ({ start }) => standing.firstPlannedAt <= start.instant && start.instant <= now,
  );
  const key = ({ session, asked, start }: Playlist): string => `${session}@${asked ?? start.local}`;
  const kept = new Set(begun.map(key));
  const standingBy = new Map(standing.playlists.map((playlist) => [key(playlist), playlist]));
  const coming = planned
    .filter((playlist) => !kept.has(key(playlist)))
    // What was planned around something that began stays so: the plan as it is now does not know what was kept.
    .map((playlist) =>
      begun.some((one) => stillRuns(one, playlist)) ? (standingBy.get(key(playlist)) ?? playlist) : playlist,
    );
  return [...begun, ...coming].sort((a, b) =>
    a.start.instant < b.start.instant ? -1 : a.start.instant > b.start.instant ? 1 : 0,
  );
};

const stillRuns = (earlier: Playlist, later: Playlist): boolean =>
  later.length > 0 && earlier.length > secondsBetween(earlier.start, later.start) * SAMPLE_RATE;
