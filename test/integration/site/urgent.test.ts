/**
 * An emergency at two sites of a real centre: real http, real ffmpeg, real keys, and a clock that is moved by hand. One site is in the middle of
 * a session; the other has a line that cuts every download and is still fetching its sounds.
 */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportEntry } from '../../../src/core/evidence/entry.ts';
import type { ChannelId } from '../../../src/core/ids.ts';
import { must, ok } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { signUrgent, signUrgentKey } from '../../../src/core/urgent/signed-urgent.ts';
import { createApp } from '../../../src/http/app.ts';
import { type Listening, listen } from '../../../src/http/serve.ts';
import { approveDay } from '../../../src/operations/approve-day.ts';
import { offerMakeGoods } from '../../../src/operations/campaigns/offer-make-goods.ts';
import { publishManifest } from '../../../src/operations/manifests/publish.ts';
import { listUrgent } from '../../../src/operations/urgent/list-urgent.ts';
import { type AskedUrgent, cancelUrgent, orderUrgent } from '../../../src/operations/urgent/order-urgent.ts';
import { rotateUrgentKey } from '../../../src/operations/urgent/rotate-urgent-key.ts';
import { fileOutput } from '../../../src/output/record.ts';
import { newUrgentKey, urgentSigner } from '../../../src/secrets/urgent-key.ts';
import { joinSite } from '../../../src/site/join.ts';
import { runSite } from '../../../src/site/run.ts';
import { urgentKey } from '../../../src/store/schema.ts';
import { addUrgent } from '../../../src/store/urgent.ts';
import { asking } from '../../support/accounts-world.ts';
import { type BadLine, badLine } from '../../support/bad-line.ts';
import { machineToken, role } from '../../support/credentials.ts';
import { urgentOrder } from '../../support/urgent.ts';
import { type VirtualTime, virtualTime } from '../../support/virtual-time.ts';
import { makeWorld, NOW, TODAY, type World } from '../../support/world.ts';

const SCHEDULE = `
units: [{ id: xa-a, name: "Xã A", kind: "xã" }]
stations: [{ id: dai-a, name: "Đài A", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-a }] }]
channels:
  - { id: loa-a, name: "Loa xã A", station: dai-a, carrier: loudspeaker, units: [{ unit: xa-a }] }
  - { id: loa-b, name: "Loa ấp B", station: dai-a, carrier: loudspeaker, units: [{ unit: xa-a }] }
items: [{ id: tin, title: "Bản tin chiều", genre: newsItem, sound: tin.wav }]
sessions:
  - { id: chieu, name: "Buổi chiều", channels: [loa-a, loa-b], start: "17:00", maxMinutes: 30, from: 2026-11-01, segments: [${['1', '2', '3', '4'].map((n) => `{ id: tin-${n}, title: "Tin ${n}", item: tin }`).join(', ')}] }
`;
const ASKED: AskedUrgent = {
  channels: ['loa-a', 'loa-b'],
  title: 'Vỡ đê, di dời ngay',
  ...{ sound: 'khan.wav', text: 'Bà con ấp 3 di dời ngay.', language: 'vi', voice: 'south' },
  ...{ by: 'Nguyễn Văn Bình', office: 'Chủ tịch UBND xã', reason: 'Vỡ đê bao ấp 3' },
  ...{ repeats: 2, pauseSeconds: 3, minutes: 60, volume: null },
};

let world: World;
let server: Listening;
let time: VirtualTime;
/** With a second factor just proved. */
const chief = () => asking(world.ctx, { grants: [role('approver', 'xa-a')] });
const root = mkdtempSync(join(tmpdir(), 'loa-khan-'));
const clock = (text: string): number => Date.parse(`${TODAY}T${text}+07:00`);
const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));

interface Site {
  home: string;
  readonly channel: string;
  readonly line: BadLine;
  running: { readonly said: string[]; readonly end: () => Promise<void> };
}
const sites: Site[] = [];

const siteOf = async (channel: string): Promise<Site> => {
  const line = await badLine(server.port);
  const home = join(root, channel);
  const { token } = machineToken(world.ctx, { scopes: ['schedule.read', 'airing.report'], unit: 'xa-a' });
  const asked = { folder: home, address: line.url, token, channel, name: `may-${channel}`, vkey: null, code: null };
  must(await joinSite({ ...asked, trustClock: false }, { time: time.machine(0), random }));
  const site: Site = { home, channel, line, running: { said: [], end: async () => {} } };
  sites.push(site);
  return site;
};

const start = (site: Site): void => {
  const stop = new AbortController();
  const said: string[] = [];
  const machine = time.machine(0);
  let go = (): void => {};
  const sleep: typeof machine.sleep = (ms, signal) => {
    go();
    return machine.sleep(ms, signal);
  };
  const file = fileOutput('ffmpeg', join(root, `${site.channel}.jsonl`), { ...machine, sleep });
  const ended = runSite(site.home, {
    time: machine,
    output: {
      play: (sound) => {
        go = time.hold();
        const sounding = file.play(sound);
        void sounding.ended.then(go);
        return sounding;
      },
    },
    ...{ random, trustClock: false, signal: stop.signal, lang: 'vi' as const },
    hardwareMs: () => null,
    relays: new Map(),
    freeBytes: () => null,
    say: (text) => said.push(text),
    alive: () => {},
  });
  site.running = {
    said,
    end: async () => {
      stop.abort();
      must(await ended);
    },
  };
};

interface Row {
  readonly kind: string;
  readonly entry: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly secondsHeard?: number;
  readonly title?: string;
}
const rowsOf = ({ home }: Site, part = ''): Row[] => {
  const file = new Database(join(home, 'site.db'), { readonly: true });
  try {
    const rows = file.prepare<[], { body: string }>('SELECT body FROM row ORDER BY n').all();
    return rows.map(({ body }) => JSON.parse(body) as Row).filter(({ entry }) => entry.startsWith(part));
  } finally {
    file.close();
  }
};
const playedAt = ({ channel }: Site): { do: string; sound: string; playedMs?: number }[] =>
  readFileSync(join(root, `${channel}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as { do: string; sound: string; playedMs?: number });
const saidAt = (id: string, channel: string): readonly string[] =>
  listUrgent(world.ctx)
    .find(({ order }) => order.id === id)
    ?.sites.find((one) => one.channel.id === channel)
    ?.said.map(({ kind }) => kind) ?? [];
const ended = (site: Site, id: string): Promise<void> =>
  time.until(() => ['ended', 'cancelled', 'expired'].some((kind) => saidAt(id, site.channel).includes(kind)));

beforeAll(async () => {
  world = await makeWorld({ schedule: SCHEDULE, sounds: { 'tin.wav': 30, 'khan.wav': 5 } });
  time = virtualTime(Date.parse(NOW), (ms) => world.setNow(`${new Date(ms).toISOString().slice(0, 19)}Z`));
  const approver = chief();
  for (const channel of ['loa-a', 'loa-b'] as ChannelId[]) {
    await world.render(channel);
    must(approveDay(approver, { channel, day: TODAY as LocalDate, version: 1 }));
    must(await publishManifest(world.ctx, { channel }));
  }
  const app = createApp(world.ctx, { trace: (text) => expect.fail(text) });
  const fetch: typeof app.fetch = async (request, bindings) => {
    const answer = await app.fetch(request, bindings);
    answer.headers.set('date', new Date(time.nowMs()).toUTCString());
    return answer;
  };
  server = must(await listen({ fetch, early: app.early }, { host: '127.0.0.1', port: 0 }));
});
afterAll(async () => {
  for (const { running, line } of sites) {
    await running.end();
    await line.close();
  }
  await server.stop(0);
  await world.close();
  rmSync(root, { recursive: true, force: true });
});

test('(o) it breaks into a session and goes before a download; the centre has the rows, the receipts and what is to be made good', async () => {
  const [a, b] = [await siteOf('loa-a'), await siteOf('loa-b')];
  b.line.cutAfter = 24 * 1024;
  start(a);
  await time.until(() => a.running.said.some((text) => text.includes('đã kiểm')));
  await time.to(clock('16:59:58'));
  start(b);
  await time.to(clock('17:00:05'));
  await time.until(() => rowsOf(a).length > 0);
  const order = must(await orderUrgent(chief(), ASKED));
  expect(order.sound.lengthMs).toBeGreaterThan(4900);
  await Promise.all([ended(a, order.id), ended(b, order.id)]);

  const spoken = rowsOf(a).filter(({ kind }) => kind !== 'started');
  const at = spoken.findIndex(({ kind }) => kind === 'preempted');
  const broken = spoken[at];
  expect(broken).toMatchObject({ outcome: 'partly', reason: 'emergency' });
  // Where the output was stopped is where the item was told to end.
  const [first, stopped] = playedAt(a);
  expect([first?.do, stopped?.do]).toEqual(['play', 'stop']);
  const before = spoken.slice(0, at).reduce((sum, { secondsHeard = 0 }) => sum + secondsHeard, 0);
  expect(Math.abs(before + (broken?.secondsHeard ?? 0) - (stopped?.playedMs ?? 0) / 1000)).toBeLessThan(2.1);
  for (const site of [a, b]) {
    expect(rowsOf(site, order.id).filter(({ kind }) => kind !== 'started')).toMatchObject(
      [1, 2].map((n) => ({ kind: 'stopped', outcome: 'aired', entry: `${order.id}.${n}`, title: ASKED.title })),
    );
    expect(saidAt(order.id, site.channel)).toEqual(['received', 'sounding', 'ended']);
  }
  // The sound of the order came whole over a line that had not yet brought the session's.
  const soundsB = b.running.said.filter((text) => text.includes('Đã tải âm thanh'));
  expect(soundsB[0]).toContain(order.sound.sha256.slice(0, 12));
  // The session went on with a later item.
  await time.until(() => rowsOf(a).at(-1)?.kind === 'stopped' && !rowsOf(a).at(-1)?.entry.startsWith('khan'));
  const told = (): ReportEntry[] =>
    Array.from({ length: world.ctx.airlog.size() }, (_, seq) => world.ctx.airlog.find(seq)).filter(
      (entry): entry is ReportEntry => entry !== undefined && 'source' in entry,
    );
  await time.until(() => told().some(({ kind }) => kind === 'preempted'));
  expect(told().find(({ planned }) => planned.id === `${order.id}.1`)?.planned).toMatchObject({
    title: ASKED.title,
    day: TODAY,
    rundownVersion: 0,
  });
  const { offered } = must(
    offerMakeGoods(chief(), { channel: 'loa-a', from: TODAY as LocalDate, to: TODAY as LocalDate }),
  );
  expect(offered.map(({ lost }) => [lost.id, lost.why])).toContainEqual([
    broken?.entry,
    { kind: 'said', reason: 'emergency' },
  ]);
});

test('(j) a cancel ends it while it sounds; after a power cut in the middle it goes on and doubles nothing, and nothing that is over comes back', async () => {
  const [a] = sites as [Site];
  const long = must(await orderUrgent(chief(), { ...ASKED, channels: ['loa-a'], repeats: 20, pauseSeconds: 0 }));
  await time.until(() => rowsOf(a, long.id).length > 0);
  must(cancelUrgent(chief(), { id: long.id, by: 'Trần Thị Hoa', office: 'Phó Chủ tịch', reason: 'Đã an toàn' }));
  expect(cancelUrgent(chief(), { id: long.id, by: 'x', office: 'x', reason: 'x' })).toMatchObject({
    refusals: [{ code: 'urgent.over', params: { how: 'cancelled' } }],
  });
  await ended(a, long.id);
  expect(saidAt(long.id, 'loa-a').at(-1)).toBe('cancelled');
  expect(rowsOf(a, long.id).at(-1)).toMatchObject({ kind: 'stopped', reason: 'ordered-off' });
  expect(rowsOf(a, long.id).length).toBeLessThan(40);

  const short = must(await orderUrgent(chief(), { ...ASKED, channels: ['loa-a'] }));
  await time.until(() => rowsOf(a, short.id).length > 0);
  const after = join(root, 'sau-khi-mat-dien');
  cpSync(a.home, after, { recursive: true });
  await a.running.end();
  a.home = after;
  start(a);
  await ended(a, short.id);
  expect(
    rowsOf(a, short.id)
      .filter(({ kind }) => kind !== 'started')
      .map(({ entry, outcome }) => [entry.split('.')[1], outcome]),
  ).toEqual([
    ['1', expect.stringMatching(/partly|not-aired/)],
    ['2', 'aired'],
    ['3', 'aired'],
  ]);
  const count = rowsOf(a, 'khan').length;
  await time.to(time.nowMs() + 120_000);
  expect(rowsOf(a, 'khan')).toHaveLength(count);
});

test('the urgent key changes, once no order is in force: the sites follow at the next question, and obey what the new one signs', async () => {
  const [a] = sites as [Site];
  const { ctx } = world;
  expect(rotateUrgentKey(ctx)).toMatchObject({ refusals: [{ code: 'urgent-key.in-force' }] });
  await time.to(time.nowMs() + 3_700_000);
  const links = join(a.home, 'urgent-keys.json');
  expect(existsSync(links)).toBe(false);
  const { newKey } = must(rotateUrgentKey(ctx));
  await time.until(() => existsSync(links));
  expect(readFileSync(links, 'utf8')).toContain(newKey);
  const { id } = must(await orderUrgent(chief(), { ...ASKED, channels: ['loa-a'], repeats: 1 }));
  await ended(a, id);
  expect(rowsOf(a, id).map(({ outcome }) => outcome)).toEqual([undefined, 'aired']);
  await time.to(time.nowMs() + 3_700_000);
});

test('who steals the key of the manifests orders no emergency; nor does another urgent key, for another site, or after its end', async () => {
  const [a] = sites as [Site];
  const { ctx } = world;
  const schedule = must(ctx.scheduleKey(null));
  const urgent = must(ctx.urgentKey(null));
  const thief = urgentSigner(newUrgentKey());
  if (thief === null) throw new Error('a key just made reads');
  const now = ctx.clock.instant();
  const order = (n: number, more: object) =>
    urgentOrder(n, now, { origin: urgent.key.name, sites: ['loa-a'], ...more });
  const forged = [
    signUrgent(order(1, { origin: schedule.key.name }), schedule.key, schedule.sign),
    signUrgent(order(2, {}), thief.key, thief.sign),
    signUrgent(order(3, { sites: ['loa-b'] }), urgent.key, urgent.sign),
    signUrgent(
      order(4, { expiresAt: '2026-11-20T00:00:00Z', issuedAt: '2026-11-19T23:00:00Z' }),
      urgent.key,
      urgent.sign,
    ),
    signUrgent(order(5, { expiresAt: '2026-12-20T00:00:00Z' }), urgent.key, urgent.sign),
  ];
  const statement = signUrgentKey(thief.key, schedule.key, schedule.sign);
  must(
    ctx.store.transact((rows) => {
      rows.update(urgentKey).set({ statement }).run();
      for (const [n, note] of forged.entries())
        addUrgent(
          rows,
          {
            id: `khan-gia-${n}`,
            note,
            issuedAt: now,
            expiresAt: '2026-12-31T00:00:00Z',
            cancels: null,
            orderedBy: 'ke-gian',
          },
          ['loa-a' as ChannelId],
        );
      return ok(undefined);
    }),
  );
  const faults = [
    'chưa ghim khóa khẩn này',
    'không có chữ ký',
    'dành cho điểm loa khác',
    'hết hiệu lực',
    'không đọc được',
  ];
  await time.until(() => faults.every((fault) => a.running.said.some((text) => text.includes(fault))));
  await time.to(time.nowMs() + 60_000);
  expect(rowsOf(a, 'khan-000')).toEqual([]);
});
