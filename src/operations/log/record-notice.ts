/**
 * What a commune read or played on its own loudspeaker and nobody had planned → one entry of the air log, by a person's word.
 *
 * What was said stands beside the log, where it can be erased; the title is in the entry for ever. It stands in no plan (version 0), as
 * a machine's row of such a thing does, and is an airing like any other in verdicts and reports.
 */
import { placeOfChannel } from '../../core/access/decide.ts';
import { actorOf } from '../../core/access/model.ts';
import type { Role, StatementEntry } from '../../core/evidence/entry.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { dateInBroadcastDay } from '../../core/time/broadcast-day.ts';
import { addDays, at, type LocalDate, type LocalTime } from '../../core/time/local.ts';
import { place, plusSeconds, secondsBetween } from '../../core/time/zone.ts';
import { ownUrgent } from '../../core/urgent/signed-urgent.ts';
import type { Erasable } from '../../store/airlog.ts';
import { loadSchedule } from '../../store/schedule.ts';
import { addUrgentReceipt, findUrgent } from '../../store/urgent.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { findChannel, onChannel } from '../within/ground.ts';
import { outside, spokenName } from '../within/outside-words.ts';
import { inRole } from '../within/speaking.ts';
import { unplannedAiring } from '../within/unplanned-airing.ts';

export interface RecordNotice {
  readonly channel: string;
  /** The broadcast day on which it was heard. */
  readonly day: LocalDate;
  /** Clock time at which it began. */
  readonly startedAt: LocalTime;
  readonly seconds: number;
  /** What it is called in the log; no names of people. */
  readonly title: string;
  /** What was announced, in the person's words. */
  readonly note: string;
  readonly role: Role;
  readonly by: string | null;
  /** The sender's id (STATEMENT_ID); null: it gets one here, and sending it again is another one. */
  readonly statement: string | null;
  /** The urgent order that was played or read by hand: its title is the entry's, and it stands under its id. null: the commune's own. */
  readonly order: string | null;
}

export interface NoticeRecorded {
  readonly seq: number;
  readonly entry: StatementEntry;
  readonly by: string | null;
}

/** Longer than this nobody reads a notice; a clock time or a length was written wrong. */
const MOST_SECONDS = 4 * 3600;
/** As for statements: clocks of people and of this machine may differ a little. */
const SLACK_SECONDS = 60;

type Recording = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'airlog'>;

/** Refuses with right.*, channel.unknown, log.role-not-yours, log.seconds, log.future, urgent.unknown, request.wrong (note, title, statement), data.*. */
export const recordNotice = operation(
  {
    name: 'airing.record-notice',
    needs: 'airing.record',
    where: (ctx: Recording, { channel, day }: RecordNotice) => onChannel(ctx, channel, day),
  },
  (ctx: Recording, said: RecordNotice): Result<NoticeRecorded> => {
    const id = said.statement;
    const [before] = id === null ? [] : ctx.airlog.ofStatement(id);
    if (before !== undefined && before.entry.planned.id === noticeId(id ?? '', said) && isAt(before.entry, said))
      return told(ctx, said, { seq: before.seq, entry: before.entry, by: before.by });
    if (before !== undefined || (id !== null && ctx.airlog.sentUnder(id).length > 0))
      return refuse('request.wrong', { field: 'statement', expected: 'a new id' }, { pointer: '/statement' });
    const title = said.order === null ? ok(said.title) : titleOf(ctx, said.channel, said.order);
    const recorded = title.ok ? record(ctx, { ...said, title: title.value }) : title;
    return recorded.ok ? told(ctx, said, recorded.value) : recorded;
  },
);

const noticeId = (statement: string, { order }: Pick<RecordNotice, 'order'>): string =>
  order === null ? `notice-${statement}` : `${order}.${statement}`;

const titleOf = ({ store }: Recording, channel: string, id: string): Result<string> => {
  const row = findUrgent(store.rows, id);
  const notice = row === undefined ? null : ownUrgent(row.note);
  return notice?.kind === 'order' && notice.sites.includes(channel)
    ? ok(notice.title)
    : refuse('urgent.unknown', { id });
};

/** Whoever ordered an emergency sees where it was played by hand: as often as was asked, or not yet. */
const told = (ctx: Recording, { channel, day, order }: RecordNotice, recorded: NoticeRecorded) => {
  const row = order === null ? undefined : findUrgent(ctx.store.rows, order);
  const notice = row === undefined ? null : ownUrgent(row.note);
  if (order === null || notice?.kind !== 'order') return ok(recorded);
  const heard = ctx.airlog
    .select({ from: addDays(day, -1), to: day, channel })
    .filter(({ entry }) => entry.kind === 'statement' && entry.planned.id.startsWith(`${order}.`))
    .toArray().length;
  const said = { order, channel: channel as ChannelId, who: recorded.entry.actor, at: ctx.clock.instant() };
  return ctx.store.transact((rows) => {
    addUrgentReceipt(rows, { ...said, kind: 'sounding' });
    if (heard >= notice.repeats) addUrgentReceipt(rows, { ...said, kind: 'ended' });
    return ok(recorded);
  });
};

const isAt = ({ planned }: StatementEntry, { channel, day }: RecordNotice): boolean =>
  planned.channel.id === channel && planned.day === day;

const record = (ctx: Recording, said: RecordNotice): Result<NoticeRecorded> => {
  const schedule = loadSchedule(ctx.store.rows);
  const found = findChannel(schedule, said.channel);
  if (!found.ok) return found;
  const { channel, station } = found.value;
  const speaks = inRole(ctx, said.role, placeOfChannel(channel, station, said.day));
  if (!speaks.ok) return speaks;
  for (const field of ['title', 'note'] as const)
    if (said[field].trim() === '')
      return refuse('request.wrong', { field, expected: 'some-words' }, { pointer: `/${field}` });
  if (!(said.seconds > 0 && said.seconds <= MOST_SECONDS))
    return refuse('log.seconds', { seconds: said.seconds, planned: MOST_SECONDS });
  const date = dateInBroadcastDay(said.day, said.startedAt, station.dayStart);
  const started = place(at(date, said.startedAt), station.zone).moment;
  const now = ctx.clock.instant();
  // A moment has whole seconds; what was measured more finely had ended by the next one.
  const end = plusSeconds(started, Math.ceil(said.seconds));
  if (secondsBetween({ ...started, instant: now }, end) > SLACK_SECONDS) return refuse('log.future', { at: end.local });

  const statement = said.statement ?? ctx.random.bytes(16).toHex();
  const texts: Erasable[] = [];
  const name = spokenName(ctx.caller, said.by);
  const entry: StatementEntry = {
    format: 'loa-air-log/1',
    kind: 'statement',
    recordedAt: now,
    evidence: 'statement',
    statement,
    actor: actorOf(ctx.caller) ?? 'nobody',
    role: said.role,
    scope: 'item',
    outcome: 'aired',
    reason: null,
    started,
    secondsHeard: said.seconds,
    by: outside(ctx, texts, name),
    note: outside(ctx, texts, said.note),
    corrects: null,
    planned: unplannedAiring(schedule, {
      channel: channel.id,
      day: said.day,
      id: noticeId(statement, said),
      title: said.title.trim(),
      start: started,
      seconds: said.seconds,
    }),
  };
  const appended = ctx.airlog.append([entry], texts);
  return appended.ok ? ok({ seq: appended.value, entry, by: name }) : appended;
};
