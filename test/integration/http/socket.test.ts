/** The app on a real socket: cut downloads, many small ranges, leavers, stopping. */
import { createHash } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import { Agent, get, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sha256 } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import { textStream } from '../../../src/http/answer.ts';
import { createApp } from '../../../src/http/app.ts';
import { type Listening, listen } from '../../../src/http/serve.ts';
import { addRendering } from '../../../src/store/days.ts';
import { makeWorld, TODAY, type World } from '../../support/world.ts';

const LOCAL = { host: '127.0.0.1', port: 0 };
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

let world: World;
let server: Listening;
let hex: Sha256;
let file: Buffer;

/** A large file on the shelf that the store knows as rendered: what it sounds like does not matter here. */
const shelve = async (text: string): Promise<Sha256> => {
  const { hash, bytes } = must(await world.ctx.audio.shelf.putText(text));
  const measured = { format: 'mp3', samples: 48_000, seconds: 1, integrated: -18, truePeak: -2 };
  const row = { key: hash, output: hash, bytes, proof: hash, renderedAt: world.ctx.clock.instant(), ...measured };
  addRendering(world.ctx.store.rows, row);
  return hash;
};

beforeAll(async () => {
  world = await makeWorld();
  const text = Array.from({ length: 2_000_000 }, (_, n) => `${n}\n`).join('');
  file = Buffer.from(text);
  hex = await shelve(text);
  const app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  server = must(await listen(app, LOCAL));
});
afterAll(async () => {
  agent.destroy();
  await server.stop(0);
  await world.close();
});

const path = () => `/media/sha256/${hex}`;

const request = (options: RequestOptions): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get({ host: server.host, port: server.port, agent, ...options }, resolve).on('error', reject);
  });

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

/** The first bytes of an answer; then the line is cut. */
const beginning = async (options: RequestOptions, bytes: number): Promise<Buffer> => {
  const message = await request({ ...options, agent: false });
  const pieces: Buffer[] = [];
  let taken = 0;
  for await (const piece of message) {
    pieces.push(piece as Buffer);
    taken += (piece as Buffer).length;
    if (taken >= bytes) break;
  }
  message.destroy();
  return Buffer.concat(pieces).subarray(0, bytes);
};

/** How many of this process' open files are the one on the shelf. */
const openHandles = (): number => {
  const wanted = world.ctx.audio.shelf.pathOf(hex);
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === wanted;
    } catch {
      return false;
    }
  }).length;
};

const noneOpen = async (): Promise<number> => {
  for (let tries = 0; tries < 100 && openHandles() > 0; tries += 1) await rest(50);
  return openHandles();
};

describe('downloads', () => {
  test('(q) cut in the middle, again and again, and resumed with If-Range: the same bytes, none twice', async () => {
    const parts: Buffer[] = [];
    let at = 0;
    for (const share of [0.07, 0.31, 0.32, 0.6, 0.93]) {
      const until = Math.floor(file.length * share);
      const headers = at === 0 ? {} : { range: `bytes=${at}-`, 'if-range': `"${hex}"` };
      const part = await beginning({ path: path(), headers }, until - at);
      parts.push(part);
      at += part.length;
      expect(at).toBe(until);
    }
    const last = await request({ path: path(), headers: { range: `bytes=${at}-`, 'if-range': `"${hex}"` } });
    expect(last.statusCode).toBe(206);
    expect(last.headers['content-range']).toBe(`bytes ${at}-${file.length - 1}/${file.length}`);
    parts.push(await bodyOf(last));
    expect(createHash('sha256').update(Buffer.concat(parts)).digest('hex')).toBe(hex);
  });

  test('1,000 small ranges are 1,000 slices', async () => {
    let seed = 20_261_123;
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % below;
    };
    let wrong = 0;
    for (let n = 0; n < 1000; n += 1) {
      const start = next(file.length);
      const end = Math.min(file.length, start + 1 + next(4000));
      const message = await request({ path: path(), headers: { range: `bytes=${start}-${end - 1}` } });
      const body = await bodyOf(message);
      if (message.statusCode !== 206 || !body.equals(file.subarray(start, end))) wrong += 1;
    }
    expect(wrong).toBe(0);
    expect(await noneOpen()).toBe(0);
  });

  test('those who leave in the middle, at once, or only ask for the head leave no file open', async () => {
    const bytes = await Promise.all(Array.from({ length: 24 }, () => beginning({ path: path() }, 100_000)));
    expect(bytes.every((part) => part.equals(file.subarray(0, 100_000)))).toBe(true);
    for (let n = 0; n < 24; n += 1) {
      const socket = connect(server.port, server.host);
      socket.on('error', () => undefined);
      socket.write(`GET ${path()} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      await rest(n % 6);
      socket.destroy();
    }
    const heads = await Promise.all(
      Array.from({ length: 24 }, async () => {
        const message = await request({ path: path(), method: 'HEAD' });
        return [message.headers['content-length'], (await bodyOf(message)).length];
      }),
    );
    expect(heads).toEqual(Array(24).fill([String(file.length), 0]));
    expect(await noneOpen()).toBe(0);
  });

  test('answers without a body have none on the wire either', async () => {
    for (const [headers, status] of [
      [{ 'if-none-match': `"${hex}"` }, 304],
      [{ 'if-match': '"x"' }, 412],
      [{ range: 'bytes=999999999999-' }, 416],
    ] as const) {
      const message = await request({ path: path(), headers });
      expect([message.statusCode, (await bodyOf(message)).length]).toEqual([status, 0]);
    }
    expect(await noneOpen()).toBe(0);
  });
});

describe('who writes', () => {
  test('a person at this machine may, by the address of the real connection', async () => {
    await world.render();
    const said = { channel: 'dai-my-tu', day: TODAY, session: 'buoi-sang', outcome: 'aired', role: 'technician' };
    const post = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/v1/air-log`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(said),
      });
    expect((await post({})).status).toBe(201);
    expect((await post({ via: '1.1 proxy' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});

/** An app whose answer goes on until it is let go. */
const slowApp = () => {
  const { promise, resolve: letGo } = Promise.withResolvers<void>();
  const app = new Hono();
  app.get('/', (c) => c.text('here'));
  app.get('/slow', (c) =>
    c.body(
      new ReadableStream<Uint8Array>({
        start: async (controller) => {
          controller.enqueue(new TextEncoder().encode('a'.repeat(1000)));
          await promise;
          controller.enqueue(new TextEncoder().encode('b'));
          controller.close();
        },
      }),
    ),
  );
  return { app, letGo };
};

describe('listening and stopping', () => {
  test('a port in use is refused, not thrown', async () => {
    const again = await listen(new Hono(), { host: server.host, port: server.port });
    expect(again).toEqual({
      ok: false,
      refusals: [{ code: 'port.taken', params: { host: server.host, port: server.port } }],
    });
  });

  test('a host that is none of this machine is refused by its setting', async () => {
    const elsewhere = await listen(new Hono(), { host: '192.0.2.1', port: 0 });
    expect(elsewhere.ok ? null : elsewhere.refusals[0].code).toBe('config.wrong');
  });

  test('an IPv6 address is written as a URL writes it', async () => {
    const six = must(await listen(slowApp().app, { host: '::1', port: 0 }));
    expect(six.url).toBe(`http://[::1]:${six.port}`);
    expect(await (await fetch(six.url)).text()).toBe('here');
    await six.stop();
  });

  test('stopping takes no one new and lets a running answer end', async () => {
    const { app, letGo } = slowApp();
    const own = must(await listen(app, LOCAL));
    const running = await fetch(`${own.url}/slow`);
    const stopped = own.stop();
    await expect(fetch(own.url)).rejects.toThrow();
    letGo();
    expect(await running.text()).toBe(`${'a'.repeat(1000)}b`);
    // Its connection would be kept alive; the stopping notices that it lies idle now, long before the grace is over.
    const began = process.hrtime.bigint();
    await stopped;
    expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(2000);
  });

  test('stopping does not wait for connections that only lie idle', async () => {
    const own = must(await listen(slowApp().app, LOCAL));
    expect(await (await fetch(own.url)).text()).toBe('here');
    const began = process.hrtime.bigint();
    await own.stop();
    expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(2000);
  });

  test('stopping cuts off what does not end in time, and the reader can tell', async () => {
    const own = must(await listen(slowApp().app, LOCAL));
    const running = await fetch(`${own.url}/slow`);
    await own.stop(200);
    await expect(running.text()).rejects.toThrow();
  });

  test('an answer that breaks while it is made is never taken for a whole one, and says nothing of why', async () => {
    const app = new Hono();
    app.get('/', (c) => c.body(textStream(breaking())));
    const own = must(await listen(app, LOCAL));
    const body = (await fetch(own.url)).body?.getReader();
    let text = '';
    const reading = async (): Promise<void> => {
      for (;;) {
        const next = await body?.read();
        if (next === undefined || next.done) return;
        text += new TextDecoder().decode(next.value);
      }
    };
    await expect(reading()).rejects.toThrow();
    expect(text).not.toContain('inside');
    await own.stop();
  });
});

function* breaking(): Generator<string> {
  for (let n = 0; n < 40; n += 1) yield 'x'.repeat(10_000);
  throw new Error('something inside');
}
