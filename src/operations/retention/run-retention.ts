/**
 * What was kept as long as its rule says goes: once a day by itself, or when somebody asks. With no rule in force nothing ever does.
 */

import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { isClockBelieved } from '../../core/retention/decide.ts';
import type { RecordKind } from '../../core/retention/records.ts';
import { lastLook, openRemovals, rulesInForce, saveLook } from '../../store/retention.ts';
import type { Ctx } from '../context.ts';
import { groundOf, operation } from '../operation.ts';
import { dueRecords, isEnding } from '../within/due-records.ts';
import { carryOn, decided, type Removed, type Removing } from '../within/removing.ts';

interface AskedRun {
  /** Looks and removes nothing. */
  readonly dryRun: boolean;
  /** Only once a day, and not while the clock is not believed. */
  readonly byItself: boolean;
  readonly signal?: AbortSignal | undefined;
}

export interface RanRetention {
  /** 'today': it was looked at already; 'clock': the date has leapt since the last look, somebody has to look. */
  readonly skipped: 'today' | 'clock' | null;
  readonly due: readonly { readonly record: RecordKind; readonly count: number }[];
  readonly removed: readonly Removed[];
}

/** So many go under one entry at most: SQLite takes no more values in one question. */
const MOST_AT_ONCE = 5000;

/** Refuses with right.*, second-factor.*, data.*, log.rolled-back. */
export const runRetention = operation(
  { name: 'retention.run', needs: 'retention.manage', where: () => ok('centre' as const) },
  async (ctx: Ctx, { dryRun, byItself, signal }: AskedRun): Promise<Result<RanRetention>> => {
    const { today } = groundOf(ctx);
    const look = lastLook(ctx.store.rows);
    const none = { due: [], removed: [] };
    if (byItself && look === today) return ok({ ...none, skipped: 'today' });
    if (byItself && !isClockBelieved(look, today)) return ok({ ...none, skipped: 'clock' });
    const removed: Removed[] = [];
    const due: RanRetention['due'][number][] = [];
    const stopped = (): boolean => signal?.aborted === true;
    for (const open of dryRun ? [] : openRemovals(ctx.store.rows)) {
      if (stopped()) break;
      const done = await carryOn(ctx, open, today);
      if (!done.ok) return done;
      removed.push(done.value);
    }
    for (const rule of rulesInForce(ctx.store.rows).filter(isEnding)) {
      const all = (await dueRecords(ctx, rule, today)).due;
      if (all.length > 0) due.push({ record: rule.record, count: all.length });
      for (let from = 0; from < all.length && !dryRun && !stopped(); from += MOST_AT_ONCE) {
        const done = await removing(ctx, rule, all.slice(from, from + MOST_AT_ONCE), today);
        if (!done.ok) return done;
        removed.push(done.value);
      }
    }
    if (dryRun || stopped()) return ok({ skipped: null, due, removed });
    const saved = ctx.store.transact((rows) => ok(saveLook(rows, today)));
    return saved.ok ? ok({ skipped: null, due, removed }) : saved;
  },
);

const removing = async (
  ctx: Removing,
  rule: Parameters<typeof decided>[1],
  due: Parameters<typeof decided>[2],
  today: Parameters<typeof carryOn>[2],
): Promise<Result<Removed>> => {
  const row = decided(ctx, rule, due);
  return row.ok ? carryOn(ctx, row.value, today) : row;
};
