/** Festivals, overlays and guards as written in a file → the core's shapes of them, defaults filled in. */
import type { ChannelId, FestivalId, GuardId, ItemId, OverlayId, UnitId } from '../../core/ids.ts';
import type { Guard } from '../../core/schedule/guard-model.ts';
import type { Festival, Overlay } from '../../core/schedule/overlay-model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { clockOf, dates, type Of } from './things.ts';

/** What state mourning stops (Decree 105/2012/NĐ-CP: no public entertainment). */
const ENTERTAINMENT = ['music', 'entertainment'];

export const festivalOf = (written: Of<'festivals'>): Festival => ({
  id: written.id as FestivalId,
  name: written.name,
  kind: written.kind,
  days: written.days.map(({ from, to, source }) => ({ from: from as LocalDate, to: to as LocalDate, source })),
});

export const overlayOf = (written: Of<'overlays'>): Overlay => ({
  id: written.id as OverlayId,
  name: written.name,
  kind: written.kind,
  from: written.from as LocalDate,
  to: written.to as LocalDate,
  units: (written.units ?? []) as UnitId[],
  channels: (written.channels ?? []) as ChannelId[],
  genres: written.genres ?? (written.kind === 'mourning' ? ENTERTAINMENT : []),
  replacement: (written.replacement ?? null) as ItemId | null,
  authority: written.authority,
  document: written.document ?? null,
  reason: written.reason,
});

export const guardOf = (written: Of<'guards'>): Guard => ({
  id: written.id as GuardId,
  name: written.name,
  units: (written.units ?? []) as UnitId[],
  ...dates(written),
  hours: (written.hours ?? []).map((hours) => ({
    days: hours.days ?? [],
    from: clockOf(hours.from),
    to: clockOf(hours.to),
  })),
  maxSessions: written.maxSessions ?? null,
  maxSessionSeconds: written.maxSessionMinutes === undefined ? null : Math.round(written.maxSessionMinutes * 60),
  special: written.special ?? false,
  document: written.document ?? null,
});
