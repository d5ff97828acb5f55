/** The addresses of the day page and of its form. */
import { type Context, Hono } from 'hono';
import { ok } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { listAirings } from '../../operations/list-airings.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { loadGround } from '../../operations/plan-day.ts';
import { newStatementId, recordAiring } from '../../operations/record-airing.ts';
import { showDay } from '../../operations/show-day.ts';
import { type Answers, dayAsked, mayWriteFrom, whyNoForm } from '../answer.ts';
import { links, query } from '../links.ts';
import { noChannelsPage } from '../problem-page.ts';
import { dayPage } from './page.ts';
import { readStatement, typedFrom } from './statement.ts';
import type { RefusedForm } from './statement-form.ts';
import { sessionViews } from './view.ts';

export const dayRoutes = (ctx: Ctx, { pageFor, send, refused }: Answers): Hono => {
  const show = async (c: Context, form: RefusedForm | null): Promise<Response> => {
    const text = c.req.param('day') ?? '';
    const asked = text === 'today' ? ok('today' as const) : dayAsked(text);
    if (!asked.ok) return refused(c, asked.refusals);
    const ground = loadGround(ctx);
    const shown = showDay(ctx, c.req.param('channel') ?? '', asked.value, ground);
    if (!shown.ok) return refused(c, shown.refusals);
    const day = shown.value;
    const logged = listAirings(ctx, { from: day.day, to: day.day, channel: day.channel.id });
    if (!logged.ok) return refused(c, logged.refusals);
    const rows = logged.value.toArray();
    const numbers = rows.map(({ seq }) => seq);
    const now = ctx.clock.instant();
    const page = pageFor(c);
    const body = dayPage(page, {
      day,
      sessions: sessionViews(day, ground.schedule, now),
      names: ground.schedule,
      channels: listChannels(ctx),
      logged: rows,
      closed: whyNoForm(c),
      refused: form,
      newStatementId: () => newStatementId(ctx),
      recorded: recordedSpan(c.req.query('recorded') ?? '', numbers),
      now,
    });
    return send(c, page, body, form === null ? 200 : 422);
  };

  const app = new Hono();
  app.get('/', (c) => {
    const channels = listChannels(ctx);
    const first = channels.find(({ current }) => current) ?? channels[0];
    if (first !== undefined) return c.redirect(links.day(first.channel.id, 'today'), 302);
    const page = pageFor(c);
    return send(c, page, noChannelsPage(page));
  });
  app.get(links.choose, (c) =>
    c.redirect(links.day(c.req.query('channel') || '-', c.req.query('day') || 'today'), 302),
  );
  app.get('/channels/:channel/days/:day', (c) => show(c, null));
  app.post(
    '/channels/:channel/days/:day/airings',
    (c, next) => {
      const allowed = mayWriteFrom(c);
      return allowed.ok ? next() : refused(c, allowed.refusals);
    },
    async (c) => {
      const channel = c.req.param('channel');
      const day = dayAsked(c.req.param('day'));
      if (!day.ok) return refused(c, day.refusals);
      const typed = typedFrom(await c.req.parseBody());
      const said = readStatement(typed, channel, day.value, pageFor(c).m.say.expected);
      const recorded = said.ok ? recordAiring(ctx, said.value) : said;
      if (!recorded.ok) return show(c, { typed, refusals: recorded.refusals });
      const { first, entries } = recorded.value;
      const span = `${first}-${first + entries.length - 1}`;
      return c.redirect(`${links.day(channel, day.value)}${query({ recorded: span })}`, 303);
    },
  );
  return app;
};

/** '0-11' from the address, but only when those entries are in the log: an address is not a proof. */
export const recordedSpan = (
  text: string,
  numbers: readonly number[],
): { readonly first: number; readonly last: number } | null => {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  return from !== undefined && first <= last && numbers.includes(first) && numbers.includes(last)
    ? { first, last }
    : null;
};
