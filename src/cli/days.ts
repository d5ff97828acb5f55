/** `loa days`: days of the calendar, each with its lunar date, public holidays and festivals. Reads only. */
import type { Command } from 'commander';
import { calendarDayJson } from '../contract/api-calendar.ts';
import { formatDate, weekdayName } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import { lunarDateText, namedDayText } from '../contract/sentences/named-days.ts';
import { type ListedDay, listDays } from '../operations/list-days.ts';
import { festivalMessages } from './festival-messages.ts';
import { type Shell, spanOption } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly json?: true;
}

export const addDays = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('days')
    .description('ngày dương, ngày âm, ngày lễ · days with lunar dates and holidays')
    .requiredOption('--from <day>')
    .requiredOption('--to <day>')
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await days(shell, options)));
};

const days = (shell: Shell, options: Options): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const span = spanOption(ctx, options.from, options.to);
    if (!span.ok) return sayRefusals(terminal, span.refusals);
    const found = listDays(ctx, span.value);
    if (!found.ok) return sayRefusals(terminal, found.refusals);
    if (options.json) sayJson(terminal, { ...span.value, days: found.value.map(calendarDayJson) });
    else for (const day of found.value) terminal.out(`${lineOf(day, terminal.lang)}\n`);
    return EXIT.done;
  });

const lineOf = ({ date, weekday, lunar, publicHoliday, named, festivals }: ListedDay, lang: Lang): string => {
  const say = festivalMessages(lang);
  const names = [
    ...named.map(({ id }) => namedDayText(id, lang)),
    ...festivals.map(({ name, confirmed }) => (confirmed ? name : `${name} (${say.waiting})`)),
  ];
  return [
    `${weekdayName(weekday, lang)} ${formatDate(date, lang)}`,
    lunarDateText(lunar, lang),
    ...(names.length === 0 ? [] : [names.join(', ')]),
    ...(publicHoliday ? [say.off] : []),
  ].join(' · ');
};
