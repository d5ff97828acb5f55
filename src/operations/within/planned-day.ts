/**
 * One channel's broadcast day → a stored rundown and the renderings it needs, or only worked out.
 *
 * Planning the same again changes nothing; a real change is a new version; a session that has begun stays as it was.
 * The jobs are written in the same transaction as the rundown that needs them.
 */
import { placeOfChannel, unitOfPlace } from '../../core/access/decide.ts';
import { keyOf } from '../../core/evidence/key.ts';
import type { ChannelId, UnitId } from '../../core/ids.ts';
import { keepBegun } from '../../core/playlist/begun.ts';
import { type DayPlan, planChannelDay } from '../../core/playlist/day.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import { renderKey, renderSpec } from '../../core/playlist/render-spec.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { addRundown, findFirstPlanned, findRenderings, findRundown } from '../../store/days.ts';
import { saveTurns } from '../../store/turns.ts';
import type { Ctx } from '../context.ts';
import { findChannel, type PlanningGround } from './ground.ts';
import { note } from './note.ts';
import { enqueueRender } from './render-job.ts';

export interface PlannedDay {
  readonly channel: ChannelId;
  readonly day: LocalDate;
  /** null: never stored, only worked out. */
  readonly version: number | null;
  readonly changed: boolean;
  readonly playlists: readonly Playlist[];
  readonly conflicts: DayPlan['conflicts'];
  readonly findings: DayPlan['findings'];
}

type Planning = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

/** Refuses with channel.unknown and data.*. */
export const storeDay = (
  ctx: Planning,
  channel: ChannelId,
  day: LocalDate,
  ground: PlanningGround,
): Result<PlannedDay> => {
  const worked = workOut(ground, channel, day);
  if (!worked.ok) return worked;
  return ctx.store.transact((rows) => {
    const at = ctx.clock.instant();
    const last = findRundown(rows, channel, day);
    const firstPlannedAt = findFirstPlanned(rows, channel, day);
    const standing = last === undefined || firstPlannedAt === undefined ? null : { ...last, firstPlannedAt };
    const { conflicts, findings, turns } = worked.value;
    const playlists = keepBegun(worked.value.playlists, standing, at);
    // What collides, or is forbidden, is part of what somebody approves.
    const quiet = conflicts.length + findings.length === 0;
    const hash = quiet ? keyOf(playlists) : keyOf({ playlists, conflicts, findings });
    const changed = last?.hash !== hash;
    const version = changed ? (last?.version ?? 0) + 1 : last.version;
    if (changed) {
      addRundown(rows, {
        channel,
        day,
        version,
        hash,
        playlists,
        conflicts: [...conflicts],
        findings: [...findings],
        plannedAt: at,
      });
      note(ctx, rows, {
        operation: 'day.plan',
        unit: unitOn(ground.schedule, channel, day),
        subject: `day/${channel}/${day}`,
        before: last === undefined ? null : { version: last.version, hash: last.hash },
        after: { version, hash },
      });
    }
    saveTurns(rows, channel, day, turns, at);
    const specs = new Map(
      playlists.filter(hasSound).map((playlist) => {
        const spec = renderSpec(playlist, 'mp3');
        return [renderKey(spec), { spec, playlist }] as const;
      }),
    );
    const done = findRenderings(rows, [...specs.keys()]);
    for (const [key, wanted] of specs) if (!done.has(key)) enqueueRender(rows, { key, ...wanted }, at);
    return ok({ channel, day, version, changed, playlists, conflicts, findings });
  });
};

const unitOn = (schedule: Schedule, id: ChannelId, day: LocalDate): UnitId | null => {
  const found = findChannel(schedule, id);
  return found.ok ? unitOfPlace(placeOfChannel(found.value.channel, found.value.station, day)) : null;
};

/** A day worked out from the rules as they stand, stored nowhere. Refuses with channel.unknown. */
export const workOut = (
  { schedule, prepared }: PlanningGround,
  channel: ChannelId,
  day: LocalDate,
): Result<DayPlan> => {
  if (!schedule.channels.some(({ id }) => id === channel))
    return refuse('channel.unknown', { id: channel, known: schedule.channels.map(({ id }) => id).join(', ') });
  return ok(planChannelDay(prepared, channel, day));
};

/** Whether there is anything to hear in it. */
export const hasSound = (playlist: Playlist): boolean => playlist.entries.some((entry) => entry.cut !== null);
