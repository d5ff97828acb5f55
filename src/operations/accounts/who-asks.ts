/**
 * A credential → who asks. Looked up for every question, so that whatever was ended, revoked or disabled is over at once.
 *
 * A sign-in that works no more is nobody, who may sign in again; a program's token that works no more is refused, so
 * that the program says so.
 */
import { type Caller, NOBODY } from '../../core/access/model.ts';
import { stillWorks, worthNoting } from '../../core/access/sign-in.ts';
import { tokenHash } from '../../core/access/token.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { findPerson, grantsOf } from '../../store/people.ts';
import { changeSignIn, findSignInByToken } from '../../store/sign-ins.ts';
import { findTokenByHash } from '../../store/tokens.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';

type Looking = Pick<Ctx, 'caller' | 'clock' | 'store'>;

export interface Credential {
  readonly kind: 'sign-in' | 'bearer' | 'site';
  readonly token: string;
}

/** Refuses with credential.wrong a machine's or a site's token that does not work, or is of the other kind. */
export const whoAsks = operation(
  { name: 'sign-in.show', needs: 'public' },
  (ctx: Looking, { kind, token }: Credential): Result<Caller> =>
    kind === 'sign-in' ? ok(signedIn(ctx, token)) : holder(ctx, kind === 'bearer' ? 'machine' : 'site', token),
);

const signedIn = (ctx: Looking, token: string): Caller => {
  const { rows } = ctx.store;
  const now = ctx.clock.instant();
  const found = findSignInByToken(rows, tokenHash(token));
  if (found === undefined || found.stage !== 'full' || !stillWorks(found, now)) return NOBODY;
  const person = findPerson(rows, found.person);
  if (person === undefined || person.disabledAt !== null || person.erasedAt !== null) return NOBODY;
  if (worthNoting(found.seenAt, now)) seen(ctx, (writing) => changeSignIn(writing, found.id, { seenAt: now }));
  return {
    kind: 'person',
    id: person.id,
    name: person.name,
    grants: grantsOf(rows, person.id).map(({ role, unit }) => ({ role, unit })),
    signIn: found.id,
    hasSecondFactor: person.totpSecret !== null,
    secondFactorAt: found.secondFactorAt,
  };
};

const holder = (ctx: Looking, kind: 'machine' | 'site', token: string): Result<Caller> => {
  const now = ctx.clock.instant();
  const found = findTokenByHash(ctx.store.rows, tokenHash(token));
  const works = found?.kind === kind && found.revokedAt === null && (found.expiresAt === null || now < found.expiresAt);
  if (!works) return refuse('credential.wrong', {});
  const { id, name, scopes, unit, channel, expiresAt } = found;
  if (worthNoting(found.usedAt, now)) ctx.store.uses.note(id, now);
  if (kind === 'machine') return ok({ kind, id, name, scopes, unit, channel, expiresAt });
  // A site's link without a channel reaches nothing.
  return channel === null ? refuse('credential.wrong', {}) : ok({ kind, id, name, channel });
};

/** A full disk keeps nobody from looking; a sign-in whose use could not be written down only ends earlier. */
const seen = ({ store }: Looking, write: (rows: Rows) => void): void => {
  store.transact((rows) => {
    write(rows);
    return ok(undefined);
  });
};
