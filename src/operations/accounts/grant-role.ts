/**
 * A role for a unit, given to a person.
 *
 * Whoever made a link for them before and still holds it must not thereby get what is granted now: links that others
 * made are void from then on.
 */
import type { AccountRole } from '../../core/access/model.ts';
import { actorOf } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { voidLinksOfOthers } from '../../store/links.ts';
import { addGrant, grantsOf } from '../../store/people.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { goodReason, lastingUnit, livingPerson, onPerson, onUnit } from '../within/people.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

export interface NewGrant {
  readonly person: string;
  readonly role: AccountRole;
  /** null: the whole centre. */
  readonly unit: string | null;
  readonly why: string | null;
}

/** Answers the grant's number. Refuses with right.*, person.*, unit.unknown, unit.ended, grant.already, request.wrong, data.*. */
export const grantRole = operation(
  {
    name: 'person.grant',
    needs: 'person.manage',
    where: (ctx: Changing, { person, unit }: NewGrant) => {
      const seen = onPerson(ctx, person);
      return seen.ok ? onUnit(ctx, unit) : seen;
    },
  },
  (ctx: Changing, wanted: NewGrant): Result<{ readonly id: number }> => {
    const why = wanted.why === null || wanted.why.trim() === '' ? ok('') : goodReason(wanted.why);
    if (!why.ok) return why;
    const lasting = lastingUnit(ctx, wanted.unit);
    if (!lasting.ok) return lasting;
    const unit = lasting.value;
    return ctx.store.transact((rows) => {
      const person = livingPerson(rows, wanted.person);
      if (!person.ok) return person;
      const { role } = wanted;
      if (grantsOf(rows, person.value.id).some((one) => one.role === role && one.unit === unit))
        return refuse('grant.already', {});
      const at = ctx.clock.instant();
      const by = actorOf(ctx.caller) ?? 'nobody';
      const id = addGrant(rows, { person: person.value.id, role, unit, grantedAt: at, grantedBy: by });
      voidLinksOfOthers(rows, person.value.id, by, at);
      note(ctx, rows, {
        operation: 'person.grant',
        unit,
        subject: `person/${person.value.id}`,
        before: null,
        after: { grant: id, role, unit },
        words: why.value,
      });
      return ok({ id });
    });
  },
);
