/**
 * Which items of the library concern a caller.
 *
 * Scripts are read here before they have aired, so one commune's drafts are no business of another's. What airs on a
 * channel that one may read, and what belongs to a campaign of such a unit, concerns one; what nothing uses and no
 * campaign owns is the centre's stock, open to everybody who may read a schedule.
 */
import { placesOfItems } from '../../core/access/schedule-places.ts';
import type { Item, Schedule } from '../../core/schedule/model.ts';
import { type Asking, groundOf, seesWith } from '../operation.ts';

/** Of the items of `schedule`, whole. */
export const ownItems = (ctx: Asking, schedule: Schedule): ((item: Item) => boolean) => {
  const { today } = groundOf(ctx);
  // What has ended is read by whoever had it on its last day.
  const places = placesOfItems(schedule, (last) => (last !== null && last < today ? last : today));
  const sees = seesWith(ctx, 'schedule.read');
  return (item) => {
    const there = places(item);
    return there.length === 0 || there.some(sees);
  };
};
