/** The campaign that ships with Loa: read clean, and what it says about people and days is so. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSchedules } from '../../../../src/contract/schedule-file/index.ts';
import { scheduleFileJsonSchema } from '../../../../src/contract/schedule-file/schema.ts';
import { must } from '../../../../src/core/result.ts';
import { checkSchedule } from '../../../../src/core/schedule/check.ts';
import { holdsOn, type LocalDate } from '../../../../src/core/time/local.ts';

const ROOT = new URL('../../../../', import.meta.url);
const files = readdirSync(new URL('schedules/', ROOT))
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => ({ name, bytes: readFileSync(new URL(`schedules/${name}`, ROOT)) }));
const written = must(readSchedules(files));
const { schedule } = written;

const JUNE = '2025-06-30' as LocalDate;
const JULY = '2025-07-01' as LocalDate;
const under = (parent: string, day: LocalDate, kinds: readonly string[]): string[] =>
  schedule.units
    .filter((unit) => holdsOn(unit, day) && kinds.includes(unit.kind))
    .filter((unit) => unit.parents.some((link) => link.unit === parent && holdsOn(link, day)))
    .map(({ id }) => id)
    .sort();

test('the files are read without a fault or a notice', () => {
  expect(files).toHaveLength(7);
  expect(written.refusals).toEqual([]);
  expect(written.notices).toEqual([]);
  expect(written.silent).toEqual([]);
  expect(checkSchedule(schedule, written.locate)).toEqual([]);
});

test('nine units under the district on its last day, four communes under the city on the next', () => {
  expect(under('huyen-my-tu', JUNE, ['xã', 'thị trấn'])).toEqual([
    'thi-tran-huynh-huu-nghia',
    'xa-hung-phu',
    'xa-long-hung-cu',
    'xa-my-huong-cu',
    'xa-my-phuoc',
    'xa-my-thuan',
    'xa-my-tu-cu',
    'xa-phu-my',
    'xa-thuan-hung',
  ]);
  expect(under('thanh-pho-can-tho', JUNE, ['xã', 'thị trấn'])).toEqual([]);
  expect(under('thanh-pho-can-tho', JULY, ['xã', 'thị trấn'])).toEqual([
    'xa-long-hung',
    'xa-my-huong',
    'xa-my-phuoc',
    'xa-my-tu',
  ]);
  expect(under('huyen-my-tu', JULY, ['xã', 'thị trấn'])).toEqual([]);
});

test('one code and one name are two units on the two days', () => {
  const named = (pick: (unit: (typeof schedule.units)[number]) => boolean, day: LocalDate) =>
    schedule.units.filter((unit) => pick(unit) && holdsOn(unit, day)).map(({ id }) => id);
  expect(named(({ code }) => code === '31567', JUNE)).toEqual(['thi-tran-huynh-huu-nghia']);
  expect(named(({ code }) => code === '31567', JULY)).toEqual(['xa-my-tu']);
  expect(named(({ name }) => name === 'Xã Mỹ Tú', JUNE)).toEqual(['xa-my-tu-cu']);
  expect(named(({ name }) => name === 'Xã Mỹ Tú', JULY)).toEqual(['xa-my-tu']);
  for (const day of [JUNE, JULY]) {
    const codes = schedule.units.filter((unit) => unit.code !== null && holdsOn(unit, day)).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  }
});

test('every unit that ended names who took over, and they hold from the next day', () => {
  for (const unit of schedule.units.filter(({ kind, to }) => to === JUNE && ['xã', 'thị trấn'].includes(kind))) {
    const next = schedule.units.filter(({ id }) => unit.succeededBy.includes(id));
    expect(next.map((successor) => [unit.id, holdsOn(successor, JULY)])).toEqual([[unit.id, true]]);
  }
});

test('the campaign: four content groups, ten senders, due on 15 May 2025', () => {
  const [campaign] = schedule.campaigns;
  expect(campaign?.contentGroups.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  const [deadline] = campaign?.deadlines ?? [];
  expect(deadline?.due).toBe('2025-05-15');
  expect(new Set(deadline?.senders).size).toBe(10);
  for (const group of campaign?.contentGroups ?? [])
    expect(schedule.items.filter(({ contentGroup }) => contentGroup === group.id).length).toBeGreaterThanOrEqual(4);
});

test('every version has its sound and its script in media/, but the Khmer one waits for its sound', () => {
  const versions = schedule.items.flatMap(({ id, versions }) => versions.map((version) => ({ id, ...version })));
  expect(versions.filter(({ sound }) => sound === null).map(({ id, language }) => `${id} ${language}`)).toEqual([
    'r57-chu-truong-01 km',
  ]);
  const lacking = versions.flatMap(({ sound, script }) => [
    ...(sound === null || existsSync(new URL(`media/${sound}`, ROOT)) ? [] : [sound]),
    ...(script === null || existsSync(new URL(`media/scripts/${script}`, ROOT)) ? [] : [script]),
  ]);
  expect(lacking).toEqual([]);
});

test('the JSON Schema that editors use is the parser’s own (renewed by npm test -- -u)', async () => {
  const text = `${JSON.stringify(scheduleFileJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot(new URL('schedules/loa-schedule.schema.json', ROOT).pathname);
});
