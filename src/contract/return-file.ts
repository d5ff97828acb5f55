/** The return file: rows that a site could not send, one JSON object a line (rows.ndjson), alone or in a ZIP. Read strictly. */
import type { ReportRow } from '../core/evidence/report.ts';
import { ReportRowJson, reportRowOf } from './air-log-report.ts';

/** Its name within a ZIP. */
export const RETURN_ROWS = 'rows.ndjson';

/** Rows are taken so many at a time: each batch all of it or nothing. */
export const RETURN_BATCH = 500;

export interface ReturnedRow {
  /** From 1. */
  readonly line: number;
  readonly row: ReportRow;
}

/** A line that is no row, with a few English words. */
export interface BadLine {
  readonly line: number;
  readonly detail: string;
}

/** Empty lines are passed over; a last line without its end is one that broke off, and is told as bad when it does not read. */
export const returnedRows = (text: string): { readonly rows: readonly ReturnedRow[] } | BadLine => {
  const rows: ReturnedRow[] = [];
  for (const [n, said] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (said.trim() === '') continue;
    const line = n + 1;
    const parsed = ReportRowJson.safeParse(jsonIn(said));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return { line, detail: `${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'unreadable'}` };
    }
    rows.push({ line, row: reportRowOf(parsed.data) });
  }
  return rows.length === 0 ? { line: 0, detail: 'no rows' } : { rows };
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
