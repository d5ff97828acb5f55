/** `loa plan`: rundowns with their reasons. Works them out; stores nothing. */
import type { Command } from 'commander';
import { dayListOf, soundPath } from '../contract/day-list.ts';
import { dayNotes } from '../contract/day-notes.ts';
import { dayListJson } from '../contract/playlist-formats/json.ts';
import { conflictText } from '../contract/sentences/conflicts.ts';
import { findingText } from '../contract/sentences/findings.ts';
import { formatDuration } from '../contract/sentences/format.ts';
import { reasonText } from '../contract/sentences/index.ts';
import { SAMPLE_RATE } from '../core/playlist/profile.ts';
import { refusal } from '../core/result.ts';
import { daysBetween, timeOf } from '../core/time/local.ts';
import type { ShownDay } from '../operations/show-day.ts';
import { showDays } from '../operations/show-days.ts';
import { messages } from './messages.ts';
import { type Shell, spanOption } from './shell.ts';
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
