/**
 * Another title, time, sound name … of an item. What a schedule file gives is changed in the file, unless the library takes
 * the item over: from then on it is as if it had been made by hand.
 */
import { placesOf } from '../../core/access/schedule-places.ts';
import type { ItemId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refuse } from '../../core/result.ts';
import { diffSchedules } from '../../core/schedule/diff.ts';
import { loadSchedule, loadSources, saveSchedule } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { groundOf, operation } from '../operation.ts';
import { unitOfPlaces } from '../within/alteration-reach.ts';
import { mayWrite } from '../within/edits.ts';
import { BY_HAND, foundItem } from '../within/found-item.ts';
import { asItem, type ItemFields, itemRefusals } from '../within/item-fields.ts';
import { note } from '../within/note.ts';

interface Asked {
  readonly item: string;
  /** Only what is given changes. */
  readonly fields: Partial<ItemFields>;
  /** Whether an item of a schedule file becomes the library's. */
  readonly takeOver: boolean;
}

/**
 * Answers the names of the fields that changed; none: it was so already. Refuses with right.*, item.unknown, item.from-file,
 * schedule.reference, time.range, request.wrong, data.*. Needs the right where it airs now and where it will.
 */
export const changeItem = operation(
  { name: 'item.change', needs: 'schedule.write' },
  (
    ctx: Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>,
    { item: id, fields, takeOver }: Asked,
  ): Result<{ readonly id: ItemId; readonly changed: readonly string[] }> =>
    ctx.store.transact((rows) => {
      const before = loadSchedule(rows);
      const found = foundItem(before, id);
      if (!found.ok) return found;
      const was = found.value;
      const item = asItem(was.id, { ...was, ...fields }, was.versions);
      const after = { ...before, items: before.items.map((one) => (one.id === was.id ? item : one)) };
      const { today } = groundOf(ctx);
      const places = [before, after].flatMap((one) => placesOf(one, 'item', was.id, today));
      const mine = mayWrite(ctx, places);
      if (!mine.ok) return mine;
      const file = loadSources(rows).get(`item/${was.id}`) ?? BY_HAND;
      if (file !== BY_HAND && !takeOver) return refuse('item.from-file', { title: was.title, file });
      const sound = okUnless(itemRefusals(item, after), () => undefined);
      if (!sound.ok) return sound;
      const moved = file === BY_HAND ? undefined : { before: file, after: BY_HAND };
      const changes = diffSchedules(before, after, (kind, of) =>
        kind === 'item' && of === was.id ? moved : undefined,
      );
      const [change] = changes;
      if (change === undefined) return ok({ id: was.id, changed: [] });
      saveSchedule(rows, after, changes, () => BY_HAND);
      const told = (which: 'before' | 'after') =>
        Object.fromEntries(
          change.fields.filter(({ field }) => field !== 'title').map((one) => [one.field, one[which]]),
        );
      note(ctx, rows, {
        operation: 'item.change',
        unit: unitOfPlaces(places),
        subject: `item/${was.id}`,
        before: told('before'),
        after: told('after'),
        words: was.title === item.title ? item.title : `${was.title} → ${item.title}`,
      });
      return ok({ id: was.id, changed: change.fields.map(({ field }) => field) });
    }),
);
