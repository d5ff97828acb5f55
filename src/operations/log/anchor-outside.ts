/**
 * The newest checkpoint, taken to everybody in the settings who has not signed it yet: witnesses each time there is one, the time-stamp
 * authority once a broadcast day, after that day's closing checkpoint. What the sealing loop asks for.
 *
 * Who fails is asked again the next time, with what is newest then; nothing waits for it.
 */
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { StoredCheckpoint } from '../../store/airlog-anchors.ts';
import { type Asking, operation } from '../operation.ts';
import { type Anchoring, contradicts, cosign, stamp } from '../within/anchoring.ts';

/** What came of asking one of them; `refusal` null: it signed, or has signed before. */
export interface OutsideAnswer {
  readonly url: string;
  readonly refusal: Refusal | null;
  /** Whether it says that the log is not what it signed before. */
  readonly contradicts: boolean;
}

/** Refuses with right.not-yours. */
export const anchorOutside = operation(
  { name: 'log.anchor-outside', needs: 'system' },
  async (ctx: Asking & Anchoring, signal?: AbortSignal): Promise<Result<readonly OutsideAnswer[]>> => {
    const newest = ctx.airlog.newestCheckpoint();
    if (newest === undefined) return ok([]);
    const { witnesses, authority } = ctx.anchors.outside;
    const signed = new Set(ctx.airlog.anchors.cosignatures(newest.size).map(({ vkey }) => vkey));
    const cosigned = await Promise.all(
      witnesses.map(async (witness): Promise<OutsideAnswer> => {
        const done = signed.has(witness.vkey) ? ok([]) : await cosign(ctx, newest, { ...witness, signal });
        return answerOf(witness.url, done, newest);
      }),
    );
    if (authority === null) return ok(cosigned);
    const done = isStampDue(ctx) ? await stamp(ctx, newest, { ...authority, signal }) : ok(undefined);
    return ok([...cosigned, answerOf(authority.url, done, newest)]);
  },
);

const answerOf = (url: string, done: Result<unknown>, { size }: StoredCheckpoint): OutsideAnswer => {
  const refusal = done.ok ? null : done.refusals[0];
  return { url, refusal, contradicts: refusal !== null && contradicts(refusal, size) };
};

/** The last day that was closed is not under a stamp yet. */
const isStampDue = ({ airlog }: Pick<Anchoring, 'airlog'>): boolean => {
  const closed = airlog.anchors.lastClosed();
  const stamped = airlog.anchors.newestStamp();
  return closed !== undefined && (stamped === undefined || stamped.size < closed.size);
};
