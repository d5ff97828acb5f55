/** The addresses of the week page. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { ok } from '../../core/result.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import type { Ctx } from '../../operations/context.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { listDays } from '../../operations/list-days.ts';
import { mayOnChannel } from '../../operations/operation.ts';
import { showDays } from '../../operations/show-days.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { holds } from '../access.ts';
import { type Answers, type Asked, dayAsked, partOf } from '../answer.ts';
import { links } from '../links.ts';
import { noChannelsPage } from '../problem-page.ts';
import { mondayOf } from '../schedule/occurrence.ts';
import { savedNotice } from '../schedule/saved.ts';
import { weekPage } from './page.ts';

export const weekRoutes = ({ pageFor, send, refused, forSomebody }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx): Response | Promise<Response> => {
    const id = partOf(c, 'channel');
    const channels = listChannels(ctx);
    const channel = channels.find((one) => one.channel.id === id);
    const text = c.req.query('from') ?? '';
    const asked = text === '' && channel !== undefined ? ok(channel.today) : dayAsked(text);
    // A channel that the reader may not know is refused by the operation, in its words.
    const from = mondayOf(asked.ok ? asked.value : (ctx.clock.instant().slice(0, 10) as LocalDate));
    const to = addDays(from, 6);
    const days = showDays(ctx, { channel: id, from, to });
    if (!days.ok) return refused(c, days.refusals);
    if (!asked.ok) return refused(c, asked.refusals);
    const calendar = listDays(ctx, { from, to });
    if (!calendar.ok) return refused(c, calendar.refusals);
    const schedule = showSchedule(ctx);
    if (!schedule.ok) return refused(c, schedule.refusals);
    const page = pageFor(c);
    if (channel === undefined) return send(c, page, noChannelsPage(page, holds(ctx.caller, 'schedule.read')));
    const body = weekPage(page, {
      channel,
      channels,
      from,
      days: days.value,
      calendar: calendar.value,
      schedule: schedule.value,
      mayEdit: (day) => mayOnChannel(ctx, 'schedule.write', day),
      notice: savedNotice(page, ctx, schedule.value, c.req.query('done') ?? ''),
      now: ctx.clock.instant(),
    });
    return send(c, page, body);
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.weeks,
    forSomebody((c, ctx) => {
      const channels = listChannels(ctx);
      const first = channels.find(({ current }) => current) ?? channels[0];
      const asked = c.req.query('channel') || first?.channel.id;
      if (asked !== undefined) return c.redirect(links.week(asked, c.req.query('from')), 302);
      const page = pageFor(c);
      return send(c, page, noChannelsPage(page, holds(ctx.caller, 'schedule.read')));
    }),
  );
  app.get('/channels/:channel/week', forSomebody(show));
  return app;
};
