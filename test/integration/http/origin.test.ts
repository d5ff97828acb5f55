/** Whence a request may come: cross-site requests, foreign names that lead here, and how often somebody may ask. */
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AskEnv } from '../../../src/contract/asking.ts';
import { type App, type AppOptions, createApp } from '../../../src/http/app.ts';
import { LIMITS } from '../../../src/http/rate.ts';
import { type Held, machineToken, role, signedIn, siteLink } from '../../support/credentials.ts';
import { makeWorld, NOW, type World } from '../../support/world.ts';
import { ask, codeOf } from './asking.ts';

let world: World;
let app: App;
const told: string[] = [];

const appWith = (options: Partial<AppOptions>): App => {
  const pages = new Hono<AskEnv>();
  pages.post('/changed', (c) => c.text('changed'));
  pages.post('/sign-in', (c) => {
    c.header('Retry-After', '8');
    return c.text('wait', 429);
  });
  return createApp(world.ctx, {
    trace: (line) => expect.fail(line),
    told: (line) => told.push(line),
    pages,
    ...options,
  });
};

let callers: Record<'nobody' | 'person' | 'site' | 'machine', Pick<Held, 'headers'>>;

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  app = appWith({});
  callers = {
    nobody: { headers: {} },
    person: signedIn(world.ctx, { grants: [role('technician')] }),
    site: siteLink(world.ctx, 'dai-my-tu'),
    machine: machineToken(world.ctx),
  };
});
afterAll(() => world.close());

const OWN = 'http://localhost:8057';

describe('who changes something with a cookie, or as nobody, comes from our own page', () => {
  const cases: [Record<string, string>, boolean][] = [
    [{ origin: OWN, 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: OWN }, true],
    [{ origin: OWN, 'sec-fetch-site': 'none' }, true],
    [{}, false],
    [{ referer: `${OWN}/kenh/dai-my-tu` }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ origin: OWN, 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'null' }, false],
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
    [{ origin: 'http://evil.vn' }, false],
    [{ origin: 'http://localhost:3000' }, false],
    [{ origin: 'https://localhost:8057' }, false],
    [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }, false],
  ];
  test.each(cases)('%j → %s', async (headers, may) => {
    for (const name of ['nobody', 'person', 'site'] as const)
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'QUERY']) {
        const response = await ask(app, '/changed', { method, headers, by: callers[name] });
        const expected = may ? (method === 'POST' ? 200 : 405) : 403;
        expect(response.status, `${name} ${method}`).toBe(expected);
        if (!may) expect(await codeOf(response)).toBe('request.origin');
      }
  });

  test.each(cases)('a program with a token is not asked: %j', async (headers) => {
    const by = callers.machine;
    expect((await ask(app, '/changed', { method: 'POST', headers, by })).status).toBe(200);
  });

  test('reading is not asked for an origin', async () => {
    const headers = { origin: 'http://evil.vn', 'sec-fetch-site': 'cross-site' };
    for (const method of ['GET', 'HEAD'])
      expect((await ask(app, '/api/v1/me', { method, headers, by: callers.person })).status).toBe(200);
  });

  test('our own origin is the one in the settings, when there is one', async () => {
    const named = appWith({ origin: 'https://loa.example.vn' });
    const statusFrom = async (to: App, origin: string, host = 'localhost:8057') =>
      (await ask(to, '/changed', { method: 'POST', headers: { origin, host } })).status;
    expect(await statusFrom(named, 'https://loa.example.vn')).toBe(200);
    expect(await statusFrom(named, OWN)).toBe(403);
    expect(await statusFrom(named, 'https://loa.example.vn', 'evil.vn')).toBe(200);
    expect(await statusFrom(named, 'http://evil.vn', 'evil.vn')).toBe(403);
    const open = appWith({ listeningHost: '0.0.0.0' });
    expect(await statusFrom(open, 'http://10.0.0.5:8057', '10.0.0.5:8057')).toBe(200);
    expect(await statusFrom(open, 'http://10.0.0.5', '10.0.0.5:80')).toBe(200);
    expect(await statusFrom(open, 'http://evil.vn', 'evil.vn, 10.0.0.5')).toBe(403);
  });
});

describe('a foreign name that was made to lead here (DNS rebinding)', () => {
  const asked = async (to: App, host: string, path = '/api/v1/me') =>
    ask(to, path, { headers: { host }, by: callers.person });

  test.each(['evil.vn', 'evil.vn:8057', 'localhost.evil.vn', '127.0.0.1.nip.io', '192.168.1.5:8057', '0.0.0.0:8057'])(
    '%s reads nothing while only this machine is listened to',
    async (host) => {
      for (const path of ['/api/v1/me', '/healthz', '/api', '/media/sha256/x', '/nothing']) {
        const response = await asked(app, host, path);
        expect([response.status, await codeOf(response)]).toEqual([403, 'request.origin']);
      }
    },
  );

  test.each(['localhost:8057', '127.0.0.1:8057', '[::1]:8057', 'LOCALHOST'])('%s is this machine', async (host) => {
    expect((await asked(app, host)).status).toBe(200);
  });

  test('with a name in the settings, or listening to others, names are what they are', async () => {
    expect((await asked(appWith({ origin: 'http://loa.example.vn' }), 'loa.example.vn')).status).toBe(200);
    expect((await asked(appWith({ listeningHost: '0.0.0.0' }), 'loa.local')).status).toBe(200);
  });
});

describe('how often', () => {
  const limits = { ...LIMITS, address: { tenSeconds: 10, burst: 5 } };
  const statusesOf = async (asks: readonly (() => Promise<Response>)[]) => {
    const statuses = [];
    for (const one of asks) statuses.push((await one()).status);
    return statuses;
  };
  const many = (count: number, one: () => Promise<Response>) => statusesOf(Array.from({ length: count }, () => one));

  test('one address, until its bucket flows again', async () => {
    const slow = appWith({ limits });
    const from = (peer: string) => () => ask(slow, '/healthz', { peer });
    expect(await many(7, from('127.0.0.1'))).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(await many(1, from('127.0.0.2'))).toEqual([200]);
    const refused = await from('127.0.0.1')();
    expect([refused.headers.get('retry-after'), await codeOf(refused)]).toEqual(['1', 'request.too-many']);
    world.setNow('2026-11-23T01:00:02Z');
    expect(await many(3, from('127.0.0.1'))).toEqual([200, 200, 429]);
    world.setNow(NOW);
  });

  test('one address, also when it says that it is another', async () => {
    const slow = appWith({ limits });
    let n = 0;
    const lying = () => ask(slow, '/healthz', { headers: { 'x-forwarded-for': `10.0.0.${n++}` } });
    expect(await many(6, lying)).toEqual([200, 200, 200, 200, 200, 429]);
    const behind = appWith({ limits, proxies: ['127.0.0.1'] });
    const told = () => ask(behind, '/healthz', { headers: { 'x-forwarded-for': `10.0.0.${n++}` } });
    expect(await many(6, told)).toEqual([200, 200, 200, 200, 200, 200]);
  });

  test('one network of IPv6', async () => {
    const slow = appWith({ limits });
    let n = 0;
    expect(await many(6, () => ask(slow, '/healthz', { peer: `2001:db8:1:2::${n++}` }))).toContain(429);
  });

  test('one account, from wherever it asks', async () => {
    const slow = appWith({ limits: { ...LIMITS, account: { tenSeconds: 10, burst: 3 } } });
    let n = 0;
    const from = (by: Pick<Held, 'headers'>) => () => ask(slow, '/api/v1/me', { by, peer: `127.0.1.${n++}` });
    expect(await many(4, from(callers.machine))).toEqual([200, 200, 200, 429]);
    expect(await many(4, from(callers.person))).toEqual([200, 200, 200, 429]);
    expect(await many(4, from(callers.nobody))).toEqual([401, 401, 401, 401]);
  });

  test('all together; who is over their own measure takes nothing from the others', async () => {
    const slow = appWith({ limits: { ...limits, overall: { tenSeconds: 10, burst: 12 } } });
    await many(50, () => ask(slow, '/healthz', { peer: '127.0.0.1' }));
    expect(await many(5, () => ask(slow, '/healthz', { peer: '127.0.0.2' }))).toEqual([200, 200, 200, 200, 200]);
    expect(await many(3, () => ask(slow, '/healthz', { peer: '127.0.0.3' }))).toEqual([200, 200, 429]);
  });
});

describe('the trace', () => {
  test('says that a sign-in was refused, from where, and how long the next has to wait', async () => {
    told.length = 0;
    const headers = { origin: OWN, 'content-type': 'application/x-www-form-urlencoded', 'x-request-id': 'r-1' };
    const body = 'login=geheim&passphrase=geheim';
    await ask(app, '/sign-in?next=/geheim', { method: 'POST', headers, body });
    expect(told).toEqual(['r-1 POST /sign-in nobody sign-in refused from 127.0.0.1, wait 8 s']);
  });
});
