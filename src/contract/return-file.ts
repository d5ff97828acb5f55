/**
 * The return file: what a site did, on its way to the centre by stick or messenger. A line of JSON each: who it is, then every row with its
 * place in the device's chain and its signature, then the hash of all that stands before. Read strictly.
 *
 * Rows alone, one JSON object a line (rows.ndjson, also in a ZIP), are read too: a device that signs nothing writes them.
 */
import { z } from 'zod';
import type { ReportRow } from '../core/evidence/report.ts';
import { type LinkedRow, textHash } from '../core/evidence/row-chain.ts';
import { linkedRowsOf, ReportRowJson, RowLinkJson, reportRowOf } from './air-log-report.ts';

/** Its name within a ZIP. */
export const RETURN_ROWS = 'rows.ndjson';

/** Rows are taken so many at a time: each batch all of it or nothing. */
export const RETURN_BATCH = 500;

const FORMAT = 'loa-site-return/1';

const HeadJson = z.strictObject({
  format: z.literal(FORMAT),
  channel: z.string(),
  device: z.string(),
  /** Ed25519, 32 bytes, base64. Vouches for nothing by itself: the centre knows its devices. */
  publicKey: z.base64(),
  rows: z.int().min(1),
});
const LineJson = z.strictObject({ ...RowLinkJson.shape, row: z.unknown() });
const EndJson = z.strictObject({ sha256: z.string() });

export interface ReturnHead {
  readonly channel: string;
  readonly device: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

export interface ReturnedRow {
  /** From 1. */
  readonly line: number;
  readonly row: ReportRow;
  /** null: rows alone. */
  readonly link: LinkedRow | null;
}

export interface ReturnedRows {
  /** null: rows alone. */
  readonly head: ReturnHead | null;
  readonly rows: readonly ReturnedRow[];
}

/** A line that is no row, with a few English words. */
export interface BadLine {
  readonly line: number;
  readonly detail: string;
}

/** The whole text of a return file. */
export const returnFileText = ({ channel, device, publicKey }: ReturnHead, rows: readonly LinkedRow[]): string => {
  const head = { format: FORMAT, channel, device, publicKey: publicKey.toBase64(), rows: rows.length };
  const lines = rows.map(
    ({ n, previous, signature, body }) =>
      `{"n":${n},"previous":"${previous}","signature":"${signature.toBase64()}","row":${body}}\n`,
  );
  const text = `${JSON.stringify(head)}\n${lines.join('')}`;
  return `${text}${JSON.stringify({ sha256: textHash(text) })}\n`;
};

/** Empty lines are passed over; a last line without its end is one that broke off, and is told as bad when it does not read. */
export const returnedRows = (text: string): ReturnedRows | BadLine => {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((said, n) => ({ said, line: n + 1 }))
    .filter(({ said }) => said.trim() !== '');
  const [first] = lines;
  const head = HeadJson.safeParse(jsonIn(first?.said ?? ''));
  if (!head.success) return plainRows(lines);
  const last = lines.at(-1);
  const end = EndJson.safeParse(jsonIn(last?.said ?? ''));
  const before = lines.slice(0, -1).map(({ said }) => `${said}\n`);
  if (!end.success || end.data.sha256 !== textHash(before.join('')))
    return { line: last?.line ?? 1, detail: end.success ? 'changed on its way' : 'the end is missing' };
  const rows: ReturnedRow[] = [];
  for (const { said, line } of lines.slice(1, -1)) {
    const parsed = LineJson.safeParse(jsonIn(said));
    if (!parsed.success) return badLine(line, parsed.error);
    const row = ReportRowJson.safeParse(parsed.data.row);
    if (!row.success) return badLine(line, row.error);
    const [link = null] = linkedRowsOf([parsed.data.row], [parsed.data]) ?? [];
    rows.push({ line, row: reportRowOf(row.data), link });
  }
  const { channel, device, publicKey } = head.data;
  return { head: { channel, device, publicKey: Uint8Array.fromBase64(publicKey) }, rows };
};

const plainRows = (lines: readonly { readonly said: string; readonly line: number }[]): ReturnedRows | BadLine => {
  const rows: ReturnedRow[] = [];
  for (const { said, line } of lines) {
    const parsed = ReportRowJson.safeParse(jsonIn(said));
    if (!parsed.success) return badLine(line, parsed.error);
    rows.push({ line, row: reportRowOf(parsed.data), link: null });
  }
  return rows.length === 0 ? { line: 0, detail: 'no rows' } : { head: null, rows };
};

const badLine = (line: number, { issues: [issue] }: z.ZodError): BadLine => ({
  line,
  detail: `${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'unreadable'}`,
});

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
