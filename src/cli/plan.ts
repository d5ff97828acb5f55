/** `loa plan` and `loa why`: rundowns with their reasons. Works them out; stores nothing. */
import type { Command } from 'commander';
import { dayListOf, soundPath } from '../contract/day-list.ts';
import { dayNotes } from '../contract/day-notes.ts';
import { dayListJson } from '../contract/playlist-formats/json.ts';
import { conflictText } from '../contract/sentences/conflicts.ts';
import { findingText } from '../contract/sentences/findings.ts';
import { formatDuration } from '../contract/sentences/format.ts';
import { reasonText } from '../contract/sentences/index.ts';
import { SAMPLE_RATE } from '../core/playlist/profile.ts';
import { refusal, refuse } from '../core/result.ts';
import { daysBetween, timeOf } from '../core/time/local.ts';
import { type ShownDay, showDay } from '../operations/show-day.ts';
import { showDays } from '../operations/show-days.ts';
import { showSchedule } from '../operations/show-schedule.ts';
import { messages } from './messages.ts';
import { dayOption, type Shell, spanOption } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals, type Terminal } from './terminal.ts';

/** As much as the air log answers at once: a year and a bit. */
const PLAN_LIMIT_DAYS = 400;

export const addPlan = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('plan')
    .description('lịch từng ngày, kèm lý do · rundowns with reasons')
    .requiredOption('--from <day>')
    .requiredOption('--to <day>')
    .option('--channel <id>')
    .option('--json', 'JSON')
    .action(async (options: { from: string; to: string; channel?: string; json?: true }) =>
      done(await plan(shell, options)),
    );
  program
    .command('why')
    .description('vì sao phát hoặc không phát · why something did or did not air')
    .requiredOption('--channel <id>')
    .requiredOption('--day <day>')
    .option('--segment <id>')
    .option('--json', 'JSON')
    .action(async (options: { channel: string; day: string; segment?: string; json?: true }) =>
      done(await why(shell, options)),
    );
};

const plan = (shell: Shell, options: { from: string; to: string; channel?: string; json?: true }): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const span = spanOption(ctx, options.from, options.to);
    if (!span.ok) return sayRefusals(terminal, span.refusals);
    const { from, to } = span.value;
    if (daysBetween(from, to) >= PLAN_LIMIT_DAYS)
      return sayRefusals(terminal, [refusal('time.range-long', { from, to, limitDays: PLAN_LIMIT_DAYS })]);
    const shown = showDays(ctx, { from, to, channel: options.channel ?? null });
    if (!shown.ok) return sayRefusals(terminal, shown.refusals);
    const days = shown.value;
    if (options.json)
      sayJson(
        terminal,
        days.map((day) => ({ ...dayListJson(dayListOf(day, soundPath), { base: null }), ...dayNotes(day) })),
      );
    else for (const day of days) sayDay(terminal, day);
    return EXIT.done;
  });

const sayDay = (terminal: Terminal, { channel, day, sessions, findings, conflicts }: ShownDay): void => {
  const say = messages(terminal.lang);
  terminal.out(`${say.day(day, channel.name)}${sessions.length === 0 ? `: ${say.notOnAir}` : ''}\n`);
  for (const { playlist } of sessions) {
    const length = Math.round(playlist.length / SAMPLE_RATE);
    terminal.out(`${say.session(playlist.sessionName, timeOf(playlist.start.local), length)}\n`);
    for (const entry of playlist.entries) {
      const seconds = formatDuration(Math.round(entry.length / SAMPLE_RATE), terminal.lang);
      const reasons = entry.reasons.map((reason) => reasonText(reason, terminal.lang)).join('; ');
      terminal.out(
        `    ${timeOf(entry.start.local)}  ${entry.title} · ${seconds}${reasons === '' ? '' : ` · ${reasons}`}\n`,
      );
    }
    for (const absence of playlist.absences)
      terminal.out(
        `    --:--:--  ${absence.title} · ${say.left}, ${say.because}: ${reasonText(absence.reason, terminal.lang)}\n`,
      );
  }
  for (const finding of findings) terminal.out(`    !  ${findingText(finding, terminal.lang)}\n`);
  for (const conflict of conflicts) terminal.out(`    !  ${conflictText(conflict, terminal.lang)}\n`);
};

const why = (shell: Shell, options: { channel: string; day: string; segment?: string; json?: true }): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const say = messages(terminal.lang);
    const day = dayOption(ctx, options.day);
    if (!day.ok) return sayRefusals(terminal, day.refusals);
    const shown = showDay(ctx, options.channel, day.value);
    if (!shown.ok) return sayRefusals(terminal, shown.refusals);
    const schedule = showSchedule(ctx);
    if (!schedule.ok) return sayRefusals(terminal, schedule.refusals);
    if (options.segment !== undefined && !schedule.value.segments.some(({ id }) => id === options.segment))
      return sayRefusals(terminal, refuse('segment.unknown', { id: options.segment }).refusals);
    const wanted = (segment: string): boolean => options.segment === undefined || segment === options.segment;
    const answers = shown.value.sessions.flatMap(({ playlist }) => [
      ...playlist.entries
        .filter(({ segment }) => wanted(segment))
        .map(({ id, segment, title, start, reasons }) => ({ id, segment, title, plays: true, start, reasons })),
      ...playlist.absences
        .filter(({ segment }) => wanted(segment))
        .map(({ id, segment, title, reason }) => ({
          id,
          segment,
          title,
          plays: false,
          start: null,
          reasons: [reason],
        })),
    ]);
    if (options.json) sayJson(terminal, answers);
    else if (answers.length === 0) terminal.err(`${say.neverPlanned}\n`);
    else
      for (const { title, plays, start, reasons } of answers) {
        const texts = reasons.map((reason) => reasonText(reason, terminal.lang)).join('; ');
        const at = start === null ? '--:--:--' : timeOf(start.local);
        terminal.out(`${at}  ${title}: ${plays ? say.plays : say.left}, ${say.because}: ${texts}\n`);
      }
    return EXIT.done;
  });
