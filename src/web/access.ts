/**
 * What a caller is offered: links, buttons and choices. It only decides what is shown; each operation asks for its
 * right itself, and what is offered wrongly is refused there.
 */
import { type Caller, RIGHTS_OF, type Right, SITE_RIGHTS } from '../core/access/model.ts';
import type { Role } from '../core/evidence/entry.ts';
import type { Unit } from '../core/schedule/model.ts';
import { holdsOn, type LocalDate } from '../core/time/local.ts';
import type { Ctx } from '../operations/context.ts';
import { listChannels } from '../operations/list-channels.ts';
import { mayOnChannel, seesWith } from '../operations/operation.ts';
import { showSchedule } from '../operations/show-schedule.ts';

/** Whether `caller` has `right` anywhere at all. */
export const holds = (caller: Caller, right: Right): boolean => {
  switch (caller.kind) {
    case 'person':
      return caller.grants.some(({ role }) => RIGHTS_OF[role].includes(right));
    case 'machine':
      return caller.scopes.some((scope) => scope === right);
    case 'site':
      return SITE_RIGHTS.some((one) => one === right);
    case 'system':
      return true;
    case 'nobody':
      return false;
  }
};

/** Whom exceptions from the second person concern: those who set them, and those who approve. */
export const EXCEPTION_RIGHTS = ['unit.manage', 'day.approve'] as const satisfies readonly Right[];

type OnChannel = Parameters<typeof mayOnChannel>[2];

/** The roles in which the caller may say what aired on a channel's day; none: they may not. */
export const rolesToSpeakIn = (ctx: Ctx, roles: readonly Role[], on: OnChannel): readonly Role[] => {
  const { caller } = ctx;
  if (caller.kind === 'site') return mayOnChannel(ctx, 'airing.record', on) ? ['operator'] : [];
  if (caller.kind !== 'person') return mayOnChannel(ctx, 'airing.record', on) ? roles : [];
  return roles.filter((role) => {
    const grants = caller.grants.filter((grant) => grant.role === role);
    return mayOnChannel({ ...ctx, caller: { ...caller, grants } }, 'airing.record', on);
  });
};

/** Where somebody may be given something: units of today, and the whole centre. */
export interface UnitChoices {
  readonly whole: boolean;
  readonly units: readonly Pick<Unit, 'id' | 'name'>[];
}

export const unitChoices = (ctx: Ctx, right: Right): UnitChoices => {
  const schedule = showSchedule(ctx);
  const sees = seesWith(ctx, right);
  const { today } = hereAndNow(ctx);
  const units = (schedule.ok ? schedule.value.units : []).filter(
    (unit) => holdsOn(unit, today) && sees({ day: today, channel: null, served: [], responsible: [unit.id] }),
  );
  return { whole: sees('centre'), units: units.toSorted((a, b) => a.name.localeCompare(b.name, 'vi')) };
};

/** The zone in which pages without a station of their own tell times, and the day it is there. */
export const hereAndNow = (ctx: Ctx): { readonly zone: string; readonly today: LocalDate } => {
  const channels = listChannels(ctx);
  const one = channels.find(({ current }) => current) ?? channels[0];
  return one === undefined
    ? { zone: 'UTC', today: ctx.clock.instant().slice(0, 10) as LocalDate }
    : { zone: one.station.zone, today: one.today };
};
