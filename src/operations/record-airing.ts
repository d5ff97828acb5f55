/**
 * A technician's or operator's word on what happened → entries of the air log.
 *
 * The entries copy the rundown that was in force, so that nothing deleted or renamed later can change them.
 * A correction is a new entry that names the old one. A session never planned here cannot be spoken of.
 */
import { placeOfChannel } from '../core/access/decide.ts';
import { actorOf } from '../core/access/model.ts';
import type { NotAiredReason, Outcome, Role, StatementEntry } from '../core/evidence/entry.ts';
import { freezing } from '../core/evidence/planned.ts';
import { observe } from '../core/evidence/statement.ts';
import type { Playlist } from '../core/playlist/model.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Station } from '../core/schedule/model.ts';
import { addDays, at, dateOf, type LocalDate, type LocalTime, timeOf } from '../core/time/local.ts';
import { place } from '../core/time/zone.ts';
import type { Erasable } from '../store/airlog.ts';
import { findRundown } from '../store/days.ts';
import { loadSchedule } from '../store/schedule.ts';
import type { Ctx } from './context.ts';
import { operation } from './operation.ts';
import { findChannel, onChannel } from './within/ground.ts';
import { outside, spokenName } from './within/outside-words.ts';
import { scriptsInForce } from './within/scripts-in-force.ts';
import { inRole } from './within/speaking.ts';

export interface RecordAiring {
  readonly channel: string;
  readonly day: LocalDate;
  readonly session: string;
  /** Entry id of one item; null: the whole session. */
  readonly entry: string | null;
  readonly outcome: Outcome;
  readonly reason: NotAiredReason | null;
  readonly note: string | null;
  /** Clock time at which it really began; null: as planned. */
  readonly startedAt: LocalTime | null;
  readonly secondsHeard: number | null;
  readonly role: Role;
  readonly by: string | null;
  /** Number of the entry that this statement corrects. */
  readonly corrects: number | null;
  /** The sender's id of this statement (STATEMENT_ID); null: it gets one here, and sending it again is another one. */
  readonly statement: string | null;
}

export interface Recorded {
  readonly first: number;
  readonly entries: readonly StatementEntry[];
  /** In whose name it was said, as kept beside the log; null when nobody's. */
  readonly by: string | null;
}

type Recording = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'airlog'>;

/**
 * Refuses with right.*, channel.unknown, log.*, data.*; then nothing was written. A statement whose id is already in the
 * log is answered with the entries it made, and writes nothing.
 */
export const recordAiring = operation(
  {
    name: 'airing.record',
    needs: 'airing.record',
    where: (ctx: Recording, { channel, day }: RecordAiring) => onChannel(ctx, channel, day),
  },
  (ctx: Recording, said: RecordAiring): Result<Recorded> => {
    // What was said elsewhere under the same id is not an answer to this one.
    const sent = said.statement === null ? [] : ctx.airlog.ofStatement(said.statement);
    const before = sent.filter(
      ({ entry: { planned } }) => planned.channel.id === said.channel && planned.day === said.day,
    );
    if (before[0] !== undefined)
      return ok({ first: before[0].seq, entries: before.map(({ entry }) => entry), by: before[0].by });
    return record(ctx, said);
  },
);

const record = (ctx: Recording, said: RecordAiring): Result<Recorded> => {
  // Names only: planning's whole ground is dear, and people wait for this.
  const schedule = loadSchedule(ctx.store.rows);
  const found = findChannel(schedule, said.channel);
  if (!found.ok) return found;
  const { channel, station } = found.value;
  const speaks = inRole(ctx, said.role, placeOfChannel(channel, station, said.day));
  if (!speaks.ok) return speaks;
  const rundown = findRundown(ctx.store.rows, channel.id, said.day);
  // A session moved here from another day stands beside the day's own, and a cancelled one has nothing to say of.
  const playlist = rundown?.playlists.find(
    ({ session, entries }) =>
      session === said.session &&
      entries.length > 0 &&
      (said.entry === null || entries.some(({ id }) => id === said.entry)),
  );
  const concerned = playlist?.entries.filter(({ id }) => said.entry === null || id === said.entry) ?? [];
  if (rundown === undefined || playlist === undefined || concerned.length === 0)
    return refuse('log.airing-unknown', { session: said.entry ?? said.session, day: said.day });

  const now = ctx.clock.instant();
  const statement = {
    outcome: said.outcome,
    reason: said.reason,
    note: said.note,
    started: startedMoment(said.startedAt, playlist, station),
    secondsHeard: said.secondsHeard,
  };
  const observed = observe(playlist, concerned, statement, now);
  if (!observed.ok) return observed;
  if (said.statement !== null && isTaken(ctx, said.statement, concerned))
    return refuse('request.wrong', { field: 'statement', expected: 'a new id' }, { pointer: '/statement' });
  const standing = fits(ctx, said, new Set(concerned.map(({ id }) => id)));
  if (!standing.ok) return standing;

  const statementId = said.statement ?? ctx.random.bytes(16).toHex();
  const texts: Erasable[] = [];
  const name = spokenName(ctx.caller, said.by);
  const by = outside(ctx, texts, name);
  const note = outside(ctx, texts, said.note);
  const scripts = scriptsInForce(
    ctx.store.rows,
    concerned.map(({ item }) => item),
  );
  const freeze = freezing(schedule, scripts)(playlist, rundown.version);
  const entries = observed.value.map(
    ({ entry, outcome, started, secondsHeard }): StatementEntry => ({
      format: 'loa-air-log/1',
      kind: 'statement',
      recordedAt: now,
      evidence: 'statement',
      statement: statementId,
      actor: actorOf(ctx.caller) ?? 'nobody',
      role: said.role,
      scope: said.entry === null ? 'session' : 'item',
      outcome,
      reason: outcome === 'aired' ? null : said.reason,
      started,
      secondsHeard,
      by,
      note,
      corrects: said.corrects,
      planned: freeze(entry),
    }),
  );
  const appended = ctx.airlog.append(entries, texts);
  return appended.ok ? ok({ first: appended.value, entries, by: name }) : appended;
};

/**
 * Whether the log has room for this statement: a correction names an entry of the same airing; without one, the
 * same role has not spoken of these airings yet. Other roles may: their words stand side by side.
 */
const fits = ({ airlog }: Pick<Ctx, 'airlog'>, said: RecordAiring, concerned: ReadonlySet<string>): Result<void> => {
  const { day, channel } = said;
  if (said.corrects !== null) {
    const entry = airlog.find(said.corrects);
    const old = entry?.kind === 'statement' ? entry.planned : undefined;
    if (entry?.kind !== 'statement' || old === undefined) return refuse('log.entry-unknown', { seq: said.corrects });
    // Each role mends its own word: a telephone at the loudspeaker does not take back the technician's.
    const same =
      old.day === day && old.channel.id === channel && old.session.id === said.session && entry.role === said.role;
    return same && (said.entry === null || old.id === said.entry)
      ? ok(undefined)
      : refuse('log.corrects-other', { seq: said.corrects });
  }
  const before = airlog
    .select({ from: day, to: day, channel })
    .find(({ entry }) => entry.role === said.role && concerned.has(entry.planned.id));
  return before === undefined ? ok(undefined) : refuse('log.said-already', { seq: before.seq });
};

/** An objection may have been sent under the same id. */
const isTaken = ({ airlog }: Pick<Ctx, 'airlog'>, id: string, concerned: readonly { readonly id: string }[]): boolean =>
  airlog
    .sentUnder(id)
    .some(({ entry }) => entry.kind === 'objection' && concerned.some((one) => one.id === entry.planned.id));

/** A clock time belongs to the session's own date, or to the next when the session crosses midnight. */
const startedMoment = (clock: LocalTime | null, playlist: Playlist, { zone }: Station) => {
  if (clock === null) return null;
  const date = dateOf(playlist.start.local);
  const sessionClock = timeOf(playlist.start.local);
  const crosses = clock < sessionClock && sessionClock >= '18:00:00' && clock < '12:00:00';
  return place(at(crosses ? addDays(date, 1) : date, clock), zone).moment;
};
