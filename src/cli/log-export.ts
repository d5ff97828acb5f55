/** `loa log export`: the whole air log as one signed text file, written as it is read. */
import type { Command } from 'commander';
import { exportLog } from '../operations/log/export-log.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';
import { writeWhole } from './write-whole.ts';

interface Options {
  readonly out: string;
  readonly json?: true;
}

export const addExportLog = (log: Command, shell: Shell, done: (exit: Exit) => void): void => {
  log
    .command('export')
    .description('toàn bộ nhật ký thành một tệp .loa-log có chữ ký · the whole log as one signed file')
    .requiredOption('--out <file>', 'ghi ra tệp này · write this file')
    .action(async (_options, command: Command) => done(await exported(shell, command.optsWithGlobals<Options>())));
};

const exported = (shell: Shell, { out, json }: Options): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const say = messages(terminal.lang);
    const made = exportLog(ctx);
    if (!made.ok) return sayRefusals(terminal, made.refusals);
    if (made.value === null) {
      terminal.err(`${say.logEmpty}\n`);
      return EXIT.done;
    }
    const { entries, vkey, pieces } = made.value;
    const written = await writeWhole(ReadableStream.from(pieces) as ReadableStream<Uint8Array>, out, terminal.signal);
    if (!written.ok) return sayRefusals(terminal, written.refusals);
    if (json) sayJson(terminal, { file: out, entries, vkey });
    else terminal.err(`${say.exported(out, entries, vkey)}\n`);
    return EXIT.done;
  });
