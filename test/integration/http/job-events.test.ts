/** Jobs over a real socket: events while something changes, who comes back, and the end of the right. */
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, ok } from '../../../src/core/result.ts';
import { createApp } from '../../../src/http/app.ts';
import { type Listening, listen } from '../../../src/http/serve.ts';
import type { Rows } from '../../../src/store/database.ts';
import { enqueue, finish, type Held as HeldJob, lease, renew } from '../../../src/store/jobs.ts';
import { accessToken } from '../../../src/store/schema.ts';
import { type Held, machineToken } from '../../support/credentials.ts';
import { CHANNEL, makeWorld, NOW, TODAY, type World } from '../../support/world.ts';

const SOON = '2026-11-23T01:01:00Z';

let world: World;
let server: Listening;
let reader: Held;
const stopping = new AbortController();
beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  reader = machineToken(world.ctx, { scopes: ['service.read'] });
  const app = createApp(world.ctx, { trace: () => undefined, stopping: stopping.signal });
  server = must(await listen(app, { host: '127.0.0.1', port: 0 }));
});
afterAll(async () => {
  await server.stop(0);
  await world.close();
});

const change = <T>(work: (rows: Rows) => T): T => must(world.ctx.store.transact((rows) => ok(work(rows))));
const add = (key: string): HeldJob =>
  change((rows) => {
    const payload = { spec: {}, places: [{ channel: CHANNEL, day: TODAY, label: `Buổi ${key}` }] };
    enqueue(rows, { kind: 'render', key, payload, urgency: 1 }, NOW);
    const held = lease(rows, ['render'], NOW, SOON);
    if (held === undefined) throw new Error('nothing to take');
    return held;
  });

interface Heard {
  readonly answer: IncomingMessage;
  readonly text: () => string;
  readonly jobs: () => { label: string; state: string; percent: number }[];
  /** Waits until `what` holds of what was heard. */
  readonly until: (what: () => boolean) => Promise<void>;
  readonly ended: () => boolean;
}
const listenTo = (headers: Readonly<Record<string, string>>): Promise<Heard> =>
  new Promise((resolve, reject) => {
    get(`${server.url}/api/v1/jobs/events`, { headers }, (answer) => {
      let [text, ended] = ['', false];
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => {
        ended = true;
      });
      const jobs = () => [...text.matchAll(/^event: job\ndata: (.*)\n/gm)].map(([, data = '']) => JSON.parse(data));
      const until = async (what: () => boolean): Promise<void> => {
        for (let n = 0; n < 200 && !what(); n += 1) await pause(50);
        expect(what(), text).toBe(true);
      };
      resolve({ answer, text: () => text, jobs, until, ended: () => ended });
    }).on('error', reject);
  });

test('nobody, and who may not see what the machine does, are refused', async () => {
  const stranger = machineToken(world.ctx, { scopes: ['schedule.read'] });
  expect((await listenTo({})).answer.statusCode).toBe(401);
  expect((await listenTo(stranger.headers)).answer.statusCode).toBe(403);
});

test('tells what is open, then each change once; a comment keeps the line; proxies hold nothing back', async () => {
  const held = add('một');
  const heard = await listenTo(reader.headers);
  expect(heard.answer.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'x-accel-buffering': 'no',
    'cache-control': 'no-store',
  });
  await heard.until(() => heard.jobs().length === 1 && heard.text().includes(': ping'));
  expect(heard.jobs()).toMatchObject([{ label: 'Buổi một', state: 'running', percent: 0 }]);
  await pause(1200);
  expect(heard.jobs()).toHaveLength(1);
  change((rows) => renew(rows, held, SOON, 0.426));
  await heard.until(() => heard.jobs().length === 2);
  change((rows) => finish(rows, held, NOW));
  await heard.until(() => heard.jobs().length === 3);
  expect(heard.jobs().map(({ state, percent }) => [state, percent])).toEqual([
    ['running', 0],
    ['running', 42],
    ['done', 100],
  ]);
  heard.answer.destroy();
});

test('who comes back is told what ended meanwhile, and nothing older', async () => {
  const [old, missed] = [add('cũ'), add('lúc vắng')];
  change((rows) => finish(rows, old, '2026-11-23T00:10:00Z'));
  change((rows) => finish(rows, missed, '2026-11-23T00:30:00Z'));
  const heard = await listenTo({ ...reader.headers, 'last-event-id': '2026-11-23T00:20:00Z' });
  await heard.until(() => heard.jobs().some(({ label }) => label === 'Buổi lúc vắng'));
  expect(heard.jobs().map(({ label }) => label)).not.toContain('Buổi cũ');
  expect(heard.text()).toContain(`id: ${NOW}`);
  heard.answer.destroy();
  const wrong = await listenTo({ ...reader.headers, 'last-event-id': "' OR 1=1" });
  await wrong.until(() => wrong.text().includes(': ping'));
  expect(wrong.jobs().map(({ label }) => label)).not.toContain('Buổi lúc vắng');
  wrong.answer.destroy();
});

test('ends when the right ends', async () => {
  const leaving = machineToken(world.ctx, { scopes: ['service.read'] });
  const heard = await listenTo(leaving.headers);
  await pause(2600);
  expect(heard.ended()).toBe(false);
  change((rows) => rows.update(accessToken).set({ scopes: [] }).run());
  await heard.until(heard.ended);
  expect(heard.text()).toContain('event: end');
});

test('ends when the service stops', async () => {
  const heard = await listenTo(machineToken(world.ctx, { scopes: ['service.read'] }).headers);
  stopping.abort();
  await heard.until(heard.ended);
  expect(heard.text()).toContain('event: end');
});
