/** The sealing loop and the outside: a witness that goes and comes, one that contradicts, an authority once a day, the day's end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { anchorsTo } from '../../../src/anchors/anchors.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { logKeyIn } from '../../../src/log-keys.ts';
import type { Loop } from '../../../src/loops/loop.ts';
import { sealer } from '../../../src/loops/sealer.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { anchorLog } from '../../../src/operations/log/anchor-log.ts';
import { showSeal } from '../../../src/operations/log/show-seal.ts';
import { checkReadiness } from '../../../src/operations/readiness.ts';
import { closingCheckpoint } from '../../../src/operations/within/closing.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { initWitness } from '../../../src/witness/key-file.ts';
import { type RunningWitness, startWitness } from '../../support/running-witness.ts';
import { entryOf } from '../../support/store-entries.ts';
import { timeStampAuthority } from '../../support/time-stamp-authority.ts';
import { makeWorld, type World } from '../../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-sealer-'));
let world: World;
let log = '';
let vkey = '';
let witness: RunningWitness;
let told: string[] = [];

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  log = must(showSeal(world.ctx)).vkey;
  vkey = must(initWitness(join(folder, 'w'), 'van-hoa.example.vn'));
  witness = await startWitness({ folder: join(folder, 'w'), logs: [log] });
});
beforeEach(() => {
  told = [];
});
afterAll(async () => {
  await witness.stop();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const say = (title: string) => must(world.ctx.airlog.append([entryOf({ title })], []));
const askingOf = (authority: { url: string; caFile: string } | null): Ctx => ({
  ...world.ctx,
  anchors: anchorsTo({ witnesses: [{ url: witness.url, vkey }], authority }),
});
const loopOf = (ctx: Ctx): Loop =>
  sealer(ctx, {
    refused: (refusals) => told.push(...refusals.map(({ code }) => code)),
    contradicted: () => told.push('contradicted'),
    answersAgain: () => told.push('answers again'),
  });
/** From one checkpoint to the next: five minutes of looks. */
const fiveMinutes = async (loop: Loop): Promise<void> => {
  for (let look = 0; look < 10; look += 1) await loop.turn(new AbortController().signal);
};
const outsideOf = async (ctx: Ctx) => (await checkReadiness(ctx)).checks.find(({ name }) => name === 'outside');

test('a witness that is down hinders nothing and is told of once; up again, it signs what is newest', async () => {
  const { url } = witness;
  const loop = loopOf(askingOf(null));
  say('một');
  await fiveMinutes(loop);
  expect(world.ctx.airlog.anchors.cosignatures(1)).toMatchObject([{ vkey, line: expect.stringContaining('van-hoa') }]);
  await witness.stop();
  for (const title of ['hai', 'ba', 'bốn']) {
    say(title);
    await fiveMinutes(loop);
  }
  expect(world.ctx.airlog.newestCheckpoint()?.size).toBe(4);
  expect(told).toEqual(['witness.unreachable']);
  world.setNow('2026-11-23T01:30:00Z');
  expect(await outsideOf(askingOf(null))).toMatchObject({
    ok: true,
    facts: { witnesses: 1, size: 1, ageSeconds: 1800 },
  });
  witness = await startWitness({ folder: join(folder, 'w'), logs: [log], port: Number(new URL(url).port) });
  await fiveMinutes(loop);
  expect(told).toEqual(['witness.unreachable', 'answers again']);
  expect([1, 2, 3, 4].map((size) => world.ctx.airlog.anchors.cosignatures(size).length)).toEqual([1, 0, 0, 1]);
  expect(await outsideOf(askingOf(null))).toMatchObject({ ok: true, facts: { size: 4, ageSeconds: 0 } });
});

test('the day ends: one checkpoint is that day’s, stamped by the authority, and not a second time', async () => {
  const authority = await timeStampAuthority();
  try {
    const loop = loopOf(askingOf(authority));
    world.setNow('2026-11-23T16:59:00Z');
    const monday = '2026-11-23' as LocalDate;
    say('năm');
    await fiveMinutes(loop);
    expect(closingCheckpoint(world.ctx, monday)).toBeNull();
    say('cuối ngày');
    // Midnight in Asia/Ho_Chi_Minh: the next look, not the next five minutes.
    world.setNow('2026-11-23T17:00:00Z');
    await loop.turn(new AbortController().signal);
    const closing = closingCheckpoint(world.ctx, monday);
    expect(closing).toMatchObject({ size: 6, madeAt: '2026-11-23T17:00:00Z' });
    expect(world.ctx.airlog.anchors.cosignatures(6)).toHaveLength(1);
    const stamp = world.ctx.airlog.anchors.stamp(6);
    expect(stamp?.note).toBe(`${closing?.note}${world.ctx.airlog.anchors.cosignatures(6)[0]?.line}`);
    expect(stamp?.ca).toContain('BEGIN CERTIFICATE');
    say('ngày mới');
    await fiveMinutes(loop);
    expect(world.ctx.airlog.anchors.newestStamp()?.size).toBe(6);
    expect(closingCheckpoint(world.ctx, monday)?.size).toBe(6);
    expect(told).toEqual([]);
  } finally {
    await authority.close();
  }
});

test('days that ended while nothing ran are closed by the first checkpoint made after them; a clock set back closes none', async () => {
  const loop = loopOf(askingOf(null));
  world.setNow('2026-11-27T02:00:00Z');
  await loop.turn(new AbortController().signal);
  for (const day of ['2026-11-24', '2026-11-26'])
    expect(closingCheckpoint(world.ctx, day as LocalDate)).toMatchObject({ size: 7 });
  expect(closingCheckpoint(world.ctx, '2026-11-27' as LocalDate)).toBeNull();
  world.setNow('2016-11-27T02:00:00Z');
  await loop.turn(new AbortController().signal);
  expect(world.ctx.airlog.anchors.lastClosed()?.day).toBe('2026-11-26');
  world.setNow('2026-11-27T02:00:00Z');
});

test('a witness that has signed another history: told each time, and seen until it signs again', async () => {
  const fork = must(openAirLog(join(folder, 'fork')));
  const size = world.ctx.airlog.size() + 1;
  must(
    fork.append(
      Array.from({ length: size }, (_, n) => entryOf({ title: `khác ${n}` })),
      [],
    ),
  );
  const other = join(folder, 'other');
  vkey = must(initWitness(other, 'tinh.example.vn'));
  await witness.stop();
  witness = await startWitness({ folder: other, logs: [log] });
  const { url } = witness;
  const forked = { ...world.ctx, airlog: fork, logKey: () => logKeyIn(world.folder, world.ctx.airlog) };
  must(await anchorLog(forked, { witness: { url, vkey }, authority: null }));
  fork.close();
  const loop = loopOf(askingOf(null));
  // Shorter than what it signed, then as long, then longer.
  for (const [n, code] of ['witness.behind', 'witness.refused', 'witness.refused'].entries()) {
    if (n > 0) say(`tin ${n}`);
    told = [];
    await fiveMinutes(loop);
    expect(told).toEqual(['contradicted', code]);
    expect(await outsideOf(askingOf(null))).toMatchObject({ ok: false, facts: { contradictedBy: url } });
  }
  expect(world.ctx.airlog.anchors.disputes()).toMatchObject([{ vkey, size: size - 1 }]);
  // It was the witness's fault: it begins anew under the same key.
  await witness.stop();
  for (const name of ['seen.db', 'seen.db-wal', 'seen.db-shm']) rmSync(join(other, name), { force: true });
  witness = await startWitness({ folder: other, logs: [log], port: Number(new URL(url).port) });
  told = [];
  await fiveMinutes(loop);
  expect(told).toEqual(['answers again']);
  expect(await outsideOf(askingOf(null))).toMatchObject({ ok: true });
  expect(world.ctx.airlog.anchors.disputes()).toEqual([]);
});
