/** The addresses of conflicts, and of a person's word on which of two goes first. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import { ok, refuse } from '../../core/result.ts';
import { addDays } from '../../core/time/local.ts';
import { decideConflict, listConflicts } from '../../operations/alterations/conflicts.ts';
import type { Ctx } from '../../operations/context.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, dayAsked } from '../answer.ts';
import { type FormState, inOwnWords, refusedForm, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { conflictsPage, decideForm } from './page.ts';

const DAYS_AHEAD = 13;

export const conflictRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, form: FormState | null, status: number): Response | Promise<Response> => {
    const text = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, 200);
    const { today, zone } = hereAndNow(ctx);
    const from = text('from') === '' ? ok(today) : dayAsked(text('from'));
    const to = text('to') === '' ? ok(addDays(from.ok ? from.value : today, DAYS_AHEAD)) : dayAsked(text('to'));
    const channel = text('channel') === '' ? null : text('channel');
    const asked = !from.ok ? from : !to.ok ? to : listConflicts(ctx, { channel, from: from.value, to: to.value });
    if (!asked.ok && concernsTheAsker(asked.refusals)) return refused(c, asked.refusals);
    const page = pageFor(c);
    const refusals = asked.ok ? [] : asked.refusals;
    const body = conflictsPage(page, {
      from: from.ok ? from.value : today,
      to: to.ok ? to.value : today,
      channel,
      channels: listChannels(ctx),
      listed: asked.ok ? asked.value : [],
      faults: refusals.map((refusal) => sentenceOf(refusal, page.lang)),
      zone,
      form,
      done: c.req.query('done') === 'decided',
    });
    return send(c, page, body, refusals[0] === undefined ? status : pageStatus(refusals[0].code));
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.conflicts,
    forRight('schedule.read', (c, ctx) => show(c, ctx, null, 200)),
  );
  app.post(
    links.decide,
    forRight('schedule.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const day = dayAsked(sent.text('day'));
      // Which of the two buttons was pressed: the other one yields.
      const sides = [sent.text('one'), sent.text('other')];
      const first = sent.text('first');
      const second = sides.find((side) => side !== first) ?? '';
      const asked = { channel: sent.text('channel'), first, second, reason: sent.text('reason') };
      const decided = day.ok
        ? sides.includes(first)
          ? decideConflict(ctx, { ...asked, day: day.value })
          : refuse('conflict.unknown', { first, second, day: day.value })
        : day;
      if (decided.ok) return c.redirect(`${links.conflicts}${query({ done: 'decided' })}`, 303);
      if (concernsTheAsker(decided.refusals)) return refused(c, decided.refusals);
      const page = pageFor(c);
      const { decideReason } = page.m.conflicts;
      const form = refusedForm(page, decideForm(sides), sent, decided.refusals, { reason: decideReason });
      const own = { 'reason.missing': { field: 'reason', text: page.m.edit.faults.reason } };
      return show(c, ctx, inOwnWords(form, decided.refusals, own), pageStatus(decided.refusals[0].code));
    }),
  );
  return app;
};
