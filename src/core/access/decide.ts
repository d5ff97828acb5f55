/**
 * The one decision: may this caller do this, there? Every operation and every query asks here and nowhere else.
 *
 * Denied unless something allows it. Reading is decided by who had or has the unit (units.ts), acting by who answers
 * for it today. Nothing here knows operations, cookies or tables.
 */
import type { ChannelId, UnitId } from '../ids.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { Channel, Station } from '../schedule/model.ts';
import { holdsOn, type LocalDate } from '../time/local.ts';
import { type Caller, GUARDED, RIGHTS_OF, type Right, SECOND_FACTOR_SECONDS, SITE_RIGHTS } from './model.ts';
import { isUnder, reachesToAct, reachesToRead, type UnitMap } from './units.ts';

/** Where something is: the units of a day that it belongs to, and its channel when it has one. */
export interface Place {
  readonly day: LocalDate;
  readonly channel: ChannelId | null;
  /** Whom it reaches: for acting, all of them have to be one's own. */
  readonly served: readonly UnitId[];
  /** Who answers for it: one of them is enough. */
  readonly responsible: readonly UnitId[];
}

/** 'centre': only who has the right for the whole centre; 'anywhere': who has it for any unit. */
export type Where = Place | 'centre' | 'anywhere';

/** What a decision looks at besides the caller. */
export interface Ground {
  readonly units: UnitMap;
  readonly today: LocalDate;
  /** RFC 3339 instant. */
  readonly now: string;
}

const onDay = (
  links: readonly { readonly unit: UnitId; readonly from: LocalDate | null; readonly to: LocalDate | null }[],
  day: LocalDate,
): UnitId[] => links.filter((link) => holdsOn(link, day)).map(({ unit }) => unit);

/** A channel on a day: the units it serves then, and those that answer for its station then. */
export const placeOfChannel = (
  channel: Pick<Channel, 'id' | 'units'>,
  station: Pick<Station, 'responsible'>,
  day: LocalDate,
): Place => ({
  day,
  channel: channel.id,
  served: onDay(channel.units, day),
  responsible: onDay(station.responsible, day),
});

/** What belongs to one unit and no channel. */
export const placeOfUnit = (unit: UnitId, day: LocalDate): Place => ({
  day,
  channel: null,
  served: [],
  responsible: [unit],
});

/**
 * For which unit something at a place is done, as audit rows and exceptions have it: the unit that a channel serves when
 * it is one, and otherwise who answers for it. null: the whole centre.
 */
export const unitOfPlace = ({ served, responsible }: Pick<Place, 'served' | 'responsible'>): UnitId | null =>
  (served.length === 1 ? served[0] : (responsible[0] ?? served[0])) ?? null;

/** To which unit a person's own matters belong: null when they hold anything for the whole centre, or nothing. */
export const unitOfGrants = (grants: readonly { readonly unit: UnitId | null }[]): UnitId | null =>
  grants.some(({ unit }) => unit === null) ? null : (grants[0]?.unit ?? null);

/** The units for which `caller` has `right`; null stands for the whole centre. */
const holdings = (caller: Caller, right: Right): readonly (UnitId | null)[] => {
  switch (caller.kind) {
    case 'person':
      return caller.grants.filter(({ role }) => RIGHTS_OF[role].includes(right)).map(({ unit }) => unit);
    case 'machine':
      return caller.scopes.some((scope) => scope === right) ? [caller.unit] : [];
    default:
      return [];
  }
};

/** Whether `caller` has `right` for anything at all. */
const has = (caller: Caller, right: Right): boolean =>
  caller.kind === 'system' ||
  (caller.kind === 'site' && SITE_RIGHTS.some((one) => one === right)) ||
  holdings(caller, right).length > 0;

/** Whether a right reaches as far as reading does: whoever may read an entry of an airing may object to it. */
const isReading = (right: Right): boolean => right.endsWith('.read') || right === 'airing.object';

/** Who may see or touch which unit's rows: whether `caller` has `right` there. The second factor is not asked. */
export const mayAt = (caller: Caller, right: Right, where: Where, ground: Omit<Ground, 'now'>): boolean => {
  if (caller.kind === 'system') return true;
  if (caller.kind === 'site') {
    if (!has(caller, right) || where === 'centre') return false;
    if (where === 'anywhere') return true;
    // A telephone speaks for the units that are there today, as its people do.
    const there = (unit: UnitId): boolean => isUnder(ground.units, unit, unit, ground.today);
    return where.channel === caller.channel && (isReading(right) || where.served.every(there));
  }
  if (caller.kind === 'machine' && (caller.channel ?? null) !== null)
    return has(caller, right) && (where === 'anywhere' || (where !== 'centre' && where.channel === caller.channel));
  const held = holdings(caller, right);
  if (where === 'anywhere') return held.length > 0;
  if (held.includes(null)) return true;
  if (where === 'centre') return false;
  const tops = held.filter((unit) => unit !== null);
  // The units are looked at last: most questions are answered without them.
  const { units, today } = ground;
  const { day, served, responsible } = where;
  const reaches = isReading(right) ? reachesToRead : reachesToAct;
  const own = (unit: UnitId): boolean => tops.some((top) => reaches(units, top, unit, { day, today }));
  if (responsible.some(own)) return true;
  return isReading(right) ? served.some(own) : served.length > 0 && served.every(own);
};

/**
 * Ok, or why not: sign-in.needed for nobody, right.missing when the caller has no such right at all, right.elsewhere
 * when it has it for other units, second-factor.missing and second-factor.stale for what needs a fresh second factor.
 */
export const decide = (caller: Caller, right: Right, where: Where, ground: Ground): Result<void> => {
  if (caller.kind === 'nobody') return refuse('sign-in.needed', {});
  if (!has(caller, right)) return refuse('right.missing', { right });
  if (!mayAt(caller, right, where, ground)) return refuse('right.elsewhere', { right });
  return GUARDED.has(right) ? secondFactor(caller, ground.now) : ok(undefined);
};

/** Whether a caller's second factor is fresh. Only people have one; a machine never gets a guarded right. */
export const secondFactor = (caller: Caller, now: string): Result<void> => {
  if (caller.kind === 'system') return ok(undefined);
  if (caller.kind !== 'person') return refuse('second-factor.missing', {});
  if (!caller.hasSecondFactor) return refuse('second-factor.missing', {});
  const { secondFactorAt } = caller;
  // Rounded instants of one clock compare as text; a proof from the future is no proof.
  const oldest = Temporal.Instant.from(now).subtract({ seconds: SECOND_FACTOR_SECONDS }).toString();
  return secondFactorAt !== null && secondFactorAt >= oldest && secondFactorAt <= now
    ? ok(undefined)
    : refuse('second-factor.stale', { minutes: SECOND_FACTOR_SECONDS / 60 });
};
