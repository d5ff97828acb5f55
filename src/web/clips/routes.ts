/** The addresses of an item's clips: the page, and asking for one. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import type { ClipShape } from '../../core/clips/spec.ts';
import { askClip } from '../../operations/clips/ask-clip.ts';
import { showClips } from '../../operations/clips/show-clips.ts';
import type { Ctx } from '../../operations/context.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { type FormState, refusedForm, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { clipForm, clipsPage } from './page.ts';

export const clipPageRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, form: FormState | null, status = 200): Response | Promise<Response> => {
    const shown = showClips(ctx, partOf(c, 'item'));
    if (!shown.ok) return refused(c, shown.refusals);
    const page = pageFor(c);
    const isAsked = c.req.query('done') === 'asked';
    return send(c, page, clipsPage(page, { shown: shown.value, isAsked, refused: form }), status);
  };
  const app = new Hono<AskEnv>();
  app.get(
    '/clips/:item',
    forRight('schedule.read', (c, ctx) => show(c, ctx, null)),
  );
  app.post(
    '/clips/:item',
    forRight('sound.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const [item, language] = [partOf(c, 'item'), sent.text('language')];
      const shape: ClipShape = sent.text('shape') === 'portrait' ? 'portrait' : 'square';
      const asked = askClip(ctx, { item, language, shape });
      if (asked.ok) return c.redirect(`${links.clips(item)}${query({ done: 'asked' })}`, 303);
      const { refusals } = asked;
      // A form that the page no longer has is answered by a page of its own.
      if (concernsTheAsker(refusals) || refusals[0].code === 'item.not-public') return refused(c, refusals);
      const form = refusedForm(pageFor(c), clipForm(language, shape), sent, refusals, {});
      return show(c, ctx, form, pageStatus(refusals[0].code));
    }),
  );
  return app;
};
