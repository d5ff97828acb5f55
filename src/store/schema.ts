/**
 * Tables of loa.db. The air log is not here: it has its own file, which drizzle never migrates.
 *
 * Lists that are only ever read with their owner (parents, rules, versions) are JSON columns; what other
 * rows refer to is a table. Nothing cascades: a row that others need cannot be deleted.
 */

import type {
  CampaignId,
  ChannelId,
  ContentGroupId,
  ItemId,
  SegmentId,
  SessionId,
  Sha256,
  StationId,
  StrandId,
  UnitId,
} from '../core/ids.ts';
import type { Playlist } from '../core/playlist/model.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Conflict } from '../core/schedule/conflict-model.ts';
import type { GuardFinding } from '../core/schedule/guard-model.ts';
import type {
  Authorisation,
  BasisDocument,
  Content,
  ContentGroup,
  DatedUnit,
  Deadline,
  ItemVersion,
  Priority,
  Recurrence,
  SegmentBed,
  Start,
  Target,
} from '../core/schedule/model.ts';
import type { SoundMeasures } from '../core/sound/measures.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../core/time/local.ts';
import { type ClockChangePolicy, DEFAULT_CLOCK_CHANGE } from '../core/time/zone.ts';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from './drizzle.ts';

const validity = {
  from: text('valid_from').$type<LocalDate>(),
  to: text('valid_to').$type<LocalDate>(),
};
/** The schedule file that wrote the row last. */
const source = { source: text('source').notNull() };
const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>().notNull();

export const unit = sqliteTable('unit', {
  id: text('id').$type<UnitId>().primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').notNull(),
  code: text('code'),
  ...validity,
  parents: json<DatedUnit[]>('parents'),
  succeededBy: json<UnitId[]>('succeeded_by'),
  ...source,
});

export const station = sqliteTable('station', {
  id: text('id').$type<StationId>().primaryKey(),
  name: text('name').notNull(),
  zone: text('zone').notNull(),
  dayStart: text('day_start').$type<LocalTime>().notNull(),
  clockChange: json<ClockChangePolicy>('clock_change').default(DEFAULT_CLOCK_CHANGE),
  responsible: json<DatedUnit[]>('responsible'),
  profile: text('profile').notNull(),
  phone: text('phone'),
  ...source,
});

export const channel = sqliteTable('channel', {
  id: text('id').$type<ChannelId>().primaryKey(),
  name: text('name').notNull(),
  station: text('station')
    .$type<StationId>()
    .notNull()
    .references(() => station.id, { onDelete: 'restrict' }),
  carrier: text('carrier').notNull(),
  ...validity,
  units: json<DatedUnit[]>('units'),
  ...source,
});

export const campaign = sqliteTable('campaign', {
  id: text('id').$type<CampaignId>().primaryKey(),
  name: text('name').notNull(),
  owner: text('owner')
    .$type<UnitId>()
    .notNull()
    .references(() => unit.id, { onDelete: 'restrict' }),
  ...validity,
  basis: json<BasisDocument[]>('basis'),
  contentGroups: json<ContentGroup[]>('content_groups'),
  targets: json<Target[]>('targets'),
  deadlines: json<Deadline[]>('deadlines'),
  ...source,
});

export const item = sqliteTable('item', {
  id: text('id').$type<ItemId>().primaryKey(),
  title: text('title').notNull(),
  /** Accent-blind key of the title (core/text.ts searchKey). */
  searchKey: text('search_key').notNull(),
  genre: text('genre').notNull(),
  campaign: text('campaign')
    .$type<CampaignId>()
    .references(() => campaign.id, { onDelete: 'restrict' }),
  contentGroup: text('content_group').$type<ContentGroupId>(),
  audiences: json<string[]>('audiences'),
  ...validity,
  notBefore: text('not_before').$type<LocalDateTime>(),
  notFrom: text('not_from').$type<LocalDateTime>(),
  draft: integer('draft', { mode: 'boolean' }).notNull().default(false),
  versions: json<ItemVersion[]>('versions'),
  ...source,
});

export const strand = sqliteTable('strand', {
  id: text('id').$type<StrandId>().primaryKey(),
  name: text('name').notNull(),
  campaign: text('campaign')
    .$type<CampaignId>()
    .references(() => campaign.id, { onDelete: 'restrict' }),
  items: json<ItemId[]>('items'),
  ...source,
});

export const session = sqliteTable('session', {
  id: text('id').$type<SessionId>().primaryKey(),
  name: text('name').notNull(),
  channels: json<ChannelId[]>('channels'),
  recurrence: json<Recurrence>('recurrence'),
  start: text('start').$type<LocalTime>().notNull(),
  maxSeconds: integer('max_seconds').notNull(),
  graceSeconds: integer('grace_seconds').notNull().default(0),
  pauseMs: integer('pause_ms').notNull(),
  ...source,
});

export const segment = sqliteTable('segment', {
  id: text('id').$type<SegmentId>().primaryKey(),
  title: text('title').notNull(),
  session: text('session')
    .$type<SessionId>()
    .notNull()
    .references(() => session.id, { onDelete: 'restrict' }),
  position: integer('position').notNull(),
  recurrence: text('recurrence', { mode: 'json' }).$type<Recurrence>(),
  start: json<Start>('start'),
  graceSeconds: integer('grace_seconds').notNull().default(0),
  required: integer('required', { mode: 'boolean' }).notNull(),
  priority: text('priority').$type<Priority>().notNull(),
  authorised: text('authorised', { mode: 'json' }).$type<Authorisation>(),
  language: text('language').notNull(),
  content: json<Content>('content'),
  crossfadeMs: integer('crossfade_ms').notNull().default(0),
  bed: text('bed', { mode: 'json' }).$type<SegmentBed>(),
  ...source,
});

/** A sound in the library, by the hash of the file as it came. */
export const sound = sqliteTable('sound', {
  original: text('original').$type<Sha256>().primaryKey(),
  originalBytes: integer('original_bytes').notNull(),
  originalFormat: text('original_format').notNull(),
  master: text('master').$type<Sha256>().notNull(),
  samples: integer('samples').notNull(),
  channels: integer('channels').notNull(),
  integrated: real('integrated').notNull(),
  range: real('range').notNull(),
  truePeak: real('true_peak').notNull(),
  silenceHead: real('silence_head').notNull(),
  silenceTail: real('silence_tail').notNull(),
  /** Everything that was measured (core/sound/measures.ts); null: taken in before that was measured. */
  measures: text('measures', { mode: 'json' }).$type<SoundMeasures>(),
  /** Peaks for drawing, on the shelf; null: not made yet. */
  waveform: text('waveform').$type<Sha256>(),
  takenInAt: text('taken_in_at').notNull(),
});

/** File names, as schedules refer to sounds: the newest taking-in of a name wins. */
export const soundName = sqliteTable('sound_name', {
  name: text('name').primaryKey(),
  original: text('original')
    .$type<Sha256>()
    .notNull()
    .references(() => sound.original, { onDelete: 'restrict' }),
  namedAt: text('named_at').notNull(),
});

/** The planned day of a channel; a change is a new version, old versions stay. */
export const rundown = sqliteTable(
  'rundown',
  {
    channel: text('channel').$type<ChannelId>().notNull(),
    day: text('day').$type<LocalDate>().notNull(),
    version: integer('version').notNull(),
    hash: text('hash').$type<Sha256>().notNull(),
    playlists: json<Playlist[]>('playlists'),
    conflicts: json<Conflict[]>('conflicts').default([]),
    findings: json<GuardFinding[]>('findings').default([]),
    plannedAt: text('planned_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channel, table.day, table.version] })],
);

/** packAirings() of each version's playlists, told with it; days planned before there was this table have none. */
export const rundownAirings = sqliteTable(
  'rundown_airings',
  {
    channel: text('channel').$type<ChannelId>().notNull(),
    day: text('day').$type<LocalDate>().notNull(),
    version: integer('version').notNull(),
    airings: text('airings').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.channel, table.version] })],
);

/** A rendered session, by the content key of what it was rendered from. */
export const rendering = sqliteTable('rendering', {
  key: text('key').$type<Sha256>().primaryKey(),
  format: text('format').notNull(),
  output: text('output').$type<Sha256>().notNull(),
  bytes: integer('bytes').notNull(),
  samples: integer('samples').notNull(),
  seconds: real('seconds').notNull(),
  integrated: real('integrated'),
  truePeak: real('true_peak'),
  /** Longest stretch under −50 dBFS, seconds; null: rendered before that was measured. */
  longestSilence: real('longest_silence'),
  proof: text('proof').$type<Sha256>().notNull(),
  renderedAt: text('rendered_at').notNull(),
});

/** Work to be done once, found by its content key; leased while somebody does it. */
export const job = sqliteTable(
  'job',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind').notNull(),
    key: text('key').notNull(),
    payload: json<unknown>('payload'),
    state: text('state').$type<'waiting' | 'done' | 'failed' | 'cancelled'>().notNull(),
    /** Lower is sooner: the day it is for, as YYYYMMDD. */
    urgency: integer('urgency').notNull(),
    attempts: integer('attempts').notNull(),
    leasedUntil: text('leased_until'),
    /** What people see it as: 'Buổi sáng, 29/11, Đài Mỹ Tú'; empty: named by its kind. */
    label: text('label').notNull().default(''),
    /** Share done, 0–1. */
    progress: real('progress').notNull().default(0),
    startedAt: text('started_at'),
    /** Somebody wants it stopped: whoever works on it looks here. */
    cancelledAt: text('cancelled_at'),
    refusals: text('refusals', { mode: 'json' }).$type<Refusal[]>(),
    enqueuedAt: text('enqueued_at').notNull(),
    finishedAt: text('finished_at'),
  },
  (table) => [uniqueIndex('job_kind_key').on(table.kind, table.key), index('job_next').on(table.state, table.urgency)],
);

export * from './schema-access.ts';
export * from './schema-device.ts';
export * from './schema-library.ts';
export * from './schema-manifest.ts';
export * from './schema-orders.ts';
export * from './schema-podcast.ts';
export * from './schema-retention.ts';
export * from './schema-site-key.ts';
export * from './schema-urgent.ts';
