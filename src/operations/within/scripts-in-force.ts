/** The scripts in force, by their hashes, for what is frozen into the air log. */
import type { ScriptOf } from '../../core/evidence/planned.ts';
import type { ItemId } from '../../core/ids.ts';
import type { Rows } from '../../store/database.ts';
import { loadScriptHeads } from '../../store/library.ts';

/** Of just these items. */
export const scriptsInForce = (rows: Rows, items: readonly (ItemId | null)[]): ScriptOf => {
  const wanted = [...new Set(items.filter((id) => id !== null))];
  const heads = wanted.length === 0 ? [] : loadScriptHeads(rows, wanted);
  const hashes = new Map(heads.map(({ item, language, hash }) => [`${item} ${language}`, hash]));
  return (item, language) => hashes.get(`${item} ${language}`) ?? null;
};
