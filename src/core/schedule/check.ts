/**
 * Whether a schedule hangs together: every reference known, every rule readable, no circles, dates in order.
 *
 * Reports every fault, in the order of the lists. Whether things collide in time is not asked here.
 */
import { nearest } from '../near.ts';
import { PROFILES, profileNamed } from '../playlist/profile.ts';
import type { Kind, Place, Refusal } from '../refusal.ts';
import { refusal } from '../result.ts';
import { isZone } from '../time/zone.ts';
import { type InOrder, orderRefusals } from './check-orders.ts';
import type { DatedUnit, Recurrence, Schedule } from './model.ts';
import { expandDayRule, readRule } from './recurring-days.ts';

/** Tells where a field of a thing was written; undefined when it comes from the store. */
export type Locate = (kind: Kind, id: string, field?: string) => Place | undefined;

/** All refusals of `schedule`; empty when it is sound. `locate` gives them their places. */
export const checkSchedule = (schedule: Schedule, locate: Locate): Refusal[] => {
  const refusals: Refusal[] = [];
  const known = idsOf(schedule);

  const refer = (
    kind: Kind,
    id: string | null,
    from: Kind,
    owner: string,
    field: string,
    among: ReadonlySet<string> = known[kind],
  ): void => {
    if (id === null || among.has(id)) return;
    const place = locate(from, owner, field);
    refusals.push(
      place === undefined
        ? refusal('schedule.in-use', { kind, id, by: `${from} ${owner}` })
        : refusal('schedule.reference', { kind, id, near: nearest(id, among) }, place),
    );
  };
  /** A content group of another campaign would be counted for neither. */
  const referGroup = (id: string | null, campaign: string | null, ...from: readonly [Kind, string, string]): void => {
    const own = schedule.campaigns.find((candidate) => candidate.id === campaign);
    refer('contentGroup', id, ...from, own && new Set(own.contentGroups.map((group) => group.id)));
  };
  const inOrder: InOrder = (dated, kind, id, field = 'to') => {
    if (dated.from !== null && dated.to !== null && dated.from > dated.to)
      refusals.push(refusal('time.range', { from: dated.from, to: dated.to }, locate(kind, id, field)));
  };
  const referDated = (links: readonly DatedUnit[], kind: Kind, id: string, field: string): void =>
    links.forEach((link, n) => {
      refer('unit', link.unit, kind, id, `${field}.${n}.unit`);
      inOrder(link, kind, id, `${field}.${n}.to`);
    });
  const readable = (recurrence: Recurrence, kind: Kind, id: string): void => {
    inOrder(recurrence, kind, id);
    recurrence.rules.forEach((text, n) => {
      const rule = readRule(text);
      if (rule.ok && rule.value.kind === 'festival') refer('festival', rule.value.festival, kind, id, `rules.${n}`);
      // A rule may be impossible from its first day only: yearly in February, from a 31st.
      const days = rule.ok ? expandDayRule(rule.value, recurrence.from, recurrence.from, recurrence.from) : rule;
      if (days.ok) return;
      const place = locate(kind, id, `rules.${n}`);
      refusals.push(...days.refusals.map((found) => (place === undefined ? found : { ...found, place })));
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
    refer('session', segment.session, ...owner, 'session');
    const content = segment.content;
    if (content.kind === 'item') refer('item', content.item, ...owner, 'item');
    if (content.kind === 'filler') refer('item', content.item, ...owner, 'filler');
    if (content.kind === 'relay') refer('item', content.fallback, ...owner, 'fallback');
    refer('item', segment.bed?.item ?? null, ...owner, 'bed');
    if (content.kind === 'strand') refer('strand', content.strand, ...owner, 'strand');
    if (content.kind === 'repeat') {
      refer('segment', content.of, ...owner, 'repeat');
      const first = segmentsById.get(content.of)?.content.kind;
      const place = locate(...owner, 'repeat');
      if (first === 'repeat')
        refusals.push(refusal('schedule.circle', { kind: 'segment', ids: `${segment.id} → ${content.of}` }, place));
      if (first === 'relay' || first === 'filler')
        refusals.push(refusal('schedule.field-wrong', { field: 'repeat', expected: 'item | strand' }, place));
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
    inOrder({ from: item.notBefore, to: item.notFrom }, 'item', item.id, 'notFrom');
    refer('campaign', item.campaign, 'item', item.id, 'campaign');
    referGroup(item.contentGroup, item.campaign, 'item', item.id, 'contentGroup');
  }
  for (const campaign of schedule.campaigns) {
    inOrder(campaign, 'campaign', campaign.id);
    refer('unit', campaign.owner, 'campaign', campaign.id, 'owner');
    campaign.targets.forEach((target, n) => {
      referGroup(target.contentGroup, campaign.id, 'campaign', campaign.id, `targets.${n}.contentGroup`);
      target.units.forEach((unit, m) => {
        refer('unit', unit, 'campaign', campaign.id, `targets.${n}.units.${m}`);
      });
    });
    campaign.deadlines.forEach((deadline, n) => {
      deadline.senders.forEach((sender, m) => {
        refer('unit', sender, 'campaign', campaign.id, `deadlines.${n}.senders.${m}`);
      });
    });
  }
  orderRefusals(schedule, refer, inOrder);
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
    festival: ids(schedule.festivals),
    overlay: ids(schedule.overlays),
    guard: ids(schedule.guards),
    contentGroup: ids(schedule.campaigns.flatMap((campaign) => campaign.contentGroups)),
  };
};

/** A unit that is its own ancestor, each circle told once, at its smallest id. */
const circles = (schedule: Schedule, locate: Locate): Refusal[] => {
  const parents = new Map<string, readonly string[]>(
    schedule.units.map((unit) => [unit.id, unit.parents.map((link) => link.unit)]),
  );
  const refusals: Refusal[] = [];
  const settled = new Set<string>();
  for (const start of parents.keys()) {
    // By hand, not by calls: a chain of units may be longer than the stack is deep.
    const trail: { readonly id: string; readonly rest: string[] }[] = [];
    const open = new Set<string>();
    const enter = (id: string): void => {
      trail.push({ id, rest: [...(parents.get(id) ?? [])] });
      open.add(id);
    };
    if (!settled.has(start)) enter(start);
    for (let here = trail.at(-1); here !== undefined; here = trail.at(-1)) {
      const next = here.rest.pop();
      if (next === undefined) {
        settled.add(here.id);
        open.delete(here.id);
        trail.pop();
        continue;
      }
      if (settled.has(next)) continue;
      if (open.has(next)) {
        const ids = trail.map(({ id }) => id);
        refusals.push(circle(ids.slice(ids.indexOf(next)), locate));
      } else enter(next);
    }
  }
  return refusals;
};

const circle = (ids: readonly string[], locate: Locate): Refusal => {
  const [smallest = ''] = ids.toSorted();
  const at = ids.indexOf(smallest);
  const round = [...ids.slice(at), ...ids.slice(0, at), smallest].join(' → ');
  return refusal('schedule.circle', { kind: 'unit', ids: round }, locate('unit', smallest));
};
