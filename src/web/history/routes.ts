/** The addresses of the history, and of taking back what was altered. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import type { Refusal } from '../../core/refusal.ts';
import { ok, type Result } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { type ListedAlteration, listAlterations } from '../../operations/alterations/list-alterations.ts';
import { undoAlteration } from '../../operations/alterations/undo-alteration.ts';
import type { Ctx } from '../../operations/context.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, dayAsked } from '../answer.ts';
import { type FormState, refusedForm, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { localPath } from '../local-path.ts';
import { pageStatus } from '../problem-page.ts';
import { savedNotice } from '../schedule/saved.ts';
import { type HistoryAsked, historyPage, undoForm } from './page.ts';

const KINDS: readonly ListedAlteration['kind'][] = ['edit', 'decision', 'lift', 'confirmation'];

export const historyRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, form: FormState | null, status: number): Response | Promise<Response> => {
    const schedule = showSchedule(ctx);
    if (!schedule.ok) return refused(c, schedule.refusals);
    const asked = askedOf(c);
    const [from, to] = [dayOrNone(asked.from), dayOrNone(asked.to)];
    const wrong: readonly Refusal[] = [...(from.ok ? [] : from.refusals), ...(to.ok ? [] : to.refusals)];
    const page = pageFor(c);
    const body = historyPage(page, {
      asked,
      listed: listAlterations(ctx, {
        channel: asked.channel === '' ? undefined : asked.channel,
        kind: KINDS.find((kind) => kind === asked.kind),
        from: from.ok ? from.value : undefined,
        to: to.ok ? to.value : undefined,
      }),
      faults: wrong.map((refusal) => sentenceOf(refusal, page.lang)),
      names: schedule.value,
      channels: listChannels(ctx),
      zone: hereAndNow(ctx).zone,
      form,
      notice: savedNotice(page, ctx, schedule.value, c.req.query('done') ?? ''),
    });
    return send(c, page, body, wrong[0] === undefined ? status : pageStatus(wrong[0].code));
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.history,
    forRight('schedule.read', (c, ctx) => show(c, ctx, null, 200)),
  );
  app.post(
    links.undo,
    forRight('schedule.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const ids = sent.all('id').map(numberIn);
      // The newest first, as they were made one upon the other.
      for (const id of ids.toSorted((a, b) => b - a)) {
        const undone = undoAlteration(ctx, { id, reason: sent.text('reason') });
        if (undone.ok) continue;
        if (concernsTheAsker(undone.refusals)) return refused(c, undone.refusals);
        const page = pageFor(c);
        const form = refusedForm(page, undoForm(id), sent, undone.refusals, { reason: page.m.history.undoReason });
        return show(c, ctx, form, pageStatus(undone.refusals[0].code));
      }
      const back = sent.text('back');
      const done = `${links.history}${query({ done: ids.join(',') })}`;
      return c.redirect(back === '' ? done : localPath(back), 303);
    }),
  );
  return app;
};

const askedOf = (c: Asked): HistoryAsked => {
  const text = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, 200);
  return { channel: text('channel'), kind: text('kind'), from: text('from'), to: text('to') };
};

/** An empty field asks for no day. Refuses with time.date. */
const dayOrNone = (text: string): Result<LocalDate | undefined> => (text === '' ? ok(undefined) : dayAsked(text));

/** 0 for what is no number: no alteration has it. */
const numberIn = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0);
