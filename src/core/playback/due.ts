/**
 * What a player is to do about one session at a moment: wait, begin (and where), or say that it was missed (and why).
 *
 * Hard starts: a session begins when its time has come, whatever else sounds. Nothing begins outside the hours that the manifest allows
 * (Trung Lộc, 5/12/2025: a relay woke a commune at 03:15), unless somebody answers for it by name.
 */
import type { NotAiredReason } from '../evidence/entry.ts';
import type { HoursOfDay, ManifestSession } from '../manifest/model.ts';
import { dateOf, timeOf } from '../time/local.ts';
import { instantMs, plusSeconds } from '../time/zone.ts';

export type Due =
  | { readonly what: 'wait' }
  /** `why`: the reason for which it does not begin where it begins; null: it does. */
  | { readonly what: 'begin'; readonly fromMs: number; readonly why: NotAiredReason | null }
  | { readonly what: 'missed'; readonly reason: NotAiredReason };

/** A start this late is the start that was planned: timers and disks take a moment. */
const ON_TIME_MS = 2000;

export interface DueGround {
  readonly hours: readonly HoursOfDay[];
  /** When the manifest is over. */
  readonly untilMs: number;
  /** When the next session begins, whose start is hard; null: none. */
  readonly nextMs: number | null;
  /** Whether it did not run when the session was to begin. */
  readonly wasOff: boolean;
  /** Whether an urgent order had the air when the session was to begin, or broke it off. */
  readonly gaveWay: boolean;
  /** Whether the session's sound lies there, whole; of one without a file, whether this player can relay it. */
  readonly holds: boolean;
  readonly nowMs: number;
  /** How far the clock was put forward just now: a session that it passed over begins when it would have begun, and whole. */
  readonly leaptMs: number;
}

export const due = (
  session: ManifestSession,
  { hours, untilMs, nextMs, wasOff, gaveWay, holds, nowMs, leaptMs }: DueGround,
): Due => {
  const late = nowMs - instantMs(session.start.instant);
  if (late < 0) return { what: 'wait' };
  const why: NotAiredReason = gaveWay ? 'emergency' : !holds ? 'sound-missing' : wasOff ? 'power-cut' : 'device-fault';
  if (session.sound === null && !holds) return { what: 'missed', reason: 'sound-missing' };
  if (late >= session.lengthMs) return { what: 'missed', reason: why };
  // Nobody has renewed it: the line to the centre has been down for weeks.
  if (nowMs >= untilMs) return { what: 'missed', reason: 'line-fault' };
  if (!isAllowed(hours, session, late)) return { what: 'missed', reason: 'ordered-off' };
  const onTime = late <= ON_TIME_MS + leaptMs;
  const fits = nextMs === null || nowMs + session.lengthMs <= nextMs;
  const inGrace = late <= session.graceSeconds * 1000;
  const stillMay = onTime || session.late === 'join' || (session.late === 'from-start' && inGrace && fits);
  if (!stillMay) return { what: 'missed', reason: why };
  // It may yet arrive.
  if (!holds) return { what: 'wait' };
  return session.late === 'join' && !onTime
    ? { what: 'begin', fromMs: late, why }
    : { what: 'begin', fromMs: 0, why: null };
};

/** An item that should have begun so long ago at most is begun; one later than that is lost. */
const TAKEN_UP_MS = 5000;

/**
 * A session that gave way to an urgent order goes on where the clock is: what is joined in the middle, any other with the first of its items
 * whose time has not passed. `told`: how many of them have their last word.
 */
export const dueAgain = (
  session: ManifestSession,
  told: number,
  { hours, untilMs, nextMs, holds, nowMs }: DueGround,
): Due => {
  const missed: Due = { what: 'missed', reason: 'emergency' };
  const late = nowMs - instantMs(session.start.instant);
  const isOver = late >= session.lengthMs || nowMs >= untilMs || (nextMs !== null && nowMs >= nextMs);
  if (isOver || session.late === 'skip' || (session.sound === null && !holds) || !isAllowed(hours, session, late))
    return missed;
  if (session.late === 'join') return holds ? { what: 'begin', fromMs: late, why: 'emergency' } : { what: 'wait' };
  const next = session.items.find(({ offsetMs }, n) => n >= told && offsetMs >= late - TAKEN_UP_MS);
  if (next === undefined) return missed;
  return holds && next.offsetMs <= late ? { what: 'begin', fromMs: next.offsetMs, why: 'emergency' } : { what: 'wait' };
};

/**
 * Whether a session may sound so many milliseconds after its start. Hours are half-open; '00:00:00' as an end is the end of the day; on
 * a day that is not named nothing may.
 */
export const isAllowed = (
  hours: readonly HoursOfDay[],
  { start, authorised }: Pick<ManifestSession, 'start' | 'authorised'>,
  afterMs: number,
): boolean => {
  if (authorised !== null) return true;
  const { local } = plusSeconds(start, Math.floor(afterMs / 1000));
  const [day, clock] = [dateOf(local), timeOf(local)];
  const spans = hours.find((one) => one.day === day)?.spans ?? [];
  return spans.some(({ from, to }) => from <= clock && (to === '00:00:00' || clock < to));
};
