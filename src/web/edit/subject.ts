/** What the edit form is about: the occurrence as the schedule asks for it, and as it is planned now. */
import type { Playlist } from '../../core/playlist/model.ts';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Schedule, Segment, Session } from '../../core/schedule/model.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import type { Ctx } from '../../operations/context.ts';
import { type ListedChannel, listChannels } from '../../operations/list-channels.ts';
import { mayOnChannel } from '../../operations/operation.ts';
import { type ShownDay, showDay } from '../../operations/show-day.ts';
import { showDays } from '../../operations/show-days.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { dayAsked } from '../answer.ts';
import { askedDate, movedTo } from '../schedule/occurrence.ts';

/** What is edited. */
export interface Subject {
  readonly channel: ListedChannel;
  readonly schedule: Schedule;
  readonly session: Session;
  /** null: the session as a whole. */
  readonly segment: Segment | null;
  /** The calendar date on which the schedule asks for it. */
  readonly day: LocalDate;
  /** As it is planned now, and where; null when nothing of it is near. */
  readonly planned: { readonly playlist: Playlist; readonly on: ShownDay } | null;
  readonly begun: boolean;
}

/** Refuses with time.date, right.elsewhere, channel.unknown, session.unknown, segment.unknown. */
export const subjectOf = (
  ctx: Ctx,
  channel: string,
  sessionId: string,
  segmentId: string,
  text: string,
): Result<Subject> => {
  const day = dayAsked(text);
  if (!day.ok) return day;
  const found = showSchedule(ctx);
  if (!found.ok) return found;
  const schedule = found.value;
  const around = showDays(ctx, { channel, from: addDays(day.value, -1), to: addDays(day.value, 1) });
  if (!around.ok) return around;
  const listed = listChannels(ctx).find((one) => one.channel.id === channel);
  if (listed === undefined) return refuse('right.elsewhere', { right: 'schedule.write' });
  if (!mayOnChannel(ctx, 'schedule.write', { channel: listed.channel, station: listed.station, day: day.value }))
    return refuse('right.elsewhere', { right: 'schedule.write' });
  const segment = schedule.segments.find(({ id }) => id === segmentId) ?? null;
  if (segment === null && segmentId !== '') return refuse('segment.unknown', { id: segmentId });
  const owner = segment?.session ?? sessionId;
  const session = schedule.sessions.find(({ id }) => id === owner);
  if (session === undefined) return refuse('session.unknown', { id: owner });
  const occurrencesOn = (on: ShownDay) =>
    on.sessions
      .filter(({ playlist }) => playlist.session === session.id && askedDate(playlist, schedule) === day.value)
      .map(({ playlist }) => ({ playlist, on }));
  const all = around.value.flatMap(occurrencesOn);
  // Moved to another day it stands on two: where it airs is what counts.
  const away = all.map(({ playlist }) => movedTo(playlist)).find((to) => to !== null);
  const there = away === undefined ? null : showDay(ctx, channel, away);
  const everywhere = there?.ok ? [...all, ...occurrencesOn(there.value)] : all;
  const planned = everywhere.find(({ playlist }) => playlist.entries.length > 0) ?? all[0] ?? null;
  const begun = planned !== null && planned.playlist.start.instant <= ctx.clock.instant();
  return ok({ channel: listed, schedule, session, segment, day: day.value, planned, begun });
};
