/** An approval as it is shown: the approver by the name they have today. */
import type { PersonId, Sha256 } from '../../core/ids.ts';
import type { ApprovalRow } from '../../store/approvals.ts';
import type { Rows } from '../../store/database.ts';
import { findPerson } from '../../store/people.ts';

export interface Approved {
  readonly version: number;
  /** Of the version that was approved. */
  readonly hash: Sha256;
  /** `name` is '' once erased. */
  readonly approver: { readonly id: PersonId; readonly name: string };
  readonly at: string;
  /** The unit's reason, when it was approved by its own author. */
  readonly exception: string | null;
}

export const shownApproval = (rows: Rows, { version, hash, approver, at, exception }: ApprovalRow): Approved => ({
  version,
  hash,
  approver: { id: approver, name: findPerson(rows, approver)?.name ?? '' },
  at,
  exception,
});
