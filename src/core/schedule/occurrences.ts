/**
 * Occurrences of sessions with what people did to single ones: cancelled, moved, shortened, on other channels.
 *
 * An occurrence is known by the date and time that the schedule asks for, whatever was done to it since, so that an
 * edit, its undoing and the next edit speak of the same one.
 */
import type { ChannelId, SessionId } from '../ids.ts';
import type { Reason } from '../playlist/model.ts';
import { broadcastDayOf, dateInBroadcastDay } from '../time/broadcast-day.ts';
import { addDays, at, type LocalDate, type LocalDateTime } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';
import { place, type Shift } from '../time/zone.ts';
import type { Edit } from './alterations.ts';
import type { Session, Station } from './model.ts';
import { inOrder, type Prepared } from './prepare.ts';

/** One occurrence of a session, before anything is put into it. */
export interface Occurrence {
  readonly session: SessionId;
  /** Stable for good: 'buoi-sang@2025-04-07T05:00:00', the session and the local time as asked. */
  readonly key: string;
  /** The broadcast day in which it starts; all of it belongs to that day. */
  readonly day: LocalDate;
  /** The calendar date that the schedule asks for, and the local time. */
  readonly date: LocalDate;
  readonly asked: LocalDateTime;
  /** The local time wanted after edits. */
  readonly wanted: LocalDateTime;
  /** When it really starts: differs from `wanted` only in an hour that a clock change removed. */
  readonly start: Moment;
  readonly shift: Shift;
}

export interface SessionOn {
  /** With the duration and channels of this occurrence. */
  readonly session: Session;
  readonly occurrence: Occurrence;
  readonly reasons: readonly Reason[];
  /** Set when it does not air on this channel's day, though the schedule asks for it. */
  readonly removed: Reason | null;
}

/** Whether an edit speaks of the occurrence that the rules ask for on `date`. */
export const editHolds = ({ scope, day }: Pick<Edit, 'scope' | 'day'>, date: LocalDate): boolean =>
  scope === 'all' || (scope === 'this' ? date === day : date >= day);

/** The session on a date as edits leave it; null when its rules do not ask for it then. `station` gives the clock. */
export const sessionAt = (
  prepared: Prepared,
  session: Session,
  date: LocalDate,
  station: Station,
): (Omit<SessionOn, 'removed'> & { readonly cancelled: Reason | null }) | null => {
  const clock = { time: session.start, zone: station.zone };
  if (!prepared.falls(session.recurrence, date, clock)) return null;
  const asked = at(date, session.start);
  let wanted = asked;
  let now = session;
  let cancelled: Reason | null = null;
  const reasons: Reason[] = [];
  for (const edit of prepared.sessionEdits(session.id)) {
    if (!editHolds(edit, date)) continue;
    const { action } = edit;
    switch (action.kind) {
      case 'cancel':
        cancelled = { code: 'cancelled', alteration: edit.id };
        break;
      case 'move':
        wanted = at(edit.scope === 'this' ? (action.day ?? date) : date, action.time);
        reasons.push({ code: 'moved-here', alteration: edit.id, from: asked });
        break;
      case 'channels':
        now = { ...now, channels: action.channels };
        reasons.push({ code: 'edited', alteration: edit.id, what: 'channels' });
        break;
      case 'length':
        now = { ...now, maxSeconds: action.maxSeconds };
        reasons.push({ code: 'edited', alteration: edit.id, what: 'length' });
        break;
      case 'add':
        break;
    }
  }
  const { moment, shift } = place(wanted, station.zone, station.clockChange);
  if (shift === 'missing')
    reasons.push({ code: 'hour-moved', asked: wanted, placed: moment.local, policy: station.clockChange.missing });
  if (shift === 'doubled') reasons.push({ code: 'hour-doubled', asked: wanted, policy: station.clockChange.doubled });
  const day = broadcastDayOf(wanted, station.dayStart);
  const occurrence = {
    session: session.id,
    key: `${session.id}@${asked}`,
    day,
    asked,
    start: moment,
    shift,
    date,
    wanted,
  };
  return { session: now, occurrence, reasons, cancelled };
};

/**
 * What the schedule and its edits give a channel on a broadcast day, in order of start, then id; with what they took
 * away, which stands where it would have been.
 */
export const sessionsOn = (prepared: Prepared, channel: ChannelId, station: Station, day: LocalDate): SessionOn[] => {
  const found: SessionOn[] = [];
  for (const session of prepared.sessionsOn(channel))
    for (const date of datesFor(prepared, session, day, station)) {
      const state = sessionAt(prepared, session, date, station);
      if (state === null) continue;
      const { cancelled, ...kept } = state;
      const askedHere =
        broadcastDayOf(kept.occurrence.asked, station.dayStart) === day && session.channels.includes(channel);
      const airsHere = kept.occurrence.day === day && kept.session.channels.includes(channel);
      if (cancelled !== null) {
        if (askedHere || airsHere) found.push({ ...kept, removed: cancelled });
      } else if (airsHere) found.push({ ...kept, removed: null });
      else if (askedHere) found.push({ ...asAsked(kept, session, station), removed: movedAway(kept) });
    }
  return found.sort(
    (a, b) => inOrder(a.occurrence.start.instant, b.occurrence.start.instant) || inOrder(a.session.id, b.session.id),
  );
};

/** Where it would have been: at the time that the schedule asks for. */
const asAsked = ({ occurrence, reasons }: Omit<SessionOn, 'removed'>, session: Session, station: Station) => {
  const { moment, shift } = place(occurrence.asked, station.zone, station.clockChange);
  const day = broadcastDayOf(occurrence.asked, station.dayStart);
  return { session, reasons, occurrence: { ...occurrence, wanted: occurrence.asked, start: moment, shift, day } };
};

const movedAway = ({ occurrence, reasons }: Omit<SessionOn, 'removed'>): Reason => {
  const last = reasons.findLast(({ code }) => code === 'moved-here' || code === 'edited');
  if (last?.code !== 'moved-here') return last ?? { code: 'moved-away', alteration: 0, to: occurrence.wanted };
  return { code: 'moved-away', alteration: last.alteration, to: occurrence.wanted };
};

/** Calendar dates whose occurrence may lie in the broadcast day: its own, and where edits move, those beside and moved. */
const datesFor = (prepared: Prepared, session: Session, day: LocalDate, station: Station): readonly LocalDate[] => {
  const own = dateInBroadcastDay(day, session.start, station.dayStart);
  const moves = prepared.sessionEdits(session.id).filter(({ action }) => action.kind === 'move');
  if (moves.length === 0) return [own];
  const [before, after] = [addDays(own, -1), addDays(own, 1)];
  const moved = moves.flatMap(({ scope, day: from, action }) => {
    const to = action.kind === 'move' && scope === 'this' ? (action.day ?? from) : null;
    return to !== null && before <= to && to <= after ? [from] : [];
  });
  return [...new Set([before, own, after, ...moved])];
};
