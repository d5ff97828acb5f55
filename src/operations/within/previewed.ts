/**
 * What an alteration would change, before anybody makes it: each channel's day planned with and without it, side by side.
 *
 * Every day that it touches is looked at as a whole again, with all that was altered before: a moved session is checked for
 * overlap like any other.
 */
import { placeOfChannel } from '../../core/access/decide.ts';
import type { ChannelId } from '../../core/ids.ts';
import { type SessionChange, sessionChanges } from '../../core/playlist/changes.ts';
import { planChannelDay } from '../../core/playlist/day.ts';
import type { Alterations } from '../../core/schedule/alterations.ts';
import type { Conflict } from '../../core/schedule/conflict-model.ts';
import type { GuardFinding } from '../../core/schedule/guard-model.ts';
import { type Prepared, prepare } from '../../core/schedule/prepare.ts';
import type { Touched } from '../../core/schedule/touched.ts';
import { newConflicts } from '../../core/schedule/ways-model.ts';
import { addDays, eachDay, holdsOn, type LocalDate } from '../../core/time/local.ts';
import { todayAt } from '../context.ts';
import { type Asking, seesWith } from '../operation.ts';

interface OnChannel {
  readonly channel: { readonly id: ChannelId; readonly name: string };
  readonly day: LocalDate;
}

export interface DayChange extends OnChannel {
  readonly sessions: readonly SessionChange[];
}

export type PlacedConflict = OnChannel & Conflict;
export type PlacedFinding = OnChannel & GuardFinding;

export interface EditPreview {
  /** By day, then channel. */
  readonly changes: readonly DayChange[];
  /** New ones, which nobody has decided. */
  readonly conflicts: readonly PlacedConflict[];
  /** What guards have to say that they had not before. */
  readonly findings: readonly PlacedFinding[];
  /** What was looked at; `whole` false: it reaches further than that. */
  readonly looked: {
    readonly from: LocalDate | null;
    readonly to: LocalDate | null;
    readonly days: number;
    readonly whole: boolean;
  };
}

/** An edit without an end is looked at for so many days: every week of a month, and a monthly rule once. */
const HORIZON_DAYS = 35;
/** Channel-days looked at, at most. */
const MOST_DAYS = 4000;

/** The ground with other alterations in force. */
export const withAlterations = ({ schedule, sounds, turns }: Prepared, alterations: Alterations): Prepared =>
  prepare({ schedule, sounds, turns, alterations });

/**
 * Only of channels that the caller may read: a strand's turns may reach others. `around`: the day from which what has no end is looked at, when it lies
 * ahead.
 */
export const previewed = (
  ctx: Asking,
  before: Prepared,
  after: Prepared,
  touched: readonly Touched[],
  around: LocalDate,
): EditPreview => {
  const { days, whole } = daysOf(ctx, after, touched, around);
  const now = ctx.clock.instant();
  const changes: DayChange[] = [];
  const conflicts: PlacedConflict[] = [];
  const findings: PlacedFinding[] = [];
  for (const { channel, day } of days) {
    const [was, is] = [planChannelDay(before, channel.id, day), planChannelDay(after, channel.id, day)];
    const on = { channel, day };
    const sessions = sessionChanges(was.playlists, is.playlists, now);
    if (sessions.length > 0) changes.push({ ...on, sessions });
    conflicts.push(...newConflicts(was.conflicts, is.conflicts).map((one) => ({ ...on, ...one })));
    const known = new Set(was.findings.map((one) => JSON.stringify(one)));
    findings.push(...is.findings.filter((one) => !known.has(JSON.stringify(one))).map((one) => ({ ...on, ...one })));
  }
  return {
    changes,
    conflicts: onceEach(conflicts),
    findings,
    looked: { from: days[0]?.day ?? null, to: days.at(-1)?.day ?? null, days: days.length, whole },
  };
};

/** A conflict across the turn of the day is told with both days; it is one. */
const onceEach = (conflicts: readonly PlacedConflict[]): PlacedConflict[] => {
  const seen = new Set<string>();
  return conflicts.filter(({ channel, kept, yields }) => {
    const key = [channel.id, kept.slot, yields.slot].join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

const daysOf = (
  ctx: Asking,
  { schedule, channel: find }: Prepared,
  touched: readonly Touched[],
  around: LocalDate,
): { readonly days: readonly OnChannel[]; readonly whole: boolean } => {
  const today = new Map(schedule.stations.map((station) => [station.id, todayAt(ctx, station)]));
  const found = new Map<string, OnChannel>();
  const sees = seesWith(ctx, 'schedule.read');
  let whole = true;
  for (const { channels, from, to } of touched)
    for (const id of channels) {
      const { channel, station } = find(id);
      const now = today.get(station.id) ?? from;
      const begin = later(from, now);
      const last = to ?? addDays(later(around, begin), HORIZON_DAYS);
      whole &&= to !== null;
      for (const day of eachDay(begin, last))
        if (holdsOn(channel, day) && sees(placeOfChannel(channel, station, day)))
          found.set(`${day} ${id}`, { channel: { id, name: channel.name }, day });
    }
  const inOrder = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { days: inOrder.slice(0, MOST_DAYS), whole: whole && inOrder.length <= MOST_DAYS };
};

const later = (a: LocalDate, b: LocalDate): LocalDate => [a, b].sort()[1] ?? a;
