/** Who asks: each kind of credential, good and bad, and the tricks by which one is taken for another. */
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CallerJson } from '../../../src/contract/api-access.ts';
import type { AskEnv } from '../../../src/contract/asking.ts';
import { type App, type AppOptions, createApp } from '../../../src/http/app.ts';
import { type Held, machineToken, role, signedIn, siteLink } from '../../support/credentials.ts';
import { makeWorld, NOW, type World } from '../../support/world.ts';
import { ask, codeOf } from './asking.ts';

let world: World;
let app: App;
let secure: App;
const told: string[] = [];

const appWith = (options: Partial<AppOptions>): App => {
  const pages = new Hono<AskEnv>();
  pages.get('/known', (c) => c.json({ ...c.var, ownOrigin: undefined }));
  return createApp(world.ctx, {
    trace: (line) => expect.fail(line),
    told: (line) => told.push(line),
    pages,
    ...options,
  });
};

let machine: Held;
let person: Held;
let site: Held;

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  app = appWith({});
  secure = appWith({ origin: 'https://loa.example.vn' });
  machine = machineToken(world.ctx, { scopes: ['schedule.read', 'air-log.read'], unit: 'my-tu' });
  person = signedIn(world.ctx, {
    name: 'Lê Thị C',
    grants: [role('operator', 'my-tu'), role('technician', 'my-tu'), role('boardOfficer')],
  });
  site = siteLink(world.ctx, 'dai-my-tu', { name: 'Ấp Hậu Thành' });
});
afterAll(() => world.close());

const me = (headers: Readonly<Record<string, string>>, to = app) => ask(to, '/api/v1/me', { headers });
/** The kind and name of who asks, or the code of why not. */
const whoIs = async (headers: Readonly<Record<string, string>>, to = app): Promise<string> => {
  const response = await me(headers, to);
  if (response.status === 200) return CallerJson.parse(await response.json()).kind;
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer realm="Loa"');
  return codeOf(response);
};

describe('who asks', () => {
  test('a machine, with its scopes at its unit', async () => {
    expect(await (await me(machine.headers)).json()).toEqual({
      kind: 'machine',
      id: machine.id,
      name: 'Máy phát thanh',
      rights: [{ unit: 'my-tu', channel: null, rights: ['schedule.read', 'air-log.read'] }],
    });
  });

  test('a person, with what their hats carry at each unit', async () => {
    expect(await (await me(person.headers)).json()).toEqual({
      kind: 'person',
      id: person.id,
      name: 'Lê Thị C',
      rights: [
        {
          unit: 'my-tu',
          channel: null,
          rights: [
            'schedule.read',
            'sound.write',
            'day.render',
            'airing.record',
            'airing.object',
            'air-log.read',
            'service.read',
          ],
        },
        {
          unit: null,
          channel: null,
          rights: ['schedule.read', 'airing.object', 'air-log.read', 'audit.read', 'hold.place'],
        },
      ],
    });
  });

  test('a telephone, with its channel', async () => {
    expect(await (await me(site.headers)).json()).toMatchObject({
      kind: 'site',
      rights: [
        {
          unit: null,
          channel: 'dai-my-tu',
          rights: ['schedule.read', 'airing.record', 'airing.object', 'airing.report-page', 'air-log.read'],
        },
      ],
    });
  });

  test('nobody', async () => {
    expect(await whoIs({})).toBe('sign-in.needed');
  });
});

describe('a bearer token that is no good is refused, and nothing else is tried', () => {
  test.each<[string, () => string]>([
    ['unknown', () => 'Bearer loa_m_unknown'],
    ['empty', () => 'Bearer'],
    ['expired', () => machineToken(world.ctx, { expiresAt: '2026-11-23T00:59:59Z' }).headers['authorization'] ?? ''],
    ['expiring now', () => machineToken(world.ctx, { expiresAt: NOW }).headers['authorization'] ?? ''],
    ['revoked', () => machineToken(world.ctx, { revoked: true }).headers['authorization'] ?? ''],
    ["a site's", () => `Bearer ${site.token}`],
    ["a person's", () => `Bearer ${person.token}`],
    ['two of them', () => `Bearer ${machine.token}, Bearer ${machine.token}`],
    ['one and a half', () => `Bearer ${machine.token} x`],
    ['its hash', () => `Bearer ${'0'.repeat(64)}`],
  ])('%s', async (_, header) => {
    const before = told.length;
    // A cookie that would do does not help it.
    expect(await whoIs({ ...person.headers, authorization: header() })).toBe('credential.wrong');
    expect(told.slice(before)).toEqual([
      expect.stringMatching(/^[0-9a-f]{16} GET \/api\/v1\/me nobody credential refused from 127\.0\.0\.1$/),
    ]);
  });

  test('is refused also where nobody would be let in', async () => {
    for (const path of ['/healthz', '/media/sha256/x', '/api', '/nothing']) {
      const response = await ask(app, path, { headers: { authorization: 'Bearer x' } });
      expect([response.status, await codeOf(response)]).toEqual([401, 'credential.wrong']);
    }
  });

  test('another scheme is not looked at', async () => {
    for (const scheme of ['Basic', 'Token', 'Digest', 'Negotiate', 'BearerX'])
      expect(await whoIs({ authorization: `${scheme} ${machine.token}` })).toBe('sign-in.needed');
    expect(await whoIs({ ...person.headers, authorization: 'Basic eDp5' })).toBe('person');
  });
});

describe('a cookie that is no good is nobody', () => {
  test.each<[string, () => string]>([
    ['unknown', () => 'loa=unknown'],
    ['of a disabled person', () => signedIn(world.ctx, { disabled: true }).headers['cookie'] ?? ''],
    ['whose code is still asked for', () => signedIn(world.ctx, { stage: 'code' }).headers['cookie'] ?? ''],
    ['idle too long', () => signedIn(world.ctx, { seenAt: '2026-11-23T00:29:59Z' }).headers['cookie'] ?? ''],
    ['a machine’s token', () => `loa=${machine.token}`],
    ['a site’s token in a person’s cookie', () => `loa=${site.token}`],
    ['a person’s token in a site’s cookie', () => `loa-tram=${person.token}`],
    ['a machine’s token in a site’s cookie', () => `loa-tram=${machine.token}`],
    ['a revoked site', () => siteLink(world.ctx, 'dai-my-tu', { revoked: true }).headers['cookie'] ?? ''],
    ['another letter case', () => `LOA=${person.token}`],
    ['quoted', () => `loa="${person.token}"`],
    ['with a space within', () => `loa=${person.token} x`],
  ])('%s', async (_, cookie) => {
    expect(await whoIs({ cookie: cookie() })).toBe('sign-in.needed');
  });

  test('sent twice, nobody can tell which is whose: neither is taken', async () => {
    const other = signedIn(world.ctx);
    expect(await whoIs({ cookie: `loa=${other.token}; loa=${person.token}` })).toBe('sign-in.needed');
    expect(await whoIs({ cookie: `loa=${person.token}; loa=${person.token}` })).toBe('sign-in.needed');
  });

  test('a person who is signed out on a telephone with a link is the site', async () => {
    expect(await whoIs({ cookie: `loa=unknown; loa-tram=${site.token}` })).toBe('site');
    expect(await whoIs({ cookie: `loa=${person.token}; loa-tram=${site.token}` })).toBe('person');
  });
});

describe('over https the cookies are those that only this host can set', () => {
  test("'__Host-loa' over https, 'loa' over http, and never the other", async () => {
    expect(await whoIs({ cookie: `__Host-loa=${person.token}` }, secure)).toBe('person');
    expect(await whoIs({ cookie: `loa=${person.token}` }, secure)).toBe('sign-in.needed');
    expect(await whoIs({ cookie: `__Host-loa=${person.token}` })).toBe('sign-in.needed');
    expect(await whoIs({ cookie: `__Host-loa-tram=${site.token}` }, secure)).toBe('site');
    expect(await whoIs({ cookie: `__Host-loa-tram=${site.token}` })).toBe('sign-in.needed');
    // What another host under the same name put beside it is not looked at.
    expect(await whoIs({ cookie: `loa=x; __Host-loa=${person.token}` }, secure)).toBe('person');
  });
});

describe("a site's key in the address", () => {
  const calendar = '/api/v1/channels/dai-my-tu/calendar.ics';
  const statusOf = async (path: string, more: Parameters<typeof ask>[2] = {}) => (await ask(app, path, more)).status;

  test('opens its own calendar and playlists', async () => {
    expect(await statusOf(`${calendar}?key=${site.token}`)).toBe(200);
    expect(await statusOf(`${calendar}?key=${site.token}`, { method: 'HEAD' })).toBe(200);
    expect(await statusOf(`/api/v1/channels/dai-my-tu/days/today/playlist.json?key=${site.token}`)).toBe(200);
  });

  test('opens no other channel, and says of none that it is there', async () => {
    const other = await ask(app, `/api/v1/channels/loa-hau-thanh/calendar.ics?key=${site.token}`);
    const none = await ask(app, `/api/v1/channels/khong-co-dau/calendar.ics?key=${site.token}`);
    expect([other.status, none.status]).toEqual([404, 404]);
    expect((await other.text()).replaceAll('loa-hau-thanh', 'X').replace(/request:[0-9a-f]+/, '')).toBe(
      (await none.text()).replaceAll('khong-co-dau', 'X').replace(/request:[0-9a-f]+/, ''),
    );
  });

  test('that is wrong is refused, and so is a machine’s', async () => {
    for (const key of ['x', machine.token, person.token, '']) {
      const response = await ask(app, `${calendar}?key=${key}`);
      expect([response.status, await codeOf(response)]).toEqual([401, 'credential.wrong']);
    }
  });

  test('is no key anywhere else', async () => {
    expect(await statusOf(`/api/v1/channels/dai-my-tu/days/today?key=${site.token}`)).toBe(401);
    expect(await statusOf(`/api/v1/air-log?from=2026-11-23&to=2026-11-23&key=${site.token}`)).toBe(422);
    expect(await statusOf(`/api/v1/me?key=${site.token}`)).toBe(401);
  });
});

describe('what the pages are told', () => {
  const knows = async (options: Partial<AppOptions>, more: Parameters<typeof ask>[2] = {}) =>
    (await (await ask(appWith(options), '/known', more)).json()) as AskEnv['Variables'];

  test('who asks, from where, and the token that came', async () => {
    const known = await knows({}, { by: person, peer: '::ffff:127.0.0.1' });
    expect(known).toMatchObject({
      caller: { kind: 'person', id: person.id, grants: { length: 3 } },
      signInToken: person.token,
      address: '127.0.0.1',
      secure: false,
      exposed: false,
    });
    expect(await knows({}, { headers: { cookie: 'loa=whatever' } })).toMatchObject({
      caller: { kind: 'nobody' },
      signInToken: 'whatever',
    });
    expect((await knows({})).signInToken).toBeNull();
  });

  test('a proxy is believed only when the settings name it', async () => {
    const headers = {
      'x-forwarded-for': '6.6.6.6, 203.0.113.7',
      'x-forwarded-proto': 'https',
      forwarded: 'for=1.1.1.1',
    };
    expect(await knows({}, { headers })).toMatchObject({ address: '127.0.0.1', secure: false });
    expect(await knows({ proxies: ['10.0.0.2'] }, { headers })).toMatchObject({ address: '127.0.0.1', secure: false });
    expect(await knows({ proxies: ['127.0.0.1'] }, { headers })).toMatchObject({
      address: '203.0.113.7',
      secure: true,
      exposed: false,
    });
  });

  test('whether other machines reach it without https', async () => {
    const exposed = async (options: Partial<AppOptions>, more: Parameters<typeof ask>[2] = {}) =>
      (await knows(options, more)).exposed;
    const open = { listeningHost: '0.0.0.0' };
    expect(await exposed({})).toBe(false);
    expect(await exposed({ listeningHost: '::1' })).toBe(false);
    expect(await exposed(open)).toBe(true);
    expect(await exposed({ ...open, origin: 'http://loa.example.vn' })).toBe(true);
    expect(await exposed({ ...open, origin: 'https://loa.example.vn' })).toBe(false);
    // A proxy on this machine that lets others in without https.
    const through = { headers: { 'x-forwarded-for': '192.168.1.9', 'x-forwarded-proto': 'http' } };
    expect(await exposed({ proxies: ['127.0.0.1'] }, through)).toBe(true);
  });
});
