/** Targets on a real database: told before they are missed; what was lost is offered a place, and taken, the figure is whole. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CoverageJson } from '../../../../src/contract/api-campaign.ts';
import { MakeGoodsJson } from '../../../../src/contract/api-make-goods.ts';
import type { ChannelId } from '../../../../src/core/ids.ts';
import { must, type Result } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { createApp } from '../../../../src/http/app.ts';
import { editSchedule } from '../../../../src/operations/alterations/edit-schedule.ts';
import { undoAlteration } from '../../../../src/operations/alterations/undo-alteration.ts';
import { offerMakeGoods } from '../../../../src/operations/campaigns/offer-make-goods.ts';
import { type ShownTarget, showCoverage } from '../../../../src/operations/campaigns/show-coverage.ts';
import { countByUnit } from '../../../../src/operations/count-by-unit.ts';
import { planAhead } from '../../../../src/operations/plan-ahead.ts';
import { type RecordAiring, recordAiring } from '../../../../src/operations/record-airing.ts';
import { machineToken } from '../../../support/credentials.ts';
import { makeWorld, NOW, type World } from '../../../support/world.ts';
import { ask } from '../../http/asking.ts';

const MONDAY = '2026-11-23' as LocalDate;
const SUNDAY = '2026-11-29' as LocalDate;
const LOA = 'loa-a' as ChannelId;

const SCHEDULE = `
units:
  - { id: xa-a, name: "Xã Mỹ Phước", kind: "xã" }
  - { id: xa-b, name: "Xã Mỹ Hương", kind: "xã" }
stations:
  - { id: dai, name: "Đài", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-a }] }
channels:
  - { id: loa-a, name: "Loa A", station: dai, carrier: loudspeaker, units: [{ unit: xa-a }] }
  - { id: loa-b, name: "Loa B", station: dai, carrier: loudspeaker, units: [{ unit: xa-b }] }
campaigns:
  - id: dot
    name: "Đợt"
    owner: xa-a
    from: 2026-11-02
    to: 2026-12-31
    contentGroups: [{ id: g1, name: "Chủ trương" }, { id: g2, name: "Gương tốt" }]
    targets:
      - { contentGroup: g1, measure: airings, amount: 14, per: week, units: [xa-a, xa-b] }
      - { contentGroup: g2, measure: firstRuns, amount: 4, per: week, language: km, units: [xa-a] }
      - { measure: items, amount: 3 }
items:
  - { id: tin-1, title: "Tin một", genre: newsItem, campaign: dot, contentGroup: g1, sound: dai-hieu.wav }
  - { id: tin-2, title: "Tin hai", genre: newsItem, campaign: dot, contentGroup: g1, sound: tin-1.wav }
  - id: guong
    title: "Gương tốt"
    genre: article
    campaign: dot
    contentGroup: g2
    versions: [{ language: km, sound: tin-2.wav }]
  - { id: nhac, title: "Nhạc", genre: music, sound: tin-1.wav }
strands: [{ id: ban-tin, name: "Bản tin", items: [tin-1, tin-2] }]
sessions:
  - id: sang
    name: "Buổi sáng"
    channels: [loa-a, loa-b]
    start: "05:00"
    maxMinutes: 10
    from: 2026-11-23
    segments:
      - { id: sang-tin, title: "Tin", strand: ban-tin }
      - { id: sang-khmer, title: "Khmer", item: guong, language: km, required: false, rule: "FREQ=WEEKLY;BYDAY=TU,TH" }
      - { id: sang-nhac, title: "Nhạc", filler: nhac }
      - { id: sang-tiep-am, title: "Tiếp âm", relay: VOV1, minutes: 9, start: "05:01" }
  - id: chieu
    name: "Buổi chiều"
    channels: [loa-a]
    start: "17:00"
    maxMinutes: 5
    from: 2026-11-23
    segments:
      - { id: chieu-tin, title: "Phát lại", repeat: sang-tin }
`;

let world: World;
beforeEach(async () => {
  world = await makeWorld({ schedule: SCHEDULE, now: '2026-11-22T12:00:00Z' });
  must(planAhead(world.ctx, 3));
  world.setNow(NOW);
});
afterEach(() => world.close());

const coverage = (): readonly ShownTarget[] =>
  must(showCoverage(world.ctx, { campaign: 'dot', from: MONDAY, to: SUNDAY })).targets;
const target = (index: number, unit: string | null = null): ShownTarget => {
  const found = coverage().find((one) => one.index === index && (one.unit?.id ?? null) === unit);
  if (found === undefined) throw new Error(`no target ${index}`);
  return found;
};
const say = (channel: string, more: Partial<RecordAiring>): void => {
  must(
    recordAiring(world.ctx, {
      channel,
      day: MONDAY,
      session: 'sang',
      entry: null,
      outcome: 'aired',
      reason: null,
      note: null,
      startedAt: null,
      secondsHeard: null,
      role: 'technician',
      by: null,
      corrects: null,
      statement: null,
      ...more,
    }),
  );
};
const LOST = { outcome: 'not-aired', reason: 'power-cut' } as const;
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusals[0].code);
const offered = () =>
  must(offerMakeGoods(world.ctx, { campaign: 'dot', channel: LOA, from: MONDAY, to: MONDAY })).offered;

describe('coverage', () => {
  test('says on Monday what the week will miss, by unit, days not planned yet included', () => {
    // Seven mornings and afternoons at A; only mornings at B. This morning is over and nobody has spoken of it.
    expect(target(0, 'xa-a')).toMatchObject({ counts: { done: 0, unsaid: 1, toCome: 13 }, verdict: 'on-course' });
    expect(target(0, 'xa-b')).toMatchObject({
      counts: { done: 0, unsaid: 1, toCome: 6 },
      missing: 7,
      verdict: 'will-miss',
      knownOn: MONDAY,
    });
    // The Khmer item airs twice and is new once.
    expect(target(1, 'xa-a')).toMatchObject({
      counts: { toCome: 1 },
      runs: { first: { toCome: 1 }, repeat: { toCome: 1 } },
      missing: 3,
      verdict: 'will-miss',
    });
    expect(target(2)).toMatchObject({ counts: { unsaid: 1, toCome: 2 }, verdict: 'on-course' });
  });

  test('what people say counts, the latest word of each role, and the least of the two', () => {
    say('loa-a', {});
    expect(target(0, 'xa-a').counts).toEqual({ done: 1, unsaid: 0, toCome: 13 });
    say('loa-a', { ...LOST, role: 'operator' });
    expect(target(0, 'xa-a')).toMatchObject({
      counts: { done: 0, toCome: 13 },
      lost: 1,
      missing: 1,
      verdict: 'will-miss',
    });
    say('loa-a', { role: 'operator', corrects: 3 });
    expect(target(0, 'xa-a')).toMatchObject({ counts: { done: 1 }, lost: 0, missing: 0 });
  });

  test('refuses what there is not, and a span that ends before it begins', () => {
    expect(code(showCoverage(world.ctx, { campaign: 'khong-co' }))).toBe('campaign.unknown');
    expect(code(showCoverage(world.ctx, { campaign: 'dot', from: SUNDAY, to: MONDAY }))).toBe('time.range');
    const long = { campaign: 'dot', from: '2020-01-01' as LocalDate, to: SUNDAY };
    expect(code(showCoverage(world.ctx, long))).toBe('time.range-long');
    expect(code(countByUnit(world.ctx, { from: SUNDAY, to: MONDAY, structure: 'then' }))).toBe('time.range');
  });

  test('airings by unit count what is stored, each channel’s under the units that it serves', () => {
    say('loa-b', LOST);
    const { groups, total } = must(
      countByUnit(world.ctx, { from: MONDAY, to: '2026-11-24' as LocalDate, campaign: 'dot', structure: 'then' }),
    );
    expect(groups).toMatchObject([
      { units: [{ name: 'Xã Mỹ Phước' }], planned: 5, unsaid: 1, toCome: 4, notAired: 0 },
      { units: [{ name: 'Xã Mỹ Hương' }], planned: 3, unsaid: 0, toCome: 2, notAired: 1 },
    ]);
    expect(total).toMatchObject({ planned: 8, notAired: 1 });
  });
});

describe('make-goods', () => {
  test('nothing lost, nothing offered; what only accompanies is not missed', () => {
    expect(offered()).toEqual([]);
  });

  test('a lost airing is offered the nearest places, and one that is taken mends the target and breaks nothing', () => {
    say('loa-a', LOST);
    expect(target(0, 'xa-a')).toMatchObject({ missing: 1, verdict: 'will-miss' });
    const [lost, ...others] = offered();
    expect(others).toEqual([]);
    expect(lost?.lost).toMatchObject({ item: 'tin-1', campaign: 'dot', why: { kind: 'said', reason: 'power-cut' } });
    // This afternoon repeats the very item, and every other day has it too: nothing is offered there.
    expect(
      lost?.offers.map(({ day, session, seconds, channels }) => `${day} ${session} ${seconds} ${channels}`),
    ).toEqual([
      '2026-11-24 sang 2 loa-a,loa-b',
      '2026-11-24 chieu 2 loa-a',
      '2026-11-26 sang 2 loa-a,loa-b',
      '2026-11-26 chieu 2 loa-a',
      '2026-11-28 sang 2 loa-a,loa-b',
    ]);
    const [nearest] = lost?.offers ?? [];
    if (nearest === undefined) throw new Error('no offer');
    const before = coverage();
    const edited = must(editSchedule(world.ctx, { ...nearest.edit, reason: 'Phát bù', evenSo: false }));
    expect(edited.conflicts).toEqual([]);
    expect(target(0, 'xa-a')).toMatchObject({ missing: 0, verdict: 'on-course' });
    // Wherever the session is heard it counts, and nothing less is planned anywhere.
    coverage().forEach((one, n) => {
      expect(one.missing).toBeLessThanOrEqual(before[n]?.missing ?? 0);
    });
    expect(offered()).toEqual([]);
    must(undoAlteration(world.ctx, { id: edited.id, reason: 'Thôi' }));
    expect(coverage()).toEqual(before);
    expect(offered()).toHaveLength(1);
  });

  test('the API tells both in the language asked for, with the edit ready to be sent', async () => {
    say('loa-a', LOST);
    const app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
    const by = machineToken(world.ctx, { scopes: ['schedule.read', 'air-log.read'] });
    const get = async (path: string, lang = 'vi'): Promise<unknown> => {
      const response = await ask(app, `/api/v1/campaigns/dot/${path}`, { by, headers: { 'accept-language': lang } });
      expect(response.status).toBe(200);
      expect(response.headers.get('vary')).toContain('Accept-Language');
      return response.json();
    };
    const covered = CoverageJson.strict().parse(await get(`coverage?from=${MONDAY}&to=${SUNDAY}`));
    expect(covered.targets.map(({ text }) => text)).toContain(
      'Chỉ tiêu tuần 23–29/11/2026: cần 4 lần phát mới nhóm 2 “Gương tốt” bằng tiếng Khmer ở xã Mỹ Phước; đã phát 0, theo lịch còn 1; sẽ thiếu 3.',
    );
    const english = CoverageJson.parse(await get(`coverage?from=${MONDAY}&to=${SUNDAY}`, 'en'));
    expect(english.targets[0]?.text).toMatch(/^Target for the week 23–29 November 2026: 14 airings of group 1/);
    const made = MakeGoodsJson.strict().parse(await get(`make-goods?channel=loa-a&from=${MONDAY}&to=${MONDAY}`));
    const [lost] = made.lost;
    expect(lost).toMatchObject({ kind: 'said', why: 'mất điện', title: 'Tin một' });
    expect(lost?.offers[0]?.edit).toMatchObject({
      of: 'session',
      scope: 'this',
      reason: 'Phát bù “Tin một” không phát được ngày 23/11/2026',
      evenSo: false,
    });
  });
});
