import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { StatementJson } from '../../../src/contract/air-log-statement.ts';
import { ProblemJson } from '../../../src/contract/api.ts';
import { STATUS } from '../../../src/contract/problem-status.ts';
import { REFUSAL_CODES } from '../../../src/contract/sentences/index.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import { refusal } from '../../../src/core/result.ts';
import { faultJson, problemJson, requestRefusals } from '../../../src/http/problem.ts';
import { REFUSAL_SAMPLES } from '../../support/refusal-samples.ts';

describe('the table of statuses', () => {
  test('has each code once and nothing else', () => {
    expect(Object.keys(STATUS).sort()).toEqual([...REFUSAL_CODES]);
  });

  test.each(REFUSAL_CODES)('%s is a problem document in both languages', (code) => {
    const refused = { code, params: REFUSAL_SAMPLES[code] } as Refusal;
    const [vi, en] = (['vi', 'en'] as const).map((lang) => problemJson([refused], lang, 'abc'));
    for (const document of [vi, en]) {
      expect(ProblemJson.parse(document)).toEqual(document);
      expect(document).toMatchObject({ type: `urn:loa:problem:${code}`, code, instance: 'urn:loa:request:abc' });
      expect(document?.status).toBe(STATUS[code]);
      expect(document?.detail).not.toBe('');
    }
    expect(vi?.title).not.toBe(en?.title);
    expect(vi?.detail).not.toBe(en?.detail);
  });
});

test('several refusals are all told, the first gives the status', () => {
  const document = problemJson(
    [refusal('channel.unknown', { id: 'x', known: 'a' }), refusal('log.reason-missing', {})],
    'en',
    'id',
  );
  expect(document).toMatchObject({ status: 404, code: 'channel.unknown' });
  expect(document.errors?.map(({ code }) => code)).toEqual(['channel.unknown', 'log.reason-missing']);
});

test('one refusal without a place has no list', () => {
  expect(problemJson([refusal('log.reason-missing', {})], 'vi', 'id')).not.toHaveProperty('errors');
});

test('a thrown error is told by its request alone', () => {
  expect(faultJson('vi', 'r1')).toMatchObject({ status: 500, code: 'internal', instance: 'urn:loa:request:r1' });
  expect(faultJson('vi', 'r1').detail).toContain('r1');
});

describe('what a schema refuses', () => {
  const refusalsOf = (schema: z.ZodType, value: unknown, target: string) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) throw new Error('the schema took it');
    return requestRefusals(parsed.error, target);
  };
  const told = (refusals: readonly Refusal[]) =>
    refusals.map(({ code, params, place }) => [code, 'field' in params ? params.field : null, place?.pointer ?? null]);

  test('points into the body, one refusal for each fault', () => {
    const refusals = refusalsOf(
      StatementJson,
      {
        channel: 'Đài',
        day: '2026-02-30',
        session: 'buoi-sang',
        outcome: 'maybe',
        role: 'operator',
        wer: 1,
        'a/b~c': 2,
      },
      'json',
    );
    expect(told(refusals)).toEqual([
      ['request.wrong', 'channel', '/channel'],
      ['time.date', null, '/day'],
      ['request.wrong', 'outcome', '/outcome'],
      ['request.wrong', 'wer', '/wer'],
      ['request.wrong', 'a/b~c', '/a~1b~0c'],
    ]);
  });

  test('names a parameter by its name', () => {
    expect(told(refusalsOf(z.object({ from: z.string() }), {}, 'query'))).toEqual([['request.wrong', 'from', null]]);
  });

  test('a body of the wrong kind is one fault of the whole', () => {
    expect(told(refusalsOf(StatementJson, [], 'json'))).toEqual([['request.wrong', 'json', '']]);
  });
});
