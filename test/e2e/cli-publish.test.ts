/** `loa publish` as a person types it, and `loa verify` of what went out; then the same by stick: `loa site export`, `import`, `take`; and `loa urgent`. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ChannelId, PersonId } from '../../src/core/ids.ts';
import type { Manifest } from '../../src/core/manifest/model.ts';
import { ownManifest, signManifest } from '../../src/core/manifest/signed-manifest.ts';
import { must, ok } from '../../src/core/result.ts';
import { addDays } from '../../src/core/time/local.ts';
import { listChannels } from '../../src/operations/list-channels.ts';
import { packZip } from '../../src/reports/pack.ts';
import { unpack } from '../../src/reports/unpack.ts';
import { addApproval } from '../../src/store/approvals.ts';
import { saveStatus } from '../../src/store/fleet.ts';
import { addManifest, findManifest } from '../../src/store/manifests.ts';
import { wire } from '../../src/wiring.ts';
import { machineToken, signedIn } from '../support/credentials.ts';
import { sessionAt } from '../support/manifests.ts';
import { planDay } from '../support/planned.ts';
import { loa } from '../support/process.ts';

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

/** The published manifest with two sessions that sound, from the shelf, signed by the centre's own key. */
const withSound = async (): Promise<{ manifest: Manifest; vkey: string }> => {
  const { ctx, close } = must(wire({ dataDir: data }));
  const before = ownManifest(findManifest(ctx.store.rows, 'loa-a' as ChannelId)?.note ?? '');
  const [first, ...others] = before.days;
  if (first === undefined) throw new Error('nothing was published');
  const sessions = [];
  for (const clock of ['05:00:00', '17:30:00']) {
    const stored = must(await ctx.audio.shelf.putText(`âm thanh ${clock} `.repeat(4000)));
    const sound = { sha256: stored.hash, bytes: stored.bytes, format: 'mp3', lengthMs: 60_000 };
    sessions.push(sessionAt(first.day, clock, { sound }));
  }
  const manifest = { ...before, version: before.version + 1, days: [{ ...first, sessions }, ...others] };
  must(
    ctx.store.transact((rows) => {
      const { key, sign } = must(ctx.scheduleKey(null));
      addManifest(
        rows,
        {
          channel: 'loa-a' as ChannelId,
          version: manifest.version,
          note: signManifest(manifest, key, sign),
          publishedAt: manifest.issuedAt,
          publishedBy: 'system:cli',
          validUntil: manifest.validUntil,
          changes: [],
        },
        [],
      );
      return ok(undefined);
    }),
  );
  close();
  const { vkey } = JSON.parse((await loa(data, ['publish', '--key', '--json'])).out) as { vkey: string };
  return { manifest, vkey };
};

test('a package by stick: cut anywhere it is refused with its list, whole it is taken, and again it copies nothing', async () => {
  const { manifest, vkey } = await withSound();
  const zip = join(folder, 'goi.zip');
  const exported = await loa(data, ['site', 'export', '--channel', 'loa-a', '--out', zip, '--json']);
  expect(exported).toMatchObject({ code: 0, err: '' });
  const { sounds, version } = JSON.parse(exported.out) as { sounds: { name: string }[]; version: number };
  const day = manifest.days[0]?.day ?? '';
  expect(version).toBe(2);
  expect(sounds.map(({ name }) => name)).toEqual([`${day}/0500-buoi-05.mp3`, `${day}/1730-buoi-17.mp3`]);
  const bytes = readFileSync(zip);
  const unpacked = join(folder, 'giai-nen');
  mkdirSync(join(unpacked, day), { recursive: true });
  for (const [name, content] of await unpack(zip)) writeFileSync(join(unpacked, name), content);
  expect(
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: unpacked }).toString(),
  ).toBe('');
  expect(readFileSync(join(unpacked, 'DOC-TRUOC.txt'), 'utf8')).toContain(`${day}/0500-buoi-05.mp3`);
  expect(readFileSync(join(unpacked, 'lich-phat.pdf')).toString('latin1', 0, 5)).toBe('%PDF-');

  // At the site: another machine, with no data folder of a centre.
  const site = join(folder, 'diem-loa');
  const nowhere = join(folder, 'khong-co-trung-tam');
  const half = join(folder, 'chep-do.zip');
  const take = (file: string, ...more: string[]) =>
    loa(nowhere, ['site', 'import', file, '--folder', site, '--key', vkey, ...more]);
  for (const part of [0.001, 0.5, 0.98]) {
    writeFileSync(half, bytes.subarray(0, Math.floor(bytes.length * part)));
    const said = await take(half, '--json');
    expect(said, `${part}`).toMatchObject({ code: 1, err: expect.stringContaining('[package.torn]') });
    const told = JSON.parse(said.out) as { refusals: { params: { bad: { name: string }[] } }[] };
    const bad = told.refusals[0]?.params.bad.map(({ name }) => name);
    expect(bad).toContain(part < 0.1 ? 'SHA256SUMS' : part < 0.6 ? `${day}/1730-buoi-17.mp3` : 'lich-phat.pdf');
  }
  expect(existsSync(site)).toBe(false);

  expect(await take(zip)).toMatchObject({ code: 0, out: expect.stringMatching(/số 2, .*\nChép 2 tệp âm thanh/) });
  expect(readdirSync(site).toSorted()).toEqual(['key.pem', 'manifest.loa-manifest', 'site.json', 'sound']);
  const second = await loa(nowhere, ['site', 'import', zip, '--folder', site, '--json']);
  expect(JSON.parse(second.out)).toMatchObject({ standing: 'same', copied: 0, there: 2, without: [] });
  expect(existsSync(nowhere)).toBe(false);
});

test('what a site did comes back in a file: its rows once, with receipts, however often the file is taken in', async () => {
  const row = (n: number, kind: string, more: object) => ({
    ...{ device: 'may-loa-a', boot: 'b1', row: n, channel: 'loa-a', day: '2026-01-05', entry: 'tiep-am', kind },
    clock: { wall: `2026-01-05T10:0${n}:00.000Z`, monotonicMs: 60_000 * n, offsetMs: 200, errorMs: 100 },
    ...more,
  });
  const rows = [
    row(0, 'started', { started: '2026-01-05T10:00:00Z' }),
    row(1, 'stopped', { outcome: 'aired', secondsHeard: 60 }),
  ];
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const first = await loa(data, ['site', 'take', file, '--json']);
  const { receipts } = JSON.parse(first.out) as { receipts: { seq: number; isNew: boolean }[] };
  expect(receipts.map(({ isNew }) => isNew)).toEqual([true, true]);
  const zip = join(folder, 'mang-ve.zip');
  const packed = await packZip('2026-01-05', [], [{ name: 'rows.ndjson', bytes: readFileSync(file) }]);
  writeFileSync(zip, Buffer.from(await new Response(packed.stream).arrayBuffer()));
  const second = JSON.parse((await loa(data, ['site', 'take', zip, '--json'])).out) as { receipts: { seq: number }[] };
  expect(second.receipts).toEqual(receipts.map((one) => ({ ...one, isNew: false })));
  writeFileSync(file, readFileSync(file).subarray(0, -20));
  expect(await loa(data, ['site', 'take', file])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/dòng 2.*\[package\.rows\]/s),
  });
});

test('a site in trouble: said in words, and by the exit code', async () => {
  expect(await loa(data, ['fleet', '--state', 'by-hand'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Loa xã A \(loa-a\): Do người báo · bản –\/2 · /),
    err: '1 điểm loa, 0 điểm cần xem ngay.\n',
  });
  const { ctx, close } = must(wire({ dataDir: data }));
  const { id } = machineToken(ctx, { scopes: ['schedule.read', 'airing.report'] });
  const word = { freeBytes: null, missing: [], missingCount: 1, agent: null, offsetMs: null, errorMs: null };
  const status = { ...word, channel: 'loa-a' as ChannelId, who: `machine:${id}`, at: ctx.clock.instant() };
  must(ctx.store.transact((rows) => ok(saveStatus(rows, status))));
  close();
  const told = await loa(data, ['fleet', '--json']);
  expect(told.code).toBe(1);
  const { sites } = JSON.parse(told.out) as { sites: { alarms: { code: string }[] }[] };
  expect(sites.flatMap(({ alarms }) => alarms.map(({ code }) => code))).toContain('files-missing');
});

test('an emergency that is spoken: ordered, listed and cancelled as it is typed; what is wrong is said, and nothing is ordered', async () => {
  const who = ['--by', 'Nguyễn Văn Bình', '--office', 'Chủ tịch UBND xã', '--reason', 'Vỡ đê bao ấp 3'];
  const order = ['urgent', 'order', '--channels', 'loa-a', '--title', 'Vỡ đê', '--text', 'Bà con di dời ngay.', ...who];
  expect(await loa(data, [...order, '--repeats', '21'])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('[request.wrong]'),
  });
  expect(await loa(data, ['urgent', 'list'])).toMatchObject({ code: 0, err: 'Chưa có lệnh phát khẩn nào.\n' });
  const ordered = await loa(data, order);
  expect(ordered).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Đã ra lệnh phát khẩn khan-[0-9a-f]{16} cho 1 /),
  });
  const id = /khan-[0-9a-f]{16}/.exec(ordered.out)?.[0] ?? '';
  const [listed] = (JSON.parse((await loa(data, ['urgent', 'list', '--json'])).out) as { orders: unknown[] }).orders;
  expect(listed).toMatchObject({
    state: 'in-force',
    order: { id, repeats: 3, pauseSeconds: 10, text: 'Bà con di dời ngay.', sound: { format: 'mp3' } },
  });
  expect(await loa(data, ['urgent', 'cancel', id, ...who])).toMatchObject({ code: 0, out: `Đã hủy lệnh ${id}.\n` });
  expect(await loa(data, ['urgent', 'cancel', id, ...who])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[urgent.over]'),
  });
  expect((await loa(data, ['urgent', 'list'])).out).toMatch(
    /^khan-[0-9a-f]{16} {2}“Vỡ đê” · đã hủy · [^\n]*Vỡ đê bao ấp 3\n {2}Loa xã A: chưa trả lời\n$/,
  );
});
