/**
 * Author ≠ approver: what one person made, another approves. A unit with one officer may be excepted, with a reason
 * that stays on record beside each approval made under it.
 */
import type { PersonId } from '../ids.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/** A unit's standing exception. */
export interface OnePersonException {
  readonly reason: string;
}

/**
 * Whether `approver` may approve what `authors` made; answers the exception that was used, or null when none was
 * needed. Refuses with approval.own-work.
 */
export const secondPerson = (
  authors: readonly PersonId[],
  approver: PersonId,
  exception: OnePersonException | null,
): Result<OnePersonException | null> => {
  if (!authors.includes(approver)) return ok(null);
  return exception === null ? refuse('approval.own-work', {}) : ok(exception);
};
