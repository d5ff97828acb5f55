/** Edits, the history, conflicts and overlays as programs ask for them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AlterationsJson,
  ConflictsJson,
  EditedJson,
  OverlaysJson,
  PreviewJson,
  UndoneJson,
} from '../../../src/contract/api-alterations.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { machineToken, siteLink } from '../../support/credentials.ts';
import { DAI, makeEditsWorld, TOMORROW, told } from '../../support/edits-world.ts';
import type { World } from '../../support/world.ts';
import { type Asking, ask, codeOf, postJson } from './asking.ts';

let world: World;
let app: App;
let by: NonNullable<Asking['by']>;
beforeAll(async () => {
  world = await makeEditsWorld();
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  by = machineToken(world.ctx, { scopes: ['schedule.read', 'schedule.write'] });
});
afterAll(() => world.close());

const V1 = '/api/v1';
const edit = { of: 'session', session: 'buoi-chieu', day: TOMORROW };
const move = { ...edit, action: { kind: 'move', time: '14:00' }, reason: 'Họp dân' };
const post = (path: string, body: unknown, who: Asking['by'] = by) =>
  postJson(app, `${V1}${path}`, body, who === undefined ? {} : { by: who });
const get = async (path: string) => (await ask(app, `${V1}${path}`, { by })).json();
const day = `from=${TOMORROW}&to=${TOMORROW}`;

describe('edits', () => {
  test('are looked at, made, listed and undone; short clock times and what is left out are filled in', async () => {
    const seen = await post('/edits/preview', { ...edit, action: move.action });
    expect(seen.status).toBe(200);
    const { changes } = PreviewJson.parse(await seen.json());
    expect(changes[0]).toMatchObject({ channel: { id: DAI }, day: TOMORROW, sessions: [{ after: { seconds: 1800 } }] });
    const made = await post('/edits', move);
    expect(made.status).toBe(201);
    const { id, replanned } = EditedJson.parse(await made.json());
    expect(replanned).toMatchObject({ planned: 1, all: 21, left: 0 });
    expect(told(world.ctx, DAI, TOMORROW)).toContain('14:00 buoi-chieu: Tiếp âm chiều');
    const { alterations } = AlterationsJson.parse(
      await get(`/alterations?channel=${DAI}&${day}&kind=edit&undone=false`),
    );
    expect(alterations).toMatchObject([
      {
        id,
        about: 'Buổi chiều',
        body: { action: { kind: 'move', day: null, time: '14:00:00' }, scope: 'this' },
        by: { kind: 'machine' },
      },
    ]);
    const undone = await post(`/alterations/${id}/undo`, { reason: 'Không cần nữa' });
    expect(UndoneJson.parse(await undone.json()).changes).toHaveLength(1);
    expect(await codeOf(await post(`/alterations/${id}/undo`, { reason: 'Lần nữa' }))).toBe('alteration.undone');
    expect(await get('/alterations?undone=false')).toEqual({ alterations: [] });
  });

  test('are refused with the place of each fault', async () => {
    const refused = async (body: unknown, who?: Asking['by']) => {
      const response = await post('/edits', body, who);
      const { code, errors } = (await response.json()) as { code: string; errors?: { pointer?: string }[] };
      return [response.status, code, errors?.map(({ pointer }) => pointer)];
    };
    expect(await refused({ ...move, action: { kind: 'move', time: '14h' } })).toEqual([
      422,
      'time.clock',
      ['/action/time'],
    ]);
    expect(await refused({ ...move, day: '2026-02-30' })).toEqual([422, 'time.date', ['/day']]);
    expect(await refused({ ...move, action: { kind: 'bay' } })).toEqual([422, 'request.wrong', ['/action/kind']]);
    expect(await refused({ ...move, them: 1 })).toEqual([422, 'request.wrong', ['/them']]);
    expect(await refused({ ...move, reason: undefined })).toEqual([422, 'reason.missing', ['/reason']]);
    expect(await refused({ ...move, action: { kind: 'move', time: '11:10' } })).toEqual([
      409,
      'edit.clashes',
      undefined,
    ]);
    expect(await refused({ ...move, day: '2026-11-26' })).toEqual([422, 'edit.nothing', undefined]);
    const content = { kind: 'item', item: 'khong-co' };
    const add = { kind: 'add', title: 'Thêm', content };
    expect(await refused({ ...move, action: add })).toEqual([422, 'schedule.reference', ['/action/content/item']]);
    const site = siteLink(world.ctx, DAI);
    expect(await refused(move, site)).toEqual([403, 'right.missing', undefined]);
    expect(await refused(move, { headers: {} })).toEqual([401, 'sign-in.needed', undefined]);
    const reading = machineToken(world.ctx, { scopes: ['schedule.read'] });
    expect((await refused(move, reading))[1]).toBe('right.missing');
    expect(await codeOf(await ask(app, `${V1}/alterations`))).toBe('sign-in.needed');
    expect(await codeOf(await post('/alterations/0/undo', { reason: 'x' }))).toBe('request.wrong');
  });
});

test('conflicts are told with ways out that can be sent as they are, and decided', async () => {
  const clash = await post('/edits', { ...move, action: { kind: 'move', time: '11:10' }, evenSo: true });
  const { id } = EditedJson.parse(await clash.json());
  const { conflicts } = ConflictsJson.parse(await get(`/conflicts?${day}&channel=${DAI}`));
  const [way] = (conflicts[0]?.ways ?? []).filter(({ kind }) => kind === 'move');
  expect(way).toMatchObject({ vi: 'Chuyển “Buổi chiều” từ 11:10 sang 10:30.', decision: null });
  const made = await post('/edits', { ...(way?.edits[0] as object), reason: 'Tránh trùng giờ' });
  expect(made.status).toBe(201);
  expect(await get(`/conflicts?${day}`)).toEqual({ conflicts: [] });
  await post(`/alterations/${id}/undo`, { reason: 'Xong' });

  const xa = {
    of: 'session',
    session: 'tin-xa',
    day: TOMORROW,
    action: { kind: 'move', time: '19:10' },
    reason: 'Gấp',
  };
  expect((await post('/edits', { ...xa, evenSo: true })).status).toBe(201);
  const [open] = ConflictsJson.parse(await get(`/conflicts?${day}`)).conflicts;
  const decision = open?.ways.find(({ decision: one }) => one !== null)?.decision;
  const decided = await post('/conflicts/decisions', { channel: DAI, day: TOMORROW, ...decision, reason: 'Theo lịch' });
  expect(decided.status).toBe(201);
  expect(ConflictsJson.parse(await get(`/conflicts?${day}`)).conflicts).toMatchObject([
    { state: 'decided', decided: { reason: 'Theo lịch' }, ways: [] },
  ]);
  const unknown = { channel: DAI, day: TOMORROW, first: 'a', second: 'b', reason: 'x' };
  expect(await codeOf(await post('/conflicts/decisions', unknown))).toBe('conflict.unknown');
  expect(await codeOf(await ask(app, `${V1}/conflicts?from=2026-11-24&to=2027-11-24`, { by }))).toBe('time.range-long');
});

test('overlays are added, listed and lifted', async () => {
  const order = {
    name: 'Quốc tang',
    kind: 'mourning',
    from: TOMORROW,
    to: TOMORROW,
    authority: 'Ban Bí thư',
    reason: 'Quốc tang',
  };
  const added = await post('/overlays', order);
  expect([added.status, await added.json()]).toEqual([201, { id: 'quoc-tang' }]);
  expect(OverlaysJson.parse(await get('/overlays')).overlays).toMatchObject([
    { id: 'quoc-tang', state: 'coming', genres: ['music', 'entertainment'], file: null },
  ]);
  expect(await codeOf(await post('/overlays/quoc-tang/lift', { from: '2026-11-20', reason: 'x' }))).toBe(
    'request.wrong',
  );
  expect((await post('/overlays/quoc-tang/lift', { from: TOMORROW, reason: 'Kết thúc' })).status).toBe(201);
  expect(await codeOf(await post('/overlays/quoc-tang/lift', { from: TOMORROW, reason: 'x' }))).toBe('overlay.over');
  expect(await codeOf(await post('/overlays/khong-co/lift', { from: TOMORROW, reason: 'x' }))).toBe('overlay.unknown');
  const wrong = await post('/overlays', { ...order, channels: ['kenh-la'] });
  expect(await wrong.json()).toMatchObject({ code: 'schedule.reference', errors: [{ pointer: '/channels/0' }] });
});
