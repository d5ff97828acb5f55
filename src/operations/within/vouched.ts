/** Which checkpoint an entry is proved under, who vouches for it, and before which moment it was therefore recorded. */
import { cosignatureIn } from '../../core/evidence/cosignature.ts';
import { parseSignatures } from '../../core/evidence/note.ts';
import type { Result } from '../../core/result.ts';
import { must, ok } from '../../core/result.ts';
import type { StoredCheckpoint, StoredStamp } from '../../store/airlog-anchors.ts';
import type { Ctx } from '../context.ts';
import { cosignedNote } from './anchoring.ts';
import { type Sealing, sealedNow, stillHeld } from './sealed.ts';

/** The earliest moment by which somebody had signed: RFC 3339, UTC. */
export interface RecordedBefore {
  readonly time: string;
  /** Whose clock: 'log' alone is our own. */
  readonly by: 'log' | 'witness' | 'authority';
}

/** A checkpoint as it is handed out: `note` has every witness's line. */
export interface Vouched extends StoredCheckpoint {
  readonly before: RecordedBefore;
  /** Verifier keys of the witnesses, in the order of their lines. */
  readonly witnesses: readonly string[];
  readonly stamp: StoredStamp | null;
}

export const vouched = (ctx: Pick<Ctx, 'airlog'>, checkpoint: StoredCheckpoint): Vouched => {
  const { size, madeAt } = checkpoint;
  const lines = ctx.airlog.anchors.cosignatures(size);
  const stamp = ctx.airlog.anchors.stamp(size) ?? null;
  const outside: RecordedBefore[] = [
    ...lines.flatMap(({ line }) => timesIn(line).map((time) => ({ time, by: 'witness' as const }))),
    ...(stamp === null ? [] : [{ time: stamp.madeAt, by: 'authority' as const }]),
  ];
  const [first = { time: madeAt, by: 'log' as const }] = outside.sort((a, b) => (a.time < b.time ? -1 : 1));
  return {
    size,
    madeAt,
    note: cosignedNote(ctx, checkpoint),
    before: first,
    witnesses: lines.map(({ vkey }) => vkey),
    stamp,
  };
};

const timesIn = (lines: string): string[] =>
  must(parseSignatures(lines)).flatMap(({ bytes }) => {
    const cosignature = cosignatureIn(bytes);
    return cosignature === null
      ? []
      : [Temporal.Instant.fromEpochMilliseconds(cosignature.time * 1000).toString({ smallestUnit: 'second' })];
  });

/**
 * The checkpoint to prove entries up to `seq` under; a new one where none is over them yet. Refuses with log-key.*, log.rolled-back,
 * database.damaged, data.*.
 */
export const vouchedOver = (ctx: Sealing, seq: number): Result<Vouched> => {
  // One that is there already: what is asked twice is the same twice, though asking leaves an entry of its own.
  const there = ctx.airlog.anchors.over(seq);
  const sealed = there === undefined ? sealedNow(ctx) : stillHeld(ctx.airlog, there);
  if (!sealed.ok) return sealed;
  const checkpoint = there ?? ctx.airlog.anchors.over(seq);
  if (checkpoint === undefined) throw new Error(`no checkpoint over entry ${seq} of a sealed log`);
  return ok(vouched(ctx, checkpoint));
};
