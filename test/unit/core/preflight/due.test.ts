/** When looks are due, across midnight. */
import { expect, test } from 'vitest';
import { dueLooks } from '../../../../src/core/preflight/due.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../../../../src/core/time/local.ts';
import { place } from '../../../../src/core/time/zone.ts';

test('a session at ten past midnight is looked at before midnight, until it ends', () => {
  const start = place('2026-11-24T00:10:00' as LocalDateTime, 'Asia/Ho_Chi_Minh').moment;
  const at = (now: string) =>
    dueLooks({ day: '2026-11-24' as LocalDate, start, seconds: 600 }, now, '17:00:00' as LocalTime);
  expect(at('2026-11-23T09:59:59Z')).toEqual([]);
  expect(at('2026-11-23T10:00:00Z')).toEqual(['evening']);
  expect(at('2026-11-23T16:39:59Z')).toEqual(['evening']);
  expect(at('2026-11-23T16:40:00Z')).toEqual(['evening', 'before']);
  expect(at('2026-11-23T17:10:00Z')).toEqual(['before']);
  expect(at('2026-11-23T17:20:00Z')).toEqual([]);
});
