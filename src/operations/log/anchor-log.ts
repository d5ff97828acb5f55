/** The air log's newest checkpoint, taken out of the house: cosigned by a witness, time-stamped by an authority, or both; and kept. */
import type { AuthorityAt, WitnessAt } from '../../anchors/anchors.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { type Asking, operation } from '../operation.ts';
import { type Anchoring, cosign, cosignedNote, stamp } from '../within/anchoring.ts';
import { type Sealing, sealedNow } from '../within/sealed.ts';

export interface AskedAnchor {
  /** null: no witness is asked. */
  readonly witness: WitnessAt | null;
  readonly authority: AuthorityAt | null;
}

export interface AnchoredLog {
  readonly size: number;
  /** The signed note with every witness's line there is; what was stamped, when an authority was asked. */
  readonly checkpoint: string;
  /** RFC 3161 token (DER) over the bytes of `checkpoint`, and the time in it. */
  readonly stamp: { readonly token: Uint8Array; readonly time: string } | null;
}

/**
 * null: the log is empty. Refuses with right.not-yours, proof.unreadable (the witness's key), witness.*, timestamp.*, log-key.*,
 * log.rolled-back, database.damaged, data.*.
 */
export const anchorLog = operation(
  { name: 'log.anchor', needs: 'system' },
  async (
    ctx: Asking & Sealing & Anchoring,
    { witness, authority }: AskedAnchor,
  ): Promise<Result<AnchoredLog | null>> => {
    const sealed = sealedNow(ctx);
    if (!sealed.ok) return sealed;
    if (sealed.value === null) return ok(null);
    const { size } = sealed.value;
    const lines = witness === null ? ok([]) : await cosign(ctx, sealed.value, witness);
    if (!lines.ok) return lines;
    if (authority === null) return ok({ size, checkpoint: cosignedNote(ctx, sealed.value), stamp: null });
    const stamped = await stamp(ctx, sealed.value, authority);
    if (!stamped.ok) return stamped;
    const { note, token, madeAt } = stamped.value;
    return ok({ size, checkpoint: note, stamp: { token, time: madeAt } });
  },
);
