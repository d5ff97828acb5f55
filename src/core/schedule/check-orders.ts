/**
 * Whether festivals, overlays and guards hang together: what they name is known, and their days and hours are in order.
 */
import type { Kind } from '../refusal.ts';
import type { Schedule } from './model.ts';

/** Refuses that a field of an owner refers to nothing; null refers to nothing on purpose. */
type Refer = (kind: Kind, id: string | null, from: Kind, owner: string, field: string) => void;

/** Refuses an end before its beginning; dates, local times and clock times compare as text. */
export type InOrder = (
  range: { readonly from: string | null; readonly to: string | null },
  kind: Kind,
  id: string,
  field?: string,
) => void;

export const orderRefusals = ({ festivals, overlays, guards }: Schedule, refer: Refer, inOrder: InOrder): void => {
  for (const { id, days } of festivals)
    days.forEach((range, n) => {
      inOrder(range, 'festival', id, `days.${n}.to`);
    });
  for (const overlay of overlays) {
    const owner = ['overlay', overlay.id] as const;
    inOrder(overlay, ...owner);
    refer('item', overlay.replacement, ...owner, 'replacement');
    overlay.units.forEach((unit, n) => {
      refer('unit', unit, ...owner, `units.${n}`);
    });
    overlay.channels.forEach((channel, n) => {
      refer('channel', channel, ...owner, `channels.${n}`);
    });
  }
  for (const guard of guards) {
    inOrder(guard, 'guard', guard.id);
    guard.units.forEach((unit, n) => {
      refer('unit', unit, 'guard', guard.id, `units.${n}`);
    });
    guard.hours.forEach(({ from, to }, n) => {
      // Midnight as an end is that of the next day.
      if (to !== '00:00:00') inOrder({ from, to }, 'guard', guard.id, `hours.${n}.to`);
    });
  }
};
