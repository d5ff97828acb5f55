/** Podcasts that are on or were. */
import { asc, eq } from 'drizzle-orm';
import type { Sha256 } from '../core/ids.ts';
import type { Rows } from './database.ts';
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

/** Length of a house master in samples; undefined: the library has no such sound. */
export const samplesOfMaster = (rows: Rows, master: Sha256): number | undefined =>
  rows.select({ samples: sound.samples }).from(sound).where(eq(sound.master, master)).get()?.samples;
