/** The words of an item's script in one language, as they are in force. */

import type { ItemId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { and, desc, eq } from './drizzle.ts';
import { script } from './schema.ts';

/** null: nobody has written one here; the schedule file may have one. */
export const findScriptText = (rows: Rows, item: ItemId, language: string): string | null =>
  rows
    .select({ text: script.text })
    .from(script)
    .where(and(eq(script.item, item), eq(script.language, language)))
    .orderBy(desc(script.id))
    .limit(1)
    .get()?.text ?? null;
