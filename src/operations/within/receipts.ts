/** Keeping a receipt once: a site that asks every minute writes nothing after the first time. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { addReceipt, findReceipt, type ReceiptRow } from '../../store/manifests.ts';
import type { Ctx } from '../context.ts';

/** `transact`: how it is written. Answers when it was said first, and whether that was now. Refuses with data.*. */
export const keepReceipt = (
  { store, clock }: Pick<Ctx, 'store' | 'clock'>,
  receipt: Omit<ReceiptRow, 'at'>,
  transact = store.transact,
): Result<{ readonly at: string; readonly isNew: boolean }> => {
  const before = findReceipt(store.rows, receipt);
  if (before !== undefined) return ok({ ...before, isNew: false });
  const at = clock.instant();
  return transact((rows) => {
    const isNew = addReceipt(rows, { ...receipt, at });
    return ok({ at: findReceipt(rows, receipt)?.at ?? at, isNew });
  });
};
