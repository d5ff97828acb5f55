/** One language's form of an item with its sound, its script and what it is called: for what leaves the house alone. */

import type { Right } from '../../core/access/model.ts';
import { placesOf } from '../../core/access/schedule-places.ts';
import type { ItemId } from '../../core/ids.ts';
import { itemStates } from '../../core/library/item-state.ts';
import { nearest } from '../../core/near.ts';
import { type Cut, cutHash } from '../../core/playlist/cut.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Campaign, Item, ItemVersion, Schedule, Strand } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { localAt } from '../../core/time/zone.ts';
import { loadSchedule } from '../../store/schedule.ts';
import { findSound, findSoundName, loadCuts } from '../../store/sounds.ts';
import { findSpokenText } from '../../store/spoken-text.ts';
import { type Asking, groundOf, seesWith } from '../operation.ts';
import { libraryNow } from './library-now.ts';

export interface FoundVersion {
  readonly item: Item;
  readonly version: ItemVersion;
  readonly cut: Cut;
  readonly script: string | null;
  readonly campaign: Campaign | null;
  readonly strand: Strand | null;
  /** The unit that owns the campaign, or the first station: by name. */
  readonly sender: string;
  /** The day on which the sound came in. */
  readonly day: LocalDate;
}

/** Refuses with schedule.reference. */
export const findItem = (schedule: Schedule, id: string): Result<Item> => {
  const found = schedule.items.find((item) => item.id === id);
  const ids = schedule.items.map((item) => item.id);
  return found === undefined ? refuse('schedule.reference', { kind: 'item', id, near: nearest(id, ids) }) : ok(found);
};

/** Whether the caller has a right at all places of an item. Refuses with schedule.reference, right.elsewhere. */
export const mayItem = (ctx: Asking, id: string, right: Right): Result<Item> => {
  const schedule = loadSchedule(ctx.store.rows);
  const item = findItem(schedule, id);
  if (!item.ok) return item;
  const sees = seesWith(ctx, right);
  const places = placesOf(schedule, 'item', id, groundOf(ctx).today);
  return places.every(sees) ? item : refuse('right.elsewhere', { right });
};

/** Why nobody outside may have an item now; null: they may. */
export const closedBecause = (ctx: Asking, item: Item): 'draft' | 'embargoed' | 'expired' | null => {
  const states = itemStates(item, [], { now: libraryNow(ctx), used: true });
  return states.find((state) => state === 'draft' || state === 'embargoed' || state === 'expired') ?? null;
};

/** An item of which a clip may be made by the caller. Refuses with schedule.reference, right.elsewhere, item.not-public. */
export const mayClip = (ctx: Asking, id: string): Result<Item> => {
  const item = mayItem(ctx, id, 'sound.write');
  if (!item.ok) return item;
  const why = closedBecause(ctx, item.value);
  return why === null ? item : refuse('item.not-public', { title: item.value.title, why });
};

/** `language` null: the first that has a sound. Refuses with schedule.reference, media.unknown. */
export const findVersion = (ctx: Asking, id: string, language: string | null): Result<FoundVersion> => {
  const { rows } = ctx.store;
  const schedule = loadSchedule(rows);
  const found = findItem(schedule, id);
  if (!found.ok) return found;
  const item = found.value;
  const version =
    item.versions.find((one) => (language === null ? one.sound !== null : one.language === language)) ?? null;
  const cut = version?.sound == null ? undefined : loadCuts(rows).get(version.sound);
  const original = version?.sound == null ? undefined : findSoundName(rows, version.sound);
  const sound = original === undefined ? undefined : findSound(rows, original);
  if (version === null || cut === undefined || sound === undefined)
    return refuse('media.unknown', { id: version?.sound ?? `${id} ${language ?? ''}`.trim() });
  const campaign = schedule.campaigns.find((one) => one.id === item.campaign) ?? null;
  const [station] = schedule.stations;
  const owner = schedule.units.find((unit) => unit.id === campaign?.owner);
  return ok({
    item,
    version,
    cut,
    script: findSpokenText(rows, item.id as ItemId, version.language, cutHash(cut)),
    campaign,
    strand: schedule.strands.find(({ items }) => items.includes(item.id)) ?? null,
    sender: station?.name ?? owner?.name ?? '',
    day: localAt(sound.takenInAt, station?.zone ?? 'UTC').slice(0, 10) as LocalDate,
  });
};
