/** CSV (RFC 4180) → rows of cells with their lines. The separator is found in the first row. Knows no columns. */
import type { Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';

export interface Row {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const SEPARATORS = [';', ',', '\t'] as const;

/** What our own tables put before a cell that a spreadsheet would take for a formula. */
const GUARDED = /^'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/;

/** The separator that occurs most often outside quotes in the first row. */
const separatorOf = (text: string): string => {
  const row = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
  const uses = (separator: string): number => row.split(separator).length - 1;
  return SEPARATORS.reduce((most, next) => (uses(next) > uses(most) ? next : most));
};

/** A row of nothing but empty cells is left out. Refuses with import.syntax a quote that is not closed, or has text behind it. */
export const readTable = (
  file: string,
  given: string,
): { readonly rows: readonly Row[]; readonly refusals: readonly Refusal[] } => {
  // Excel's own hint about the separator.
  const hint = /^sep=(.)\r?\n/i.exec(given);
  const text = hint === null ? given : given.slice(hint[0].length);
  const separator = hint?.[1] ?? separatorOf(text);
  const rows: Row[] = [];
  let cells: string[] = [];
  let line = hint === null ? 1 : 2;
  let begun = line;
  let at = 0;
  const wrong = () => ({ rows: [], refusals: [refusal('import.syntax', { reason: 'quote' }, { file, line })] });
  while (at < text.length) {
    if (text[at] === '"') {
      let cell = '';
      for (;;) {
        const close = text.indexOf('"', at + 1);
        if (close < 0) return wrong();
        cell += text.slice(at + 1, close);
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
      }
      if (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n') return wrong();
      line += cell.split('\n').length - 1;
      cells.push(cell);
    } else {
      let end = at;
      while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === separator) {
      at += 1;
      // A separator at the very end opens one more, empty cell.
      if (at === text.length || text[at] === '\r' || text[at] === '\n') cells.push('');
      else continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    rows.push({ line: begun, cells: cells.map((cell) => cell.replace(GUARDED, '').trim()) });
    cells = [];
    line += 1;
    begun = line;
  }
  return { rows: rows.filter((row) => row.cells.some((cell) => cell !== '')), refusals: [] };
};
