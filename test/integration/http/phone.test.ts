/** The telephone's page over http: whose it is, what it sends without a script, what it leaves behind, and a commune's own notice. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StatementEntry } from '../../../src/core/evidence/entry.ts';
import type { ChannelId } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { approveDay } from '../../../src/operations/approve-day.ts';
import { publishManifest } from '../../../src/operations/manifests/publish.ts';
import { station } from '../../../src/store/schema.ts';
import { webRoutes } from '../../../src/web/routes.ts';
import { asking, makeAccountsWorld } from '../../support/accounts-world.ts';
import { type Held, machineToken, role, signedIn, siteLink } from '../../support/credentials.ts';
import type { World } from '../../support/world.ts';
import { ask, codeOf, FROM_US, postJson } from './asking.ts';

const TODAY = '2026-11-23' as LocalDate;
const LOA_A = 'loa-a' as ChannelId;
const HTML = { accept: 'text/html' };
const NOTICES = '/api/v1/air-log/notices';

let world: World;
let app: App;
let phone: Held;
beforeAll(async () => {
  world = await makeAccountsWorld();
  app = createApp(world.ctx, { trace: (line) => expect.fail(line), pages: webRoutes(world.ctx) });
  phone = siteLink(world.ctx, 'loa-a', { name: 'Điện thoại A' });
  await world.render(LOA_A, TODAY);
});
afterAll(() => world.close());

const get = (path: string, by?: Held) => ask(app, path, { headers: HTML, ...(by === undefined ? {} : { by }) });
const send = (path: string, fields: Readonly<Record<string, string>>, by: Held | undefined = phone) =>
  ask(app, path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { ...HTML, ...FROM_US, 'content-type': 'application/x-www-form-urlencoded' },
    by,
  });
const statements = (): StatementEntry[] =>
  world.ctx.airlog
    .select({ from: TODAY, to: TODAY })
    .map(({ entry }) => entry)
    .filter((entry): entry is StatementEntry => entry.kind === 'statement')
    .toArray();
const ID = 'a'.repeat(31);

describe('the page', () => {
  test('comes after the link, for its telephone alone, and is kept by nobody on the way', async () => {
    const opened = await get(`/tram/${phone.token}`);
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/phone/today?new=1']);
    expect((await get('/', phone)).headers.get('location')).toBe('/phone/today');
    const page = await get('/phone/today', phone);
    expect([page.status, page.headers.get('loa-phone'), page.headers.get('cache-control')]).toEqual([
      ...[200, phone.id, 'no-store'],
    ]);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(page.headers.get('content-security-policy')).toContain("worker-src 'self'");
    // What it keeps itself it may play; what a script makes up is still no script.
    expect(page.headers.get('content-security-policy')).toContain("; media-src 'self' blob:; ");
    expect(page.headers.get('content-security-policy')?.split('blob:')).toHaveLength(2);
    const html = await page.text();
    expect(html).toContain('data-channel="loa-a"');
    expect(html).not.toMatch(/loa-b|<script(?![^>]* src=)| style="| on[a-z]+="/);
    // What nobody has published is shown as planned.
    expect(html).toContain('chưa phát hành ngày này');
    const somebody = signedIn(world.ctx, { grants: [role('operator', 'xa-a')] });
    const theirs = await get('/phone/today', somebody);
    expect([theirs.status, theirs.headers.get('location'), theirs.headers.get('loa-phone')]).toEqual([303, '/', null]);
    expect((await get('/phone/today')).headers.get('location')).toMatch(/^\/sign-in/);
    const revoked = siteLink(world.ctx, 'loa-a', { revoked: true });
    expect((await get('/phone/today', revoked)).headers.get('loa-phone')).toBeNull();
  });

  test('names its script by its bytes; the worker is asked for anew each time and reaches no further than /phone/', async () => {
    const html = await (await get('/phone/today', phone)).text();
    const address = /<script src="(\/phone\/page\.[0-9a-f]{12}\.js)" defer>/.exec(html)?.[1] ?? '';
    const script = await get(address);
    expect([script.status, script.headers.get('cache-control')]).toEqual([
      ...[200, 'public, max-age=31536000, immutable'],
    ]);
    expect((await get('/phone/page.000000000000.js')).status).toBe(404);
    const worker = await get('/phone/worker.js');
    expect([worker.headers.get('content-type'), worker.headers.get('cache-control')]).toEqual([
      ...['text/javascript; charset=utf-8', 'public, no-cache'],
    ]);
    expect(worker.headers.get('service-worker-allowed')).toBeNull();
    // A script of more than this is long in coming on a slow 3G network.
    expect((await script.text()).length).toBeLessThan(30_000);
    // The player's comes after it and is kept: three times as long is the most, and a little more for urgent orders and changed keys.
    const second = await get(/<script src="(\/phone\/player\.[0-9a-f]{12}\.js)" defer>/.exec(html)?.[1] ?? '');
    expect([second.status, second.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect((await second.text()).length).toBeLessThan(96_000);
  });

  test('has the number of the centre to call, when the schedule says it', async () => {
    expect(await (await get('/phone/today', phone)).text()).not.toContain('href="tel:');
    world.ctx.store.rows.update(station).set({ phone: '0299 387 1234' }).run();
    expect(await (await get('/phone/today', phone)).text()).toContain('href="tel:02993871234"');
  });

  test('says what is new until it was pressed that somebody saw it, and then since that version', async () => {
    const approver = asking(world.ctx, { grants: [role('approver')] });
    must(approveDay(approver, { channel: LOA_A, day: TODAY, version: 1 }));
    must(await publishManifest(approver, { channel: LOA_A }));
    const html = await (await get('/phone/today', phone)).text();
    expect(html).toContain('Có lịch mới: bản số 1');
    // One sound, its size, its whole hash.
    expect(html).toMatch(/\/media\/sha256\/([0-9a-f]{64})\?download=loa-a-2026-11-23-[\s\S]*<code>\1<\/code>/);
    const seen = await send('/phone/seen', { version: '1' });
    expect(seen.headers.get('location')).toBe('/phone/today?done=seenKept');
    expect(await (await get('/phone/today', phone)).text()).toContain('Đã xem bản số 1, bản mới nhất');
    expect((await send('/phone/seen', { version: '9' })).status).toBe(404);
  });
});

describe('without a script', () => {
  const said = { day: TODAY, session: 'buoi-a', statement: `${ID}1`, note: '', by: 'Thạch Thị Sa', minutes: '' };

  test('one press is one statement, however often it is sent; what is refused comes back with its sentence', async () => {
    const early = await send('/phone/airings', { ...said, press: 'partly power-cut' });
    expect([early.status, await early.text()]).toEqual([422, expect.stringContaining('role="alert"')]);
    expect(statements()).toEqual([]);
    const path = '/phone/airings';
    const press = { ...said, press: 'not-aired weather' };
    const foreign = { ...FROM_US, origin: 'http://ke-xau.example' };
    const from = await ask(app, path, { method: 'POST', body: 'x=1', headers: { ...HTML, ...foreign }, by: phone });
    expect(from.status).toBe(403);
    for (let n = 0; n < 2; n += 1)
      expect((await send(path, press)).headers.get('location')).toBe('/phone/today?done=recorded');
    const entries = statements();
    expect(new Set(entries.map(({ statement }) => statement)).size).toBe(1);
    expect(entries[0]).toMatchObject({ outcome: 'not-aired', reason: 'weather', role: 'operator' });
    expect(await (await get('/phone/today', phone)).text()).toContain('Thạch Thị Sa');
    expect((await send(path, { ...press, statement: `${ID}2` })).status).toBe(409);
    expect((await send(path, { ...press, day: 'hôm qua' })).status).toBe(422);
  });

  test('a notice of the commune’s own is one entry, beside the plan', async () => {
    const notice = { day: TODAY, title: 'Thông báo riêng của xã', statement: `${ID}3`, by: '', minutes: '3' };
    const fields = { ...notice, note: 'Họp ấp lúc 19 giờ', startedAt: '06:30' };
    for (let n = 0; n < 2; n += 1)
      expect((await send('/phone/notices', fields)).headers.get('location')).toBe('/phone/today?done=recorded');
    const own = statements().filter(({ planned }) => planned.rundownVersion === 0);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ secondsHeard: 180, outcome: 'aired', planned: { day: TODAY, seconds: 180 } });
    expect(await (await get('/phone/today', phone)).text()).toContain('Họp ấp lúc 19 giờ');
    for (const wrong of [{ startedAt: '23:00' }, { startedAt: 'x' }, { minutes: '' }, { note: '' }])
      expect((await send('/phone/notices', { ...fields, statement: '', ...wrong })).status).toBe(422);
  });

  test('leaving takes the cookie and all that the telephone kept', async () => {
    const left = await send('/phone/leave', {});
    expect(left.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(left.headers.get('set-cookie')).toMatch(/^loa-tram=; Max-Age=0/);
    expect(left.headers.get('location')).toBe('/sign-in?done=left');
  });
});

test('a notice through the API: by whom, where, once, and never under the id of something else', async () => {
  const by = machineToken(world.ctx, { scopes: ['airing.record', 'schedule.read'], unit: 'xa-a' });
  const notice = {
    ...{ channel: 'loa-a', day: TODAY, startedAt: '05:10', seconds: 90, title: 'Thông báo', note: 'Cúp nước' },
    ...{ role: 'operator', statement: `${ID}4` },
  };
  const first = await postJson(app, NOTICES, notice, { by });
  const { numbers, entries } = (await first.json()) as { numbers: number[]; entries: { note: string }[] };
  expect([first.status, numbers.length, entries[0]?.note]).toEqual([201, 1, 'Cúp nước']);
  expect(await (await postJson(app, NOTICES, notice, { by })).json()).toMatchObject({ numbers });
  const measured = { ...notice, statement: `${ID}7`, seconds: 466.98 };
  expect((await postJson(app, NOTICES, measured, { by })).status).toBe(201);
  const refusedWith = async (more: object, who = by) =>
    codeOf(await postJson(app, NOTICES, { ...notice, ...more }, { by: who }));
  expect(await refusedWith({ statement: `${ID}1` })).toBe('request.wrong');
  expect(await refusedWith({ statement: `${ID}5`, seconds: 4 * 3600 + 1 })).toBe('log.seconds');
  expect(await refusedWith({ statement: `${ID}5`, startedAt: '09:00' })).toBe('log.future');
  expect(await refusedWith({ channel: 'loa-b' })).toBe('channel.unknown');
  expect(await refusedWith({ statement: `${ID}6`, role: 'technician' }, phone)).toBe('log.role-not-yours');
});
