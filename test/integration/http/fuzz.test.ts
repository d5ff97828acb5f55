/** Generated requests against every operation: never a fault, every refusal a problem document, nothing written from afar. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemJson } from '../../../src/contract/api.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { makeWorld, TODAY, type World } from '../../support/world.ts';
import { ask } from './asking.ts';

// The same cases on every run: a red test must be red again when it is looked at.
fc.configureGlobal({ seed: 57 });

let world: World;
let app: App;
const traced: string[] = [];

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  app = createApp(world.ctx, { trace: (line) => traced.push(line) });
});
afterAll(() => world.close());

const odd = fc.oneof(
  fc.constantFrom('today', TODAY, 'dai-my-tu', 'buoi-sang', '0000-00-00', '9999-12-31', '%', '%00', '..', '-1', 'null'),
  fc.string({ maxLength: 40, unit: 'binary' }),
);
const text = odd.map((value) => encodeURIComponent(value.toWellFormed()));
const raw = fc.oneof(text, fc.constantFrom('%zz', '%c3%28', '%2f', '%2e%2e%2f', '//', '\\'));

const path = fc.oneof(
  fc.constantFrom('/', '/api', '/api/openapi.json', '/healthz', '/api/v1/channels', '/api/v1/today'),
  raw.map((one) => `/media/sha256/${one}`),
  raw.map((one) => `/api/v1/channels/${one}`),
  fc.tuple(raw, raw).map(([channel, day]) => `/api/v1/channels/${channel}/days/${day}`),
  fc
    .tuple(raw, raw, fc.constantFrom('m3u8', 'xspf', 'pls', 'cue', 'json', 'exe'), raw)
    .map(([channel, day, form, base]) => `/api/v1/channels/${channel}/days/${day}/playlist.${form}?base=${base}`),
  fc.tuple(raw, raw).map(([channel, lang]) => `/api/v1/channels/${channel}/calendar.ics?lang=${lang}`),
  fc
    .tuple(raw, raw, raw, raw)
    .map(([from, to, channel, form]) => `/api/v1/air-log?from=${from}&to=${to}&channel=${channel}&format=${form}`),
);
const latin = fc.string({
  maxLength: 30,
  unit: fc.integer({ min: 33, max: 255 }).map((code) => String.fromCharCode(code)),
});
const headers = fc.dictionary(
  fc.constantFrom(
    'accept',
    'accept-language',
    'range',
    'if-range',
    'if-none-match',
    'if-match',
    'content-type',
    'host',
  ),
  fc.oneof(latin, fc.constantFrom('*', 'bytes=0-', '"x"', 'text/html', 'application/json', 'en')),
  { maxKeys: 4 },
);

const judged = async (response: Response): Promise<void> => {
  const body = await response.text();
  expect(response.status, body).toBeLessThan(500);
  if (response.status < 400 || body === '') return;
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(ProblemJson.parse(JSON.parse(body)).status).toBe(response.status);
};

test('reading, with whatever is asked', async () => {
  await fc.assert(
    fc.asyncProperty(path, headers, fc.constantFrom('GET', 'HEAD', 'OPTIONS'), async (asked, sent, method) => {
      await judged(await ask(app, asked, { method, headers: sent }));
    }),
    { numRuns: 1500 },
  );
  expect(traced).toEqual([]);
});

test('writing, with whatever is sent: at this machine refused in its words, from elsewhere refused as such', async () => {
  const said = fc.oneof(
    fc.json(),
    fc.string({ maxLength: 100 }),
    fc
      .record({
        channel: odd,
        day: odd,
        session: odd,
        outcome: fc.constantFrom('aired', 'partly', 'not-aired', 'x'),
        role: fc.constantFrom('technician', 'operator'),
        startedAt: fc.option(odd, { nil: undefined }),
        secondsHeard: fc.option(fc.double(), { nil: undefined }),
        corrects: fc.option(fc.integer(), { nil: undefined }),
      })
      .map((value) => JSON.stringify(value)),
  );
  await fc.assert(
    fc.asyncProperty(said, headers, fc.boolean(), async (body, sent, near) => {
      const from = near ? '127.0.0.1' : '192.168.1.9';
      const response = await ask(app, '/api/v1/air-log', { method: 'POST', body, headers: sent, peer: from });
      if (!near) expect(response.status).toBe(403);
      await judged(response);
    }),
    { numRuns: 700 },
  );
  expect(traced).toEqual([]);
  expect(world.ctx.airlog.size()).toBe(0);
});
