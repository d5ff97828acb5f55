/** The addresses of a sound: looking at it, and saying how it is used. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import type { Refused, Result } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { adjustSound, undoAdjustment, type WantedUse } from '../../operations/sounds/adjust-sound.ts';
import { showSound } from '../../operations/sounds/show-sound.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { type FormState, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { soundPage, UNDO_FORM, USE_FORM } from './page.ts';
import { typedUse } from './typed.ts';

interface Shape {
  readonly form: FormState | null;
  readonly faults: readonly string[];
  readonly status: number;
}

export const soundRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = async (c: Asked, ctx: Ctx, { form, faults, status }: Shape): Promise<Response> => {
    const shown = await showSound(ctx, partOf(c, 'original'));
    if (!shown.ok) return refused(c, shown.refusals);
    const page = pageFor(c);
    const isSaved = c.req.query('done') === 'saved';
    const parts = { shown: shown.value, zone: hereAndNow(ctx).zone, form, faults, isSaved };
    return send(c, page, soundPage(page, parts), status);
  };
  const answered = (
    c: Asked,
    ctx: Ctx,
    result: Result<unknown>,
    back: (refusals: Refused['refusals']) => Omit<Shape, 'status'>,
  ) => {
    const original = partOf(c, 'original');
    if (result.ok) return c.redirect(`${links.soundPage(original)}${query({ done: 'saved' })}`, 303);
    const { refusals } = result;
    if (concernsTheAsker(refusals) || refusals[0].code === 'media.unknown') return refused(c, refusals);
    return show(c, ctx, { ...back(refusals), status: pageStatus(refusals[0].code) });
  };
  const inForm = (c: Asked, id: string, sent: Sent) => (refusals: Refused['refusals']) => {
    const page = pageFor(c);
    return { form: refusedForm(page, id, sent, refusals, page.m.sound.fields), faults: [] };
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.soundPage(':original{[0-9a-f]{64}}'),
    forRight('schedule.read', (c, ctx) => show(c, ctx, { form: null, faults: [], status: 200 })),
  );
  app.post(
    links.fixSound(':original'),
    forRight('sound.write', async (c, ctx) => {
      const fix = (await sentForm(c)).text('fix');
      const page = pageFor(c);
      const reason = page.m.sound.fixReason(page.m.sound.fixes[fix] ?? page.m.sound.fixAll);
      // A code that is none of the light's has nothing to put right.
      const wanted = { fix } as WantedUse;
      const adjusted = adjustSound(ctx, { original: partOf(c, 'original'), wanted, reason });
      return answered(c, ctx, adjusted, (refusals) => ({
        form: null,
        faults: refusals.map((refusal) => sentenceOf(refusal, page.lang)),
      }));
    }),
  );
  app.post(
    links.adjustSound(':original'),
    forRight('sound.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const original = partOf(c, 'original');
      const shown = await showSound(ctx, original);
      if (!shown.ok) return refused(c, shown.refusals);
      const change = typedUse(sent, shown.value.used, pageFor(c).lang);
      const reason = sent.text('reason');
      const adjusted = change.ok ? adjustSound(ctx, { original, wanted: { change: change.value }, reason }) : change;
      return answered(c, ctx, adjusted, inForm(c, USE_FORM, sent));
    }),
  );
  app.post(
    links.undoSound(':original'),
    forRight('sound.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const undone = undoAdjustment(ctx, { original: partOf(c, 'original'), reason: sent.text('reason') });
      return answered(c, ctx, undone, inForm(c, UNDO_FORM, sent));
    }),
  );
  return app;
};
