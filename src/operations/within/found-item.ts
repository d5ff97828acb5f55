/** An item of the library by its id, with the schedule that it stands in. */
import type { ItemId } from '../../core/ids.ts';
import { nearest } from '../../core/near.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Item, Schedule } from '../../core/schedule/model.ts';

/** Refuses with item.unknown. */
export const foundItem = ({ items }: Pick<Schedule, 'items'>, id: string): Result<Item> => {
  const found = items.find((item) => item.id === id);
  const near = (): ItemId | null => nearest(id, new Set(items.map((item) => item.id))) as ItemId | null;
  return found === undefined ? refuse('item.unknown', { id, near: near() }) : ok(found);
};

/** What stands in a row's source for an item made or taken over by people; a schedule file always has a name. */
export const BY_HAND = '';

/** Primary tags as BCP 47 has them: 'vi', 'km'. */
export const isLanguage = (text: string): boolean => /^[a-z]{2,3}$/.test(text);
