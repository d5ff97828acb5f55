/**
 * The part of a schedule that some channels need, itself a whole schedule: everything it refers to is in it, and it names
 * nothing of others. For whoever may not see all of it, or wants one channel only.
 */
import type { Content, Schedule } from './model.ts';

const itemOf = (content: Content): string | null => {
  switch (content.kind) {
    case 'item':
    case 'filler':
      return content.item;
    case 'relay':
      return content.fallback;
    default:
      return null;
  }
};

/** Those of a list that are known. */
const among = <T extends string>(list: readonly T[], known: ReadonlySet<string>): T[] =>
  list.filter((id) => known.has(id));

/** Whether something scoped to some units or channels still has one of them, or was never scoped. */
const reaches = (was: readonly (readonly string[])[], is: readonly (readonly string[])[]): boolean =>
  was.every((list) => list.length === 0) || is.some((list) => list.length > 0);

/**
 * `channels`: which of schedule.channels are kept. A repeat of what only other channels play is left out, and so is a
 * session that has nothing else; orders and hours that hold for others only are, too.
 */
export const ofChannels = (schedule: Schedule, channels: ReadonlySet<string>): Schedule => {
  const kept = schedule.channels.filter(({ id }) => channels.has(id));
  const stations = schedule.stations.filter(({ id }) => kept.some(({ station }) => station === id));
  const on = new Set(
    schedule.sessions.filter((session) => among(session.channels, channels).length > 0).map(({ id }) => id),
  );
  const there = schedule.segments.filter(({ session }) => on.has(session));
  const names = new Set<string>(there.map(({ id }) => id));
  const segments = there.filter(({ content }) => content.kind !== 'repeat' || names.has(content.of));
  const filled = new Set(segments.map(({ session }) => session));

  const playing = new Set<string>(
    segments.flatMap(({ content }) => (content.kind === 'strand' ? [content.strand] : [])),
  );
  const strands = schedule.strands.filter(({ id }) => playing.has(id));
  const units = unitsOf(schedule, [
    ...kept.flatMap((channel) => channel.units.map(({ unit }) => unit)),
    ...stations.flatMap((station) => station.responsible.map(({ unit }) => unit)),
  ]);
  const scoped = schedule.overlays
    .map((overlay) => ({
      was: overlay,
      units: among(overlay.units, units),
      channels: among(overlay.channels, channels),
    }))
    .filter((one) => reaches([one.was.units, one.was.channels], [one.units, one.channels]));
  const wanted = new Set<string | null>([
    ...segments.flatMap(({ content, bed }) => [itemOf(content), bed?.item ?? null]),
    ...strands.flatMap(({ items }) => items),
    ...scoped.map(({ was }) => was.replacement),
  ]);
  const items = schedule.items.filter(({ id }) => wanted.has(id));
  const efforts = new Set<string | null>([...items, ...strands].map(({ campaign }) => campaign));
  const campaigns = schedule.campaigns.filter(({ id }) => efforts.has(id));
  const named = unitsOf(schedule, [...units, ...campaigns.map(({ owner }) => owner)]);
  return {
    units: schedule.units
      .filter(({ id }) => named.has(id))
      .map((unit) => ({ ...unit, succeededBy: among(unit.succeededBy, named) })),
    stations,
    channels: kept,
    sessions: schedule.sessions
      .filter(({ id }) => filled.has(id))
      .map((session) => ({ ...session, channels: among(session.channels, channels) })),
    segments,
    strands,
    items,
    campaigns: campaigns.map((campaign) => ({
      ...campaign,
      targets: campaign.targets
        .map((target) => ({ was: target, units: among(target.units, named) }))
        .filter(({ was, units: left }) => reaches([was.units], [left]))
        .map(({ was, units: left }) => ({ ...was, units: left })),
      deadlines: campaign.deadlines
        .map((deadline) => ({ ...deadline, senders: among(deadline.senders, named) }))
        .filter(({ senders }) => senders.length > 0),
    })),
    festivals: schedule.festivals,
    overlays: scoped.map(({ was, ...scope }) => ({ ...was, ...scope })),
    guards: schedule.guards
      .map((guard) => ({ was: guard, units: among(guard.units, units) }))
      .filter(({ was, units: left }) => reaches([was.units], [left]))
      .map(({ was, units: left }) => ({ ...was, units: left })),
  };
};

/** Units with everything above them. */
const unitsOf = ({ units }: Schedule, from: readonly string[]): ReadonlySet<string> => {
  const parents = new Map<string, readonly string[]>(
    units.map((unit) => [unit.id, unit.parents.map((link) => link.unit)]),
  );
  const found = new Set<string>();
  const rest = [...from];
  for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    rest.push(...(parents.get(id) ?? []));
  }
  return found;
};
