/** Text to speech and the centre's own pronunciations. What is spoken is no part of the library until it is taken in. */
import { createRoute, z } from '@hono/zod-openapi';
import {
  PronunciationJson,
  PronunciationsJson,
  ReadingJson,
  SpeechJson,
  SpeechTakenInJson,
  SpokenJson,
  TakeBackJson,
  TakeInSpeechJson,
} from '../../contract/api-speech.ts';
import type { House } from '../../operations/context.ts';
import {
  changePronunciation,
  listPronunciations,
  takeBackPronunciation,
} from '../../operations/speech/pronunciations.ts';
import { makeSpeech, openSpeech, readForSpeech } from '../../operations/speech/speak.ts';
import { takeInSpeech } from '../../operations/speech/take-in-speech.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { contentRange, wantedRange } from '../ranges.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const body = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
});
const ASKED = named(SpeechJson, 'Speech');
const SPOKEN = named(SpokenJson, 'Spoken');
const WORD = named(PronunciationJson, 'Pronunciation');
const SoundPath = z.object({
  sound: z.string().max(64).openapi({ description: 'SHA-256 of the WAV', example: 'ab…' }),
});
const made = <T extends z.ZodType>(schema: T, description: string) => ({
  201: { description, content: { 'application/json': { schema } } },
  ...GUARDED_PROBLEMS,
});
const number = z.object({ id: z.int().min(1) });

const readRoute = createRoute({
  method: 'post',
  path: '/speech/reading',
  operationId: 'readForSpeech',
  tags: ['speech'],
  summary: 'What would be said for a text',
  description: 'Changes nothing. Show it to somebody, let them mend it, and send it along as the reading.',
  security: SECURITY.asked,
  request: { body: body(ASKED) },
  responses: { ...ofType(named(ReadingJson, 'Reading'), 'The reading'), ...GUARDED_PROBLEMS },
});

const makeRoute = createRoute({
  method: 'post',
  path: '/speech',
  operationId: 'makeSpeech',
  tags: ['speech'],
  summary: 'Speak a text with a synthetic voice',
  description: 'The same text, voice, rate and pronunciations give the same sound. It is in no library yet.',
  security: SECURITY.asked,
  request: { body: body(ASKED) },
  responses: made(SPOKEN, 'Spoken: listen to it before it is taken in'),
});

const openRoute = createRoute({
  method: 'get',
  path: '/speech/{sound}',
  operationId: 'listenToSpeech',
  tags: ['speech'],
  summary: 'A spoken sound, for listening',
  security: SECURITY.asked,
  request: { params: SoundPath },
  responses: {
    200: { description: 'The WAV', content: { 'audio/wav': { schema: z.string().openapi({ format: 'binary' }) } } },
    206: { description: 'The part that Range asked for' },
    416: { description: 'The file has no such part' },
    ...GUARDED_PROBLEMS,
  },
});

const takeInRoute = createRoute({
  method: 'post',
  path: '/speech/{sound}/take-in',
  operationId: 'takeInSpeech',
  tags: ['speech'],
  summary: 'Take a spoken sound into the library',
  description:
    'With an item it becomes the sound of its version, marked as synthetic; an approval of the old one is void.',
  security: SECURITY.asked,
  request: { params: SoundPath, body: body(named(TakeInSpeechJson, 'TakeInSpeech')) },
  responses: made(named(SpeechTakenInJson, 'SpeechTakenIn'), 'Taken in'),
});

const listRoute = createRoute({
  method: 'get',
  path: '/pronunciations',
  operationId: 'listPronunciations',
  tags: ['speech'],
  summary: 'How the centre lets words be said',
  security: SECURITY.asked,
  responses: { ...ofType(PronunciationsJson, 'Those in force'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const changeRoute = createRoute({
  method: 'post',
  path: '/pronunciations',
  operationId: 'changePronunciation',
  tags: ['speech'],
  summary: 'Give a word its pronunciation',
  security: SECURITY.asked,
  request: { body: body(WORD) },
  responses: made(number, 'It holds from now on, with the number of its row'),
});

const takeBackRoute = createRoute({
  method: 'post',
  path: '/pronunciations/take-back',
  operationId: 'takeBackPronunciation',
  tags: ['speech'],
  summary: 'Let a word be said as the built-in dictionary has it',
  security: SECURITY.asked,
  request: { body: body(named(TakeBackJson, 'WrittenWord')) },
  responses: made(number, 'Taken back, with the number of the row'),
});

export const speechRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(readRoute, (c) => {
    const done = readForSpeech(asking(c, house), c.req.valid('json'));
    if (!done.ok) return problem(c, done);
    const { reading, differences, seconds } = done.value;
    return c.json({ reading, differences: [...differences], seconds }, 200);
  });
  routes.openapi(makeRoute, async (c) => {
    const spoken = await makeSpeech(asking(c, house), c.req.valid('json'), { signal: c.req.raw.signal });
    return spoken.ok ? c.json(spoken.value, 201) : problem(c, spoken);
  });
  routes.openapi(takeInRoute, async (c) => {
    const asked = { ...c.req.valid('json'), ...c.req.valid('param') };
    const taken = await takeInSpeech(asking(c, house), asked, {});
    return taken.ok ? c.json(taken.value, 201) : problem(c, taken);
  });
  routes.openapi(openRoute, async (c) => {
    const opened = await openSpeech(asking(c, house), c.req.valid('param').sound);
    if (!opened.ok) return problem(c, opened);
    const { size, stream } = opened.value;
    const head = c.req.method === 'HEAD';
    const wanted = wantedRange(head ? null : c.req.header('range'), size);
    if (wanted.kind === 'unsatisfiable') return c.body(null, 416, { 'Content-Range': contentRange(null, size) });
    const { start, end } = wanted.kind === 'part' ? wanted : { start: 0, end: size };
    const headers = {
      'Accept-Ranges': 'bytes',
      // Named by its content, but only for those who may make it.
      'Cache-Control': 'private, max-age=3600, immutable',
      'Content-Disposition': 'inline; filename="loa-speech.wav"',
      'Content-Type': 'audio/wav',
      'Content-Length': String(end - start),
      ...(wanted.kind === 'part' ? { 'Content-Range': contentRange(wanted, size) } : {}),
    };
    const status = wanted.kind === 'part' ? 206 : 200;
    return head ? c.body(null, status, headers) : c.body(stream(start, end), status, headers);
  });
  routes.openapi(listRoute, (c) => {
    const listed = listPronunciations(asking(c, house));
    if (!listed.ok) return problem(c, listed);
    const pronunciations = listed.value.map(({ by, ...word }) => ({ ...word, by: by.name ?? '' }));
    return sendJson(c, { pronunciations });
  });
  routes.openapi(changeRoute, (c) => {
    const changed = changePronunciation(asking(c, house), c.req.valid('json'));
    return changed.ok ? c.json(changed.value, 201) : problem(c, changed);
  });
  routes.openapi(takeBackRoute, (c) => {
    const taken = takeBackPronunciation(asking(c, house), c.req.valid('json'));
    return taken.ok ? c.json(taken.value, 201) : problem(c, taken);
  });
  return routes;
};
