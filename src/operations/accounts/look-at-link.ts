/** What a one-time link is for, before anybody uses it. Looking does not use it up. */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { linkOwner } from '../within/one-time-link.ts';

export interface SeenLink {
  /** It makes the first administrator. */
  readonly first: boolean;
  readonly login: string | null;
  readonly name: string | null;
}

/** Refuses with link.spent whatever does not work any more, and for whatever reason. */
export const lookAtLink = operation(
  { name: 'link.show', needs: 'public' },
  (ctx: Pick<Ctx, 'caller' | 'clock' | 'store'>, token: string): Result<SeenLink> => {
    const owner = linkOwner(ctx, ctx.store.rows, token);
    if (owner === undefined) return refuse('link.spent', {});
    const { person } = owner;
    return ok({ first: person === null, login: person?.login ?? null, name: person?.name ?? null });
  },
);
