/** Podcasts: which campaigns, strands and stations somebody has opened to everybody. A row is ended, never removed. */
import { sqliteTable, text } from './drizzle.ts';

export const podcastFeed = sqliteTable('podcast_feed', {
  /** In its address; stays the same when it is switched off and on again. */
  slug: text('slug').primaryKey(),
  kind: text('kind').$type<'campaign' | 'strand' | 'station'>().notNull(),
  /** Id of the campaign, strand or station. */
  subject: text('subject').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  author: text('author').notNull(),
  language: text('language').notNull(),
  enabledBy: text('enabled_by').notNull(),
  enabledAt: text('enabled_at').notNull(),
  /** null: it is on. */
  endedAt: text('ended_at'),
});
