/** What has begun is not planned again; what was said twice is in the log once. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import { planDay } from '../../../src/operations/plan-day.ts';
import { newStatementId, type RecordAiring, recordAiring } from '../../../src/operations/record-airing.ts';
import { CHANNEL, makeWorld, TODAY, type World } from '../../support/world.ts';

const day = TODAY as LocalDate;
/** The morning session begins at 05:00 in Asia/Ho_Chi_Minh, the afternoon one at 17:00. */
const BEFORE_MORNING = '2026-11-22T20:00:00Z';
const AFTER_MORNING = '2026-11-23T01:00:00Z';

let world: World;
beforeEach(async () => {
  world = await makeWorld({ now: BEFORE_MORNING });
});
afterEach(() => world.close());

/** Retitles what both sessions play. */
const retitle = (title: string): void => {
  const text = `items:\n  - { id: dai-hieu, title: "${title}", genre: stationIdent, sound: dai-hieu.wav }\n`;
  const written = must(readSchedules([{ name: 'sua.yaml', bytes: new TextEncoder().encode(text) }]));
  must(applySchedule(world.ctx, written, { dryRun: false, actor: 'test' }));
};
const titles = (): (string | undefined)[] =>
  must(planDay(world.ctx, CHANNEL, day)).playlists.map(({ entries }) => entries[0]?.title);

describe('planning again', () => {
  test('changes a session that is to come, and leaves one that has begun as it aired', () => {
    expect(titles()).toEqual(['Đài hiệu', 'Đài hiệu']);
    world.setNow(AFTER_MORNING);
    retitle('Đài hiệu mới');
    expect(titles()).toEqual(['Đài hiệu', 'Đài hiệu mới']);
    retitle('Đài hiệu mới nhất');
    expect(titles()).toEqual(['Đài hiệu', 'Đài hiệu mới nhất']);
  });

  test('changes everything while nothing has begun', () => {
    titles();
    retitle('Đài hiệu mới');
    expect(titles()).toEqual(['Đài hiệu mới', 'Đài hiệu mới']);
  });

  test('a day first planned after the fact may be planned again', () => {
    world.setNow(AFTER_MORNING);
    titles();
    retitle('Đài hiệu mới');
    expect(titles()).toEqual(['Đài hiệu mới', 'Đài hiệu mới']);
  });

  test('the same again makes no new version', () => {
    const first = must(planDay(world.ctx, CHANNEL, day));
    expect(first).toMatchObject({ version: 1, changed: true });
    expect(must(planDay(world.ctx, CHANNEL, day))).toMatchObject({ version: 1, changed: false });
  });
});

describe('a statement', () => {
  const said = (statement: string | null): RecordAiring => ({
    channel: CHANNEL,
    day,
    session: 'buoi-sang',
    entry: null,
    outcome: 'aired',
    reason: null,
    note: null,
    startedAt: null,
    secondsHeard: null,
    role: 'technician',
    by: 'Trần Thị B',
    corrects: null,
    statement,
  });

  test('sent twice under one id is in the log once, and answered alike', () => {
    titles();
    world.setNow(AFTER_MORNING);
    const id = newStatementId(world.ctx);
    const first = must(recordAiring(world.ctx, said(id)));
    const again = must(recordAiring(world.ctx, said(id)));
    expect(again).toEqual(first);
    expect(world.ctx.airlog.size()).toBe(first.entries.length);
  });

  test('(c) made twice is two statements: nothing is taken for a repetition that was not sent as one', () => {
    titles();
    world.setNow(AFTER_MORNING);
    const first = must(recordAiring(world.ctx, said(null)));
    const second = must(recordAiring(world.ctx, said(null)));
    expect(second.first).toBe(first.first + first.entries.length);
    expect(world.ctx.airlog.size()).toBe(2 * first.entries.length);
  });

  test('(e) keeps its titles and units when the schedule has changed since', () => {
    titles();
    world.setNow(AFTER_MORNING);
    const { entries } = must(recordAiring(world.ctx, said(null)));
    retitle('Đài hiệu mới');
    const kept = world.ctx.airlog.select({ from: day, to: day }).toArray();
    expect(kept.map(({ entry }) => entry)).toEqual(entries);
    expect(kept[0]?.entry.planned).toMatchObject({ title: 'Đài hiệu', units: [{ id: 'my-tu', name: 'Mỹ Tú' }] });
  });
});
