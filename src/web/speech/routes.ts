/** The addresses of text to speech: a text and what will be said, speaking it, and what was spoken. */
import { Hono } from 'hono';
import { RATE } from '../../contract/api-speech.ts';
import type { AskEnv } from '../../contract/asking.ts';
import type { Refused } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Voice } from '../../core/speech/voices.ts';
import type { Ctx } from '../../operations/context.ts';
import { showItemText } from '../../operations/speech/item-text.ts';
import { makeSpeech, openSpeech, readForSpeech, type SpeechAsked } from '../../operations/speech/speak.ts';
import { takeInSpeech } from '../../operations/speech/take-in-speech.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { type FormState, freshForm, type Labels, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import type { Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { madePage, type SpeechParts, type SpeechTyped, speechPage } from './page.ts';

const [TEXT, READING, TAKE_IN] = ['van-ban', 'loi', 'nhan-vao'];
const LANGUAGE = 'vi';

const labelsOf = ({ m }: Page): Labels => {
  const { text, reading, voice, rate, name, item, heard } = m.speech;
  return { text, reading, voice, rate, name, item, heard };
};

const typedIn = (sent: Sent): SpeechTyped => ({
  // Browsers send a line break as two characters.
  text: sent.text('text').replaceAll('\r\n', '\n'),
  voice: sent.text('voice') || 'north',
  rate: sent.text('rate') || String(RATE.usual),
  item: sent.text('item'),
});

const askedFor = ({ text, voice, rate }: SpeechTyped, reading: string | null): SpeechAsked => ({
  text,
  reading,
  language: LANGUAGE,
  voice: voice as Voice,
  rate: Number(rate),
});

export const speechRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, typed: SpeechTyped, parts: Partial<SpeechParts>, status = 200) => {
    const page = pageFor(c);
    const fresh = { textForm: freshForm(TEXT ?? ''), readForm: freshForm(READING ?? ''), read: null };
    return send(c, page, speechPage(page, { typed, ...fresh, ...parts }), status);
  };
  const made = async (c: Asked, ctx: Ctx, form: FormState | null, status = 200) => {
    const opened = await openSpeech(ctx, partOf(c, 'sound'));
    if (!opened.ok) return refused(c, opened.refusals);
    const page = pageFor(c);
    const [name, item] = [c.req.query('name') ?? '', c.req.query('item') ?? ''];
    const done = name === '' ? null : { name, item };
    return send(
      c,
      page,
      madePage(page, { opened: opened.value, form: form ?? freshForm(TAKE_IN ?? ''), item, done }),
      status,
    );
  };
  const wrong = (c: Asked, id: string | undefined, sent: Sent, refusals: Refused['refusals']): FormState =>
    refusedForm(pageFor(c), id ?? '', sent, refusals, labelsOf(pageFor(c)));

  const app = new Hono<AskEnv>();
  app.get(
    links.speech,
    forRight('sound.write', (c, ctx) => {
      const item = c.req.query('item') ?? '';
      const shown = item === '' ? ok({ text: '' }) : showItemText(ctx, { item, language: LANGUAGE });
      if (!shown.ok) return refused(c, shown.refusals);
      return show(c, { text: shown.value.text, voice: 'north', rate: String(RATE.usual), item }, {});
    }),
  );
  app.post(
    links.speech,
    forRight('sound.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const typed = typedIn(sent);
      const read = readForSpeech(ctx, askedFor(typed, null));
      if (read.ok) return show(c, typed, { read: read.value });
      if (concernsTheAsker(read.refusals)) return refused(c, read.refusals);
      return show(c, typed, { textForm: wrong(c, TEXT, sent, read.refusals) }, pageStatus(read.refusals[0].code));
    }),
  );
  app.post(
    links.makeSpeech,
    forRight('sound.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const typed = typedIn(sent);
      const asked = askedFor(typed, sent.text('reading').replaceAll('\r\n', '\n'));
      const spoken = await makeSpeech(ctx, asked, { signal: c.req.raw.signal });
      if (spoken.ok) return c.redirect(`${links.madeSpeech(spoken.value.sound)}${query({ item: typed.item })}`, 303);
      if (concernsTheAsker(spoken.refusals)) return refused(c, spoken.refusals);
      const read = readForSpeech(ctx, askedFor(typed, null));
      const form = wrong(c, READING, sent, spoken.refusals);
      return show(
        c,
        typed,
        read.ok ? { read: read.value, readForm: form } : { textForm: { ...form, id: TEXT ?? '' } },
        pageStatus(spoken.refusals[0].code),
      );
    }),
  );
  app.get(
    links.madeSpeech(':sound'),
    forRight('sound.write', (c, ctx) => made(c, ctx, null)),
  );
  app.post(
    links.madeSpeech(':sound'),
    forRight('sound.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const [sound, name, item] = [partOf(c, 'sound'), sent.text('name'), sent.text('item')];
      const asked = { sound, name, item: item === '' ? null : item, language: LANGUAGE };
      const taken = await takeInSpeech(ctx, { ...asked, heard: sent.text('heard') === 'yes' }, {});
      if (taken.ok) return c.redirect(`${links.madeSpeech(sound)}${query({ name: taken.value.name, item })}`, 303);
      if (concernsTheAsker(taken.refusals)) return refused(c, taken.refusals);
      return made(c, ctx, wrong(c, TAKE_IN, sent, taken.refusals), pageStatus(taken.refusals[0].code));
    }),
  );
  return app;
};
