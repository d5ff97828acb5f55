/**
 * Where a thing of the schedule belongs, for whoever wants to change it: a change needs the right at all these places.
 *
 * Units, stations, channels, festivals and rules of hours are the centre's: whoever could name a channel anew would get its log and its telephones.
 * What airs belongs where it airs; a campaign to its owner; a library item that
 * nothing uses yet is anybody's who may write at all.
 */
import type { ChannelId, ItemId, StrandId } from '../ids.ts';
import type { Kind } from '../refusal.ts';
import type { Content, Item, Schedule, Segment } from '../schedule/model.ts';
import type { Overlay } from '../schedule/overlay-model.ts';
import type { LocalDate } from '../time/local.ts';
import { placeOfChannel, placeOfUnit, type Where } from './decide.ts';

/** The places of thing `id` in `schedule`, as they are on `today`; none when the schedule does not have it. */
export const placesOf = (schedule: Schedule, kind: Kind, id: string, today: LocalDate): readonly Where[] => {
  const is = (thing: { readonly id: string }): boolean => thing.id === id;
  switch (kind) {
    case 'unit':
      return schedule.units.some(is) ? ['centre'] : [];
    case 'festival':
      return schedule.festivals.some(is) ? ['centre'] : [];
    case 'guard':
      return schedule.guards.some(is) ? ['centre'] : [];
    case 'overlay':
      return schedule.overlays.filter(is).flatMap((overlay) => ofOverlay(schedule, overlay, today));
    case 'station':
      return schedule.stations.some(is) ? ['centre'] : [];
    case 'channel':
      return schedule.channels.some(is) ? ['centre'] : [];
    case 'session':
      return ofSessions(
        schedule,
        schedule.sessions.filter(is).map((session) => session.id),
        today,
      );
    case 'segment':
      return ofSessions(
        schedule,
        schedule.segments.filter(is).map(({ session }) => session),
        today,
      );
    case 'campaign':
    case 'contentGroup':
      return schedule.campaigns
        .filter((campaign) => is(campaign) || campaign.contentGroups.some(is))
        .map(({ owner }) => placeOfUnit(owner, today));
    case 'strand':
      return schedule.strands.some(is)
        ? [
            ...ofCampaign(schedule, schedule.strands.find(is)?.campaign ?? null, today),
            ...ofUse(schedule, new Set([id]), today),
          ]
        : [];
    case 'item':
      return schedule.items.filter(is).flatMap(placesOfItems(schedule, () => today));
  }
};

/** The places of many items. `dayOf`: the day on which a channel or an owner with such a last day is looked at. */
export const placesOfItems = (
  schedule: Schedule,
  dayOf: (last: LocalDate | null) => LocalDate,
): ((item: Item) => readonly Where[]) => {
  const strands = new Map<string, ItemId[]>(schedule.strands.map(({ id, items }) => [id, [...items]]));
  const sessions = new Map<string, Set<string>>();
  for (const { session, content, bed } of schedule.segments)
    for (const id of [...uses(content), bed?.item ?? null].filter((one) => one !== null))
      for (const item of strands.get(id) ?? [id]) sessions.set(item, (sessions.get(item) ?? new Set()).add(session));
  const channels = new Map<string, readonly ChannelId[]>(schedule.sessions.map((one) => [one.id, one.channels]));
  const placeOf = new Map(schedule.channels.map(({ id, to }) => [id, ofChannel(schedule, id, dayOf(to))] as const));
  const lastDays = new Map(schedule.units.map(({ id, to }) => [id, to] as const));
  const owners = new Map(schedule.campaigns.map(({ id, owner }) => [id, owner] as const));
  return ({ id, campaign }) => {
    const airsOn = new Set([...(sessions.get(id) ?? [])].flatMap((session) => channels.get(session) ?? []));
    const places = [...airsOn].flatMap((one): readonly Where[] => placeOf.get(one) ?? ['centre']);
    const owner = campaign === null ? undefined : owners.get(campaign);
    return owner === undefined ? places : [placeOfUnit(owner, dayOf(lastDays.get(owner) ?? null)), ...places];
  };
};

const ofCampaign = (schedule: Schedule, id: string | null, today: LocalDate): readonly Where[] =>
  id === null ? [] : placesOf(schedule, 'campaign', id, today);

const ofChannel = ({ channels, stations }: Schedule, id: ChannelId, today: LocalDate): readonly Where[] => {
  const channel = channels.find((one) => one.id === id);
  const station = stations.find((one) => one.id === channel?.station);
  return channel === undefined || station === undefined ? ['centre'] : [placeOfChannel(channel, station, today)];
};

const ofSessions = (schedule: Schedule, ids: readonly string[], today: LocalDate): readonly Where[] => {
  const channels = schedule.sessions.filter(({ id }) => ids.includes(id)).flatMap((session) => session.channels);
  return [...new Set(channels)].flatMap((id) => ofChannel(schedule, id, today));
};

/** An order belongs to whom it reaches: everybody, when it names nobody. */
const ofOverlay = (schedule: Schedule, { units, channels }: Overlay, today: LocalDate): readonly Where[] =>
  units.length + channels.length === 0
    ? ['centre']
    : [...units.map((unit) => placeOfUnit(unit, today)), ...channels.flatMap((id) => ofChannel(schedule, id, today))];

const uses = (content: Content): readonly (ItemId | StrandId | null)[] => {
  switch (content.kind) {
    case 'item':
    case 'filler':
      return [content.item];
    case 'strand':
      return [content.strand];
    case 'relay':
      return [content.fallback];
    case 'repeat':
      return [];
  }
};

const ofUse = (schedule: Schedule, wanted: ReadonlySet<string>, today: LocalDate): readonly Where[] => {
  const using = ({ content, bed }: Segment): boolean =>
    [...uses(content), bed?.item ?? null].some((id) => id !== null && wanted.has(id));
  return ofSessions(
    schedule,
    schedule.segments.filter(using).map(({ session }) => session),
    today,
  );
};
