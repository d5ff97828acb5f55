/** What every kind of commune fetches, each by a real request: with the key it can send, its tag, 304, and sound in parts. */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JOIN_PATH, JoinedJson } from '../../../src/contract/api-devices.ts';
import { FleetJson } from '../../../src/contract/api-fleet.ts';
import { HoldersJson, PublicationJson, PublishedJson, ScheduleKeyJson } from '../../../src/contract/api-published.ts';
import { OrderedUrgentJson, UrgentListJson } from '../../../src/contract/api-urgent.ts';
import { VerdictsJson } from '../../../src/contract/api-verdicts.ts';
import { manifestIn } from '../../../src/contract/manifest.ts';
import { joinMessage } from '../../../src/core/evidence/row-chain.ts';
import type { ChannelId, TokenId } from '../../../src/core/ids.ts';
import { must, ok } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { listen } from '../../../src/http/serve.ts';
import { addSiteLink, revokeToken } from '../../../src/operations/accounts/tokens.ts';
import { approveDay } from '../../../src/operations/approve-day.ts';
import { packSite } from '../../../src/operations/manifests/pack-site.ts';
import { publishManifest } from '../../../src/operations/manifests/publish.ts';
import { verifyManifest } from '../../../src/operations/manifests/verify-manifest.ts';
import { newSigningKey, signingKeyIn, verifyEd25519 } from '../../../src/secrets/ed25519.ts';
import { openStore } from '../../../src/store/database.ts';
import { findToken, saveTokenRevoked } from '../../../src/store/tokens.ts';
import { webRoutes } from '../../../src/web/routes.ts';
import { asking, makeAccountsWorld } from '../../support/accounts-world.ts';
import { type Held, machineToken, role, signedIn, siteLink } from '../../support/credentials.ts';
import type { World } from '../../support/world.ts';
import { type Asking, ask, codeOf, FROM_US, postJson } from './asking.ts';

const DAY = '2026-11-24' as LocalDate;
const LOA_A = 'loa-a' as ChannelId;
const MANIFEST = '/api/v1/channels/loa-a/manifest';
const DAYS = `/api/v1/channels/loa-a/days/${DAY}`;

let world: World;
let app: App;
let machine: Held;
let phone: Held;
let centre: Held;
/** Approved and rendered, of whatever day. */
const ready = async (day: LocalDate): Promise<void> => {
  const [rendered] = await world.render(LOA_A, day);
  expect(rendered).toBeDefined();
  const approver = asking(world.ctx, { grants: [role('approver')] });
  must(approveDay(approver, { channel: LOA_A, day, version: 1 }));
};
beforeAll(async () => {
  world = await makeAccountsWorld();
  app = createApp(world.ctx, { trace: (line) => expect.fail(line), pages: webRoutes(world.ctx) });
  machine = machineToken(world.ctx, { name: 'Máy xã A', unit: 'xa-a' });
  centre = machineToken(world.ctx, { scopes: ['air-log.read', 'schedule.read'] });
  phone = siteLink(world.ctx, 'loa-a', { name: 'Điện thoại A' });
});
afterAll(() => world.close());

const get = (path: string, by: Held | undefined, headers: Asking['headers'] = {}, method = 'GET') =>
  ask(app, path, { method, headers, ...(by === undefined ? {} : { by }) });
const receipts = async () => HoldersJson.parse(await (await get(`${MANIFEST}/receipts`, centre)).json());

test('nothing published is said so, and is no empty manifest', async () => {
  const none = await get(MANIFEST, machine);
  expect([none.status, await codeOf(none)]).toEqual([404, 'manifest.none']);
});

describe('publishing over http', () => {
  test('takes who may approve, with a fresh second factor; what there is to say is said in JSON', async () => {
    await ready(DAY);
    const approver = signedIn(world.ctx, { grants: [role('approver', 'xa-a')], secondFactor: true });
    expect(await codeOf(await postJson(app, MANIFEST, {}, { by: machine }))).toBe('right.missing');
    const stale = signedIn(world.ctx, { grants: [role('approver', 'xa-a')] });
    expect(await codeOf(await postJson(app, MANIFEST, {}, { by: stale }))).toBe('second-factor.missing');
    const done = await postJson(app, MANIFEST, {}, { by: approver });
    expect(done.status).toBe(200);
    expect(PublicationJson.parse(await done.json())).toMatchObject({ version: 1, isNew: true, days: [{ day: DAY }] });
    const again = await postJson(app, MANIFEST, {}, { by: approver });
    expect(PublicationJson.parse(await again.json())).toMatchObject({ version: 1, isNew: false });
  });
});

describe('fetching', () => {
  test('a machine gets the signed note, which the published key verifies; then 304, and a receipt once', async () => {
    expect((await receipts()).holders.map(({ name, version }) => [name, version])).toEqual([['Điện thoại A', 0]]);
    const got = await get(MANIFEST, machine);
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'text/plain; charset=UTF-8']);
    expect(got.headers.get('content-disposition')).toBe('inline; filename="loa-a-1.loa-manifest"');
    const note = await got.text();
    const { vkey } = ScheduleKeyJson.parse(await (await get('/api/v1/schedule-key', machine)).json());
    const now = world.ctx.clock.instant();
    const checked = verifyManifest({ note, held: null, vkey, verify: verifyEd25519, read: manifestIn, now });
    expect(must(checked).manifest.site.id).toBe('loa-a');

    const etag = got.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"v1-[A-Za-z0-9+/=]{24}"$/);
    for (const method of ['GET', 'HEAD']) {
      const same = await get(MANIFEST, machine, { 'if-none-match': etag }, method);
      expect([same.status, same.headers.get('etag'), await same.text()]).toEqual([304, etag, '']);
    }
    expect((await get(MANIFEST, machine, { 'if-match': '"khac"' })).status).toBe(412);
    const head = await get(MANIFEST, phone, {}, 'HEAD');
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
    const { newest, holders } = await receipts();
    expect(newest).toBe(1);
    expect(holders.map(({ name, kind, said }) => [name, kind, said])).toEqual([
      ['Điện thoại A', 'site', {}],
      ['Máy xã A', 'machine', { fetched: { version: 1, at: now } }],
    ]);
  });

  test('what nobody has said anything of is known to have reached the site (L1), and on other channels only planned', async () => {
    const { verdicts } = VerdictsJson.parse(await (await get(`/api/v1/verdicts?from=${DAY}&to=${DAY}`, centre)).json());
    const known = Object.groupBy(verdicts, ({ planned }) => planned.channel.id);
    const levels = (channel: string) => new Set(known[channel]?.map(({ evidence }) => evidence));
    expect(levels('loa-a')).toEqual(new Set(['L1']));
    for (const other of Object.keys(known).filter((id) => id !== 'loa-a'))
      expect(levels(other)).toEqual(new Set(['L0']));
  });

  test('as JSON it has a tag of its own, the note and sentences', async () => {
    const json = { accept: 'application/json' };
    const got = await get(MANIFEST, phone, json);
    const { manifest, note } = PublishedJson.parse(await got.json());
    expect(manifest).toMatchObject({ version: 1, site: { id: 'loa-a' }, days: [{ day: DAY }] });
    expect(note).toBe(await (await get(MANIFEST, phone)).text());
    const etag = got.headers.get('etag') ?? '';
    expect((await get(MANIFEST, phone, { ...json, 'if-none-match': etag })).status).toBe(304);
    expect((await get(MANIFEST, phone, { 'if-none-match': etag })).status).toBe(200);
  });

  test('calendar, lists, sound and the printed list: with the key in the address, each with a tag and 304', async () => {
    const read: Readonly<Record<string, (body: Response) => Promise<unknown>>> = {
      [`/api/v1/channels/loa-a/calendar.ics`]: async (body) => new ICAL.Component(ICAL.parse(await body.text())),
      [`${DAYS}/playlist.m3u8`]: async (body) => expect(await body.text()).toMatch(/^#EXTM3U\r?\n/),
      [`${DAYS}/sessions/buoi-a/sound.mp3`]: async (body) =>
        expect((await body.bytes()).length).toBeGreaterThan(10_000),
      [`${DAYS}/sheet.pdf`]: async (body) => expect(await body.text()).toMatch(/^%PDF-/),
      [`${DAYS}/pack.zip`]: async (body) =>
        expect((await body.bytes()).subarray(0, 2)).toEqual(new Uint8Array([80, 75])),
      [MANIFEST]: async (body) => expect(await body.text()).toMatch(/^loa-manifest\/1\n/),
    };
    for (const [path, reads] of Object.entries(read)) {
      expect((await get(path, undefined)).status, path).toBe(401);
      const got = await get(`${path}?key=${phone.token}`, undefined);
      expect(got.status, path).toBe(200);
      await reads(got);
      const etag = got.headers.get('etag') ?? '';
      const same = await get(`${path}?key=${phone.token}`, undefined, { 'if-none-match': etag });
      expect([same.status, await same.text()], path).toEqual([304, '']);
    }
    expect((await get(`/api/v1/channels/loa-b/manifest?key=${phone.token}`, undefined)).status).toBe(404);
  });

  test('sound by its hash: cached for ever, and in parts that are of one file', async () => {
    const { manifest } = PublishedJson.parse(
      await (await get(MANIFEST, machine, { accept: 'application/json' })).json(),
    );
    const { sha256, bytes } = manifest.days[0]?.sessions[0]?.sound ?? { sha256: '', bytes: 0 };
    const path = `/media/sha256/${sha256}`;
    const whole = await get(path, undefined);
    expect(whole.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const all = await whole.bytes();
    expect(all.length).toBe(bytes);
    const etag = whole.headers.get('etag') ?? '';
    const rest = await get(path, undefined, { range: 'bytes=5000-', 'if-range': etag });
    expect([rest.status, rest.headers.get('content-range')]).toEqual([206, `bytes 5000-${bytes - 1}/${bytes}`]);
    expect(await rest.bytes()).toEqual(all.subarray(5000));
    // Of another file it would be another file's rest.
    expect((await get(path, undefined, { range: 'bytes=5000-', 'if-range': '"khac"' })).status).toBe(200);
  });
});

describe('receipts', () => {
  const give = (value: object, by: Held | undefined) =>
    postJson(app, `${MANIFEST}/receipts`, value, by === undefined ? {} : { by });
  test('are given by whoever may read, for versions that there are', async () => {
    expect((await give({ version: 1, kind: 'confirmed' }, undefined)).status).toBe(401);
    const verified = await give({ version: 1, kind: 'verified' }, machine);
    expect(await verified.json()).toEqual({ at: world.ctx.clock.instant(), isNew: true });
    expect(await (await give({ version: 1, kind: 'verified' }, machine)).json()).toMatchObject({ isNew: false });
    expect(await (await give({ version: 1, kind: 'confirmed' }, phone)).json()).toMatchObject({ isNew: true });
    expect(await codeOf(await give({ version: 9, kind: 'confirmed' }, phone))).toBe('manifest.unknown');
    expect((await give({ version: 1, kind: 'fetched' }, phone)).status).toBe(422);
    const ofB = siteLink(world.ctx, 'loa-b');
    expect((await give({ version: 1, kind: 'confirmed' }, ofB)).status).toBe(404);
    expect((await receipts()).holders.map(({ name, said }) => [name, Object.keys(said)])).toEqual([
      ['Máy xã A', ['fetched', 'verified']],
      ['Điện thoại A', ['fetched', 'confirmed']],
    ]);
  });
});

describe('the pages', () => {
  const text = async (path: string, by: Held) => (await get(path, by)).text();
  const press = (path: string, by: Held, body = '') =>
    ask(app, path, {
      method: 'POST',
      by,
      body,
      headers: { ...FROM_US, 'content-type': 'application/x-www-form-urlencoded' },
    });
  test('a telephone is told of the version, and one press confirms it', async () => {
    const tablet = siteLink(world.ctx, 'loa-a', { name: 'Máy tính bảng' });
    const day = await text(`/channels/loa-a/days/${DAY}`, tablet);
    expect(day).toContain('Bản số 1, phát hành lúc 08:00 ngày 23/11/2026');
    expect(day).toContain('Đã xem bản này');
    const said = async () => (await receipts()).holders.find(({ name }) => name === 'Máy tính bảng')?.said;
    expect(Object.keys((await said()) ?? {})).toEqual(['opened']);
    const pressed = await press('/channels/loa-a/published/seen', tablet, 'version=1');
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/channels/loa-a/days/today']);
    expect(Object.keys((await said()) ?? {})).toEqual(['opened', 'confirmed']);
    expect(await text(`/channels/loa-a/days/${DAY}`, tablet)).toContain('Đã xác nhận bản này.');
  });

  test('the centre sees whether the site has a day, what waits, and who has which version; an approver publishes', async () => {
    const approver = signedIn(world.ctx, { grants: [role('approver', 'xa-a')], secondFactor: true });
    expect(await text(`/channels/loa-a/days/${DAY}`, approver)).toContain('Điểm loa có đúng phiên bản này');
    const other = '2026-11-26' as LocalDate;
    await world.render(LOA_A, other);
    const waiting = await text(`/channels/loa-a/days/${other}`, approver);
    expect(waiting).toContain('Ngày này chưa tới điểm loa.');
    const button = 'action="/channels/loa-a/published"';
    expect(waiting).not.toContain(button);
    const ahead = '2026-11-27' as LocalDate;
    await ready(ahead);
    expect(await text(`/channels/loa-a/days/${ahead}`, approver)).toContain(button);
    const page = await text('/channels/loa-a/published', approver);
    expect(page).toContain('Ngày 26/11/2026, phiên bản 1: chưa được người thứ hai duyệt.');
    expect(page).toMatch(/Máy xã A<small>máy<\/small>.*đã tải bản 1, 08:00 ngày 23\/11\/2026/s);
    const pressed = await press('/channels/loa-a/published', approver);
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/channels/loa-a/published?done=done']);
    const reader = signedIn(world.ctx, { grants: [role('editor', 'xa-a')] });
    expect(await text('/channels/loa-a/published', reader)).not.toContain('Phát hành ngay');
    expect((await press('/channels/loa-a/published', reader)).status).toBe(403);
    expect(await text('/channels/loa-a/published', reader)).not.toContain('Máy ở điểm loa');
  });

  test('who may make tokens invites a machine there, sees who joined, and revokes it behind a question', async () => {
    const at = '/channels/loa-a/published';
    const admin = signedIn(world.ctx, { grants: [role('administrator', 'xa-a')], secondFactor: true });
    expect(await text(at, admin)).toContain('Chưa có máy nào vào bằng mã.');
    // Without a fresh second factor the list is there, and the way to get one.
    const stale = signedIn(world.ctx, { grants: [role('administrator', 'xa-a')] });
    const closed = await text(at, stale);
    expect(closed).toContain('Máy ở điểm loa');
    expect(closed).not.toContain('action="/channels/loa-a/published/machines"');
    expect((await press(`${at}/machines`, stale, 'name=M')).status).toBe(403);

    const wrong = await press(`${at}/machines`, admin, 'name=');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('id="moi-may-name-fault"');
    const made = await press(`${at}/machines`, admin, `name=${encodeURIComponent('Máy thôn 3')}`);
    expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const shown = await made.text();
    const [, code = ''] = /<p class="code"><code>([0-9A-Z-]{14})<\/code>/.exec(shown) ?? [];
    expect(shown).toContain(`loa site join http://localhost:8057 --code ${code} --folder`);
    expect(shown).toContain('08:00 ngày 24/11/2026 (24 giờ)');
    expect(shown).toMatch(/<div class="qr"[^>]*><svg/);
    expect(await text(at, admin)).not.toContain(code);

    const key = signingKeyIn(newSigningKey());
    if (key === null) throw new Error('no key');
    const device = 'may-thon-3';
    const signature = Buffer.from(key.sign(joinMessage(code, device))).toString('base64');
    const publicKey = Buffer.from(key.publicKey).toString('base64');
    const joined = await postJson(app, JOIN_PATH, { code, device, publicKey, signature });
    const { id } = JoinedJson.parse(await joined.json());
    const listed = await text(at, admin);
    expect(listed).toMatch(
      /Máy thôn 3<small>may-thon-3, khóa [0-9a-f]{16}<\/small>.*08:00 ngày 23\/11\/2026.*đang dùng/s,
    );
    // A link that got out: one press ends it and shows the next.
    const old = must(addSiteLink(world.ctx, { name: 'Chú Bảy', channel: 'loa-a' }));
    const renew = `/tokens/${old.id}/renew`;
    expect(await text(at, admin)).toContain(`action="${renew}"`);
    expect(await text(at, stale)).not.toContain(renew);
    const renewed = await press(renew, admin);
    const page = await renewed.text();
    expect([renewed.status, /\/tram\/loa_s_/.test(page), page.includes(old.token)]).toEqual([200, true, false]);
    expect(page).toMatch(/<div class="qr"[^>]*><svg/);
    expect(await text(at, admin)).not.toContain(renew);

    const revoke = `${at}/machines/${id}/revoke`;
    expect(listed).toContain(`action="${revoke}"`);
    const unsure = await press(revoke, admin);
    expect([unsure.status, (await unsure.text()).includes('đang dùng')]).toEqual([422, true]);
    const revoked = await press(revoke, admin, 'sure=yes');
    expect([revoked.status, revoked.headers.get('location')]).toEqual([303, `${at}?done=machineRevoked`]);
    expect(await text(`${at}?lang=en`, admin)).toContain('revoked 08:00');
  });
});

describe('what changes outside is seen at once', () => {
  test('by a site that polls: it is answered from memory only while nothing at all has changed', async () => {
    const site = machineToken(world.ctx, { name: 'Máy hỏi mãi', expiresAt: '2026-11-23T01:17:00Z' });
    const loose = { tenSeconds: 1000, burst: 1000 };
    const limits = { address: loose, overall: loose, account: { tenSeconds: 1, burst: 15 } };
    const polled = createApp(world.ctx, { trace: (line) => expect.fail(line), limits });
    const listening = must(await listen(polled, { host: '127.0.0.1', port: 0 }));
    const store = must(openStore(world.folder));
    try {
      const poll = async (tag = '', more: Readonly<Record<string, string>> = {}) => {
        const known = tag === '' ? {} : { 'if-none-match': tag };
        const got = await fetch(`${listening.url}${MANIFEST}`, { headers: { ...site.headers, ...known, ...more } });
        const [etag, early] = [got.headers.get('etag') ?? '', !got.headers.has('x-request-id')];
        return { status: got.status, etag, early, text: await got.text(), type: got.headers.get('content-type') };
      };
      // The first leaves a receipt by the way, and is remembered.
      const first = await poll();
      expect(first).toMatchObject({ status: 200, early: false });
      const { etag } = first;
      expect(await poll()).toEqual(first);
      expect(await poll()).toEqual({ ...first, early: true });
      expect(await poll(etag)).toMatchObject({ status: 304, etag, early: true, text: '', type: null });
      expect(await poll('"v1-khac"')).toEqual({ ...first, early: true });
      // Another question is no part of what is remembered.
      expect(await poll(etag, { accept: 'application/json' })).toMatchObject({ status: 200, early: false });
      expect(await poll(etag, { 'if-match': '"khac"' })).toMatchObject({ status: 412, early: false });

      await ready('2026-11-25' as LocalDate);
      must(await publishManifest({ ...world.ctx, store }, { channel: 'loa-a' }));
      const second = await poll(etag);
      expect(second).toMatchObject({ status: 200, early: false });
      expect(second.etag.slice(0, 4)).toBe('"v3-');
      expect(await poll(second.etag)).toMatchObject({ status: 304, early: true });
      // That the token was used is written down all the same, and is no change.
      const usedAt = (): string | null | undefined => findToken(world.ctx.store.rows, site.id)?.usedAt;
      world.setNow('2026-11-23T01:01:00Z');
      expect(await poll(second.etag)).toMatchObject({ status: 304, early: true });
      must(world.ctx.store.uses.flush());
      expect(usedAt()).toBe('2026-11-23T01:01:00Z');
      expect(await poll(second.etag)).toMatchObject({ status: 304, early: true });
      // A day may begin with any quarter of an hour; and its token ends within one.
      world.setNow('2026-11-23T01:15:00Z');
      expect(await poll(second.etag)).toMatchObject({ status: 304, early: false });
      expect(await poll(second.etag)).toMatchObject({ status: 304, early: true });
      world.setNow('2026-11-23T01:17:00Z');
      expect(await poll(second.etag)).toMatchObject({ status: 401, early: false });
      world.setNow('2026-11-23T01:16:00Z');
      expect(await poll(second.etag)).toMatchObject({ status: 304, early: true });
      // Another process takes the token back.
      must(store.transact((rows) => ok(saveTokenRevoked(rows, site.id as TokenId, world.ctx.clock.instant()))));
      expect(await poll(second.etag)).toMatchObject({ status: 401, early: false });
      // Who asks too often is told so as anybody else is.
      const eager = machineToken(world.ctx, { name: 'Máy hỏi dồn' });
      const statuses: number[] = [];
      for (let n = 0; n < 20; n += 1)
        statuses.push((await fetch(`${listening.url}${MANIFEST}`, { headers: eager.headers })).status);
      expect(statuses).toEqual([...Array<number>(15).fill(200), ...Array<number>(5).fill(429)]);
    } finally {
      world.setNow('2026-11-23T01:01:00Z');
      store.close();
      await listening.stop();
    }
  });

  test('with an urgent order: each answer says that there is another one, also from memory; ordered, listed and cancelled by the API', async () => {
    const site = machineToken(world.ctx, { name: 'Máy nghe lệnh khẩn' });
    const chief = signedIn(world.ctx, { name: 'Chị Trực', grants: [role('approver', 'xa-a')], secondFactor: true });
    const polled = createApp(world.ctx, { trace: (line) => expect.fail(line) });
    const listening = must(await listen(polled, { host: '127.0.0.1', port: 0 }));
    try {
      const etag = (await get(MANIFEST, site)).headers.get('etag') ?? '';
      const poll = async () => {
        const got = await fetch(`${listening.url}${MANIFEST}`, { headers: { ...site.headers, 'if-none-match': etag } });
        return { status: got.status, early: !got.headers.has('x-request-id'), tag: got.headers.get('loa-urgent') };
      };
      await poll();
      expect(await poll()).toEqual({ status: 304, early: true, tag: '"k0"' });
      const who = { by: 'Nguyễn Văn Bình', office: 'Chủ tịch UBND xã', reason: 'Vỡ đê' };
      const order = { channels: ['loa-a'], title: 'Vỡ đê', sound: 'dai-hieu.wav', ...who };
      // Not by a machine, not without the second factor, not for another commune's loudspeaker.
      const alone = signedIn(world.ctx, { grants: [role('approver', 'xa-a')] });
      for (const [by, asked, status] of [
        [site, order, 403],
        [alone, order, 403],
        [chief, { ...order, channels: ['loa-a', 'loa-b'] }, 404],
        [chief, { ...order, repeats: 21 }, 422],
      ] as const)
        expect((await postJson(polled, '/api/v1/urgent', asked, { by })).status).toBe(status);
      expect(await poll()).toMatchObject({ status: 304, tag: '"k0"' });
      const ordered = await postJson(polled, '/api/v1/urgent', order, { by: chief });
      expect(ordered.status).toBe(200);
      const { id } = OrderedUrgentJson.parse(await ordered.json()).order;
      // Pressed again by whoever heard nothing of the first press, it is the same order; another's id is nobody's to use.
      const again = await postJson(polled, '/api/v1/urgent', { ...order, id }, { by: chief });
      expect(OrderedUrgentJson.parse(await again.json()).order).toMatchObject({ id });
      const told = await poll();
      expect(told).toMatchObject({ status: 304, early: false, tag: expect.stringMatching(/^"k1-/) });
      expect(await poll()).toEqual({ ...told, early: true });
      const [listed] = UrgentListJson.parse(await (await get('/api/v1/urgent', chief)).json()).orders;
      expect(listed).toMatchObject({ order: { id, repeats: 3 }, state: 'in-force', orderedBy: { name: 'Chị Trực' } });
      const cancel = () => postJson(polled, `/api/v1/urgent/${id}/cancel`, who, { by: chief });
      expect(await (await cancel()).json()).toMatchObject({ cancels: id });
      expect(await codeOf(await cancel())).toBe('urgent.over');
      expect(await poll()).toMatchObject({ status: 304, early: false, tag: expect.stringMatching(/^"k2-/) });
    } finally {
      await listening.stop();
    }
  });

  test('by a link that is taken back', async () => {
    const etag = (await get(MANIFEST, phone)).headers.get('etag') ?? '';
    expect((await get(MANIFEST, phone, { 'if-none-match': etag })).status).toBe(304);
    must(revokeToken(world.ctx, { id: phone.id }));
    expect((await get(`${MANIFEST}?key=${phone.token}`, undefined, { 'if-none-match': etag })).status).toBe(401);
  });
});

describe('the package for a stick', () => {
  const PACKAGE = '/api/v1/channels/loa-a/site-package.zip';
  test('is the same bytes twice, with a tag and its size; what was never published has none', async () => {
    const got = await get(PACKAGE, centre);
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(got.headers.get('content-disposition')).toContain('diem-loa-a-2026-11-24-ban-3.zip');
    const bytes = Buffer.from(await got.arrayBuffer());
    expect(String(bytes.length)).toBe(got.headers.get('content-length'));
    expect(bytes.equals(Buffer.from(await (await get(PACKAGE, centre)).arrayBuffer()))).toBe(true);
    const same = await get(PACKAGE, centre, { 'if-none-match': got.headers.get('etag') ?? '' });
    expect(same.status).toBe(304);
    expect(await codeOf(await get('/api/v1/channels/loa-b/site-package.zip', centre))).toBe('manifest.none');
  });

  test('is refused when it would be too large, and when a sound is gone or damaged', async () => {
    const asked = { channel: 'loa-a', days: 7 };
    const packed = must(await packSite(world.ctx, asked));
    const [sound] = packed.sounds;
    if (sound === undefined) throw new Error('no sound is in it');
    const bytes = packed.sounds.reduce((sum, one) => sum + one.bytes, 0);
    expect(must(await packSite(world.ctx, { ...asked, most: bytes })).sounds).toHaveLength(packed.sounds.length);
    expect(await packSite(world.ctx, { ...asked, most: bytes - 1 })).toMatchObject({
      refusals: [{ code: 'package.too-large', params: { bytes, most: bytes - 1 } }],
    });
    const path = world.ctx.audio.shelf.pathOf(sound.sha256);
    const whole = readFileSync(path);
    const names = packed.sounds.filter(({ sha256 }) => sha256 === sound.sha256).map(({ name }) => name);
    chmodSync(path, 0o600);
    for (const spoil of [() => writeFileSync(path, whole.subarray(0, -1)), () => rmSync(path)]) {
      spoil();
      const refused = await get(PACKAGE, centre);
      expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'package.sound-gone' }]);
      expect(await packSite(world.ctx, asked)).toMatchObject({ refusals: [{ params: { sessions: names } }] });
    }
    writeFileSync(path, whole);
  });
});

describe('the fleet', () => {
  const STATUS = '/api/v1/channels/loa-a/site/status';
  const fleet = async (by: Held = centre, query = '') =>
    FleetJson.parse(await (await get(`/api/v1/fleet${query}`, by)).json());
  const siteA = async () => (await fleet()).sites.find(({ channel }) => channel.id === 'loa-a');
  const alarms = async () => (await siteA())?.alarms.map(({ code }) => code);
  let player: Held;
  const say = async (status: object) => (await postJson(app, STATUS, status, { by: player })).json();
  const GOOD = { freeBytes: 9_000_000_000, agent: 'loa 1.0', clock: { offsetMs: 300, errorMs: 200 } };

  test('before a machine reports, only people do', async () => {
    player = machineToken(world.ctx, { name: 'Máy phát A', unit: 'xa-a', scopes: ['schedule.read', 'airing.report'] });
    expect(await siteA()).toMatchObject({ state: 'by-hand', machine: false, alarms: [], published: { version: 3 } });
  });

  test('a machine says how it is, in measure: little, not over and over, and only of its own site', async () => {
    expect(await say({ ...GOOD, missing: ['ab'.repeat(32)] })).toEqual({ at: world.ctx.clock.instant(), isNew: true });
    expect(await alarms()).toEqual(['files-missing']);
    expect(await say({ ...GOOD, missing: ['ab'.repeat(32)] })).toMatchObject({ isNew: false });
    expect(await say(GOOD)).toMatchObject({ isNew: true });
    expect(await say({ ...GOOD, freeBytes: GOOD.freeBytes - 1000 })).toMatchObject({ isNew: false });
    const other = machineToken(world.ctx, { unit: 'xa-b', scopes: ['schedule.read', 'airing.report'] });
    expect((await postJson(app, STATUS, GOOD, { by: other })).status).toBe(404);
    expect(await codeOf(await postJson(app, STATUS, GOOD, { by: machine }))).toBe('right.missing');
    for (const wrong of [{ missing: Array(101).fill('ab'.repeat(32)) }, { missing: ['../x'] }, { uptime: 1 }])
      expect((await postJson(app, STATUS, wrong, { by: player })).status).toBe(422);
    expect((await postJson(app, STATUS, { agent: 'x'.repeat(70_000) }, { by: player })).status).toBe(413);
  });

  test('silence, a session nobody speaks of, and an old version alarm; what is heard ends them', async () => {
    expect((await get(MANIFEST, player)).status).toBe(200);
    expect(await siteA()).toMatchObject({
      state: 'good',
      machine: true,
      held: { version: 3 },
      clock: { quality: 'A', offsetMs: 300 },
      status: { freeBytes: GOOD.freeBytes, missingCount: 0, agent: 'loa 1.0' },
      next: { day: DAY, id: 'buoi-a', local: `${DAY}T17:00:00` },
    });
    world.setNow('2026-11-23T01:15:59Z');
    expect(await alarms()).toEqual([]);
    world.setNow('2026-11-23T01:16:00Z');
    expect(await siteA()).toMatchObject({
      state: 'alarm',
      alarms: [{ code: 'no-contact', since: '2026-11-23T01:01:00Z' }],
    });
    await say(GOOD);
    expect(await alarms()).toEqual([]);

    world.setNow('2026-11-24T10:01:59Z');
    await say(GOOD);
    expect(await alarms()).toEqual([]);
    world.setNow('2026-11-24T10:02:00Z');
    expect(await siteA()).toMatchObject({ alarms: [{ code: 'not-started', session: { id: 'buoi-a', day: DAY } }] });
    // A version that comes later does not hide it.
    await ready('2026-11-29' as LocalDate);
    must(await publishManifest(world.ctx, { channel: 'loa-a' }));
    expect(await alarms()).toEqual(['not-started']);
    const { manifest } = PublishedJson.parse(
      await (await get(MANIFEST, player, { accept: 'application/json' })).json(),
    );
    const row = {
      ...{ device: 'may-a', boot: 'b1', row: 0, channel: 'loa-a', day: DAY, kind: 'started' },
      entry: manifest.days[0]?.sessions[0]?.items[0]?.id,
      clock: { wall: '2026-11-24T10:00:01.000Z', monotonicMs: 1000, offsetMs: 9000, errorMs: 100 },
      started: '2026-11-24T10:00:01Z',
    };
    expect((await postJson(app, '/api/v1/air-log/reports', { rows: [row] }, { by: player })).status).toBe(200);
    // The row's own clock is the newest word of it.
    expect(await siteA()).toMatchObject({ alarms: [{ code: 'clock' }], clock: { quality: 'C', offsetMs: 9000 } });
    world.setNow('2026-11-24T10:02:01Z');
    await say({ ...GOOD, agent: 'loa 1.1' });
    expect(await alarms()).toEqual([]);

    await ready('2026-11-28' as LocalDate);
    must(await publishManifest(world.ctx, { channel: 'loa-a' }));
    world.setNow('2026-11-24T16:02:01Z');
    await say(GOOD);
    expect(await siteA()).toMatchObject({ alarms: [{ code: 'old-version', held: 4, newest: 5 }] });
    await get(MANIFEST, player);
    expect(await alarms()).toEqual([]);
  });

  test('each sees the sites that they may read of, by unit and state, on the page too', async () => {
    const ofB = signedIn(world.ctx, { grants: [role('editor', 'xa-b')] });
    expect((await fleet(ofB)).sites.map(({ channel }) => channel.id)).toEqual(['loa-b']);
    expect((await fleet()).sites.map(({ channel }) => channel.id).toSorted()).toEqual(['loa-a', 'loa-b']);
    expect((await fleet(centre, '?unit=xa-b')).sites.map(({ channel }) => channel.id)).toEqual(['loa-b']);
    expect((await fleet(centre, '?unit=thanh-pho')).sites).toHaveLength(2);
    expect((await fleet(centre, '?state=good')).sites.map(({ channel }) => channel.id)).toEqual(['loa-a']);
    expect(await codeOf(await get('/api/v1/fleet?unit=khong-co', centre))).toBe('unit.unknown');
    expect(await codeOf(await get('/api/v1/fleet', machine))).toBe('right.missing');
    world.setNow('2026-11-24T18:00:00Z');
    const reader = signedIn(world.ctx, { grants: [role('editor', 'thanh-pho')] });
    const page = await (await get('/fleet', reader)).text();
    expect(page).toMatch(/Loa xã A.*Cần xem ngay.*im lặng từ 23:02 ngày 24\/11\/2026.*Loa xã B.*Do người báo/s);
    expect((await get('/fleet?unit=khong-co', reader)).status).toBe(404);
    expect(await (await get('/channels/loa-a/published', reader)).text()).toContain('Báo động của điểm loa này');
  });

  test('of a machine whose token was taken back nothing is expected any more', async () => {
    must(revokeToken(world.ctx, { id: player.id }));
    expect(await siteA()).toMatchObject({ state: 'alarm', machine: false, status: null });
    expect(await alarms()).toEqual(['old-version']);
  });
});
