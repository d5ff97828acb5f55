/**
 * A site's player against a real centre over a bad line: real http, real ffmpeg, real files, and a clock that is moved by hand.
 *
 * The tests are one story, a day of one site, in order.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { returnedRows } from '../../../src/contract/return-file.ts';
import type { AirLogEntry, ReportEntry } from '../../../src/core/evidence/entry.ts';
import { pinnedKey, signKeyLink } from '../../../src/core/evidence/next-key.ts';
import { textHash } from '../../../src/core/evidence/row-chain.ts';
import { formatVerifierKey } from '../../../src/core/evidence/verifier-key.ts';
import type { ChannelId } from '../../../src/core/ids.ts';
import type { Manifest } from '../../../src/core/manifest/model.ts';
import { ownManifest, signManifest } from '../../../src/core/manifest/signed-manifest.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { createApp } from '../../../src/http/app.ts';
import { type Listening, listen } from '../../../src/http/serve.ts';
import { approveDay } from '../../../src/operations/approve-day.ts';
import { inviteDevice, listDevices, revokeDevice } from '../../../src/operations/fleet/devices.ts';
import { reportAirings } from '../../../src/operations/log/report-airings.ts';
import { packSite } from '../../../src/operations/manifests/pack-site.ts';
import { publishDue, publishManifest } from '../../../src/operations/manifests/publish.ts';
import { listHolders } from '../../../src/operations/manifests/receipts.ts';
import { rotateScheduleKey } from '../../../src/operations/manifests/rotate-schedule-key.ts';
import { fileOutput } from '../../../src/output/record.ts';
import { readSiteFolder } from '../../../src/site/folder.ts';
import { importPackage } from '../../../src/site/import-package.ts';
import { type JoinAsked, joinSite } from '../../../src/site/join.ts';
import { returnRows } from '../../../src/site/return-file.ts';
import { runSite } from '../../../src/site/run.ts';
import { siteStatus } from '../../../src/site/status.ts';
import { openedReceipts, takeReceipts } from '../../../src/site/stick-receipts.ts';
import { openSiteStore } from '../../../src/site/store.ts';
import { eq } from '../../../src/store/drizzle.ts';
import { manifest as manifestRows, siteKeyLink } from '../../../src/store/schema.ts';
import { asking } from '../../support/accounts-world.ts';
import { type BadLine, badLine } from '../../support/bad-line.ts';
import { type Held, machineToken, role, siteLink } from '../../support/credentials.ts';
import { CENTRE, packageOf, signerNamed } from '../../support/site-packages.ts';
import { type VirtualTime, virtualTime } from '../../support/virtual-time.ts';
import { makeWorld, NOW, TODAY, type World } from '../../support/world.ts';

const SCHEDULE = `
units: [{ id: xa-a, name: "Xã A", kind: "xã" }]
stations: [{ id: dai-a, name: "Đài A", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-a }] }]
channels: [{ id: loa-a, name: "Loa xã A", station: dai-a, carrier: loudspeaker, units: [{ unit: xa-a }] }]
items:
  - { id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }
  - { id: tin, title: "Bản tin chiều", genre: newsItem, sound: tin.wav }
sessions:
${['17:00', '17:02', '19:00']
  .map(
    (start, n) =>
      `  - { id: buoi-${n}, name: "Buổi ${start}", channels: [loa-a], start: "${start}", maxMinutes: 30, from: 2026-11-01, segments: [{ id: hieu-${n}, title: "Đài hiệu", item: dai-hieu }, { id: tin-${n}, title: "Bản tin", item: tin }] }`,
  )
  .join('\n')}
`;
const CHANNEL = 'loa-a' as ChannelId;
const TEN_YEARS = 10 * 365 * 86_400_000;

let world: World;
let server: Listening;
let line: BadLine;
let time: VirtualTime;
let token: Held;
let approver: ReturnType<typeof asking>;
const root = mkdtempSync(join(tmpdir(), 'loa-site-'));
let home = join(root, 'diem-loa');
const played = join(root, 'da-phat.jsonl');

const instantOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
/** A moment of the day at the place. */
const clock = (text: string): number => Date.parse(`${TODAY}T${text}+07:00`);

beforeAll(async () => {
  world = await makeWorld({ schedule: SCHEDULE, sounds: { 'dai-hieu.wav': 2, 'tin.wav': 30 } });
  time = virtualTime(Date.parse(NOW), (ms) => world.setNow(instantOf(ms)));
  approver = asking(world.ctx, { grants: [role('approver', 'xa-a')] });
  await world.render(CHANNEL);
  must(approveDay(approver, { channel: CHANNEL, day: TODAY as LocalDate, version: 1 }));
  must(await publishManifest(world.ctx, { channel: CHANNEL }));
  const app = createApp(world.ctx, { trace: (text) => expect.fail(text) });
  // The machine of the centre has the time that is moved by hand, also in the Date of its answers.
  const fetch: typeof app.fetch = async (request, bindings) => {
    const answer = await app.fetch(request, bindings);
    answer.headers.set('date', new Date(time.nowMs()).toUTCString());
    return answer;
  };
  server = must(await listen({ fetch }, { host: '127.0.0.1', port: 0 }));
  line = await badLine(server.port);
  token = machineToken(world.ctx, { scopes: ['schedule.read', 'airing.report'], unit: 'xa-a' });
});
afterAll(async () => {
  await line.close();
  await server.stop(0);
  await world.close();
  rmSync(root, { recursive: true, force: true });
});

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
const joining = (more: Partial<JoinAsked> = {}) =>
  joinSite(
    {
      ...{
        folder: home,
        address: line.url,
        token: token.token,
        code: null,
        channel: null,
        name: 'may-xa-a',
        vkey: null,
      },
      trustClock: false,
      ...more,
    },
    { time: time.machine(0), random },
  );

interface Row {
  readonly boot: string;
  readonly row: number;
  readonly kind: string;
  readonly entry: string;
  readonly [field: string]: unknown;
}
const rowsIn = (folder: string): (Row & { readonly received: boolean })[] => {
  const file = new Database(join(folder, 'site.db'), { readonly: true });
  try {
    const rows = file.prepare<[], { body: string; seq: number | null }>('SELECT body, seq FROM row ORDER BY n').all();
    return rows.map(({ body, seq }) => ({ ...(JSON.parse(body) as Row), received: seq !== null }));
  } finally {
    file.close();
  }
};
const isReport = (entry: AirLogEntry): entry is ReportEntry => 'source' in entry;

interface Played {
  readonly at: string;
  readonly do: 'play' | 'end' | 'stop';
  readonly fromMs?: number;
  readonly bytes?: number;
}
const lines = (): Played[] => {
  try {
    return readFileSync(played, 'utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as Played);
  } catch {
    return [];
  }
};

interface Running {
  readonly said: string[];
  readonly says: (part: string) => Promise<void>;
  readonly end: () => Promise<void>;
}
/** The rows that were on the disk, each time that something was about to sound. */
const onDisk: Row[] = [];
const run = (folder: string, { wrongMs = 0, trustClock = false } = {}): Running => {
  const stop = new AbortController();
  const said: string[] = [];
  const machine = time.machine(wrongMs);
  // No time passes while ffmpeg decodes: how long that takes is the business of the machine that tests.
  let go = (): void => {};
  const sleep: typeof machine.sleep = (ms, signal) => {
    go();
    return machine.sleep(ms, signal);
  };
  const file = fileOutput('ffmpeg', played, { ...machine, sleep });
  const ended = runSite(folder, {
    time: machine,
    output: {
      play: (sound) => {
        onDisk.push(...rowsIn(folder).slice(-1));
        go = time.hold();
        const sounding = file.play(sound);
        void sounding.ended.then(go);
        return sounding;
      },
    },
    ...{ random, trustClock, signal: stop.signal, lang: 'vi' },
    hardwareMs: () => null,
    relays: new Map(),
    freeBytes: () => null,
    say: (text) => said.push(text),
    alive: () => {},
  });
  const running: Running = {
    said,
    says: (part) => time.until(() => said.some((text) => text.includes(part))),
    end: async () => {
      stop.abort();
      must(await ended);
    },
  };
  return running;
};

/** What the centre gives now, and a note that it signs itself for the trial. */
const published = (): { note: string; manifest: Manifest } => {
  const note = readFileSync(join(home, 'manifest.loa-manifest'), 'utf8');
  return { note, manifest: ownManifest(note) };
};
const signed = (manifest: Manifest): string => {
  const signer = must(world.ctx.scheduleKey(null));
  return signManifest(manifest, signer.key, signer.sign);
};

describe('a day of one site', () => {
  let site: Running;

  test('joins by its token or its link, pins the key that it is told, and never joins twice', async () => {
    const { key } = must(world.ctx.scheduleKey(null));
    const wrong = await joining({ vkey: 'loa-0/lich+00000000+AQ==' });
    expect(wrong).toMatchObject({ ok: false, refusals: [{ code: 'site.key' }] });
    expect(await joining({ token: 'loa_m_sai' })).toMatchObject({ refusals: [{ code: 'site.denied' }] });
    expect(await joining({ channel: 'khac' })).toMatchObject({ refusals: [{ code: 'site.channel' }] });
    const link = siteLink(world.ctx, 'loa-a');
    const byLink = await joining({
      folder: join(root, 'lien-ket'),
      token: null,
      address: `${line.url}/tram/${link.token}`,
    });
    expect(byLink).toMatchObject({ ok: true, value: { reports: false, site: { credential: 'site' } } });
    const { code } = must(inviteDevice(world.ctx, { channel: CHANNEL, name: 'Máy xã A' }));
    expect(code).toMatch(/^[2-9A-HJ-NP-TV-Z]{4}(-[2-9A-HJ-NP-TV-Z]{4}){2}$/);
    expect(await joining({ code: '2222-2222-2222' })).toMatchObject({ refusals: [{ code: 'site.code' }] });
    // Twice from one machine: the first answer may have been lost. From another one the code is used.
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')}`;
    must(await joining({ code: typed }));
    rmSync(join(home, 'site.json'));
    const joined = must(await joining({ code }));
    expect(joined).toMatchObject({ reports: true, site: { channel: 'loa-a', device: 'may-xa-a' } });
    expect(await joining({ code, folder: join(root, 'may-khac') })).toMatchObject({
      refusals: [{ code: 'site.code' }],
    });
    const next = must(inviteDevice(world.ctx, { channel: CHANNEL, name: 'Máy khác' }));
    const other = { code: next.code, folder: join(root, 'may-khac') };
    expect(await joining(other)).toMatchObject({ refusals: [{ code: 'site.device-taken' }] });
    expect(must(await joining({ ...other, name: null })).site.device).toMatch(/^loa-[0-9a-f]{8}$/);
    expect(listDevices(world.ctx).map(({ name, device }) => [name, device])).toMatchObject([
      ['Máy xã A', 'may-xa-a'],
      ['Máy khác', expect.any(String)],
    ]);
    expect(joined.site.vkey.startsWith(key.name)).toBe(true);
    for (const secret of ['token', 'key.pem']) expect(statSync(join(home, secret)).mode & 0o777).toBe(0o600);
    expect(await joining()).toMatchObject({ refusals: [{ code: 'site.folder', params: { fault: 'there' } }] });
    line.down = true;
    expect(await joining({ folder: join(root, 'x') })).toMatchObject({ refusals: [{ code: 'site.unreachable' }] });
    line.down = false;
  });

  test('(q) fetches its sounds over a line that cuts every download, with the right hash and hardly a byte twice', async () => {
    line.cutAfter = 48 * 1024;
    const before = line.bytes();
    site = run(home, { wrongMs: 2000 });
    await site.says('đã kiểm');
    line.cutAfter = null;
    const sounds = published().manifest.days.flatMap(({ sessions }) => sessions.map(({ sound }) => sound));
    const wanted = new Map(sounds.flatMap((sound) => (sound === null ? [] : [[sound.sha256 as string, sound]])));
    const files = readdirSync(join(home, 'sound'));
    expect(files.toSorted()).toEqual(
      [...wanted.values()].map(({ sha256, format }) => `${sha256}.${format}`).toSorted(),
    );
    for (const name of files)
      expect(
        createHash('sha256')
          .update(readFileSync(join(home, 'sound', name)))
          .digest('hex'),
      ).toBe(name.split('.')[0]);
    const total = [...wanted.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    expect(line.cuts()).toBeGreaterThan(5);
    expect((line.bytes() - before) / total).toBeLessThan(1.1);
    const { holders } = must(listHolders(approver, { channel: 'loa-a' }));
    expect(holders.find(({ name, held }) => name === 'Máy xã A' && held !== null)?.held?.newest.verified).toMatchObject(
      { version: 1 },
    );
    expect(must(siteStatus(home, time.machine(0)))).toMatchObject({
      running: true,
      manifest: { version: 1 },
      rows: { kept: 0, broken: null },
      next: { session: 'buoi-0' },
    });
    expect(await runSite(home, {} as never)).toMatchObject({ refusals: [{ code: 'data.busy' }] });
  });

  test('begins on the second by the centre’s time, though its own clock is two seconds off, with the row on the disk first', async () => {
    await time.to(clock('17:00:00'));
    await time.until(() => rowsIn(home).length === 4);
    const [start] = lines();
    // The line is written by the wrong clock on the wall.
    const late = Date.parse(start?.at ?? '') - 2000 - clock('17:00:00');
    expect(Math.abs(late)).toBeLessThan(600);
    expect(lines().map((one) => one.do)).toEqual(['play', 'end']);
    expect(lines()[1]?.bytes).toBeGreaterThan(31.9 * 192_000);
    expect(onDisk).toMatchObject([{ kind: 'started' }]);
    expect(rowsIn(home).map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['started', undefined],
      ['stopped', 'aired'],
      ['started', undefined],
      ['stopped', 'aired'],
    ]);
    await time.until(() => rowsIn(home).every(({ received }) => received));
  });

  test('plays without the centre; a power cut in the middle, and it begins again within its grace', async () => {
    line.down = true;
    await time.to(clock('17:02:05'));
    await time.until(() => rowsIn(home).length > 4);
    // As a disk is found after the power went: whatever was committed, and no farewell.
    const after = join(root, 'sau-khi-mat-dien');
    cpSync(home, after, { recursive: true });
    await site.end();
    // Told to end, it says so of what sounded: that is no power cut.
    expect(rowsIn(home).at(-1)).toMatchObject({ kind: 'stopped', outcome: 'partly', reason: 'ordered-off' });
    await time.to(clock('17:02:20'));
    site = run(after, { wrongMs: 2000, trustClock: true });
    await time.until(() => rowsIn(after).filter(({ kind }) => kind === 'stopped').length === 4);
    expect(
      lines()
        .slice(2)
        .map((one) => [one.do, one.fromMs]),
    ).toEqual([
      ['play', 0],
      ['stop', undefined],
      ['play', 0],
      ['end', undefined],
    ]);
    const late = rowsIn(after).filter(({ kind }) => kind !== 'started');
    expect(late.map(({ kind, outcome }) => [kind, outcome])).toEqual(Array(4).fill(['stopped', 'aired']));
    expect(rowsIn(after).filter(({ received }) => !received).length).toBeGreaterThan(3);
    home = after;
  });

  test('(i) a clock that was set back and that nobody vouches for plays nothing; with the centre back it plays, and every row is there once', async () => {
    await site.end();
    await time.to(clock('18:59:50'));
    site = run(home, { wrongMs: -TEN_YEARS });
    await site.says('CHƯA CHẮC ĐỒNG HỒ');
    await time.to(clock('19:00:10'));
    expect(lines()).toHaveLength(6);
    line.down = false;
    await time.until(() => rowsIn(home).filter(({ kind }) => kind === 'stopped').length === 6);
    expect(
      lines()
        .slice(6)
        .map((one) => one.do),
    ).toEqual(['play', 'end']);
    await time.until(() => rowsIn(home).every(({ received }) => received));
    const rows = rowsIn(home);
    const { airlog } = world.ctx;
    const told = Array.from({ length: airlog.size() }, (_, seq) => airlog.find(seq)).flatMap((entry) =>
      entry !== undefined && isReport(entry) ? [`${entry.source.boot} ${entry.source.row}`] : [],
    );
    expect(told.toSorted()).toEqual(rows.map(({ boot, row }) => `${boot} ${row}`).toSorted());
    expect(new Set(told).size).toBe(told.length);
    expect(must(siteStatus(home, time.machine(0))).rows).toMatchObject({ waiting: 0, refused: 0, broken: null });
  });

  test('(h) what is older, unsigned, foreign, empty or over changes nothing; the same centre is heard again after it', async () => {
    const { note, manifest } = published();
    const bad: Readonly<Record<string, string>> = {
      'cũ hơn': signed({ ...manifest, version: manifest.version - 1 || 1, issuedAt: '2026-11-01T00:00:00Z' }),
      'không có chữ ký': note.replace(/\n— .*\n$/s, (signature) => signature.replace(/[A-Za-z0-9]{8}/, 'AAAAAAAA')),
      'điểm loa khác': signed({ ...manifest, version: 9, site: { id: 'loa-b', name: 'Loa xã B' } }),
      'hết hiệu lực': signed({ ...manifest, version: 9, validUntil: '2026-11-20T00:00:00Z' }),
      'không có ngày nào': signed({ ...manifest, version: 9, days: [] }),
      'không đọc được': '',
    };
    for (const [why, body] of Object.entries(bad)) {
      const from = site.said.length;
      line.instead = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nETag: "${why.length}"\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`;
      await time.until(() => site.said.slice(from).some((text) => /bản phát hành/.test(text)));
      if (why !== 'cũ hơn') expect(site.said.slice(from).join('\n')).toContain(why);
      expect(published().note, why).toBe(note);
    }
    line.instead = null;
    await site.end();
  });

  test('the key changes while it runs: a forged follower changes nothing, the signed one is believed with the next manifest, and the old key no more', async () => {
    const { note, manifest } = published();
    const { ctx } = world;
    const { rows } = ctx.store;
    const old = must(ctx.scheduleKey(null));
    const thief = { ...signerNamed(8, old.key.name) };
    /** What the centre gives as its newest, and takes back. */
    const give = (by: { key: typeof old.key; sign: typeof old.sign }): (() => void) => {
      const forged = signManifest({ ...manifest, version: 9 }, by.key, by.sign);
      const [now] = rows.select().from(manifestRows).all();
      if (now === undefined) throw new Error('something was published');
      rows
        .insert(manifestRows)
        .values({ ...now, version: 9, note: forged })
        .run();
      return () => rows.delete(manifestRows).where(eq(manifestRows.version, 9)).run();
    };
    const follower = { number: 2, oldKey: formatVerifierKey(old.key), newKey: thief.vkey, at: NOW };
    const forged = signKeyLink('schedule', follower, thief.key, thief.sign);
    rows.insert(siteKeyLink).values({ use: 'schedule', number: 2, newKey: thief.vkey, note: forged, at: NOW }).run();
    // The forged link is what the centre's own chain says: it would sign by that key.
    rows
      .update(siteKeyLink)
      .set({ newKey: formatVerifierKey(old.key) })
      .run();
    let takeBack = give(thief);
    site = run(home, { trustClock: true });
    await site.says('không có chữ ký của khóa trước nó');
    expect(published().note).toBe(note);
    expect(existsSync(join(home, 'schedule-keys.json'))).toBe(false);
    takeBack();
    rows.delete(siteKeyLink).run();

    const { newKey } = must(rotateScheduleKey(ctx));
    // Nothing was approved anew: it is issued again because another key signs.
    world.setNow(NOW);
    expect(must(await publishDue(ctx, null)).published).toHaveLength(1);
    world.setNow(instantOf(time.nowMs()));
    await site.says('Từ nay theo khóa mới');
    const next = manifest.version + 1;
    expect(published().manifest.version).toBe(next);
    expect(must(siteStatus(home, time.machine(0)))).toMatchObject({ vkey: newKey, manifest: { version: next } });
    // Whoever has the old key leads nobody back.
    takeBack = give(old);
    await site.says('khóa ấy đã được thay');
    expect(published().manifest.version).toBe(next);
    takeBack();
    await site.end();
    // The next start holds what it held.
    site = run(home, { trustClock: true });
    await site.says(`đang giữ bản phát hành số ${next}`);
    await site.end();
  });

  test('a signed session outside the hours, by whoever’s mistake, is silent here; and a changed row is found', async () => {
    const { manifest } = published();
    const [day] = manifest.days;
    const [one] = day?.sessions ?? [];
    if (day === undefined || one === undefined) throw new Error('a day was published');
    const at = (text: string) => ({
      local: `2026-11-24T${text}` as never,
      zone: 'Asia/Ho_Chi_Minh',
      instant: `${new Date(Date.parse(`2026-11-24T${text}+07:00`)).toISOString().slice(0, 19)}Z`,
    });
    const next = {
      ...manifest,
      version: 9,
      hours: [{ day: '2026-11-24' as LocalDate, spans: [{ from: '05:00:00' as never, to: '21:00:00' as never }] }],
      days: [{ ...day, day: '2026-11-24' as LocalDate, sessions: [{ ...one, id: 'dem', start: at('03:15:00') }] }],
    };
    writeFileSync(join(home, 'manifest.loa-manifest'), signed(next));
    const before = lines().length;
    await time.to(Date.parse('2026-11-24T03:14:50+07:00'));
    line.down = true;
    site = run(home, { trustClock: true });
    await site.says('ngoài giờ được phát');
    expect(lines()).toHaveLength(before);
    await site.end();
    const file = new Database(join(home, 'site.db'));
    file.exec(`UPDATE row SET body = replace(body, 'aired', 'partly') WHERE n = 2`);
    file.close();
    expect(must(siteStatus(home, time.machine(0))).rows.broken).toBe(2);
  });
});

describe('what no line carried', () => {
  const take = (text: string) => {
    const read = returnedRows(text);
    if (!('rows' in read)) return read;
    const links = read.rows.flatMap(({ link }) => link ?? []);
    const rows = read.rows.map(({ row }) => row);
    const chain = { links: links.length === rows.length ? links : null, key: read.head?.publicKey ?? null };
    return reportAirings(world.ctx, rows, chain);
  };

  test('comes back in one signed file: torn or changed it is refused at the row, and taken twice it is there once', () => {
    const { file, rows } = must(returnRows({ folder: home, to: root }));
    expect(rows).toBeGreaterThan(0);
    const text = readFileSync(file ?? '', 'utf8');
    expect(take(text.slice(0, -20))).toMatchObject({ detail: 'the end is missing' });
    expect(take(text.replace('missed', 'Missed'))).toMatchObject({ detail: 'changed on its way' });
    // Whoever changes a row and makes the hash anew has no key.
    const lines = text.trimEnd().split('\n').slice(0, -1);
    const changed = lines.map((line, n) => (n === rows ? line.replace('ordered-off', 'power-cut') : line));
    const body = `${changed.join('\n')}\n`;
    expect(take(`${body}{"sha256":"${textHash(body)}"}\n`)).toMatchObject({
      refusals: [
        { code: 'site.row-signature', params: { fault: 'signature' }, place: { pointer: `/rows/${rows - 1}` } },
      ],
    });
    const size = world.ctx.airlog.size();
    const taken = take(text);
    expect(taken).toMatchObject({ ok: true, value: { receipts: Array(rows).fill({ isNew: true }) } });
    expect(take(text)).toMatchObject({ ok: true, value: { receipts: Array(rows).fill({ isNew: false }) } });
    expect(world.ctx.airlog.size()).toBe(size + rows);
    // Its name is taken: without its signature nobody reports for it, and once it is revoked nobody at all.
    const unsigned = text.split('\n').slice(1, -2);
    expect(
      take(unsigned.map((one) => JSON.stringify((JSON.parse(one) as { row: unknown }).row)).join('\n')),
    ).toMatchObject({
      refusals: [{ code: 'site.row-signature', params: { fault: 'missing' } }],
    });
    const [device] = listDevices(world.ctx);
    must(revokeDevice(world.ctx, { id: device?.id ?? '' }));
    expect(take(text)).toMatchObject({ refusals: [{ params: { fault: 'revoked' } }] });
    // Nothing goes before a receipt: the file is none.
    expect(must(siteStatus(home, time.machine(0))).rows.waiting).toBe(rows);
  });

  test('its receipts come back in the next package: what the log has, word for word, is received and left out', async () => {
    const waiting = () => must(siteStatus(home, time.machine(0))).rows.waiting;
    const rows = waiting();
    const copy = join(root, 'diem-co-bien-nhan');
    cpSync(home, copy, { recursive: true });
    // The days that were published are over by now.
    world.setNow(NOW);
    const packed = must(await packSite(world.ctx, { channel: CHANNEL, days: 7 }));
    // However few entries are read at once, none is left out.
    for (const atOnce of [1, 2, 7])
      expect(must(await packSite(world.ctx, { channel: CHANNEL, days: 7, atOnce })).receipts).toBe(packed.receipts);
    world.setNow(instantOf(time.nowMs()));
    const centre = pinnedKey(must(readSiteFolder(copy)).centreKeys);
    const receipts = openedReceipts(packed.receipts, centre);
    if (receipts === null) throw new Error('the receipts are not signed by the pinned key');
    expect(openedReceipts(packed.receipts.replace('"seq":', '"seq":1'), centre)).toBeNull();
    expect(openedReceipts(packed.receipts, CENTRE.key)).toBeNull();
    // Another row under a number that the log has is no row that was received.
    const file = new Database(join(copy, 'site.db'));
    const last = file.prepare<[], { n: number; body: string }>('SELECT n, body FROM row ORDER BY n DESC LIMIT 1').get();
    file.prepare('UPDATE row SET body = replace(body, ?, ?) WHERE n = ?').run('ordered-off', 'power-cut', last?.n);
    file.close();
    const atMs = time.nowMs();
    expect(takeReceipts(copy, { ...receipts, channel: 'loa-khac' }, atMs)).toEqual({ ok: true, value: 0 });
    const kept = must(takeReceipts(copy, receipts, atMs));
    expect(kept).toBeLessThan(rows);
    expect(must(returnRows({ folder: copy, to: root })).rows).toBeGreaterThan(0);
    // As it was written, all of it is received, and there is nothing to bring.
    expect(must(takeReceipts(home, receipts, atMs))).toBe(rows);
    expect(waiting()).toBe(0);
    expect(must(returnRows({ folder: home, to: root }))).toMatchObject({ file: null, rows: 0 });
    expect(must(takeReceipts(home, receipts, atMs))).toBe(0);
    const store = must(openSiteStore(home, must(readSiteFolder(home)).key));
    store.forget(atMs);
    expect(store.counts().rows).toBe(rows);
    // The newest stays: the next is linked to it.
    store.forget(atMs + 1);
    expect(store.counts().rows).toBe(1);
    store.close();
  });
});

describe('a site that no network reaches', () => {
  const stick = join(root, 'diem-usb');
  const sound = (): Uint8Array => {
    const [name = ''] = readdirSync(join(home, 'sound'));
    return new Uint8Array(readFileSync(join(home, 'sound', name)));
  };
  const brought = async (manifest: Partial<Manifest>) => {
    const path = join(root, 'goi.zip');
    writeFileSync(path, (await packageOf({ sounds: { '05:00:00': sound() }, manifest })).bytes);
    return must(await importPackage({ path, folder: stick, key: CENTRE.vkey, now: instantOf(time.nowMs()) }));
  };

  test('plays what came by stick, writes its rows, and takes the next package while it runs', async () => {
    await time.to(Date.parse('2026-11-30T04:59:50+07:00'));
    await brought({ version: 3 });
    const site = run(stick, { trustClock: true });
    await site.says('nhận lịch bằng USB');
    await time.to(Date.parse('2026-11-30T05:00:00+07:00'));
    await time.until(() => rowsIn(stick).some(({ kind }) => kind === 'stopped'));
    const [first, second] = rowsIn(stick);
    expect(first).toMatchObject({ kind: 'started', channel: 'my-tu', received: false });
    expect(second).toMatchObject({ kind: 'stopped', device: first?.['device'] });
    await brought({ version: 4 });
    await site.says('Nhận bản phát hành số 4');
    // What lies there and is older, by whoever's hand, is not taken, and is there no more.
    const note = readFileSync(join(stick, 'manifest.loa-manifest'), 'utf8');
    writeFileSync(join(stick, 'manifest.loa-manifest'), (await packageOf({ manifest: { version: 2 } })).note);
    await site.says('cũ hơn');
    await time.until(() => readFileSync(join(stick, 'manifest.loa-manifest'), 'utf8') === note);
    await site.end();
    expect(site.said.join('\n')).not.toContain('Không tới được');
    expect(must(siteStatus(stick, time.machine(0)))).toMatchObject({ url: null, manifest: { version: 4 } });
  });
});
