/** The address of the air-log page: by default the last seven days. */
import { Hono } from 'hono';
import { ObjectionJson } from '../../contract/air-log-objection.ts';
import { isStatementId, newStatementId } from '../../contract/air-log-statement.ts';
import type { AskEnv } from '../../contract/asking.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { listAirings } from '../../operations/list-airings.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { type ListedObjection, listObjections } from '../../operations/log/list-objections.ts';
import { objectAiring } from '../../operations/log/object-airing.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { holds } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, dayAsked, partOf } from '../answer.ts';
import type { Logged } from '../day/recorded.ts';
import { type FormState, refusedForm, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { momentText } from '../moments.ts';
import { objectionForm, objectionLabels } from './objections.ts';
import { type AirLogAsked, type AirLogParts, airLogPage, ROWS } from './page.ts';

const DAYS_BACK = 6;

interface Told {
  readonly form: FormState | null;
  readonly objected: AirLogParts['objected'];
}

export const airLogRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  const show = (c: Asked, ctx: Ctx, { form, objected }: Told): Response | Promise<Response> => {
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
    const { rows: found, objections } = answer.ok ? answer.value : { rows: [], objections: [] };
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
      objecting: {
        may: holds(ctx.caller, 'airing.object'),
        found: Map.groupBy(objections, ({ entry }) => entry.disputes),
        form,
        newId: () => newStatementId(ctx.random),
      },
      objected,
      made: { zone, local: momentText(now, zone, page.lang) },
    });
    return send(c, page, body, answer.ok && form === null ? 200 : 422);
  };
  app.get(
    links.airLog,
    forRight('air-log.read', (c, ctx) => {
      const told = /^(\d{1,15})-(\d{1,15})$/.exec(c.req.query('objected') ?? '');
      const [seq, disputes] = [Number(told?.[1]), Number(told?.[2])];
      // Only what is in the log is said to be: an address is not a proof.
      const entry = told === null ? undefined : ctx.airlog.find(seq);
      const is = entry?.kind === 'objection' && entry.disputes === disputes;
      return show(c, ctx, { form: null, objected: is ? [seq, disputes] : null });
    }),
  );
  app.post(
    links.airLogObjections(':seq'),
    forRight('airing.object', async (c, ctx) => {
      const seq = Number(/^\d{1,15}$/.exec(partOf(c, 'seq'))?.[0] ?? -1);
      const sent = await sentForm(c);
      const read = ObjectionJson.safeParse({
        note: sent.text('note'),
        ...(sent.text('by') === '' ? {} : { by: sent.text('by') }),
        ...(isStatementId(sent.text('statement')) ? { statement: sent.text('statement') } : {}),
      });
      const { note, by = null, statement = null } = read.success ? read.data : { note: '' };
      const objected = objectAiring(ctx, { seq, note, by, statement });
      if (objected.ok) {
        const { from, to, channel, campaign, part } = c.req.query();
        const back = query({ from, to, channel, campaign, part, objected: `${objected.value.seq}-${seq}` });
        return c.redirect(`${links.airLog}${back}#so-${seq}`, 303);
      }
      if (concernsTheAsker(objected.refusals)) return refused(c, objected.refusals);
      const page = pageFor(c);
      const form = refusedForm(page, objectionForm(seq), sent, objected.refusals, objectionLabels(page));
      return show(c, ctx, { form, objected: null });
    }),
  );
  return app;
};

interface Found {
  readonly rows: Logged[];
  readonly objections: readonly ListedObjection[];
}

/** Refuses with time.date for each day that is none, and with time.range. */
const find = (ctx: Ctx, { from, to, channel, campaign }: AirLogAsked): Result<Found> => {
  const [first, last] = [dayAsked(from), dayAsked(to)];
  if (!first.ok || !last.ok)
    return okUnless([...(first.ok ? [] : first.refusals), ...(last.ok ? [] : last.refusals)], () => ({
      rows: [],
      objections: [],
    }));
  const filter = {
    from: first.value,
    to: last.value,
    ...(channel === '' ? {} : { channel }),
    ...(campaign === '' ? {} : { campaign }),
  };
  const listed = listAirings(ctx, filter);
  if (!listed.ok) return listed;
  const objections = listObjections(ctx, filter);
  return objections.ok ? ok({ rows: listed.value.toArray(), objections: objections.value }) : objections;
};
