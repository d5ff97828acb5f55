/** Addresses that are written in odd ways: none of them reaches what its plain form would not, and none is a fault. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemJson } from '../../../src/contract/api.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { webRoutes } from '../../../src/web/routes.ts';
import { machineToken } from '../../support/credentials.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { ask } from './asking.ts';

let world: World;
let app: App;

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  app = createApp(world.ctx, { trace: (line) => expect.fail(line), pages: webRoutes(world.ctx) });
});
afterAll(() => world.close());

/** Ways of writing an address that some router, proxy or file system takes for the plain one. */
const WRITTEN: readonly ((path: string) => string)[] = [
  (path) => path.replace('/v1/', '/v1%2F'),
  (path) => path.replace('/v1/', '/v1%2f'),
  (path) => path.replace('/v1/', '/v1//'),
  (path) => `/${path}`,
  (path) => path.replace('/api/', '//api//'),
  (path) => path.replace('/v1/', '/v1/./'),
  (path) => path.replace('/v1/', '/v1/%2e/'),
  (path) => path.replace('/v1/', '/v1/x/../'),
  (path) => path.replace('/v1/', '/v1/x/%2e%2e/'),
  (path) => path.replace('/v1/', '/v1/x%2f..%2f'),
  (path) => path.replace('/v1/', '/media/../v1/'),
  (path) => path.replace('/v1/', '/v1\\'),
  (path) => path.replace('/v1/', '/v1%5c'),
  (path) => path.replace('/v1/', '/V1/'),
  (path) => path.replace('/v1/', '/%761/'),
  (path) => path.replace('/v1/', '/%25761/'),
  (path) => `${path}/`,
  (path) => `${path}%00`,
  (path) => `${path};x=1`,
  (path) => `${path}.json`,
  (path) => `${path}%20`,
  (path) => `${path}#x`,
  (path) => `${path}/.`,
  (path) => `${path}/..;/channels`,
];

const SECRETS = ['Đài Mỹ Tú', 'Hậu Thành', 'Buổi phát', 'my-tu'];

describe('nobody is told nothing, however they write it', () => {
  test.each(['/api/v1/channels', '/api/v1/today', '/api/v1/air-log', '/api/v1/audit', '/api/v1/me'])(
    '%s',
    async (path) => {
      for (const write of WRITTEN) {
        const written = write(path);
        const response = await ask(app, written);
        const body = await response.text();
        expect([401, 404, 422], written).toContain(response.status);
        for (const secret of SECRETS) expect(body, written).not.toContain(secret);
      }
    },
  );
});

describe('what is asked for in an odd way is refused, not guessed', () => {
  test.each([
    '/api/v1/channels/dai-my-tu%2fdays%2ftoday',
    '/api/v1/channels/dai-my-tu/days/today/../../../../../etc/passwd',
    '/api/v1/channels/..%2f..%2fetc%2fpasswd',
    '/api/v1/channels/%c0%ae%c0%ae/days/today',
    '/api/v1/channels/%ff%fe/days/today',
    '/api/v1/channels/%zz/days/today',
    '/api/v1/channels/%/days/%',
    '/api/v1/channels/a%0d%0aSet-Cookie:%20loa=x/days/today',
    '/api/v1/channels/%F0%28%8C%28/days/today',
    '/api/v1/channels/dai-my-tu%00/days/today',
    '/media/sha256/%2e%2e%2f%2e%2e%2floa.db',
    '/media/sha256/..%5c..%5cloa.db',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets//etc/passwd',
    '/tram/%00',
    '/welcome/%ff',
    `/${'a/'.repeat(20_000)}`,
    `/api/v1/channels/${'a'.repeat(100_000)}/days/today`,
    `/media/sha256/${'%41'.repeat(30_000)}`,
    `/api/v1/air-log?from=${'9'.repeat(100_000)}`,
    `/api/v1/air-log?${'a=1&'.repeat(20_000)}`,
  ])('%s', async (path) => {
    const by = machineToken(world.ctx, { scopes: ['schedule.read', 'air-log.read'] });
    for (const asking of [{}, { by }]) {
      const response = await ask(app, path, asking);
      expect([401, 404, 422]).toContain(response.status);
      expect(response.headers.get('set-cookie')).toBeNull();
      const body = await response.text();
      expect(body.length).toBeLessThan(60_000);
      expect(body).not.toContain('root:');
      if (response.headers.get('content-type') === 'application/problem+json') ProblemJson.parse(JSON.parse(body));
    }
  });

  test('a very long address is not told back', async () => {
    const { detail } = ProblemJson.parse(await (await ask(app, `/${'a'.repeat(100_000)}`)).json());
    expect(detail.length).toBeLessThan(400);
  });
});

describe('what a header says is never written into another', () => {
  test.each(['x-request-id', 'origin', 'referer', 'accept-language', 'x-forwarded-for', 'x-forwarded-host', 'cookie'])(
    '%s',
    async (name) => {
      const by = machineToken(world.ctx);
      for (const value of [
        'a%0d%0aX-Evil: 1',
        "'; DROP TABLE person --",
        '<script>',
        '\u00ff\u00fe',
        `${'x'.repeat(8000)}`,
      ]) {
        const response = await ask(app, '/api/v1/me', { by, headers: { [name]: value } });
        expect([200, 403]).toContain(response.status);
        expect(response.headers.get('x-evil')).toBeNull();
        for (const [, said] of response.headers) expect(said).not.toContain(value);
      }
    },
  );

  test('X-Forwarded-Host and Forwarded name nobody: playlists point to the Host, or to the origin of the settings', async () => {
    const by = machineToken(world.ctx);
    const path = '/api/v1/channels/dai-my-tu/days/today';
    const headers = { 'x-forwarded-host': 'evil.vn', forwarded: 'host=evil.vn', 'x-original-url': '/api/v1/me' };
    const response = await ask(app, path, { by, headers });
    expect(response.status).toBe(200);
    expect(await response.text()).not.toContain('evil');
  });
});
