/**
 * Signs what is new in the air log, every five minutes and at the end of the broadcast day, so that what was recorded is soon beyond
 * anybody's power to change unseen; and takes each checkpoint to the witnesses and the authority of the settings.
 *
 * Whoever outside fails is told once, and again when it fails in another way; a witness that contradicts the log is told each time.
 */
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { anchorOutside } from '../operations/log/anchor-outside.ts';
import { closeDay } from '../operations/log/close-day.ts';
import { sealLog } from '../operations/log/seal-log.ts';
import type { Loop } from './loop.ts';

export interface SealerEvents {
  readonly refused: (refusals: readonly Refusal[]) => void;
  /** A witness says that the log is not what it signed before. */
  readonly contradicted: (url: string) => void;
  /** Somebody outside who had failed signs again. */
  readonly answersAgain: (url: string) => void;
}

/** How often the end of the day is looked for. */
const EVERY_MS = 30_000;
/** Looks from one checkpoint to the next: five minutes. */
const SEAL_LOOKS = 10;

export const sealer = (ctx: Ctx, { refused, contradicted, answersAgain }: SealerEvents): Loop => {
  let looks = 0;
  /** By address, how it failed last. */
  const failing = new Map<string, string>();
  const takeOut = async (signal: AbortSignal): Promise<void> => {
    const asked = await anchorOutside(ctx, signal);
    if (signal.aborted) return;
    if (!asked.ok) return refused(asked.refusals);
    for (const { url, refusal, contradicts } of asked.value) {
      const [before, now] = [failing.get(url), refusal === null ? undefined : JSON.stringify(refusal)];
      if (contradicts) contradicted(url);
      if (refusal === null || now === undefined) {
        if (failing.delete(url)) answersAgain(url);
      } else {
        failing.set(url, now);
        if (contradicts || now !== before) refused([refusal]);
      }
    }
  };
  return {
    name: 'sealer',
    restMs: EVERY_MS,
    turn: async (signal) => {
      const closed = closeDay(ctx);
      if (!closed.ok) refused(closed.refusals);
      const isDue = looks % SEAL_LOOKS === 0;
      looks += 1;
      if (!isDue && !(closed.ok && closed.value !== null)) return false;
      const sealed = sealLog(ctx);
      if (!sealed.ok) refused(sealed.refusals);
      else await takeOut(signal);
      return false;
    },
  };
};
