/** Festivals: their days wait until a person stands for them, and then count for what recurs on them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import type { Result } from '../../../src/core/result.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { confirmFestival } from '../../../src/operations/festivals/confirm-festival.ts';
import { listFestivals } from '../../../src/operations/festivals/list-festivals.ts';
import { listAudit } from '../../../src/operations/list-audit.ts';
import { listDays } from '../../../src/operations/list-days.ts';
import { asking, makeAccountsWorld } from '../../support/accounts-world.ts';
import { role } from '../../support/credentials.ts';
import type { World } from '../../support/world.ts';

const day = (text: string) => text as LocalDate;
const KHMER = 'chol-chnam-thmay';
const FILE = (from: string, to: string) => `
festivals:
  - id: ${KHMER}
    name: "Tết Chôl Chnăm Thmây"
    kind: khmer
    days:
      - { from: ${from}, to: ${to}, source: "báo A" }
      - { from: 2027-04-13, to: 2027-04-15, source: "báo B" }
  - id: nghi-bu
    name: "Nghỉ bù Quốc khánh"
    kind: holiday
    days: [{ from: 2027-09-03, to: 2027-09-03, source: "Thông báo" }]
`;

let world: World;
let ctx: Ctx;
const apply = (text: string): void => {
  const written = must(readSchedules([{ name: 'le.yaml', bytes: new TextEncoder().encode(text) }]));
  must(applySchedule(ctx, written, { dryRun: false }));
};
beforeEach(async () => {
  world = await makeAccountsWorld();
  ctx = world.ctx;
  apply(FILE('2027-04-14', '2027-04-16'));
});
afterEach(() => world.close());

const codes = (answer: Result<unknown>): readonly string[] =>
  answer.ok ? [] : answer.refusals.map(({ code }) => code);
const asked = (from: string, to: string, festival = KHMER, by: string | null = 'Thạch Sô Phia') => ({
  festival,
  from: day(from),
  to: day(to),
  by,
});
const festivalsOn = (date: string) =>
  must(listDays(ctx, { from: day(date), to: day(date) })).flatMap((one) => one.festivals);
const sureDays = (): string[] =>
  must(listDays(ctx, { from: day('2027-04-01'), to: day('2027-04-30') }))
    .filter(({ festivals }) => festivals.some(({ confirmed }) => confirmed))
    .map(({ date }) => date);

test('all days wait at first, in order, with their sources', () => {
  const [khmer] = must(listFestivals(ctx));
  expect(khmer).toMatchObject({ id: KHMER, kind: 'khmer' });
  expect(khmer?.days).toEqual([
    { from: '2027-04-13', to: '2027-04-15', source: 'báo B', confirmed: null },
    { from: '2027-04-14', to: '2027-04-16', source: 'báo A', confirmed: null },
  ]);
  expect(sureDays()).toEqual([]);
  expect(festivalsOn('2027-04-13')).toEqual([
    { id: KHMER, name: 'Tết Chôl Chnăm Thmây', kind: 'khmer', confirmed: false },
  ]);
});

test('a person with the right for the centre confirms; it is shown with their name and recorded', () => {
  const lan = asking(ctx, { name: 'Nguyễn Thị Lan', grants: [role('editor', null)] });
  const { id } = must(confirmFestival(lan, asked('2027-04-14', '2027-04-16', KHMER, null)));
  expect(sureDays()).toEqual(['2027-04-14', '2027-04-15', '2027-04-16']);
  expect(must(listFestivals(ctx))[0]?.days[1]?.confirmed).toEqual({
    by: 'Nguyễn Thị Lan',
    at: world.ctx.clock.instant(),
  });
  expect(must(listAudit(ctx, { limit: 1 })).rows).toMatchObject([
    {
      actor: { id: lan.self },
      unit: null,
      operation: 'festival.confirm',
      subject: `festival/${KHMER}`,
      detail: { before: null, after: { confirmation: id, from: '2027-04-14', to: '2027-04-16' } },
    },
  ]);
  // Once more changes nothing.
  expect(must(confirmFestival(lan, asked('2027-04-14', '2027-04-16'))).id).toBe(id);
  expect(must(listAudit(ctx, { limit: 5, operation: 'festival' })).rows).toHaveLength(1);
});

test('in a shell the name is typed', () => {
  must(confirmFestival(ctx, asked('2027-04-14', '2027-04-16', KHMER, '  Thạch Sô Phia ')));
  expect(must(listFestivals(ctx))[0]?.days[1]?.confirmed?.by).toBe('Thạch Sô Phia');
});

test('other days that overlap take the place of the first', () => {
  must(confirmFestival(ctx, asked('2027-04-14', '2027-04-16')));
  must(confirmFestival(ctx, asked('2027-04-13', '2027-04-15')));
  expect(sureDays()).toEqual(['2027-04-13', '2027-04-14', '2027-04-15']);
  expect(must(listFestivals(ctx))[0]?.days.map(({ confirmed }) => confirmed !== null)).toEqual([true, false]);
});

test('days that the file changes afterwards wait again', () => {
  must(confirmFestival(ctx, asked('2027-04-14', '2027-04-16')));
  apply(FILE('2027-04-14', '2027-04-17'));
  expect(sureDays()).toEqual([]);
  apply(FILE('2027-04-14', '2027-04-16'));
  expect(sureDays()).toHaveLength(3);
});

test('a confirmed festival of kind holiday is a day off', () => {
  const off = () =>
    must(listDays(ctx, { from: day('2027-09-01'), to: day('2027-09-04') })).map((one) => one.publicHoliday);
  expect(off()).toEqual([false, true, false, false]);
  must(confirmFestival(ctx, asked('2027-09-03', '2027-09-03', 'nghi-bu')));
  expect(off()).toEqual([false, true, true, false]);
});

describe('refused', () => {
  test.each([
    ['a festival that is not there', asked('2027-04-14', '2027-04-16', 'chol-chnam-thmai'), 'festival.unknown'],
    ['days that no file has', asked('2027-04-14', '2027-04-15'), 'festival.not-announced'],
    ['days of another festival', asked('2027-09-03', '2027-09-03'), 'festival.not-announced'],
    ['nobody named', asked('2027-04-14', '2027-04-16', KHMER, ' '), 'request.wrong'],
    ['nobody at all', asked('2027-04-14', '2027-04-16', KHMER, null), 'request.wrong'],
  ])('%s', (_, args, code) => {
    expect(codes(confirmFestival(ctx, args))).toEqual([code]);
    expect(sureDays()).toEqual([]);
  });

  test('an editor of one commune, for it is the whole centre’s', () => {
    const editor = asking(ctx, { name: 'Lê Văn An', grants: [role('editor', 'xa-a')] });
    expect(codes(confirmFestival(editor, asked('2027-04-14', '2027-04-16')))).toEqual(['right.elsewhere']);
  });

  test('too many days at once, or none', () => {
    expect(codes(listDays(ctx, { from: day('2027-01-01'), to: day('2037-01-08') }))).toEqual(['time.range-long']);
    expect(codes(listDays(ctx, { from: day('2027-01-02'), to: day('2027-01-01') }))).toEqual(['time.range']);
  });
});
