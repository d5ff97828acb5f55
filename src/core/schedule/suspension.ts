/**
 * Which orders (quốc tang, Tết, bầu cử…) lie over a channel's day, and what they remove.
 *
 * The schedule beneath stays as it is. An emergency is never removed; news stays unless an order names it.
 */
import { placeOfChannel } from '../access/decide.ts';
import { isUnder } from '../access/units.ts';
import type { Reason } from '../playlist/model.ts';
import { holdsOn, type LocalDate } from '../time/local.ts';
import type { Channel, Segment, Session, Station } from './model.ts';
import type { Overlay } from './overlay-model.ts';
import type { Prepared } from './prepare.ts';

/** The orders over a channel's day, in order of id: the first that removes something is the one that is told. */
export const overlaysOn = (
  prepared: Prepared,
  channel: Channel,
  station: Station,
  day: LocalDate,
): readonly Overlay[] => {
  const inForce = prepared.memory(`overlays ${day}`, () =>
    prepared.schedule.overlays.filter((overlay) => holdsOn(overlay, day) && !isLifted(prepared, overlay, day)),
  );
  return inForce.length === 0
    ? inForce
    : inForce.filter((overlay) => reaches(prepared, overlay, channel, station, day));
};

const isLifted = ({ alterations }: Prepared, { id }: Overlay, day: LocalDate): boolean =>
  alterations.lifts.some((lift) => lift.overlay === id && lift.from <= day);

const reaches = (
  { units }: Prepared,
  overlay: Overlay,
  channel: Channel,
  station: Station,
  day: LocalDate,
): boolean => {
  if (overlay.units.length + overlay.channels.length === 0 || overlay.channels.includes(channel.id)) return true;
  const { served } = placeOfChannel(channel, station, day);
  return overlay.units.some((top) => served.some((unit) => isUnder(units, top, unit, day)));
};

/** The order that removes an item of `genre` from a segment; undefined when none does. */
export const suspending = (
  overlays: readonly Overlay[],
  genre: string,
  { priority }: Pick<Segment, 'priority'>,
): Overlay | undefined =>
  priority === 'emergency' ? undefined : overlays.find(({ genres }) => genres.length === 0 || genres.includes(genre));

/** The orders over each channel of a session that is there on the day; they take a strand's turn only together. */
export const ordersByChannel = (
  prepared: Prepared,
  session: Session,
  day: LocalDate,
): readonly (readonly Overlay[])[] =>
  prepared.schedule.overlays.length === 0
    ? []
    : session.channels
        .map((id) => prepared.channel(id))
        .filter(({ channel }) => holdsOn(channel, day))
        .map(({ channel, station }) => overlaysOn(prepared, channel, station, day));

export const suspendedEverywhere = (
  orders: readonly (readonly Overlay[])[],
  genre: string,
  segment: Pick<Segment, 'priority'>,
): boolean => orders.length > 0 && orders.every((over) => suspending(over, genre, segment) !== undefined);

export const suspendedBy = ({ id, name, authority, document }: Overlay): Reason => ({
  code: 'suspended',
  overlay: id,
  name,
  authority,
  document,
});
