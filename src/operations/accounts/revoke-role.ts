/** A role taken back. The grant's row stays, with the day on which it ended. */
import { mayAt, type Where } from '../../core/access/decide.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { findGrant, type GrantRow, revokeGrant } from '../../store/people.ts';
import type { Ctx } from '../context.ts';
import { type Asking, groundOf, operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { goodReason, isLastAdministrator, placeOf } from '../within/people.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

interface Asked {
  readonly grant: number;
  readonly why: string;
}

const inForce = (rows: Rows, id: number): GrantRow | undefined => {
  const grant = findGrant(rows, id);
  return grant?.revokedAt === null ? grant : undefined;
};

const onGrant = (ctx: Asking, id: number): Result<Where> => {
  const ground = groundOf(ctx);
  const grant = inForce(ctx.store.rows, id);
  const where = grant === undefined ? null : placeOf(grant.unit, ground.today);
  return where === null || !mayAt(ctx.caller, 'person.read', where, ground)
    ? refuse('grant.unknown', { id: String(id) })
    : ok(where);
};

/** Refuses with right.*, grant.unknown, reason.missing, request.wrong, person.last-administrator, data.*. */
export const revokeRole = operation(
  { name: 'person.revoke', needs: 'person.manage', where: (ctx: Changing, { grant }: Asked) => onGrant(ctx, grant) },
  (ctx: Changing, asked: Asked): Result<void> => {
    const why = goodReason(asked.why);
    if (!why.ok) return why;
    return ctx.store.transact((rows) => {
      const grant = inForce(rows, asked.grant);
      if (grant === undefined) return refuse('grant.unknown', { id: String(asked.grant) });
      const { id, person, role, unit } = grant;
      if (role === 'administrator' && unit === null && isLastAdministrator(rows, person))
        return refuse('person.last-administrator', {});
      revokeGrant(rows, id, ctx.clock.instant());
      note(ctx, rows, {
        operation: 'person.revoke',
        unit,
        subject: `person/${person}`,
        before: { grant: id, role, unit },
        after: null,
        words: why.value,
      });
      return ok(undefined);
    });
  },
);
