/** A new person with their first role, and the link with which they choose a passphrase. */
import type { AccountRole } from '../../core/access/model.ts';
import { actorOf } from '../../core/access/model.ts';
import { goodLogin, goodName } from '../../core/access/names.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refuse } from '../../core/result.ts';
import { addGrant, addPerson as addPersonRow, findPersonByLogin } from '../../store/people.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { INVITATION_HOURS, makeLink } from '../within/one-time-link.ts';
import { lastingUnit, namedInWords, onUnit } from '../within/people.ts';

type Adding = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly role: AccountRole;
  /** null: the whole centre. */
  readonly unit: string | null;
}

export interface AddedPerson {
  readonly id: PersonId;
  /** Token of a link for 72 hours, shown once. */
  readonly link: string;
}

/** Refuses with right.*, unit.unknown, unit.ended, request.wrong, person.login-taken, data.*. */
export const addPerson = operation(
  { name: 'person.add', needs: 'person.manage', where: (ctx: Adding, { unit }: NewPerson) => onUnit(ctx, unit) },
  (ctx: Adding, wanted: NewPerson): Result<AddedPerson> => {
    const [login, name] = [goodLogin(wanted.login), goodName(wanted.name)];
    if (!login.ok || !name.ok) {
      const refusals = [login, name].flatMap((one) => (one.ok ? [] : one.refusals));
      return okUnless(refusals, (): never => {
        throw new Error('neither good nor refused');
      });
    }
    const unit = lastingUnit(ctx, wanted.unit);
    if (!unit.ok) return unit;
    const called = { login: login.value, name: name.value };
    return ctx.store.transact((rows) => {
      if (findPersonByLogin(rows, called.login) !== undefined)
        return refuse('person.login-taken', { login: called.login }, { pointer: '/login' });
      const id = `p-${ctx.random.bytes(8).toHex()}` as PersonId;
      const at = ctx.clock.instant();
      const by = actorOf(ctx.caller) ?? 'nobody';
      addPersonRow(rows, {
        id,
        ...called,
        passphrase: null,
        passphraseAt: null,
        totpSecret: null,
        totpSince: null,
        totpStep: null,
        recovery: [],
        createdAt: at,
        createdBy: by,
        disabledAt: null,
        erasedAt: null,
      });
      const { role } = wanted;
      const grant = addGrant(rows, { person: id, role, unit: unit.value, grantedAt: at, grantedBy: by });
      note(ctx, rows, {
        operation: 'person.add',
        unit: unit.value,
        subject: `person/${id}`,
        before: null,
        after: { grant, role, unit: unit.value },
        words: namedInWords(called),
      });
      return ok({ id, link: makeLink(ctx, rows, id, INVITATION_HOURS) });
    });
  },
);
