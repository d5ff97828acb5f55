/** Rows of the library beside the schedule: scripts and approvals of items. Both are histories: the newest row is in force. */

import type { ItemId, Sha256 } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { and, desc, eq, inArray, isNotNull, max } from './drizzle.ts';
import { audit, item, itemApproval, script, soundAdjustment } from './schema.ts';

export type ScriptRow = typeof script.$inferSelect;
export type ItemApprovalRow = typeof itemApproval.$inferSelect;

export const addScript = (rows: Rows, row: Omit<ScriptRow, 'id'>): void => {
  rows.insert(script).values(row).run();
};

/** Every script that an item has had, newest first. */
export const readScripts = (rows: Rows, of: ItemId): ScriptRow[] =>
  rows.select().from(script).where(eq(script.item, of)).orderBy(desc(script.id)).all();

/** The scripts in force without their texts: what lists and approvals look at. `items` null: of all. */
export const loadScriptHeads = (
  rows: Rows,
  items: readonly ItemId[] | null,
): Pick<ScriptRow, 'item' | 'language' | 'hash'>[] => {
  const newest = rows
    .select({ id: max(script.id).as('newest_script') })
    .from(script)
    .where(items === null ? undefined : inArray(script.item, [...items]))
    .groupBy(script.item, script.language)
    .as('newest');
  return rows
    .select({ item: script.item, language: script.language, hash: script.hash })
    .from(script)
    .innerJoin(newest, eq(script.id, newest.id))
    .all();
};

/** The search keys of the scripts in force. */
export const loadScriptKeys = (rows: Rows): Pick<ScriptRow, 'item' | 'language' | 'searchKey'>[] => {
  const newest = rows
    .select({ id: max(script.id).as('newest_script') })
    .from(script)
    .groupBy(script.item, script.language)
    .as('newest');
  return rows
    .select({ item: script.item, language: script.language, searchKey: script.searchKey })
    .from(script)
    .innerJoin(newest, eq(script.id, newest.id))
    .all();
};

export const addItemApproval = (rows: Rows, row: Omit<ItemApprovalRow, 'id'>): void => {
  rows.insert(itemApproval).values(row).run();
};

/** Every approval that an item has had, newest first. */
export const readItemApprovals = (rows: Rows, of: ItemId): ItemApprovalRow[] =>
  rows.select().from(itemApproval).where(eq(itemApproval.item, of)).orderBy(desc(itemApproval.id)).all();

/** The newest approval of each version. `items` null: of all. */
export const loadItemApprovals = (rows: Rows, items: readonly ItemId[] | null): ItemApprovalRow[] => {
  const newest = rows
    .select({ id: max(itemApproval.id).as('newest_approval') })
    .from(itemApproval)
    .where(items === null ? undefined : inArray(itemApproval.item, [...items]))
    .groupBy(itemApproval.item, itemApproval.language)
    .as('newest');
  return rows
    .select({ row: itemApproval })
    .from(itemApproval)
    .innerJoin(newest, eq(itemApproval.id, newest.id))
    .all()
    .map(({ row }) => row);
};

/** Search keys of titles, by item. */
export const loadTitleKeys = (rows: Rows): ReadonlyMap<string, string> =>
  new Map(
    rows
      .select({ id: item.id, key: item.searchKey })
      .from(item)
      .all()
      .map(({ id, key }) => [id, key]),
  );

/** Who did something to a thing, oldest first, as their audit rows have it. */
export const actsOn = (
  rows: Rows,
  subject: string,
): Pick<typeof audit.$inferSelect, 'at' | 'actor' | 'operation' | 'detail'>[] =>
  rows
    .select({ at: audit.at, actor: audit.actor, operation: audit.operation, detail: audit.detail })
    .from(audit)
    .where(eq(audit.subject, subject))
    .orderBy(audit.id)
    .all();

/** Who applied schedule files, oldest first, with what those changed. */
export const appliedSchedules = (rows: Rows): Pick<typeof audit.$inferSelect, 'at' | 'actor' | 'detail'>[] =>
  rows
    .select({ at: audit.at, actor: audit.actor, detail: audit.detail })
    .from(audit)
    .where(and(eq(audit.operation, 'schedule.apply'), isNotNull(audit.detail)))
    .orderBy(audit.id)
    .all();

/** Who adjusted how a sound is used, newest first; only the newest adjustment is heard. */
export const findAdjuster = (rows: Rows, original: Sha256): { readonly by: string; readonly at: string } | undefined =>
  rows
    .select({ by: soundAdjustment.madeBy, at: soundAdjustment.madeAt })
    .from(soundAdjustment)
    .where(eq(soundAdjustment.original, original))
    .orderBy(desc(soundAdjustment.id))
    .limit(1)
    .get();
