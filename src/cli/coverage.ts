/** `loa coverage`: a campaign's targets, each in a sentence, and its airings by unit. */
import type { Command } from 'commander';
import { coverageJson } from '../contract/api-campaign.ts';
import { coverageText } from '../contract/sentences/coverage.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import { type AskedCoverage, showCoverage } from '../operations/campaigns/show-coverage.ts';
import type { Ctx } from '../operations/context.ts';
import type { Form } from './answers.ts';
import { messages } from './messages.ts';
import { dayOption, type Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';
import { countLines, structureOption } from './units.ts';

interface Options extends Form {
  readonly campaign: string;
  readonly from?: string;
  readonly to?: string;
  readonly structure?: string;
}

export const addCoverage = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('coverage')
    .description('chỉ tiêu của đợt tuyên truyền: đã đạt, còn theo lịch, sẽ thiếu · targets of a campaign')
    .requiredOption('--campaign <id>')
    .option('--from <day>')
    .option('--to <day>')
    .option('--structure <day>', 'theo đơn vị của ngày này · by the units of this day')
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await coverage(shell, options)));
};

/** What was typed, read; a day that was not typed stays open. */
const asked = (ctx: Ctx, { campaign, from, to, structure }: Options): Result<AskedCoverage> => {
  const day = (text: string | undefined): Result<LocalDate | undefined> =>
    text === undefined ? ok(undefined) : dayOption(ctx, text);
  const [first, last, counted] = [day(from), day(to), structureOption(ctx, structure)];
  if (!first.ok) return first;
  if (!last.ok) return last;
  return counted.ok ? ok({ campaign, from: first.value, to: last.value, structure: counted.value }) : counted;
};

const coverage = (shell: Shell, options: Options): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const read = asked(ctx, options);
    if (!read.ok) return sayRefusals(terminal, read.refusals);
    const shown = showCoverage(ctx, read.value);
    if (!shown.ok) return sayRefusals(terminal, shown.refusals);
    if (options.json) {
      sayJson(terminal, coverageJson(shown.value, terminal.lang));
      return EXIT.done;
    }
    const { targets, units, total } = shown.value;
    for (const target of targets) terminal.out(`${coverageText(target, terminal.lang)}\n`);
    for (const line of countLines(shell, { groups: units, total })) terminal.out(`${line}\n`);
    if (targets.length === 0) terminal.err(`${messages(terminal.lang).noTargets}\n`);
    return EXIT.done;
  });
