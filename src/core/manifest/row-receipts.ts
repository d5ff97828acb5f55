/**
 * Which rows of a site the centre's log has, on their way to the site by stick: a signed note of its own beside the manifest, so that a site
 * whose rows come back in files learns which of them it may forget.
 *
 * Rows whose numbers and entries follow each other stand as one run, with one hash over all of them: a row that the log has in another
 * form under the same number is no row that was received.
 */
import { canonicalJson } from '../evidence/canonical.ts';
import type { DeviceRow } from '../evidence/entry.ts';
import { formatNote, parseNote } from '../evidence/note.ts';
import { textHash } from '../evidence/row-chain.ts';
import { openNote, type Sign, signText, type Verify, verified } from '../evidence/signed.ts';
import type { LogKey } from '../evidence/verifier-key.ts';
import type { Sha256 } from '../ids.ts';

const FORMAT = 'loa-site-receipts/1';
const HEAD = `${FORMAT}\n`;

/** A run is no longer: one row that differs leaves its whole run without receipts. */
export const LONGEST_RUN = 50;

export interface LoggedRow extends DeviceRow {
  readonly seq: number;
  /** rowHash(). */
  readonly sha256: Sha256;
}

/** `row`, `row` + 1 … are the entries `seq`, `seq` + 1 …: `rows` of them. */
export interface RowRun extends DeviceRow {
  readonly seq: number;
  readonly rows: number;
  /** Over the hashes of its rows, a line each. */
  readonly sha256: Sha256;
}

export interface RowReceipts {
  readonly channel: string;
  readonly runs: readonly RowRun[];
}

const runHash = (hashes: readonly Sha256[]): Sha256 => textHash(hashes.map((one) => `${one}\n`).join(''));

const keyOf = ({ device, boot, row }: DeviceRow): string => `${device} ${boot} ${row}`;

/** In whatever order they come. */
export const rowRuns = (rows: readonly LoggedRow[]): RowRun[] => {
  const runs: LoggedRow[][] = [];
  for (const one of rows.toSorted((a, b) => a.seq - b.seq)) {
    const [run, last] = [runs.at(-1), runs.at(-1)?.at(-1)];
    const follows =
      last !== undefined && keyOf({ ...last, row: last.row + 1 }) === keyOf(one) && one.seq === last.seq + 1;
    if (run !== undefined && follows && run.length < LONGEST_RUN) run.push(one);
    else runs.push([one]);
  }
  return runs.flatMap((run) => {
    const [first] = run;
    if (first === undefined) return [];
    const { device, boot, row, seq } = first;
    return [{ device, boot, row, seq, rows: run.length, sha256: runHash(run.map(({ sha256 }) => sha256)) }];
  });
};

/** A row at the site, with its place in the site's chain. */
export interface HeldRow extends DeviceRow {
  readonly n: number;
  readonly sha256: Sha256;
}

/** What of `held` the log has, word for word. A run of which a row is not held any more is passed over: what is left of it waits on. */
export const receivedRows = (
  { runs }: RowReceipts,
  held: readonly HeldRow[],
): { readonly n: number; readonly seq: number }[] => {
  const here = new Map(held.map((one) => [keyOf(one), one]));
  return runs.flatMap(({ device, boot, row, seq, rows, sha256 }) => {
    const own = Array.from({ length: rows }, (_, at) => here.get(keyOf({ device, boot, row: row + at })));
    const all = own.filter((one) => one !== undefined);
    const isSame = all.length === rows && runHash(all.map((one) => one.sha256)) === sha256;
    return isSame ? all.map(({ n }, at) => ({ n, seq: seq + at })) : [];
  });
};

/** The same receipts are the same bytes. */
export const signReceipts = (receipts: RowReceipts, key: LogKey, sign: Sign): string => {
  const text = `${HEAD}${canonicalJson(receipts)}\n`;
  return formatNote({ text, signatures: [signText(key, text, sign)] });
};

/** The JSON of receipts that `key` signed; its shape is not judged here. null: it is no such note, or another key's. */
export const openReceipts = (note: string, key: LogKey, verify: Verify): string | null => {
  const parsed = parseNote(note);
  if (!parsed.ok || !parsed.value.text.startsWith(HEAD)) return null;
  return verified(openNote(parsed.value, [key]), verify).ok ? parsed.value.text.slice(HEAD.length, -1) : null;
};
