/**
 * The entries of a span of days with their proofs, under one checkpoint: what goes into an evidence bundle.
 *
 * Everything in it can be checked without Loa. It writes the checkpoint that it may have to sign, and, after that, who took what.
 */
import { formatAddCheckpoint } from '../../core/evidence/add-checkpoint.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { listAirings } from '../list-airings.ts';
import { type Asking, operation } from '../operation.ts';
import type { AskedEntries } from '../within/entries.ts';
import { tellEvent } from '../within/log-events.ts';
import { noteOf, type ProvedEntry, provedUnder, type Sealing } from '../within/sealed.ts';
import { type RecordedBefore, type Vouched, vouched, vouchedOver } from '../within/vouched.ts';

export interface LogBundle {
  readonly origin: string;
  readonly vkey: string;
  readonly pem: string;
  /** The signed note that all is proved under, with every witness's line. */
  readonly checkpoint: string;
  readonly before: RecordedBefore;
  /** Verifier keys of witnesses, each once. */
  readonly witnesses: readonly string[];
  /** The earlier checkpoint, and the request that leads from it to `checkpoint`; null: there was none before these entries. */
  readonly older: { readonly size: number; readonly checkpoint: string; readonly consistency: string } | null;
  readonly stamp: {
    readonly checkpoint: string;
    readonly token: Uint8Array;
    readonly time: string;
    readonly ca: string | null;
  } | null;
  readonly entries: readonly ProvedEntry[];
  /** The entries at which one key followed another, so that an older key on paper leads to this one. */
  readonly keyChanges: readonly ProvedEntry[];
  /** Hashes of the masters that the entries name. */
  readonly cuts: readonly Sha256[];
}

/** More entries are too much for one file to be handed over and checked by hand. */
const MOST_BUNDLED = 50_000;

export interface BundleAsked extends AskedEntries {
  /** Only how it would be is asked (HTTP's HEAD): nobody takes anything away, and nothing is told. */
  readonly lookedAt?: boolean;
}

/**
 * Refuses with what listAirings() refuses with, bundle.empty (nothing was recorded in that span), bundle.too-large,
 * log-key.*, log.rolled-back, database.damaged, data.*.
 */
export const bundleLog = operation(
  { name: 'air-log.bundle', needs: 'air-log.read' },
  (
    ctx: Asking & Sealing & Pick<Ctx, 'store' | 'random'>,
    { lookedAt = false, ...filter }: BundleAsked,
  ): Result<LogBundle> => {
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
    const numbers = rows.map(({ seq }) => seq);
    const changes = ctx.airlog.events({ kinds: ['key-change'] });
    const lastChange = changes.at(-1)?.seq ?? -1;
    const under = vouchedOver(ctx, Math.max(numbers.at(-1) ?? 0, lastChange));
    if (!under.ok) return under;
    const { value: checkpoint } = under;
    const note = noteOf(checkpoint);
    const proved = ({ seq }: { readonly seq: number }): ProvedEntry => {
      const one = provedUnder(ctx.airlog, seq, checkpoint, note);
      if (one === undefined) throw new Error(`entry ${seq} was there a moment ago`);
      return one;
    };
    // What was signed before the key that signs now says nothing to whoever knows that key alone.
    const first = ctx.airlog.anchors.before(numbers[0] ?? 0);
    const older = first === undefined || first.size <= lastChange ? null : vouched(ctx, first);
    const entries = rows.map(proved);
    const facts = { what: 'bundle', ...spanOf(filter), entries: entries.length, sha256: null };
    const told = lookedAt ? ok(null) : tellEvent(ctx, 'export', facts);
    if (!told.ok) return told;
    const cuts = [...new Set(rows.flatMap(({ entry }) => entry.planned.cut ?? []))].sort();
    const { key, pem } = signer.value;
    const { stamp } = checkpoint;
    return ok({
      origin: key.name,
      vkey: formatVerifierKey(key),
      pem,
      checkpoint: checkpoint.note,
      before: checkpoint.before,
      witnesses: [...new Set([...checkpoint.witnesses, ...(older?.witnesses ?? [])])],
      older: older === null ? null : { ...older, checkpoint: older.note, consistency: leading(ctx, older, checkpoint) },
      stamp: stamp === null ? null : { ...stamp, checkpoint: stamp.note, time: stamp.madeAt },
      entries,
      keyChanges: changes.map(proved),
      cuts,
    });
  },
);

/** In the form in which a witness is asked (c2sp.org/tlog-witness). */
const leading = ({ airlog }: Pick<Ctx, 'airlog'>, older: Vouched, newer: Vouched): string =>
  formatAddCheckpoint({
    oldSize: older.size,
    path: airlog.tree.consistency(older.size, newer.size),
    note: noteOf(newer),
  });

const spanOf = ({ from, to }: AskedEntries) => ({ from, to });
