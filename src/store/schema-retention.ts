/**
 * Tables of what may go and when: rules, holds, and removals from their decision to their end.
 *
 * A rule is never changed, the newest of a kind is in force; a hold is only ever lifted.
 */
import type { RecordKind } from '../core/retention/records.ts';
import type { LocalDate } from '../core/time/local.ts';
import { index, integer, sqliteTable, text } from './drizzle.ts';

export const retentionRule = sqliteTable(
  'retention_rule',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    record: text('record').$type<RecordKind>().notNull(),
    /** null: for ever. */
    keepDays: integer('keep_days'),
    reason: text('reason').notNull(),
    /** As actorOf() writes it. */
    setBy: text('set_by').notNull(),
    setAt: text('set_at').notNull(),
  },
  (table) => [index('retention_rule_record').on(table.record)],
);

export const hold = sqliteTable('hold', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  from: text('held_from').$type<LocalDate>().notNull(),
  to: text('held_to').$type<LocalDate>().notNull(),
  /** null: every channel. Not a reference: a hold outlives the channel. */
  channel: text('channel'),
  reason: text('reason').notNull(),
  placedBy: text('placed_by').notNull(),
  placedAt: text('placed_at').notNull(),
  liftedBy: text('lifted_by'),
  liftedAt: text('lifted_at'),
  liftReason: text('lift_reason'),
});

/** What goes in one go: decided, told in the air log, removed; in this order, each step kept before the next. */
export const removal = sqliteTable('removal', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  rule: integer('rule')
    .notNull()
    .references(() => retentionRule.id, { onDelete: 'restrict' }),
  record: text('record').$type<RecordKind>().notNull(),
  keepDays: integer('keep_days').notNull(),
  /** What goes, by its id among its kind; emptied when it is over. */
  ids: text('ids', { mode: 'json' }).$type<string[]>().notNull(),
  /** Files of the shelf that go with it, by hash. */
  files: text('files', { mode: 'json' }).$type<string[]>().notNull(),
  decidedAt: text('decided_at').notNull(),
  /** Entries of the air log at the decision: its own entry has that number or a higher one. */
  logSize: integer('log_size').notNull(),
  /** Number of the entry that tells of it. */
  entry: integer('entry'),
  /** From here on nothing stops it: its rows are gone and its files follow. */
  removingAt: text('removing_at'),
  removed: integer('removed'),
  doneAt: text('done_at'),
});

/** The last day on which somebody looked for what is due; one row. */
export const retentionLook = sqliteTable('retention_look', {
  id: integer('id').primaryKey(),
  day: text('day').$type<LocalDate>().notNull(),
});
