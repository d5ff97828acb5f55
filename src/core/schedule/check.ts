/**
 * Whether a schedule hangs together: every reference known, every rule readable, no circles, dates in order.
 *
 * Reports every fault, in the order of the lists. Whether things collide in time is not asked here.
 */
import { nearest } from '../near.ts';
import { PROFILES, profileNamed } from '../playlist/profile.ts';
import type { Kind, Place, Refusal } from '../refusal.ts';
import { refusal } from '../result.ts';
import type { Dated } from '../time/local.ts';
import { parseRule } from '../time/recurrence.ts';
import { isZone } from '../time/zone.ts';
import type { DatedUnit, Recurrence, Schedule } from './model.ts';

/** Tells where a field of a thing was written; undefined when it comes from the store. */
type Locate = (kind: Kind, id: string, field?: string) => Place | undefined;

/** All refusals of `schedule`; empty when it is sound. `locate` gives them their places. */
export const checkSchedule = (schedule: Schedule, locate: Locate): Refusal[] => {
  const refusals: Refusal[] = [];
  const known = idsOf(schedule);

  const refer = (kind: Kind, id: string | null, from: Kind, owner: string, field: string): void => {
    if (id === null || known[kind].has(id)) return;
    const place = locate(from, owner, field);
    refusals.push(
      place === undefined
        ? refusal('schedule.in-use', { kind, id, by: `${from} ${owner}` })
        : refusal('schedule.reference', { kind, id, near: nearest(id, known[kind]) }, place),
    );
  };
  const inOrder = (dated: Dated, kind: Kind, id: string): void => {
    if (dated.from !== null && dated.to !== null && dated.from > dated.to)
      refusals.push(refusal('time.range', { from: dated.from, to: dated.to }, locate(kind, id, 'to')));
  };
  const referDated = (links: readonly DatedUnit[], kind: Kind, id: string, field: string): void =>
    links.forEach((link, n) => {
      // A single `parent:` is written without a list; its place is then the field itself.
      const path = locate(kind, id, `${field}.${n}.unit`) === undefined ? field : `${field}.${n}.unit`;
      refer('unit', link.unit, kind, id, path);
      inOrder(link, kind, id);
    });
  const readable = (recurrence: Recurrence, kind: Kind, id: string): void => {
    inOrder(recurrence, kind, id);
    recurrence.rules.forEach((text, n) => {
      const rule = parseRule(text);
      if (rule.ok) return;
      const place = locate(kind, id, recurrence.rules.length > 1 ? `rules.${n}` : 'rule');
      refusals.push(...rule.refusals.map((found) => (place === undefined ? found : { ...found, place })));
    });
  };

  for (const unit of schedule.units) {
    inOrder(unit, 'unit', unit.id);
    referDated(unit.parents, 'unit', unit.id, 'parents');
    unit.succeededBy.forEach((next, n) => {
      refer('unit', next, 'unit', unit.id, `succeededBy.${n}`);
    });
  }
  refusals.push(...circles(schedule, locate));
  for (const station of schedule.stations) {
    referDated(station.responsible, 'station', station.id, 'responsible');
    if (!isZone(station.zone))
      refusals.push(refusal('time.zone', { zone: station.zone }, locate('station', station.id, 'zone')));
    if (profileNamed(station.profile) === undefined) {
      const expected = Object.keys(PROFILES).join(' | ');
      const place = locate('station', station.id, 'profile');
      refusals.push(refusal('schedule.field-wrong', { field: 'profile', expected }, place));
    }
  }
  for (const channel of schedule.channels) {
    inOrder(channel, 'channel', channel.id);
    refer('station', channel.station, 'channel', channel.id, 'station');
    referDated(channel.units, 'channel', channel.id, 'units');
  }
  for (const session of schedule.sessions) {
    readable(session.recurrence, 'session', session.id);
    session.channels.forEach((channel, n) => {
      refer('channel', channel, 'session', session.id, `channels.${n}`);
    });
  }
  const segmentsById = new Map(schedule.segments.map((segment) => [segment.id, segment]));
  for (const segment of schedule.segments) {
    const owner = ['segment', segment.id] as const;
    if (segment.recurrence !== null) readable(segment.recurrence, ...owner);
    const content = segment.content;
    if (content.kind === 'item') refer('item', content.item, ...owner, 'item');
    if (content.kind === 'filler') refer('item', content.item, ...owner, 'filler');
    if (content.kind === 'relay') refer('item', content.fallback, ...owner, 'fallback');
    if (content.kind === 'strand') refer('strand', content.strand, ...owner, 'strand');
    if (content.kind === 'repeat') {
      refer('segment', content.of, ...owner, 'repeat');
      if (segmentsById.get(content.of)?.content.kind === 'repeat')
        refusals.push(
          refusal(
            'schedule.circle',
            { kind: 'segment', ids: `${segment.id} → ${content.of}` },
            locate(...owner, 'repeat'),
          ),
        );
    }
  }
  for (const strand of schedule.strands) {
    refer('campaign', strand.campaign, 'strand', strand.id, 'campaign');
    strand.items.forEach((item, n) => {
      refer('item', item, 'strand', strand.id, `items.${n}`);
    });
  }
  for (const item of schedule.items) {
    inOrder(item, 'item', item.id);
    refer('campaign', item.campaign, 'item', item.id, 'campaign');
    refer('contentGroup', item.contentGroup, 'item', item.id, 'contentGroup');
  }
  for (const campaign of schedule.campaigns) {
    inOrder(campaign, 'campaign', campaign.id);
    refer('unit', campaign.owner, 'campaign', campaign.id, 'owner');
    campaign.targets.forEach((target, n) => {
      refer('contentGroup', target.contentGroup, 'campaign', campaign.id, `targets.${n}.contentGroup`);
    });
    campaign.deadlines.forEach((deadline, n) => {
      deadline.senders.forEach((sender, m) => {
        refer('unit', sender, 'campaign', campaign.id, `deadlines.${n}.senders.${m}`);
      });
    });
  }
  return refusals;
};

const idsOf = (schedule: Schedule): Record<Kind, ReadonlySet<string>> => {
  const ids = (things: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(things.map(({ id }) => id));
  return {
    unit: ids(schedule.units),
    station: ids(schedule.stations),
    channel: ids(schedule.channels),
    session: ids(schedule.sessions),
    segment: ids(schedule.segments),
    strand: ids(schedule.strands),
    item: ids(schedule.items),
    campaign: ids(schedule.campaigns),
    contentGroup: ids(schedule.campaigns.flatMap((campaign) => campaign.contentGroups)),
  };
};

/** A unit that is its own ancestor, each circle told once, from its smallest id. */
const circles = (schedule: Schedule, locate: Locate): Refusal[] => {
  const parents = new Map<string, string[]>(
    schedule.units.map((unit) => [unit.id, unit.parents.map((link) => link.unit)]),
  );
  const refusals: Refusal[] = [];
  for (const start of parents.keys()) {
    const trail = circleFrom(start, parents);
    if (trail === null || trail.some((id) => id < start)) continue;
    const ids = [...trail, start].join(' → ');
    refusals.push(refusal('schedule.circle', { kind: 'unit', ids }, locate('unit', start)));
  }
  return refusals;
};

/** The ids on a way from `start` back to itself, or null. */
const circleFrom = (start: string, parents: ReadonlyMap<string, readonly string[]>): string[] | null => {
  const seen = new Set<string>();
  const visit = (id: string, trail: string[]): string[] | null => {
    for (const next of parents.get(id) ?? []) {
      if (next === start) return [...trail, id];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = visit(next, [...trail, id]);
      if (found !== null) return found;
    }
    return null;
  };
  return visit(start, []);
};
