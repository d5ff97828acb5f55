/** `loa units`: the organisation of a day; with a span of days, its airings by unit. */
import type { Command } from 'commander';
import { unitCountsJson } from '../contract/api-campaign.ts';
import { unitGroupText } from '../contract/sentences/coverage.ts';
import { formatDate } from '../contract/sentences/format.ts';
import type { AiringCounts, Structure } from '../core/campaign/by-unit.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { Ctx } from '../operations/context.ts';
import { countByUnit } from '../operations/count-by-unit.ts';
import { listUnits } from '../operations/list-units.ts';
import { answer, type Form, misused } from './answers.ts';
import { messages } from './messages.ts';
import { dayOption, type Shell, spanOption } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface Options extends Form {
  readonly day?: string;
  readonly standingFor?: string;
  readonly from?: string;
  readonly to?: string;
  readonly campaign?: string;
  readonly structure?: string;
}

export const addUnits = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('units')
    .description('đơn vị của một ngày, hoặc số lượt phát theo đơn vị · units of a day, or airings by unit')
    .option('--day <day>', 'YYYY-MM-DD, today')
    .option('--standing-for <unit>', 'đơn vị nào tiếp nối hoặc có trước đơn vị này · who stands for this unit that day')
    .option('--from <day>', 'đếm lượt phát từ ngày · count airings from')
    .option('--to <day>')
    .option('--campaign <id>')
    .option('--structure <day>', 'theo đơn vị của ngày này · by the units of this day')
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await units(shell, options)));
};

/** 'then' unless a day is given. Refuses with time.date. */
export const structureOption = (ctx: Ctx, text: string | undefined): Result<Structure> =>
  text === undefined || text === 'then' ? ok('then') : dayOption(ctx, text);

const units = (shell: Shell, options: Options): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { from, to } = options;
    if ((from === undefined) !== (to === undefined))
      return misused(shell, messages(shell.terminal.lang).bothEnds('--from', '--to'));
    return from === undefined || to === undefined ? ofDay(shell, ctx, options) : counted(shell, ctx, options, from, to);
  });

const ofDay = (shell: Shell, ctx: Ctx, options: Options): Exit => {
  const { terminal } = shell;
  const day = dayOption(ctx, options.day ?? 'today');
  if (!day.ok) return sayRefusals(terminal, day.refusals);
  return answer(shell, options, listUnits(ctx, { day: day.value, standingFor: options.standingFor }), (listed) => ({
    out: listed.units.map(({ id, name, code, level }) => `${'  '.repeat(level)}${name} · ${code ?? '–'} · ${id}`),
    err: [messages(terminal.lang).unitsOf(formatDate(listed.day, terminal.lang), listed.units.length)],
  }));
};

const counted = (shell: Shell, ctx: Ctx, options: Options, from: string, to: string): Exit => {
  const { terminal } = shell;
  const span = spanOption(ctx, from, to);
  if (!span.ok) return sayRefusals(terminal, span.refusals);
  const structure = structureOption(ctx, options.structure);
  if (!structure.ok) return sayRefusals(terminal, structure.refusals);
  const asked = { ...span.value, structure: structure.value };
  const found = countByUnit(ctx, { ...asked, campaign: options.campaign });
  if (!found.ok) return sayRefusals(terminal, found.refusals);
  if (options.json) sayJson(terminal, unitCountsJson(asked, found.value, terminal.lang));
  else for (const line of countLines(shell, found.value)) terminal.out(`${line}\n`);
  return EXIT.done;
};

interface Counted {
  readonly groups: readonly (AiringCounts & {
    readonly kind: Parameters<typeof unitGroupText>[0];
    readonly units: readonly { readonly name: string }[];
  })[];
  readonly total: AiringCounts;
}

/** One line for each group of units, and one for all. */
export const countLines = ({ terminal: { lang } }: Shell, { groups, total }: Counted): string[] => {
  const say = messages(lang);
  return [
    ...groups.map(({ kind, units: own, ...counts }) => {
      const name = unitGroupText(
        kind,
        own.map((unit) => unit.name),
        lang,
      );
      return `${name}: ${say.airings(counts)}`;
    }),
    `${say.total}: ${say.airings(total)}`,
  ];
};
