/** For how long each kind of record is kept, what is due, and setting a rule. A kind without a rule is kept for ever. */
import { actorOf } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { isRecordKind, KEPT_DAYS, MOST_DAYS, mayKeep, RECORDS, type RecordKind } from '../../core/retention/records.ts';
import { addRule, lastLook, lastRemovals, type RuleRow, rulesInForce } from '../../store/retention.ts';
import type { Ctx } from '../context.ts';
import { groundOf, operation } from '../operation.ts';
import { dueRecords, isEnding } from '../within/due-records.ts';
import { note } from '../within/note.ts';
import type { Retaining } from '../within/old-records.ts';
import { goodReason } from '../within/people.ts';
import { makerIn } from '../within/shown-names.ts';

export interface ShownRule {
  readonly record: RecordKind;
  /** null: for ever. */
  readonly keepDays: number | null;
  /** Fewest days that may be set, and how many we would offer. */
  readonly leastDays: number;
  readonly offeredDays: number;
  /** null: nobody has set a rule, so it is kept for ever. */
  readonly set: { readonly rule: number; readonly by: string; readonly at: string; readonly reason: string } | null;
  /** How many are due today, and how many as old are kept by a hold or because something needs them. */
  readonly due: number;
  readonly held: number;
  readonly needed: number;
}

export interface ShownRetention {
  readonly rules: readonly ShownRule[];
  /** The last day on which it was looked at; null: never. */
  readonly lookedOn: string | null;
  /** What went, newest first. */
  readonly removals: readonly {
    readonly id: number;
    readonly record: RecordKind;
    readonly removed: number;
    readonly at: string;
    readonly entry: number | null;
  }[];
}

const MOST_REMOVALS = 20;

/** Refuses with right.*, sign-in.needed. */
export const showRetention = operation(
  { name: 'retention.show', needs: 'audit.read', where: () => ok('centre' as const) },
  async (ctx: Retaining & Pick<Ctx, 'caller'>): Promise<Result<ShownRetention>> => {
    const { rows } = ctx.store;
    const inForce = new Map(rulesInForce(rows).map((rule) => [rule.record, rule]));
    const rules: ShownRule[] = [];
    for (const record of RECORDS) rules.push(await shownRule(ctx, record, inForce.get(record)));
    return ok({
      rules,
      lookedOn: lastLook(rows),
      removals: lastRemovals(rows, MOST_REMOVALS).map(({ id, record, removed, doneAt, decidedAt, entry }) => ({
        ...{ id, record, removed: removed ?? 0, at: doneAt ?? decidedAt, entry },
      })),
    });
  },
);

const shownRule = async (
  ctx: Retaining & Pick<Ctx, 'caller'>,
  record: RecordKind,
  rule: RuleRow | undefined,
): Promise<ShownRule> => {
  const { least, offered } = KEPT_DAYS[record];
  const common = { record, leastDays: least, offeredDays: offered };
  if (rule === undefined) return { ...common, keepDays: null, set: null, due: 0, held: 0, needed: 0 };
  const decided = isEnding(rule) ? await dueRecords(ctx, rule, groundOf(ctx).today) : null;
  const by = makerIn(ctx.store.rows)(rule.setBy);
  return {
    ...common,
    keepDays: rule.keepDays,
    set: { rule: rule.id, by, at: rule.setAt, reason: rule.reason },
    due: decided?.due.length ?? 0,
    held: decided?.held.length ?? 0,
    needed: decided?.needed.length ?? 0,
  };
};

interface AskedRule {
  readonly record: string;
  /** null: for ever. */
  readonly keepDays: number | null;
  readonly reason: string;
}

/** Refuses with right.*, second-factor.*, reason.missing, request.wrong (record, days), data.*. */
export const setRetention = operation(
  { name: 'retention.set', needs: 'retention.manage', where: () => ok('centre' as const) },
  (
    ctx: Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>,
    { record, keepDays, reason: typed }: AskedRule,
  ): Result<{ readonly rule: number }> => {
    if (!isRecordKind(record))
      return refuse('request.wrong', { field: 'record', expected: RECORDS.join(' | ') }, { pointer: '/record' });
    if (keepDays !== null && !mayKeep(record, keepDays))
      return refuse(
        'request.wrong',
        { field: 'days', expected: `${KEPT_DAYS[record].least}–${MOST_DAYS}` },
        { pointer: '/keepDays' },
      );
    const reason = goodReason(typed, 'reason');
    if (!reason.ok) return reason;
    return ctx.store.transact((rows) => {
      const before = rulesInForce(rows).find((rule) => rule.record === record);
      const setBy = actorOf(ctx.caller) ?? 'nobody';
      const rule = addRule(rows, { record, keepDays, reason: reason.value, setBy, setAt: ctx.clock.instant() });
      note(ctx, rows, {
        operation: 'retention.set',
        unit: null,
        subject: `retention/${record}`,
        before: before === undefined ? null : { rule: before.id, keepDays: before.keepDays },
        after: { rule, keepDays },
        words: reason.value,
      });
      return ok({ rule });
    });
  },
);
