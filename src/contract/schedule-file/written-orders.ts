/** Festivals, overlays and guards of the core → as a schedule file says them: the way back of ordered.ts. */
import type { Guard } from '../../core/schedule/guard-model.ts';
import type { Festival, Overlay } from '../../core/schedule/overlay-model.ts';
import { said } from './said.ts';
import type { Of } from './things.ts';

export const festivalFields = ({ id, name, kind, days }: Festival): Of<'festivals'> => ({
  id,
  name,
  kind,
  days: days.map(({ from, to, source }) => ({ from, to, source })),
});

export const overlayFields = (overlay: Overlay): Of<'overlays'> => ({
  id: overlay.id,
  name: overlay.name,
  kind: overlay.kind,
  from: overlay.from,
  to: overlay.to,
  ...said('units', [...overlay.units]),
  ...said('channels', [...overlay.channels]),
  // Of a mourning, none said would mean music and entertainment.
  ...said('genres', [...overlay.genres]),
  ...said('replacement', overlay.replacement),
  authority: overlay.authority,
  ...said('document', overlay.document),
  reason: overlay.reason,
});

export const guardFields = (guard: Guard): Of<'guards'> => ({
  id: guard.id,
  name: guard.name,
  ...said('units', [...guard.units]),
  ...said('from', guard.from),
  ...said('to', guard.to),
  ...said(
    'hours',
    guard.hours.map(({ days, from, to }) => ({ ...said('days', [...days]), from, to })),
  ),
  ...said('maxSessions', guard.maxSessions),
  ...(guard.maxSessionSeconds === null ? {} : { maxSessionMinutes: guard.maxSessionSeconds / 60 }),
  ...said('special', guard.special, false),
  ...said('document', guard.document),
});
