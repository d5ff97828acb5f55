/** The addresses of people: the list, one person, and what is done to them. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { ACCOUNT_ROLES, type AccountRole } from '../../core/access/model.ts';
import type { Refused, Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { addPerson } from '../../operations/accounts/add-person.ts';
import { erasePerson } from '../../operations/accounts/erase-person.ts';
import { grantRole } from '../../operations/accounts/grant-role.ts';
import { listPeople } from '../../operations/accounts/list-people.ts';
import {
  disablePerson,
  enablePerson,
  endSignInsOf,
  renamePerson,
  resetSecondFactor,
} from '../../operations/accounts/person-standing.ts';
import { renewLink } from '../../operations/accounts/renew-link.ts';
import { revokeRole } from '../../operations/accounts/revoke-role.ts';
import { showPerson } from '../../operations/accounts/show-person.ts';
import type { Ctx } from '../../operations/context.ts';
import { secondFactorState } from '../../operations/operation.ts';
import { hereAndNow, holds, type UnitChoices, unitChoices } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, originOf, partOf } from '../answer.ts';
import { type FormState, freshForm, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import { links, type PersonStep, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { linkPage, newPersonLabels, peoplePage } from './list-page.ts';
import { PERSON_DONE, personLabels, personPage } from './person-page.ts';
import { shownName, unitChosen } from './shown.ts';

type Done = (typeof PERSON_DONE)[number];
type Plain = Exclude<PersonStep, 'link'>;

const NEW = 'them-nguoi';
const ID = ':id{p-[0-9a-f]+}';

/** What each form does, and what is said when it is done. */
const STEPS: Readonly<
  Record<Plain, { readonly done: Done; readonly run: (ctx: Ctx, person: string, sent: Sent) => Result<unknown> }>
> = {
  grant: {
    done: 'granted',
    run: (ctx, person, sent) => {
      const role = roleIn(sent);
      if (!role.ok) return role;
      const why = sent.text('why');
      const unit = unitChosen(sent.text('unit'));
      return grantRole(ctx, { person, role: role.value, unit, why: why === '' ? null : why });
    },
  },
  revoke: {
    done: 'revoked',
    run: (ctx, _, sent) => revokeRole(ctx, { grant: numberIn(sent.text('grant')), why: sent.text('why') }),
  },
  rename: {
    done: 'renamed',
    run: (ctx, person, sent) => renamePerson(ctx, { person, name: sent.text('name'), login: sent.text('login') }),
  },
  'end-sign-ins': { done: 'signIns', run: (ctx, person) => endSignInsOf(ctx, { person }) },
  'second-factor': {
    done: 'factor',
    run: (ctx, person, sent) => resetSecondFactor(ctx, { person, why: sent.text('why') }),
  },
  disable: { done: 'disabled', run: (ctx, person, sent) => disablePerson(ctx, { person, why: sent.text('why') }) },
  enable: { done: 'enabled', run: (ctx, person, sent) => enablePerson(ctx, { person, why: sent.text('why') }) },
  erase: { done: 'erased', run: (ctx, person, sent) => erasePerson(ctx, { person, why: sent.text('why') }) },
};

/** A role of the list. Refuses with request.wrong. */
const roleIn = (sent: Sent): Result<AccountRole> => {
  const role = ACCOUNT_ROLES.find((one) => one === sent.text('role'));
  return role === undefined ? refuse('request.wrong', { field: 'role', expected: 'valid' }) : ok(role);
};

/** -1 for what is no number: no grant has it. */
const numberIn = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : -1);

const choicesFor = (ctx: Ctx): UnitChoices | null =>
  holds(ctx.caller, 'person.manage') ? unitChoices(ctx, 'person.manage') : null;

export const peopleRoutes = (answers: Answers): Hono<AskEnv> => {
  const { pageFor, send, refused, forRight } = answers;
  const list = (c: Asked, ctx: Ctx, form: FormState, status: number): Promise<Response> => {
    const page = pageFor(c);
    const body = peoplePage(page, {
      people: listPeople(ctx),
      zone: hereAndNow(ctx).zone,
      choices: choicesFor(ctx),
      factor: secondFactorState(ctx),
      form,
    });
    return send(c, page, body, status);
  };
  const one = (c: Asked, ctx: Ctx, form: FormState | null, status: number): Response | Promise<Response> => {
    const shown = showPerson(ctx, partOf(c, 'id'));
    if (!shown.ok) return refused(c, shown.refusals);
    const page = pageFor(c);
    const body = personPage(page, {
      person: shown.value,
      zone: hereAndNow(ctx).zone,
      choices: choicesFor(ctx),
      factor: secondFactorState(ctx),
      form,
      done: PERSON_DONE.find((done) => done === c.req.query('done')) ?? null,
    });
    return send(c, page, body, status);
  };
  const linkFor = (c: Asked, person: { readonly id: string; readonly name: string }, token: string) => {
    const page = pageFor(c);
    return send(c, page, linkPage(page, person, `${originOf(c)}${links.welcome(token)}`));
  };
  /** Beside its form, or as a page when the reader has to do something else first. */
  const again = (c: Asked, ctx: Ctx, step: Plain, sent: Sent, refusals: Refused['refusals']) => {
    if (concernsTheAsker(refusals)) return refused(c, refusals);
    const page = pageFor(c);
    const id = step === 'revoke' ? `thu-hoi-${sent.text('grant')}` : step;
    return one(c, ctx, refusedForm(page, id, sent, refusals, personLabels(page)), pageStatus(refusals[0].code));
  };

  const app = new Hono<AskEnv>();
  app.get(
    links.people,
    forRight('person.read', (c, ctx) => list(c, ctx, freshForm(NEW), 200)),
  );
  app.post(
    links.people,
    forRight('person.read', async (c, ctx) => {
      const sent = await sentForm(c);
      const role = roleIn(sent);
      const [name, login, unit] = [sent.text('name'), sent.text('login'), unitChosen(sent.text('unit'))];
      const added = role.ok ? addPerson(ctx, { login, name, role: role.value, unit }) : role;
      if (added.ok) return linkFor(c, { id: added.value.id, name }, added.value.link);
      if (concernsTheAsker(added.refusals)) return refused(c, added.refusals);
      const page = pageFor(c);
      const form = refusedForm(page, NEW, sent, added.refusals, newPersonLabels(page));
      return list(c, ctx, form, pageStatus(added.refusals[0].code));
    }),
  );
  app.get(
    `${links.people}/${ID}`,
    forRight('person.read', (c, ctx) => one(c, ctx, null, 200)),
  );
  app.post(
    `${links.people}/${ID}/link`,
    forRight('person.read', (c, ctx) => {
      const person = showPerson(ctx, partOf(c, 'id'));
      if (!person.ok) return refused(c, person.refusals);
      const { id } = person.value;
      const renewed = renewLink(ctx, { person: id });
      if (!renewed.ok) return refused(c, renewed.refusals);
      return linkFor(c, { id, name: shownName(pageFor(c), person.value) }, renewed.value.link);
    }),
  );
  for (const step of Object.keys(STEPS) as Plain[])
    app.post(
      `${links.people}/${ID}/${step}`,
      forRight('person.read', async (c, ctx) => {
        const sent = await sentForm(c);
        const { done, run } = STEPS[step];
        if (step === 'erase' && sent.text('sure') !== 'yes') {
          const faults = [{ field: 'sure', text: pageFor(c).m.form.unsure }];
          return one(c, ctx, { id: step, sent, faults }, 422);
        }
        const person = partOf(c, 'id');
        const result = run(ctx, person, sent);
        if (!result.ok) return again(c, ctx, step, sent, result.refusals);
        return c.redirect(`${links.person(person)}${query({ done })}`, 303);
      }),
    );
  return app;
};
