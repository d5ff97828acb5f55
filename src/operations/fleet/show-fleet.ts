/** Every site that the caller may read of, with what is known of it and the alarms that stand: what needs somebody first. */
import { isUnder } from '../../core/access/units.ts';
import { alarmsOf, byNeed, type FleetAlarm, type SiteState, stateOf } from '../../core/fleet/alarms.ts';
import type { SiteFacts } from '../../core/fleet/model.ts';
import type { ChannelId, UnitId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { listChannels } from '../list-channels.ts';
import { type Asking, groundOf, operation, seesWith } from '../operation.ts';
import { standing } from '../within/ground.ts';
import { type NamedUnit, unitsIn } from '../within/shown-names.ts';
import { siteFacts } from '../within/site-facts.ts';

export interface FleetSite {
  readonly channel: { readonly id: ChannelId; readonly name: string };
  /** Zone of its local times. */
  readonly zone: string;
  /** Those that it serves today. */
  readonly units: readonly NamedUnit[];
  readonly facts: SiteFacts;
  readonly alarms: readonly FleetAlarm[];
  readonly state: SiteState;
}

export interface Fleet {
  /** When it was looked at, RFC 3339. */
  readonly now: string;
  /** In the order of need. */
  readonly sites: readonly FleetSite[];
  /** Of all sites that one may read of, whatever was asked for. */
  readonly counts: Readonly<Record<SiteState, number>>;
  /** Units that there are sites of, by name. */
  readonly units: readonly NamedUnit[];
}

/** What is not given is not asked for. */
export interface AskedFleet {
  /** A unit, with all that is below it today. */
  readonly unit?: string | undefined;
  readonly state?: SiteState | undefined;
  readonly channel?: string | undefined;
}

/** Refuses with right.*, unit.unknown, data.*. */
export const showFleet = operation(
  { name: 'fleet.show', needs: 'air-log.read' },
  (ctx: Asking & Pick<Ctx, 'airlog'>, { unit, state, channel: one }: AskedFleet): Result<Fleet> => {
    const { rows } = ctx.store;
    const now = ctx.clock.instant();
    const ground = groundOf(ctx);
    if (unit !== undefined && !ground.units.has(unit as UnitId)) return refuse('unit.unknown', { id: unit });
    const sees = seesWith(ctx, 'air-log.read');
    const named = unitsIn(rows);
    const gathered = siteFacts({ rows, airlog: ctx.airlog, now });
    const all: FleetSite[] = [];
    for (const { channel, station, today, current } of listChannels(ctx)) {
      const place = standing(ctx, { channel, station });
      if (!current || !sees(place) || (one !== undefined && channel.id !== one)) continue;
      const found = gathered.of(channel, today);
      if (!found.ok) return found;
      if (found.value === null) continue;
      const alarms = alarmsOf(found.value, now);
      all.push({
        channel: { id: channel.id, name: channel.name },
        zone: station.zone,
        units: place.served.map((id) => named(id)),
        facts: found.value,
        alarms,
        state: stateOf(found.value, alarms),
      });
    }
    const isOf = ({ units }: FleetSite): boolean =>
      unit === undefined || units.some(({ id }) => isUnder(ground.units, unit as UnitId, id, ground.today));
    const units = new Map(all.flatMap((site) => site.units.map((known) => [known.id, known])));
    const count = (of: SiteState): number => all.filter((site) => site.state === of).length;
    return ok({
      now,
      sites: all.filter((site) => isOf(site) && (state === undefined || site.state === state)).toSorted(byNeed),
      counts: { alarm: count('alarm'), 'by-hand': count('by-hand'), good: count('good') },
      units: [...units.values()].toSorted((a, b) => new Intl.Collator('vi').compare(a.name, b.name)),
    });
  },
);
