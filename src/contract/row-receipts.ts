/** Receipts for rows in an offline package, as their note holds them. Read strictly: it came by stick. */
import { z } from 'zod';
import type { Sha256 } from '../core/ids.ts';
import { LONGEST_RUN, type RowReceipts } from '../core/manifest/row-receipts.ts';

const count = z.int().min(0);

const RowReceiptsJson = z.strictObject({
  channel: z.string(),
  runs: z.array(
    z.strictObject({
      ...{ device: z.string(), boot: z.string(), row: count, seq: count },
      rows: z.int().min(1).max(LONGEST_RUN),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .transform((text) => text as Sha256),
    }),
  ),
});

/** null: it does not read. */
export const rowReceiptsIn = (json: string): RowReceipts | null => {
  try {
    return RowReceiptsJson.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
};
