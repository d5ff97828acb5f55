/**
 * What has begun is not planned again: a session keeps the playlist that was in force when it started.
 *
 * A schedule or a sound that changes at ten must not rewrite what aired at five. A day first planned after the
 * fact has nothing in force, and may be planned as often as one likes.
 */
import type { Playlist } from './model.ts';

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
  const key = ({ session, start }: Playlist): string => `${session}@${start.instant}`;
  const kept = new Set(begun.map(key));
  return [...begun, ...planned.filter((playlist) => !kept.has(key(playlist)))].sort((a, b) =>
    a.start.instant < b.start.instant ? -1 : a.start.instant > b.start.instant ? 1 : 0,
  );
};
