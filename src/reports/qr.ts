/**
 * A text as a QR code (ISO/IEC 18004), for a page and for a terminal: dark on light with its quiet zone, whatever the
 * colours around it are, because telephones read nothing else for sure.
 *
 * The SVG has no style attribute and no script: the content security policy allows neither. It knows no links and no
 * secrets, only text.
 */
import { encodeQR } from 'qr';

/** Modules of quiet zone on each side (ISO/IEC 18004 §9.1). */
const QUIET = 4;

/** Rows of modules with the quiet zone, true is dark. Throws when the text is longer than a code can hold (2,331 bytes). */
const modules = (text: string): boolean[][] => encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });

/** An <svg> that fills its box. It says nothing to a screen reader: what is around it has to. */
export const qrSvg = (text: string): string => {
  const rows = modules(text);
  const size = rows.length;
  const path = rows
    .flatMap((row, y) => runsOf(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`))
    .join('');
  return (
    `<svg viewBox="0 0 ${size} ${size}" aria-hidden="true" focusable="false" shape-rendering="crispEdges">` +
    `<rect width="${size}" height="${size}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
  );
};

/** Dark runs of modules and the number of modules on a side, for a page of vectors: without the quiet zone, which its paper has to leave. */
export const qrRuns = (
  text: string,
): {
  readonly size: number;
  readonly runs: readonly { readonly x: number; readonly y: number; readonly length: number }[];
} => {
  const rows = modules(text);
  const runs = rows.flatMap((row, y) => runsOf(row).map(({ x, length }) => ({ x: x - QUIET, y: y - QUIET, length })));
  return { size: rows.length - 2 * QUIET, runs };
};

/** Dark modules side by side: one shape each instead of hundreds. */
const runsOf = (row: readonly boolean[]): { readonly x: number; readonly length: number }[] =>
  row.flatMap((dark, x) => {
    if (!dark || row[x - 1] === true) return [];
    const end = row.indexOf(false, x);
    return [{ x, length: (end === -1 ? row.length : end) - x }];
  });

const BLACK_ON_WHITE = '\u001b[38;5;16;48;5;231m';
const RESET = '\u001b[0m';

/** Lines for a terminal that knows 256 colours: two rows of modules in each line. */
export const qrLines = (text: string): string[] => {
  const rows = modules(text);
  return rows.flatMap((upper, y) => {
    if (y % 2 === 1) return [];
    const lower = rows[y + 1] ?? [];
    const line = upper.map((dark, x) => (dark ? (lower[x] === true ? '█' : '▀') : lower[x] === true ? '▄' : ' '));
    return [`${BLACK_ON_WHITE}${line.join('')}${RESET}`];
  });
};
