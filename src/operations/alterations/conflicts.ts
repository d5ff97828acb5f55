/**
 * Conflicts with ways out of them, and a person's word on which of two goes first (Circular 39/2020/TT-BTTTT).
 */
import { placeOfChannel, unitOfPlace } from '../../core/access/decide.ts';
import { actorOf } from '../../core/access/model.ts';
import type { ChannelId } from '../../core/ids.ts';
import { planChannelDay } from '../../core/playlist/day.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Conflict } from '../../core/schedule/conflict-model.ts';
import { touchedByDecision } from '../../core/schedule/touched.ts';
import type { WayOut } from '../../core/schedule/ways-model.ts';
import { waysOut } from '../../core/schedule/ways-out.ts';
import { daysBetween, eachDay, holdsOn, type LocalDate } from '../../core/time/local.ts';
import { localAt } from '../../core/time/zone.ts';
import { addAlteration, findAlteration, saveUndone } from '../../store/alterations.ts';
import type { Rows } from '../../store/database.ts';
import { findRundown } from '../../store/days.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation, seesWith } from '../operation.ts';
import { loadGround, onChannel } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { goodReason } from '../within/people.ts';
import { replan } from '../within/replan.ts';
import { actorsIn, type ShownActor } from '../within/shown-names.ts';

interface AskedConflicts {
  /** null: every channel that the caller may read. */
  readonly channel: string | null;
  /** Both included; at most MOST_DAYS. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export interface ListedConflict extends Conflict {
  readonly channel: { readonly id: ChannelId; readonly name: string };
  readonly day: LocalDate;
  /** Who decided it and why; null: nobody has. */
  readonly decided: { readonly by: ShownActor; readonly at: string; readonly reason: string } | null;
  /** What would settle it, each tried out; none for whoever may not change the schedule there. */
  readonly ways: readonly WayOut[];
  /** false: there are so many conflicts that ways out of this one were not looked for; ask for its day alone. */
  readonly looked: boolean;
}

const MOST_DAYS = 62;
/** Each way out is tried by planning: for so many conflicts at once nobody has to wait. */
const MOST_LOOKED = 50;

/** By day, then channel, then time. Refuses with right.*, channel.unknown, time.range, time.range-long. */
export const listConflicts = operation(
  {
    name: 'conflict.list',
    needs: 'schedule.read',
    where: (ctx: Asking, { channel, to }: AskedConflicts) =>
      channel === null ? ok('anywhere' as const) : onChannel(ctx, channel, to),
  },
  (
    ctx: Pick<Ctx, 'caller' | 'clock' | 'store'>,
    { channel: only, from, to }: AskedConflicts,
  ): Result<ListedConflict[]> => {
    if (from > to) return refuse('time.range', { from, to });
    if (daysBetween(from, to) >= MOST_DAYS) return refuse('time.range-long', { from, to, limitDays: MOST_DAYS });
    const { rows } = ctx.store;
    const { schedule, prepared } = loadGround(ctx);
    const [sees, writes] = [seesWith(ctx, 'schedule.read'), seesWith(ctx, 'schedule.write')];
    const decided = decisionsIn(rows);
    const now = ctx.clock.instant();
    const listed: ListedConflict[] = [];
    let left = MOST_LOOKED;
    for (const day of eachDay(from, to))
      for (const { id, name } of schedule.channels) {
        if (only !== null && id !== only) continue;
        const { channel, station } = prepared.channel(id);
        const place = placeOfChannel(channel, station, day);
        if (!holdsOn(channel, day) || !sees(place)) continue;
        const conflicts = findRundown(rows, id, day)?.conflicts ?? planChannelDay(prepared, id, day).conflicts;
        const local = localAt(now, station.zone);
        for (const conflict of conflicts) {
          const open = conflict.state !== 'decided' && conflict.to > local && writes(place);
          const looked = !open || left > 0;
          if (open) left -= 1;
          const ways = open && looked ? waysOut({ prepared, channel: id, day, conflict, now: local }) : [];
          listed.push({ ...conflict, channel: { id, name }, day, decided: decided(conflict.decision), ways, looked });
        }
      }
    return ok(onceEach(listed));
  },
);

/** A conflict across the turn of the day is in the plans of both days. */
const onceEach = (listed: readonly ListedConflict[]): ListedConflict[] => {
  const seen = new Set<string>();
  return listed.filter(({ channel, kept, yields }) => {
    const key = [channel.id, kept.slot, yields.slot].join(' ');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

const decisionsIn = (rows: Rows): ((id: number | null) => ListedConflict['decided']) => {
  const actor = actorsIn(rows);
  return (id) => {
    const row = id === null ? undefined : findAlteration(rows, id);
    return row === undefined ? null : { by: actor(row.by), at: row.at, reason: row.reason };
  };
};

interface AskedDecision {
  readonly channel: string;
  readonly day: LocalDate;
  /** The side that keeps its time, and the one that yields, as the conflict names them. */
  readonly first: string;
  readonly second: string;
  readonly reason: string;
}

/**
 * The newest word on two of equal rank holds. Refuses with right.*, channel.unknown; conflict.unknown when these two do not
 * collide then, or differ in rank, which no person can turn round; edit.begun, reason.missing, request.wrong, data.*.
 */
export const decideConflict = operation(
  {
    name: 'conflict.decide',
    needs: 'schedule.write',
    where: (ctx: Asking, { channel, day }: AskedDecision) => onChannel(ctx, channel, day),
  },
  (
    ctx: Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>,
    { channel: asked, day, first, second, reason: typed }: AskedDecision,
  ): Result<{ readonly id: number }> => {
    const channel = asked as ChannelId;
    const place = onChannel(ctx, channel, day);
    if (!place.ok) return place;
    const made = ctx.store.transact((rows) => {
      const { prepared } = loadGround(ctx);
      const wanted = [first, second].sort().join(' ');
      const conflict = planChannelDay(prepared, channel, day).conflicts.find(
        ({ kept, yields, state }) => state !== 'ranked' && [kept.slot, yields.slot].sort().join(' ') === wanted,
      );
      if (conflict === undefined) return refuse('conflict.unknown', { first, second, day });
      const { station } = prepared.channel(channel);
      if (conflict.from <= localAt(ctx.clock.instant(), station.zone))
        return refuse('edit.begun', { what: conflict.kept.title, at: conflict.from });
      const reason = goodReason(typed, 'reason');
      if (!reason.ok) return reason;
      const at = ctx.clock.instant();
      const body = { channel, day, first, second };
      const by = actorOf(ctx.caller) ?? 'nobody';
      // The newest word holds: what was said of the same two before counts no more.
      const earlier = prepared.alterations.decisions.filter(
        (one) => one.channel === channel && one.day === day && [one.first, one.second].sort().join(' ') === wanted,
      );
      for (const one of earlier) saveUndone(rows, one.id, { at, by, reason: reason.value });
      const id = addAlteration(rows, {
        kind: 'decision',
        body,
        by,
        at,
        reason: reason.value,
      });
      note(ctx, rows, {
        operation: 'conflict.decide',
        unit: unitOfPlace(place.value),
        subject: `alteration/${id}`,
        before: earlier.length === 0 ? null : { alterations: earlier.map((one) => one.id) },
        after: body,
        words: reason.value,
      });
      return ok({ id, touched: touchedByDecision(prepared, body) });
    });
    if (!made.ok) return made;
    replan(ctx, loadGround(ctx), made.value.touched);
    return ok({ id: made.value.id });
  },
);
