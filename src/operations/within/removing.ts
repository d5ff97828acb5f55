/**
 * One removal, from its decision to its end, so that it can be killed anywhere and gone on with: decided in loa.db, told in the air
 * log, rows taken out, files taken out. Nothing goes before its entry is in the log.
 */
import { actorOf } from '../../core/access/model.ts';
import { type AirLogEntry, saltedHash } from '../../core/evidence/entry.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { holdOn, spanOf } from '../../core/retention/decide.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { holdsInForce } from '../../store/holds.ts';
import { isNamed } from '../../store/old-rows.ts';
import { addRemoval, changeRemoval, findRemoval, findRule, type RemovalRow } from '../../store/retention.ts';
import type { Ctx } from '../context.ts';
import { dueRecords, type EndingRule } from './due-records.ts';
import { note } from './note.ts';
import { OLD_RECORDS, type OldRecord } from './old-records.ts';

export type Removing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'airlog' | 'audio'>;

export interface Removed {
  readonly removal: number;
  readonly record: RemovalRow['record'];
  readonly removed: number;
  /** Number of the entry in the air log; null: nothing was left to remove. */
  readonly entry: number | null;
}

/** Keeps what was decided. Refuses with data.*. */
export const decided = (ctx: Removing, rule: EndingRule, due: readonly OldRecord[]): Result<RemovalRow> =>
  ctx.store.transact((rows) =>
    ok(
      addRemoval(rows, {
        rule: rule.id,
        record: rule.record,
        keepDays: rule.keepDays,
        ids: due.map(({ id }) => id),
        files: [],
        decidedAt: ctx.clock.instant(),
        logSize: ctx.airlog.size(),
      }),
    ),
  );

/** Goes on from wherever it was left. Refuses with data.*, log.rolled-back. */
export const carryOn = async (ctx: Removing, row: RemovalRow, today: LocalDate): Promise<Result<Removed>> => {
  if (row.removingAt !== null) return takeOut(ctx, row);
  // What was due may have been held, or come into use, since it was decided.
  const { due } = await dueRecords(ctx, row, today);
  const ids = new Set(row.ids);
  const begun = begin(
    ctx,
    row,
    due.filter(({ id }) => ids.has(id)),
  );
  return begun.ok ? takeOut(ctx, begun.value) : begun;
};

/**
 * The entry, and then the rows, under the lock of loa.db: no hold can come between them, and no other process. The entry is in its own
 * file and lasts before the rows are gone; killed between the two, the next one finds it.
 */
const begin = (ctx: Removing, { id: removal }: RemovalRow, due: readonly OldRecord[]): Result<RemovalRow> =>
  ctx.store.transact((rows): Result<RemovalRow> => {
    const row = findRemoval(rows, removal);
    if (row === undefined) throw new Error(`no removal ${removal}`);
    // Another process was here first.
    if (row.removingAt !== null) return ok(row);
    const holds = holdsInForce(rows);
    const going = due.filter(({ span }) => holdOn(span, holds) === undefined);
    const told = tell(ctx, row, going);
    if (!told.ok) return told;
    const patch = {
      entry: told.value,
      removingAt: ctx.clock.instant(),
      ids: going.map(({ id }) => id),
      files: [...new Set(going.flatMap(({ files }) => files))],
      removed: going.length,
    };
    OLD_RECORDS[row.record].removeRows(rows, patch.ids);
    changeRemoval(rows, removal, patch);
    return ok({ ...row, ...patch });
  });

/** How a removal is called in its entries: the rule, and which removal under it. */
const ruleText = ({ rule, id }: Pick<RemovalRow, 'rule' | 'id'>): string => `rule-${rule}/removal-${id}`;

/**
 * The number of the entry that tells of this removal, appended unless the last one about it says just that: the later entry of one removal
 * counts. null: nothing goes, and nothing was ever said to.
 */
const tell = (ctx: Removing, row: RemovalRow, going: readonly OldRecord[]): Result<number | null> => {
  const { airlog } = ctx;
  let last: { readonly seq: number; readonly removed: number } | undefined;
  for (let seq = row.logSize; seq < airlog.size(); seq += 1) {
    const entry = airlog.find(seq);
    if (entry?.kind === 'retention' && entry.facts.rule === ruleText(row)) last = { seq, removed: entry.facts.removed };
  }
  if (last?.removed === going.length) return ok(last.seq);
  if (last === undefined && going.length === 0) return ok(null);
  const rule = findRule(ctx.store.rows, row.rule);
  const salt = ctx.random.bytes(16);
  const words = rule === undefined ? null : { hash: saltedHash(salt, rule.reason), salt, text: rule.reason };
  const entry: AirLogEntry = {
    format: 'loa-air-log/1',
    kind: 'retention',
    recordedAt: ctx.clock.instant(),
    // Whoever set the rule had it removed, whatever ran it.
    actor: rule?.setBy ?? actorOf(ctx.caller) ?? 'nobody',
    by: null,
    note: words?.hash ?? null,
    day: null,
    channel: null,
    facts: {
      record: row.record,
      rule: ruleText(row),
      keepDays: row.keepDays,
      removed: going.length,
      ...spanOf(going),
    },
  };
  return airlog.append([entry], words === null ? [] : [words]);
};

/** Files, and what else lies outside loa.db: as often as it takes. A file that somebody put there again, or still names, stays. */
const takeOut = async (ctx: Removing, row: RemovalRow): Promise<Result<Removed>> => {
  const { store, audio } = ctx;
  const since = row.removingAt ?? row.decidedAt;
  await OLD_RECORDS[row.record].removeRest?.(ctx, row.ids);
  for (const file of row.files as Sha256[])
    if (!isNamed(store.rows, file)) await audio.clearing.removeUnlessNewer(file, since);
  const removed = row.removed ?? row.ids.length;
  const ended = store.transact((rows) => {
    if (findRemoval(rows, row.id)?.doneAt != null) return ok(undefined);
    changeRemoval(rows, row.id, { doneAt: ctx.clock.instant(), ids: [], files: [] });
    note(ctx, rows, {
      operation: 'retention.run',
      unit: null,
      subject: `retention/${row.record}`,
      before: null,
      after: { removal: row.id, rule: row.rule, removed, entry: row.entry },
    });
    return ok(undefined);
  });
  return ended.ok ? ok({ removal: row.id, record: row.record, removed, entry: row.entry }) : ended;
};
