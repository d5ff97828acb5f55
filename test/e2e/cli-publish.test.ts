/** `loa publish` as a person types it, and `loa verify` of what went out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ChannelId, PersonId } from '../../src/core/ids.ts';
import { must, ok } from '../../src/core/result.ts';
import { addDays } from '../../src/core/time/local.ts';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/serve.ts';
import { listChannels } from '../../src/operations/list-channels.ts';
import { addApproval } from '../../src/store/approvals.ts';
import { findManifest } from '../../src/store/manifests.ts';
import { wire } from '../../src/wiring.ts';
import { machineToken, signedIn } from '../support/credentials.ts';
import { planDay } from '../support/planned.ts';
import { loa, startService } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-cli-publish-'));
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

test('publishes what is approved, once; prints the key; and a changed or older file is told from a good one', async () => {
  const file = join(folder, 'lich.yaml');
  writeFileSync(file, SCHEDULE);
  expect(await loa(data, ['apply', file])).toMatchObject({ code: 0 });
  expect(await loa(data, ['publish', '--channel', 'loa-a'])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('[manifest.nothing]'),
  });

  const { ctx, close } = must(wire({ dataDir: data }));
  const channel = 'loa-a' as ChannelId;
  const tomorrow = addDays(listChannels(ctx)[0]?.today ?? ('' as never), 1);
  must(planDay(ctx, channel, tomorrow));
  const approver = signedIn(ctx).id as PersonId;
  const approval = {
    channel,
    day: tomorrow,
    version: 1,
    approver,
    at: ctx.clock.instant(),
    authors: [],
    exception: null,
  };
  must(ctx.store.transact((rows) => ok(addApproval(rows, { ...approval, hash: 'ab'.repeat(32) as never }))));

  const published = await loa(data, ['publish', '--json']);
  expect(published.code).toBe(0);
  expect(JSON.parse(published.out)).toMatchObject({
    published: [{ channel: 'loa-a', version: 1, isNew: true, days: [{ day: tomorrow, version: 1 }], changes: [] }],
  });
  expect(await loa(data, ['publish'])).toMatchObject({
    code: 0,
    out: 'Loa xã A: không có gì mới, bản số 1 vẫn đúng.\n',
  });
  const { vkey } = JSON.parse((await loa(data, ['publish', '--key', '--json'])).out) as { vkey: string };

  const note = findManifest(ctx.store.rows, channel)?.note ?? '';
  close();
  const good = join(folder, 'tot.loa-manifest');
  writeFileSync(good, note);
  const checked = await loa(data, ['verify', good, '--key', vkey]);
  expect(checked).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Đúng là bản phát hành số 1 cho Loa xã A, từ /),
  });
  const changed = join(folder, 'sua.loa-manifest');
  writeFileSync(changed, note.replace('Tiếp âm đài tỉnh', 'Tiếp âm đài khác'));
  expect(await loa(data, ['verify', changed, '--key', vkey, '--held', good])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/không có chữ ký của trung tâm.*\[manifest\.refused\]/s),
  });
});

test('a machine joins, takes what is published, says what it holds, and ends when it is told to', async () => {
  const { ctx, close } = must(wire({ dataDir: data }));
  const app = createApp(ctx, { trace: () => {} });
  const server = must(await listen(app, { host: '127.0.0.1', port: 0 }));
  const { token } = machineToken(ctx, { scopes: ['schedule.read', 'airing.report'], unit: 'xa-a' });
  const site = join(folder, 'diem-loa');
  const words = ['--folder', site];
  expect(await loa(data, ['site', 'run', ...words])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[site.folder]'),
  });
  const joined = await loa(data, ['site', 'join', server.url, ...words, '--token', token, '--name', 'may-1', '--json']);
  expect(joined).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(joined.out)).toMatchObject({ channel: 'loa-a', device: 'may-1', reports: true });
  const out = `file:${join(folder, 'da-phat.jsonl')}`;
  expect(await loa(data, ['site', 'run', ...words, '--output', 'loa'])).toMatchObject({ code: 2 });
  const running = startService(process.execPath, ['src/loa.js', 'site', 'run', ...words, '--output', out], {
    env: { ...process.env, LOA_DATA: data },
  });
  // A relay alone needs no sound: all of none is there.
  await running.says(/Bản phát hành số 1: đủ 0 tệp âm thanh/, 60);
  expect(await running.stop()).toBe(0);
  expect(running.said()).toMatch(/Nhận bản phát hành số 1.*Đã dừng\./s);
  const status = await loa(data, ['site', 'status', ...words, '--json']);
  expect(JSON.parse(status.out)).toMatchObject({
    running: false,
    manifest: { version: 1 },
    rows: { waiting: 0, broken: null },
    next: { session: 'buoi-chieu' },
  });
  await server.stop(0);
  close();
});
