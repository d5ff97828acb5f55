/** The addresses of urgent orders: the list, a new one, and cancelling one. */
import { Hono } from 'hono';
import { orderId, URGENT_VOICES } from '../../contract/api-urgent.ts';
import type { AskEnv } from '../../contract/asking.ts';
import { type Refused, refuse } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { mayOnChannel } from '../../operations/operation.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { listUrgent } from '../../operations/urgent/list-urgent.ts';
import { type AskedUrgent, cancelUrgent, orderUrgent } from '../../operations/urgent/order-urgent.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { type FormState, freshForm, type Labels, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import type { Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { cancelForm, urgentPage } from './page.ts';

const NEW = 'lenh-khan';
const DONE = ['ordered', 'cancelled'] as const;

const labelsOf = ({ m }: Page): Labels => {
  const { name, sound, text, voice, channels, by, office, reason, repeats, pause, minutes, sure } = m.urgent;
  return { title: name, sound, text, voice, channels, by, office, reason, repeats, pauseSeconds: pause, minutes, sure };
};

/** What is no number is one that is out of bounds. */
const countIn = (sent: Sent, name: string): number => {
  const text = sent.text(name);
  return /^\d{1,6}$/.test(text) ? Number(text) : -1;
};

const orderIn = (sent: Sent): AskedUrgent => ({
  id: sent.text('id') || undefined,
  channels: sent.all('channels'),
  ...{ title: sent.text('title'), text: sent.text('text'), language: 'vi', volume: null },
  sound: sent.text('sound') || null,
  voice: URGENT_VOICES.find((voice) => voice === sent.text('voice')) ?? 'south',
  ...{ by: sent.text('by'), office: sent.text('office'), reason: sent.text('reason') },
  ...{
    repeats: countIn(sent, 'repeats'),
    pauseSeconds: countIn(sent, 'pauseSeconds'),
    minutes: countIn(sent, 'minutes'),
  },
});

export const urgentPageRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, form: FormState, cancel: FormState | null, status: number) => {
    const schedule = showSchedule(ctx);
    if (!schedule.ok) return refused(c, schedule.refusals);
    const page = pageFor(c);
    const body = urgentPage(page, {
      listed: listUrgent(ctx),
      zone: hereAndNow(ctx).zone,
      channels: listChannels(ctx).filter(
        (one) => one.current && mayOnChannel(ctx, 'day.approve', { ...one, day: one.today }),
      ),
      items: schedule.value.items,
      ...{ form, cancel, newId: orderId(ctx.random.bytes(8)) },
      done: DONE.find((done) => done === c.req.query('done')) ?? null,
    });
    return send(c, page, body, status);
  };
  const again = (c: Asked, ctx: Ctx, id: string, sent: Sent, refusals: Refused['refusals']) => {
    if (concernsTheAsker(refusals)) return refused(c, refusals);
    const page = pageFor(c);
    const form = refusedForm(page, id, sent, refusals, labelsOf(page));
    const status = pageStatus(refusals[0].code);
    return id === NEW ? show(c, ctx, form, null, status) : show(c, ctx, freshForm(NEW), form, status);
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.urgent,
    forRight('schedule.read', (c, ctx) => show(c, ctx, freshForm(NEW), null, 200)),
  );
  app.post(
    links.urgent,
    forRight('day.approve', async (c, ctx) => {
      const sent = await sentForm(c);
      const isSure = sent.text('sure') === 'yes';
      const ordered = isSure
        ? await orderUrgent(ctx, orderIn(sent))
        : refuse('request.wrong', { field: 'sure', expected: 'yes' }, { pointer: '/sure' });
      return ordered.ok
        ? c.redirect(`${links.urgent}${query({ done: 'ordered' })}`, 303)
        : again(c, ctx, NEW, sent, ordered.refusals);
    }),
  );
  app.post(
    `${links.urgent}/:id/cancel`,
    forRight('day.approve', async (c, ctx) => {
      const sent = await sentForm(c);
      const id = partOf(c, 'id');
      const authority = { by: sent.text('by'), office: sent.text('office'), reason: sent.text('reason') };
      const cancelled = cancelUrgent(ctx, { id, ...authority });
      return cancelled.ok
        ? c.redirect(`${links.urgent}${query({ done: 'cancelled' })}`, 303)
        : again(c, ctx, cancelForm(id), sent, cancelled.refusals);
    }),
  );
  return app;
};
