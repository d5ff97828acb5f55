/** Who signs urgent orders, and the statement by which sites know: made once, in the transaction that asks for it first. */

import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { signUrgentKey } from '../../core/urgent/signed-urgent.ts';
import type { NamedSigner } from '../../secrets/named-signer.ts';
import type { Rows } from '../../store/database.ts';
import { findNewestManifest } from '../../store/manifests.ts';
import { addUrgentKey, findUrgentKey } from '../../store/urgent.ts';
import type { Ctx } from '../context.ts';

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
  const signer = ctx.urgentKey(known?.vkey ?? null);
  if (!signer.ok) return signer;
  if (known !== undefined) return ok({ signer: signer.value, statement: known.statement });
  const centre = ctx.scheduleKey(findNewestManifest(rows)?.note ?? null);
  if (!centre.ok) return centre;
  const statement = signUrgentKey(signer.value.key, centre.value.key, centre.value.sign);
  addUrgentKey(rows, { vkey: formatVerifierKey(signer.value.key), statement, madeAt: ctx.clock.instant() });
  return ok({ signer: signer.value, statement });
};
