/** `loa preflight`: what is still to be done about a coming day; exit code 1 when something of it is red. */
import type { Command } from 'commander';
import { countFindings, preflightJson } from '../contract/api-preflight.ts';
import { formatClock } from '../contract/sentences/format.ts';
import { fixText, ownerText, preflightText } from '../contract/sentences/preflight.ts';
import { timeOf } from '../core/time/local.ts';
import { lookAtDays } from '../operations/preflight/look.ts';
import { type Form, sayTyped } from './answers.ts';
import { dayOption, type Shell } from './shell.ts';
import { EXIT, type Exit, sayJson } from './terminal.ts';

interface Options extends Form {
  readonly day: string;
  readonly channel?: string;
}

export const addPreflight = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('preflight')
    .description('kiểm tra trước giờ phát: còn thiếu gì, ai làm, làm thế nào · what a coming day still lacks')
    .option('--day <day>', 'YYYY-MM-DD | today', 'today')
    .option('--channel <id>')
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await look(shell, options)));
};

const look = (shell: Shell, { day, channel, json }: Options): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const { lang } = terminal;
    const asked = day === 'today' ? null : dayOption(ctx, day);
    if (asked !== null && !asked.ok) return sayTyped(shell, asked.refusals);
    const looked = await lookAtDays(ctx, { channel: channel ?? null, day: asked === null ? 'today' : asked.value });
    if (!looked.ok) return sayTyped(shell, looked.refusals);
    const red = countFindings(looked.value, 'red');
    if (json) sayJson(terminal, preflightJson(looked.value));
    else {
      for (const { channel: on, sessions } of looked.value)
        for (const { name, start, findings } of sessions) {
          terminal.out(`${formatClock(timeOf(start.local))} ${name} · ${on.name}\n`);
          for (const one of findings) {
            const owner = `${ownerText(one.owner.role, lang)}${one.owner.unit === null ? '' : ` · ${one.owner.unit}`}`;
            terminal.out(`  ${one.severity === 'red' ? '✖' : '!'} ${preflightText(one, lang)}\n`);
            terminal.out(`      → ${fixText(one, lang)} (${owner})\n`);
          }
        }
      const amber = countFindings(looked.value, 'amber');
      terminal.err(
        lang === 'vi'
          ? `${red} việc phải làm, ${amber} việc nên xem lại.\n`
          : `${red} to be done, ${amber} to look at.\n`,
      );
    }
    return red > 0 ? EXIT.refused : EXIT.done;
  });
