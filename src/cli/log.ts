/** `loa log`: the air log's entries of a span of days, for machines or for a spreadsheet. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { AIR_LOG_COLUMNS, AIR_LOG_FORMATS, type AirLogFormat, airLogJson } from '../contract/air-log.ts';
import { listAirings } from '../operations/list-airings.ts';
import { csvHeader, csvRow } from '../reports/csv.ts';
import { wantedSpan } from './answers.ts';
import { addExportLog } from './log-export.ts';
import { addObject } from './log-object.ts';
import { addSheet } from './log-sheet.ts';
import { addVerdicts } from './log-verdicts.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayRefusals } from './terminal.ts';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly channel?: string;
  readonly campaign?: string;
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
    .option('--campaign <id>')
    .addOption(new Option('--format <format>').choices(AIR_LOG_FORMATS).default('ndjson'))
    .option('--json', '= --format json')
    .action(async (options: Options) => done(await log(shell, options)));
  addVerdicts(command, shell, done);
  addObject(command, shell, done);
  addExportLog(command, shell, done);
  addSheet(command, shell, done);
};

const log = (shell: Shell, options: Options): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const span = wantedSpan(shell, ctx, options);
    if (!span.ok) return sayRefusals(terminal, span.refusals);
    const found = listAirings(ctx, { ...span.value, channel: options.channel, campaign: options.campaign });
    if (!found.ok) return sayRefusals(terminal, found.refusals);
    const format = options.json ? 'json' : options.format;
    let count = 0;
    const lines = found.value.map((row) => {
      count += 1;
      return row;
    });
    if (format === 'csv') {
      terminal.out(csvHeader(AIR_LOG_COLUMNS));
      for (const row of lines) terminal.out(csvRow(AIR_LOG_COLUMNS, row));
    } else if (format === 'ndjson') {
      for (const row of lines) terminal.out(`${JSON.stringify(airLogJson(row))}\n`);
    } else {
      const entries = lines.map(airLogJson).toArray();
      terminal.out(`${JSON.stringify({ ...span.value, entries }, null, 2)}\n`);
    }
    terminal.err(`${messages(terminal.lang).rows(count)}\n`);
    return EXIT.done;
  });
