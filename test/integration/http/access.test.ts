/** Who may read what over the API, approving a day, and reading the audit. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApprovalJson, AuditJson } from '../../../src/contract/api-access.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { type Held, machineToken, role, signedIn, siteLink } from '../../support/credentials.ts';
import { makeWorld, TODAY, type World } from '../../support/world.ts';
import { ask, codeOf, postJson } from './asking.ts';

let world: World;
let app: App;

beforeAll(async () => {
  world = await makeWorld();
  await world.render();
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
});
afterAll(() => world.close());

const DAY = `/api/v1/channels/dai-my-tu/days/${TODAY}`;
const READING = [
  '/api/v1/me',
  '/api/v1/channels',
  '/api/v1/channels/dai-my-tu',
  '/api/v1/today',
  DAY,
  `${DAY}/approval`,
  ...['m3u8', 'xspf', 'pls', 'cue', 'json'].map((format) => `${DAY}/playlist.${format}`),
  '/api/v1/channels/dai-my-tu/calendar.ics',
  `/api/v1/air-log?from=${TODAY}&to=${TODAY}`,
  '/api/v1/audit',
];

describe('reading', () => {
  test.each(READING)('%s needs somebody', async (path) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await ask(app, path, { method });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Loa"']);
      if (method === 'GET') expect(await codeOf(response)).toBe('sign-in.needed');
    }
  });

  test('a telephone with a link reads its channel’s plan and log, and no other’s', async () => {
    const by = siteLink(world.ctx, 'dai-my-tu');
    const statuses = await Promise.all(READING.map(async (path) => (await ask(app, path, { by })).status));
    expect(statuses).toEqual([...READING.slice(0, -1).map(() => 200), 403]);
    const others = READING.filter((path) => path.includes('dai-my-tu')).map((path) =>
      path.replace('dai-my-tu', 'loa-hau-thanh'),
    );
    for (const path of others) expect((await ask(app, path, { by })).status, path).toBe(404);
    const { channels } = (await (await ask(app, '/api/v1/channels', { by })).json()) as { channels: { id: string }[] };
    expect(channels.map(({ id }) => id)).toEqual(['dai-my-tu']);
  });

  test('a machine reads as far as its scopes and its unit', async () => {
    const statusOf = async (by: Held, path: string) => (await ask(app, path, { by })).status;
    const reader = machineToken(world.ctx, { scopes: ['schedule.read'], unit: 'my-tu' });
    expect(await statusOf(reader, DAY)).toBe(200);
    expect(await statusOf(reader, `/api/v1/air-log?from=${TODAY}&to=${TODAY}`)).toBe(403);
    const elsewhere = machineToken(world.ctx, { scopes: ['schedule.read', 'air-log.read'], unit: 'khac' });
    expect(await statusOf(elsewhere, DAY)).toBe(404);
    expect(await (await ask(app, '/api/v1/channels', { by: elsewhere })).json()).toEqual({ channels: [] });
    expect(await (await ask(app, '/api/v1/today', { by: elsewhere })).json()).toEqual({ days: [] });
  });
});

describe('approving a day', () => {
  const path = `${DAY}/approval`;
  const grants = [role('approver', 'my-tu')];
  const approve = (by: Pick<Held, 'headers'>, version: unknown = 1) => postJson(app, path, { version }, { by });
  const refusal = async (response: Response) => [response.status, await codeOf(response)];

  test('is for a person with the right and a fresh second factor, and for nobody else', async () => {
    const { ctx } = world;
    expect(await refusal(await approve({ headers: {} }))).toEqual([401, 'sign-in.needed']);
    expect(await refusal(await approve(signedIn(ctx, { grants })))).toEqual([403, 'second-factor.missing']);
    expect(await refusal(await approve(signedIn(ctx, { grants: [role('editor')], secondFactor: true })))).toEqual([
      403,
      'right.missing',
    ]);
    expect(await refusal(await approve(machineToken(ctx)))).toEqual([403, 'right.missing']);
    const old = signedIn(ctx, { grants, secondFactor: true });
    world.setNow('2026-11-23T01:10:01Z');
    expect(await refusal(await approve(old))).toEqual([403, 'second-factor.stale']);
    world.setNow('2026-11-23T01:00:00Z');
    expect(await (await ask(app, path, { by: machineToken(ctx) })).json()).toEqual({ approval: null });
  });

  test('is told, once, of one version', async () => {
    const by = signedIn(world.ctx, { name: 'Phạm D', grants, secondFactor: true });
    expect((await refusal(await approve(by, 0)))[1]).toBe('request.wrong');
    expect((await refusal(await approve(by, '1')))[1]).toBe('request.wrong');
    expect(await refusal(await approve(by, 7))).toEqual([409, 'approval.changed']);
    const response = await approve(by);
    expect(response.status).toBe(201);
    const { approval } = ApprovalJson.parse(await response.json());
    expect(approval).toMatchObject({ version: 1, approver: { id: by.id, name: 'Phạm D' }, exception: null });
    expect(await refusal(await approve(by))).toEqual([409, 'approval.already']);
    const read = await ask(app, path, { by: siteLink(world.ctx, 'dai-my-tu') });
    expect(ApprovalJson.parse(await read.json()).approval).toEqual(approval);
  });
});

describe('the audit', () => {
  const officer = () => signedIn(world.ctx, { grants: [role('boardOfficer')] });
  const page = async (by: Held, query = '') => {
    const response = await ask(app, `/api/v1/audit${query}`, { by });
    expect(response.status).toBe(200);
    return AuditJson.parse(await response.json());
  };

  test('is read newest first, page by page, each row once', async () => {
    const by = officer();
    const { rows: all, next: none } = await page(by, '?limit=200');
    expect(none).toBeNull();
    expect(all.length).toBeGreaterThan(3);
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted((a, b) => b - a));
    const gathered: number[] = [];
    for (let next: number | null = Number.MAX_SAFE_INTEGER; next !== null; ) {
      const part = await page(by, `?limit=2&before=${next}`);
      expect(part.rows.length).toBeLessThanOrEqual(2);
      gathered.push(...part.rows.map(({ id }) => id));
      next = part.next;
    }
    expect(gathered).toEqual(all.map(({ id }) => id));
  });

  test('is searched', async () => {
    const { rows } = await page(officer(), '?operation=day.approve');
    expect(rows).toMatchObject([{ operation: 'day.approve', actor: { kind: 'person', name: 'Phạm D' } }]);
    expect((await page(officer(), `?subject=day/dai-my-tu/${TODAY}&operation=day.approve`)).rows).toEqual(rows);
    expect((await page(officer(), '?actor=person&from=2026-11-24')).rows).toEqual([]);
  });

  test.each(['limit=0', 'limit=201', 'limit=x', 'before=0', 'before=1.5', 'from=2026-02-30', 'colour=red', 'text='])(
    'refuses %s',
    async (query) => {
      const response = await ask(app, `/api/v1/audit?${query}`, { by: officer() });
      expect(response.status).toBe(422);
    },
  );

  test('is not for everybody, and of another unit tells nothing', async () => {
    const statusOf = async (by: Held) => (await ask(app, '/api/v1/audit', { by })).status;
    expect(await statusOf(signedIn(world.ctx, { grants: [role('technician')] }))).toBe(403);
    expect(await statusOf(machineToken(world.ctx))).toBe(403);
    const elsewhere = signedIn(world.ctx, { grants: [role('boardOfficer', 'khac')] });
    expect((await page(elsewhere)).rows).toEqual([]);
  });
});
