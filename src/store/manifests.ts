/** Rows of published manifests and of receipts for them: added, never changed. */
import type { ChannelId } from '../core/ids.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Rows } from './database.ts';
import { and, asc, between, count, desc, eq, gt, gte, max, sql } from './drizzle.ts';
import { prepared } from './prepared.ts';
import { rendering } from './schema.ts';
import { approval } from './schema-access.ts';
import { manifest, manifestDay, receipt } from './schema-manifest.ts';

export type ManifestRow = typeof manifest.$inferSelect;
export type ReceiptRow = Omit<typeof receipt.$inferSelect, 'id'>;

/** The newest version of a channel's manifest. */
export const findManifest = (rows: Rows, channel: ChannelId): ManifestRow | undefined =>
  newestOf(rows).get({ channel });

const newestOf = prepared((rows) =>
  rows
    .select()
    .from(manifest)
    .where(eq(manifest.channel, sql.placeholder('channel')))
    .orderBy(desc(manifest.version))
    .limit(1)
    .prepare(),
);

/** What each version after `version` changed, the oldest first. */
export const changesAfter = (rows: Rows, channel: ChannelId, version: number): ManifestRow['changes'][] =>
  rows
    .select({ changes: manifest.changes })
    .from(manifest)
    .where(and(eq(manifest.channel, channel), gt(manifest.version, version)))
    .orderBy(asc(manifest.version))
    .all()
    .map(({ changes }) => changes);

export const hasManifestVersion = (rows: Rows, channel: ChannelId, version: number): boolean =>
  rows
    .select({ version: manifest.version })
    .from(manifest)
    .where(and(eq(manifest.channel, channel), eq(manifest.version, version)))
    .get() !== undefined;

/** The manifest that was signed last, of whatever channel: by it we know which key signs. */
export const findNewestManifest = (rows: Rows): ManifestRow | undefined =>
  rows.select().from(manifest).orderBy(desc(manifest.publishedAt), desc(manifest.version)).limit(1).get();

/** `days`: the version of the rundown that it carries of each. */
export const addManifest = (
  rows: Rows,
  row: ManifestRow,
  days: readonly { readonly day: LocalDate; readonly version: number }[],
): void => {
  rows.insert(manifest).values(row).run();
  const { channel, version } = row;
  for (const one of days)
    rows.insert(manifestDay).values({ channel, version, day: one.day, rundownVersion: one.version }).run();
};

/** A version of a channel's day that has reached its site, and when the first word of that came. */
export interface ReachedDay {
  readonly channel: ChannelId;
  readonly day: LocalDate;
  readonly version: number;
  readonly at: string;
}

/** Of the days from `from` to `to`, both included, in no order. */
export const daysThatReached = (rows: Rows, from: LocalDate, to: LocalDate): ReachedDay[] =>
  rows
    .select({
      channel: manifestDay.channel,
      day: manifestDay.day,
      version: manifestDay.rundownVersion,
      at: sql<string>`min(${receipt.at})`,
    })
    .from(manifestDay)
    .innerJoin(receipt, and(eq(receipt.channel, manifestDay.channel), eq(receipt.version, manifestDay.version)))
    .where(between(manifestDay.day, from, to))
    .groupBy(manifestDay.channel, manifestDay.day, manifestDay.rundownVersion)
    .all();

/** Once for each holder, version and kind: false when it was said before. */
export const addReceipt = (rows: Rows, row: ReceiptRow): boolean => addition(rows).run(row).changes > 0;

const addition = prepared((rows) =>
  rows
    .insert(receipt)
    .values({
      channel: sql.placeholder('channel'),
      version: sql.placeholder('version'),
      kind: sql.placeholder('kind'),
      who: sql.placeholder('who'),
      at: sql.placeholder('at'),
    })
    .onConflictDoNothing()
    .prepare(),
);

export const findReceipt = (
  rows: Rows,
  { channel, version, kind, who }: Omit<ReceiptRow, 'at'>,
): { readonly at: string } | undefined => saidBefore(rows).get({ channel, version, kind, who });

const saidBefore = prepared((rows) =>
  rows
    .select({ at: receipt.at })
    .from(receipt)
    .where(
      and(
        eq(receipt.channel, sql.placeholder('channel')),
        eq(receipt.version, sql.placeholder('version')),
        eq(receipt.kind, sql.placeholder('kind')),
        eq(receipt.who, sql.placeholder('who')),
      ),
    )
    .prepare(),
);

/** In the order in which they came. */
export const listReceipts = (rows: Rows, channel: ChannelId): ReceiptRow[] =>
  rows
    .select({
      channel: receipt.channel,
      version: receipt.version,
      kind: receipt.kind,
      who: receipt.who,
      at: receipt.at,
    })
    .from(receipt)
    .where(eq(receipt.channel, channel))
    .orderBy(asc(receipt.id))
    .all();

export interface ApprovedVersion {
  readonly day: LocalDate;
  readonly version: number;
}

/** Versions of a channel's days from `from` on that somebody approved, in order of day, newest version first. */
export const approvedVersions = (rows: Rows, channel: ChannelId, from: LocalDate): ApprovedVersion[] =>
  rows
    .select({ day: approval.day, version: approval.version })
    .from(approval)
    .where(and(eq(approval.channel, channel), gte(approval.day, from)))
    .orderBy(asc(approval.day), desc(approval.version))
    .all();

/** Differs as soon as there is an approval or a rendering more: what could make something new to publish. */
export const publishingMark = (rows: Rows): string => {
  const approvals = rows
    .select({ count: count(), last: max(approval.at) })
    .from(approval)
    .get();
  const renderings = rows
    .select({ count: count(), last: max(rendering.renderedAt) })
    .from(rendering)
    .get();
  return JSON.stringify([approvals, renderings]);
};
