/** Who is above whom on a day, and who may read or act for what: the merger of 1 July 2025 as the example. */
import { describe, expect, test } from 'vitest';
import { isUnder, reachesToAct, reachesToRead, unitMap, withSuccessors } from '../../../../src/core/access/units.ts';
import type { UnitId } from '../../../../src/core/ids.ts';
import type { Unit } from '../../../../src/core/schedule/model.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';

const day = (text: string) => text as LocalDate;
const id = (text: string) => text as UnitId;
const [JUNE, JULY, NOW] = [day('2025-06-30'), day('2025-07-01'), day('2026-11-23')];

const unit = (name: string, more: Partial<Unit> = {}): Unit => ({
  id: id(name),
  name,
  kind: 'xã',
  code: null,
  from: null,
  to: null,
  parents: [],
  succeededBy: [],
  ...more,
});
const until = (to: LocalDate) => ({ from: null, to });
const since = (from: LocalDate) => ({ from, to: null });

const UNITS = unitMap([
  unit('tinh', until(JUNE)),
  unit('huyen', { ...until(JUNE), parents: [{ unit: id('tinh'), ...until(JUNE) }] }),
  unit('thi-tran', {
    ...until(JUNE),
    parents: [{ unit: id('huyen'), from: null, to: null }],
    succeededBy: [id('xa-moi')],
  }),
  unit('xa-cu', {
    ...until(JUNE),
    parents: [{ unit: id('huyen'), from: null, to: null }],
    succeededBy: [id('xa-moi')],
  }),
  unit('thanh-pho'),
  unit('xa-moi', { ...since(JULY), parents: [{ unit: id('thanh-pho'), ...since(JULY) }] }),
  unit('xa-giu', {
    parents: [
      { unit: id('huyen'), ...until(JUNE) },
      { unit: id('thanh-pho'), ...since(JULY) },
    ],
  }),
  unit('vong-a', { parents: [{ unit: id('vong-b'), from: null, to: null }] }),
  unit('vong-b', { parents: [{ unit: id('vong-a'), from: null, to: null }] }),
]);

describe('above and below on a day', () => {
  test.each([
    ['huyen', 'xa-cu', JUNE, true],
    ['tinh', 'xa-cu', JUNE, true],
    ['huyen', 'xa-cu', JULY, false],
    ['huyen', 'xa-giu', JUNE, true],
    ['huyen', 'xa-giu', JULY, false],
    ['thanh-pho', 'xa-giu', JUNE, false],
    ['thanh-pho', 'xa-giu', JULY, true],
    ['thanh-pho', 'xa-moi', JUNE, false],
    ['xa-moi', 'thanh-pho', JULY, false],
    ['xa-giu', 'xa-giu', NOW, true],
    ['xa-cu', 'xa-cu', NOW, false],
    ['vong-a', 'vong-b', NOW, true],
    ['thanh-pho', 'vong-a', NOW, false],
    ['thanh-pho', 'khong-co', NOW, false],
  ] as const)('%s over %s on %s: %s', (top, below, on, expected) => {
    expect(isUnder(UNITS, id(top), id(below), on)).toBe(expected);
  });

  test('successors of successors are found, each once', () => {
    const chain = unitMap([
      unit('a', { succeededBy: [id('b')] }),
      unit('b', { succeededBy: [id('c'), id('a')] }),
      unit('c'),
    ]);
    expect([...withSuccessors(chain, id('a'))].sort()).toEqual(['a', 'b', 'c']);
  });
});

describe('reading follows history both ways', () => {
  const reads = (top: string, below: string, on: LocalDate) =>
    reachesToRead(UNITS, id(top), id(below), { day: on, today: NOW });
  test('the district that is no more reads what it had then, and nothing since', () => {
    expect(reads('huyen', 'xa-cu', JUNE)).toBe(true);
    expect(reads('huyen', 'xa-giu', JUNE)).toBe(true);
    expect(reads('huyen', 'xa-giu', JULY)).toBe(false);
    expect(reads('huyen', 'xa-moi', JULY)).toBe(false);
  });
  test('the successor and whoever is above it read what the predecessor had', () => {
    expect(reads('xa-moi', 'xa-cu', JUNE)).toBe(true);
    expect(reads('xa-moi', 'thi-tran', JUNE)).toBe(true);
    expect(reads('thanh-pho', 'xa-cu', JUNE)).toBe(true);
  });
  test('who has a unit now reads its days from before', () => {
    expect(reads('thanh-pho', 'xa-giu', JUNE)).toBe(true);
  });
  test('a predecessor does not read its successor, a sister nothing', () => {
    expect(reads('xa-cu', 'xa-moi', JULY)).toBe(false);
    expect(reads('xa-giu', 'xa-cu', JUNE)).toBe(false);
    expect(reads('xa-giu', 'xa-moi', NOW)).toBe(false);
  });
});

describe('acting is for those who are there today', () => {
  const acts = (top: string, below: string, on: LocalDate) =>
    reachesToAct(UNITS, id(top), id(below), { day: on, today: NOW });
  test('a unit acts for itself and its parent for it, also about an earlier day under the same parent', () => {
    expect(acts('xa-giu', 'xa-giu', NOW)).toBe(true);
    expect(acts('thanh-pho', 'xa-giu', NOW)).toBe(true);
    expect(acts('thanh-pho', 'xa-giu', JULY)).toBe(true);
  });
  test('nobody signs in the name of what has ended, nor for days before it was theirs', () => {
    expect(acts('huyen', 'xa-giu', JUNE)).toBe(false);
    expect(acts('xa-moi', 'xa-cu', JUNE)).toBe(false);
    expect(acts('xa-cu', 'xa-cu', JUNE)).toBe(false);
    expect(acts('thanh-pho', 'xa-giu', JUNE)).toBe(false);
  });
});
