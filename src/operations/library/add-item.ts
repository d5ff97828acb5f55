/** A new item of the library, made by hand: no schedule file gives it, and none takes it away. */
import { placesOf } from '../../core/access/schedule-places.ts';
import type { ItemId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refuse } from '../../core/result.ts';
import { loadSchedule, loadSources, saveSchedule } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { groundOf, operation } from '../operation.ts';
import { unitOfPlaces } from '../within/alteration-reach.ts';
import { mayWrite } from '../within/edits.ts';
import { BY_HAND } from '../within/found-item.ts';
import { freeId } from '../within/free-id.ts';
import { asItem, type ItemFields, itemRefusals } from '../within/item-fields.ts';
import { note } from '../within/note.ts';

export type { ItemFields };

/** Without an id it gets one made from its title. */
export interface NewItem extends ItemFields {
  readonly id: ItemId | null;
}

/**
 * Its scripts are written afterwards. Refuses with right.*, schedule.id-double, schedule.reference, time.range, request.wrong,
 * data.*. Needs the right where its campaign belongs; without one, anywhere.
 */
export const addItem = operation(
  { name: 'item.add', needs: 'schedule.write' },
  (
    ctx: Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>,
    { id: given, ...fields }: NewItem,
  ): Result<{ readonly id: ItemId }> =>
    ctx.store.transact((rows) => {
      const before = loadSchedule(rows);
      const taken = new Set<string>(before.items.map((one) => one.id));
      const id = given ?? freeId<ItemId>(fields.title, taken);
      const item = asItem(id, fields, []);
      const after = { ...before, items: [...before.items.filter((one) => one.id !== id), item] };
      const places = placesOf(after, 'item', id, groundOf(ctx).today);
      const mine = mayWrite(ctx, places);
      if (!mine.ok) return mine;
      if (taken.has(id)) {
        const first = loadSources(rows).get(`item/${id}`) ?? '';
        return refuse('schedule.id-double', { kind: 'item', id, first }, { pointer: '/id' });
      }
      const sound = okUnless(itemRefusals(item, after), () => undefined);
      if (!sound.ok) return sound;
      saveSchedule(rows, after, [{ kind: 'item', id, what: 'added', name: item.title, fields: [] }], () => BY_HAND);
      const { title, ...told } = item;
      note(ctx, rows, {
        operation: 'item.add',
        unit: unitOfPlaces(places),
        subject: `item/${id}`,
        before: null,
        after: told,
        words: title,
      });
      return ok({ id });
    }),
);
