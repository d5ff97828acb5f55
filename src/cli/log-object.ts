/** `loa log object`: that somebody does not agree with an entry of the air log. */
import type { Command } from 'commander';
import { objectAiring } from '../operations/log/object-airing.ts';
import { answer, type Form, notNumber, numberOption } from './answers.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import type { Exit } from './terminal.ts';

interface Options extends Form {
  readonly note: string;
  readonly by?: string;
}

/** --json is an option of `log`, which takes it wherever it stands. */
export const addObject = (log: Command, shell: Shell, done: (exit: Exit) => void): void => {
  log
    .command('object')
    .description('nêu ý kiến không đồng ý với một mục nhật ký · object to an entry of the air log')
    .argument('<seq>')
    .requiredOption('--note <text>', 'vì sao · why')
    .option('--by <name>', 'ý kiến của ai · whose word it is')
    .action(async (seq: string, _options, command: Command) =>
      done(await object(shell, seq, command.optsWithGlobals<Options>())),
    );
};

const object = (shell: Shell, text: string, { note, by, ...form }: Options): Exit | Promise<Exit> => {
  const seq = text === '0' ? 0 : numberOption(text);
  if (seq === null) return notNumber(shell, 'seq', text);
  return shell.withCtx((ctx) =>
    answer(shell, form, objectAiring(ctx, { seq, note, by: by ?? null, statement: null }), (objected) => ({
      err: [messages(shell.terminal.lang).objected(objected.seq, seq)],
    })),
  );
};
