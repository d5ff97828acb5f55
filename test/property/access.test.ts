/** Laws of rights over generated trees of units: nothing without a grant, more grants never less, acting within reading. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, mayAt, type Place } from '../../src/core/access/decide.ts';
import {
  ACCOUNT_ROLES,
  type Caller,
  type Grant,
  GUARDED,
  RIGHTS,
  RIGHTS_OF,
  type Right,
  SCOPES,
} from '../../src/core/access/model.ts';
import { isUnder, unitMap } from '../../src/core/access/units.ts';
import type { ChannelId, PersonId, SignInId, UnitId } from '../../src/core/ids.ts';
import type { Unit } from '../../src/core/schedule/model.ts';
import { addDays, type LocalDate } from '../../src/core/time/local.ts';

const SEED = 20250701;
const START = '2025-06-20' as LocalDate;
const SPAN = 30;
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => name as UnitId);
const date = fc.integer({ min: 0, max: SPAN }).map((n) => addDays(START, n));
const validity = fc.record({ from: fc.option(date), to: fc.option(date) });

/** Any tree, also with circles, gaps and successors that make no sense: rights must not depend on a tidy schedule. */
const units = fc
  .tuple(
    ...NAMES.map((id) =>
      fc.record({
        id: fc.constant(id),
        valid: validity,
        parents: fc.array(fc.record({ unit: fc.constantFrom(...NAMES), valid: validity }), { maxLength: 2 }),
        succeededBy: fc.array(fc.constantFrom(...NAMES), { maxLength: 2 }),
      }),
    ),
  )
  .map((list) =>
    list.map(
      ({ id, valid, parents, succeededBy }): Unit => ({
        id,
        name: id,
        kind: 'xã',
        code: null,
        ...valid,
        parents: parents.map((parent) => ({ unit: parent.unit, ...parent.valid })),
        succeededBy,
      }),
    ),
  );
const grant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom(...ACCOUNT_ROLES),
  unit: fc.option(fc.constantFrom(...NAMES), { freq: 8 }),
});
const place: fc.Arbitrary<Place> = fc.record({
  day: date,
  channel: fc.option(fc.constant('k' as ChannelId)),
  served: fc.array(fc.constantFrom(...NAMES), { maxLength: 3 }),
  responsible: fc.array(fc.constantFrom(...NAMES), { maxLength: 2 }),
});
const right = fc.constantFrom(...RIGHTS);
const NOW = '2025-07-05T01:00:00Z';
const today = '2025-07-05' as LocalDate;

const person = (grants: readonly Grant[], secondFactorAt: string | null = NOW): Caller => ({
  kind: 'person',
  id: 'p-0000000000000001' as PersonId,
  name: 'Nguyễn Văn A',
  grants,
  signIn: 's-0000000000000001' as SignInId,
  hasSecondFactor: secondFactorAt !== null,
  secondFactorAt,
});
const check = <T extends [unknown, ...unknown[]]>(property: fc.IPropertyWithHooks<T>): void =>
  fc.assert(property, { seed: SEED, numRuns: 3000 });

test('what somebody may, one of their grants allows by its role and its unit', () => {
  check(
    fc.property(units, fc.array(grant, { maxLength: 4 }), right, place, (list, grants, asked, where) => {
      const ground = { units: unitMap(list), today };
      const together = mayAt(person(grants), asked, where, ground);
      const single = grants.some((one) => mayAt(person([one]), asked, where, ground));
      const carried = grants.filter(({ role }) => RIGHTS_OF[role].includes(asked));
      if (single) expect(together).toBe(true);
      if (carried.length === 0) expect(together).toBe(false);
      expect(mayAt(person(carried), asked, where, ground)).toBe(together);
    }),
  );
});

test('more grants never take anything away', () => {
  check(
    fc.property(units, fc.array(grant, { maxLength: 3 }), grant, right, place, (list, grants, more, asked, where) => {
      const ground = { units: unitMap(list), today };
      if (mayAt(person(grants), asked, where, ground))
        expect(mayAt(person([...grants, more]), asked, where, ground)).toBe(true);
    }),
  );
});

test('where one may act today, one may read', () => {
  const acting: Right[] = ['airing.record', 'schedule.write', 'day.render', 'day.approve'];
  check(
    fc.property(
      units,
      fc.array(grant, { maxLength: 3 }),
      fc.constantFrom(...acting),
      place,
      (list, grants, asked, where) => {
        const ground = { units: unitMap(list), today };
        if (mayAt(person(grants), asked, where, ground))
          expect(mayAt(person(grants), 'schedule.read', where, ground)).toBe(true);
      },
    ),
  );
});

test('acting needs a unit that is there today, and is above everything that is touched or answers for it', () => {
  check(
    fc.property(units, fc.constantFrom(...NAMES), place, (list, unit, where) => {
      const map = unitMap(list);
      const may = mayAt(person([{ role: 'technician', unit }]), 'airing.record', where, { units: map, today });
      if (!may) return;
      const over = (one: UnitId): boolean => isUnder(map, unit, one, today) && isUnder(map, unit, one, where.day);
      expect(where.responsible.some(over) || (where.served.length > 0 && where.served.every(over))).toBe(true);
    }),
  );
});

test('the whole centre may everywhere what its role carries; nobody may anything; a guarded right needs the second factor', () => {
  check(
    fc.property(units, fc.constantFrom(...ACCOUNT_ROLES), right, place, (list, role, asked, where) => {
      const ground = { units: unitMap(list), today, now: NOW };
      const carried = RIGHTS_OF[role].includes(asked);
      expect(mayAt(person([{ role, unit: null }]), asked, where, ground)).toBe(carried);
      expect(decide({ kind: 'nobody' }, asked, where, ground)).toMatchObject({
        refusals: [{ code: 'sign-in.needed' }],
      });
      const without = decide(person([{ role, unit: null }], null), asked, where, ground);
      expect(without.ok).toBe(carried && !GUARDED.has(asked));
    }),
  );
});

test('a site’s telephone reaches its own channel, and never the centre', () => {
  check(
    fc.property(units, right, place, fc.boolean(), (list, asked, where, own) => {
      const site: Caller = {
        kind: 'site',
        id: 't-0000000000000001' as never,
        name: 'Loa ấp',
        channel: (own ? where.channel : 'khac') as ChannelId,
      };
      const ground = { units: unitMap(list), today };
      const may = mayAt(site, asked, where, ground);
      if (may)
        expect([
          site.channel,
          ['schedule.read', 'airing.record', 'airing.report-page', 'airing.object', 'air-log.read'].includes(asked),
        ]).toEqual([where.channel, true]);
      expect(mayAt(site, asked, 'centre', ground)).toBe(false);
    }),
  );
});

test('a machine that joined one channel reaches that one with its scopes, and nothing else', () => {
  check(
    fc.property(units, right, place, fc.subarray([...SCOPES]), fc.boolean(), (list, asked, where, scopes, own) => {
      const machine: Caller = {
        kind: 'machine',
        id: 't-0000000000000002' as never,
        name: 'Máy xã A',
        scopes,
        unit: null,
        expiresAt: null,
        channel: own && where.channel !== null ? where.channel : ('khac' as ChannelId),
      };
      const ground = { units: unitMap(list), today };
      const isCarried = scopes.some((scope) => scope === asked);
      expect(mayAt(machine, asked, where, ground)).toBe(isCarried && where.channel === machine.channel);
      expect(mayAt(machine, asked, 'anywhere', ground)).toBe(isCarried);
      expect(mayAt(machine, asked, 'centre', ground)).toBe(false);
    }),
  );
});
