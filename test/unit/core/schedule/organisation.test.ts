import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unitMap } from '../../../../src/core/access/units.ts';
import type { UnitId } from '../../../../src/core/ids.ts';
import { predecessorsOn, rollUp, successorsOn, unitsOn } from '../../../../src/core/schedule/organisation.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { REPOSITORY } from '../../../support/process.ts';
import { scheduleOf } from '../../../support/schedules.ts';

const units = unitMap(scheduleOf(readFileSync(join(REPOSITORY, 'schedules/01-don-vi.yaml'), 'utf8')).units);
const JUNE = '2025-06-30' as LocalDate;
const JULY = '2025-07-01' as LocalDate;
const id = (text: string): UnitId => text as UnitId;

describe('the units of a day, from the real files', () => {
  const told = (day: LocalDate) =>
    unitsOn(units, day).map(({ id: own, kind, code, level }) => `${level} ${own} ${kind} ${code}`);

  test('until 30 June 2025: a province, a district with its centre, one town and eight communes', () => {
    expect(told(JUNE)).toEqual([
      '0 tinh-soc-trang tỉnh 94',
      '1 huyen-my-tu huyện 944',
      '2 thi-tran-huynh-huu-nghia thị trấn 31567',
      '2 xa-long-hung-cu xã 31579',
      '2 xa-hung-phu xã 31588',
      '2 xa-my-huong-cu xã 31591',
      '2 xa-my-tu-cu xã 31597',
      '2 xa-my-phuoc xã 31603',
      '2 xa-thuan-hung xã 31606',
      '2 xa-my-thuan xã 31609',
      '2 xa-phu-my xã 31612',
      '2 trung-tam-my-tu đơn vị sự nghiệp null',
    ]);
  });

  test('from 1 July: a city and four communes, no district; code 31567 is another unit now', () => {
    expect(told(JULY)).toEqual([
      '0 thanh-pho-can-tho thành phố 92',
      '1 xa-my-tu xã 31567',
      '1 xa-long-hung xã 31579',
      '1 xa-my-huong xã 31591',
      '1 xa-my-phuoc xã 31603',
    ]);
    expect(unitsOn(units, JULY).find(({ id: own }) => own === 'xa-my-phuoc')?.parents).toEqual(['thanh-pho-can-tho']);
    expect(unitsOn(units, JUNE).find(({ id: own }) => own === 'xa-my-phuoc')?.parents).toEqual(['huyen-my-tu']);
  });

  test('who came after, and who was before', () => {
    expect(successorsOn(units, id('xa-my-thuan'), JULY)).toEqual(['xa-my-tu']);
    expect(successorsOn(units, id('xa-my-phuoc'), JULY)).toEqual(['xa-my-phuoc']);
    expect(successorsOn(units, id('huyen-my-tu'), JULY)).toHaveLength(4);
    expect(successorsOn(units, id('trung-tam-my-tu'), JULY)).toEqual([]);
    expect(predecessorsOn(units, id('xa-my-tu'), JUNE)).toEqual([
      'huyen-my-tu',
      'thi-tran-huynh-huu-nghia',
      'xa-my-thuan',
      'xa-my-tu-cu',
    ]);
    expect(predecessorsOn(units, id('xa-my-phuoc'), JUNE)).toEqual(['xa-my-phuoc']);
  });
});

describe('figures in the structure of another day', () => {
  const rows = [
    ['thi-tran-huynh-huu-nghia', 3],
    ['xa-my-thuan', 4],
    ['xa-my-phuoc', 5],
    ['huyen-my-tu', 7],
    ['trung-tam-my-tu', 1],
    ['xa-my-tu', 10],
    ['xa-my-huong', 20],
    ['khong-con-trong-so', 2],
  ] as const;
  const grouped = (to: LocalDate) =>
    rollUp(units, rows, ([unit]) => id(unit), to).map(
      ({ kind, units: own, rows: theirs }) =>
        `${kind} ${own.join('+')} ${theirs.reduce((sum, [, figure]) => sum + figure, 0)}`,
    );

  test('forward, merged units go to the one that they became; the district, which went to four, stays apart', () => {
    expect(grouped(JULY)).toEqual([
      'unit xa-my-huong 20',
      'unit xa-my-phuoc 5',
      'unit xa-my-tu 17',
      'apart huyen-my-tu 7',
      'apart khong-con-trong-so 2',
      'apart trung-tam-my-tu 1',
    ]);
  });

  test('backward, nothing is divided: what several became is theirs together', () => {
    expect(grouped(JUNE)).toEqual([
      'unit huyen-my-tu 7',
      'unit thi-tran-huynh-huu-nghia 3',
      'unit trung-tam-my-tu 1',
      'unit xa-my-phuoc 5',
      'unit xa-my-thuan 4',
      'together thi-tran-huynh-huu-nghia+xa-my-thuan+xa-my-tu-cu 10',
      'together xa-my-huong-cu+xa-phu-my+xa-thuan-hung 20',
      'apart khong-con-trong-so 2',
    ]);
  });

  test('two that came after one another over the same old units share one group', () => {
    const more = unitMap([
      ...[...units.values()].map((unit) =>
        unit.id === 'xa-my-tu' ? { ...unit, to: '2026-12-31' as LocalDate, succeededBy: [id('phuong-my-tu')] } : unit,
      ),
      {
        id: id('phuong-my-tu'),
        name: 'Phường Mỹ Tú',
        kind: 'phường',
        code: null,
        from: '2027-01-01' as LocalDate,
        to: null,
        parents: [],
        succeededBy: [],
      },
    ]);
    const both = rollUp(more, [id('xa-my-tu'), id('phuong-my-tu')], (unit) => unit, JUNE);
    expect(both).toHaveLength(1);
    expect(both[0]).toMatchObject({ kind: 'together', rows: ['xa-my-tu', 'phuong-my-tu'] });
  });
});
