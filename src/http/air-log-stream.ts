/** The air log's entries as a stream in the form asked for, made as fast as it is read. */
import type { AirLogFormat } from '../contract/air-log.ts';
import type { AnyColumn, AnyLine } from '../contract/air-log-any.ts';
import { AIR_LOG_PIECES, type AirLogFrame } from '../contract/air-log-pieces.ts';
import { csvPieces } from '../reports/csv.ts';
import { xlsxStream } from '../reports/xlsx.ts';
import { textStream } from './answer.ts';

/** What the sheets of a workbook are called. */
const SHEET = 'Nhật ký phát sóng';

export const airLogStream = (
  format: AirLogFormat,
  lines: IteratorObject<AnyLine>,
  frame: AirLogFrame & { readonly columns: readonly AnyColumn[] },
): ReadableStream<Uint8Array> => {
  if (format === 'xlsx') return xlsxStream(lines, { sheet: SHEET, columns: frame.columns });
  if (format === 'csv') return textStream(csvPieces(frame.columns, lines));
  return textStream(AIR_LOG_PIECES[format](lines, frame));
};
