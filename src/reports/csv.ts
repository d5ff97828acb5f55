/**
 * CSV (RFC 4180) row by row: UTF-8 with a byte order mark, CRLF, safe to open in Excel.
 *
 * Two dialects, because Excel reads a CSV by the machine's locale. On a vi-VN machine fields part at ';' and
 * a decimal is written with a comma; given '61.500' it reads sixty-one thousand five hundred. So what people
 * open has ';' and ',' (the default), and what programs read has ',' and '.'. No `sep=` line is written: it
 * makes Excel ignore the byte order mark, and every other reader takes it for a row.
 */

export interface CsvDialect {
  readonly delimiter: ';' | ',';
  readonly decimal: ',' | '.';
}

/** For Excel and LibreOffice on a Vietnamese machine. */
export const CSV_FOR_PEOPLE: CsvDialect = { delimiter: ';', decimal: ',' };
/** For programs. */
export const CSV_FOR_MACHINES: CsvDialect = { delimiter: ',', decimal: '.' };

/** Text is guarded and quoted, a number is written as a number, null is an empty cell. */
export type CsvCell = string | number | null;

export interface CsvColumn<Row> {
  readonly title: string;
  readonly value: (row: Row) => CsvCell;
}

const MARK = '\ufeff';

/**
 * First characters that make a spreadsheet take text for a formula, plain and full-width (OWASP ASVS 5.0
 * §1.2.10): = + - @, tab, CR, LF, NUL.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this guards against
const FORMULA = /^[=+\-@\t\r\n\u0000\uff1d\uff0b\uff0d\uff20]/;

/** With an apostrophe before it where a spreadsheet would take it for a formula. */
export const guardedText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** Both delimiters are quoted whatever the dialect, so that a file read by the other one shifts no cell. */
const QUOTED = /[",;\r\n\t]|^\s|\s$/;

/** A number without grouping or exponent. What is not finite is a bug of the caller's and is thrown. */
const numberText = (value: number, decimal: ',' | '.'): string => {
  if (!Number.isFinite(value)) throw new RangeError(`not a number that a table can hold: ${value}`);
  const plain = String(value === 0 ? 0 : value);
  const text = plain.includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : plain;
  return text.replace('.', decimal);
};

const cellText = (cell: CsvCell, { delimiter, decimal }: CsvDialect): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    const digits = numberText(cell, decimal);
    return digits.includes(delimiter) ? `"${digits}"` : digits;
  }
  const text = guardedText(cell);
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const line = (cells: readonly CsvCell[], dialect: CsvDialect): string => {
  const text = cells.map((cell) => cellText(cell, dialect)).join(dialect.delimiter);
  // A row of one empty cell would be an empty line, which readers skip.
  return `${text === '' ? '""' : text}\r\n`;
};

/** The byte order mark and the row of titles: the beginning of every file. */
export const csvHeader = <Row>(columns: readonly CsvColumn<Row>[], dialect: CsvDialect = CSV_FOR_PEOPLE): string =>
  `${MARK}${line(
    columns.map(({ title }) => title),
    dialect,
  )}`;

/** One row with its CRLF. Rows may be written as they come; nothing is kept between calls. */
export const csvRow = <Row>(
  columns: readonly CsvColumn<Row>[],
  row: Row,
  dialect: CsvDialect = CSV_FOR_PEOPLE,
): string =>
  line(
    columns.map(({ value }) => value(row)),
    dialect,
  );

/** A whole file in pieces, as fast as `rows` come. */
export function* csvPieces<Row>(columns: readonly CsvColumn<Row>[], rows: Iterable<Row>): Generator<string> {
  yield csvHeader(columns);
  for (const row of rows) yield csvRow(columns, row);
}
