import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AirLogJson, AirLogRowJson } from '../../../src/contract/air-log.ts';
import { RecordedJson } from '../../../src/contract/air-log-statement.ts';
import { ProblemJson } from '../../../src/contract/api.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { machineToken, role, signedIn, siteLink } from '../../support/credentials.ts';
import { makeWorld, NOW, TODAY, type World } from '../../support/world.ts';
import { type Asking, ask as askAsNobody, codeOf, postJson as postAsNobody } from './asking.ts';

const PATH = '/api/v1/air-log';
const SPAN = `${PATH}?from=${TODAY}&to=${TODAY}`;
const aired = { channel: 'dai-my-tu', day: TODAY, session: 'buoi-sang', outcome: 'aired', role: 'technician' };

let world: World;
let app: App;
const traced: string[] = [];
/** A program that brings people's words, and may read them. */
let by: NonNullable<Asking['by']>;
const ask = (to: App, path: string, asking: Asking = {}) => askAsNobody(to, path, { by, ...asking });
const postJson = (to: App, path: string, value: unknown, asking: Asking = {}) =>
  postAsNobody(to, path, value, { by, ...asking });

beforeAll(async () => {
  world = await makeWorld();
  await world.render();
  app = createApp(world.ctx, { trace: (line) => traced.push(line) });
  by = machineToken(world.ctx, { scopes: ['airing.record', 'air-log.read', 'schedule.read'] });
});
afterAll(() => world.close());

const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = ProblemJson.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
};
const sizeNow = () => world.ctx.airlog.size();

describe('saying what happened', () => {
  test('makes one entry for each planned airing and answers their numbers', async () => {
    const response = await postJson(app, PATH, { ...aired, by: ' Trần Thị B ', note: 'to, rõ' });
    expect(response.status).toBe(201);
    const { numbers, entries } = RecordedJson.parse(await response.json());
    expect(numbers).toEqual([0, 1, 2]);
    expect(entries.map(({ seq, secondsHeard }) => [seq, secondsHeard])).toEqual([
      [0, 2],
      [1, 3],
      [2, 4],
    ]);
    const listed = AirLogJson.parse(await (await ask(app, SPAN)).json());
    expect(listed.entries).toEqual(entries);
    expect(listed.entries[0]).toMatchObject({ by: 'Trần Thị B', note: 'to, rõ' });
  });

  test('(k) part of an item is told in seconds and corrects an earlier entry', async () => {
    // It begins 2.52 seconds into the session, so of the seconds 2 to 3.5 not quite one is its own.
    const planned = AirLogJson.parse(await (await ask(app, SPAN)).json()).entries[1]?.planned.id;
    const response = await postJson(app, PATH, {
      ...aired,
      entry: planned,
      outcome: 'partly',
      reason: 'power-cut',
      startedAt: '05:00:02',
      secondsHeard: 1.5,
      corrects: 1,
    });
    expect(RecordedJson.parse(await response.json()).entries).toMatchObject([
      {
        seq: 3,
        outcome: 'partly',
        secondsHeard: 0.98,
        corrects: 1,
        scope: 'item',
        planned: { id: planned, seconds: 3 },
      },
    ]);
  });

  test.each([
    ['an unknown channel', { channel: 'khong-co' }, 404, 'channel.unknown'],
    ['a session that was not planned', { session: 'buoi-dem' }, 422, 'log.airing-unknown'],
    ['a day that was not planned', { day: '2026-11-22' }, 422, 'log.airing-unknown'],
    ['what is still to come', { session: 'buoi-chieu' }, 422, 'log.future'],
    ['no reason', { outcome: 'not-aired' }, 422, 'log.reason-missing'],
    ["'other' with a blank note", { outcome: 'not-aired', reason: 'other', note: '  ' }, 422, 'log.reason-missing'],
    ['a correction of nothing', { corrects: 99 }, 422, 'log.entry-unknown'],
    ['a part without its length', { outcome: 'partly', reason: 'weather' }, 422, 'log.time-missing'],
    ['a day that does not exist', { day: '2026-02-30' }, 422, 'time.date'],
    ['a field nobody knows', { channell: 'x' }, 422, 'request.wrong'],
  ])('refuses %s and writes nothing', async (_, change, status, code) => {
    const before = sizeNow();
    const response = await postJson(app, PATH, { ...aired, ...change });
    expect(response.status).toBe(status);
    expect((await problemOf(response)).code).toBe(code);
    expect(sizeNow()).toBe(before);
  });

  test('points at every wrong field of the body', async () => {
    const problem = await problemOf(await postJson(app, PATH, { ...aired, outcome: 'maybe', secondsHeard: 'nine' }));
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['/outcome', '/secondsHeard']);
  });

  test.each([
    ['no JSON', '{', 'application/json'],
    ['nothing', '', 'application/json'],
    ['a form', 'channel=dai-my-tu', 'application/x-www-form-urlencoded'],
    ['JSON that says it is text', JSON.stringify(aired), 'text/plain'],
  ])('refuses a body that is %s', async (_, body, type) => {
    const before = sizeNow();
    const response = await ask(app, PATH, { method: 'POST', body, headers: { 'content-type': type } });
    expect((await problemOf(response)).code).toBe('request.wrong');
    expect(response.status).toBe(422);
    expect(sizeNow()).toBe(before);
  });
});

describe('who may say it', () => {
  const afternoon = { ...aired, session: 'buoi-chieu' };
  const nobody = { headers: {} };
  const statusOf = async (caller: NonNullable<Asking['by']>, said: object = aired) => {
    const before = sizeNow();
    const response = await postJson(app, PATH, said, { by: caller });
    expect(sizeNow()).toBe(before);
    return [response.status, await codeOf(response)];
  };

  test('nobody may not', async () => {
    expect(await statusOf(nobody)).toEqual([401, 'sign-in.needed']);
  });

  test('who may only read may not', async () => {
    expect(await statusOf(machineToken(world.ctx, { scopes: ['air-log.read'] }))).toEqual([403, 'right.missing']);
    const { ctx } = world;
    expect(await statusOf(signedIn(ctx, { grants: [role('editor', 'my-tu')] }))).toEqual([403, 'right.missing']);
  });

  test('who may elsewhere is told of no such channel', async () => {
    const elsewhere = machineToken(world.ctx, { scopes: ['airing.record', 'schedule.read'], unit: 'khac' });
    expect(await statusOf(elsewhere)).toEqual([404, 'channel.unknown']);
    expect(await statusOf(siteLink(world.ctx, 'loa-hau-thanh'))).toEqual([404, 'channel.unknown']);
  });

  test('a person, a program and a telephone may, each with what it brings', async () => {
    const said = { ...afternoon, outcome: 'not-aired', reason: 'power-cut' };
    world.setNow('2026-11-23T11:00:00Z');
    const person = signedIn(world.ctx, { name: 'Lê Thị C', grants: [role('technician', 'my-tu')] });
    const answer = await postJson(app, PATH, { ...said, by: 'Ai đó' }, { by: person });
    // Who has signed in speaks in their own name.
    expect(RecordedJson.parse(await answer.json()).entries[0]).toMatchObject({ by: 'Lê Thị C', role: 'technician' });
    const site = siteLink(world.ctx, 'dai-my-tu');
    expect((await postJson(app, PATH, { ...said, role: 'operator', by: 'Bác D' }, { by: site })).status).toBe(201);
    world.setNow(NOW);
  });

  test('a cookie from a page of another site is nobody who may', async () => {
    const person = signedIn(world.ctx, { grants: [role('technician', 'my-tu')] });
    const response = await postJson(app, PATH, aired, { by: person, headers: { origin: 'http://evil.vn' } });
    expect([response.status, await codeOf(response)]).toEqual([403, 'request.origin']);
  });

  test('a program needs no origin', async () => {
    const response = await ask(app, PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...aired, channel: 'khong-co' }),
    });
    expect(await codeOf(response)).toBe('channel.unknown');
  });
});

describe('how much may be sent', () => {
  const large = JSON.stringify({ ...aired, note: 'x'.repeat(70_000) });
  const headers = { 'content-type': 'application/json' };

  test('64 KiB, told before it is read', async () => {
    const response = await ask(app, PATH, {
      method: 'POST',
      body: large,
      headers: { ...headers, 'content-length': String(large.length) },
    });
    expect([response.status, (await problemOf(response)).code]).toEqual([413, 'request.body']);
  });

  test('64 KiB also when the length is not told (CVE-2026-44456)', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        if (sent > 1000) controller.close();
        else controller.enqueue(new Uint8Array(4096).fill(32));
      },
    });
    const response = await ask(app, PATH, {
      method: 'POST',
      body,
      headers: { ...headers, 'transfer-encoding': 'chunked' },
    });
    expect([response.status, (await problemOf(response)).code]).toEqual([413, 'request.body']);
    expect(sent).toBeLessThan(30);
  });
});

describe('reading it', () => {
  test('as NDJSON, one entry a line, the same as in JSON', async () => {
    const response = await ask(app, SPAN, { headers: { accept: 'application/x-ndjson' } });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await response.text()).trimEnd().split('\n');
    const { entries } = AirLogJson.parse(await (await ask(app, SPAN)).json());
    expect(lines.map((line) => AirLogRowJson.parse(JSON.parse(line)))).toEqual(entries);
    expect(entries).toHaveLength(sizeNow());
  });

  test('as CSV, with a byte order mark, a file name and a row for each entry', async () => {
    const response = await ask(app, `${SPAN}&format=csv`, { headers: { accept: 'application/json' } });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="nhat-ky-phat-song-${TODAY}-${TODAY}.csv"`,
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes).trimEnd().split('\r\n')).toHaveLength(sizeNow() + 1);
  });

  test('of one channel, of one campaign, of no day', async () => {
    const count = async (query: string) =>
      AirLogJson.parse(await (await ask(app, `${PATH}?${query}`)).json()).entries.length;
    const span = `from=${TODAY}&to=${TODAY}`;
    expect(await count(`${span}&channel=loa-hau-thanh`)).toBe(0);
    expect(await count(`${span}&channel=dai-my-tu`)).toBe(sizeNow());
    // The station ident, of which three statements spoke, belongs to no campaign.
    expect(await count(`${span}&campaign=nq57`)).toBe(sizeNow() - 3);
    expect(await count('from=2026-11-24&to=2026-12-24')).toBe(0);
  });

  test.each([
    [`from=${TODAY}`, 'request.wrong'],
    ['from=2026-11-24&to=2026-11-23', 'time.range'],
    [`from=${TODAY}&to=${TODAY}&format=xml`, 'request.wrong'],
    [`from=${TODAY}&to=${TODAY}&chanel=dai-my-tu`, 'request.wrong'],
  ])('refuses %s', async (query, code) => {
    expect((await problemOf(await ask(app, `${PATH}?${query}`))).code).toBe(code);
  });

  test('thousands of entries come in pieces, and breaking off is no fault', async () => {
    const { airlog } = world.ctx;
    const [row] = airlog.select({ from: TODAY, to: TODAY } as Parameters<typeof airlog.select>[0]);
    if (row === undefined) throw new Error('an empty log');
    const day = '2027-01-01';
    const entry = { ...row.entry, by: null, note: null, planned: { ...row.entry.planned, day } };
    const many = Array.from({ length: 3000 }, (_, n) => ({ ...entry, statement: String(n).padStart(32, '0') }));
    expect(airlog.append(many, []).ok).toBe(true);
    const path = `${PATH}?from=${day}&to=${day}&format=ndjson`;
    const response = await ask(app, path);
    const sizes: number[] = [];
    for await (const piece of response.body ?? []) sizes.push(piece.byteLength);
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.max(...sizes)).toBeLessThan(100_000);
    const body = (await ask(app, path)).body;
    await body?.getReader().cancel();
    expect(AirLogJson.parse(await (await ask(app, path.replace('ndjson', 'json'))).json()).entries).toHaveLength(3000);
  });
});

test('the clock did not move and nothing of this was a fault', () => {
  expect(world.ctx.clock.instant()).toBe(NOW);
  expect(traced).toEqual([]);
});
