/** Planned days and what was rendered from them. */

import type { ChannelId, Sha256 } from '../core/ids.ts';
import { packAirings, type SessionAirings, unpackAirings } from '../core/playlist/airings.ts';
import type { Playlist } from '../core/playlist/model.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Rows } from './database.ts';
import { and, asc, between, desc, eq, getTableColumns, gte, inArray, max, sql } from './drizzle.ts';
import { rendering, rundown, rundownAirings } from './schema.ts';

export type RundownRow = typeof rundown.$inferSelect;
export type RenderingRow = typeof rendering.$inferSelect;

/** The newest version of a channel's day. */
export const findRundown = (rows: Rows, channel: ChannelId, day: LocalDate): RundownRow | undefined =>
  rows
    .select()
    .from(rundown)
    .where(and(eq(rundown.channel, channel), eq(rundown.day, day)))
    .orderBy(desc(rundown.version))
    .limit(1)
    .get();

/** The newest version of each of a channel's days from `from` to `to`, both included, in order of day. */
export const listRundowns = (rows: Rows, channel: ChannelId, from: LocalDate, to: LocalDate): RundownRow[] => {
  const newest = rows
    .select({ day: rundown.day, version: max(rundown.version).as('newest_version') })
    .from(rundown)
    .where(and(eq(rundown.channel, channel), between(rundown.day, from, to)))
    .groupBy(rundown.day)
    .as('newest');
  return rows
    .select(getTableColumns(rundown))
    .from(rundown)
    .innerJoin(newest, and(eq(rundown.day, newest.day), eq(rundown.version, newest.version)))
    .where(eq(rundown.channel, channel))
    .orderBy(asc(rundown.day))
    .all();
};

/** A version of a channel's day, as it is judged. */
export interface JudgedDay {
  readonly channel: ChannelId;
  readonly version: number;
  readonly sessions: readonly SessionAirings[];
}

/** The newest version of one day on every channel, or on one, also of those gone from the schedule, in order of channel. */
export const listAiringsOn = (rows: Rows, day: LocalDate, channel?: ChannelId): JudgedDay[] => {
  const newest = rows
    .select({ channel: rundown.channel, version: max(rundown.version).as('newest_version') })
    .from(rundown)
    .where(and(eq(rundown.day, day), channel === undefined ? undefined : eq(rundown.channel, channel)))
    .groupBy(rundown.channel)
    .as('newest');
  const { airings } = rundownAirings;
  return rows
    .select({
      channel: rundown.channel,
      version: rundown.version,
      airings,
      playlists: sql<string | null>`CASE WHEN ${airings} IS NULL THEN ${rundown.playlists} END`,
    })
    .from(rundown)
    .innerJoin(newest, and(eq(rundown.channel, newest.channel), eq(rundown.version, newest.version)))
    .leftJoin(
      rundownAirings,
      and(
        eq(rundownAirings.day, rundown.day),
        eq(rundownAirings.channel, rundown.channel),
        eq(rundownAirings.version, rundown.version),
      ),
    )
    .where(eq(rundown.day, day))
    .orderBy(asc(rundown.channel))
    .all()
    .map(({ channel: of, version, airings: packed, playlists }) => ({
      channel: of,
      version,
      sessions: packed === null ? (JSON.parse(playlists ?? '[]') as Playlist[]) : unpackAirings(packed, day),
    }));
};

/** One version of a channel's day. */
export const findRundownVersion = (
  rows: Rows,
  channel: ChannelId,
  day: LocalDate,
  version: number,
): RundownRow | undefined =>
  rows
    .select()
    .from(rundown)
    .where(and(eq(rundown.channel, channel), eq(rundown.day, day), eq(rundown.version, version)))
    .get();

/** Instant at which the first version of a channel's day was planned. */
export const findFirstPlanned = (rows: Rows, channel: ChannelId, day: LocalDate): string | undefined =>
  rows
    .select({ plannedAt: rundown.plannedAt })
    .from(rundown)
    .where(and(eq(rundown.channel, channel), eq(rundown.day, day)))
    .orderBy(asc(rundown.version))
    .limit(1)
    .get()?.plannedAt;

/** Channel-days that have a version, from `from` on, in order of day, then channel. */
export const findPlannedDays = (
  rows: Rows,
  from: LocalDate,
): { readonly channel: ChannelId; readonly day: LocalDate }[] =>
  rows
    .selectDistinct({ channel: rundown.channel, day: rundown.day })
    .from(rundown)
    .where(gte(rundown.day, from))
    .orderBy(asc(rundown.day), asc(rundown.channel))
    .all();

/** A version with its airings; within a transaction. */
export const addRundown = (rows: Rows, row: RundownRow): void => {
  const { channel, day, version } = row;
  rows.insert(rundown).values(row).run();
  rows
    .insert(rundownAirings)
    .values({ channel, day, version, airings: packAirings(row.playlists) })
    .run();
};

export const findRenderings = (rows: Rows, keys: readonly Sha256[]): Map<Sha256, RenderingRow> =>
  new Map(
    rows
      .select()
      .from(rendering)
      .where(inArray(rendering.key, [...keys]))
      .all()
      .map((row) => [row.key, row]),
  );

/** The rendering whose bytes have this hash (for its media type and name). */
export const findRenderingByOutput = (rows: Rows, output: Sha256): RenderingRow | undefined =>
  rows.select().from(rendering).where(eq(rendering.output, output)).get();

/** The newest rendering of a key holds: it was made because the sound of the one before is gone from the shelf. */
export const addRendering = (rows: Rows, row: RenderingRow): void => {
  rows.insert(rendering).values(row).onConflictDoUpdate({ target: rendering.key, set: row }).run();
};
