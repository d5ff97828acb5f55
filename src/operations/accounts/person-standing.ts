/** A person disabled, enabled, called otherwise, signed out everywhere, or without the second factor they lost. */
import { goodLogin, goodName } from '../../core/access/names.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { voidLinks } from '../../store/links.ts';
import { changePerson, findPersonByLogin, type PersonRow } from '../../store/people.ts';
import { endSignIns, forgetSecondFactors } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { goodReason, isLastAdministrator, livingPerson, namedInWords, onPerson } from '../within/people.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

interface Whom {
  readonly person: string;
}
interface WhomAndWhy extends Whom {
  readonly why: string;
}

const whereOf = (ctx: Changing, { person }: Whom) => onPerson(ctx, person);

/** What a change is told as; null: nothing was to be changed. */
interface Told {
  readonly before: unknown;
  readonly after: unknown;
  readonly words?: string;
}

/** One change of one person, with its audit row, in one transaction. */
const change = (
  ctx: Changing,
  operationName: string,
  id: string,
  work: (rows: Rows, person: PersonRow, at: string) => Result<Told | null>,
): Result<void> =>
  ctx.store.transact((rows) => {
    const person = livingPerson(rows, id);
    if (!person.ok) return person;
    const told = work(rows, person.value, ctx.clock.instant());
    if (!told.ok) return told;
    if (told.value !== null)
      note(ctx, rows, {
        operation: operationName,
        unit: null,
        subject: `person/${person.value.id}`,
        ...told.value,
      });
    return ok(undefined);
  });

/**
 * At once: whoever is signed in is out, and links no longer work. Refuses with right.*, person.*, reason.missing,
 * request.wrong, data.*.
 */
export const disablePerson = operation(
  { name: 'person.disable', needs: 'person.manage', where: whereOf },
  (ctx: Changing, asked: WhomAndWhy): Result<void> => {
    const why = goodReason(asked.why);
    if (!why.ok) return why;
    return change(ctx, 'person.disable', asked.person, (rows, { id, disabledAt }, at) => {
      if (disabledAt !== null) return ok(null);
      if (isLastAdministrator(rows, id)) return refuse('person.last-administrator', {});
      changePerson(rows, id, { disabledAt: at });
      voidLinks(rows, id, at);
      const signIns = endSignIns(rows, id, at);
      return ok({ before: { disabledAt }, after: { disabledAt: at, endedSignIns: signIns }, words: why.value });
    });
  },
);

/** Refuses with right.*, person.unknown, person.erased, reason.missing, request.wrong, data.*. */
export const enablePerson = operation(
  { name: 'person.enable', needs: 'person.manage', where: whereOf },
  (ctx: Changing, asked: WhomAndWhy): Result<void> => {
    const why = goodReason(asked.why);
    if (!why.ok) return why;
    return change(ctx, 'person.enable', asked.person, (rows, { id, disabledAt }) => {
      if (disabledAt === null) return ok(null);
      changePerson(rows, id, { disabledAt: null });
      return ok({ before: { disabledAt }, after: { disabledAt: null }, words: why.value });
    });
  },
);

/** Refuses with right.*, person.unknown, person.erased, person.login-taken, request.wrong, data.*. */
export const renamePerson = operation(
  { name: 'person.rename', needs: 'person.manage', where: whereOf },
  (ctx: Changing, asked: Whom & { readonly name: string; readonly login: string }): Result<void> => {
    const name = goodName(asked.name);
    if (!name.ok) return name;
    const login = goodLogin(asked.login);
    if (!login.ok) return login;
    const called = { name: name.value, login: login.value };
    return change(ctx, 'person.rename', asked.person, (rows, person) => {
      if (called.name === person.name && called.login === person.login) return ok(null);
      const holder = findPersonByLogin(rows, called.login);
      if (holder !== undefined && holder.id !== person.id)
        return refuse('person.login-taken', { login: called.login }, { pointer: '/login' });
      changePerson(rows, person.id, called);
      const changed = (['name', 'login'] as const).filter((field) => called[field] !== person[field]);
      return ok({
        before: null,
        after: { changed },
        words: `${namedInWords(person)} → ${namedInWords(called)}`,
      });
    });
  },
);

/** For a lost telephone: they sign in with the passphrase alone and set a new one up. Refuses as disablePerson. */
export const resetSecondFactor = operation(
  { name: 'person.reset-second-factor', needs: 'person.manage', where: whereOf },
  (ctx: Changing, asked: WhomAndWhy): Result<void> => {
    const why = goodReason(asked.why);
    if (!why.ok) return why;
    return change(ctx, 'person.reset-second-factor', asked.person, (rows, { id, totpSince }) => {
      if (totpSince === null) return ok(null);
      changePerson(rows, id, { totpSecret: null, totpSince: null, totpStep: null, recovery: [] });
      forgetSecondFactors(rows, id);
      return ok({
        before: { secondFactorSince: totpSince },
        after: { secondFactorSince: null },
        words: why.value,
      });
    });
  },
);

/** Refuses with right.*, person.unknown, person.erased, data.*. */
export const endSignInsOf = operation(
  { name: 'person.end-sign-ins', needs: 'person.manage', where: whereOf },
  (ctx: Changing, asked: Whom): Result<void> =>
    change(ctx, 'person.end-sign-ins', asked.person, (rows, { id }, at) => {
      const ended = endSignIns(rows, id, at);
      return ok(ended === 0 ? null : { before: { signIns: ended }, after: { signIns: 0 } });
    }),
);
