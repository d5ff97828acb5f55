/** `loa site` as it is typed at a site: joining a centre, running, telling what is held. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChannelId, PersonId } from '../../src/core/ids.ts';
import { must, ok } from '../../src/core/result.ts';
import { addDays } from '../../src/core/time/local.ts';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/serve.ts';
import { listChannels } from '../../src/operations/list-channels.ts';
import { addApproval } from '../../src/store/approvals.ts';
import { wire } from '../../src/wiring.ts';
import { signedIn } from '../support/credentials.ts';
import { planDay } from '../support/planned.ts';
import { loa, startService } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-cli-site-'));
const data = join(folder, 'var');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A relay alone: nothing of it has to be rendered. */
const SCHEDULE = `units: [{ id: xa-a, name: "Xã A", kind: "xã" }]
stations: [{ id: dai-a, name: "Đài A", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-a }] }]
channels: [{ id: loa-a, name: "Loa xã A", station: dai-a, carrier: loudspeaker, units: [{ unit: xa-a }] }]
sessions:
  - id: buoi-chieu
    name: "Buổi chiều"
    channels: [loa-a]
    start: "17:00"
    maxMinutes: 30
    from: 2026-01-01
    segments: [{ id: tiep-am, title: "Tiếp âm đài tỉnh", relay: dai-tinh, minutes: 15 }]
`;

beforeAll(async () => {
  const file = join(folder, 'lich.yaml');
  writeFileSync(file, SCHEDULE);
  expect(await loa(data, ['apply', file])).toMatchObject({ code: 0 });
  const { ctx, close } = must(wire({ dataDir: data }));
  const channel = 'loa-a' as ChannelId;
  const day = addDays(listChannels(ctx)[0]?.today ?? ('' as never), 1);
  must(planDay(ctx, channel, day));
  const approver = signedIn(ctx).id as PersonId;
  const approval = { channel, day, version: 1, approver, at: ctx.clock.instant(), authors: [], exception: null };
  must(ctx.store.transact((rows) => ok(addApproval(rows, { ...approval, hash: 'ab'.repeat(32) as never }))));
  close();
  expect((await loa(data, ['publish'])).code).toBe(0);
}, 60_000);

test('a machine joins, takes what is published, says what it holds, and ends when it is told to', async () => {
  const { ctx, close } = must(wire({ dataDir: data }));
  const app = createApp(ctx, { trace: () => {} });
  const server = must(await listen(app, { host: '127.0.0.1', port: 0 }));
  const invited = await loa(data, ['site', 'invite', '--channel', 'loa-a', '--name', 'Máy xã A', '--json']);
  const { code } = JSON.parse(invited.out) as { code: string };
  const site = join(folder, 'diem-loa');
  const words = ['--folder', site];
  expect(await loa(data, ['site', 'run', ...words])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[site.folder]'),
  });
  const joined = await loa(data, ['site', 'join', server.url, ...words, '--code', code, '--name', 'may-1', '--json']);
  expect(joined).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(joined.out)).toMatchObject({ channel: 'loa-a', device: 'may-1', reports: true });
  const out = `file:${join(folder, 'da-phat.jsonl')}`;
  expect(await loa(data, ['site', 'run', ...words, '--output', 'loa'])).toMatchObject({ code: 2 });
  const running = startService(process.execPath, ['src/loa.js', 'site', 'run', ...words, '--output', out], {
    env: { ...process.env, LOA_DATA: data },
  });
  // A relay alone needs no sound: all of none is there.
  await running.says(/Bản phát hành số 1: đủ 0 tệp âm thanh/, 60);
  expect(running.said()).toMatch(/Nhận bản phát hành số 1/);
  // The key changes while it runs; a stick is here before it asks again, and it goes on by the new key.
  const second = await loa(data, ['publish', 'rotate-key', '--json']);
  const { newKey, oldKey } = JSON.parse(second.out) as { newKey: string; oldKey: string };
  expect(JSON.parse(second.out)).toMatchObject({ number: 2, retired: expect.stringMatching(/^retired\/schedule-/) });
  expect(await loa(data, ['publish'])).toMatchObject({ code: 0, out: expect.stringContaining('số 2') });
  const zip = join(folder, 'goi.zip');
  expect((await loa(data, ['site', 'export', '--channel', 'loa-a', '--out', zip])).code).toBe(0);
  expect(await loa(data, ['site', 'import', zip, ...words])).toMatchObject({ code: 0, err: '' });
  await running.says(/Nhận bản phát hành số 2/, 60);
  expect(await running.stop()).toBe(0);
  expect(running.said()).toMatch(/Đã dừng\./);
  // And again while nobody looks: the next start asks, and follows over the network.
  const third = JSON.parse((await loa(data, ['publish', 'rotate-key', '--json'])).out) as { newKey: string };
  expect((await loa(data, ['publish'])).code).toBe(0);
  const again = startService(process.execPath, ['src/loa.js', 'site', 'run', ...words, '--output', out], {
    env: { ...process.env, LOA_DATA: data },
  });
  await again.says(/Từ nay theo khóa mới.*Nhận bản phát hành số 3/s, 60);
  expect(await again.stop()).toBe(0);
  expect(new Set([oldKey, newKey, third.newKey]).size).toBe(3);
  const status = await loa(data, ['site', 'status', ...words, '--json']);
  expect(JSON.parse(status.out)).toMatchObject({
    running: false,
    vkey: third.newKey,
    manifest: { version: 3 },
    rows: { waiting: 0, broken: null },
    next: { session: 'buoi-chieu' },
  });
  expect(await loa(data, ['site', 'return', ...words, '--to', folder])).toMatchObject({
    code: 0,
    out: 'Không có dòng nào chờ mang về.\n',
  });
  expect(await loa(data, ['site', 'devices'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('may-1 (Máy xã A)'),
  });
  await server.stop(0);
  close();
});

test('the centre plays by one command, with a folder and a token that are made once; the service may be away', async () => {
  const words = ['playout', 'run', '--channel', 'loa-a', '--centre', 'http://127.0.0.1:9'];
  expect(await loa(data, ['playout', 'run', '--channel', 'khac'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[channel.unknown]'),
  });
  expect(await loa(data, [...words, '--output', 'icecast:127.0.0.1:8000/loa.mp3'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('chmod 600'),
  });
  const out = ['--output', `file:${join(folder, 'dai-phat.jsonl')}`, '--relay', 'dai-tinh=http://127.0.0.1:9/tinh.mp3'];
  const running = startService(process.execPath, ['src/loa.js', ...words, ...out], {
    env: { ...process.env, LOA_DATA: data },
  });
  await running.says(/Máy phát của kênh “loa-a” đang chạy.*Không tới được trung tâm/s, 60);
  expect(await running.stop()).toBe(0);
  const tokens = JSON.parse((await loa(data, ['token', 'list', '--json'])).out) as { name: string; unit: unknown }[];
  expect(tokens.filter(({ name }) => name.startsWith('Máy phát của đài'))).toMatchObject([{ unit: { id: 'xa-a' } }]);
}, 60_000);
