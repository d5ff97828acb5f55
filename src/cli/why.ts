/** `loa why`: why something did, or did not, air on a channel's day, in sentences made of stored facts. */
import type { Command } from 'commander';
import { whyJson } from '../contract/api-why.ts';
import { LANGS, type Lang } from '../contract/sentences/index.ts';
import { whyText } from '../contract/sentences/why.ts';
import { parseLocalDate } from '../core/time/local.ts';
import { whyDay } from '../operations/why-day.ts';
import { misused } from './answers.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface Options {
  readonly channel: string;
  readonly day: string;
  readonly segment?: string;
  readonly lang?: string;
  readonly json?: true;
}

export const addWhy = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('why')
    .description('vì sao phát hoặc không phát · why something did or did not air')
    .requiredOption('--channel <id>')
    .requiredOption('--day <day>')
    .option('--segment <id>', 'một tiết mục hoặc buổi phát · one segment or session')
    .option('--lang <lang>', LANGS.join(' · '))
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await why(shell, options)));
};

const why = (shell: Shell, { channel, day, segment, lang, json }: Options): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const spoken: Lang | undefined = lang === undefined ? terminal.lang : LANGS.find((one) => one === lang);
    if (spoken === undefined) return misused(shell, messages(terminal.lang).noLanguage(LANGS.join(', ')));
    const date = day === 'today' ? ({ ok: true, value: 'today' } as const) : parseLocalDate(day);
    if (!date.ok) return sayRefusals(terminal, date.refusals);
    const found = whyDay(ctx, { channel, day: date.value, segment: segment ?? null });
    if (!found.ok) return sayRefusals(terminal, found.refusals);
    if (json) sayJson(terminal, whyJson(found.value));
    else if (found.value.answers.length === 0) terminal.err(`${messages(spoken).neverPlanned}\n`);
    else for (const answer of found.value.answers) terminal.out(`${whyText(answer, spoken)}\n`);
    return EXIT.done;
  });
