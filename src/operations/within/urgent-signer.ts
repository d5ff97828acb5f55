/** Who signs urgent orders, and the statement by which sites know: made once, in the transaction that asks for it first. */

import { formatVerifierKey, type LogKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { signUrgentKey } from '../../core/urgent/signed-urgent.ts';
import type { NamedSigner } from '../../secrets/named-signer.ts';
import type { Rows } from '../../store/database.ts';
import { findUrgentKey, keepUrgentKey } from '../../store/urgent.ts';
import type { Ctx } from '../context.ts';
import { scheduleSigner, urgentSigner } from './site-keys.ts';

export interface UrgentSigning {
  readonly signer: NamedSigner;
  /** A signed note. */
  readonly statement: string;
}

/** Refuses with urgent-key.*, schedule-key.*, data.*. */
export const urgentSigning = (
  ctx: Pick<Ctx, 'clock' | 'scheduleKey' | 'urgentKey'>,
  rows: Rows,
): Result<UrgentSigning> => {
  const known = findUrgentKey(rows);
  const signer = urgentSigner(ctx, rows);
  if (!signer.ok) return signer;
  if (known !== undefined) return ok({ signer: signer.value, statement: known.statement });
  const centre = scheduleSigner(ctx, rows);
  if (!centre.ok) return centre;
  const statement = stateUrgentKey(ctx, rows, { urgent: signer.value.key, by: centre.value });
  return ok({ signer: signer.value, statement });
};

/** Stores, and answers, what the key of the manifests says of the urgent key. */
export const stateUrgentKey = (
  { clock }: Pick<Ctx, 'clock'>,
  rows: Rows,
  { urgent, by }: { readonly urgent: LogKey; readonly by: NamedSigner },
): string => {
  const statement = signUrgentKey(urgent, by.key, by.sign);
  keepUrgentKey(rows, { vkey: formatVerifierKey(urgent), statement, madeAt: clock.instant() });
  return statement;
};
