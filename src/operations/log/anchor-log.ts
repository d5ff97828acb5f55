/**
 * The air log's newest checkpoint, taken out of the house: cosigned by a witness, time-stamped by an authority, or both.
 *
 * Nothing has to be remembered of a witness: asked from the beginning, it answers where it stands, and is shown from there that the
 * log has only grown.
 */
import { formatAddCheckpoint } from '../../core/evidence/add-checkpoint.ts';
import { formatNote, type Note, type NoteSignature } from '../../core/evidence/note.ts';
import { textHash } from '../../core/evidence/text-hash.ts';
import { parseVerifierKey, type WitnessKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { noteOf, type Sealing, sealedNow } from '../within/sealed.ts';

export interface AskedAnchor {
  /** null: no witness is asked. */
  readonly witness: { readonly url: string; readonly vkey: string } | null;
  /** `caFile`: the certificates that are believed, as a PEM file; null: the signature is not checked. */
  readonly authority: { readonly url: string; readonly caFile: string | null } | null;
}

export interface AnchoredLog {
  readonly size: number;
  /** The signed note, with the witness's line when one was asked. */
  readonly checkpoint: string;
  /** RFC 3161 token (DER) over the bytes of `checkpoint`, and the time in it. */
  readonly stamp: { readonly token: Uint8Array; readonly time: string } | null;
}

type Anchoring = Asking & Sealing & Pick<Ctx, 'airlog' | 'random' | 'anchors'>;

/**
 * null: the log is empty. Refuses with right.not-yours, proof.unreadable (the witness's key), witness.*, timestamp.*, log-key.*,
 * log.rolled-back, database.damaged, data.*.
 */
export const anchorLog = operation(
  { name: 'log.anchor', needs: 'system' },
  async (ctx: Anchoring, { witness, authority }: AskedAnchor): Promise<Result<AnchoredLog | null>> => {
    const sealed = sealedNow(ctx);
    if (!sealed.ok) return sealed;
    if (sealed.value === null) return ok(null);
    const { size } = sealed.value;
    const note = noteOf(sealed.value);
    const lines = witness === null ? ok([]) : await cosigned(ctx, { size, note }, witness);
    if (!lines.ok) return lines;
    const checkpoint = formatNote({ ...note, signatures: [...note.signatures, ...lines.value] });
    const stamp = authority === null ? ok(null) : await stamped(ctx, checkpoint, authority);
    return stamp.ok ? ok({ size, checkpoint, stamp: stamp.value }) : stamp;
  },
);

const cosigned = async (
  ctx: Anchoring,
  { size, note }: { readonly size: number; readonly note: Note },
  { url, vkey }: NonNullable<AskedAnchor['witness']>,
): Promise<Result<readonly NoteSignature[]>> => {
  const parsed = parseVerifierKey(vkey.trim());
  if (!parsed.ok) return parsed;
  if (parsed.value.kind !== 'cosignature') return refuse('proof.unreadable', { what: 'key', part: 'public-key' });
  const key = parsed.value as WitnessKey;
  const ask = (oldSize: number) =>
    ctx.anchors.askWitness({
      url,
      key,
      body: formatAddCheckpoint({
        oldSize,
        path: oldSize === 0 ? [] : ctx.airlog.tree.consistency(oldSize, size),
        note,
      }),
    });
  const first = await ask(0);
  if (first.ok) return first;
  const [{ code, params }] = first.refusals;
  // A witness that knows more than there is here knows that this is an older copy.
  if (code !== 'witness.behind' || params.size > size || params.size === 0) return first;
  return ask(params.size);
};

const stamped = async (
  ctx: Anchoring,
  checkpoint: string,
  { url, caFile }: NonNullable<AskedAnchor['authority']>,
): Promise<Result<NonNullable<AnchoredLog['stamp']>>> => {
  const digest = Uint8Array.fromHex(textHash(checkpoint));
  const stamp = await ctx.anchors.askTimeStamp({ url, digest, nonce: ctx.random.bytes(16) });
  if (!stamp.ok) return stamp;
  const { token, time } = stamp.value;
  const data = new TextEncoder().encode(checkpoint);
  const checked = caFile === null ? ok(undefined) : await ctx.anchors.verifyTimeStamp({ token, data, caFile });
  return checked.ok ? ok({ token, time }) : checked;
};
