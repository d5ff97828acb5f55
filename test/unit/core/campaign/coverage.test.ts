import { describe, expect, test } from 'vitest';
import { coverageText } from '../../../../src/contract/sentences/coverage.ts';
import type { Airing, AiringState } from '../../../../src/core/campaign/airing.ts';
import { withRuns } from '../../../../src/core/campaign/airing.ts';
import { type CoverageGround, coverageOf } from '../../../../src/core/campaign/coverage.ts';
import { periodsOf } from '../../../../src/core/campaign/periods.ts';
import type { ChannelId, UnitId } from '../../../../src/core/ids.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { scheduleOf } from '../../../support/schedules.ts';

const day = (text: string): LocalDate => text as LocalDate;
/** Monday. */
const TODAY = day('2026-11-23');

const ground = (targets: string, airings: readonly Airing[], more: Partial<CoverageGround> = {}): CoverageGround => {
  const { campaigns, units } = scheduleOf(`
units:
  - { id: xa-my-phuoc, name: Xã Mỹ Phước, kind: xã }
  - { id: xa-cu, name: Xã cũ, kind: xã, to: 2026-11-25 }
campaigns:
  - id: dot
    name: Đợt
    owner: xa-my-phuoc
    from: 2026-11-01
    to: 2026-12-31
    contentGroups: [{ id: g1, name: Chủ trương }, { id: g2, name: Trách nhiệm }, { id: g3, name: Gương tốt }]
    targets: [${targets}]
`);
  const [campaign] = campaigns;
  if (campaign === undefined) throw new Error('no campaign');
  return { campaign, units, airings, today: TODAY, plannedTo: day('2026-12-31'), ...more };
};

let count = 0;
const airing = (on: string, state: AiringState, more: Partial<Airing> = {}): Airing => {
  count += 1;
  return {
    key: `k1 ${on} ${count}`,
    channel: 'k1' as ChannelId,
    day: day(on),
    at: `${on}T00:00:00Z`,
    units: ['xa-my-phuoc' as UnitId],
    item: `tin-${count}` as Airing['item'],
    campaign: 'dot' as Airing['campaign'],
    contentGroup: 'g3' as Airing['contentGroup'],
    language: 'km',
    run: 'first',
    state,
    ms: 60_000,
    ...more,
  };
};

const week = (g: CoverageGround, on = TODAY) => coverageOf(g, on, on);

describe('a weekly target', () => {
  const FIRST_RUNS =
    '{ contentGroup: g3, measure: firstRuns, amount: 4, per: week, language: km, units: [xa-my-phuoc] }';

  test('will be missed: told in the sentence that people say it in, on the day it is known', () => {
    const [told] = week(
      ground(FIRST_RUNS, [
        airing('2026-11-24', 'to-come'),
        airing('2026-11-29', 'to-come'),
        // Another week, language, group, unit, campaign, or no first run: not counted.
        airing('2026-11-30', 'to-come'),
        airing('2026-11-24', 'to-come', { language: 'vi' }),
        airing('2026-11-24', 'to-come', { contentGroup: 'g1' as Airing['contentGroup'] }),
        airing('2026-11-24', 'to-come', { units: [] }),
        airing('2026-11-24', 'to-come', { campaign: null }),
        airing('2026-11-24', 'to-come', { run: 'repeat' }),
      ]),
    );
    expect(told).toMatchObject({
      counts: { done: 0, unsaid: 0, toCome: 2 },
      runs: { first: { toCome: 2 }, repeat: { toCome: 1 } },
      missing: 2,
      verdict: 'will-miss',
      knownOn: TODAY,
      period: { from: '2026-11-23', to: '2026-11-29', whole: true },
    });
    if (told === undefined) throw new Error('no row');
    const named = { ...told, unit: { name: 'Xã Mỹ Phước' }, contentGroup: { name: 'Gương tốt', position: 3 } };
    expect(coverageText(named, 'vi')).toBe(
      'Chỉ tiêu tuần 23–29/11/2026: cần 4 lần phát mới nhóm 3 “Gương tốt” bằng tiếng Khmer ở xã Mỹ Phước; đã phát 0, theo lịch còn 2; sẽ thiếu 2.',
    );
    expect(coverageText(named, 'en')).toBe(
      'Target for the week 23–29 November 2026: 4 first runs of group 3 “Gương tốt” in Khmer in Xã Mỹ Phước wanted; 0 aired, 2 planned; 2 will be missing.',
    );
  });

  test('reached, on course, waiting for a word, missed', () => {
    const target = '{ measure: airings, amount: 2, per: week }';
    const verdict = (...airings: Airing[]) => week(ground(target, airings))[0]?.verdict;
    expect(verdict(airing('2026-11-23', 'aired'), airing('2026-11-23', 'aired'))).toBe('reached');
    expect(verdict(airing('2026-11-23', 'aired'), airing('2026-11-24', 'to-come'))).toBe('on-course');
    expect(verdict(airing('2026-11-23', 'aired'), airing('2026-11-23', 'unsaid'))).toBe('unconfirmed');
    expect(verdict(airing('2026-11-23', 'aired'), airing('2026-11-23', 'not-aired'))).toBe('will-miss');
    const past = ground(target, [airing('2026-11-16', 'aired'), airing('2026-11-17', 'not-aired')]);
    expect(coverageOf(past, day('2026-11-20'), day('2026-11-20'))[0]).toMatchObject({
      verdict: 'missed',
      lost: 1,
      missing: 1,
      knownOn: '2026-11-22',
    });
  });

  test('a week that the campaign or the unit cuts is counted and not judged', () => {
    const g = ground('{ measure: airings, amount: 3, per: week, units: [xa-my-phuoc, xa-cu] }', []);
    const rows = coverageOf(g, day('2026-11-01'), day('2026-12-06'));
    const told = rows.map(({ unit, period, verdict }) => `${unit} ${period.from} ${period.to} ${verdict}`);
    expect(told).toEqual([
      'xa-my-phuoc 2026-11-01 2026-11-01 unjudged',
      'xa-my-phuoc 2026-11-02 2026-11-08 missed',
      'xa-my-phuoc 2026-11-09 2026-11-15 missed',
      'xa-my-phuoc 2026-11-16 2026-11-22 missed',
      'xa-my-phuoc 2026-11-23 2026-11-29 will-miss',
      'xa-my-phuoc 2026-11-30 2026-12-06 will-miss',
      'xa-cu 2026-11-01 2026-11-01 unjudged',
      'xa-cu 2026-11-02 2026-11-08 missed',
      'xa-cu 2026-11-09 2026-11-15 missed',
      'xa-cu 2026-11-16 2026-11-22 missed',
      'xa-cu 2026-11-23 2026-11-25 unjudged',
    ]);
  });

  test('what is not planned to its end yet is not judged', () => {
    const g = ground('{ measure: airings, amount: 3, per: month }', [], { plannedTo: day('2026-11-29') });
    expect(coverageOf(g, TODAY, TODAY)[0]?.verdict).toBe('unjudged');
  });
});

describe('measures', () => {
  test('minutes: what was heard in part adds its part; repeats count; a third of a minute three times is a minute', () => {
    const thirds = [1, 2, 3].map(() => airing('2026-11-23', 'aired', { ms: 20_000 }));
    const g = ground('{ measure: minutes, amount: 2 }', [
      ...thirds,
      airing('2026-11-23', 'partly', { ms: 30_000 }),
      airing('2026-11-24', 'to-come', { ms: 30_000, run: 'repeat' }),
    ]);
    expect(week(g)[0]).toMatchObject({ counts: { done: 1.5, toCome: 0.5 }, missing: 0, verdict: 'on-course', lost: 1 });
  });

  test('items: one that aired and airs again is one', () => {
    const item = 'tin-hai-lan' as Airing['item'];
    const g = ground('{ measure: items, amount: 3 }', [
      airing('2026-11-20', 'aired', { item }),
      airing('2026-11-24', 'to-come', { item }),
      airing('2026-11-25', 'to-come'),
    ]);
    expect(week(g)[0]).toMatchObject({ counts: { done: 1, unsaid: 0, toCome: 1 }, missing: 1, verdict: 'will-miss' });
  });
});

describe('the run of what stands in no strand', () => {
  const item = 'tin' as Airing['item'];
  const loose = (on: string, state: AiringState, more: Partial<Airing> = {}) =>
    airing(on, state, { item, run: null, ...more });
  const runs = (...airings: Airing[]) => withRuns(airings).map(({ run }) => run);

  test('is first when nothing of it ran before, on that channel, in that language', () => {
    expect(runs(loose('2026-11-02', 'unsaid'), loose('2026-11-01', 'aired'))).toEqual(['first', 'repeat']);
    expect(runs(loose('2026-11-01', 'aired'), loose('2026-11-02', 'aired', { language: 'vi' }))).toEqual([
      'first',
      'first',
    ]);
  });
  test('is first again when the first did not air: a make-good of a first run is one', () => {
    const lost = airing('2026-11-01', 'not-aired', { item, run: 'first' });
    expect(runs(lost, loose('2026-11-02', 'to-come'))).toEqual(['first', 'first']);
    const heard = airing('2026-11-01', 'aired', { item, run: 'first' });
    expect(runs(heard, loose('2026-11-02', 'to-come'))).toEqual(['first', 'repeat']);
  });
});

test('weeks begin on Monday; a week over new year is one week, February of a leap year has 29 days', () => {
  const open = { from: null, to: null };
  expect(periodsOf('week', open, day('2026-12-31'), day('2027-01-04'))).toEqual([
    { from: '2026-12-28', to: '2027-01-03', whole: true },
    { from: '2027-01-04', to: '2027-01-10', whole: true },
  ]);
  expect(periodsOf('month', open, day('2028-02-10'), day('2028-02-10'))).toEqual([
    { from: '2028-02-01', to: '2028-02-29', whole: true },
  ]);
  expect(periodsOf(null, open, day('2028-02-10'), day('2028-02-10'))).toEqual([{ from: null, to: null, whole: false }]);
});
