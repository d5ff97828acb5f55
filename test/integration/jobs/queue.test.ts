/** The queue with real jobs: progress, cancelling what runs, a bad one alone, back-off, two at once. Real SQLite and ffmpeg. */
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAudio } from '../../../src/audio/engine.ts';
import type { Sha256 } from '../../../src/core/ids.ts';
import { PROFILES, SAMPLE_RATE } from '../../../src/core/playlist/profile.ts';
import { RENDER_RECIPE, type RenderSpec, renderKey } from '../../../src/core/playlist/render-spec.ts';
import { must, ok } from '../../../src/core/result.ts';
import { cancelJob, retryJob } from '../../../src/operations/jobs/change-job.ts';
import { listJobs } from '../../../src/operations/jobs/list-jobs.ts';
import { runNextJob } from '../../../src/operations/jobs/run-next.ts';
import { enqueue, findJobByKey } from '../../../src/store/jobs.ts';
import { audit, sound } from '../../../src/store/schema.ts';
import { CHANNEL, makeWorld, NOW, TODAY, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld({ sounds: { 'dai-hieu.wav': 2 } });
});
afterEach(() => world.close());

/** A session of so many seconds of one tone. */
const specOf = (seconds: number, master?: Sha256): RenderSpec => {
  const [row] = world.ctx.store.rows.select().from(sound).all();
  if (row === undefined) throw new Error('no sound');
  const { channels, loudness, tolerance, truePeak } = PROFILES.horn;
  const [length, sourceSamples] = [seconds * SAMPLE_RATE, row.samples];
  const part = {
    ...{ master: master ?? row.master, offset: 0, length, from: 0, sourceSamples },
    ...{ gainDb: 0, fadeIn: 0, fadeOut: 0, curve: 'linear' as const },
  };
  const profile = { channels, loudness, tolerance, truePeak };
  return { recipe: RENDER_RECIPE, profile, sampleRate: SAMPLE_RATE, length, format: 'mp3', parts: [part], quiet: [] };
};
const add = (spec: RenderSpec, label: string, urgency = 1): number =>
  must(
    world.ctx.store.transact((rows) => {
      const places = [{ channel: CHANNEL, day: TODAY, label }];
      enqueue(rows, { kind: 'render', key: renderKey(spec), payload: { spec, places }, urgency, label }, NOW);
      return ok(findJobByKey(rows, 'render', renderKey(spec))?.id ?? 0);
    }),
  );
const run = async (ctx = world.ctx) => must(await runNextJob(ctx, {}));
const listed = () => must(listJobs(world.ctx, { states: [], limit: 50 })).jobs;
const one = (id: number) => listed().find((job) => job.id === id);
const GONE = 'f'.repeat(64) as Sha256;

test('a bad one fails alone, says why, and can be tried again; the others go on', async () => {
  const bad = add(specOf(2, GONE), 'Hỏng', 1);
  const good = add(specOf(2), 'Lành', 2);
  expect(await run()).toMatchObject({ id: bad, end: 'failed', left: 1 });
  expect(await run()).toMatchObject({ id: good, end: 'done', left: 0, label: 'Lành' });
  expect(await run()).toBeNull();
  expect(one(bad)).toMatchObject({ state: 'failed', mayRetry: true, refusals: [{ code: 'media.unknown' }] });
  expect(one(good)).toMatchObject({ state: 'done', progress: 1, refusals: [] });
  must(retryJob(world.ctx, { id: bad }));
  expect(one(bad)).toMatchObject({ state: 'waiting', refusals: [] });
  expect(await run()).toMatchObject({ id: bad, end: 'failed' });
});

test('what may mend itself rests longer each time, and is then tried again by itself', async () => {
  const id = add(specOf(2), 'Chờ công cụ');
  const tools = { ffmpeg: '/khong/co/ffmpeg', ffprobe: '/khong/co/ffprobe' };
  const broken = { ...world.ctx, audio: createAudio({ dataDir: world.folder, tools }) };
  expect(await run(broken)).toMatchObject({ end: 'waiting', left: 1 });
  expect(one(id)).toMatchObject({
    state: 'resting',
    nextTryAt: '2026-11-23T01:00:15Z',
    refusals: [{ code: 'audio.tool-missing' }],
  });
  expect(await run()).toBeNull();
  world.setNow('2026-11-23T01:00:15Z');
  expect(await run(broken)).toMatchObject({ end: 'waiting' });
  expect(one(id)).toMatchObject({ nextTryAt: '2026-11-23T01:00:45Z', attempts: 2 });
  world.setNow('2026-11-23T01:00:45Z');
  expect(await run()).toMatchObject({ id, end: 'done' });
});

describe('one that is being made', () => {
  const LONG = 3600;
  test('is cancelled within about a second, leaves nothing, and its progress was seen to grow', async () => {
    const id = add(specOf(LONG), 'Dài');
    const running = run();
    const shares = new Set<number>();
    while ((one(id)?.progress ?? 0) <= 0.2) {
      await pause(100);
      shares.add(one(id)?.progress ?? 0);
    }
    expect(one(id)).toMatchObject({ state: 'running', mayCancel: true });
    expect([...shares]).toEqual([...shares].toSorted((a, b) => a - b));
    const asked = performance.now();
    must(cancelJob(world.ctx, { id }));
    expect(one(id)).toMatchObject({ stopping: true });
    expect(await running).toMatchObject({ end: 'cancelled' });
    expect(performance.now() - asked).toBeLessThan(3000);
    expect(one(id)).toMatchObject({ state: 'cancelled', stopping: false, mayRetry: true });
    expect(
      world.ctx.store.rows
        .select()
        .from(audit)
        .all()
        .map(({ operation }) => operation),
    ).toContain('job.cancel');
    expect(await run()).toBeNull();
  });

  test('is given back when the service stops', async () => {
    const id = add(specOf(LONG), 'Dài');
    const stop = new AbortController();
    const result = must(await runNextJob(world.ctx, { signal: stop.signal, onProgress: () => stop.abort() }));
    expect(result).toMatchObject({ end: 'waiting' });
    expect(one(id)).toMatchObject({ state: 'waiting', refusals: [], progress: 0 });
  });
});

test('two at once are two different ones', async () => {
  const ids = [add(specOf(3), 'Một'), add(specOf(4), 'Hai')];
  const ended = await Promise.all([run(), run()]);
  expect(ended.map((job) => job?.id).toSorted()).toEqual(ids);
  expect(ended.map((job) => job?.end)).toEqual(['done', 'done']);
});

test('a done one whose file is gone from the shelf is made again, with the same bytes', async () => {
  const id = add(specOf(2), 'Mất tệp');
  await run();
  const row = world.ctx.store.rows.query.rendering.findFirst().sync();
  const path = world.ctx.audio.shelf.pathOf(row?.output as Sha256);
  rmSync(path);
  must(retryJob(world.ctx, { id }));
  expect(await run()).toMatchObject({ id, end: 'done' });
  expect(await world.ctx.audio.shelf.verify(row?.output as Sha256)).toBe(true);
});
