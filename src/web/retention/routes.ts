/** The page about keeping records: setting a time, placing and lifting holds. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Ctx } from '../../operations/context.ts';
import { listChannels } from '../../operations/list-channels.ts';
import { secondFactorState } from '../../operations/operation.ts';
import { liftHold, listHolds, placeHold } from '../../operations/retention/holds.ts';
import { setRetention, showRetention } from '../../operations/retention/rules.ts';
import { hereAndNow, holds } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { type FormState, freshForm, refusedForm, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { DONE, FORMS, labelsOf, retentionPage } from './page.ts';

const RIGHT = ['audit.read'] as const;

export const retentionRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = async (c: Asked, ctx: Ctx, form: FormState | null, status: number): Promise<Response> => {
    const shown = await showRetention(ctx);
    if (!shown.ok) return refused(c, shown.refusals);
    const held = listHolds(ctx);
    if (!held.ok) return refused(c, held.refusals);
    const page = pageFor(c);
    const stateOf = (id: string): FormState => (form?.id === id ? form : freshForm(id));
    const body = retentionPage(page, {
      shown: shown.value,
      holds: held.value,
      zone: hereAndNow(ctx).zone,
      channels: listChannels(ctx).map(({ channel }) => channel),
      may: {
        set: holds(ctx.caller, 'retention.manage'),
        place: holds(ctx.caller, 'hold.place'),
        lift: holds(ctx.caller, 'hold.lift'),
      },
      factor: secondFactorState(ctx),
      forms: { set: stateOf(FORMS.set), place: stateOf(FORMS.place), lift: form },
      done: DONE.find((done) => done === c.req.query('done')) ?? null,
    });
    return send(c, page, body, status);
  };
  const done = (c: Asked, what: (typeof DONE)[number]): Response =>
    c.redirect(`${links.retention}${query({ done: what })}`, 303);
  const again = (
    c: Asked,
    ctx: Ctx,
    id: string,
    sent: Awaited<ReturnType<typeof sentForm>>,
    refusals: readonly [Refusal, ...Refusal[]],
  ) => {
    if (concernsTheAsker(refusals)) return refused(c, refusals);
    const page = pageFor(c);
    return show(c, ctx, refusedForm(page, id, sent, refusals, labelsOf(page)), pageStatus(refusals[0].code));
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.retention,
    forRight(RIGHT, (c, ctx) => show(c, ctx, null, 200)),
  );
  app.post(
    links.retention,
    forRight(RIGHT, async (c, ctx) => {
      const sent = await sentForm(c);
      const days = sent.text('days').trim();
      // What is no number is refused where numbers are known.
      const keepDays = days === '' ? null : Number(days);
      const set = setRetention(ctx, { record: sent.text('record'), keepDays, reason: sent.text('reason') });
      return set.ok ? done(c, 'set') : again(c, ctx, FORMS.set, sent, set.refusals);
    }),
  );
  app.post(
    links.placeHold,
    forRight(RIGHT, async (c, ctx) => {
      const sent = await sentForm(c);
      const placed = placeHold(ctx, {
        name: sent.text('name'),
        from: sent.text('from') as LocalDate,
        to: sent.text('to') as LocalDate,
        channel: sent.text('channel') === '' ? null : sent.text('channel'),
        reason: sent.text('reason'),
      });
      return placed.ok ? done(c, 'placed') : again(c, ctx, FORMS.place, sent, placed.refusals);
    }),
  );
  app.post(
    '/retention/holds/:id{h-[0-9a-f]{16}}/lift',
    forRight(RIGHT, async (c, ctx) => {
      const sent = await sentForm(c);
      const id = partOf(c, 'id');
      const lifted = liftHold(ctx, { id, reason: sent.text('reason') });
      return lifted.ok ? done(c, 'lifted') : again(c, ctx, id, sent, lifted.refusals);
    }),
  );
  return app;
};
