/** `loa log`: the air log's entries of a span of days, for machines or for a spreadsheet. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { AIR_LOG_FORMATS, type AirLogFormat } from '../contract/air-log.ts';
import { type AnyLine, columnsFor } from '../contract/air-log-any.ts';
import { AIR_LOG_KINDS, kindWanted, pageOf, positionIn } from '../contract/air-log-asked.ts';
import { AIR_LOG_PIECES } from '../contract/air-log-pieces.ts';
import { EvidenceWord, OutcomeWord, VerdictWord } from '../contract/api-verdicts.ts';
import { refuse } from '../core/result.ts';
import { type AskedEntries, listEntries } from '../operations/log/list-entries.ts';
import { csvPieces } from '../reports/csv.ts';
import { xlsxStream } from '../reports/xlsx.ts';
import { wantedSpan } from './answers.ts';
import { addExportLog } from './log-export.ts';
import { addObject } from './log-object.ts';
import { addSheet } from './log-sheet.ts';
import { addVerdicts } from './log-verdicts.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayRefusals } from './terminal.ts';
import { writeWhole } from './write-whole.ts';

interface Options extends Omit<AskedEntries, 'from' | 'to' | 'after' | 'limit'> {
  readonly from?: string;
  readonly to?: string;
  readonly limit?: string;
  readonly cursor?: string;
  readonly file?: string;
  readonly format: AirLogFormat;
  readonly json?: true;
}

export const addLog = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const command = program
    .command('log')
    .description('xuất nhật ký phát sóng · export the air log')
    .option('--from <day>')
    .option('--to <day>')
    .option('--channel <id>')
    .option('--unit <id>', 'đơn vị khi đó, kể cả đơn vị cũ · a unit of then, also one that has ended')
    .option('--history', 'cả đơn vị tiền thân và kế thừa · also what it took over from and what took over from it')
    .option('--campaign <id>')
    .option('--content-group <id>')
    .option('--language <tag>', 'vi, km')
    .addOption(new Option('--verdict <verdict>').choices(VerdictWord.options))
    .addOption(new Option('--outcome <outcome>').choices(OutcomeWord.options))
    .addOption(new Option('--evidence <level>').choices(EvidenceWord.options))
    .addOption(new Option('--kind <kind>').choices(AIR_LOG_KINDS))
    .option('--limit <rows>', 'một trang · one page')
    .option('--cursor <text>', 'trang sau · the page after')
    .option('--file <file>', 'ghi ra tệp · into a file')
    .addOption(new Option('--format <format>').choices(AIR_LOG_FORMATS).default('ndjson'))
    .option('--json', '= --format json')
    .action(async (options: Options) => done(await log(shell, options)));
  addVerdicts(command, shell, done);
  addObject(command, shell, done);
  addExportLog(command, shell, done);
  addSheet(command, shell, done);
};

const log = (shell: Shell, options: Options): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const span = wantedSpan(shell, ctx, options);
    if (!span.ok) return sayRefusals(terminal, span.refusals);
    const limit = options.limit === undefined ? null : Number(options.limit);
    const after = options.cursor === undefined ? null : positionIn(options.cursor);
    const wrong = (detail: string): Exit =>
      sayRefusals(terminal, refuse('usage.wrong', { detail, command: 'log' }).refusals);
    if (limit !== null && !(Number.isSafeInteger(limit) && limit > 0)) return wrong(`--limit ${options.limit}`);
    if (after === null && options.cursor !== undefined) return wrong(`--cursor ${options.cursor}`);
    const format = options.json ? 'json' : options.format;
    if (format === 'xlsx' && options.file === undefined) return wrong('--format xlsx --file ?');
    const { channel, unit, history, campaign, contentGroup, language, verdict, outcome, evidence } = options;
    const kind = kindWanted(options);
    const filter = { channel, unit, history, campaign, contentGroup, language, verdict, outcome, evidence, kind };
    const most = limit === null ? undefined : limit + 1;
    const found = listEntries(ctx, { ...span.value, ...filter, after, limit: most });
    if (!found.ok) return sayRefusals(terminal, found.refusals);
    const { rows, next } = limit === null ? { rows: found.value, next: null } : pageOf(found.value, limit);
    let count = 0;
    const lines = rows.map((row) => {
      count += 1;
      return row;
    });
    const written = await write(shell, lines, { format, out: options.file, kind, frame: { ...span.value, next } });
    if (written !== null) return written;
    terminal.err(`${messages(terminal.lang).rows(count)}\n`);
    if (next !== null && format !== 'json') terminal.err(`--cursor ${next}\n`);
    return EXIT.done;
  });

interface Writing {
  readonly format: AirLogFormat;
  readonly out: string | undefined;
  readonly kind: AskedEntries['kind'];
  readonly frame: Parameters<(typeof AIR_LOG_PIECES)['json']>[1];
}

/** null: written. */
const write = async (
  { terminal }: Shell,
  lines: IteratorObject<AnyLine>,
  { format, out, kind, frame }: Writing,
): Promise<Exit | null> => {
  if (format === 'xlsx') {
    const stream = xlsxStream(lines, { sheet: 'Nhật ký phát sóng', columns: columnsFor(kind) });
    const written = await writeWhole(stream, out ?? '', terminal.signal);
    return written.ok ? null : sayRefusals(terminal, written.refusals);
  }
  const pieces = format === 'csv' ? csvPieces(columnsFor(kind), lines) : AIR_LOG_PIECES[format](lines, frame);
  if (out === undefined) {
    for (const piece of pieces) terminal.out(piece);
    return null;
  }
  const written = await writeWhole(ReadableStream.from(encoded(pieces)), out, terminal.signal);
  return written.ok ? null : sayRefusals(terminal, written.refusals);
};

function* encoded(pieces: Iterable<string>): Generator<Uint8Array> {
  const utf8 = new TextEncoder();
  for (const piece of pieces) yield utf8.encode(piece);
}
