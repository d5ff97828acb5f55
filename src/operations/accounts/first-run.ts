/** The link that makes the first administrator: there is no default account and no default passphrase. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { wholeCentreAdministrators } from '../../store/people.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { FIRST_RUN_HOURS, makeLink } from '../within/one-time-link.ts';

type Starting = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

/**
 * A token for 24 hours; earlier unused ones of the first run are void. null when somebody can let the others in
 * already. Refuses with right.not-yours, data.*.
 */
export const firstRunLink = operation(
  { name: 'link.first-run', needs: 'system' },
  (ctx: Starting): Result<{ readonly token: string } | null> =>
    ctx.store.transact((rows) => {
      if (wholeCentreAdministrators(rows).length > 0) return ok(null);
      const token = makeLink(ctx, rows, null, FIRST_RUN_HOURS);
      note(ctx, rows, {
        operation: 'link.first-run',
        unit: null,
        subject: 'link/first-run',
        before: null,
        after: { hours: FIRST_RUN_HOURS },
      });
      return ok({ token });
    }),
);
