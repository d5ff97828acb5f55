/** The address of the air-log page: by default the last seven days. */
import { Hono } from 'hono';
import type { AnyLine } from '../../contract/air-log-any.ts';
import { pageOf } from '../../contract/air-log-asked.ts';
import type { AskEnv } from '../../contract/asking.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { listEntries } from '../../operations/log/list-entries.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { type Answers, dayAsked } from '../answer.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { type AirLogAsked, askedIn, entriesOf } from './filter.ts';
import { airLogPage, ROWS } from './page.ts';

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
    const from = Temporal.PlainDate.from(today).subtract({ days: DAYS_BACK }).toString();
    const asked = askedIn((name) => c.req.query(name), { from, to: today });
    const cursor = c.req.query('cursor');
    const answer = find(ctx, asked, cursor);
    const page = pageFor(c);
    const zone = one?.station.zone ?? 'UTC';
    const body = airLogPage(page, {
      asked,
      channels,
      schedule: schedule.value,
      found: answer.ok ? answer.value.rows.toArray() : [],
      cursor,
      next: answer.ok ? answer.value.next : null,
      refusals: answer.ok ? [] : answer.refusals,
      made: { zone, local: momentText(now, zone, page.lang) },
    });
    return send(c, page, body, answer.ok ? 200 : 422);
  });
  app.get(links.airLog, airLog);
  return app;
};

/** Refuses with time.date for each day that is none, with time.range, and with what listEntries() refuses. */
const find = (ctx: Ctx, asked: AirLogAsked, cursor: string | undefined): Result<ReturnType<typeof pageOf<AnyLine>>> => {
  const [first, last] = [dayAsked(asked.from), dayAsked(asked.to)];
  if (!first.ok) return last.ok ? first : { ok: false, refusals: [...first.refusals, ...last.refusals] };
  if (!last.ok) return last;
  const listed = listEntries(ctx, { ...entriesOf(asked, cursor), limit: ROWS + 1 });
  return listed.ok ? ok(pageOf<AnyLine>(listed.value, ROWS)) : listed;
};
