/** `loa export`: the schedule as JSON that `loa apply` takes again, a channel's week as CSV, or its sessions as iCalendar. */
import { type Command, Option } from 'commander';
import { calendarFeed } from '../contract/calendar-feed.ts';
import { printSchedule } from '../contract/schedule-file/print.ts';
import { writtenSchedule } from '../contract/schedule-file/written.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { Ctx } from '../operations/context.ts';
import { exportSchedule } from '../operations/export-schedule.ts';
import { showCalendar } from '../operations/show-calendar.ts';
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

const exportFrom = (shell: Shell, { format, channel, out }: Options): Exit | Promise<Exit> => {
  const { terminal } = shell;
  const say = importMessages(terminal.lang);
  const make = makerOf(format, channel ?? null, shell);
  if (make === null) return misused(shell, say.needsChannel(format));
  return shell.withCtx((ctx) => {
    const exported = make(ctx);
    if (!exported.ok) return sayRefusals(terminal, exported.refusals);
    if (out === undefined) {
      terminal.out(exported.value);
      return EXIT.done;
    }
    const written = writeOut(out, exported.value);
    if (!written.ok) return sayRefusals(terminal, written.refusals);
    terminal.err(`${say.written(out)}\n`);
    return EXIT.done;
  });
};

/** null: this form is of one channel, and none was named. */
const makerOf = (
  format: ExportFormat,
  channel: string | null,
  { terminal }: Shell,
): ((ctx: Ctx) => Result<string>) | null => {
  if (format === 'json')
    return (ctx) => {
      const shown = exportSchedule(ctx, channel);
      return shown.ok ? ok(printSchedule(writtenSchedule(shown.value), 'json')) : shown;
    };
  if (channel === null) return null;
  if (format === 'ics')
    return (ctx) => {
      const shown = showCalendar(ctx, channel);
      return shown.ok ? ok(calendar(calendarFeed(shown.value, ctx.clock.instant(), terminal.lang))) : shown;
    };
  return (ctx) => {
    const shown = exportSchedule(ctx, channel);
    if (!shown.ok) return shown;
    const { text, left } = weekGrid(shown.value, channel);
    for (const one of left) terminal.err(`${importMessages(terminal.lang).leftOut(one)}\n`);
    return ok(text);
  };
};
