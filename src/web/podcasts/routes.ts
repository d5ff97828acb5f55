/** The addresses where podcasts are listed, switched on and off. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { refuse } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { listPodcasts, switchOff, switchOn } from '../../operations/podcasts/podcasts.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { holds } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, originOf, partOf } from '../answer.ts';
import { type FormState, freshForm, refusedForm, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { DONE, KINDS, LANGUAGES, podcastLabels, podcastsPage } from './page.ts';

const ON = 'bat-podcast';

export const podcastPageRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, form: FormState, status = 200): Response | Promise<Response> => {
    const [feeds, schedule] = [listPodcasts(ctx), showSchedule(ctx)];
    if (!feeds.ok) return refused(c, feeds.refusals);
    if (!schedule.ok) return refused(c, schedule.refusals);
    const page = pageFor(c);
    const body = podcastsPage(page, {
      feeds: feeds.value,
      schedule: schedule.value,
      origin: originOf(c),
      mayWrite: holds(ctx.caller, 'schedule.write'),
      form,
      done: DONE.find((one) => one === c.req.query('done')) ?? null,
    });
    return send(c, page, body, status);
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.podcasts,
    forRight('schedule.read', (c, ctx) => show(c, ctx, freshForm(ON))),
  );
  app.post(
    links.podcasts,
    forRight('schedule.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const [kindText = '', subject = ''] = sent.text('subject').split(':');
      const kind = KINDS.find((one) => one === kindText);
      const language = LANGUAGES.find((one) => one === sent.text('language')) ?? 'vi';
      const words = { title: sent.text('title').slice(0, 200), description: sent.text('description').slice(0, 1000) };
      const switched =
        kind === undefined
          ? refuse('schedule.reference', { kind: 'campaign', id: subject, near: null })
          : switchOn(ctx, { kind, subject, ...words, author: '', language });
      if (switched.ok) return c.redirect(`${links.podcasts}${query({ done: 'on' })}`, 303);
      const { refusals } = switched;
      if (concernsTheAsker(refusals)) return refused(c, refusals);
      const form = refusedForm(pageFor(c), ON, sent, refusals, podcastLabels(pageFor(c)));
      return show(c, ctx, form, pageStatus(refusals[0].code));
    }),
  );
  app.post(
    '/podcasts/:slug/off',
    forRight('schedule.write', (c, ctx) => {
      const off = switchOff(ctx, partOf(c, 'slug'));
      return off.ok ? c.redirect(`${links.podcasts}${query({ done: 'off' })}`, 303) : refused(c, off.refusals);
    }),
  );
  return app;
};
