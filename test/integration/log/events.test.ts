/** The service's starts, a clock set back ten years, and what leaves the house: events in the order of their writing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AirLogEntry } from '../../../src/core/evidence/entry.ts';
import type { ChannelId } from '../../../src/core/ids.ts';
import { must, ok } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { clockWatch } from '../../../src/loops/clock-watch.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { beginRun } from '../../../src/operations/log/begin-run.ts';
import { bundleLog } from '../../../src/operations/log/bundle-log.ts';
import { listVerdicts } from '../../../src/operations/log/list-verdicts.ts';
import { sealLog } from '../../../src/operations/log/seal-log.ts';
import { recordAiring } from '../../../src/operations/record-airing.ts';
import { layMarker, liftMarker } from '../../../src/store/run-marker.ts';
import { rundown } from '../../../src/store/schema.ts';
import { planDay } from '../../support/planned.ts';
import { CHANNEL, makeWorld, NOW, TODAY, type World } from '../../support/world.ts';

const TEN_YEARS_AGO = '2016-11-23T01:00:00Z';
let world: World;
let service: Ctx;
beforeEach(async () => {
  world = await makeWorld({ sounds: { 'dai-hieu.wav': 2 } });
  service = { ...world.ctx, caller: { kind: 'system', name: 'service' } };
});
afterEach(() => world.close());

const kinds = (): string[] => entries().map(({ kind }) => kind);
const entries = (): AirLogEntry[] =>
  Array.from({ length: world.ctx.airlog.size() }, (_, seq) => world.ctx.airlog.find(seq)).filter(
    (one) => one !== undefined,
  );
const say = (entry: string | null = null) =>
  must(
    recordAiring(world.ctx, {
      ...{ channel: CHANNEL, day: TODAY as LocalDate, session: 'buoi-sang', entry, outcome: 'aired', reason: null },
      ...{
        note: null,
        startedAt: null,
        secondsHeard: null,
        role: 'technician',
        by: null,
        corrects: null,
        statement: null,
      },
    }),
  );

test('a start says whether the run before had ended in order', () => {
  const marker = join(world.folder, 'running');
  expect(must(layMarker(world.folder))).toBe(true);
  expect(existsSync(marker)).toBe(true);
  // It broke off: nobody lifted it.
  expect(must(layMarker(world.folder))).toBe(false);
  must(liftMarker(world.folder));
  expect(must(layMarker(world.folder))).toBe(true);
  must(beginRun(service, { version: '1.2.3', clean: false }));
  expect(entries()).toMatchObject([
    {
      kind: 'restart',
      actor: 'system:service',
      by: null,
      day: null,
      channel: null,
      facts: { version: '1.2.3', entries: 0, clean: false },
    },
  ]);
});

test('a clock set back ten years is recorded at the start, and entries go on in the order of their writing', () => {
  must(planDay(world.ctx, CHANNEL, TODAY as LocalDate));
  say();
  must(sealLog(service));
  const before = world.ctx.airlog.size();
  world.setNow(TEN_YEARS_AGO);
  must(beginRun(service, { version: '1', clean: true }));
  expect(kinds().slice(before)).toEqual(['clock', 'restart']);
  expect(entries()[before]).toMatchObject({
    recordedAt: TEN_YEARS_AGO,
    facts: { expected: NOW, shown: TEN_YEARS_AGO },
  });
  expect(must(sealLog(service))?.size).toBe(before + 2);
  expect(world.ctx.airlog.faultIn('all')).toBeNull();
  // Once more with the same clock: what was signed last bears its time.
  must(beginRun(service, { version: '1', clean: true }));
  expect(kinds().slice(before)).toEqual(['clock', 'restart', 'restart']);
});

test('a clock that is set while the service runs is recorded at the next look, once', async () => {
  let [wallMs, monotonicMs] = [Date.parse(NOW), 0];
  const loop = clockWatch(service, { look: () => ({ wallMs, monotonicMs }), refused: () => expect.fail('refused') });
  const later = async (wall: number, monotonic: number) => {
    [wallMs, monotonicMs] = [wallMs + wall, monotonicMs + monotonic];
    await loop.turn(new AbortController().signal);
    return kinds();
  };
  expect(await later(10_000, 10_000)).toEqual([]);
  expect(await later(11_999, 10_000)).toEqual([]);
  expect(await later(-315_000_000_000, 10_000)).toEqual(['clock']);
  expect(await later(10_000, 10_000)).toEqual(['clock']);
});

test('a bundle says who took it, and the next one is about the same entries', () => {
  must(planDay(world.ctx, CHANNEL, TODAY as LocalDate));
  say();
  const span = { from: TODAY as LocalDate, to: TODAY as LocalDate };
  const first = must(bundleLog(world.ctx, span));
  expect(entries().at(-1)).toMatchObject({
    kind: 'export',
    actor: 'system:cli',
    facts: { what: 'bundle', from: TODAY, to: TODAY, entries: first.entries.length, sha256: null },
  });
  expect(must(bundleLog(world.ctx, span)).entries.map(({ seq }) => seq)).toEqual(first.entries.map(({ seq }) => seq));
});

test('the same item twice in a row is two entries, and nothing that goes elsewhere takes them away', async () => {
  const SCHEDULE = `
units: [{ id: a, name: A, kind: xã }]
stations: [{ id: dai, name: Đài, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: a }] }]
channels: [{ id: k, name: Kênh, station: dai, carrier: fm, units: [{ unit: a }] }]
items: [{ id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }]
sessions:
  - { id: s, name: S, channels: [k], start: "05:00", maxMinutes: 5, from: 2026-11-01, segments: [{ id: m1, title: M, item: dai-hieu }, { id: m2, title: M, item: dai-hieu }] }
`;
  const small = await makeWorld({ schedule: SCHEDULE, sounds: { 'dai-hieu.wav': 2 } });
  try {
    const { ctx } = small;
    must(planDay(ctx, 'k' as ChannelId, TODAY as LocalDate));
    const said = must(
      recordAiring(ctx, {
        ...{ channel: 'k', day: TODAY as LocalDate, session: 's', entry: null, outcome: 'aired', reason: null },
        ...{
          note: null,
          startedAt: null,
          secondsHeard: null,
          role: 'technician',
          by: null,
          corrects: null,
          statement: null,
        },
      }),
    );
    expect(said.entries.map(({ planned }) => [planned.item, planned.rule])).toEqual([
      ['dai-hieu', 'FREQ=DAILY'],
      ['dai-hieu', 'FREQ=DAILY'],
    ]);
    const span = { from: TODAY as LocalDate, to: TODAY as LocalDate };
    expect(must(listVerdicts(ctx, span)).totals.total).toMatchObject({ planned: 2, aired: 2 });
    // All that is planned and all that is known of the item go; what was said of them stays, and stays readable.
    must(
      ctx.store.transact((rows) => {
        rows.delete(rundown).run();
        return ok(null);
      }),
    );
    const { verdicts, unplanned } = must(listVerdicts(ctx, span));
    expect([verdicts.length, unplanned.map(({ verdict }) => verdict)]).toEqual([0, ['aired', 'aired']]);
    expect([ctx.airlog.size(), ctx.airlog.faultIn('all')]).toEqual([2, null]);
  } finally {
    await small.close();
  }
});
