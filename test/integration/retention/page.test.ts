/** The page and the API about keeping records: who may do what there, as plain forms and as JSON. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type App, createApp } from '../../../src/http/app.ts';
import { webRoutes } from '../../../src/web/routes.ts';
import { type Held, role, signedIn } from '../../support/credentials.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { ask, FROM_US, postJson } from '../http/asking.ts';

let world: World;
let app: App;
let administrator: Held;
let board: Held;

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  app = createApp(world.ctx, { trace: (line) => expect.fail(line), pages: webRoutes(world.ctx) });
  administrator = signedIn(world.ctx, { name: 'Quản trị', grants: [role('administrator')], secondFactor: true });
  board = signedIn(world.ctx, { name: 'Cán bộ Ban', grants: [role('boardOfficer')] });
});
afterAll(() => world.close());

const page = async (by: Held): Promise<string> =>
  (await ask(app, '/retention', { by, headers: { accept: 'text/html' } })).text();
const post = (path: string, by: Held, form: Readonly<Record<string, string>>): Promise<Response> =>
  ask(app, path, {
    method: 'POST',
    by,
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...FROM_US },
    body: new URLSearchParams(form).toString(),
  });
const HOLD = { name: 'Thanh tra <12>', from: '2026-11-01', to: '2026-11-30', channel: '', reason: 'CV 77' };

test('an administrator sets a time; a wrong one comes back with what was typed and what is wrong', async () => {
  expect(await page(administrator)).toContain('chưa đặt; gợi ý 3.650 ngày');
  const set = await post('/retention', administrator, { record: 'rendering', days: '1825', reason: 'QĐ 12' });
  expect([set.status, set.headers.get('location')]).toEqual([303, '/retention?done=set']);
  const shown = await page(administrator);
  for (const text of ['1.825 ngày', 'QĐ 12', 'Quản trị']) expect(shown).toContain(text);
  for (const days of ['7', 'mười', '-1', '1.5', '99999999']) {
    const wrong = await post('/retention', administrator, { record: 'sound', days, reason: 'QĐ 13' });
    expect(wrong.status, days).toBe(422);
    const text = await wrong.text();
    for (const part of ['role="alert"', `value="${days}"`, 'QĐ 13']) expect(text, days).toContain(part);
  }
  const api = await ask(app, '/api/v1/retention', { by: administrator });
  const { rules } = (await api.json()) as { rules: { record: string; keepDays: number | null }[] };
  expect(rules.filter(({ keepDays }) => keepDays !== null)).toMatchObject([{ record: 'rendering', keepDays: 1825 }]);
});

test('a board officer places a hold, and cannot lift it or set a time', async () => {
  const shown = await page(board);
  expect(shown).toContain('action="/retention/holds"');
  expect(shown).not.toContain('action="/retention"');
  const placed = await post('/retention/holds', board, HOLD);
  expect([placed.status, placed.headers.get('location')]).toEqual([303, '/retention?done=placed']);
  const turned = await post('/retention/holds', board, { ...HOLD, from: '2026-12-01' });
  expect(turned.status).toBe(422);
  expect(await turned.text()).toContain('Thanh tra &lt;12&gt;');
  const [hold] = ((await (await ask(app, '/api/v1/holds', { by: board })).json()) as { holds: { id: string }[] }).holds;
  const lift = `/retention/holds/${hold?.id}/lift`;
  expect(await page(board)).not.toContain(lift);
  expect((await post(lift, board, { reason: 'Xong' })).status).toBe(403);
  expect((await post('/retention', board, { record: 'job', days: '90', reason: 'x' })).status).toBe(403);
  const listed = await page(administrator);
  for (const part of [lift, 'Thanh tra &lt;12&gt;', 'còn hiệu lực']) expect(listed).toContain(part);
  expect((await post(lift, administrator, { reason: '' })).status).toBe(422);
  expect((await post(lift, administrator, { reason: 'Xong' })).headers.get('location')).toBe('/retention?done=lifted');
  expect(await page(administrator)).toContain('đã dỡ');
});

test('the API: set, place and lift; lifting needs a fresh second factor', async () => {
  const placed = await postJson(app, '/api/v1/holds', { ...HOLD, channel: null }, { by: board });
  expect(placed.status).toBe(201);
  const { id } = (await placed.json()) as { id: string };
  const stale = signedIn(world.ctx, { name: 'Cũ', grants: [role('administrator')] });
  const lift = (by: Held) => postJson(app, `/api/v1/holds/${id}/lift`, { reason: 'Xong' }, { by });
  expect((await lift(stale)).status).toBe(403);
  expect((await lift(administrator)).status).toBe(201);
  expect((await lift(administrator)).status).toBe(404);
  const put = (record: string, keepDays: unknown, by = administrator) =>
    ask(app, `/api/v1/retention/${record}`, {
      method: 'PUT',
      by,
      headers: { 'content-type': 'application/json', ...FROM_US },
      body: JSON.stringify({ keepDays, reason: 'QĐ 12' }),
    });
  expect(
    await Promise.all([put('job', 90), put('job', null), put('job', '90'), put('air-log', 90), put('job', 90, board)]),
  ).toMatchObject([200, 200, 422, 422, 403].map((status) => ({ status })));
});
