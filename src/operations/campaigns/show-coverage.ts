/**
 * A campaign's targets against what aired and what is planned, and its airings by unit: done, still to come, missing.
 *
 * Counts what the caller may read of it; what was left out is told, since a count without it may fall short.
 */
import { placeOfUnit } from '../../core/access/decide.ts';
import { unitMap } from '../../core/access/units.ts';
import { type AiringCounts, countByUnits, type Structure } from '../../core/campaign/by-unit.ts';
import { coverageOf, type TargetCoverage } from '../../core/campaign/coverage.ts';
import { mondayOf, periodsOf } from '../../core/campaign/periods.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Campaign } from '../../core/schedule/model.ts';
import { addDays, daysBetween, type LocalDate } from '../../core/time/local.ts';
import { loadCampaigns, loadUnits } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { type Asking, groundOf, operation } from '../operation.ts';
import { airingsOf } from '../within/airings.ts';
import { loadGround } from '../within/ground.ts';
import type { NamedUnit } from '../within/shown-names.ts';
import { type ShownUnitCount, shownUnitCounts } from '../within/unit-counts.ts';

export interface AskedCoverage {
  readonly campaign: string;
  /** Periods that share a day with these, told whole. Not given: from four weeks back to four weeks ahead. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  /** Of the airings by unit; 'then' when not given. */
  readonly structure?: Structure | undefined;
}

export interface ShownTarget extends Omit<TargetCoverage, 'unit'> {
  readonly unit: NamedUnit | null;
  /** null: the whole campaign. */
  readonly contentGroup: { readonly id: string; readonly name: string; readonly position: number } | null;
}

export interface ShownCoverage {
  readonly campaign: Pick<Campaign, 'id' | 'name' | 'from' | 'to'>;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly today: LocalDate;
  /** The last day of which the plan is known here: what ends later is not judged yet. */
  readonly plannedTo: LocalDate;
  readonly targets: readonly ShownTarget[];
  /** Airings of `from`–`to` by unit. */
  readonly structure: Structure;
  readonly units: readonly ShownUnitCount[];
  readonly total: AiringCounts;
  /** How many channels' days the caller may not read. */
  readonly unseen: number;
}

const WEEKS = 4;
/** As much as the air log answers at once. */
const MOST_DAYS = 400;
/** A week or month that has begun within the span is planned to its end. */
const lastDayOf = ({ targets }: Campaign, to: LocalDate): LocalDate => {
  const ends = targets.flatMap(({ per }) => (per === null ? [] : periodsOf(per, { from: null, to: null }, to, to)));
  return ends.reduce((last, period) => (period.to !== null && last < period.to ? period.to : last), to);
};

/** Before any day that can be written in a schedule. */
const EVER = '1900-01-01' as LocalDate;

/** A campaign belongs to its owner. Refuses with right.*, campaign.unknown, time.range, time.range-long. */
export const showCoverage = operation(
  {
    name: 'coverage.show',
    needs: 'air-log.read',
    where: (ctx: Asking, { campaign: id }: AskedCoverage) => {
      const found = loadCampaigns(ctx.store.rows).find((campaign) => campaign.id === id);
      if (found === undefined) return refuse('campaign.unknown', { id });
      // An owner that has ended is asked for on its last day, as a channel is.
      const owner = loadUnits(ctx.store.rows).find((unit) => unit.id === found.owner);
      const { today } = groundOf(ctx);
      const ended = owner?.to ?? null;
      return ok(placeOfUnit(found.owner, ended !== null && ended < today ? ended : today));
    },
  },
  (ctx: Asking & Pick<Ctx, 'airlog'>, asked: AskedCoverage): Result<ShownCoverage> => {
    const ground = loadGround(ctx);
    const { campaigns, units } = ground.schedule;
    const campaign = campaigns.find(({ id }) => id === asked.campaign);
    if (campaign === undefined) return refuse('campaign.unknown', { id: asked.campaign });
    const { today } = groundOf(ctx);
    const from = asked.from ?? mondayOf(addDays(today, -WEEKS * 7));
    const to = asked.to ?? addDays(mondayOf(addDays(today, WEEKS * 7)), 6);
    if (from > to) return refuse('time.range', { from, to });
    if (daysBetween(from, to) >= MOST_DAYS) return refuse('time.range-long', { from, to, limitDays: MOST_DAYS });
    const plannedTo = lastDayOf(campaign, to);
    const { airings, unseen } = airingsOf(ctx, ground, {
      from: campaign.from ?? EVER,
      to: plannedTo,
      campaign: campaign.id,
      ahead: true,
    });
    const counted = coverageOf({ campaign, airings, units, today, plannedTo }, from, to);
    const names = new Map(units.map(({ id, name }) => [id, name]));
    const structure = asked.structure ?? 'then';
    const inSpan = airings.filter(({ day }) => from <= day && day <= to);
    const byUnit = countByUnits(unitMap(units), inSpan, structure);
    return ok({
      campaign: { id: campaign.id, name: campaign.name, from: campaign.from, to: campaign.to },
      from,
      to,
      today,
      plannedTo,
      targets: counted.map((one) => ({
        ...one,
        unit: one.unit === null ? null : { id: one.unit, name: names.get(one.unit) ?? one.unit },
        contentGroup: campaign.contentGroups.find(({ id }) => id === one.target.contentGroup) ?? null,
      })),
      structure,
      units: shownUnitCounts(units, byUnit.groups),
      total: byUnit.total,
      unseen,
    });
  },
);
