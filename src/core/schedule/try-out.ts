/**
 * Whether edits or a decision would help in a conflict, and what would be lost by them: tried by planning with them, as if
 * they were made. Changes nothing.
 */
import type { ChannelId, SessionId } from '../ids.ts';
import { type DayPlan, planChannelDay } from '../playlist/day.ts';
import type { Playlist } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import { addDays, dateOf, type LocalDate, type LocalDateTime } from '../time/local.ts';
import type { Alterations } from './alterations.ts';
import type { Claimant, Conflict } from './conflict-model.ts';
import { lossesOf } from './losses.ts';
import { type Occurrence, sessionAt } from './occurrences.ts';
import { type Prepared, prepare } from './prepare.ts';
import { type Loss, newConflicts, type ProposedEdit, sameConflict } from './ways-model.ts';

export interface Question {
  readonly prepared: Prepared;
  readonly channel: ChannelId;
  readonly day: LocalDate;
  readonly conflict: Conflict;
  /** Nothing is moved to a local time up to this. */
  readonly now: LocalDateTime;
}

export interface Side {
  readonly title: string;
  readonly session: SessionId;
  readonly occurrence: Occurrence;
  /** Seconds from its start to its last sound, as it would be if nothing were in its way. */
  readonly seconds: number;
  /** The day's plan of it as it would be if nothing were in its way; null: nothing of it would air. */
  readonly alone: Playlist | null;
  readonly channels: readonly ChannelId[];
}

/** null when the schedule has it no more. */
export const sideOf = ({ prepared, channel }: Question, { slot, title }: Claimant): Side | null => {
  const [id = '', asked = ''] = slot.split('@');
  const session = prepared.schedule.sessions.find((one) => one.id === id);
  if (session === undefined) return null;
  const { station } = prepared.channel(channel);
  const state = sessionAt(prepared, session, dateOf(asked as LocalDateTime), station);
  if (state === null) return null;
  const alone = playedAlone(prepared, channel, state.occurrence);
  return {
    title,
    session: session.id,
    occurrence: state.occurrence,
    seconds: alone === null ? 0 : Math.ceil(alone.length / SAMPLE_RATE),
    alone,
    channels: state.session.channels,
  };
};

/** How a session sounds with all others out of its way. */
const playedAlone = (prepared: Prepared, channel: ChannelId, occurrence: Occurrence): Playlist | null => {
  const others = prepared.sessionsOn(channel).filter(({ id }) => id !== occurrence.session);
  const gone = others.flatMap(({ id }) =>
    [-1, 0, 1].map(
      (days): ProposedEdit => ({
        of: 'session',
        session: id,
        action: { kind: 'cancel' },
        scope: 'this',
        day: addDays(occurrence.date, days),
      }),
    ),
  );
  const plan = planChannelDay(withEdits(prepared, gone), channel, occurrence.day);
  return plan.playlists.find(({ session, length }) => session === occurrence.session && length > 0) ?? null;
};

const withEdits = (prepared: Prepared, edits: readonly ProposedEdit[]): Prepared => {
  const { alterations } = prepared;
  const last = Math.max(0, ...alterations.edits.map(({ id }) => id));
  const added = edits.map((edit, n) => ({ ...edit, id: last + 1 + n }));
  return altered(prepared, { ...alterations, edits: [...alterations.edits, ...added] });
};

const altered = ({ schedule, sounds, turns }: Prepared, alterations: Alterations): Prepared =>
  prepare({ schedule, sounds, turns, alterations });

/** What sessions other than the one that yields lose by a person's word on which goes first. */
export const lostByDecision = (question: Question, first: Claimant, second: Claimant): Loss[] => {
  const { prepared, channel, day } = question;
  const { alterations } = prepared;
  const id = Math.max(0, ...alterations.decisions.map((one) => one.id)) + 1;
  const decision = { id, channel, day, first: first.slot, second: second.slot };
  const tried = altered(prepared, { ...alterations, decisions: [...alterations.decisions, decision] });
  const [before, after] = [prepared, tried].map((ground) =>
    [-1, 0, 1].flatMap((step) => planChannelDay(ground, channel, addDays(day, step)).playlists),
  );
  const [yielding] = second.slot.split('@');
  return lossesOf(prepared, before ?? [], after ?? [], new Set([yielding ?? '']));
};

/**
 * Whether edits make the conflict go away, make none, give no guard more to say and lose nothing that has to air, wherever
 * they reach.
 */
export const helps = (
  question: Question,
  side: Pick<Side, 'occurrence' | 'channels'>,
  edits: readonly ProposedEdit[],
): boolean => {
  const { prepared, channel, day, conflict } = question;
  const tried = withEdits(prepared, edits);
  const further = edits.flatMap((edit) =>
    edit.of === 'session' && edit.action.kind === 'channels' ? edit.action.channels : [],
  );
  const days = new Set([day, side.occurrence.day, ...[-1, 1].map((step) => addDays(day, step))]);
  const beyond = further.filter((id) => !side.channels.includes(id));
  const taken = beyond.flatMap((id) => [...days].flatMap((one) => planChannelDay(tried, id, one).playlists));
  const alone = sideOf(question, conflict.yields)?.alone ?? null;
  for (const id of alike(prepared, [channel, ...side.channels, ...further])) {
    const [was, is]: [Playlist[], Playlist[]] = [[], beyond.includes(id) ? [] : [...taken]];
    for (const one of days) {
      const [before, after] = [prepared, tried].map((ground) => planChannelDay(ground, id, one));
      if (before === undefined || after === undefined || !noWorse(before, after)) return false;
      if (id === channel && after.conflicts.some((other) => sameConflict(other, conflict))) return false;
      was.push(...before.playlists);
      is.push(...after.playlists);
    }
    if (lossesOf(prepared, id === channel ? withAlone(was, alone) : was, is, new Set()).length > 0) return false;
  }
  return true;
};

/** What airs, with what yields as it would air alone. */
const withAlone = (playlists: readonly Playlist[], alone: Playlist | null): readonly Playlist[] =>
  alone === null
    ? playlists
    : [...playlists.filter(({ session, day }) => session !== alone.session || day !== alone.day), alone];

/** One of each kind: channels of the same sessions have the same days. */
const alike = (prepared: Prepared, ids: readonly ChannelId[]): ChannelId[] => {
  const kinds = new Map<string, ChannelId>();
  for (const id of ids) {
    const key = [prepared.channel(id).station.id, ...prepared.sessionsOn(id).map((session) => session.id)].join(' ');
    if (!kinds.has(key)) kinds.set(key, id);
  }
  return [...kinds.values()];
};

const noWorse = (before: DayPlan, after: DayPlan): boolean =>
  newConflicts(before.conflicts, after.conflicts).length === 0 && after.findings.length <= before.findings.length;
