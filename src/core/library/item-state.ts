/** How an item stands, for people who look for work: what it waits for, whether it may air now, whether anything asks for it. */
import type { Item } from '../schedule/model.ts';
import { dateOf, type LocalDateTime } from '../time/local.ts';
import type { VersionState } from './approval.ts';

export const ITEM_STATES = [
  'waits-for-recording',
  'waits-for-approval',
  'approved',
  'draft',
  'embargoed',
  'expired',
  'unused',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/**
 * All that holds at once, in the order of ITEM_STATES. One version that waits makes the item wait; only when all are
 * approved it is. `now` is the station's local time.
 */
export const itemStates = (
  { draft, from, to, notBefore, notFrom }: Pick<Item, 'draft' | 'from' | 'to' | 'notBefore' | 'notFrom'>,
  versions: readonly VersionState[],
  { now, used }: { readonly now: LocalDateTime; readonly used: boolean },
): readonly ItemState[] => {
  const today = dateOf(now);
  const holds: Readonly<Record<ItemState, boolean>> = {
    'waits-for-recording': versions.length === 0 || versions.includes('waits-for-recording'),
    'waits-for-approval': versions.includes('waits-for-approval'),
    approved: versions.length > 0 && versions.every((state) => state === 'approved'),
    draft,
    embargoed: (from !== null && today < from) || (notBefore !== null && now < notBefore),
    expired: (to !== null && to < today) || (notFrom !== null && notFrom <= now),
    unused: !used,
  };
  return ITEM_STATES.filter((state) => holds[state]);
};
