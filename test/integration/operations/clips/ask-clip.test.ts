/** A clip that is asked for is made by whoever does the jobs; none is made of what nobody outside may have yet. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { must, ok } from '../../../../src/core/result.ts';
import { planner } from '../../../../src/loops/planner.ts';
import { askClip } from '../../../../src/operations/clips/ask-clip.ts';
import { makeClip } from '../../../../src/operations/clips/make-clip.ts';
import { showClips } from '../../../../src/operations/clips/show-clips.ts';
import { listJobs } from '../../../../src/operations/jobs/list-jobs.ts';
import { runNextJob } from '../../../../src/operations/jobs/run-next.ts';
import { listPodcasts, switchOn } from '../../../../src/operations/podcasts/podcasts.ts';
import { recordAiring } from '../../../../src/operations/record-airing.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { item as itemTable } from '../../../../src/store/schema.ts';
import { CHANNEL, makeWorld, OTHER_CHANNEL, TODAY, type World } from '../../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const ASKED = { item: 'tin-1', language: null, shape: 'square' } as const;
const set = (values: object) =>
  must(
    world.ctx.store.transact((rows) => {
      rows
        .update(itemTable)
        .set(values)
        .where(eq(itemTable.id, 'tin-1' as never))
        .run();
      return ok(undefined);
    }),
  );
const clip = () => must(showClips(world.ctx, 'tin-1')).versions[0]?.clips.find(({ shape }) => shape === 'square');

test('asked, made by a worker, there', async () => {
  expect(must(askClip(world.ctx, ASKED))).toBeNull();
  expect(clip()).toMatchObject({ rendering: null, job: 'waiting' });
  const [job] = must(listJobs(world.ctx, { states: ['waiting'], limit: 5 })).jobs;
  expect(job).toMatchObject({ kind: 'clip', label: 'Clip vuông · Tin thứ nhất; có dấu, “ngoặc”' });
  expect(job?.concerns.map(({ channel }) => channel).sort()).toEqual([CHANNEL, OTHER_CHANNEL].sort());
  const ended = must(await runNextJob(world.ctx, {}));
  expect(ended).toMatchObject({ kind: 'clip', end: 'done', left: 0, result: { ok: true } });
  expect(clip()).toMatchObject({ rendering: { format: 'mp4-square' }, job: 'none' });
  expect(must(askClip(world.ctx, ASKED))?.output).toBe(clip()?.rendering?.output);
}, 120_000);

test.each([
  ['draft', { draft: true }, { draft: false }],
  ['embargoed', { notBefore: '2026-11-23T09:00:00' }, { notBefore: null }],
  ['expired', { to: '2026-11-22' }, { to: null }],
])('%s: none is asked for and none is made', async (why, closed, open) => {
  set(closed);
  const refusals = [{ code: 'item.not-public', params: { why } }];
  expect(askClip(world.ctx, ASKED)).toMatchObject({ ok: false, refusals });
  expect(await makeClip(world.ctx, ASKED, {})).toMatchObject({ ok: false, refusals });
  expect(must(showClips(world.ctx, 'tin-1')).closed).toBe(why);
  set(open);
  expect(askClip(world.ctx, ASKED).ok).toBe(true);
});

test('the loop that plans asks for the sound of what has aired since', async () => {
  const loop = planner(world.ctx, 0, {
    looked: async () => undefined,
    refused: ([refusal]) => {
      throw new Error(refusal?.code);
    },
  });
  const turn = () => loop.turn(new AbortController().signal);
  const words = { title: '', description: '', author: '', language: 'vi' };
  must(switchOn(world.ctx, { kind: 'campaign', subject: 'nq57', ...words }));
  await turn();
  const mp3s = () =>
    must(listJobs(world.ctx, { states: ['waiting'], limit: 50 })).jobs.filter(
      (job) => job.kind === 'render' && job.concerns.length === 0,
    );
  expect(mp3s()).toEqual([]);
  const heard = { session: 'buoi-sang', entry: null, outcome: 'aired', reason: null, note: null, startedAt: null };
  const who = { secondsHeard: null, role: 'technician', by: 'Nguyễn Văn A', corrects: null, statement: null };
  must(recordAiring(world.ctx, { channel: CHANNEL, day: TODAY, ...heard, ...who } as never));
  await turn();
  expect(mp3s()).toHaveLength(2);
  for (let left = true; left; ) left = must(await runNextJob(world.ctx, {})) !== null;
  expect(must(listPodcasts(world.ctx))).toMatchObject([{ slug: 'nq57', episodes: 2 }]);
}, 120_000);
