/** What was typed as words of a command, read through the same shape as what is sent to the API. */
import type { z } from 'zod';
import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { ok, okUnless, refusal } from '../core/result.ts';
import type { CarriedRefusals } from './api.ts';
import { expectedOf } from './expected.ts';

/** Refuses with what the shape carries (time.date, time.clock), and with request.wrong naming the field. */
export const readTyped = <T extends z.ZodType>(shape: T, typed: unknown): Result<z.infer<T>> => {
  const read = shape.safeParse(typed);
  if (read.success) return ok(read.data);
  const refusals = read.error.issues.flatMap((issue): readonly Refusal[] =>
    issue.code === 'custom' && issue.params?.['refusals'] !== undefined
      ? (issue.params as unknown as CarriedRefusals).refusals
      : [refusal('request.wrong', { field: fieldOf(issue.path), expected: expectedOfTyped(issue) })],
  );
  return okUnless(refusals, (): never => {
    throw new Error('a shape refused and named nothing');
  });
};

/** Of a list the list is named: 'channels', not '0'. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  String(path.findLast((part) => typeof part === 'string') ?? '');

/** All that is typed is text: that something else was expected helps nobody. */
const expectedOfTyped = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type' ? 'valid' : expectedOf(issue);
