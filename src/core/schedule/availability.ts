/**
 * Whether an item can air at a time in a language, and with which sound; or why not.
 */
import type { ItemId } from '../ids.ts';
import type { Reason } from '../playlist/model.ts';
import { holdsOn } from '../time/local.ts';
import type { Item, ItemVersion } from './model.ts';
import type { Occurrence } from './occurrences.ts';
import type { Prepared } from './prepare.ts';
import type { Missing, Piece } from './rundown.ts';

/** Music and idents have one version and no language to choose by. */
const WORDLESS: ReadonlySet<string> = new Set(['sting', 'music', 'stationIdent', 'signOff', 'signatureTune']);

/** When a session begins: its broadcast day for days of validity, its local time for embargo and expiry. */
export type When = Pick<Occurrence, 'day' | 'wanted'>;

/** The item's sound for a place in a session that begins at `when`, or what is missing. */
export const take = (
  { item: find, sounds }: Pick<Prepared, 'item' | 'sounds'>,
  id: ItemId,
  language: string,
  when: When,
  reasons: readonly Reason[] = [],
): Piece | Missing => {
  const item = find(id);
  const missing = (reason: Reason): Missing => ({ item, title: item.title, reason });
  const unfit = unfitAt(item, when);
  if (unfit !== null) return missing(unfit);
  const version = item.versions.find((candidate) => candidate.language === language) ?? wordless(item);
  if (version === undefined) return missing({ code: 'no-version', language });
  if (version.sound === null) return missing({ code: 'waits-for-recording', language: version.language });
  const cut = sounds.get(version.sound);
  if (cut === undefined) return missing({ code: 'sound-missing', sound: version.sound });
  return { item, version, cut, strand: null, run: null, reasons };
};

const unfitAt = (item: Item, { day, wanted }: When): Reason | null => {
  if (item.draft) return { code: 'draft' };
  if (!holdsOn(item, day)) return { code: 'not-valid', day };
  if (item.notBefore !== null && wanted < item.notBefore) return { code: 'embargoed', until: item.notBefore };
  if (item.notFrom !== null && wanted >= item.notFrom) return { code: 'expired', at: item.notFrom };
  return null;
};

/** Whether the answer is the same at any time. */
export const isAlways = ({ from, to, notBefore, notFrom }: Item): boolean =>
  from === null && to === null && notBefore === null && notFrom === null;

const wordless = (item: Item): ItemVersion | undefined => (WORDLESS.has(item.genre) ? item.versions[0] : undefined);

export const isPiece = (taken: Piece | Missing): taken is Piece => 'cut' in taken;
