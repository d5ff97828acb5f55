/** `loa log sheet`: one day of the air log as the paper "Sổ nhật ký phát sóng". */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { dayLogName, dayLogSheet } from '../contract/day-log-sheet.ts';
import { refuse } from '../core/result.ts';
import { showDayLog } from '../operations/log/show-day-log.ts';
import { dayLogPdf } from '../reports/day-log-sheet.ts';
import { messages } from './messages.ts';
import { dayOption, type Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface Options {
  readonly day: string;
  readonly channel?: string;
  readonly out?: string;
  readonly json?: true;
}

/** Channel and --json are options of `log`, which takes them wherever they stand. */
export const addSheet = (log: Command, shell: Shell, done: (exit: Exit) => void): void => {
  log
    .command('sheet')
    .description('in sổ nhật ký phát sóng của một ngày, PDF A4 · the printed log of a day')
    .requiredOption('--day <day>')
    .option('--out <file>', 'ghi ra tệp PDF này · write this PDF')
    .action(async (_options, command: Command) => done(await sheet(shell, command.optsWithGlobals<Options>())));
};

const sheet = (shell: Shell, { day: text, channel, out, json }: Options): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const day = dayOption(ctx, text);
    if (!day.ok) return sayRefusals(terminal, day.refusals);
    const shown = showDayLog(ctx, { day: day.value, channel });
    if (!shown.ok) return sayRefusals(terminal, shown.refusals);
    const pdf = await dayLogPdf(dayLogSheet(shown.value));
    const path = out ?? `${dayLogName(day.value, channel)}.pdf`;
    try {
      writeFileSync(path, pdf);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      return sayRefusals(
        terminal,
        refuse('file.unwritable', { path, reason: String(error.code) }, { file: path }).refusals,
      );
    }
    const { seal } = shown.value;
    if (json)
      sayJson(terminal, { file: path, bytes: pdf.length, closed: seal?.closes ?? false, root: seal?.root ?? null });
    else terminal.err(`${messages(terminal.lang).copied(path)}\n`);
    return EXIT.done;
  });
