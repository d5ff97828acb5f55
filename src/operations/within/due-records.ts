/** What is due to go under the rules in force, and what a hold or a use keeps from going. */
import type { Decided } from '../../core/retention/decide.ts';
import { decideRetention, oldBefore } from '../../core/retention/decide.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { holdsInForce } from '../../store/holds.ts';
import type { RuleRow } from '../../store/retention.ts';
import { OLD_RECORDS, type OldRecord, type Retaining } from './old-records.ts';

/** A rule that lets something go. */
export type EndingRule = RuleRow & { readonly keepDays: number };
export const isEnding = (rule: RuleRow): rule is EndingRule => rule.keepDays !== null;

export const dueRecords = async (
  ctx: Retaining,
  { record, keepDays }: Pick<EndingRule, 'record' | 'keepDays'>,
  today: LocalDate,
): Promise<Decided<OldRecord>> => {
  const found = await OLD_RECORDS[record].find(ctx, oldBefore(today, keepDays), today);
  // The holds last: one that was placed meanwhile counts.
  return decideRetention(found, { keepDays, today, holds: holdsInForce(ctx.store.rows) });
};
