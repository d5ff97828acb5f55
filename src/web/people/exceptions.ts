/** Units in which one person may approve their own work: which, why, and for whom it can be ended. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { AskEnv } from '../../contract/asking.ts';
import {
  endException,
  type ListedException,
  listExceptions,
  setException,
} from '../../operations/accounts/exceptions.ts';
import type { Ctx } from '../../operations/context.ts';
import { secondFactorState } from '../../operations/operation.ts';
import { EXCEPTION_RIGHTS, hereAndNow, holds, type UnitChoices, unitChoices } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { buttonForm, fieldsOf, formOf } from '../forms/fields.ts';
import { type FormState, freshForm, type Labels, refusedForm, sentForm } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { momentText } from '../moments.ts';
import { pageStatus } from '../problem-page.ts';
import { makerText, stepUpPanel, unitOptions } from './shown.ts';

const FORM = 'dat-ngoai-le';
const DONE = ['set', 'ended'] as const;

interface ExceptionParts {
  readonly listed: readonly ListedException[];
  readonly zone: string;
  /** null: the reader sets none. */
  readonly choices: UnitChoices | null;
  readonly factor: 'fresh' | 'stale' | 'missing';
  readonly form: FormState;
  readonly done: (typeof DONE)[number] | null;
}

const labelsOf = ({ m }: Page): Labels => ({ unit: m.exceptions.unit, reason: m.exceptions.reason });

export const exceptionRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, form: FormState, status: number): Promise<Response> => {
    const page = pageFor(c);
    const body = exceptionsPage(page, {
      listed: listExceptions(ctx),
      zone: hereAndNow(ctx).zone,
      choices: holds(ctx.caller, 'unit.manage') ? unitChoices(ctx, 'unit.manage') : null,
      factor: secondFactorState(ctx),
      form,
      done: DONE.find((done) => done === c.req.query('done')) ?? null,
    });
    return send(c, page, body, status);
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.exceptions,
    forRight(EXCEPTION_RIGHTS, (c, ctx) => show(c, ctx, freshForm(FORM), 200)),
  );
  app.post(
    links.exceptions,
    forRight(EXCEPTION_RIGHTS, async (c, ctx) => {
      const sent = await sentForm(c);
      const set = setException(ctx, { unit: sent.text('unit'), reason: sent.text('reason') });
      if (set.ok) return c.redirect(`${links.exceptions}${query({ done: 'set' })}`, 303);
      if (concernsTheAsker(set.refusals)) return refused(c, set.refusals);
      const page = pageFor(c);
      const form = refusedForm(page, FORM, sent, set.refusals, labelsOf(page));
      return show(c, ctx, form, pageStatus(set.refusals[0].code));
    }),
  );
  app.post(
    `${links.exceptions}/:id{[0-9]{1,9}}/end`,
    forRight(EXCEPTION_RIGHTS, (c, ctx) => {
      const ended = endException(ctx, { id: Number(partOf(c, 'id')) });
      return ended.ok ? c.redirect(`${links.exceptions}${query({ done: 'ended' })}`, 303) : refused(c, ended.refusals);
    }),
  );
  return app;
};

const exceptionsPage = (page: Page, parts: ExceptionParts): Html => {
  const { exceptions } = page.m;
  const { listed, choices, factor, form, done } = parts;
  const open = choices !== null && factor === 'fresh';
  return layout(page, {
    title: exceptions.title,
    section: holds(page.caller, 'person.read') ? 'people' : null,
    made: null,
    body: html`<header class="day-head"><h1><b>${exceptions.title}</b></h1><p class="lead">${exceptions.lead}</p></header>
${done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${exceptions.done[done]}</span></p>`}
${choices === null ? '' : stepUpPanel(page, factor)}
<section class="panel">${listed.length === 0 ? html`<p>${exceptions.none}</p>` : html`<ul class="items">${listed.map((one) => row(page, one, parts.zone, open))}</ul>`}</section>
${open ? addForm(page, choices, form) : ''}`,
  });
};

const row = (page: Page, one: ListedException, zone: string, open: boolean): Html => {
  const { exceptions } = page.m;
  const set = exceptions.set(momentText(one.setAt, zone, page.lang), makerText(page, one.setBy));
  return html`<li><div><p><b>${one.unit.name}</b></p><p>${one.reason}</p><p class="hint">${set}</p></div>
${open ? buttonForm(links.endException(one.id), exceptions.end, exceptions.endOne(one.unit.name)) : ''}</li>`;
};

const addForm = (page: Page, { units }: UnitChoices, form: FormState): Html => {
  const { exceptions } = page.m;
  const fields = fieldsOf(form);
  const inside = html`<div class="grid">
${fields.select({ name: 'unit', label: exceptions.unit, attributes: { required: true } }, unitOptions(page, { whole: false, units }))}
${fields.text({ name: 'reason', label: exceptions.reason, hint: exceptions.reasonHint, attributes: { maxlength: 500, autocomplete: 'off', required: true } })}
</div>`;
  return html`<section class="panel" aria-labelledby="dat"><h2 id="dat">${exceptions.add}</h2>
${formOf(page, form, { action: links.exceptions, send: exceptions.add }, inside)}</section>`;
};
