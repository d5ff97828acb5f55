/** Ending one's own sign-ins: this one, another one, or all others. What has ended never works again. */
import type { SignInId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { changeSignIn, endSignIns, findSignIn } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { type Own, ownAccount } from '../within/own.ts';

type SigningOut = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

/** Refuses with right.not-yours, sign-in.needed, data.*. */
export const signOut = operation(
  { name: 'sign-in.end', needs: 'own' },
  (ctx: SigningOut): Result<void> =>
    ctx.store.transact((rows) => {
      const own = ownAccount(ctx, rows);
      return own.ok ? end(ctx, rows, own.value, 'sign-in.end', own.value.caller.signIn) : own;
    }),
);

/** One of one's own, also the one that asks. Refuses with right.not-yours one that is somebody else's or nobody's. */
export const endSignIn = operation(
  { name: 'sign-in.end-one', needs: 'own' },
  (ctx: SigningOut, { id }: { readonly id: string }): Result<void> =>
    ctx.store.transact((rows) => {
      const own = ownAccount(ctx, rows);
      return own.ok ? end(ctx, rows, own.value, 'sign-in.end-one', id as SignInId) : own;
    }),
);

const end = (ctx: SigningOut, rows: Rows, { caller }: Own, operation: string, id: SignInId): Result<void> => {
  const found = findSignIn(rows, id);
  if (found?.person !== caller.id) return refuse('right.not-yours', {});
  if (found.endedAt !== null) return ok(undefined);
  const endedAt = ctx.clock.instant();
  changeSignIn(rows, id, { endedAt });
  const subject = `person/${caller.id}`;
  note(ctx, rows, { operation, unit: null, subject, before: { signIn: id }, after: { signIn: id, endedAt } });
  return ok(undefined);
};

/** Answers how many there were. Refuses with right.not-yours, sign-in.needed, data.*. */
export const endOtherSignIns = operation(
  { name: 'sign-in.end-others', needs: 'own' },
  (ctx: SigningOut): Result<{ readonly ended: number }> =>
    ctx.store.transact((rows) => {
      const own = ownAccount(ctx, rows);
      if (!own.ok) return own;
      const { id, signIn } = own.value.caller;
      const ended = endSignIns(rows, id, ctx.clock.instant(), signIn);
      if (ended > 0)
        note(ctx, rows, {
          operation: 'sign-in.end-others',
          unit: null,
          subject: `person/${id}`,
          before: null,
          after: { kept: signIn, signInsEnded: ended },
        });
      return ok({ ended });
    }),
);
