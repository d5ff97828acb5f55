/** Receipts that came by stick: rows that the centre's log has are received, and go in time as those that were sent over a network. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ReportRowJson, reportRowOf } from '../contract/air-log-report.ts';
import { rowReceiptsIn } from '../contract/row-receipts.ts';
import { rowHash } from '../core/evidence/report.ts';
import type { LogKey } from '../core/evidence/verifier-key.ts';
import { type HeldRow, openReceipts, type RowReceipts, receivedRows } from '../core/manifest/row-receipts.ts';
import { ok, type Result } from '../core/result.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import { readSiteFolder } from './folder.ts';
import { type KeptRow, openSiteStore } from './store.ts';

/** null: `key` did not sign it, or it does not read. */
export const openedReceipts = (note: string, key: LogKey): RowReceipts | null => {
  const json = openReceipts(note, key, verifyEd25519);
  return json === null ? null : rowReceiptsIn(json);
};

/**
 * Answers how many rows are received now that were not. May be done while the player runs. A row that the centre has refused under its number
 * is another one there, and stays. Refuses with site.folder, data.*, database.damaged.
 */
export const takeReceipts = (folder: string, receipts: RowReceipts, atMs: number): Result<number> => {
  // Nothing was ever played here.
  if (!existsSync(join(folder, 'site.db'))) return ok(0);
  const site = readSiteFolder(folder);
  if (!site.ok) return site;
  if (site.value.channel !== receipts.channel) return ok(0);
  const store = openSiteStore(folder, site.value.key);
  if (!store.ok) return store;
  try {
    const rows = store.value.rows();
    const known = new Set(rows.flatMap(({ n, seq }) => (seq === null ? [] : [n])));
    // Also those of a run that came over a network: it is judged as a whole.
    const received = receivedRows(receipts, rows.flatMap(heldRow)).filter(({ n }) => !known.has(n));
    store.value.received(received, atMs);
    return ok(received.length);
  } finally {
    store.value.close();
  }
};

const heldRow = ({ n, body }: KeptRow): HeldRow[] => {
  const read = ReportRowJson.safeParse(JSON.parse(body));
  if (!read.success) return [];
  const row = reportRowOf(read.data);
  return [{ n, device: row.device, boot: row.boot, row: row.row, sha256: rowHash(row) }];
};
