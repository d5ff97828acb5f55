/** The schedule's rows: all of it out as one value, changes of it in. */

import type { Kind } from '../core/refusal.ts';
import { type Change, LISTS } from '../core/schedule/diff.ts';
import type { Schedule, Target } from '../core/schedule/model.ts';
import { searchKey } from '../core/text.ts';
import type { Rows } from './database.ts';
import { eq, sql } from './drizzle.ts';
import { prepared } from './prepared.ts';
import {
  campaign,
  channel,
  festival,
  guard,
  item,
  overlay,
  segment,
  session,
  station,
  strand,
  unit,
} from './schema.ts';

const TABLES = {
  unit,
  station,
  channel,
  campaign,
  item,
  strand,
  session,
  segment,
  festival,
  overlay,
  guard,
} as const;
type TableKind = keyof typeof TABLES;

/** Everything, each list in order of id. */
export const loadSchedule = (rows: Rows): Schedule => ({
  units: loadUnits(rows),
  stations: loadStations(rows),
  channels: loadChannels(rows),
  campaigns: loadCampaigns(rows),
  items: loadItems(rows),
  strands: rows.select().from(strand).orderBy(strand.id).all().map(plain),
  sessions: rows.select().from(session).orderBy(session.id).all().map(plain),
  segments: rows.select().from(segment).orderBy(segment.id).all().map(plain),
  festivals: loadFestivals(rows),
  overlays: rows.select().from(overlay).orderBy(overlay.id).all().map(plain),
  guards: rows.select().from(guard).orderBy(guard.id).all().map(plain),
});

export const loadItems = (rows: Rows): Schedule['items'] =>
  rows
    .select()
    .from(item)
    .orderBy(item.id)
    .all()
    .map(({ searchKey: _key, ...row }) => plain(row));

/** Only what decisions about rights look at: small, and read for every question. */
export const loadUnits = (rows: Rows): Schedule['units'] => allUnits(rows).all().map(plain);
const allUnits = prepared((rows) => rows.select().from(unit).orderBy(unit.id).prepare());
export const loadStations = (rows: Rows): Schedule['stations'] => allStations(rows).all().map(plain);
const allStations = prepared((rows) => rows.select().from(station).orderBy(station.id).prepare());
export const loadChannels = (rows: Rows): Schedule['channels'] =>
  rows.select().from(channel).orderBy(channel.id).all().map(plain);
/** One channel with its station; undefined: there is no such channel, or its station is gone. */
export const findChannelAt = (
  rows: Rows,
  id: string,
): { readonly channel: Schedule['channels'][number]; readonly station: Schedule['stations'][number] } | undefined => {
  const found = withStation(rows).get({ id });
  return found === undefined ? undefined : { channel: plain(found.channel), station: plain(found.station) };
};
const withStation = prepared((rows) =>
  rows
    .select({ channel, station })
    .from(channel)
    .innerJoin(station, eq(station.id, channel.station))
    .where(eq(channel.id, sql.placeholder('id')))
    .prepare(),
);
export const loadCampaigns = (rows: Rows): Schedule['campaigns'] =>
  rows
    .select()
    .from(campaign)
    .orderBy(campaign.id)
    .all()
    .map((row) => ({ ...plain(row), targets: row.targets.map(targetOf) }));

export const loadFestivals = (rows: Rows): Schedule['festivals'] =>
  rows.select().from(festival).orderBy(festival.id).all().map(plain);

/** Rows written before targets had a period, a language and units. */
const targetOf = (target: Target): Target => ({ ...{ per: null, language: null, units: [] }, ...target });

const plain = <T extends { source: string }>({ source: _source, ...row }: T): Omit<T, 'source'> => row;

/** Which file wrote each thing last: 'kind/id' → file name. */
export const loadSources = (rows: Rows): ReadonlyMap<string, string> =>
  new Map(
    LISTS.flatMap(([, kind]) => {
      const table = TABLES[kind];
      const found = rows.select({ id: table.id, source: table.source }).from(table).all();
      return found.map((row): [string, string] => [`${kind}/${row.id}`, row.source]);
    }),
  );

/**
 * Writes `changes` towards `after`: parents before children; then removals in the opposite order, when nothing
 * that was moved elsewhere refers to them any more.
 * `sourceOf` names the file of a thing that was added or changed.
 */
export const saveSchedule = (
  rows: Rows,
  after: Schedule,
  changes: readonly Change[],
  sourceOf: (kind: Kind, id: string) => string,
): void => {
  for (const [list, kind] of LISTS) {
    const wanted = new Set(changes.filter((one) => one.kind === kind && one.what !== 'removed').map((one) => one.id));
    for (const thing of after[list]) if (wanted.has(thing.id)) put(rows, kind, thing, sourceOf(kind, thing.id));
  }
  for (const { kind, id } of changes.filter(({ what }) => what === 'removed').toReversed()) {
    const table = TABLES[kind as TableKind];
    rows
      .delete(table)
      .where(eq(table.id, id as never))
      .run();
  }
};

const put = (rows: Rows, kind: TableKind, thing: Schedule[keyof Schedule][number], source: string): void => {
  const table = TABLES[kind];
  const key = 'title' in thing && kind === 'item' ? { searchKey: searchKey(thing.title) } : {};
  // Each list's things have just the columns of its own table, which the compiler cannot follow over a loop.
  const row = { ...thing, ...key, source } as unknown as typeof unit.$inferInsert;
  const target = table as typeof unit;
  rows.insert(target).values(row).onConflictDoUpdate({ target: target.id, set: row }).run();
};
