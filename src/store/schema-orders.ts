/**
 * Tables of what lies over the schedule: festivals, overlays, guards, what people altered, and which turns were given.
 *
 * An alteration's row is never changed but to mark it undone, so the table is the history of itself.
 */

import type { ChannelId, FestivalId, GuardId, ItemId, OverlayId, SessionId, StrandId, UnitId } from '../core/ids.ts';
import type { AllowedHours } from '../core/schedule/guard-model.ts';
import type { FestivalDays, FestivalKind, OverlayKind } from '../core/schedule/overlay-model.ts';
import type { LocalDate } from '../core/time/local.ts';
import { index, integer, primaryKey, sqliteTable, text } from './drizzle.ts';

const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>().notNull();
/** The schedule file that wrote the row last; empty: written by hand. */
const source = { source: text('source').notNull() };

export const festival = sqliteTable('festival', {
  id: text('id').$type<FestivalId>().primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').$type<FestivalKind>().notNull(),
  days: json<FestivalDays[]>('days'),
  ...source,
});

export const overlay = sqliteTable('overlay', {
  id: text('id').$type<OverlayId>().primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').$type<OverlayKind>().notNull(),
  from: text('valid_from').$type<LocalDate>().notNull(),
  to: text('valid_to').$type<LocalDate>().notNull(),
  units: json<UnitId[]>('units'),
  channels: json<ChannelId[]>('channels'),
  genres: json<string[]>('genres'),
  replacement: text('replacement').$type<ItemId>(),
  authority: text('authority').notNull(),
  document: text('document'),
  reason: text('reason').notNull(),
  ...source,
});

export const guard = sqliteTable('guard', {
  id: text('id').$type<GuardId>().primaryKey(),
  name: text('name').notNull(),
  units: json<UnitId[]>('units'),
  from: text('valid_from').$type<LocalDate>(),
  to: text('valid_to').$type<LocalDate>(),
  hours: json<AllowedHours[]>('hours'),
  maxSessions: integer('max_sessions'),
  maxSessionSeconds: integer('max_session_seconds'),
  special: integer('special', { mode: 'boolean' }).notNull(),
  document: text('document'),
  ...source,
});

/** core/schedule/alterations.ts, each with who did it and why. */
export const alteration = sqliteTable(
  'alteration',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind').$type<'edit' | 'decision' | 'confirmation' | 'lift'>().notNull(),
    /** The alteration itself, without its id. */
    body: json<unknown>('body'),
    /** As actorOf() writes it. */
    by: text('by').notNull(),
    at: text('at').notNull(),
    reason: text('reason').notNull(),
    undoneAt: text('undone_at'),
    undoneBy: text('undone_by'),
    undoneReason: text('undone_reason'),
  },
  (table) => [index('alteration_kind').on(table.kind, table.undoneAt)],
);

/**
 * What a strand's place of a channel's day was given, in order: once its session has begun, that is what was aired of
 * the strand, whatever the schedule becomes.
 */
export const strandTurn = sqliteTable(
  'strand_turn',
  {
    channel: text('channel').$type<ChannelId>().notNull(),
    /** 'segment@local start as asked'. */
    slot: text('slot').notNull(),
    day: text('day').$type<LocalDate>().notNull(),
    strand: text('strand').$type<StrandId>().notNull(),
    language: text('language').notNull(),
    session: text('session').$type<SessionId>().notNull(),
    /** Instant at which its session begins. */
    start: text('start').notNull(),
    items: json<ItemId[]>('items'),
    aired: json<ItemId[]>('aired'),
  },
  (table) => [
    primaryKey({ columns: [table.channel, table.slot] }),
    index('strand_turn_day').on(table.channel, table.day),
  ],
);
