/** How sounds are used: rows are added and never changed; the newest of a sound is in force. */

import type { Sha256 } from '../core/ids.ts';
import type { Adjustment } from '../core/sound/adjustment.ts';
import type { Rows } from './database.ts';
import { desc, eq, max } from './drizzle.ts';
import { soundAdjustment } from './schema-library.ts';

export type AdjustmentRow = typeof soundAdjustment.$inferSelect;

/** Of one sound, the newest first. */
export const adjustmentsOf = (rows: Rows, original: Sha256): AdjustmentRow[] =>
  rows
    .select()
    .from(soundAdjustment)
    .where(eq(soundAdjustment.original, original))
    .orderBy(desc(soundAdjustment.id))
    .all();

/** Sound → what is in force; sounds that nobody adjusted are not in it. */
export const adjustmentsInForce = (rows: Rows): Map<Sha256, Adjustment> => {
  const newest = rows
    .select({ id: max(soundAdjustment.id).as('newest') })
    .from(soundAdjustment)
    .groupBy(soundAdjustment.original)
    .as('in_force');
  const found = rows.select().from(soundAdjustment).innerJoin(newest, eq(newest.id, soundAdjustment.id)).all();
  return new Map(found.map(({ sound_adjustment: row }) => [row.original, adjustmentIn(row)]));
};

export const adjustmentIn = ({ cueIn, cueOut, gainDb, fadeIn, fadeOut, segue }: AdjustmentRow): Adjustment => ({
  ...{ cueIn, cueOut, gainDb, fadeIn, fadeOut, segue },
});

export const saveAdjustment = (rows: Rows, row: Omit<AdjustmentRow, 'id'>): void => {
  rows.insert(soundAdjustment).values(row).run();
};
