/**
 * A one-time link used: the first administrator makes their account, anybody else chooses a passphrase.
 *
 * The second factor stays as it was: whoever got hold of a link does not get past it.
 */
import type { AccountRole } from '../../core/access/model.ts';
import { goodLogin, goodName } from '../../core/access/names.ts';
import { tokenHash } from '../../core/access/token.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { saveLinkUsed, voidLinks } from '../../store/links.ts';
import { addGrant, addPerson, changePerson, findPersonByLogin, type PersonRow } from '../../store/people.ts';
import { endSignIns } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { forgivePassphrase } from '../within/attempts.ts';
import { chosenPassphrase } from '../within/chosen-passphrase.ts';
import { note } from '../within/note.ts';
import { type LinkOwner, linkOwner } from '../within/one-time-link.ts';

type Using = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'secrets'>;

export interface LinkUse {
  readonly token: string;
  /** Only for the first administrator; others have them already. */
  readonly login: string;
  readonly name: string;
  readonly passphrase: string;
  /** What the first administrator is besides, for the whole centre. */
  readonly alsoRoles: readonly AccountRole[];
}

/** Refuses with link.spent, passphrase.*, person.login-taken, request.wrong, sign-in.busy, data.*; then it still works. */
export const useLink = operation(
  { name: 'link.use', needs: 'public' },
  async (ctx: Using, use: LinkUse): Promise<Result<{ readonly login: string }>> => {
    const looked = linkOwner(ctx, ctx.store.rows, use.token);
    if (looked === undefined) return refuse('link.spent', {});
    const typed = await judged(ctx, use, looked.person);
    if (!typed.ok) return typed;
    const { login, name, passphrase } = typed.value;
    const free = loginFree(ctx.store.rows, login, looked);
    if (!free.ok) return free;
    const phc = await ctx.secrets.hashPassphrase(passphrase);
    if (!phc.ok) return phc;
    return ctx.store.transact((rows): Result<{ readonly login: string }> => {
      // Hashing took a while: somebody else may have used it, or the person may have been disabled.
      const owner = linkOwner(ctx, rows, use.token);
      if (owner === undefined) return refuse('link.spent', {});
      const still = loginFree(rows, login, owner);
      if (!still.ok) return still;
      const secret = { passphrase: phc.value, passphraseAt: ctx.clock.instant() };
      const first = { login, name, ...secret, createdBy: owner.link.createdBy };
      if (owner.person === null) makeAdministrator(ctx, rows, first, use.alsoRoles);
      else choose(ctx, rows, owner.person, secret);
      saveLinkUsed(rows, tokenHash(use.token), ctx.clock.instant());
      return ok({ login: owner.person?.login ?? login });
    });
  },
);

interface Judged {
  readonly login: string;
  readonly name: string;
  readonly passphrase: string;
}

/** What was typed, all that is wrong with it at once. */
const judged = async (ctx: Using, use: LinkUse, person: PersonRow | null): Promise<Result<Judged>> => {
  const login = person === null ? goodLogin(use.login) : ok(person.login);
  const name = person === null ? goodName(use.name) : ok(person.name);
  const passphrase = await chosenPassphrase(ctx, use.passphrase, {
    login: login.ok ? login.value : use.login,
    name: name.ok ? name.value : use.name,
  });
  if (login.ok && name.ok && passphrase.ok)
    return ok({ login: login.value, name: name.value, passphrase: passphrase.value });
  const refusals = [login, name, passphrase].flatMap((one) => (one.ok ? [] : one.refusals));
  return okUnless(refusals, () => {
    throw new Error('refused without a refusal');
  });
};

const loginFree = (rows: Rows, login: string, { person }: LinkOwner): Result<void> =>
  person === null && findPersonByLogin(rows, login) !== undefined
    ? refuse('person.login-taken', { login }, { pointer: '/login' })
    : ok(undefined);

const makeAdministrator = (
  ctx: Using,
  rows: Rows,
  typed: Pick<PersonRow, 'login' | 'name' | 'passphrase' | 'passphraseAt' | 'createdBy'>,
  alsoRoles: readonly AccountRole[],
): void => {
  const id = `p-${ctx.random.bytes(8).toHex()}` as PersonId;
  const createdAt = ctx.clock.instant();
  const nothingYet = { totpSecret: null, totpSince: null, totpStep: null, recovery: [] };
  addPerson(rows, { id, ...typed, ...nothingYet, createdAt, disabledAt: null, erasedAt: null });
  const roles = [...new Set<AccountRole>(['administrator', ...alsoRoles])];
  for (const role of roles)
    addGrant(rows, { person: id, role, unit: null, grantedAt: createdAt, grantedBy: typed.createdBy });
  note(ctx, rows, {
    operation: 'link.use',
    unit: null,
    subject: `person/${id}`,
    before: null,
    after: { passphraseAt: createdAt, roles },
    words: typed.name,
    as: id,
  });
};

const choose = (
  ctx: Using,
  rows: Rows,
  { id, passphraseAt: before }: PersonRow,
  secret: Pick<PersonRow, 'passphrase' | 'passphraseAt'>,
): void => {
  const at = ctx.clock.instant();
  changePerson(rows, id, secret);
  const ended = endSignIns(rows, id, at);
  voidLinks(rows, id, at);
  forgivePassphrase(rows, id);
  note(ctx, rows, {
    operation: 'link.use',
    unit: null,
    subject: `person/${id}`,
    before: { passphraseAt: before },
    after: { passphraseAt: secret.passphraseAt, signInsEnded: ended },
    as: id,
  });
};
