/** A podcast as its readers get it: well-formed whatever titles are, only what aired, and only while it is on. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { createApp } from '../../../src/http/app.ts';
import { runNextJob } from '../../../src/operations/jobs/run-next.ts';
import { switchOff, switchOn } from '../../../src/operations/podcasts/podcasts.ts';
import { recordAiring } from '../../../src/operations/record-airing.ts';
import { podcastFeed, rfc822 } from '../../../src/reports/podcast.ts';
import { eq } from '../../../src/store/drizzle.ts';
import { item as itemTable, script } from '../../../src/store/schema.ts';
import { planDay } from '../../support/planned.ts';
import { CHANNEL, makeWorld, NOW, TODAY, type World } from '../../support/world.ts';

const HOSTILE = 'Tin <b>1</b> & ]]> 🎉 ខ្មែរ "x"';
let world: World;
let app: ReturnType<typeof createApp>;
beforeAll(async () => {
  world = await makeWorld();
  must(planDay(world.ctx, CHANNEL, TODAY as never));
  const said = { channel: CHANNEL, day: TODAY as never, session: 'buoi-sang', entry: null, outcome: 'aired' as const };
  must(
    recordAiring(world.ctx, {
      ...said,
      reason: null,
      note: null,
      startedAt: null,
      secondsHeard: null,
      role: 'technician',
      by: 'Nguyễn Văn A',
      corrects: null,
      statement: null,
    } as never),
  );
  must(
    world.ctx.store.transact((rows) => {
      rows
        .update(itemTable)
        .set({ title: HOSTILE })
        .where(eq(itemTable.id, 'tin-1' as never))
        .run();
      const row = {
        item: 'tin-1' as never,
        language: 'vi',
        text: 'Đoạn <một> & hai.\nĐoạn ba ]]> bốn.',
        searchKey: '',
      };
      rows
        .insert(script)
        .values({ ...row, hash: 'a'.repeat(64) as never, writtenBy: 'system:cli', writtenAt: NOW })
        .run();
      return { ok: true, value: undefined };
    }),
  );
  must(
    switchOn(world.ctx, { kind: 'campaign', subject: 'nq57', title: '', description: '', author: '', language: 'vi' }),
  );
  // The day's own rendering may wait too; all of it is done.
  for (let left = 1; left > 0; ) {
    const done = must(await runNextJob(world.ctx, {}));
    left = done === null ? 0 : 1;
  }
  app = createApp(world.ctx, {
    trace: (line) => {
      throw new Error(line);
    },
  });
}, 120_000);
afterAll(() => world.close());

const get = (path: string, headers = {}) => app.request(`http://localhost${path}`, { headers });

test('the feed is well-formed and has what aired, with its exact file', async () => {
  const answer = await get('/podcast/nq57.xml');
  expect(answer.status).toBe(200);
  const xml = await answer.text();
  const xpath = (path: string): string =>
    execFileSync('xmllint', ['--xpath', path, '-'], { input: xml }).toString().trim();
  expect(xpath('count(//item)')).toBe('2');
  expect(xpath('count(//item[guid and pubDate and title and description and enclosure/@type="audio/mpeg"])')).toBe('2');
  expect(xpath(`string(//item/title[contains(., "ខ្មែរ")])`)).toBe(HOSTILE);
  expect(xpath('string(//item[1]/pubDate)')).toMatch(/^Mon, 23 Nov 2026 05:00:0\d \+0700$/);
  const url = xpath('string(//item[1]/enclosure/@url)');
  const sound = await get(new URL(url).pathname);
  expect(sound.headers.get('content-type')).toBe('audio/mpeg');
  expect((await sound.arrayBuffer()).byteLength).toBe(Number(xpath('string(//item[1]/enclosure/@length)')));
  expect(xpath('count(//*[local-name()="transcript"])')).toBe('1');
  const vtt = await (await get(new URL(xpath('string(//*[local-name()="transcript"]/@url)')).pathname)).text();
  expect(vtt).toContain('Đoạn &lt;một&gt; &amp; hai.');
  const chapters = await (
    await get(new URL(xpath('string(//item[title[contains(., "ខ្មែរ")]]/*[local-name()="chapters"]/@url)')).pathname)
  ).json();
  expect(chapters).toMatchObject({
    version: '1.2.0',
    chapters: [{ startTime: 0, title: HOSTILE }, { title: 'Đoạn ba ]]> bốn.' }],
  });
});

test('who has it is told so', async () => {
  const tag = (await get('/podcast/nq57.xml')).headers.get('etag') ?? '';
  expect((await get('/podcast/nq57.xml', { 'if-none-match': tag })).status).toBe(304);
});

test('the player may be framed, and nothing else may', async () => {
  const player = await get('/podcast/nq57');
  expect(player.headers.get('content-security-policy')).toContain('frame-ancestors *');
  expect(player.headers.get('x-frame-options')).toBeNull();
  expect((await get('/podcast/khong-co')).headers.get('x-frame-options')).toBe('DENY');
  expect(await player.text()).toContain('Tin &lt;b&gt;1&lt;/b&gt; &amp;');
  expect((await get('/podcast/nq57.xml')).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('what may not air now is no episode, and what is off is nowhere', async () => {
  const ids = async () => [...(await (await get('/podcast/nq57.xml')).text()).matchAll(/<guid/g)].length;
  const set = (values: object) =>
    must(
      world.ctx.store.transact((rows) => {
        rows
          .update(itemTable)
          .set(values)
          .where(eq(itemTable.id, 'tin-1' as never))
          .run();
        return { ok: true, value: undefined };
      }),
    );
  for (const closed of [
    { draft: true },
    { draft: false, notFrom: '2026-11-23T07:00:00' },
    { notFrom: null, notBefore: '2026-11-23T09:00:00' },
    { notBefore: null, to: '2026-11-22' },
  ]) {
    set(closed);
    expect(await ids()).toBe(1);
  }
  set({ to: null });
  expect(await ids()).toBe(2);
  must(switchOff(world.ctx, 'nq57'));
  expect((await get('/podcast/nq57.xml')).status).toBe(404);
  expect((await get('/podcast/nq57')).status).toBe(404);
});

test('signs that XML does not know are left out', () => {
  const feed = podcastFeed({
    title: 'a\u0000\ufffe\ud800b',
    description: '',
    author: '',
    language: 'vi',
    link: 'http://x/',
    self: 'http://x/',
    episodes: [],
  });
  expect(() => execFileSync('xmllint', ['--noout', '-'], { input: feed })).not.toThrow();
  expect(rfc822('2026-01-01T00:00:00Z', 'Asia/Ho_Chi_Minh')).toBe('Thu, 01 Jan 2026 07:00:00 +0700');
});
