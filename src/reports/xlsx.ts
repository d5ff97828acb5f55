/**
 * A workbook row by row (ECMA-376 SpreadsheetML), in the memory of one portion however many rows there are: titles that stay in
 * sight, a filter over them, numbers as numbers, times as times of the place.
 *
 * Texts stand in their cells, since a table of shared ones would have to be kept to the end. A sheet that is full is followed by
 * another. A spreadsheet knows no zones: a time is what the clock on the wall showed.
 */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type CsvCell, guardedText } from './csv.ts';
import { bookParts, columnName, STYLES, sheetHead, sheetTail } from './xlsx-parts.ts';

export interface XlsxColumn<Row> {
  readonly title: string;
  /** Text of a 'day' is 'YYYY-MM-DD', of a 'time' 'YYYY-MM-DD HH:MM:SS'. */
  readonly value: (row: Row) => CsvCell;
  readonly kind?: 'day' | 'time' | undefined;
  /** In characters. */
  readonly width?: number | undefined;
}

export interface XlsxAsked<Row> {
  readonly sheet: string;
  readonly columns: readonly XlsxColumn<Row>[];
  /** Rows of one sheet, its titles included; Excel's own limit when not given. */
  readonly mostRows?: number | undefined;
}

/** Excel's. */
const MOST_ROWS = 1_048_576;
const PIECE_CHARACTERS = 64 * 1024;
const MOST_TEXT = 32_767;

/** Cancel it when it will not be read to its end. */
export const xlsxStream = <Row>(rows: Iterator<Row>, asked: XlsxAsked<Row>): ReadableStream<Uint8Array> => {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  out.on('close', () => rows.return?.());
  const state: Reading<Row> = { rows, next: rows.next(), at: 0 };
  const about = { mtime: new Date(2000, 0, 1, 12), forceDosTimestamp: true };
  let sheets = 0;
  const addSheet = (): void => {
    sheets += 1;
    zip.addReadStreamLazy(`xl/worksheets/sheet${sheets}.xml`, about, (give) => {
      const sheet = Readable.from(sheetPieces(state, asked), { objectMode: false });
      sheet.on('error', (error) => out.destroy(error));
      out.on('close', () => sheet.destroy());
      // Whether there is another sheet is known when this one is full.
      sheet.on('end', () => (state.next.done === true ? finish() : addSheet()));
      give(null, sheet);
    });
  };
  const finish = (): void => {
    for (const [name, text] of bookParts(asked.sheet, sheets)) zip.addBuffer(Buffer.from(text), name, about);
    zip.end();
  };
  addSheet();
  return Readable.toWeb(out) as ReadableStream<Uint8Array>;
};

interface Reading<Row> {
  readonly rows: Iterator<Row>;
  /** The row that comes next. */
  next: IteratorResult<Row>;
  at: number;
}

function* sheetPieces<Row>(state: Reading<Row>, { columns, mostRows = MOST_ROWS }: XlsxAsked<Row>): Generator<Buffer> {
  const titles = columns.map(({ title }, n) => textCell(`${columnName(n)}1`, title, STYLES.title)).join('');
  let text = `${sheetHead(columns.map(({ width }) => width))}<row r="1">${titles}</row>`;
  let row = 1;
  for (; row < mostRows && state.next.done !== true; state.next = state.rows.next()) {
    row += 1;
    text += rowText(row, columns, state.next.value);
    if (text.length >= PIECE_CHARACTERS) {
      yield Buffer.from(text);
      text = '';
    }
  }
  yield Buffer.from(`${text}${sheetTail(`A1:${columnName(columns.length - 1)}${row}`)}`);
}

const rowText = <Row>(number: number, columns: readonly XlsxColumn<Row>[], row: Row): string => {
  let cells = '';
  for (const [n, { value, kind }] of columns.entries())
    cells += cellText(`${columnName(n)}${number}`, value(row), kind);
  return `<row r="${number}">${cells}</row>`;
};

const cellText = (at: string, value: CsvCell, kind: XlsxColumn<never>['kind']): string => {
  if (value === null || value === '') return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`not a number that a table can hold: ${value}`);
    return `<c r="${at}"><v>${value}</v></c>`;
  }
  const serial = kind === undefined ? null : serialOf(value);
  if (serial === null) return textCell(at, guardedText(value), STYLES.text);
  return `<c r="${at}" s="${kind === 'day' ? STYLES.day : STYLES.time}"><v>${serial}</v></c>`;
};

const textCell = (at: string, text: string, style: number): string =>
  `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** What XML 1.0 cannot say at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this leaves out
const UNSAYABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (text: string): string =>
  text
    .slice(0, MOST_TEXT)
    .toWellFormed()
    .replace(UNSAYABLE, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // A reader would make a line feed of it.
    .replaceAll('\r', '&#13;');

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2}))?$/;
const DAY_MS = 86_400_000;

/** Days since 1899-12-30, the time of day as a fraction; null: no such text. */
const serialOf = (text: string): number | null => {
  const match = LOCAL.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const ms = Date.UTC(year, month - 1, day, hour, minute, second) - Date.UTC(1899, 11, 30);
  return ms / DAY_MS;
};
