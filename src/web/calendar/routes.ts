/** The addresses of the days of the calendar, and of standing for a festival's days. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Ctx } from '../../operations/context.ts';
import { confirmFestival } from '../../operations/festivals/confirm-festival.ts';
import { listFestivals } from '../../operations/festivals/list-festivals.ts';
import { listDays } from '../../operations/list-days.ts';
import { seesWith } from '../../operations/operation.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, dayAsked } from '../answer.ts';
import { sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { calendarPage } from './page.ts';

export const calendarRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, faults: readonly Refusal[]): Response | Promise<Response> => {
    const { today, zone } = hereAndNow(ctx);
    const first = dayAsked(`${c.req.query('month') ?? today.slice(0, 7)}-01`);
    if (!first.ok) return refused(c, first.refusals);
    const month = first.value.slice(0, 7);
    const last = `${month}-${Temporal.PlainDate.from(first.value).daysInMonth}` as LocalDate;
    const days = listDays(ctx, { from: first.value, to: last });
    if (!days.ok) return refused(c, days.refusals);
    const festivals = listFestivals(ctx);
    if (!festivals.ok) return refused(c, festivals.refusals);
    const page = pageFor(c);
    const body = calendarPage(page, {
      month,
      today,
      zone,
      days: days.value,
      festivals: festivals.value,
      mayConfirm: ctx.caller.kind === 'person' && seesWith(ctx, 'schedule.write')('centre'),
      faults: faults.map((one) => sentenceOf(one, page.lang)),
      done: c.req.query('done') === 'confirmed',
    });
    return send(c, page, body, faults[0] === undefined ? 200 : pageStatus(faults[0].code));
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.calendarDays,
    forRight('schedule.read', (c, ctx) => show(c, ctx, [])),
  );
  app.post(
    links.confirmFestival,
    forRight('schedule.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const [from, to] = [dayAsked(sent.text('from')), dayAsked(sent.text('to'))];
      if (!from.ok) return show(c, ctx, from.refusals);
      if (!to.ok) return show(c, ctx, to.refusals);
      const asked = { festival: sent.text('festival'), from: from.value, to: to.value, by: null };
      const confirmed = confirmFestival(ctx, asked);
      if (confirmed.ok) return c.redirect(`${links.calendarDays}${query({ done: 'confirmed' })}`, 303);
      return concernsTheAsker(confirmed.refusals) ? refused(c, confirmed.refusals) : show(c, ctx, confirmed.refusals);
    }),
  );
  return app;
};
