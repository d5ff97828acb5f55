/** `loa export`: the schedule as JSON that `loa apply` takes again, a channel's week as CSV, or its sessions as iCalendar. */
import { type Command, Option } from 'commander';
import { calendarFeed } from '../contract/calendar-feed.ts';
import { channelOnly, seenChannels } from '../contract/schedule-file/of-channel.ts';
import { printSchedule } from '../contract/schedule-file/print.ts';
import { writtenSchedule } from '../contract/schedule-file/written.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Ctx } from '../operations/context.ts';
import { showCalendar } from '../operations/show-calendar.ts';
import { showSchedule } from '../operations/show-schedule.ts';
import { calendar } from '../reports/calendar.ts';
import { weekGrid } from '../reports/week-grid.ts';
import { misused } from './answers.ts';
import { importMessages } from './import-messages.ts';
import { writeOut } from './out.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayRefusals } from './terminal.ts';

const EXPORT_FORMATS = ['json', 'csv', 'ics'] as const;
type ExportFormat = (typeof EXPORT_FORMATS)[number];

interface Options {
  readonly format: ExportFormat;
  readonly channel?: string;
  readonly out?: string;
}

export const addExport = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('export')
    .description('xuất lịch: JSON đủ mọi thứ, lưới tuần CSV, iCalendar · the schedule as JSON, CSV or iCalendar')
    .addOption(new Option('--format <format>').choices(EXPORT_FORMATS).default('json'))
    .option('--channel <id>', 'chỉ kênh này; bắt buộc với csv và ics · this channel only; needed for csv and ics')
    .option('--out <file>', 'ghi ra tệp · write to a file')
    .action(async (options: Options) => done(await exportFrom(shell, options)));
};

const exportFrom = (shell: Shell, options: Options): Exit | Promise<Exit> => {
  const { terminal } = shell;
  const say = importMessages(terminal.lang);
  if (options.format !== 'json' && options.channel === undefined)
    return misused(shell, say.needsChannel(options.format));
  return shell.withCtx((ctx) => {
    const exported = EXPORTS[options.format](ctx, options.channel, shell);
    if (!exported.ok) return sayRefusals(terminal, exported.refusals);
    if (options.out === undefined) terminal.out(exported.value);
    else {
      const written = writeOut(options.out, exported.value);
      if (!written.ok) return sayRefusals(terminal, written.refusals);
      terminal.err(`${say.written(options.out)}\n`);
    }
    return EXIT.done;
  });
};

type Export = (ctx: Ctx, channel: string | undefined, shell: Shell) => Result<string>;

const EXPORTS: Readonly<Record<ExportFormat, Export>> = {
  json: (ctx, channel = null) => {
    const shown = exportSchedule(ctx, channel);
    return shown.ok ? ok(printSchedule(writtenSchedule(shown.value), 'json')) : shown;
  },
  csv: (ctx, channel, { terminal }) => {
    const shown = exportSchedule(ctx, channel);
    if (!shown.ok || channel === null) return shown.ok ? ok('') : shown;
    const { text, left } = weekGrid(shown.value, channel);
    for (const one of left) terminal.err(`${importMessages(terminal.lang).leftOut(one)}\n`);
    return ok(text);
  },
  ics: (ctx, channel = '', { terminal }) => {
    const shown = showCalendar(ctx, channel);
    return shown.ok ? ok(calendar(calendarFeed(shown.value, ctx.clock.instant(), terminal.lang))) : shown;
  },
};
