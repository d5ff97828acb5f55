/**
 * Asking one witness, or one authority, about one checkpoint, and keeping what it answered.
 *
 * Nothing has to be remembered of a witness: asked from the beginning, it answers where it stands, and is shown from there that the
 * log has only grown.
 */
import type { AuthorityAt, WitnessAt } from '../../anchors/anchors.ts';
import { formatAddCheckpoint } from '../../core/evidence/add-checkpoint.ts';
import { type NoteSignature, signatureLine } from '../../core/evidence/note.ts';
import { textHash } from '../../core/evidence/text-hash.ts';
import { parseVerifierKey, type WitnessKey } from '../../core/evidence/verifier-key.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { StoredCheckpoint, StoredStamp } from '../../store/airlog-anchors.ts';
import type { Ctx } from '../context.ts';
import { noteOf } from './sealed.ts';

export type Anchoring = Pick<Ctx, 'clock' | 'airlog' | 'random' | 'anchors'>;

interface Until {
  readonly signal?: AbortSignal | undefined;
}

/** The signed note with every witness's line that is kept for it. */
export const cosignedNote = ({ airlog }: Pick<Ctx, 'airlog'>, { size, note }: StoredCheckpoint): string =>
  [note, ...airlog.anchors.cosignatures(size).map(({ line }) => line)].join('');

/** The witness's lines, kept. Refuses with proof.unreadable (the key), witness.*, log.rolled-back, data.*. */
export const cosign = async (
  ctx: Anchoring,
  checkpoint: StoredCheckpoint,
  { url, vkey: typed, signal }: WitnessAt & Until,
): Promise<Result<readonly NoteSignature[]>> => {
  const vkey = typed.trim();
  const parsed = parseVerifierKey(vkey);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind !== 'cosignature') return refuse('proof.unreadable', { what: 'key', part: 'public-key' });
  const { size } = checkpoint;
  const lines = await asked(ctx, checkpoint, { url, key: parsed.value as WitnessKey, signal });
  const madeAt = ctx.clock.instant();
  if (!lines.ok) {
    const kept = contradicts(lines.refusals[0], size)
      ? ctx.airlog.anchors.keepDispute({ size, vkey, url, madeAt })
      : ok(undefined);
    return kept.ok ? lines : kept;
  }
  const line = lines.value.map(signatureLine).join('');
  const kept = ctx.airlog.anchors.keepCosignature({ size, vkey, madeAt, line });
  return kept.ok ? lines : kept;
};

const asked = async (
  ctx: Anchoring,
  checkpoint: StoredCheckpoint,
  { url, key, signal }: { readonly url: string; readonly key: WitnessKey } & Until,
): Promise<Result<readonly NoteSignature[]>> => {
  const { size } = checkpoint;
  const ask = (oldSize: number) =>
    ctx.anchors.askWitness({
      url,
      key,
      signal,
      body: formatAddCheckpoint({
        oldSize,
        path: oldSize === 0 ? [] : ctx.airlog.tree.consistency(oldSize, size),
        note: noteOf(checkpoint),
      }),
    });
  const first = await ask(0);
  if (first.ok) return first;
  const [{ code, params }] = first.refusals;
  // A witness that knows more than there is here knows that this is an older copy.
  if (code !== 'witness.behind' || params.size > size || params.size === 0) return first;
  return ask(params.size);
};

/** Whether a witness says that it has signed another log than this one: 409 and 422 of c2sp.org/tlog-witness, or a longer log. */
export const contradicts = (refusal: Refusal, size: number): boolean =>
  (refusal.code === 'witness.refused' && (refusal.params.status === 409 || refusal.params.status === 422)) ||
  (refusal.code === 'witness.behind' && refusal.params.size > size);

/** A time stamp over the checkpoint with the lines that it has by now, kept. Refuses with timestamp.*, log.rolled-back, data.*. */
export const stamp = async (
  ctx: Anchoring,
  checkpoint: StoredCheckpoint,
  { url, caFile, signal }: AuthorityAt & Until,
): Promise<Result<StoredStamp>> => {
  const note = cosignedNote(ctx, checkpoint);
  const ca = caFile === null ? ok(null) : ctx.anchors.certificatesIn(caFile);
  if (!ca.ok) return ca;
  const digest = Uint8Array.fromHex(textHash(note));
  const given = await ctx.anchors.askTimeStamp({ url, digest, nonce: ctx.random.bytes(16), signal });
  if (!given.ok) return given;
  const { token, time } = given.value;
  const data = new TextEncoder().encode(note);
  const checked = ca.value === null ? ok(undefined) : await ctx.anchors.verifyTimeStamp({ token, data, ca: ca.value });
  if (!checked.ok) return checked;
  const stamped: StoredStamp = { size: checkpoint.size, authority: url, madeAt: time, note, token, ca: ca.value };
  const kept = ctx.airlog.anchors.keepStamp(stamped);
  return kept.ok ? ok(stamped) : kept;
};
