/** Podcasts that are on or were. */

import type { Sha256 } from '../core/ids.ts';
import type { Cut } from '../core/playlist/cut.ts';
import { cutOf } from '../core/sound/adjustment.ts';
import { adjustmentsInForce } from './adjustments.ts';
import type { Rows } from './database.ts';
import { asc, eq } from './drizzle.ts';
import { podcastFeed, sound } from './schema.ts';

export type PodcastRow = typeof podcastFeed.$inferSelect;

export const loadPodcasts = (rows: Rows): PodcastRow[] =>
  rows.select().from(podcastFeed).orderBy(asc(podcastFeed.slug)).all();

export const savePodcast = (rows: Rows, row: PodcastRow): void => {
  rows.insert(podcastFeed).values(row).onConflictDoUpdate({ target: podcastFeed.slug, set: row }).run();
};

export const endPodcast = (rows: Rows, slug: string, at: string): void => {
  rows.update(podcastFeed).set({ endedAt: at }).where(eq(podcastFeed.slug, slug)).run();
};

/** House master → how it is used now, as the adjustment in force says; undefined: the library has no such sound. */
export const cutsOfMasters = (rows: Rows): ((master: Sha256) => Cut | undefined) => {
  const adjusted = adjustmentsInForce(rows);
  return (master) => {
    const found = rows.select().from(sound).where(eq(sound.master, master)).orderBy(asc(sound.original)).all();
    // The same sound may have come in as two files: the one that somebody adjusted counts.
    const row = found.find(({ original }) => adjusted.has(original)) ?? found[0];
    return row === undefined ? undefined : cutOf(master, row.samples, adjusted.get(row.original) ?? null);
  };
};
