/** Sounds sent over HTTP: in pieces, whole, broken off, by somebody else, by somebody disabled meanwhile. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UploadJson } from '../../../src/contract/uploads.ts';
import { must } from '../../../src/core/result.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { disablePerson } from '../../../src/operations/accounts/person-standing.ts';
import { sweepUploads, takeInArrived } from '../../../src/operations/uploads/take-in-arrived.ts';
import { audit, upload } from '../../../src/store/schema.ts';
import { makeAccountsWorld } from '../../support/accounts-world.ts';
import { type Held, machineToken, role, signedIn } from '../../support/credentials.ts';
import type { World } from '../../support/world.ts';
import { ask, codeOf, FROM_US, postJson } from './asking.ts';

let world: World;
let app: App;
let by: Held;
/** A sound that the world has taken in already, by its bytes. */
let known: Buffer;
beforeEach(async () => {
  world = await makeAccountsWorld();
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  by = machineToken(world.ctx, { scopes: ['sound.write'] });
  known = readFileSync(join(world.folder, 'dai-hieu.wav'));
});
afterEach(() => world.close());

/** The same sound, a little different: new bytes. */
const fresh = (): Buffer => {
  const bytes = Buffer.from(known);
  bytes.writeInt16LE(99, bytes.length - 2);
  return bytes;
};
const lying = (): string[] => {
  try {
    return readdirSync(join(world.folder, 'arriving'));
  } catch {
    return [];
  }
};
const streamOf = (pieces: readonly (Uint8Array | (() => unknown))[]): ReadableStream<Uint8Array> => {
  const left = [...pieces];
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = left.shift();
        if (next === undefined) controller.close();
        else if (typeof next === 'function') {
          await next();
          controller.enqueue(new Uint8Array());
        } else controller.enqueue(next);
      },
    },
    { highWaterMark: 0 },
  );
};
const begin = async (bytes: number, name = 'Bản tin.wav', who: Held = by): Promise<UploadJson> => {
  const begun = await postJson(app, '/api/v1/uploads', { name, bytes }, { by: who });
  expect(begun.status).toBe(201);
  const told = (await begun.json()) as UploadJson;
  expect(begun.headers.get('location')).toBe(`/api/v1/uploads/${told.id}`);
  return told;
};
const send = (id: string, offset: number, body: ReadableStream<Uint8Array>, who: Held = by): Promise<Response> =>
  ask(app, `/api/v1/uploads/${id}`, {
    method: 'PATCH',
    by: who,
    body,
    headers: { ...FROM_US, 'upload-offset': String(offset), 'content-type': 'application/octet-stream' },
  });
const shown = async (id: string): Promise<UploadJson> =>
  (await (await ask(app, `/api/v1/uploads/${id}`, { by })).json()) as UploadJson;
const whole = (body: ReadableStream<Uint8Array>, name: string, who: Held = by): Promise<Response> =>
  ask(app, `/api/v1/sounds?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    by: who,
    body,
    headers: { ...FROM_US, 'content-type': 'audio/wav' },
  });

describe('in pieces', () => {
  test('a broken connection keeps what came; sending goes on from there, and the sound is whole', async () => {
    const bytes = fresh();
    const { id } = await begin(bytes.length);
    const broken = streamOf([
      bytes.subarray(0, 10_000),
      () => {
        throw new Error('the line was cut');
      },
    ]);
    await send(id, 0, broken);
    expect(await shown(id)).toMatchObject({ state: 'arriving', received: 10_000 });
    const head = await ask(app, `/api/v1/uploads/${id}`, { method: 'HEAD', by });
    expect(head.headers.get('upload-offset')).toBe('10000');

    const wrong = await send(id, 0, streamOf([bytes]));
    expect([wrong.status, await codeOf(wrong)]).toEqual([409, 'upload.offset']);
    expect(await shown(id)).toMatchObject({ received: 10_000 });

    const rest = await send(id, 10_000, streamOf([bytes.subarray(10_000, 20_000), bytes.subarray(20_000)]));
    expect(rest.status).toBe(200);
    expect(await rest.json()).toMatchObject({ state: 'arrived', received: bytes.length });
    expect(await codeOf(await send(id, bytes.length, streamOf([])))).toBe('upload.ended');

    const taken = must(await takeInArrived(world.ctx, {}));
    expect(taken).toMatchObject({ id, state: 'taken-in' });
    expect(must(await takeInArrived(world.ctx, {}))).toBeNull();
    const { sound } = await shown(id);
    expect(sound).toMatchObject({
      name: 'Bản tin.wav',
      isNew: true,
      sameAs: [],
      original: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(lying()).toEqual([`${id}.json`]);
    const noted = world.ctx.store.rows.select().from(audit).all();
    const steps = noted.filter(({ subject }) => subject === `upload/${id}`).map((row) => row.operation);
    expect(steps).toEqual(['upload.begin', 'upload.append', 'upload.take-in']);
    expect(noted.filter(({ operation }) => operation === 'sound.take-in').at(-1)).toMatchObject({
      actor: `machine:${by.id}`,
    });
  });

  test('more than was announced is taken back, and the file can still be sent rightly', async () => {
    const { id } = await begin(100);
    const over = await send(id, 0, streamOf([new Uint8Array(60), new Uint8Array(60)]));
    expect([over.status, await codeOf(over)]).toEqual([413, 'request.body']);
    expect(await shown(id)).toMatchObject({ received: 0, state: 'arriving' });
    expect((await send(id, 0, streamOf([new Uint8Array(100)]))).status).toBe(200);
  });

  test('two at once: the second is told to wait, and nothing is mixed', async () => {
    const bytes = fresh();
    const { id } = await begin(bytes.length);
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = send(id, 0, streamOf([bytes.subarray(0, 5000), () => promise, bytes.subarray(5000)]));
    await expect.poll(async () => (await shown(id)).received).toBe(5000);
    const second = await send(id, 5000, streamOf([bytes.subarray(5000)]));
    expect([second.status, await codeOf(second)]).toEqual([409, 'upload.busy']);
    resolve();
    expect(await (await first).json()).toMatchObject({ state: 'arrived' });
  });

  test('what is no sound is refused by name, and nothing of it stays', async () => {
    const text = new TextEncoder().encode('#EXTM3U\nhttp://127.0.0.1/a.mp3\n');
    const { id } = await begin(text.length, 'danh sách.mp3');
    await send(id, 0, streamOf([text]));
    must(await takeInArrived(world.ctx, {}));
    expect(await shown(id)).toMatchObject({ state: 'refused', sound: null, problem: { code: 'media.playlist' } });
    expect((await shown(id)).problem?.detail).toContain('danh sách.mp3');
    expect(lying()).toEqual([`${id}.json`]);
  });

  test('the service dies after the last byte: the next one takes the file in', async () => {
    const bytes = fresh();
    const { id } = await begin(bytes.length);
    await send(id, 0, streamOf([bytes]));
    const stop = AbortSignal.abort();
    expect(await takeInArrived(world.ctx, { signal: stop })).toMatchObject({ ok: false });
    expect(await shown(id)).toMatchObject({ state: 'arrived' });
    expect(must(await takeInArrived(world.ctx, {}))).toMatchObject({ id, state: 'taken-in' });
  });

  test('given up, or forgotten for two days: gone', async () => {
    const [given, forgotten] = [await begin(100), await begin(100)];
    expect((await ask(app, `/api/v1/uploads/${given.id}`, { method: 'DELETE', by, headers: FROM_US })).status).toBe(
      204,
    );
    expect(lying()).toEqual([forgotten.id]);
    expect(must(await sweepUploads(world.ctx))).toBe(0);
    world.setNow('2026-11-26T00:00:00Z');
    expect(must(await sweepUploads(world.ctx))).toBe(1);
    expect(lying()).toEqual([]);
    expect(world.ctx.store.rows.select().from(upload).all()).toEqual([]);
  });

  test.each([
    ['nothing', { name: 'a.wav', bytes: 0 }, 422, 'request.wrong'],
    ['more than a file may be', { name: 'a.wav', bytes: 4 * 1024 ** 3 }, 413, 'media.too-large'],
    ['without a name', { name: '/', bytes: 10 }, 422, 'request.wrong'],
    ['under a name that is too long', { name: 'a'.repeat(201), bytes: 10 }, 422, 'request.wrong'],
  ])('%s is announced: refused', async (_, body, status, code) => {
    const answer = await postJson(app, '/api/v1/uploads', body, { by });
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
    expect(lying()).toEqual([]);
  });
});

describe('whole', () => {
  test('taken in, again, and under another name: each is told as what it is', async () => {
    const bytes = fresh();
    const first = await whole(streamOf([bytes.subarray(0, 777), bytes.subarray(777)]), '../../etc/Tin "mới"\n1.wav');
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({ sound: { name: 'Tin "mới" 1.wav', isNew: true, sameAs: [] } });
    const again = await whole(streamOf([bytes]), 'Tin "mới" 1.wav');
    expect([again.status, ((await again.json()) as UploadJson).sound?.isNew]).toEqual([200, false]);
    const other = await whole(streamOf([known]), 'chào.wav');
    expect(await other.json()).toMatchObject({ sound: { name: 'chào.wav', isNew: true, sameAs: ['dai-hieu.wav'] } });
  });

  test('a file that is broken, empty or cut off leaves nothing', async () => {
    const refused = async (body: ReadableStream<Uint8Array>) => codeOf(await whole(body, 'x.wav'));
    expect(await refused(streamOf([]))).toBe('media.empty');
    expect(await refused(streamOf([known.subarray(0, known.length / 2)]))).toBe('media.truncated');
    const cut = streamOf([
      known.subarray(0, 100),
      () => {
        throw new Error('cut');
      },
    ]);
    expect(await refused(cut)).toBe('request.wrong');
    expect(lying().filter((name) => !name.endsWith('.json'))).toEqual([]);
  });
});

describe('who sends', () => {
  test('one’s own only: for anybody else there is no such file', async () => {
    const { id } = await begin(100);
    const other = machineToken(world.ctx, { scopes: ['sound.write'] });
    for (const answer of [
      await ask(app, `/api/v1/uploads/${id}`, { by: other }),
      await send(id, 0, streamOf([new Uint8Array(1)]), other),
      await ask(app, `/api/v1/uploads/${id}`, { method: 'DELETE', by: other, headers: FROM_US }),
    ])
      expect([answer.status, await codeOf(answer)]).toEqual([404, 'upload.unknown']);
    const listed = (await (await ask(app, '/api/v1/uploads', { by: other })).json()) as { uploads: unknown[] };
    expect(listed.uploads).toEqual([]);
  });

  test('who may not is refused before a byte is read', async () => {
    let read = 0;
    const body = () => streamOf([() => (read += 1), new Uint8Array(1)]);
    const reader = machineToken(world.ctx, { scopes: ['schedule.read'] });
    expect((await whole(body(), 'x.wav', reader)).status).toBe(403);
    const nobody = { ...by, headers: {} };
    expect((await whole(body(), 'x.wav', nobody)).status).toBe(401);
    const foreign = await ask(app, '/api/v1/sounds?name=x.wav', { method: 'POST', body: body() });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'request.origin']);
    expect(read).toBe(0);
    expect(lying()).toEqual([]);
  });

  test.each([
    ['stays', false],
    ['is disabled before the last byte', true],
  ])('a person who %s', async (_, disabled) => {
    signedIn(world.ctx, { grants: [role('administrator')], secondFactor: true });
    const person = signedIn(world.ctx, { grants: [role('editor')] });
    const bytes = fresh();
    const leave = () =>
      disabled ? must(disablePerson(world.ctx, { person: person.id, why: 'thôi việc' })) : undefined;
    const { id } = await begin(bytes.length, 'Bản tin.wav', person);
    const piece = await send(id, 0, streamOf([bytes.subarray(0, 5000), leave, bytes.subarray(5000)]), person);
    expect(piece.status).toBe(disabled ? 401 : 200);
    expect(await world.ctx.audio.arrivals.received(id)).toBe(disabled ? 0 : bytes.length);
    const held = signedIn(world.ctx, { grants: [role('editor')] });
    const leaveToo = () =>
      disabled ? must(disablePerson(world.ctx, { person: held.id, why: 'thôi việc' })) : undefined;
    const sent = await whole(streamOf([bytes.subarray(0, 5000), leaveToo, bytes.subarray(5000)]), 'b.wav', held);
    expect(sent.status).toBe(disabled ? 401 : 201);
  });

  test('who is disabled after the last byte gives no sound either', async () => {
    signedIn(world.ctx, { grants: [role('administrator')], secondFactor: true });
    const person = signedIn(world.ctx, { grants: [role('editor')] });
    const bytes = fresh();
    const { id } = await begin(bytes.length, 'Bản tin.wav', person);
    await send(id, 0, streamOf([bytes]), person);
    must(disablePerson(world.ctx, { person: person.id, why: 'thôi việc' }));
    expect(must(await takeInArrived(world.ctx, {}))).toMatchObject({
      state: 'refused',
      refusals: [{ code: 'sign-in.needed' }],
    });
  });
});
