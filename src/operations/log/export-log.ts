/** The whole air log under one checkpoint, as the bytes of a `.loa-log` file, in portions: for keeping elsewhere and checking there. */
import { EXPORT_BLOCK, exportBlock, exportHead } from '../../core/evidence/log-export.ts';
import type { Hash } from '../../core/evidence/merkle.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { type Telling, tellEvent } from '../within/log-events.ts';
import { type Sealing, sealedNow } from '../within/sealed.ts';

export interface ExportedLog {
  readonly entries: number;
  readonly vkey: string;
  /** To be read once. */
  readonly pieces: Iterable<Uint8Array>;
}

/** It is told in the log, after the entries that it holds. null: the log is empty. Refuses with right.not-yours, log-key.*, log.rolled-back, database.damaged, data.*. */
export const exportLog = operation(
  { name: 'log.export', needs: 'system' },
  (ctx: Asking & Sealing & Telling, hash?: Hash): Result<ExportedLog | null> => {
    const signer = ctx.logKey(ctx.airlog);
    if (!signer.ok) return signer;
    const sealed = sealedNow(ctx);
    if (!sealed.ok) return sealed;
    if (sealed.value === null) return ok(null);
    const { size, note } = sealed.value;
    const dayOf = (seq: number): string => ctx.airlog.find(seq)?.recordedAt.slice(0, 10) ?? '';
    const span = { from: dayOf(0), to: dayOf(size - 1) };
    const told = tellEvent(ctx, 'export', { what: 'log', ...span, entries: size, sha256: null });
    if (!told.ok) return told;
    const vkey = formatVerifierKey(signer.value.key);
    return ok({ entries: size, vkey, pieces: piecesOf(ctx.airlog, { vkey, note, size }, hash) });
  },
);

/** Rows never change and never go, so reading them one after the other needs no lock. */
const piecesOf = function* (
  airlog: Ctx['airlog'],
  { vkey, note, size }: { readonly vkey: string; readonly note: string; readonly size: number },
  hash: Hash | undefined,
): Generator<Uint8Array> {
  yield exportHead(vkey, note);
  for (let from = 0; from < size; from += EXPORT_BLOCK) {
    const count = Math.min(EXPORT_BLOCK, size - from);
    const leaves = Array.from({ length: count }, (_, n) => {
      const leaf = airlog.leaf(from + n);
      if (leaf === undefined) throw new Error(`entry ${from + n} is under a checkpoint and not there`);
      return leaf;
    });
    yield exportBlock(leaves, hash);
  }
};
