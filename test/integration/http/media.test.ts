import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sha256 } from '../../../src/core/ids.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { ask } from './asking.ts';

let world: World;
let app: App;
let hex: Sha256;
let path: string;
let file: Buffer;

beforeAll(async () => {
  world = await makeWorld();
  const [session] = await world.render();
  if (session === undefined) throw new Error('nothing rendered');
  hex = session.rendering.output;
  path = `/media/sha256/${hex}`;
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  file = Buffer.from(await (await ask(app, path)).arrayBuffer());
});
afterAll(() => world.close());

const get = (headers: Record<string, string>, method = 'GET') => ask(app, path, { method, headers });
/** Only what is told about the file: a body that nobody reads must be cancelled, or its file stays open. */
const told = async (asked: Promise<Response>): Promise<Response> => {
  const response = await asked;
  await response.body?.cancel();
  return response;
};
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('the whole file', () => {
  test('has the bytes of its name, and says everything about them', async () => {
    const response = await get({});
    const bytes = await bytesOf(response);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hex);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-disposition': `inline; filename="${hex.slice(0, 16)}.mp3"`,
      'content-length': String(bytes.length),
      'content-type': 'audio/mpeg',
      'cross-origin-resource-policy': 'cross-origin',
      etag: `"${hex}"`,
      'repr-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
      'x-content-type-options': 'nosniff',
    });
  });

  test('HEAD tells the same and sends nothing; Range is for GET alone', async () => {
    const [head, whole] = [await get({ range: 'bytes=0-9' }, 'HEAD'), await told(get({}))];
    expect([head.status, await head.text()]).toEqual([200, '']);
    const { 'x-request-id': _a, ...short } = Object.fromEntries(head.headers);
    const { 'x-request-id': _b, ...sent } = Object.fromEntries(whole.headers);
    expect(short).toEqual(sent);
  });

  test('can be saved under a Vietnamese name, and only as sound', async () => {
    const response = await told(ask(app, `${path}?download=${encodeURIComponent('../Buổi sáng 23/11.exe')}`));
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="buoi-sang-23-11-exe.mp3"; filename*=UTF-8''Bu%E1%BB%95i%20s%C3%A1ng%2023-11.exe.mp3`,
    );
    expect(response.headers.get('content-type')).toBe('audio/mpeg');
  });
});

describe('a part', () => {
  test.each([
    ['bytes=0-499', 0, 500],
    ['bytes=1000-', 1000, undefined],
    ['bytes=-300', -300, undefined],
    ['bytes=7-7', 7, 8],
    ['bytes=100-99999999999', 100, undefined],
  ])('%s is just that', async (range, start, end) => {
    const response = await get({ range });
    const part = file.subarray(start, end);
    expect(response.status).toBe(206);
    expect(await bytesOf(response)).toEqual(part);
    const first = start < 0 ? file.length + start : start;
    expect(response.headers.get('content-range')).toBe(`bytes ${first}-${first + part.length - 1}/${file.length}`);
    expect(response.headers.get('content-length')).toBe(String(part.length));
    expect(response.headers.get('etag')).toBe(`"${hex}"`);
  });

  test.each(['bytes=0-0,5-9', 'lines=1-2', 'bytes=9-1', 'bytes=x-', 'bytes=-'])(
    '%s gives the whole file',
    async (range) => {
      const response = await get({ range });
      expect([response.status, response.headers.get('content-range')]).toEqual([200, null]);
      expect((await bytesOf(response)).equals(file)).toBe(true);
    },
  );

  test.each(['bytes=999999999-', 'bytes=-0'])('%s is not there', async (range) => {
    const response = await get({ range });
    expect([response.status, await response.text()]).toEqual([416, '']);
    expect(response.headers.get('content-range')).toBe(`bytes */${file.length}`);
  });

  test('(q) holds only for the file it was begun with: a wrong If-Range gives the whole', async () => {
    const statusFor = async (tag: string) => (await told(get({ range: 'bytes=5-', 'if-range': tag }))).status;
    expect(await statusFor(`"${hex}"`)).toBe(206);
    expect(await statusFor(`W/"${hex}"`)).toBe(200);
    expect(await statusFor(`"${'0'.repeat(64)}"`)).toBe(200);
    expect(await statusFor('Mon, 23 Nov 2026 01:00:00 GMT')).toBe(200);
  });
});

describe('conditions', () => {
  test.each([`"${'0'.repeat(64)}", "HEX"`, 'W/"HEX"', '*'])('If-None-Match: %s → 304', async (tags) => {
    const response = await get({ 'if-none-match': tags.replace('HEX', hex), range: 'bytes=0-9' });
    expect([response.status, await response.text(), response.headers.get('etag')]).toEqual([304, '', `"${hex}"`]);
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test('If-Match: another → 412, this one or * → the file', async () => {
    expect((await told(get({ 'if-match': '"x"' }))).status).toBe(412);
    expect((await told(get({ 'if-match': `"${hex}"` }))).status).toBe(200);
    expect((await told(get({ 'if-match': '*' }))).status).toBe(200);
  });
});

describe('what is not served', () => {
  test.each(['x', '0'.repeat(64), '..%2f..%2floa.db', '%00', 'A'.repeat(64)])('%s', async (name) => {
    const response = await ask(app, `/media/sha256/${name}`, { headers: { 'accept-language': 'en' } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'media.unknown' });
  });

  test('masters and originals: only what was rendered', async () => {
    const [row] = world.ctx.store.rows.query.sound.findMany().sync();
    for (const hash of [row?.original, row?.master]) {
      expect(await world.ctx.audio.shelf.has(hash as Sha256)).toBe(true);
      expect((await ask(app, `/media/sha256/${hash}`)).status).toBe(404);
    }
  });

  test('a rendering whose file is gone from the shelf', async () => {
    const other = await makeWorld();
    const [session] = await other.render();
    const otherApp = createApp(other.ctx, { trace: (line) => expect.fail(line) });
    const output = session?.rendering.output as Sha256;
    await rm(other.ctx.audio.shelf.pathOf(output));
    const response = await ask(otherApp, `/media/sha256/${output}`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'media.unknown']);
    await other.close();
  });
});
