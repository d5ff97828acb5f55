/** One's own account: only a person who has signed in has one. A shell on the machine is nobody's account. */
import type { PersonCaller } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { findPerson, type PersonRow } from '../../store/people.ts';
import type { Ctx } from '../context.ts';

export interface Own {
  readonly caller: PersonCaller;
  readonly row: PersonRow;
}

/** Refuses with right.not-yours, and with sign-in.needed somebody who was disabled meanwhile. */
export const ownAccount = ({ caller }: Pick<Ctx, 'caller'>, rows: Rows): Result<Own> => {
  if (caller.kind !== 'person') return refuse('right.not-yours', {});
  const row = findPerson(rows, caller.id);
  return row === undefined || row.disabledAt !== null || row.erasedAt !== null
    ? refuse('sign-in.needed', {})
    : ok({ caller, row });
};
