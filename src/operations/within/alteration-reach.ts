/** Where an alteration stands for rights, which days it is about, and what has to be planned again with it. */
import { placeOfChannel, unitOfPlace, type Where } from '../../core/access/decide.ts';
import { placesOf } from '../../core/access/schedule-places.ts';
import type { UnitId } from '../../core/ids.ts';
import type { Overlay } from '../../core/schedule/overlay-model.ts';
import type { Prepared } from '../../core/schedule/prepare.ts';
import {
  type Touched,
  touchedByConfirmation,
  touchedByDecision,
  touchedByEdit,
  touchedByOverlay,
} from '../../core/schedule/touched.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { AlterationRow } from '../../store/alterations.ts';
import { type Asking, groundOf } from '../operation.ts';
import { placesOfEdit } from './edits.ts';

const overlayOf = ({ schedule }: Prepared, id: string): Overlay | undefined =>
  schedule.overlays.find((one) => one.id === id);

/** What the schedule has no more is the whole centre's. */
const GONE: readonly Where[] = ['centre'];

/** Every place that an alteration reaches: changing it needs the right at all of them. */
export const placesOfAlteration = (ctx: Asking, prepared: Prepared, row: AlterationRow): readonly Where[] => {
  const { schedule } = prepared;
  switch (row.kind) {
    case 'edit': {
      const places = placesOfEdit(ctx, prepared, row.body);
      return places.ok ? places.value : GONE;
    }
    case 'decision': {
      const { channel: id, day } = row.body;
      if (!schedule.channels.some((one) => one.id === id)) return GONE;
      const { channel, station } = prepared.channel(id);
      return [placeOfChannel(channel, station, day)];
    }
    case 'lift': {
      const places = placesOf(schedule, 'overlay', row.body.overlay, groundOf(ctx).today);
      return places.length === 0 ? GONE : places;
    }
    case 'confirmation':
      return GONE;
  }
};

/** For which unit it is done, as the audit has it: the one of all its places; null: the whole centre. */
export const unitOfPlaces = (places: readonly Where[]): UnitId | null => {
  const units = new Set(places.map((place) => (typeof place === 'string' ? null : unitOfPlace(place))));
  const [only = null] = units;
  return units.size === 1 ? only : null;
};

/** The first and the last day that it speaks of; null: none. */
export const daysOfAlteration = (
  prepared: Prepared,
  row: AlterationRow,
): { readonly from: LocalDate | null; readonly to: LocalDate | null } => {
  switch (row.kind) {
    case 'edit': {
      const { scope, day, action } = row.body;
      if (scope === 'all') return { from: null, to: null };
      const moved = action.kind === 'move' && 'day' in action ? (action.day ?? day) : day;
      const [from = day, to = day] = [day, moved].sort();
      return { from, to: scope === 'following' ? null : to };
    }
    case 'decision':
      return { from: row.body.day, to: row.body.day };
    case 'lift':
      return { from: row.body.from, to: overlayOf(prepared, row.body.overlay)?.to ?? null };
    case 'confirmation':
      return { from: row.body.from, to: row.body.to };
  }
};

/** `prepared` has it in force; of a lifted order, the order. */
export const touchedByAlteration = (prepared: Prepared, row: AlterationRow): Touched[] => {
  const { schedule } = prepared;
  switch (row.kind) {
    case 'edit': {
      const { body } = row;
      const list = body.of === 'session' ? schedule.sessions : schedule.segments;
      const id = body.of === 'session' ? body.session : body.segment;
      return list.some((one) => one.id === id) ? touchedByEdit(prepared, body) : [];
    }
    case 'decision':
      return schedule.channels.some(({ id }) => id === row.body.channel) ? touchedByDecision(prepared, row.body) : [];
    case 'lift': {
      const overlay = overlayOf(prepared, row.body.overlay);
      return overlay === undefined ? [] : touchedByOverlay(prepared, overlay, row.body.from);
    }
    case 'confirmation':
      return touchedByConfirmation(prepared, row.body);
  }
};
