/** Laws of the dated organisation: whatever merges and splits, every figure is in just one group, in any structure. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unitMap } from '../../src/core/access/units.ts';
import type { UnitId } from '../../src/core/ids.ts';
import type { Unit } from '../../src/core/schedule/model.ts';
import { predecessorsOn, rollUp, successorsOn, unitsOn } from '../../src/core/schedule/organisation.ts';
import { addDays, holdsOn, type LocalDate } from '../../src/core/time/local.ts';

const SEED = 20250701;
const FIRST = '2020-01-01' as LocalDate;
const day = fc.integer({ min: 0, max: 30 }).map((n) => addDays(FIRST, n));

/** Units with any days, parents and successors: also circles, gaps and successors that are older than what they follow. */
const organisations = fc
  .array(
    fc.record({
      from: fc.option(day),
      days: fc.option(fc.integer({ min: 0, max: 15 })),
      parents: fc.array(fc.nat({ max: 7 }), { maxLength: 2 }),
      next: fc.array(fc.nat({ max: 7 }), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((drawn) => {
    const id = (n: number): UnitId => `u${n % drawn.length}` as UnitId;
    return unitMap(
      drawn.map(
        ({ from, days, parents, next }, n): Unit => ({
          id: id(n),
          name: `Đơn vị ${n}`,
          kind: 'xã',
          code: null,
          from,
          to: days === null ? null : addDays(from ?? FIRST, days),
          parents: parents.filter((parent) => parent < n).map((parent) => ({ unit: id(parent), from: null, to: null })),
          succeededBy: next.map(id),
        }),
      ),
    );
  });
const figures = fc.array(fc.record({ unit: fc.nat({ max: 9 }).map((n) => `u${n}` as UnitId), figure: fc.nat() }));

test('every figure is in one group: the total is the same in any structure', () => {
  fc.assert(
    fc.property(organisations, figures, day, (units, rows, to) => {
      const groups = rollUp(units, rows, ({ unit }) => unit, to);
      expect(groups.flatMap((group) => group.rows).sort((a, b) => rows.indexOf(a) - rows.indexOf(b))).toEqual(rows);
      const names = groups.map(({ kind, units: own }) => [kind, ...own].join(' '));
      expect(new Set(names).size).toBe(names.length);
    }),
    { seed: SEED },
  );
});

test('a group of one unit, or of several together, names units of that day; what stands apart was not there', () => {
  fc.assert(
    fc.property(organisations, figures, day, (units, rows, to) => {
      const there = (id: UnitId): boolean => {
        const unit = units.get(id);
        return unit !== undefined && holdsOn(unit, to);
      };
      for (const { kind, units: own } of rollUp(units, rows, ({ unit }) => unit, to)) {
        expect(own.length).toBeGreaterThan(kind === 'together' ? 1 : 0);
        expect(own.every((id) => there(id) === (kind !== 'apart'))).toBe(true);
      }
    }),
    { seed: SEED },
  );
});

test('in the structure of a day on which they are all there, units keep their own figures', () => {
  fc.assert(
    fc.property(organisations, day, (units, to) => {
      const there = unitsOn(units, to).map(({ id }) => id);
      expect([...there].sort()).toEqual(
        [...units.values()]
          .filter((unit) => holdsOn(unit, to))
          .map(({ id }) => id)
          .sort(),
      );
      for (const { kind, units: own, rows } of rollUp(units, there, (id) => id, to)) {
        expect(kind).toBe('unit');
        expect(rows).toEqual(own);
      }
      for (const id of there) {
        expect(successorsOn(units, id, to)).toEqual([id]);
        expect(predecessorsOn(units, id, to)).toEqual([id]);
      }
    }),
    { seed: SEED },
  );
});

test('the order in which units and figures are written does not matter', () => {
  fc.assert(
    fc.property(organisations, figures, day, (units, rows, to) => {
      const told = (map: typeof units, list: typeof rows) =>
        rollUp(map, list, ({ unit }) => unit, to).map(
          ({ kind, units: own, rows: theirs }) =>
            `${kind} ${own.join(' ')} ${theirs.reduce((sum, { figure }) => sum + figure, 0)}`,
        );
      const turned = unitMap([...units.values()].toReversed());
      expect(told(turned, rows.toReversed())).toEqual(told(units, rows));
      expect(unitsOn(turned, to)).toEqual(unitsOn(units, to));
    }),
    { seed: SEED },
  );
});
