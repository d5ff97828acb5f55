/** Outputs with real programs at their other end: a named pipe with and without a reader, a program that reads, one that fails. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { outputOf, relaysIn } from '../../../src/output/choose.ts';
import type { OutputNews, Sound, Time } from '../../../src/output/model.ts';
import { openRelay } from '../../../src/output/relay.ts';
import { steadyOutput } from '../../../src/output/steady.ts';
import { stretchesIn } from '../../support/heard.ts';
import { toneWav } from '../../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-output-'));
const stop = new AbortController();
afterAll(() => {
  stop.abort();
  rmSync(folder, { recursive: true, force: true });
});

const time: Time = {
  wallMs: () => performance.now(),
  monotonicMs: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await pause(ms, undefined, { signal });
    } catch {
      // It was cut short.
    }
  },
};
const output = (text: string, secretFile: string | null = null) =>
  outputOf({ text, secretFile, ffmpeg: 'ffmpeg', time, signal: stop.signal });
const PCM = ['-f', 's16le', '-ar', '48000', '-ac', '2'];

const path = join(folder, 'tieng.wav');
writeFileSync(path, toneWav(440, 2));
const sound: Sound = { path, fromMs: 0, lengthMs: 2000, volume: null, relays: [] };

describe('a named pipe', () => {
  test('without a reader it is told; with one it carries silence, then the sound, whole and in step', async () => {
    const pipe = join(folder, 'ong');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const out = must(output(`pipe:${pipe}`));
    const news: OutputNews[] = [];
    out.listen?.((one) => news.push(one));
    const said = async (kind: OutputNews['kind']): Promise<void> => {
      for (let waits = 0; !news.some((one) => one.kind === kind); waits += 1) {
        if (waits > 1000) throw new Error(`${kind} never came`);
        await pause(10);
      }
    };
    await said('lost');
    expect(news[0]).toMatchObject({ kind: 'lost', detail: expect.stringContaining('no reader') });
    const heard = join(folder, 'nghe.pcm');
    const reader = spawn('cat', [pipe], { stdio: ['ignore', openSync(heard, 'w'), 'inherit'] });
    await said('back');
    expect(await out.play(sound).ended).toEqual({ kind: 'ended' });
    await pause(400);
    reader.kill('SIGKILL');
    const tones = stretchesIn(readFileSync(heard), PCM);
    expect(tones.find(({ hertz }) => hertz !== 0)).toMatchObject({ hertz: 440 });
    expect(tones[0]?.hertz === 0 || tones[0]?.hertz === 440).toBe(true);
    expect(readFileSync(heard).length % 4).toBe(0);
  }, 30_000);
});

describe('a program', () => {
  test('reads all of the sound to its end; one that fails is told with its words', async () => {
    const heard = join(folder, 'chuong-trinh.pcm');
    expect(await must(output(`command:dd status=none of=${heard}`)).play(sound).ended).toEqual({ kind: 'ended' });
    const [silence, tone] = stretchesIn(readFileSync(heard), PCM).toSorted((a, b) => a.hertz - b.hertz);
    expect((tone ?? silence)?.hertz).toBe(440);
    expect((tone ?? silence)?.seconds).toBeGreaterThan(1.5);
    const failed = await must(output('command:cat /khong/co')).play(sound).ended;
    expect(failed).toMatchObject({ kind: 'failed', detail: expect.stringContaining('/khong/co') });
    expect(await must(output('command:/khong/co/chuong-trinh')).play(sound).ended).toMatchObject({
      ...{ kind: 'failed', heard: false },
    });
    const damaged = join(folder, 'hong.wav');
    writeFileSync(damaged, 'không phải âm thanh');
    const unread = await must(output('command:cat')).play({ ...sound, path: damaged }).ended;
    expect(unread).toMatchObject({ kind: 'failed' });
  }, 30_000);
});

describe('a machine that stands still', () => {
  test('goes on by the time: what it passed over is told as unheard, and the sound ends when it would have ended', async () => {
    let [stoodMs, handed] = [0, Buffer.alloc(0)];
    const clock = { ...time, monotonicMs: () => performance.now() + stoodMs };
    const sink = {
      isThere: () => true,
      fault: () => '',
      take: (pcm: Buffer) => {
        handed = Buffer.concat([handed, pcm]);
        return true;
      },
    };
    const over = new AbortController();
    const out = steadyOutput('ffmpeg', sink, clock, over.signal);
    const news: OutputNews[] = [];
    out.listen?.((one) => news.push(one));
    const long = join(folder, 'dai.wav');
    writeFileSync(long, Buffer.concat([toneWav(440, 4), toneWav(880, 4).subarray(44)]));
    const bytes = new DataView(new ArrayBuffer(4));
    bytes.setUint32(0, 8 * 96_000, true);
    const whole = readFileSync(long);
    whole.set(new Uint8Array(bytes.buffer), 40);
    writeFileSync(long, whole);
    const began = clock.monotonicMs();
    const { ended } = out.play({ ...sound, path: long, lengthMs: 8000 });
    while (stretchesIn(handed, PCM).every(({ hertz }) => hertz !== 440)) await pause(200);
    stoodMs += 4000;
    expect(await ended).toEqual({ kind: 'ended' });
    over.abort();
    const unheard = news.flatMap((one) => (one.kind === 'unheard' ? [one.ms] : []));
    expect(unheard.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(3800);
    expect(unheard.length).toBeLessThan(3);
    // Whatever else this machine is busy with makes it longer, and what it stood still does not.
    const tones = stretchesIn(handed, PCM).filter(({ hertz }) => hertz !== 0);
    expect(tones.map(({ hertz }) => hertz)).toEqual([440, 880]);
    expect(tones.reduce((sum, { seconds }) => sum + seconds, 0)).toBeLessThan(4.5);
    expect(clock.monotonicMs() - began).toBeGreaterThan(7900);
  }, 60_000);
});

describe('a relay', () => {
  test('that ends in the middle of a piece is begun again, each time, and leaves no pipe open', async () => {
    let calls = 0;
    const station = createServer((_, response) => {
      calls += 1;
      // Sixty pieces and a fifth of one.
      response.end(toneWav(440, 3.01));
    });
    await new Promise<void>((resolve) => station.listen(0, '127.0.0.1', resolve));
    const pipes = (): number =>
      readdirSync('/proc/self/fd').filter((name) => {
        try {
          return readlinkSync(`/proc/self/fd/${name}`).startsWith('socket:');
        } catch {
          return false;
        }
      }).length;
    const before = pipes();
    let nowMs = 0;
    let heard = 0;
    const relay = openRelay('dai-tinh', `http://127.0.0.1:${(station.address() as AddressInfo).port}/`, {
      ...{ ffmpeg: 'ffmpeg', time: { monotonicMs: () => nowMs }, told: () => {} },
    });
    for (let ticks = 0; heard < 3 && ticks < 5000; ticks += 1, nowMs += 50) {
      if (relay.take(9600) !== null) heard = calls;
      await pause(5);
    }
    relay.stop();
    expect(heard).toBeGreaterThanOrEqual(3);
    station.closeAllConnections();
    for (let waits = 0; pipes() > before && waits < 200; waits += 1) await pause(20);
    expect(pipes()).toBeLessThanOrEqual(before);
    await new Promise((resolve) => station.close(resolve));
  }, 60_000);
});

describe('what somebody types', () => {
  test('a password has no place in an address, and its file is for its owner alone', () => {
    const secret = join(folder, 'mat-khau');
    writeFileSync(secret, 'x7f3a\n', { mode: 0o644 });
    const wrong = (text: string, file: string | null = null): string => JSON.stringify(output(text, file));
    expect(wrong('icecast:source:x7f3a@host:8000/loa.mp3', secret)).toContain('"output"');
    expect(wrong('icecast:source:x7f3a@host:8000/loa.mp3', secret)).not.toContain('x7f3a');
    expect(wrong('icecast:host:8000/loa.mp3')).toContain('secret-file');
    expect(wrong('icecast:host:8000/loa.mp3', secret)).toContain('secret-file');
    expect(wrong('icecast:host:8000', secret)).toContain('"output"');
    expect(wrong('icecast:https://host/loa.mp3', secret)).toContain('"output"');
  });

  test('relays come from the network or a line, never from the disk', () => {
    const relays = must(relaysIn(['dai-tinh=https://vov.example.vn/live?a=b', 'fm=alsa:plughw:1,0', 'khac=pulse']));
    expect([...relays]).toEqual([
      ['dai-tinh', 'https://vov.example.vn/live?a=b'],
      ['fm', 'alsa:plughw:1,0'],
      ['khac', 'pulse'],
    ]);
    for (const text of ['dai-tinh', 'a=file:/etc/passwd', 'a=/etc/passwd', '=http://x/', 'a=concat:x', 'a=alsa:'])
      expect(relaysIn([text])).toMatchObject({ refusals: [{ code: 'config.wrong' }] });
  });
});
