/** `loa expand`: one rule on its own → its moments. Needs no database. */
import type { Command } from 'commander';
import { formatDate } from '../contract/sentences/format.ts';
import type { Refusal } from '../core/refusal.ts';
import { dateOf, parseLocalDate, parseLocalDateTime, timeOf } from '../core/time/local.ts';
import { expandRule } from '../operations/expand-rule.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface Options {
  readonly start: string;
  readonly zone: string;
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly json?: true;
}

export const addExpand = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('expand')
    .description('một quy tắc lặp ra các thời điểm · one rule into its moments')
    .requiredOption('--start <local>', '2025-04-07T05:00')
    .requiredOption('--zone <zone>', 'Asia/Ho_Chi_Minh')
    .requiredOption('--rule <rrule>', 'FREQ=WEEKLY;BYDAY=MO,SU')
    .requiredOption('--from <day>')
    .requiredOption('--to <day>')
    .option('--json', 'JSON')
    .action((options: Options) => done(expand(shell, options)));
};

const expand = ({ terminal }: Shell, options: Options): Exit => {
  const start = parseLocalDateTime(options.start);
  const [from, to] = [parseLocalDate(options.from), parseLocalDate(options.to)];
  if (!start.ok || !from.ok || !to.ok) {
    const refusals = [start, from, to].flatMap((result): Refusal[] => (result.ok ? [] : [...result.refusals]));
    return sayRefusals(terminal, refusals);
  }
  const moments = expandRule(options.rule, start.value, options.zone, from.value, to.value);
  if (!moments.ok) return sayRefusals(terminal, moments.refusals);
  if (options.json) {
    sayJson(terminal, moments.value);
    return EXIT.done;
  }
  if (moments.value.length === 0) terminal.err(`${messages(terminal.lang).noOccurrence}\n`);
  for (const { local, zone, instant } of moments.value)
    terminal.out(`${formatDate(dateOf(local), terminal.lang)} ${timeOf(local)} ${zone}  ${instant}\n`);
  return EXIT.done;
};
