/** The text that is spoken in a sound, as far as the library has it. */

import type { ItemId, Sha256 } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { and, desc, eq } from './drizzle.ts';
import { itemApproval, script } from './schema.ts';

/**
 * The script that somebody approved together with this sound (core/playlist/cut.ts cutHash); without one the newest of that
 * language; null: none.
 */
export const findSpokenText = (rows: Rows, item: ItemId, language: string, sound: Sha256): string | null => {
  const approved = rows
    .select({ script: itemApproval.script })
    .from(itemApproval)
    .where(and(eq(itemApproval.item, item), eq(itemApproval.language, language), eq(itemApproval.sound, sound)))
    .orderBy(desc(itemApproval.id))
    .limit(1)
    .get();
  const of = and(eq(script.item, item), eq(script.language, language));
  const wanted = approved?.script == null ? of : and(of, eq(script.hash, approved.script));
  return rows.select().from(script).where(wanted).orderBy(desc(script.id)).limit(1).get()?.text ?? null;
};
