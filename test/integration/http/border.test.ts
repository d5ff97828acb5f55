import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HealthJson, ReadinessJson } from '../../../src/contract/api.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { checkReadiness } from '../../../src/operations/readiness.ts';
import { CHANNEL, makeWorld, NOW, OTHER_CHANNEL, type World } from '../../support/world.ts';
import { ask } from './asking.ts';

let world: World;
let app: App;
let traced: string[] = [];

const pages = () => {
  const routes = new Hono();
  routes.get('/', (c) => c.html('<h1>Loa</h1>'));
  routes.get('/broken', () => {
    throw new Error('secret inside');
  });
  return routes;
};

beforeAll(async () => {
  world = await makeWorld();
  app = createApp(world.ctx, {
    startedAt: '2026-11-22T20:00:00Z',
    trace: (line) => traced.push(line),
    pages: pages(),
    problemPage: (c, problem) => c.html(`<p>${problem.code}</p>`, problem.status as 404),
  });
});
afterAll(() => world.close());
beforeEach(() => {
  traced = [];
});

describe('every answer', () => {
  test.each(['/', '/api', '/api/v1/channels', '/nothing', '/broken', '/healthz', '/media/sha256/x'])(
    '%s keeps browsers strict and speaks of no TLS',
    async (path) => {
      const { headers } = await ask(app, path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy.split('; ')).toEqual([
        "default-src 'self'",
        "media-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]);
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/);
    },
  );

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
    expect(traced[0]).toMatch(new RegExp(`^${id} GET /broken Error: secret inside \\| +at `));
    expect(traced[0]).not.toMatch(/\n|geheim/);
  });

  test('a browser gets a page, a program a problem document', async () => {
    const html = { headers: { accept: 'text/html,application/xhtml+xml' } };
    const page = await ask(app, '/nothing', html);
    expect([page.status, await page.text()]).toEqual([404, '<p>request.path</p>']);
    expect(await (await ask(app, '/broken', html)).text()).toBe('<p>internal</p>');
    expect(await (await ask(app, '/nothing', { ...html, method: 'POST', peer: '10.0.0.1' })).text()).toBe(
      '<p>write.local-only</p>',
    );
    const api = await ask(app, '/api/v1/nothing', html);
    expect(api.headers.get('content-type')).toBe('application/problem+json');
    expect((await ask(app, '/nothing')).headers.get('content-type')).toBe('application/problem+json');
  });
});

describe('health', () => {
  test('the process lives', async () => {
    expect(HealthJson.parse(await (await ask(app, '/healthz')).json())).toEqual({
      status: 'alive',
      startedAt: '2026-11-22T20:00:00Z',
      now: NOW,
    });
  });

  test('is ready once today is planned and rendered on every current channel, and says what is missing till then', async () => {
    const readiness = async () => {
      const response = await ask(app, '/readyz');
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
      'sound-tool',
      'planned',
      'rendered',
      'disk',
    ]);
    await world.render(CHANNEL);
    expect(await readiness()).toMatchObject({ ready: false, missing: ['planned'] });
    await world.render(OTHER_CHANNEL);
    const after = await readiness();
    expect(after).toMatchObject({ ready: true, missing: [] });
    expect(after.checks.map(({ facts }) => facts)).toMatchObject([
      { synchronous: 2 },
      { entries: 0 },
      { ffmpeg: expect.stringMatching(/^\d/) },
      { channels: 2, planned: 2 },
      { sessions: 3, rendered: 3 },
      { freeBytes: expect.any(Number) },
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
