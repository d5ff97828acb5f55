/**
 * The centre's own player into a real Icecast, with somebody who listens: silence between sessions, known tones in them, a server that is
 * killed, a relay that is lost or silent, a service that goes away, a sound that is silent. One story, in order; its clock goes four times as
 * fast as ours, and stands still while what it does not drive is waited for.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AirLogEntry, ReportEntry } from '../../../src/core/evidence/entry.ts';
import { formatVerifierKey } from '../../../src/core/evidence/verifier-key.ts';
import type { ChannelId } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { createApp } from '../../../src/http/app.ts';
import { type Listening, listen } from '../../../src/http/serve.ts';
import { approveDay } from '../../../src/operations/approve-day.ts';
import { showFleet } from '../../../src/operations/fleet/show-fleet.ts';
import { publishManifest } from '../../../src/operations/manifests/publish.ts';
import { outputOf, relaysIn } from '../../../src/output/choose.ts';
import type { Time } from '../../../src/output/model.ts';
import { enrol, isEnrolled } from '../../../src/site/enrol.ts';
import { runSite } from '../../../src/site/run.ts';
import { asking } from '../../support/accounts-world.ts';
import { machineToken, role } from '../../support/credentials.ts';
import { type Listener, listener, stretchesIn } from '../../support/heard.ts';
import { canIcecast, type Icecast, newIcecast, SOURCE_PASSWORD } from '../../support/icecast.ts';
import { makeWorld, NOW, TODAY, toneWav, type World } from '../../support/world.ts';

const isReport = (entry: AirLogEntry): entry is ReportEntry => 'source' in entry;
const CHANNEL = 'dai-a' as ChannelId;
const session = (n: number, start: string, segment: string): string =>
  `  - { id: buoi-${n}, name: "Buổi ${n}", channels: [dai-a], start: "${start}", maxMinutes: 30, from: 2026-11-01, segments: [${segment}] }`;
const SCHEDULE = `
units: [{ id: xa-a, name: "Xã A", kind: "xã" }]
stations: [{ id: dai-a, name: "Đài A", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-a }] }]
channels: [{ id: dai-a, name: "Đài A", station: dai-a, carrier: fm, units: [{ unit: xa-a }] }]
items:
  - { id: tin, title: "Bản tin", genre: newsItem, sound: tin.wav }
  - { id: nhac, title: "Nhạc chờ", genre: music, sound: nhac.wav }
  - { id: lang, title: "Bản tin câm", genre: newsItem, sound: lang.wav }
sessions:
${[
  session(0, '17:00', '{ id: tin-0, title: "Bản tin", item: tin }'),
  session(1, '17:01', '{ id: tiep-am, title: "Tiếp âm đài tỉnh", relay: dai-tinh, minutes: 0.8, fallback: nhac }'),
  session(2, '17:02', '{ id: tiep-am-2, title: "Tiếp âm", relay: dai-tinh, minutes: 0.6 }'),
  session(3, '17:03', '{ id: lang-3, title: "Bản tin", item: lang }'),
].join('\n')}
`;
/** As makeWorld() tunes them; the relay is none of them. */
const [TIN, NHAC, RELAY] = [220, 330, 1000];
const SPEED = 4;

/** A clock that goes fast, can be moved on, and stands still while other programs are waited for, however slow this machine is. */
const fastClock = (startMs: number) => {
  let [speed, base, since] = [SPEED, startMs, performance.now()];
  const nowMs = (): number => base + (performance.now() - since) * speed;
  const goOn = (ms: number, next: number): void => {
    [base, since, speed] = [ms, performance.now(), next];
  };
  const machine: Time = {
    wallMs: nowMs,
    monotonicMs: () => nowMs() - startMs,
    sleep: async (ms, signal) => {
      try {
        await after(ms / SPEED, undefined, { signal });
      } catch {
        // It was cut short.
      }
    },
  };
  return {
    ...{ machine, nowMs, to: (ms: number) => goOn(Math.max(ms, nowMs()), speed) },
    still: async <T>(work: () => Promise<T> | T): Promise<T> => {
      goOn(nowMs(), 0);
      try {
        return await work();
      } finally {
        goOn(nowMs(), SPEED);
      }
    },
  };
};

/** The programs of this machine that have a text among their words. */
const programsWith = (text: string): readonly { readonly pid: string; readonly words: string }[] =>
  readdirSync('/proc').flatMap((pid) => {
    const words = /^\d+$/.test(pid) ? ofProgram(pid, 'cmdline') : '';
    return words.includes(text) ? [{ pid, words }] : [];
  });
/** '' once it has ended. */
const ofProgram = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
};

/** A station next door: an endless tone, silence, or nothing, as fast as the clock goes. */
const stationNextDoor = async (
  nowMs: () => number,
): Promise<{ server: Server; url: string; now: { is: 'tone' | 'silence' | 'gone' } }> => {
  const now: { is: 'tone' | 'silence' | 'gone' } = { is: 'tone' };
  const serve = async (response: ServerResponse): Promise<void> => {
    const head = Buffer.from('52494646ffffffff57415645666d74201000000001000200', 'hex');
    const rest = Buffer.alloc(20);
    rest.writeUInt32LE(48_000, 0);
    rest.writeUInt32LE(192_000, 4);
    rest.writeUInt16LE(4, 8);
    rest.writeUInt16LE(16, 10);
    rest.write('data', 12);
    rest.writeUInt32LE(0xffffffff, 16);
    response.write(Buffer.concat([head, rest]));
    // Some seconds of it at once, as stations do.
    const begun = nowMs() - 3000;
    for (let frame = 0; now.is !== 'gone' && !response.destroyed; ) {
      const due = Math.floor((nowMs() - begun) * 48) - frame;
      const pcm = Buffer.alloc(due * 4);
      const loud = now.is === 'tone' ? 8000 : 0;
      for (let n = 0; n < due; n += 1, frame += 1) {
        const level = Math.round(loud * Math.sin((2 * Math.PI * RELAY * frame) / 48_000));
        pcm.writeInt16LE(level, n * 4);
        pcm.writeInt16LE(level, n * 4 + 2);
      }
      response.write(pcm);
      await after(10);
    }
    response.destroy();
  };
  const server = createServer((_, response) => {
    if (now.is === 'gone') response.writeHead(503).end();
    else void serve(response.writeHead(200, { 'content-type': 'audio/wav' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, now, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dai-tinh.wav` };
};

describe.skipIf(!canIcecast())('the centre’s own player (needs icecast2)', () => {
  const root = mkdtempSync(join(tmpdir(), 'loa-playout-'));
  const folder = join(root, 'playout');
  const time = fastClock(Date.parse(NOW));
  const clock = (text: string): number => Date.parse(`${TODAY}T${text}+07:00`);
  const stop = new AbortController();
  const said: string[] = [];
  let world: World;
  let server: Listening;
  let icecast: Icecast;
  let station: Awaited<ReturnType<typeof stationNextDoor>>;
  let ended: Promise<unknown>;
  const stream = (): string => `http://127.0.0.1:${icecast.port}/loa.mp3`;

  const says = async (part: string, from = 0): Promise<void> => {
    await until(() => said.slice(from).some((text) => text.includes(part)), part);
  };
  const until = async (is: () => boolean, what: string): Promise<void> => {
    for (let waits = 0; !is(); waits += 1) {
      if (waits > 1000) throw new Error(`${what} never came:\n${said.join('\n')}`);
      await after(20);
    }
  };
  /** Waits until somebody has heard so many seconds of a tone. */
  const sounds = async (heard: Listener, hertz: number, seconds: number): Promise<void> => {
    const isThere = (): boolean =>
      stretchesIn(heard.bytes()).some((one) => one.hertz === hertz && one.seconds >= seconds);
    for (let tries = 0; !(await time.still(isThere)); tries += 1) {
      if (tries > 60) throw new Error(`${hertz} Hz never came:\n${said.join('\n')}`);
      await after(300);
    }
  };
  /** How much sound the program that fetches the relay has written, bytes; null: none runs. */
  const relayed = (): number | null => {
    const [one] = programsWith(station.url);
    return one === undefined ? null : Number(/^wchar: (\d+)$/m.exec(ofProgram(one.pid, 'io'))?.[1] ?? 0);
  };
  /** No time passes until the relay's sound lies ready: more of it than has to. */
  const connected = (): Promise<void> => time.still(() => until(() => (relayed() ?? 0) > 100_000, 'the relay’s sound'));
  /** Listens as soon as somebody sends there. */
  const hear = async (): Promise<Listener> => {
    let heard: Listener | null = null;
    for (let tries = 0; heard === null; tries += 1) {
      if (tries > 200) throw new Error(`nobody sends:\n${said.join('\n')}`);
      heard = await listener(stream()).catch(() => null);
      if (heard === null) await after(50);
    }
    return heard;
  };
  const rows = () =>
    Array.from({ length: world.ctx.airlog.size() }, (_, seq) => world.ctx.airlog.find(seq)).flatMap((entry) =>
      entry !== undefined && isReport(entry) && entry.planned.day === TODAY ? [entry] : [],
    );
  const last = (n: number) =>
    rows().findLast(({ planned, kind }) => planned.session.id === `buoi-${n}` && kind !== 'started');
  const settled = async (n: number) => {
    await until(() => last(n) !== undefined, `buoi-${n}`);
    return last(n) as ReportEntry;
  };

  const serve = async (port: number): Promise<Listening> => {
    const app = createApp(world.ctx, { trace: (text) => expect.fail(text) });
    const fetch: typeof app.fetch = async (request, bindings) => {
      world.setNow(`${new Date(time.nowMs()).toISOString().slice(0, 19)}Z`);
      const answer = await app.fetch(request, bindings);
      answer.headers.set('date', new Date(time.nowMs()).toUTCString());
      return answer;
    };
    return must(await listen({ fetch }, { host: '127.0.0.1', port }));
  };

  beforeAll(async () => {
    world = await makeWorld({ schedule: SCHEDULE, sounds: { 'tin.wav': 40, 'nhac.wav': 4, 'lang.wav': 27 } });
    const approver = asking(world.ctx, { grants: [role('approver', 'xa-a')] });
    await world.render(CHANNEL);
    must(approveDay(approver, { channel: CHANNEL, day: TODAY as LocalDate, version: 1 }));
    must(await publishManifest(world.ctx, { channel: CHANNEL }));
    server = await serve(0);
    station = await stationNextDoor(time.nowMs);
    icecast = await newIcecast();
    await icecast.start();

    const { token } = machineToken(world.ctx, { scopes: ['schedule.read', 'airing.report'], unit: 'xa-a' });
    const vkey = formatVerifierKey(must(world.ctx.scheduleKey(null)).key);
    expect(isEnrolled(folder, server.url, time.nowMs())).toEqual({ ok: true, value: false });
    must(enrol(folder, 'http://127.0.0.1:1', { channel: CHANNEL, vkey, token, device: 'playout' }, time.nowMs()));
    // The service moved to another port.
    expect(must(isEnrolled(folder, server.url, time.nowMs()))).toBe(true);
    const secretFile = join(root, 'mat-khau');
    writeFileSync(secretFile, `${SOURCE_PASSWORD}\n`, { mode: 0o600 });
    const { machine } = time;
    const text = `icecast:127.0.0.1:${icecast.port}/loa.mp3`;
    ended = runSite(folder, {
      output: must(outputOf({ text, secretFile, ffmpeg: 'ffmpeg', time: machine, signal: stop.signal })),
      relays: must(relaysIn([`dai-tinh=${station.url}`])),
      ...{ time: machine, trustClock: true, lang: 'vi', signal: stop.signal },
      random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
      ...{ hardwareMs: () => null, freeBytes: () => 5e9, say: (line) => void said.push(line), alive: () => {} },
    });
    await says('đã kiểm');
  }, 180_000);
  afterAll(async () => {
    stop.abort();
    await ended;
    await icecast.close();
    station.server.closeAllConnections();
    station.server.close();
    await server.stop(0);
    await world.close();
    rmSync(root, { recursive: true, force: true });
  });

  test('silence, then the tone of the session; the server killed in the middle, and it comes back', async () => {
    const before = await hear();
    time.to(clock('16:59:55'));
    await says('Phát “Bản tin (17:00)”');
    await sounds(before, TIN, 3);
    expect(programsWith('libmp3lame')).not.toEqual([]);
    expect(programsWith(SOURCE_PASSWORD)).toEqual([]);
    await icecast.kill();
    expect((await time.still(() => stretchesIn(before.bytes()))).map(({ hertz }) => hertz)).toEqual([0, TIN]);
    before.stop();
    await says('KHÔNG AI NHẬN TIẾNG');
    await time.still(() => icecast.start());
    await says('đã nhận tiếng trở lại');
    const again = await time.still(hear);
    await sounds(again, TIN, 1);
    const row = await settled(0);
    expect(row).toMatchObject({ kind: 'stopped', outcome: 'partly', reason: 'device-fault' });
    // At least three seconds were sent before, and one after; two were lost.
    expect(row.secondsHeard).toBeGreaterThan(4);
    expect(row.secondsHeard).toBeLessThan(40);
    await sounds(again, 0, 1);
    expect(stretchesIn(again.bytes()).map(({ hertz }) => hertz)).toEqual([TIN, 0]);
    again.stop();
  }, 180_000);

  test('a wrong password is told by the server’s own word, and never said again', async () => {
    const secretFile = join(root, 'mat-khau-sai');
    writeFileSync(secretFile, 'sai-mat-khau', { mode: 0o600 });
    const over = new AbortController();
    const text = `icecast:127.0.0.1:${icecast.port}/khac.mp3`;
    const output = must(outputOf({ text, secretFile, ffmpeg: 'ffmpeg', time: time.machine, signal: over.signal }));
    const details: string[] = [];
    output.listen?.((news) => news.kind === 'lost' && details.push(news.detail));
    await until(() => details.length > 0, 'a fault');
    over.abort();
    expect(details[0]).toMatch(/\/khac\.mp3: HTTP\/1\.\d 401/);
  }, 180_000);

  test('a relay that is lost gives way to the waiting music beneath it, and comes back', async () => {
    const heard = await hear();
    time.to(clock('17:00:58'));
    await says('Phát “Tiếp âm đài tỉnh');
    await connected();
    await sounds(heard, RELAY, 3);
    const from = said.length;
    station.now.is = 'gone';
    await says('Mất tiếp âm “dai-tinh”', from);
    await sounds(heard, NHAC, 2);
    station.now.is = 'tone';
    await until(() => relayed() !== null, 'another try');
    await connected();
    await says('Tiếp âm “dai-tinh” đã có lại', from);
    const back = await time.still(hear);
    await sounds(back, RELAY, 1);
    back.stop();
    const row = await settled(1);
    expect(row).toMatchObject({ kind: 'stopped', outcome: 'partly', reason: 'line-fault' });
    expect(row.secondsHeard).toBeGreaterThan(3);
    expect(row.secondsHeard).toBeLessThan(48);
    const tones = stretchesIn(heard.bytes()).map(({ hertz }) => hertz);
    heard.stop();
    expect(tones.filter((hertz) => hertz !== 0).join()).toMatch(`${RELAY},${NHAC},${RELAY}`);
  }, 180_000);

  test('a session that only relays, and has no file, is played and told like any other: its line silent, the service away', async () => {
    const heard = await hear();
    time.to(clock('17:01:59'));
    await says('Phát “Tiếp âm (17:02)');
    await connected();
    await sounds(heard, RELAY, 1);
    const from = said.length;
    station.now.is = 'silence';
    await time.still(() => server.stop(0));
    await says('Mất tiếp âm “dai-tinh”, đầu vào im lặng', from);
    station.now.is = 'tone';
    await says('Tiếp âm “dai-tinh” đã có lại', from);
    await says('Phát “Tiếp âm (17:02)” được', from);
    expect(last(2)).toBe(undefined);
    server = await serve(server.port);
    const row = await settled(2);
    expect(row).toMatchObject({ kind: 'stopped', outcome: 'partly', reason: 'line-fault' });
    expect(row.secondsHeard).toBeGreaterThan(1);
    // Ten seconds of silence, at least, were none of it.
    expect(row.secondsHeard).toBeLessThan(26.1);
    const tones = (await time.still(() => stretchesIn(heard.bytes()))).map(({ hertz }) => hertz);
    heard.stop();
    expect(tones.join()).toContain(`${RELAY},0,${RELAY}`);
  }, 180_000);

  test('a sound that is silent is found while it sounds: an alarm at the centre, and a row that does not say it was heard', async () => {
    for (const name of readdirSync(join(folder, 'sound'))) writeFileSync(join(folder, 'sound', name), toneWav(0, 27));
    time.to(clock('17:02:59'));
    await says('IM LẶNG');
    const alarms = () => must(showFleet(world.ctx, {})).sites[0]?.alarms.map(({ code }) => code) ?? [];
    await time.still(() => until(() => alarms().includes('silent'), 'silent'));
    const row = await settled(3);
    expect(row).toMatchObject({ outcome: expect.stringMatching(/not-aired|partly/), reason: 'device-fault' });
    // Of 27 seconds; what a slow machine skips makes it longer.
    expect(row.secondsHeard).toBeLessThan(10);
    await until(() => !alarms().includes('silent'), 'no alarm');
    expect(said.filter((text) => text.startsWith('Lỗi của Loa'))).toEqual([]);
  }, 180_000);
});
