import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../../../src/core/refusal.ts';
import { refusal } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { recordedSpan } from '../../../../src/web/day/routes.ts';
import { fieldOf, readStatement, typedFrom } from '../../../../src/web/day/statement.ts';
import { vi } from '../../../../src/web/messages/vi.ts';

const DAY = '2026-11-23' as LocalDate;
const GOOD = { session: 'sang', outcome: 'partly', reason: 'weather', role: 'operator' };

const read = (form: Record<string, unknown>) => readStatement(typedFrom(form), 'my-tu', DAY, vi.say.expected);
const pointers = (form: Record<string, unknown>): (string | undefined)[] => {
  const result = read(form);
  return result.ok ? [] : result.refusals.map(({ place }) => place?.pointer);
};

describe('what was typed', () => {
  test('becomes what the operation asks for; empty fields say nothing', () => {
    expect(read({ ...GOOD, startedAt: '05:01', minutes: '2', seconds: '5', by: ' Kha ' })).toEqual({
      ok: true,
      value: {
        channel: 'my-tu',
        day: DAY,
        session: 'sang',
        entry: null,
        outcome: 'partly',
        reason: 'weather',
        note: null,
        startedAt: '05:01:00',
        secondsHeard: 125,
        role: 'operator',
        by: 'Kha',
        corrects: null,
        statement: null,
      },
    });
  });

  test('no time at all is not zero seconds', () => {
    expect(read(GOOD)).toMatchObject({ value: { secondsHeard: null } });
    expect(read({ ...GOOD, seconds: '0' })).toMatchObject({ value: { secondsHeard: 0 } });
  });

  test('every unreadable field is told at once, each by its name', () => {
    const wrong = { outcome: 'maybe', role: '', reason: 'ghost', startedAt: '24:00', minutes: '-1', corrects: '1,5' };
    expect(pointers(wrong)).toEqual(['/outcome', '/startedAt', '/minutes', '/reason', '/role', '/corrects']);
    expect(pointers({ ...GOOD, note: 'x'.repeat(2001), by: 'x'.repeat(201) })).toEqual(['/note', '/by']);
  });

  test('a file in place of a text is nothing', () => {
    expect(typedFrom({ note: new File(['x'], 'x.txt') }).note).toBe('');
  });
});

test('each refusal has its field', () => {
  const at = (found: Refusal, form: Record<string, string> = {}) => fieldOf(found, typedFrom(form));
  expect(at(refusal('log.reason-missing', {}))).toBe('reason');
  expect(at(refusal('log.reason-missing', {}), { reason: 'other' })).toBe('note');
  expect(at(refusal('log.time-missing', {}))).toBe('minutes');
  expect(at(refusal('log.future', { at: 'x' }), { startedAt: '05:00' })).toBe('startedAt');
  expect(at(refusal('log.entry-unknown', { seq: 9 }))).toBe('corrects');
  expect(at(refusal('time.clock', { text: 'x' }, { pointer: '/startedAt' }))).toBe('startedAt');
  expect(at(refusal('data.full', { path: 'x' }))).toBeNull();
});

test('an address that claims entries which the log does not have says nothing', () => {
  expect(recordedSpan('0-2', [0, 1, 2])).toEqual({ first: 0, last: 2 });
  for (const claim of ['', '0-9', '2-0', '0', 'x-y', '-1-2', '00000000000-1'])
    expect(recordedSpan(claim, [0, 1, 2])).toBeNull();
});
