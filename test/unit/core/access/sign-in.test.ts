/** How long a sign-in lasts. */
import { describe, expect, test } from 'vitest';
import { stillWorks, worthNoting } from '../../../../src/core/access/sign-in.ts';

const at = (clock: string): string => `2026-11-23T${clock}Z`;
const full = { stage: 'full', beganAt: at('01:00:00'), seenAt: at('05:00:00'), endedAt: null } as const;

describe('finished', () => {
  test.each([
    ['half an hour after the last question', at('05:30:00'), true],
    ['a second more', at('05:30:01'), false],
  ])('%s: %s', (_, now, works) => expect(stillWorks(full, now)).toBe(works));

  test('twelve hours in all, however busy', () => {
    const busy = { ...full, seenAt: at('12:59:30') };
    expect(stillWorks(busy, at('12:59:59'))).toBe(true);
    expect(stillWorks(busy, at('13:00:00'))).toBe(false);
  });

  test('ended is ended', () => expect(stillWorks({ ...full, endedAt: at('05:00:01') }, at('05:00:02'))).toBe(false));

  test('a clock that was put back by hours ends it, one that was set right by seconds does not', () => {
    const fresh = { ...full, seenAt: full.beganAt };
    expect(stillWorks(fresh, at('00:59:58'))).toBe(true);
    expect(stillWorks(fresh, at('00:30:00'))).toBe(false);
  });
});

test('only the passphrase yet: ten minutes for the code', () => {
  const half = { ...full, stage: 'code', seenAt: full.beganAt } as const;
  expect(stillWorks(half, at('01:09:59'))).toBe(true);
  expect(stillWorks(half, at('01:10:00'))).toBe(false);
  expect(stillWorks({ ...half, seenAt: at('01:09:59') }, at('01:10:00'))).toBe(false);
});

test('a use is written down once a minute', () => {
  expect(worthNoting(null, at('01:00:00'))).toBe(true);
  expect(worthNoting(at('01:00:00'), at('01:00:59'))).toBe(false);
  expect(worthNoting(at('01:00:00'), at('01:01:00'))).toBe(true);
});
