/** One entry of the air log with the proof that it lies in the log: bytes and text to be checked anywhere, by tools of others. */
import { formatTlogProof } from '../../core/evidence/tlog-proof.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { readableEntries } from '../within/readable-entries.ts';
import { noteOf, type Sealing, sealedNow } from '../within/sealed.ts';

export interface ProvedEntry {
  readonly seq: number;
  /** The very bytes that are hashed. */
  readonly leaf: Uint8Array;
  /** A C2SP tlog-proof under a checkpoint that covers the entry. */
  readonly proof: string;
}

/** Refuses with right.*, log.entry-unknown (also for an entry that the caller may not read), log-key.*, log.rolled-back, data.*. */
export const proveEntry = operation(
  { name: 'air-log.prove', needs: 'air-log.read' },
  (ctx: Asking & Sealing & Pick<Ctx, 'store'>, seq: number): Result<ProvedEntry> => {
    const entry = Number.isSafeInteger(seq) && seq >= 0 ? ctx.airlog.find(seq) : undefined;
    const leaf = entry === undefined || !readableEntries(ctx)(entry.planned) ? undefined : ctx.airlog.leaf(seq);
    if (leaf === undefined) return refuse('log.entry-unknown', { seq });
    const sealed = sealedNow(ctx);
    if (!sealed.ok) return sealed;
    if (sealed.value === null) throw new Error('a log with an entry is not empty');
    const { size } = sealed.value;
    const path = ctx.airlog.tree.inclusion(seq, size);
    return ok({ seq, leaf, proof: formatTlogProof({ extra: null, index: seq, path, note: noteOf(sealed.value) }) });
  },
);
