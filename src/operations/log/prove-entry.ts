/** One entry of the air log with the proof that it lies in the log: bytes and text to be checked anywhere, by tools of others. */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { readableEntry } from '../within/readable-entries.ts';
import { noteOf, type ProvedEntry, provedUnder, type Sealing, sealedNow } from '../within/sealed.ts';

/** Refuses with right.*, log.entry-unknown (also for an entry that the caller may not read), log-key.*, log.rolled-back, data.*. */
export const proveEntry = operation(
  { name: 'air-log.prove', needs: 'air-log.read' },
  (ctx: Asking & Sealing & Pick<Ctx, 'store'>, seq: number): Result<ProvedEntry> => {
    const entry = Number.isSafeInteger(seq) && seq >= 0 ? ctx.airlog.find(seq) : undefined;
    if (entry === undefined || !readableEntry(ctx)(entry)) return refuse('log.entry-unknown', { seq });
    const sealed = sealedNow(ctx);
    if (!sealed.ok) return sealed;
    const proved = sealed.value === null ? undefined : provedUnder(ctx.airlog, seq, sealed.value, noteOf(sealed.value));
    if (proved === undefined) throw new Error('a log with an entry is not empty');
    return ok(proved);
  },
);
