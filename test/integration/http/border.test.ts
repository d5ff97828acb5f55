/** What holds for every answer: headers, ids, what is missing, what is broken, and whether the service is well. */
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HealthJson, ReadinessJson } from '../../../src/contract/api.ts';
import type { AskEnv } from '../../../src/contract/asking.ts';
import { type App, type AppOptions, createApp } from '../../../src/http/app.ts';
import { checkReadiness } from '../../../src/operations/readiness.ts';
import { machineToken, role, signedIn } from '../../support/credentials.ts';
import { CHANNEL, makeWorld, NOW, OTHER_CHANNEL, type World } from '../../support/world.ts';
import { ask, codeOf, FROM_US } from './asking.ts';

let world: World;
let app: App;
let traced: string[] = [];

const TOKEN = 'q'.repeat(43);

const pages = () => {
  const routes = new Hono<AskEnv>();
  routes.get('/', (c) => c.html(`<h1>Loa</h1> ${c.get('caller').kind}`));
  routes.get('/broken', () => {
    throw new Error('secret inside');
  });
  routes.get('/tram/:token', (c) => {
    throw new Error(`no such link: ${c.req.param('token')}; Failed query: insert params: $argon2id$v=19$x,${TOKEN}`);
  });
  return routes;
};

const appWith = (options: Partial<AppOptions>): App =>
  createApp(world.ctx, {
    startedAt: '2026-11-22T20:00:00Z',
    trace: (line) => traced.push(line),
    pages: pages(),
    problemPage: (c, problem) => c.html(`<p>${problem.code}</p>`, problem.status as 404),
    ...options,
  });

beforeAll(async () => {
  world = await makeWorld();
  app = appWith({});
});
afterAll(() => world.close());
beforeEach(() => {
  traced = [];
});

const EVERYWHERE = ['/', '/api', '/api/v1/channels', '/nothing', '/broken', '/healthz', '/media/sha256/x'];

describe('every answer', () => {
  test.each(EVERYWHERE)('%s keeps browsers strict', async (path) => {
    const { headers } = await ask(app, path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "media-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "object-src 'none'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=(), ');
    expect(headers.get('permissions-policy')).toContain('microphone=()');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each(EVERYWHERE)('%s speaks of TLS only where there is some', async (path) => {
    const tls = ['strict-transport-security', 'cross-origin-opener-policy'];
    const told = async (to: App, headers: Record<string, string> = {}) => {
      const answer = await ask(to, path, { headers });
      return tls.map((name) => answer.headers.get(name));
    };
    const yes = ['max-age=31536000', 'same-origin'];
    const no = [null, null];
    const https = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.1.1.1' };
    expect(await told(app)).toEqual(no);
    // Anybody can say that they came by https; only a proxy that we were told of is believed.
    expect(await told(app, https)).toEqual(no);
    expect(await told(appWith({ origin: 'https://loa.example.vn' }))).toEqual(yes);
    expect(await told(appWith({ origin: 'http://loa.example.vn', proxies: ['127.0.0.1'] }), https)).toEqual(no);
    const behind = appWith({ proxies: ['127.0.0.1'] });
    expect(await told(behind, https)).toEqual(yes);
    expect(await told(behind)).toEqual(no);
  });

  test('is kept by nobody when it is somebody’s, unless it is the same for everybody', async () => {
    const by = signedIn(world.ctx, { grants: [role('technician')] });
    const kept = async (path: string) => (await ask(app, path, { by })).headers.get('cache-control');
    for (const path of ['/', '/nothing', '/api', '/healthz', '/readyz', '/api/v1/air-log'])
      expect(await kept(path), path).toBe('no-store');
    for (const path of ['/api/openapi.json', '/api/v1/me', '/api/v1/channels', '/api/v1/channels/dai-my-tu/days/today'])
      expect(await kept(path), path).toBe('private, no-cache');
    expect(await kept('/api/v1/channels/dai-my-tu/calendar.ics')).toBe('private, max-age=300');
    expect(await kept('/api/style.css')).toBe('no-store');
  });

  test('has an id of its own; one that is no id is not taken over', async () => {
    const ids = await Promise.all(
      [{}, {}, { 'x-request-id': 'a b<script>' }, { 'x-request-id': 'x'.repeat(65) }].map(async (headers) =>
        (await ask(app, '/healthz', { headers })).headers.get('x-request-id'),
      ),
    );
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect((await ask(app, '/healthz', { headers: { 'x-request-id': 'abc-1' } })).headers.get('x-request-id')).toBe(
      'abc-1',
    );
  });
});

describe('what is missing or broken', () => {
  test('a thrown error is told by its id, and its text only to the trace', async () => {
    const response = await ask(app, '/broken?token=geheim', { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('secret');
    const id = response.headers.get('x-request-id') ?? '';
    expect(JSON.parse(text)).toMatchObject({ code: 'internal', instance: `urn:loa:request:${id}` });
    expect(traced).toHaveLength(1);
    expect(traced[0]).toMatch(new RegExp(`^${id} GET /broken nobody Error: secret inside \\| +at `));
    expect(traced[0]).not.toMatch(/\n|geheim/);
  });

  test('the trace says who asked, and no secret, wherever it stands', async () => {
    const by = signedIn(world.ctx, { grants: [role('technician')] });
    const response = await ask(app, `/tram/${TOKEN}?key=geheim`, { by, headers: { 'x-request-id': 'so-1' } });
    expect(response.status).toBe(500);
    expect(traced[0]).toMatch(new RegExp(`^so-1 GET /tram/… person:${by.id} Error: no such link: …; `));
    for (const secret of [TOKEN, by.token, 'geheim', 'argon2']) expect(traced[0]).not.toContain(secret);
  });

  test('a browser gets a page, a program a problem document', async () => {
    const html = { headers: { accept: 'text/html,application/xhtml+xml' } };
    const page = await ask(app, '/nothing', html);
    expect([page.status, await page.text()]).toEqual([404, '<p>request.path</p>']);
    expect(await (await ask(app, '/broken', html)).text()).toBe('<p>internal</p>');
    expect(await (await ask(app, '/nothing', { ...html, method: 'POST' })).text()).toBe('<p>request.origin</p>');
    const api = await ask(app, '/api/v1/nothing', html);
    expect(api.headers.get('content-type')).toBe('application/problem+json');
    expect((await ask(app, '/nothing')).headers.get('content-type')).toBe('application/problem+json');
  });

  test.each([
    ['POST', '/', 'GET, HEAD'],
    ['DELETE', '/healthz', 'GET, HEAD'],
    ['PUT', '/api/v1/air-log', 'GET, HEAD, POST'],
    ['PATCH', '/api/v1/channels/dai-my-tu/days/2026-11-23/approval', 'GET, HEAD, POST'],
    ['PROPFIND', '/api/openapi.json', 'GET, HEAD'],
    ['OPTIONS', '/media/sha256/x', 'GET, HEAD'],
  ])('%s %s is told which methods there are', async (method, path, allow) => {
    const by = machineToken(world.ctx);
    const response = await ask(app, path, { method, by });
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow]);
    expect(await codeOf(response)).toBe('request.method');
  });

  test('a path that nobody knows is not found, by whatever method', async () => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
      const response = await ask(app, '/nothing', { method, headers: FROM_US });
      expect([response.status, response.headers.get('allow')]).toEqual([404, null]);
    }
  });
});

describe('health', () => {
  const READING = { scopes: ['service.read'] } as const;

  test('the process lives', async () => {
    expect(HealthJson.parse(await (await ask(app, '/healthz')).json())).toEqual({
      status: 'alive',
      startedAt: '2026-11-22T20:00:00Z',
      now: NOW,
    });
  });

  test('whether it is ready is told to anybody, the facts only to who may have them', async () => {
    const factsFor = async (by: { headers: Record<string, string> }) => {
      const { checks } = ReadinessJson.parse(await (await ask(app, '/readyz', { by })).json());
      return checks.flatMap(({ facts }) => Object.keys(facts)).length;
    };
    expect(await factsFor({ headers: {} })).toBe(0);
    expect(await factsFor(machineToken(world.ctx))).toBe(0);
    expect(await factsFor(signedIn(world.ctx, { grants: [role('editor')] }))).toBe(0);
    expect(await factsFor(machineToken(world.ctx, READING))).toBeGreaterThan(5);
    expect(await factsFor(signedIn(world.ctx, { grants: [role('technician')] }))).toBeGreaterThan(5);
  });

  test('is ready once today is planned and rendered on every current channel, and says what is missing till then', async () => {
    const by = machineToken(world.ctx, READING);
    const readiness = async () => {
      const response = await ask(app, '/readyz', { by });
      const told = ReadinessJson.parse(await response.json());
      expect(response.status).toBe(told.ready ? 200 : 503);
      return {
        ready: told.ready,
        missing: told.checks.filter(({ ok }) => !ok).map(({ name }) => name),
        checks: told.checks,
      };
    };
    const before = await readiness();
    expect(before).toMatchObject({ ready: false, missing: ['planned', 'rendered'] });
    expect(before.checks.map(({ name }) => name)).toEqual([
      'database',
      'air-log',
      'outside',
      'sound-tool',
      'planned',
      'rendered',
      'disk',
      'backup',
    ]);
    await world.render(CHANNEL);
    expect(await readiness()).toMatchObject({ ready: false, missing: ['planned'] });
    await world.render(OTHER_CHANNEL);
    const after = await readiness();
    expect(after).toMatchObject({ ready: true, missing: [] });
    expect(after.checks.map(({ facts }) => facts)).toMatchObject([
      { synchronous: 2 },
      { entries: 0 },
      { witnesses: 0, authorities: 0 },
      { ffmpeg: expect.stringMatching(/^\d/) },
      { channels: 2, planned: 2 },
      { sessions: 3, rendered: 3 },
      { freeBytes: expect.any(Number), totalBytes: expect.any(Number), level: expect.any(String), reservedBytes: 0 },
      { madeAt: 'never' },
    ]);
    // At midnight there is a new today; its sound is yesterday's and known, its plan is not made yet.
    world.setNow('2026-11-23T17:00:00Z');
    expect(await readiness()).toMatchObject({ ready: false, missing: ['planned'] });
    world.setNow(NOW);
  });

  test('a database that would lose rows in a power cut is not ready', async () => {
    world.ctx.store.rows.run('PRAGMA synchronous=NORMAL');
    const { ready, checks } = await checkReadiness(world.ctx);
    world.ctx.store.rows.run('PRAGMA synchronous=FULL');
    expect(ready).toBe(false);
    expect(checks[0]).toEqual({ name: 'database', ok: false, facts: { synchronous: 1 } });
  });

  test('a centre that has no schedule yet misses nothing', async () => {
    const empty = await makeWorld({ schedule: '', sounds: {} });
    expect(await checkReadiness(empty.ctx)).toMatchObject({ ready: true });
    await empty.close();
  });
});
