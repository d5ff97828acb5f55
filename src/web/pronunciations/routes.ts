/** The addresses of pronunciations: the list, a word, hearing one, taking one back. */
import { Hono } from 'hono';
import { RATE } from '../../contract/api-speech.ts';
import type { AskEnv } from '../../contract/asking.ts';
import { SHA256_PATTERN } from '../../core/ids.ts';
import type { Refused } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { seesWith } from '../../operations/operation.ts';
import {
  changePronunciation,
  listPronunciations,
  takeBackPronunciation,
} from '../../operations/speech/pronunciations.ts';
import { makeSpeech } from '../../operations/speech/speak.ts';
import { type Answers, type Asked, concernsTheAsker } from '../answer.ts';
import { type FormState, freshForm, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { pronunciationsPage } from './page.ts';

const FORM = 'tu-moi';
const DONE = ['changed', 'taken-back'] as const;

export const pronunciationRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, form: FormState, status = 200): Response | Promise<Response> => {
    const listed = listPronunciations(ctx);
    if (!listed.ok) return refused(c, listed.refusals);
    const page = pageFor(c);
    const [word, sound] = [c.req.query('word') ?? '', c.req.query('sound') ?? ''];
    const body = pronunciationsPage(page, {
      listed: listed.value,
      mayChange: seesWith(ctx, 'sound.write')('centre'),
      form,
      heard: SHA256_PATTERN.test(sound) ? { word, sound } : null,
      done: DONE.find((done) => done === c.req.query('done')) ?? null,
    });
    return send(c, page, body, status);
  };
  const again = (c: Asked, ctx: Ctx, sent: Sent, refusals: Refused['refusals']): Response | Promise<Response> => {
    if (concernsTheAsker(refusals)) return refused(c, refusals);
    const page = pageFor(c);
    const { written, spoken } = page.m.pronunciations;
    return show(c, ctx, refusedForm(page, FORM, sent, refusals, { written, spoken }), pageStatus(refusals[0].code));
  };
  const app = new Hono<AskEnv>();
  app.get(
    links.pronunciations,
    forRight('sound.write', (c, ctx) => show(c, ctx, freshForm(FORM))),
  );
  app.post(
    links.pronunciations,
    forRight('sound.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const changed = changePronunciation(ctx, { written: sent.text('written'), spoken: sent.text('spoken') });
      return changed.ok
        ? c.redirect(`${links.pronunciations}${query({ done: 'changed' })}`, 303)
        : again(c, ctx, sent, changed.refusals);
    }),
  );
  app.post(
    links.hearPronunciation,
    forRight('sound.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const [word, spoken] = [sent.text('written'), sent.text('spoken')];
      const asked = { text: spoken, reading: null, language: 'vi', voice: 'north', rate: RATE.usual } as const;
      const made = await makeSpeech(ctx, asked, { signal: c.req.raw.signal });
      return made.ok
        ? c.redirect(`${links.pronunciations}${query({ word, sound: made.value.sound })}`, 303)
        : again(c, ctx, sent, made.refusals);
    }),
  );
  app.post(
    links.takeBackPronunciation,
    forRight('sound.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const taken = takeBackPronunciation(ctx, { written: sent.text('written') });
      return taken.ok
        ? c.redirect(`${links.pronunciations}${query({ done: 'taken-back' })}`, 303)
        : again(c, ctx, sent, taken.refusals);
    }),
  );
  return app;
};
