/** `loa expand`: rules on their own → their moments. Needs no database. */
import { type Command, Option } from 'commander';
import { formatDate } from '../contract/sentences/format.ts';
import { dateOf, type LocalDateTime, timeOf } from '../core/time/local.ts';
import { expandRule } from '../operations/expand-rule.ts';
import { misused } from './answers.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

type Word = 'forward' | 'backward' | 'first' | 'second';
const WORDS: readonly Word[] = ['forward', 'backward', 'first', 'second'];

interface Options {
  readonly start: string;
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  readonly rule?: readonly string[];
  readonly rdate?: readonly string[];
  readonly exdate?: readonly string[];
  readonly policy?: readonly Word[];
  readonly json?: true;
}

export const addExpand = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('expand')
    .description('quy tắc lặp ra các thời điểm · rules into their moments')
    .requiredOption('--start <local>', '2025-04-07T05:00')
    .requiredOption('--zone <zone>', 'Asia/Ho_Chi_Minh')
    .option('--rule <rrule...>', 'FREQ=WEEKLY;BYDAY=MO,SU')
    .option('--rdate <when...>', 'thêm ngày hay giờ lẻ · also on: 2025-05-01, 2025-05-01T17:00')
    .option('--exdate <when...>', 'bỏ ngày hay giờ ấy · but not: 2025-04-30')
    .requiredOption('--from <day>')
    .requiredOption('--to <day>', 'cả ngày này · this day included')
    .addOption(
      new Option(
        '--policy <word...>',
        'khi đổi giờ: giờ thiếu forward|backward, giờ trùng first|second · where clocks change',
      ).choices(WORDS),
    )
    .option('--json', 'JSON')
    .action((options: Options) => done(expand(shell, options)));
};

/** 'RDATE:19970902,19970909' writes several in one; so may a person. */
const single = (words: readonly string[] = []): readonly string[] => words.flatMap((word) => word.split(','));

const expand = (shell: Shell, { start, zone, from, to, json, ...options }: Options): Exit => {
  const { terminal } = shell;
  const said = messages(terminal.lang);
  const { rule: rules = [], rdate, exdate, policy = [] } = options;
  if (rules.length + single(rdate).length === 0) return misused(shell, said.ruleOrDate);
  const [missing, moreMissing] = new Set(policy.filter((word) => word === 'forward' || word === 'backward'));
  const [doubled, moreDoubled] = new Set(policy.filter((word) => word === 'first' || word === 'second'));
  if (moreMissing !== undefined || moreDoubled !== undefined) return misused(shell, said.onePolicy);
  const moments = expandRule({
    rules,
    start,
    zone,
    from,
    to,
    also: single(rdate),
    not: single(exdate),
    policy: { ...(missing && { missing }), ...(doubled && { doubled }) },
  });
  if (!moments.ok) return sayRefusals(terminal, moments.refusals);
  if (json) {
    sayJson(terminal, moments.value);
    return EXIT.done;
  }
  if (moments.value.length === 0) terminal.err(`${said.noOccurrence}\n`);
  const shown = (local: LocalDateTime): string => `${formatDate(dateOf(local), terminal.lang)} ${timeOf(local)}`;
  for (const { local, zone: place, instant, shift, asked, policy: word } of moments.value) {
    const note = shift && asked && word ? `  (${said.shifted(shown(asked), shift, word)})` : '';
    terminal.out(`${shown(local)} ${place}  ${instant}${note}\n`);
  }
  return EXIT.done;
};
