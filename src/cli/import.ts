/**
 * `loa import FILE.ics|FILE.csv`: a calendar or a week grid → the difference it would make, a schedule file, or rows.
 *
 * Everything that was refused or left aside is told. Without --skip-wrong one fault keeps the whole from being taken.
 */
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { type FileForm, printSchedule } from '../contract/schedule-file/print.ts';
import {
  fileOfImport,
  groundOfImport,
  IMPORT_FORMATS,
  type Imported,
  type ImportFormat,
  importFile,
  importFormatOf,
  writtenImport,
} from '../contract/schedule-import/index.ts';
import { importNoticeText } from '../contract/sentences/import-notices.ts';
import { words } from '../contract/sentences/index.ts';
import type { Refusal } from '../core/refusal.ts';
import { nfc } from '../core/text.ts';
import { type LocalDate, parseLocalDate } from '../core/time/local.ts';
import { applySchedule } from '../operations/apply-schedule.ts';
import type { Ctx } from '../operations/context.ts';
import { prepareImport } from '../operations/prepare-import.ts';
import { misused } from './answers.ts';
import { describe, readFiles } from './apply.ts';
import { importMessages } from './import-messages.ts';
import { messages } from './messages.ts';
import { writeOut } from './out.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals, type Terminal } from './terminal.ts';

interface Options {
  readonly channels: string;
  readonly format?: ImportFormat;
  readonly content?: string;
  readonly from?: string;
  readonly out?: string;
  readonly apply?: true;
  readonly dryRun?: true;
  readonly skipWrong?: true;
  readonly json?: true;
}

export const addImport = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('import')
    .description('nhập lịch iCalendar hoặc lưới tuần CSV · import an iCalendar file or a CSV week grid')
    .argument('<file>')
    .requiredOption('--channels <ids>', 'các kênh, cách nhau bằng dấu phẩy · channels, with commas between')
    .addOption(new Option('--format <format>', 'mặc định theo đuôi tệp · by the name’s ending').choices(IMPORT_FORMATS))
    .option('--content <id>', 'mọi sự kiện phát tin bài hoặc chuyên mục này · what every event plays')
    .option('--from <day>', 'ngày đầu của dòng không ghi ngày · first day of rows without one')
    .option('--out <file>', 'ghi thành tệp lịch .yaml hoặc .json · write a schedule file')
    .addOption(new Option('--apply', 'áp dụng luôn · apply it').conflicts('dryRun'))
    .option('--dry-run', 'chỉ xem khác biệt (mặc định) · only show the difference (as without it)')
    .option('--skip-wrong', 'để lại những gì sai · leave what is wrong')
    .option('--json', 'JSON')
    .action(async (path: string, options: Options) => done(await importInto(shell, path, options)));
};

const importInto = (shell: Shell, path: string, options: Options): Exit | Promise<Exit> => {
  const { terminal } = shell;
  const say = importMessages(terminal.lang);
  const format = options.format ?? importFormatOf(path);
  if (format === undefined) return misused(shell, say.format(path));
  const form = options.out === undefined ? null : formOf(options.out);
  if (form === undefined) return misused(shell, say.form(options.out ?? ''));
  const from = options.from === undefined ? null : parseLocalDate(options.from);
  if (from !== null && !from.ok) return nothing(terminal, options, NOTHING, from.refusals);
  const files = readFiles([path]);
  if (!files.ok) return nothing(terminal, options, NOTHING, files.refusals);
  const [file] = files.value;
  if (file === undefined) throw new Error('a file was read and is not there');
  return shell.withCtx((ctx) => {
    // What is written into a file is that file's from now on.
    const source = options.out === undefined ? file.name : nfc(basename(options.out));
    const channels = options.channels.split(',').flatMap((id) => id.trim() || []);
    const prepared = prepareImport(ctx, { channels, source });
    if (!prepared.ok) return nothing(terminal, options, NOTHING, prepared.refusals);
    const ground = groundOfImport(prepared.value, from === null ? null : (from.value as LocalDate));
    const imported = importFile(format, file.name, file.bytes, ground, options.content ?? null);
    return settle(shell, ctx, imported, source, form, options);
  });
};

const formOf = (path: string): FileForm | undefined =>
  /\.ya?ml$/i.test(path) ? 'yaml' : /\.json$/i.test(path) ? 'json' : undefined;

const NOTHING: Pick<Imported, 'fates' | 'refusals' | 'notices'> = { fates: [], refusals: [], notices: [] };

/** Nothing was taken: `more` is said beside what was said before, and with --json the document is there all the same. */
const nothing = (
  terminal: Terminal,
  { json }: Options,
  { fates: events, refusals, notices }: typeof NOTHING,
  more: readonly Refusal[],
): Exit => {
  sayRefusals(terminal, more, (refused) => eventAt(events, refused));
  if (json) sayJson(terminal, { dryRun: true, changes: [], events, notices, refusals: [...refusals, ...more] });
  return EXIT.refused;
};

/** The event in whose lines something was refused. A line that cannot be read may stand between two; a cell is named itself. */
const eventAt = (events: Imported['fates'], { code, place }: Refusal): string | null => {
  const line = place?.line;
  if (line === undefined || place?.column !== undefined || code === 'import.syntax') return null;
  return events.findLast((event) => event.line <= line)?.name || null;
};

const settle = (
  { terminal }: Shell,
  ctx: Ctx,
  imported: Imported,
  source: string,
  form: FileForm | null,
  options: Options,
): Exit => {
  const say = importMessages(terminal.lang);
  for (const notice of imported.notices) terminal.err(`${importNoticeText(notice, terminal.lang)}\n`);
  sayRefusals(terminal, imported.refusals, (refused) => eventAt(imported.fates, refused));
  const left = imported.refusals.length > 0;
  const taken = imported.fates.filter(({ fate }) => fate === 'taken').length;
  terminal.err(`${say.imported(taken, imported.fates.length - taken, imported.made.length)}\n`);
  if (imported.made.length === 0 && left) return nothing(terminal, options, imported, []);
  const whole = !left || options.skipWrong === true;
  const written = writtenImport(imported, source);
  const tried = applySchedule(ctx, written, { dryRun: true });
  if (!tried.ok) return nothing(terminal, options, imported, tried.refusals);
  if (form !== null && whole && options.out !== undefined) {
    const out = writeOut(options.out, printSchedule(fileOfImport(imported), form));
    if (!out.ok) return nothing(terminal, options, imported, out.refusals);
    terminal.err(`${say.written(options.out)}\n`);
  }
  const applied = options.apply === true && whole ? applySchedule(ctx, written, { dryRun: false }) : tried;
  if (!applied.ok) return nothing(terminal, options, imported, applied.refusals);
  const { changes, dryRun } = applied.value;
  const { fates: events, notices, refusals } = imported;
  if (options.json) sayJson(terminal, { dryRun, changes, events, notices, refusals });
  else terminal.out(describe(changes, dryRun, messages(terminal.lang), words(terminal.lang).kinds));
  return whole ? EXIT.done : EXIT.refused;
};
