/**
 * Which channel-days an alteration or an order can touch: what has to be planned again after it, and nothing else does.
 *
 * Never too few: planning only these gives what planning everything gives. A strand takes turns, so whatever adds or
 * takes away one of its turns touches every later day of all channels where the strand has a place. `prepared` has what
 * is asked about in force: after it was added, before it is undone.
 */
import type { ChannelId, SessionId, StrandId } from '../ids.ts';
import { crosses } from '../playlist/day.ts';
import { broadcastDayOf } from '../time/broadcast-day.ts';
import { addDays, at, eachDay, type LocalDate, type LocalDateTime } from '../time/local.ts';
import type { Confirmation, Decision, EditScope, EditTarget } from './alterations.ts';
import { isAlways } from './availability.ts';
import type { Content, Segment } from './model.ts';
import type { Overlay } from './overlay-model.ts';
import type { Prepared } from './prepare.ts';
import { readRule } from './recurring-days.ts';
import { overlaysOn } from './suspension.ts';

/** Broadcast days [from, to] of some channels, both included; `to` null: no end. */
export interface Touched {
  readonly channels: readonly ChannelId[];
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

type Editing = EditTarget & { readonly scope: EditScope; readonly day: LocalDate };

/** Throws for a session or segment that the schedule does not have. */
export const touchedByEdit = (prepared: Prepared, edit: Editing): Touched[] => {
  const sessions = sessionsOfEdit(prepared, edit);
  const channels = channelsOf(prepared, sessions);
  const single = sessions.flatMap((id) => ownDays(prepared, id, edit));
  const parts: Touched[] = single.map((day) => beside(prepared, { channels, from: day, to: day }));
  if (edit.scope !== 'this') {
    const [early = edit.day] = datesOf(prepared, edit);
    const date = edit.scope === 'all' ? firstDay(prepared, sessions, early) : early;
    const [from = date] = sessions.flatMap((id) => broadcastDays(prepared, id, timesOn(prepared, id, date))).sort();
    parts.push(beside(prepared, { channels, from, to: null }));
  }
  const strands = strandsOfEdit(prepared, edit);
  if (strands.length > 0) {
    const sharing = sessionsSharing(prepared, strands);
    const first = [...parts.map(({ from }) => from), edit.day].sort()[0] ?? edit.day;
    // A session that now shares a strand's rotation may join two that were apart: then all their turns are others.
    const from = strandsBrought(prepared, edit).length === 0 ? first : firstDay(prepared, sharing, first);
    parts.push(beside(prepared, { channels: channelsOf(prepared, sharing), from, to: null }));
  }
  return parts;
};

/** Whose turn it is does not hang on who gave way to whom. */
export const touchedByDecision = (
  prepared: Prepared,
  { channel, day }: Pick<Decision, 'channel' | 'day'>,
): Touched[] => [beside(prepared, { channels: [channel], from: day, to: day })];

/**
 * Days off have their own allowed hours, on every channel; what recurs at a festival may take turns of strands, and then
 * later days are others too.
 */
export const touchedByConfirmation = (
  prepared: Prepared,
  { from, to }: Pick<Confirmation, 'from' | 'to'>,
): Touched[] => {
  const { channels, sessions, segments } = prepared.schedule;
  const rules = [...sessions, ...segments].flatMap(({ recurrence }) => recurrence?.rules ?? []);
  const recurs = rules.some((text) => {
    const rule = readRule(text);
    return rule.ok && rule.value.kind === 'festival';
  });
  return [beside(prepared, { channels: channels.map(({ id }) => id), from, to: recurs ? null : to })];
};

/** An order from a day on. */
export const touchedByOverlay = (prepared: Prepared, overlay: Overlay, since: LocalDate): Touched[] => {
  const from = since < overlay.from ? overlay.from : since;
  const days = eachDay(from, overlay.to);
  const reached = prepared.schedule.channels.filter(({ id }) => {
    const { channel, station } = prepared.channel(id);
    return days.some((day) => overlaysOn(prepared, channel, station, day).some((one) => one.id === overlay.id));
  });
  const channels = reached.map(({ id }) => id);
  const own = beside(prepared, { channels, from, to: overlay.to });
  const loses = (id: StrandId): boolean =>
    overlay.genres.length === 0 ||
    prepared.strand(id).items.some((item) => overlay.genres.includes(prepared.item(item).genre));
  const sessions = new Set(channels.flatMap((id) => prepared.sessionsOn(id).map((session) => session.id)));
  const strands = [...sessions].flatMap((id) => strandsIn(prepared, id)).filter(loses);
  if (strands.length === 0) return [own];
  const sharing = channelsOf(prepared, sessionsSharing(prepared, strands));
  return [own, beside(prepared, { channels: sharing, from, to: null })];
};

/** What sounds past the turn of the day takes time from the day beside it. */
const beside = (prepared: Prepared, touched: Touched): Touched => {
  const across = touched.channels.some((id) => crosses(prepared, id)) ? 1 : 0;
  return {
    channels: touched.channels,
    from: addDays(touched.from, -across),
    to: touched.to === null ? null : addDays(touched.to, across),
  };
};

/** Every channel that these sessions are on, by the schedule or by an edit, in order of id. */
const channelsOf = (prepared: Prepared, sessions: readonly SessionId[]): ChannelId[] => {
  const channels = sessions.flatMap((id) => [
    ...prepared.session(id).channels,
    ...prepared.sessionEdits(id).flatMap(({ action }) => (action.kind === 'channels' ? action.channels : [])),
  ]);
  return [...new Set(channels)].sort();
};

const sessionsOfEdit = (prepared: Prepared, edit: Editing): SessionId[] => {
  if (edit.of === 'session') return [edit.session];
  const own = prepared.segment(edit.segment)?.session;
  const moved = prepared
    .segmentEdits(edit.segment)
    .flatMap(({ action }) => (action.kind === 'move' ? [action.session] : []));
  return [...new Set([...(own === undefined ? [] : [own]), ...moved])];
};

/** Broadcast days of single occurrences that an edit speaks of: as asked, and wherever an edit has moved them. */
const ownDays = (prepared: Prepared, id: SessionId, editing: Editing): LocalDate[] => {
  const { scope } = editing;
  const dates = datesOf(prepared, editing);
  const moved = prepared.sessionEdits(id).flatMap((edit) => {
    const { action } = edit;
    if (action.kind !== 'move' || edit.scope !== 'this' || (scope === 'this' && !dates.includes(edit.day))) return [];
    return [at(action.day ?? edit.day, action.time)];
  });
  const asked = scope === 'this' ? dates.flatMap((date) => timesOn(prepared, id, date)) : [];
  return broadcastDays(prepared, id, [...asked, ...moved]);
};

/** A segment moves within its broadcast day, which has two dates where the day does not begin at midnight. */
const datesOf = (prepared: Prepared, edit: Editing): readonly LocalDate[] => {
  const moves =
    edit.of === 'segment' && prepared.segmentEdits(edit.segment).some(({ action }) => action.kind === 'move');
  return moves ? [addDays(edit.day, -1), edit.day, addDays(edit.day, 1)] : [edit.day];
};

/** The clock times that a session may have on its own date: the schedule's, and those that edits give it. */
const timesOn = (prepared: Prepared, id: SessionId, date: LocalDate): LocalDateTime[] => [
  at(date, prepared.session(id).start),
  ...prepared.sessionEdits(id).flatMap(({ action }) => (action.kind === 'move' ? [at(date, action.time)] : [])),
];

const broadcastDays = (prepared: Prepared, id: SessionId, times: readonly LocalDateTime[]): LocalDate[] => {
  const stations = new Set(channelsOf(prepared, [id]).map((channel) => prepared.channel(channel).station));
  return [...new Set([...stations].flatMap(({ dayStart }) => times.map((time) => broadcastDayOf(time, dayStart))))];
};

const firstDay = (prepared: Prepared, sessions: readonly SessionId[], day: LocalDate): LocalDate =>
  [day, ...sessions.map((id) => prepared.session(id).recurrence.from)].sort()[0] ?? day;

/**
 * Strands whose turns an edit can add, take away or change. How long a session lasts and on which channels it is changes
 * none; when it airs only does where an item cannot air at any time.
 */
const strandsOfEdit = (prepared: Prepared, edit: Editing): StrandId[] => {
  if (edit.of === 'segment') {
    const written = prepared.segment(edit.segment);
    return written === undefined ? [] : strandsAt(prepared, written);
  }
  switch (edit.action.kind) {
    case 'length':
    case 'channels':
      return [];
    case 'add':
      return strandsBrought(prepared, edit);
    case 'move':
      return strandsIn(prepared, edit.session).filter((id) => dependsOnTime(prepared, id));
    case 'cancel':
      return strandsIn(prepared, edit.session);
  }
};

const dependsOnTime = ({ schedule, strand, item }: Prepared, id: StrandId): boolean =>
  schedule.overlays.length > 0 || strand(id).items.some((one) => !isAlways(item(one)));

/** Strands that an edit brings to a session which may not have had them. */
const strandsBrought = (prepared: Prepared, edit: Editing): StrandId[] => {
  const { action } = edit;
  if (action.kind === 'replace' || action.kind === 'add') return strandOf(action.content);
  if (edit.of !== 'segment' || action.kind !== 'move') return [];
  const written = prepared.segment(edit.segment);
  return written === undefined ? [] : strandsAt(prepared, written);
};

const strandOf = (content: Content): StrandId[] => (content.kind === 'strand' ? [content.strand] : []);

/** Strands that a segment's place takes from, as written or by an edit. */
const strandsAt = (prepared: Prepared, { id, content }: Segment): StrandId[] => [
  ...strandOf(content),
  ...prepared.segmentEdits(id).flatMap(({ action }) => (action.kind === 'replace' ? strandOf(action.content) : [])),
];

/** Strands that have, or by an edit may have, a place in a session. */
const strandsIn = (prepared: Prepared, id: SessionId): StrandId[] => [
  ...[
    ...prepared.segmentsOf(id),
    ...prepared.movesInto(id).flatMap(({ segment }) => prepared.segment(segment) ?? []),
  ].flatMap((segment) => strandsAt(prepared, segment)),
  ...prepared.sessionEdits(id).flatMap(({ action }) => (action.kind === 'add' ? strandOf(action.content) : [])),
];

const sessionsSharing = (prepared: Prepared, strands: readonly StrandId[]): SessionId[] => {
  const wanted = new Set(strands);
  return prepared.schedule.sessions
    .filter(({ id }) => strandsIn(prepared, id).some((strand) => wanted.has(strand)))
    .map(({ id }) => id);
};
