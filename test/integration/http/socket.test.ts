/** The app on a real socket: cut downloads, many small ranges, leavers, stopping. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { Agent, get, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sha256 } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import { textStream } from '../../../src/http/answer.ts';
import { createApp } from '../../../src/http/app.ts';
import { type Listening, listen } from '../../../src/http/serve.ts';
import { addRendering } from '../../../src/store/days.ts';
import { machineToken, signedIn } from '../../support/credentials.ts';
import { makeWorld, TODAY, type World } from '../../support/world.ts';

const LOCAL = { host: '127.0.0.1', port: 0 };
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

let world: World;
let server: Listening;
const traced: string[] = [];
let hex: Sha256;
let file: Buffer;

/** A large file on the shelf that the store knows as rendered: what it sounds like does not matter here. */
const shelve = async (text: string): Promise<Sha256> => {
  const { hash, bytes } = must(await world.ctx.audio.shelf.putText(text));
  const measured = { format: 'mp3', samples: 48_000, seconds: 1, integrated: -18, truePeak: -2, longestSilence: null };
  const row = { key: hash, output: hash, bytes, proof: hash, renderedAt: world.ctx.clock.instant(), ...measured };
  addRendering(world.ctx.store.rows, row);
  return hash;
};

beforeAll(async () => {
  world = await makeWorld();
  const text = Array.from({ length: 2_000_000 }, (_, n) => `${n}\n`).join('');
  file = Buffer.from(text);
  hex = await shelve(text);
  // The clock stands still here, so nothing would flow into a bucket.
  const endless = { tenSeconds: 1e9, burst: 1e9 };
  const limits = { address: endless, account: endless, overall: endless };
  const app = createApp(world.ctx, { trace: (line) => traced.push(line), limits });
  server = must(await listen(app, { ...LOCAL, patience: { headers: 400, request: 800, sweep: 50 } }));
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

/** Bytes on the wire and what comes back until the line is closed, or until `enough` of it is there. */
const raw = (bytes: readonly (string | number)[], enough = /$^/): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(server.port, server.host);
    let answer = '';
    const done = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (enough.test(answer)) done();
    });
    socket.on('close', done);
    socket.on('error', done);
    socket.on('connect', async () => {
      for (const part of bytes) {
        if (typeof part === 'number') await rest(part);
        else if (!socket.destroyed) socket.write(part, 'latin1');
      }
    });
  });

const HEAD = 'Host: localhost\r\n';
const statusOf = (answer: string): string => /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 'closed';

describe('who asks', () => {
  test('a program writes by its token, by the address of the real connection', async () => {
    await world.render();
    const said = { channel: 'dai-my-tu', day: TODAY, session: 'buoi-sang', outcome: 'aired', role: 'technician' };
    const { headers: token } = machineToken(world.ctx, { scopes: ['airing.record', 'schedule.read'] });
    const post = (headers: Record<string, string>) =>
      fetch(`${server.url}/api/v1/air-log`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(said),
      });
    expect((await post({})).status).toBe(403);
    expect((await post({ origin: server.url })).status).toBe(401);
    expect((await post(token)).status).toBe(201);
  });

  test.each(['Authorization', 'authorization'])('two %s headers are no token, whichever is first', async (name) => {
    const { headers } = machineToken(world.ctx);
    const good = `${name}: ${headers['authorization']}\r\n`;
    const ask = (lines: string) => raw([`GET /api/v1/me HTTP/1.1\r\n${HEAD}Connection: close\r\n${lines}\r\n`]);
    expect(statusOf(await ask(good))).toBe('200');
    for (const lines of [good + good, `${good}${name}: Bearer x\r\n`, `${name}: Bearer x\r\n${good}`])
      expect(statusOf(await ask(lines))).toBe('401');
  });

  test('two cookies of one name in two headers are no sign-in', async () => {
    const [one, other] = [signedIn(world.ctx), signedIn(world.ctx)];
    const ask = (lines: string) => raw([`GET /api/v1/me HTTP/1.1\r\n${HEAD}Connection: close\r\n${lines}\r\n`]);
    expect(statusOf(await ask(`Cookie: loa=${one.token}\r\n`))).toBe('200');
    expect(statusOf(await ask(`Cookie: loa=${one.token}\r\nCookie: loa=${other.token}\r\n`))).toBe('401');
  });
});

describe('what is sent slowly, too long or crookedly', () => {
  const POST = `POST /api/v1/air-log HTTP/1.1\r\n${HEAD}Origin: http://localhost\r\nContent-Type: application/json\r\n`;
  const drip = (piece: string): (string | number)[] => Array.from({ length: 60 }, () => [piece, 100]).flat();

  test('a head that does not end is cut off', async () => {
    const began = process.hrtime.bigint();
    const answer = await raw([`GET / HTTP/1.1\r\n${HEAD}`, ...drip('X-A: b\r\n')]);
    expect(['408', 'closed']).toContain(statusOf(answer));
    expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(3000);
  });

  test('a body that does not end is cut off, with and without a length', async () => {
    const { headers } = machineToken(world.ctx, { scopes: ['airing.record'] });
    const authorized = `${POST}Authorization: ${headers['authorization']}\r\n`;
    for (const [head, piece] of [
      ['Content-Length: 5000\r\n\r\n', ' '],
      ['Transfer-Encoding: chunked\r\n\r\n', '1\r\n \r\n'],
    ] as const) {
      const began = process.hrtime.bigint();
      const answer = await raw([`${authorized}${head}`, ...drip(piece)]);
      expect(['408', 'closed']).toContain(statusOf(answer));
      expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(4000);
    }
  });

  test('a body in chunks is refused once it is too long, not once it is there (CVE-2026-44456)', async () => {
    const { headers } = machineToken(world.ctx, { scopes: ['airing.record'] });
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const answer = await raw(
      [
        `${POST}Authorization: ${headers['authorization']}\r\nTransfer-Encoding: chunked\r\n\r\n`,
        ...Array.from({ length: 12 }, () => chunk),
      ],
      /\r\n\r\n/,
    );
    expect(statusOf(answer)).toBe('413');
    expect(answer).toContain('application/problem+json');
  });

  test.each([
    ['a head of 20 KB', `GET / HTTP/1.1\r\n${HEAD}X-A: ${'a'.repeat(20_000)}\r\n\r\n`, ['431']],
    ['an address of 20 KB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${HEAD}\r\n`, ['431']],
    ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`, ['400']],
    ['a length and chunks', `${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, ['400']],
    ['a line end within a header', `GET /healthz HTTP/1.1\r\n${HEAD}X-A: b\nX-B: c\r\n\r\n`, ['400']],
    ['a header name with a space', `GET /healthz HTTP/1.1\r\n${HEAD}X A: b\r\n\r\n`, ['400']],
    ['no Host', 'GET /healthz HTTP/1.1\r\n\r\n', ['400']],
    ['two Hosts', `GET /healthz HTTP/1.1\r\n${HEAD}Host: evil.vn\r\n\r\n`, ['400', '403']],
    ['a Host with a path', 'GET /healthz HTTP/1.1\r\nHost: localhost/evil\r\n\r\n', ['400', '403']],
    ['an absolute address of another host', `GET http://evil.vn/healthz HTTP/1.1\r\nHost: evil.vn\r\n\r\n`, ['403']],
    ['a method that tells all', `TRACE /healthz HTTP/1.1\r\n${HEAD}Origin: http://localhost\r\n\r\n`, ['405']],
    ['a tunnel', `CONNECT evil.vn:80 HTTP/1.1\r\n${HEAD}\r\n`, ['closed']],
    ['dot segments', `GET /healthz/../../../etc/passwd HTTP/1.1\r\n${HEAD}\r\n`, ['404']],
    ['a backslash', `GET /api\\v1\\me HTTP/1.1\r\n${HEAD}\r\n`, ['400', '404']],
    ['raw bytes', `GET /\xc3\x28\xff HTTP/1.1\r\n${HEAD}\r\n`, ['400', '404']],
    ['no HTTP at all', 'EHLO example.vn\r\n', ['400']],
  ])('%s', async (_, bytes, statuses) => {
    const answer = await raw([bytes], /\r\n\r\n/);
    expect(statuses).toContain(statusOf(answer));
    expect(answer).not.toMatch(/node_modules|\.ts:|Error:/);
  });
});

test('who leaves, dawdles or sends nonsense is no fault of ours', () => {
  expect(traced).toEqual([]);
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

test('where many are connected, each is let go after its answer; where few are, it may ask again', async () => {
  const own = must(await listen(createApp(world.ctx, { trace: (line) => traced.push(line) }), LOCAL));
  const idle: Socket[] = [];
  const connection = async (): Promise<string | undefined> => {
    const keeps = new Agent({ keepAlive: true });
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ host: own.host, port: own.port, agent: keeps, path: '/healthz' }, resolve).on('error', reject);
    });
    answer.resume();
    const { connection: said } = answer.headers;
    keeps.destroy();
    return said;
  };
  try {
    expect(await connection()).toBe('keep-alive');
    for (let n = 0; n < 501; n += 1) {
      const socket = connect(own.port, own.host);
      idle.push(socket);
      await once(socket, 'connect');
    }
    expect(await connection()).toBe('close');
  } finally {
    for (const socket of idle) socket.destroy();
    await own.stop(0);
  }
});
