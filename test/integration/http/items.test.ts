/** Items, scripts and approvals as programs and a signed-in person ask for them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ItemJson, ItemsJson } from '../../../src/contract/api-library.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { machineToken, role, signedIn } from '../../support/credentials.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { type Asking, ask, codeOf, postJson } from './asking.ts';

let world: World;
let app: App;
let by: NonNullable<Asking['by']>;
beforeAll(async () => {
  world = await makeWorld({ sounds: { 'tin-1.wav': 2 } });
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  by = machineToken(world.ctx, { scopes: ['schedule.read', 'schedule.write'] });
});
afterAll(() => world.close());

const V1 = '/api/v1/items';
const get = async (path: string) => (await ask(app, `${V1}${path}`, { by })).json();
const send = (method: string, path: string, body: unknown) =>
  app.request(`${V1}${path}`, {
    method,
    headers: { ...by.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('the list searches, filters and pages', async () => {
  const found = ItemsJson.parse(await get('?text=tin%20THU'));
  expect(found.items.map(({ id }) => id).sort()).toEqual(['tin-1', 'tin-2']);
  expect(found.items.find(({ id }) => id === 'tin-1')).toMatchObject({
    states: ['waits-for-approval'],
    file: 'world.yaml',
  });
  const first = ItemsJson.parse(await get('?limit=3'));
  expect(first.found).toBe(4);
  const rest = ItemsJson.parse(await get(`?limit=3&after=${encodeURIComponent(first.next ?? '')}`));
  expect([...first.items, ...rest.items].map(({ id }) => id).toSorted()).toEqual([
    'dai-hieu',
    'tin-1',
    'tin-2',
    'tin-km',
  ]);
  expect((await ask(app, `${V1}?state=xong`, { by })).status).toBe(422);
  expect((await ask(app, V1, {})).status).toBe(401);
});

test('an item is made, changed, written and shown; a stale script and an item of a file are conflicts', async () => {
  const made = await postJson(app, V1, { title: 'Thông báo họp dân', genre: 'notice' }, { by });
  expect([made.status, await made.json()]).toEqual([201, { id: 'thong-bao-hop-dan' }]);
  const item = '/thong-bao-hop-dan';
  const changed = await send('PATCH', item, { versions: [{ language: 'vi', sound: 'tin-1.wav' }], to: '2026-12-31' });
  expect([changed.status, await changed.json()]).toEqual([
    200,
    { id: 'thong-bao-hop-dan', changed: ['to', 'versions'] },
  ]);
  const written = await send('PUT', `${item}/scripts/vi`, { text: 'Mời bà con 17h30 họp.', was: null });
  expect(written.status).toBe(200);
  expect(await codeOf(await send('PUT', `${item}/scripts/vi`, { text: 'Khác', was: null }))).toBe('item.changed');
  const shown = ItemJson.parse(await get(item));
  expect(shown).toMatchObject({
    item: { title: 'Thông báo họp dân', to: '2026-12-31' },
    file: null,
    versions: [
      {
        language: 'vi',
        state: 'waits-for-approval',
        script: { text: 'Mời bà con 17h30 họp.' },
        sound: { known: { seconds: 2 } },
      },
    ],
    may: { write: true, approve: false },
  });
  expect(await codeOf(await send('PATCH', '/tin-1', { title: 'Tên khác' }))).toBe('item.from-file');
  expect(await codeOf(await send('PATCH', item, { titel: 'Tên khác' }))).toBe('request.wrong');
  expect((await ask(app, `${V1}/khong-co`, { by })).status).toBe(404);
});

test('only a person approves, and what they looked at', async () => {
  const { versions } = ItemJson.parse(await get('/tin-1'));
  const sound = versions[0]?.sound?.known?.hash ?? '';
  const body = { language: 'vi', script: null, sound };
  expect(await codeOf(await postJson(app, `${V1}/tin-1/approvals`, body, { by }))).toBe('right.missing');
  const approver = signedIn(world.ctx, { grants: [role('approver', 'my-tu')], secondFactor: true });
  const stale = await postJson(app, `${V1}/tin-1/approvals`, { ...body, sound: '0'.repeat(64) }, { by: approver });
  expect([stale.status, await codeOf(stale)]).toEqual([409, 'item.changed']);
  const approved = await postJson(app, `${V1}/tin-1/approvals`, body, { by: approver });
  expect([approved.status, await approved.json()]).toMatchObject([201, { script: null, sound, ownReason: null }]);
  expect(ItemJson.parse(await get('/tin-1')).versions[0]).toMatchObject({
    state: 'approved',
    approval: { holds: true },
  });
  const again = await postJson(app, `${V1}/tin-1/approvals`, body, { by: approver });
  expect([again.status, await codeOf(again)]).toEqual([409, 'item.approved']);
});
