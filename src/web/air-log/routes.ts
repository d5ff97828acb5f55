/** The address of the air-log page: by default the last seven days. */
import { Hono } from 'hono';
import type { AnyLine } from '../../contract/air-log-any.ts';
import { pageOf } from '../../contract/air-log-asked.ts';
import { ObjectionJson } from '../../contract/air-log-objection.ts';
import { isStatementId, newStatementId } from '../../contract/air-log-statement.ts';
import type { AskEnv } from '../../contract/asking.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { listEntries } from '../../operations/log/list-entries.ts';
import { type ListedObjection, listObjections } from '../../operations/log/list-objections.ts';
import { objectAiring } from '../../operations/log/object-airing.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { holds } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, dayAsked, partOf } from '../answer.ts';
import { type FormState, refusedForm, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { momentText } from '../moments.ts';
import { type AirLogAsked, askedIn, entriesOf } from './filter.ts';
import { objectionForm, objectionLabels } from './objections.ts';
import { type AirLogParts, airLogPage, ROWS } from './page.ts';

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
    const from = Temporal.PlainDate.from(today).subtract({ days: DAYS_BACK }).toString();
    const asked = askedIn((name) => c.req.query(name), { from, to: today });
    const cursor = c.req.query('cursor');
    const answer = find(ctx, asked, cursor);
    const objections = answer.ok ? answer.value.objections : [];
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
        const back = query({ ...c.req.query(), objected: `${objected.value.seq}-${seq}` });
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

interface Found extends ReturnType<typeof pageOf<AnyLine>> {
  readonly objections: readonly ListedObjection[];
}

/** Refuses with time.date for each day that is none, with time.range, and with what listEntries() refuses. */
const find = (ctx: Ctx, asked: AirLogAsked, cursor: string | undefined): Result<Found> => {
  const [first, last] = [dayAsked(asked.from), dayAsked(asked.to)];
  if (!first.ok) return last.ok ? first : { ok: false, refusals: [...first.refusals, ...last.refusals] };
  if (!last.ok) return last;
  const { channel, campaign, ...filter } = entriesOf(asked, cursor);
  const listed = listEntries(ctx, { ...filter, channel, campaign, limit: ROWS + 1 });
  if (!listed.ok) return listed;
  const objections = listObjections(ctx, { from: first.value, to: last.value, channel, campaign });
  return objections.ok ? ok({ ...pageOf<AnyLine>(listed.value, ROWS), objections: objections.value }) : objections;
};
