/**
 * Airings planned and aired, by the units that they reached, in the structure of then or of any day. Planned is what the
 * stored rundowns have; aired is what people have said. Channels' days that the caller may not read are left out.
 */
import { unitMap } from '../core/access/units.ts';
import { type AiringCounts, countByUnits, type Structure } from '../core/campaign/by-unit.ts';
import type { CampaignId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Ctx } from './context.ts';
import { type Asking, operation } from './operation.ts';
import { airingsOf } from './within/airings.ts';
import { loadGround } from './within/ground.ts';
import { type ShownUnitCount, shownUnitCounts } from './within/unit-counts.ts';

export interface AskedUnitCount {
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** undefined: whatever is spoken, of any campaign or none. */
  readonly campaign?: string | undefined;
  readonly structure: Structure;
}

export interface ShownUnitCounts {
  readonly groups: readonly ShownUnitCount[];
  readonly total: AiringCounts;
  /** How many channels' days were left out. */
  readonly unseen: number;
}

/** Refuses with right.*, time.range, campaign.unknown. */
export const countByUnit = operation(
  { name: 'unit.count-airings', needs: 'air-log.read' },
  (ctx: Asking & Pick<Ctx, 'airlog'>, { from, to, campaign, structure }: AskedUnitCount): Result<ShownUnitCounts> => {
    if (from > to) return refuse('time.range', { from, to });
    const ground = loadGround(ctx);
    const { campaigns, units } = ground.schedule;
    if (campaign !== undefined && !campaigns.some(({ id }) => id === campaign))
      return refuse('campaign.unknown', { id: campaign });
    const asked = { from, to, campaign: (campaign ?? null) as CampaignId | null, ahead: false };
    const { airings, unseen } = airingsOf(ctx, ground, asked);
    const { groups, total } = countByUnits(unitMap(units), airings, structure);
    return ok({ groups: shownUnitCounts(units, groups), total, unseen });
  },
);
