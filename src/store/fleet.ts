/** What the fleet view reads of the sites, and the one row that a machine at a site writes of itself. */
import type { SiteStatus } from '../core/fleet/model.ts';
import type { ChannelId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { and, asc, desc, eq, gt, lte } from './drizzle.ts';
import { manifest, receipt, siteStatus } from './schema-manifest.ts';

type StatusRow = typeof siteStatus.$inferSelect;

export const findStatus = (rows: Rows, channel: ChannelId, who: string): StatusRow | undefined =>
  rows
    .select()
    .from(siteStatus)
    .where(and(eq(siteStatus.channel, channel), eq(siteStatus.who, who)))
    .get();

/** In the place of what it said before. */
export const saveStatus = (
  rows: Rows,
  { channel, who, at, ...status }: SiteStatus & { readonly channel: ChannelId; readonly who: string },
): void => {
  rows
    .insert(siteStatus)
    .values({ channel, who, at, status })
    .onConflictDoUpdate({ target: [siteStatus.channel, siteStatus.who], set: { at, status } })
    .run();
};

export const listStatuses = (rows: Rows): StatusRow[] => rows.select().from(siteStatus).all();

/** Of all channels, without those of what was merely opened: who holds what. */
export const listAllReceipts = (rows: Rows) =>
  rows
    .select({
      channel: receipt.channel,
      version: receipt.version,
      kind: receipt.kind,
      who: receipt.who,
      at: receipt.at,
    })
    .from(receipt)
    .all();

/** The version that was the newest at `since`, and all that were published after it, oldest first. */
export const notesSince = (rows: Rows, channel: ChannelId, since: string): { publishedAt: string; note: string }[] => {
  const columns = { publishedAt: manifest.publishedAt, note: manifest.note };
  const of = eq(manifest.channel, channel);
  const after = rows
    .select(columns)
    .from(manifest)
    .where(and(of, gt(manifest.publishedAt, since)))
    .orderBy(asc(manifest.version))
    .all();
  const before = rows
    .select(columns)
    .from(manifest)
    .where(and(of, lte(manifest.publishedAt, since)))
    .orderBy(desc(manifest.version))
    .limit(1)
    .all();
  return [...before, ...after];
};

/** Of one version: until when it is valid; undefined: it was never published here. */
export const validityOf = (rows: Rows, channel: ChannelId, version: number): string | undefined =>
  rows
    .select({ until: manifest.validUntil })
    .from(manifest)
    .where(and(eq(manifest.channel, channel), eq(manifest.version, version)))
    .get()?.until;

/** When the first version above `version` was published; undefined: there is none. */
export const newerThan = (rows: Rows, channel: ChannelId, version: number): string | undefined =>
  rows
    .select({ at: manifest.publishedAt })
    .from(manifest)
    .where(and(eq(manifest.channel, channel), gt(manifest.version, version)))
    .orderBy(asc(manifest.version))
    .limit(1)
    .get()?.at;
