/**
 * Tables of the sound library: what was done to a sound without touching it, scripts and who approved them, how words are
 * spoken, files that are still arriving, and what was found before the sessions of a day.
 *
 * All but `upload` are histories of themselves: a row is added and never changed; the newest is in force.
 */

import type { ChannelId, ItemId, SessionId, Sha256 } from '../core/ids.ts';
import type { LocalDate } from '../core/time/local.ts';
import { index, integer, real, sqliteTable, text } from './drizzle.ts';

const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>().notNull();

/** How a sound is used: cue points, gain and fades over the master, in samples at 48 kHz. The newest row is in force. */
export const soundAdjustment = sqliteTable(
  'sound_adjustment',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    /** The sound, by the hash of the file as it came. */
    original: text('original').$type<Sha256>().notNull(),
    /** First sample heard. */
    cueIn: integer('cue_in').notNull(),
    /** The sample after the last that is heard. */
    cueOut: integer('cue_out').notNull(),
    /** dB on top of what the profile asks for; 0: none. */
    gainDb: real('gain_db').notNull(),
    fadeIn: integer('fade_in').notNull(),
    fadeOut: integer('fade_out').notNull(),
    /** From here the next may begin, counted from the master's beginning; null: at the cue-out. */
    segue: integer('segue'),
    reason: text('reason').notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: text('made_at').notNull(),
  },
  (table) => [index('sound_adjustment_original').on(table.original)],
);

/** The script of one language of an item; the newest is in force. */
export const script = sqliteTable(
  'script',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    item: text('item').$type<ItemId>().notNull(),
    language: text('language').notNull(),
    text: text('text').notNull(),
    /** Accent-blind key of the text (core/text.ts searchKey). */
    searchKey: text('search_key').notNull(),
    /** SHA-256 of the text in UTF-8, NFC. */
    hash: text('hash').$type<Sha256>().notNull(),
    writtenBy: text('written_by').notNull(),
    writtenAt: text('written_at').notNull(),
  },
  (table) => [index('script_item').on(table.item, table.language)],
);

/** A second person's yes to one script and one sound; it holds for just these two hashes. */
export const itemApproval = sqliteTable(
  'item_approval',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    item: text('item').$type<ItemId>().notNull(),
    language: text('language').notNull(),
    /** null: an item without words. */
    script: text('script').$type<Sha256>(),
    /** SHA-256 over the master and how it is used (core/playlist/cut.ts cutHash). */
    sound: text('sound').$type<Sha256>().notNull(),
    /** Why the author approved their own work; null: somebody else did. */
    ownReason: text('own_reason'),
    approvedBy: text('approved_by').notNull(),
    approvedAt: text('approved_at').notNull(),
  },
  (table) => [index('item_approval_item').on(table.item, table.language)],
);

/** How a written word is said by a synthetic voice; the newest row of a word is in force, an empty one takes it back. */
export const pronunciation = sqliteTable('pronunciation', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  /** NFC, as people write it. */
  written: text('written').notNull(),
  spoken: text('spoken').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: text('changed_at').notNull(),
});

/** A file that is still arriving, or has arrived: what was received lies beside the shelf under this id. */
export const upload = sqliteTable('upload', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** What the sender promised. */
  bytes: integer('bytes').notNull(),
  state: text('state').$type<'arriving' | 'arrived' | 'taken-in' | 'refused'>().notNull(),
  /** The sound that it became. */
  original: text('original').$type<Sha256>(),
  sentBy: text('sent_by').notNull(),
  begunAt: text('begun_at').notNull(),
  endedAt: text('ended_at'),
});

/** What a look at a coming session found; a look is never changed. */
export const preflight = sqliteTable(
  'preflight',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    channel: text('channel').$type<ChannelId>().notNull(),
    day: text('day').$type<LocalDate>().notNull(),
    session: text('session').$type<SessionId>().notNull(),
    /** 'evening': the day before at a set hour; 'before': half an hour before it begins; 'asked': by somebody. */
    look: text('look').$type<'evening' | 'before' | 'asked'>().notNull(),
    findings: json<unknown[]>('findings'),
    lookedAt: text('looked_at').notNull(),
  },
  (table) => [index('preflight_day').on(table.channel, table.day, table.session)],
);
