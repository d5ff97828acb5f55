import { describe, expect, test } from 'vitest';
import { isWarned } from '../../../src/contract/exposure.ts';
import { type AccountRole, NOBODY, type PersonCaller, RIGHTS } from '../../../src/core/access/model.ts';
import type { ChannelId, PersonId, SignInId, TokenId } from '../../../src/core/ids.ts';
import { secondFactorState } from '../../../src/operations/operation.ts';
import { holds } from '../../../src/web/access.ts';

const person = (roles: readonly AccountRole[], over: Partial<PersonCaller> = {}): PersonCaller => ({
  kind: 'person',
  id: 'p-1' as PersonId,
  name: 'Đạt',
  grants: roles.map((role) => ({ role, unit: null })),
  signIn: 's-1' as SignInId,
  hasSecondFactor: true,
  secondFactorAt: '2026-11-23T01:00:00Z',
  ...over,
});

describe('what is offered', () => {
  test('nobody is offered anything', () => {
    expect(RIGHTS.filter((right) => holds(NOBODY, right))).toEqual([]);
    expect(isWarned(NOBODY, true)).toBe(false);
  });

  test('a person is offered what one of their roles carries', () => {
    expect(holds(person(['operator']), 'airing.record')).toBe(true);
    expect(holds(person(['operator']), 'person.read')).toBe(false);
    expect(holds(person(['operator', 'boardOfficer']), 'audit.read')).toBe(true);
    expect(isWarned(person(['editor']), true)).toBe(false);
    expect(isWarned(person(['editor', 'administrator']), true)).toBe(true);
    expect(isWarned(person(['administrator']), false)).toBe(false);
  });

  test('a telephone is offered what its link carries', () => {
    const site = { kind: 'site', id: 't-1' as TokenId, name: 'ấp', channel: 'loa' as ChannelId } as const;
    expect(RIGHTS.filter((right) => holds(site, right))).toEqual([
      'schedule.read',
      'airing.record',
      'airing.object',
      'airing.report-page',
      'air-log.read',
    ]);
  });
});

describe('the second factor', () => {
  const state = (caller: PersonCaller, now: string) => secondFactorState({ caller, clock: { instant: () => now } });

  test('is fresh for ten minutes and not a second longer', () => {
    expect(state(person([]), '2026-11-23T01:10:00Z')).toBe('fresh');
    expect(state(person([]), '2026-11-23T01:10:01Z')).toBe('stale');
    // A proof from the future is none.
    expect(state(person([]), '2026-11-23T00:59:59Z')).toBe('stale');
  });

  test('is stale when it was not proved here, and missing when there is none', () => {
    expect(state(person([], { secondFactorAt: null }), '2026-11-23T01:00:00Z')).toBe('stale');
    const without = person([], { hasSecondFactor: false, secondFactorAt: null });
    expect(state(without, '2026-11-23T01:00:00Z')).toBe('missing');
  });
});
