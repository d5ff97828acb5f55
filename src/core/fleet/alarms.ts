/**
 * Alarms by absence: what should have been heard of a site and was not, by stated limits. Facts and now → alarms; nothing is stored, so
 * an alarm goes when its cause goes.
 *
 * Silence is only alarming where somebody promised to speak. Of a site without a machine nobody expects a word by the minute; that
 * it holds an old version is told all the same.
 */
import { isTimely } from '../evidence/report.ts';
import type { SiteFacts, SiteSession } from './model.ts';

export const FLEET_LIMITS = {
  /** A machine asks every half minute, and its use is noted every few: so long without a word is silence. */
  contactMinutes: 15,
  /** After a start, for the row that says so, or a person's word (evidence.md §6: dead air is noticed within 2 minutes). */
  startMinutes: 2,
  /** After a newer version was published. */
  oldVersionHours: 6,
  /** Before the end of validity: a manifest is renewed a week before. */
  expiryDays: 3,
  /** About ten sessions of an hour. */
  freeBytes: 500 * 1024 ** 2,
} as const;

/** The most pressing first: that is their order on the page. */
export const ALARM_CODES = [
  'not-started',
  'silent',
  'no-contact',
  'files-missing',
  'expiring',
  'old-version',
  'clock',
  'disk',
] as const;
export type AlarmCode = (typeof ALARM_CODES)[number];

export interface FleetAlarm {
  readonly code: AlarmCode;
  /** Since when it has been so, as far as that is known: RFC 3339. */
  readonly since: string;
  readonly params: {
    readonly session?: SiteSession;
    readonly held?: number;
    readonly newest?: number;
    readonly until?: string;
    readonly quality?: string;
    readonly offsetMs?: number | null;
    readonly count?: number;
    readonly bytes?: number;
  };
}

const at = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `now`: RFC 3339. Each alarm stands from the very end of its limit on; ordered by ALARM_CODES, then by age. */
export const alarmsOf = (facts: SiteFacts, now: string): FleetAlarm[] => {
  const instant = at(now);
  const passed = (since: string, limit: number): boolean => instant - at(since) >= limit;
  const alarms: FleetAlarm[] = [];
  const { machine, lastContact, published, held, newerSince, clock, status } = facts;
  if (machine)
    for (const session of facts.unheard)
      if (passed(session.instant, FLEET_LIMITS.startMinutes * MINUTE))
        alarms.push({ code: 'not-started', since: session.instant, params: { session } });
  // Its machine listens to what it hands over: what it said stands until it says otherwise.
  if (machine && status?.silentSince != null) alarms.push({ code: 'silent', since: status.silentSince, params: {} });
  if (machine && lastContact !== null && passed(lastContact, FLEET_LIMITS.contactMinutes * MINUTE))
    alarms.push({ code: 'no-contact', since: lastContact, params: {} });
  if (status !== null && status.missingCount > 0)
    alarms.push({ code: 'files-missing', since: status.at, params: { count: status.missingCount } });
  const until = held?.validUntil ?? published?.validUntil ?? null;
  const fresh = published?.validUntil ?? null;
  if (until !== null && instant >= at(until) - 24 * FLEET_LIMITS.expiryDays * HOUR)
    // What the site holds may run out although a newer one is there to be fetched: both are worth telling, once.
    alarms.push({
      code: 'expiring',
      since: Temporal.Instant.from(until)
        .subtract({ hours: 24 * FLEET_LIMITS.expiryDays })
        .toString(),
      params: { until, ...(fresh === until || held === null ? {} : { held: held.version }) },
    });
  if (facts.reachable && newerSince !== null && passed(newerSince, FLEET_LIMITS.oldVersionHours * HOUR))
    alarms.push({
      code: 'old-version',
      since: newerSince,
      params: { held: held?.version ?? 0, newest: published?.version ?? 0 },
    });
  if (clock !== null && !isTimely(clock.quality))
    alarms.push({ code: 'clock', since: clock.at, params: { quality: clock.quality, offsetMs: clock.offsetMs } });
  if (status !== null && status.freeBytes !== null && status.freeBytes < FLEET_LIMITS.freeBytes)
    alarms.push({ code: 'disk', since: status.at, params: { bytes: status.freeBytes } });
  return alarms.toSorted((a, b) => rank(a.code) - rank(b.code) || at(a.since) - at(b.since));
};

const rank = (code: AlarmCode): number => ALARM_CODES.indexOf(code);

/** 'alarm': somebody has to do something; 'by-hand': no machine reports from there, only people; 'good': it speaks, and all is well. */
export const SITE_STATES = ['alarm', 'by-hand', 'good'] as const;
export type SiteState = (typeof SITE_STATES)[number];

export const stateOf = (facts: Pick<SiteFacts, 'machine'>, alarms: readonly FleetAlarm[]): SiteState =>
  alarms.length > 0 ? 'alarm' : facts.machine ? 'good' : 'by-hand';

interface Sortable {
  readonly state: SiteState;
  readonly alarms: readonly FleetAlarm[];
  readonly channel: { readonly id: string };
}

/** What needs somebody on top: by state, then the most pressing alarm, then the oldest, then by id. */
export const byNeed = (a: Sortable, b: Sortable): number => {
  const [first, other] = [a.alarms[0], b.alarms[0]];
  const states = SITE_STATES.indexOf(a.state) - SITE_STATES.indexOf(b.state);
  if (states !== 0) return states;
  if (first !== undefined && other !== undefined) {
    const pressing = rank(first.code) - rank(other.code) || at(first.since) - at(other.since);
    if (pressing !== 0) return pressing;
  }
  return a.channel.id < b.channel.id ? -1 : a.channel.id > b.channel.id ? 1 : 0;
};
