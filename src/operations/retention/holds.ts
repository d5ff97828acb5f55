/**
 * Legal holds: nothing of the days that one names may go, from the moment it is placed until somebody lifts it.
 *
 * Both are told in the air log. Placing is quick, for whoever hears of an inspection first; lifting is an administrator's, with a second factor.
 */
import { actorOf } from '../../core/access/model.ts';
import { type AirLogEntry, type EventFacts, saltedHash } from '../../core/evidence/entry.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { nfc, oneLine } from '../../core/text.ts';
import { type LocalDate, parseLocalDate } from '../../core/time/local.ts';
import { addHold, findHold, type HoldRow, loadHolds, saveHoldLifted } from '../../store/holds.ts';
import { loadSchedule } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { findChannel } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { goodReason } from '../within/people.ts';
import { makerIn } from '../within/shown-names.ts';

type Holding = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'airlog'>;

export interface ShownHold extends Omit<HoldRow, 'liftedBy' | 'liftedAt' | 'liftReason'> {
  readonly lifted: { readonly by: string; readonly at: string; readonly reason: string } | null;
}

/** Newest first; those that were lifted too. Refuses with right.*, sign-in.needed. */
export const listHolds = operation(
  { name: 'hold.list', needs: 'audit.read', where: () => ok('centre' as const) },
  (ctx: Asking): Result<ShownHold[]> => {
    const maker = makerIn(ctx.store.rows);
    return ok(
      loadHolds(ctx.store.rows).map(({ liftedBy, liftedAt, liftReason, ...row }) => ({
        ...row,
        placedBy: maker(row.placedBy),
        lifted: liftedAt === null ? null : { by: maker(liftedBy ?? ''), at: liftedAt, reason: liftReason ?? '' },
      })),
    );
  },
);

interface AskedHold {
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** null: every channel. */
  readonly channel: string | null;
  readonly reason: string;
}

const LONGEST_NAME = 120;

/** Refuses with right.*, request.wrong (name), time.date, time.range, channel.unknown, reason.missing, data.*. */
export const placeHold = operation(
  { name: 'hold.place', needs: 'hold.place', where: () => ok('centre' as const) },
  (ctx: Holding, asked: AskedHold): Result<{ readonly id: string; readonly entry: number }> => {
    const name = oneLine(nfc(asked.name));
    if (name === '' || [...name].length > LONGEST_NAME)
      return refuse('request.wrong', { field: 'name', expected: 'hold-name' }, { pointer: '/name' });
    const days = [parseLocalDate(asked.from), parseLocalDate(asked.to)];
    const wrong = days.find((day) => !day.ok);
    if (wrong !== undefined && !wrong.ok) return wrong;
    if (asked.to < asked.from) return refuse('time.range', { from: asked.from, to: asked.to });
    const { from, to, channel } = asked;
    if (channel !== null) {
      const found = findChannel(loadSchedule(ctx.store.rows), channel);
      if (!found.ok) return found;
    }
    const reason = goodReason(asked.reason, 'reason');
    if (!reason.ok) return reason;
    const id = `h-${ctx.random.bytes(8).toHex()}`;
    const row: HoldRow = {
      ...{ id, name, from, to, channel, reason: reason.value },
      placedBy: actorOf(ctx.caller) ?? 'nobody',
      placedAt: ctx.clock.instant(),
      ...{ liftedBy: null, liftedAt: null, liftReason: null },
    };
    return ctx.store.transact((rows) => {
      addHold(rows, row);
      note(ctx, rows, {
        operation: 'hold.place',
        unit: null,
        subject: `hold/${id}`,
        before: null,
        after: { from, to, channel },
        words: reason.value,
      });
      // Another file: told before the row lasts. A hold that is told of and not there was never acknowledged.
      const entry = tell(ctx, row, true, reason.value);
      return entry.ok ? ok({ id, entry: entry.value }) : entry;
    });
  },
);

interface AskedLift {
  readonly id: string;
  readonly reason: string;
}

/** Refuses with right.*, second-factor.*, hold.unknown, reason.missing, data.*. */
export const liftHold = operation(
  { name: 'hold.lift', needs: 'hold.lift', where: () => ok('centre' as const) },
  (ctx: Holding, asked: AskedLift): Result<{ readonly entry: number }> => {
    const reason = goodReason(asked.reason, 'reason');
    if (!reason.ok) return reason;
    return ctx.store.transact((rows) => {
      const row = findHold(rows, asked.id);
      if (row === undefined || row.liftedAt !== null) return refuse('hold.unknown', { id: asked.id });
      saveHoldLifted(rows, row.id, {
        liftedBy: actorOf(ctx.caller) ?? 'nobody',
        liftedAt: ctx.clock.instant(),
        liftReason: reason.value,
      });
      note(ctx, rows, {
        operation: 'hold.lift',
        unit: null,
        subject: `hold/${row.id}`,
        before: { from: row.from, to: row.to, channel: row.channel },
        after: null,
        words: reason.value,
      });
      const entry = tell(ctx, row, false, reason.value);
      return entry.ok ? ok({ entry: entry.value }) : entry;
    });
  },
);

const tell = (
  ctx: Holding,
  { id, from, to, channel }: HoldRow,
  placed: EventFacts['hold']['placed'],
  reason: string,
): Result<number> => {
  const salt = ctx.random.bytes(16);
  const words = { hash: saltedHash(salt, reason), salt, text: reason };
  const entry: AirLogEntry = {
    format: 'loa-air-log/1',
    kind: 'hold',
    recordedAt: ctx.clock.instant(),
    actor: actorOf(ctx.caller) ?? 'nobody',
    by: null,
    note: words.hash,
    day: null,
    channel,
    facts: { hold: id, placed, from, to },
  };
  return ctx.airlog.append([entry], [words]);
};
