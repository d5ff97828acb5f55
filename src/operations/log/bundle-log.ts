/**
 * The entries of a span of days with their proofs, under one checkpoint: what goes into an evidence bundle.
 *
 * Everything in it can be checked without Loa. It writes nothing but the checkpoint that it may have to sign.
 */
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { listAirings } from '../list-airings.ts';
import { type Asking, operation } from '../operation.ts';
import type { AskedEntries } from '../within/entries.ts';
import { noteOf, type ProvedEntry, provedUnder, type Sealing, sealedNow } from '../within/sealed.ts';

export interface LogBundle {
  readonly origin: string;
  readonly vkey: string;
  readonly pem: string;
  readonly checkpoint: string;
  readonly entries: readonly ProvedEntry[];
  /** Hashes of the cuts that the entries name. */
  readonly cuts: readonly Sha256[];
}

/** More entries are too much for one file to be handed over and checked by hand. */
const MOST_BUNDLED = 50_000;

/**
 * Refuses with what listAirings() refuses with, bundle.empty (nothing was recorded in that span), bundle.too-large,
 * log-key.*, log.rolled-back, database.damaged, data.*.
 */
export const bundleLog = operation(
  { name: 'air-log.bundle', needs: 'air-log.read' },
  (ctx: Asking & Sealing & Pick<Ctx, 'store'>, filter: AskedEntries): Result<LogBundle> => {
    const listed = listAirings(ctx, filter);
    if (!listed.ok) return listed;
    const rows = listed.value
      .take(MOST_BUNDLED + 1)
      .toArray()
      .sort((a, b) => a.seq - b.seq);
    if (rows.length === 0) return refuse('bundle.empty', { from: filter.from, to: filter.to });
    if (rows.length > MOST_BUNDLED) return refuse('bundle.too-large', { limit: MOST_BUNDLED });
    const signer = ctx.logKey(ctx.airlog);
    if (!signer.ok) return signer;
    const sealed = sealedNow(ctx);
    if (!sealed.ok) return sealed;
    if (sealed.value === null) throw new Error('a log with an entry is not empty');
    const { value: checkpoint } = sealed;
    const note = noteOf(checkpoint);
    const entries = rows.map(({ seq }) => {
      const proved = provedUnder(ctx.airlog, seq, checkpoint, note);
      if (proved === undefined) throw new Error(`entry ${seq} was there a moment ago`);
      return proved;
    });
    const cuts = [...new Set(rows.flatMap(({ entry }) => entry.planned.cut ?? []))].sort();
    const { key, pem } = signer.value;
    return ok({ origin: key.name, vkey: formatVerifierKey(key), pem, checkpoint: checkpoint.note, entries, cuts });
  },
);
