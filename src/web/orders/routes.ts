/** The addresses of orders: the list, a new one, and lifting one. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import type { Refusal } from '../../core/refusal.ts';
import { type Refused, refuse } from '../../core/result.ts';
import { addOverlay, liftOverlay, listOverlays } from '../../operations/alterations/overlays.ts';
import type { Ctx } from '../../operations/context.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { hereAndNow, holds, unitChoices } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { type FormState, freshForm, type Labels, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import { dayIn } from '../forms/typed.ts';
import type { Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { liftForm, ordersPage } from './page.ts';
import { readOrder } from './read.ts';

const NEW = 'lenh-moi';
const DONE = ['added', 'lifted'] as const;

interface Forms {
  readonly form: FormState;
  readonly lift: FormState | null;
}

const FRESH: Forms = { form: freshForm(NEW), lift: null };

const labelsOf = ({ m }: Page): Labels => {
  const { name, kind, from, to, authority, document, genres, units, channels, replacement, reason } = m.orders;
  return { name, kind, from, to, authority, document, genres, units, channels, replacement, reason };
};

/** Beside its field each fault is told as this page asks for it. */
const formWith = (page: Page, id: string, sent: Sent, refusals: readonly Refusal[]): FormState => {
  const { orders, edit } = page.m;
  const own: Readonly<Record<string, string>> = orders.faults;
  const form = refusedForm(page, id, sent, refusals, labelsOf(page));
  const faults = form.faults.map((fault, n) => {
    const code = refusals[n]?.code;
    if (code === 'reason.missing') return { field: 'reason', text: edit.faults.reason };
    if (code === 'time.range') return { field: 'to', text: orders.faults.order };
    if (code === 'time.date' && fault.field !== null) return { ...fault, text: edit.faults.day };
    const text = code === 'request.wrong' && id === NEW && fault.field !== null ? own[fault.field] : undefined;
    return text === undefined ? fault : { ...fault, text };
  });
  return { ...form, faults };
};

export const orderRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, forms: Forms, status: number): Response | Promise<Response> => {
    const schedule = showSchedule(ctx);
    if (!schedule.ok) return refused(c, schedule.refusals);
    const page = pageFor(c);
    const body = ordersPage(page, {
      listed: listOverlays(ctx),
      schedule: schedule.value,
      today: hereAndNow(ctx).today,
      choices: holds(ctx.caller, 'schedule.write') ? unitChoices(ctx, 'schedule.write') : null,
      ...forms,
      mourning: c.req.query('preset') === 'mourning' && forms.form.sent === null,
      done: DONE.find((done) => done === c.req.query('done')) ?? null,
    });
    return send(c, page, body, status);
  };
  const again = (c: Asked, ctx: Ctx, id: string, sent: Sent, refusals: Refused['refusals']) => {
    if (concernsTheAsker(refusals)) return refused(c, refusals);
    const form = formWith(pageFor(c), id, sent, refusals);
    return show(c, ctx, id === NEW ? { form, lift: null } : { ...FRESH, lift: form }, pageStatus(refusals[0].code));
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.orders,
    forRight('schedule.read', (c, ctx) => show(c, ctx, FRESH, 200)),
  );
  app.post(
    links.orders,
    forRight('schedule.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const read = readOrder(sent);
      const added = read.ok ? addOverlay(ctx, read.value) : read;
      return added.ok
        ? c.redirect(`${links.orders}${query({ done: 'added' })}`, 303)
        : again(c, ctx, NEW, sent, added.refusals);
    }),
  );
  app.post(
    `${links.orders}/:id/lift`,
    forRight('schedule.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const id = partOf(c, 'id');
      const day = dayIn(sent.text('from'));
      const from = day.ok ? day : refuse('time.date', { text: sent.text('from') }, { pointer: '/from' });
      const lifted = from.ok ? liftOverlay(ctx, { overlay: id, from: from.value, reason: sent.text('reason') }) : from;
      return lifted.ok
        ? c.redirect(`${links.orders}${query({ done: 'lifted' })}`, 303)
        : again(c, ctx, liftForm(id), sent, lifted.refusals);
    }),
  );
  return app;
};
