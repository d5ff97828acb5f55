/** The address of the air-log page: by default the last seven days. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { listAirings } from '../../operations/list-airings.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { type Answers, dayAsked } from '../answer.ts';
import type { Logged } from '../day/recorded.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { type AirLogAsked, airLogPage, ROWS } from './page.ts';

const DAYS_BACK = 6;

export const airLogRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  const airLog = forRight('air-log.read', (c, ctx) => {
    const schedule = showSchedule(ctx);
    if (!schedule.ok) return refused(c, schedule.refusals);
    const channels = listChannels(ctx);
    const one = channels.find(({ current }) => current) ?? channels[0];
    const now = ctx.clock.instant();
    const today = one?.today ?? now.slice(0, 10);
    const asked: AirLogAsked = {
      from: c.req.query('from') || Temporal.PlainDate.from(today).subtract({ days: DAYS_BACK }).toString(),
      to: c.req.query('to') || today,
      channel: c.req.query('channel') ?? '',
      campaign: c.req.query('campaign') ?? '',
    };
    const answer = find(ctx, asked);
    const found = answer.ok ? answer.value : [];
    const part = Number(/^\d{1,5}$/.exec(c.req.query('part') ?? '')?.[0] ?? 0);
    const page = pageFor(c);
    const zone = one?.station.zone ?? 'UTC';
    const body = airLogPage(page, {
      asked,
      channels,
      campaigns: schedule.value.campaigns,
      found,
      part: Math.min(part, Math.max(0, Math.ceil(found.length / ROWS) - 1)),
      refusals: answer.ok ? [] : answer.refusals,
      made: { zone, local: momentText(now, zone, page.lang) },
    });
    return send(c, page, body, answer.ok ? 200 : 422);
  });
  app.get(links.airLog, airLog);
  return app;
};

/** Refuses with time.date for each day that is none, and with time.range. */
const find = (ctx: Ctx, { from, to, channel, campaign }: AirLogAsked): Result<Logged[]> => {
  const [first, last] = [dayAsked(from), dayAsked(to)];
  if (!first.ok || !last.ok)
    return okUnless([...(first.ok ? [] : first.refusals), ...(last.ok ? [] : last.refusals)], () => []);
  const listed = listAirings(ctx, {
    from: first.value,
    to: last.value,
    ...(channel === '' ? {} : { channel }),
    ...(campaign === '' ? {} : { campaign }),
  });
  return listed.ok ? ok(listed.value.toArray()) : listed;
};
