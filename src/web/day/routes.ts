/** The addresses of the day page and of its forms. */
import { Hono } from 'hono';
import { newStatementId } from '../../contract/air-log-statement.ts';
import type { AskEnv } from '../../contract/asking.ts';
import type { Refusal } from '../../core/refusal.ts';
import { ok } from '../../core/result.ts';
import { approveDay } from '../../operations/approve-day.ts';
import type { Ctx } from '../../operations/context.ts';
import { listAirings } from '../../operations/list-airings.ts';
import { type ListedChannel, listChannels } from '../../operations/list-channels.ts';
import { mayOnChannel } from '../../operations/operation.ts';
import { recordAiring } from '../../operations/record-airing.ts';
import { showApproval } from '../../operations/show-approval.ts';
import { type ShownDay, showDay } from '../../operations/show-day.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { holds, rolesToSpeakIn } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, dayAsked, partOf } from '../answer.ts';
import { sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { noChannelsPage, pageStatus } from '../problem-page.ts';
import { publishedOf } from '../published/block.ts';
import type { ApprovalParts } from './approval.ts';
import { dayPage } from './page.ts';
import { ROLES, readStatement, typedFrom } from './statement.ts';
import type { RefusedForm } from './statement-form.ts';
import { sessionViews } from './view.ts';

/** What was sent from the page and refused. */
interface Sent {
  readonly form: RefusedForm | null;
  readonly approval: readonly Refusal[];
}

const NOTHING_SENT: Sent = { form: null, approval: [] };

export const dayRoutes = ({ pageFor, send, refused, forSomebody }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, sent: Sent): Response | Promise<Response> => {
    const text = partOf(c, 'day');
    const asked = text === 'today' ? ok('today' as const) : dayAsked(text);
    if (!asked.ok) return refused(c, asked.refusals);
    const shown = showDay(ctx, partOf(c, 'channel'), asked.value);
    if (!shown.ok) return refused(c, shown.refusals);
    const schedule = showSchedule(ctx);
    if (!schedule.ok) return refused(c, schedule.refusals);
    const day = shown.value;
    const logged = listAirings(ctx, { from: day.day, to: day.day, channel: day.channel.id });
    if (!logged.ok) return refused(c, logged.refusals);
    const rows = logged.value.toArray();
    const now = ctx.clock.instant();
    const page = pageFor(c);
    const body = dayPage(page, {
      day,
      sessions: sessionViews(day, schedule.value, now),
      names: schedule.value,
      channels: listChannels(ctx),
      mayEdit: ctx.caller.kind === 'person' && mayOnChannel(ctx, 'schedule.write', day),
      logged: rows,
      speaker: { roles: rolesToSpeakIn(ctx, ROLES, day), named: ctx.caller.kind === 'person' },
      approval: approvalOf(ctx, day, sent.approval),
      published: publishedOf(ctx, day),
      refused: sent.form,
      newStatementId: () => newStatementId(ctx.random),
      recorded: recordedSpan(
        c.req.query('recorded') ?? '',
        rows.map(({ seq }) => seq),
      ),
      now,
    });
    const [why] = [...(sent.form?.refusals ?? []), ...sent.approval];
    return send(c, page, body, why === undefined ? 200 : pageStatus(why.code));
  };

  const app = new Hono<AskEnv>();
  app.get(
    '/',
    forSomebody((c, ctx) => {
      if (ctx.caller.kind === 'site') return c.redirect(links.phonePage, 302);
      const channels = listChannels(ctx);
      // Whose loudspeaker somebody answers for is what they came for; the common programme otherwise.
      const theirs = ({ channel, station, today, current }: ListedChannel): boolean =>
        current && mayOnChannel(ctx, 'airing.record', { channel, station, day: today });
      const first = channels.find(theirs) ?? channels.find(({ current }) => current) ?? channels[0];
      if (first !== undefined) return c.redirect(links.day(first.channel.id, 'today'), 302);
      const page = pageFor(c);
      return send(c, page, noChannelsPage(page, holds(ctx.caller, 'schedule.read')));
    }),
  );
  app.get(links.choose, (c) =>
    c.redirect(links.day(c.req.query('channel') || '-', c.req.query('day') || 'today'), 302),
  );
  app.get(
    '/channels/:channel/days/:day',
    forSomebody((c, ctx) => show(c, ctx, NOTHING_SENT)),
  );
  app.post(
    '/channels/:channel/days/:day/airings',
    forSomebody(async (c, ctx) => {
      const channel = partOf(c, 'channel');
      const day = dayAsked(partOf(c, 'day'));
      if (!day.ok) return refused(c, day.refusals);
      const typed = typedFrom(await c.req.parseBody());
      const said = readStatement(typed, channel, day.value, pageFor(c).m.say.expected);
      const recorded = said.ok ? recordAiring(ctx, said.value) : said;
      if (!recorded.ok) {
        if (concernsTheAsker(recorded.refusals)) return refused(c, recorded.refusals);
        return show(c, ctx, { ...NOTHING_SENT, form: { typed, refusals: recorded.refusals } });
      }
      const { first, entries } = recorded.value;
      const span = `${first}-${first + entries.length - 1}`;
      return c.redirect(`${links.day(channel, day.value)}${query({ recorded: span })}`, 303);
    }),
  );
  app.post(
    '/channels/:channel/days/:day/approval',
    forSomebody(async (c, ctx) => {
      const channel = partOf(c, 'channel');
      const day = dayAsked(partOf(c, 'day'));
      if (!day.ok) return refused(c, day.refusals);
      const version = /^\d{1,9}$/.exec((await sentForm(c)).text('version'))?.[0];
      // A version that is no number is one that the day never had.
      const approved = approveDay(ctx, { channel, day: day.value, version: Number(version ?? 0) });
      if (approved.ok) return c.redirect(links.day(channel, day.value), 303);
      if (concernsTheAsker(approved.refusals)) return refused(c, approved.refusals);
      return show(c, ctx, { ...NOTHING_SENT, approval: approved.refusals });
    }),
  );
  return app;
};

const approvalOf = (ctx: Ctx, day: ShownDay, refusals: readonly Refusal[]): ApprovalParts | null => {
  const { version } = day;
  if (version === null || ctx.caller.kind === 'site') return null;
  const approved = showApproval(ctx, { channel: day.channel.id, day: day.day });
  return {
    version,
    approved: approved.ok ? approved.value : null,
    mayApprove: mayOnChannel(ctx, 'day.approve', day),
    refusals,
  };
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
