/** What has begun is not planned again; what was said twice is in the log once; lists say when they are empty. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newStatementId } from '../../../src/contract/air-log-statement.ts';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import { listAirings } from '../../../src/operations/list-airings.ts';
import { type RecordAiring, recordAiring } from '../../../src/operations/record-airing.ts';
import { showPlayableDay } from '../../../src/operations/show-playable-day.ts';
import { planDay } from '../../support/planned.ts';
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
  must(applySchedule(world.ctx, written, { dryRun: false }));
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
    const id = newStatementId(world.ctx.random);
    const first = must(recordAiring(world.ctx, said(id)));
    const again = must(recordAiring(world.ctx, said(id)));
    expect(again).toEqual(first);
    expect(world.ctx.airlog.size()).toBe(first.entries.length);
  });

  test('made again by the same role is refused, naming the entry; a correction of it is taken', () => {
    titles();
    world.setNow(AFTER_MORNING);
    const first = must(recordAiring(world.ctx, said(null)));
    const again = recordAiring(world.ctx, { ...said(null), outcome: 'not-aired', reason: 'power-cut' });
    expect(again).toMatchObject({ refusals: [{ code: 'log.said-already', params: { seq: first.first } }] });
    expect(world.ctx.airlog.size()).toBe(first.entries.length);
    const corrected = must(
      recordAiring(world.ctx, { ...said(null), outcome: 'not-aired', reason: 'power-cut', corrects: first.first }),
    );
    expect(corrected.entries.every(({ corrects }) => corrects === first.first)).toBe(true);
  });

  test('of another role stands beside it', () => {
    titles();
    world.setNow(AFTER_MORNING);
    must(recordAiring(world.ctx, said(null)));
    expect(recordAiring(world.ctx, { ...said(null), role: 'operator' }).ok).toBe(true);
  });

  test('may correct only an entry of the same session, and of the same item when it is about one', () => {
    titles();
    world.setNow('2026-11-23T12:00:00Z');
    const { first, entries } = must(recordAiring(world.ctx, said(null)));
    const other = recordAiring(world.ctx, { ...said(null), session: 'buoi-chieu', corrects: first });
    expect(other).toMatchObject({ refusals: [{ code: 'log.corrects-other' }] });
    const item = { ...said(null), entry: entries[1]?.planned.id ?? '' };
    expect(recordAiring(world.ctx, { ...item, corrects: first })).toMatchObject({
      refusals: [{ code: 'log.corrects-other' }],
    });
    expect(recordAiring(world.ctx, { ...item, corrects: first + 1 }).ok).toBe(true);
    expect(recordAiring(world.ctx, { ...item, corrects: 999 })).toMatchObject({
      refusals: [{ code: 'log.entry-unknown' }],
    });
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

describe('asking for what is not there', () => {
  test('an unknown campaign or channel is refused, not answered with an empty log', () => {
    const span = { from: day, to: day };
    expect(listAirings(world.ctx, { ...span, campaign: 'nq58' })).toMatchObject({
      refusals: [{ code: 'campaign.unknown' }],
    });
    expect(listAirings(world.ctx, { ...span, channel: 'dai-my-to' })).toMatchObject({
      refusals: [{ code: 'channel.unknown' }],
    });
    expect(listAirings(world.ctx, { ...span, campaign: 'nq57' }).ok).toBe(true);
  });

  test('a day that is not rendered is not an empty playlist', async () => {
    const rendered = (on: LocalDate) => showPlayableDay(world.ctx, CHANNEL, on);
    expect(rendered(day)).toMatchObject({ refusals: [{ code: 'playlist.not-rendered' }] });
    expect(rendered('2026-10-01' as LocalDate)).toMatchObject({ refusals: [{ code: 'playlist.nothing' }] });
    await world.render();
    expect(rendered(day).ok).toBe(true);
  });
});
