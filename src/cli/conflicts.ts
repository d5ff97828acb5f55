/** `loa conflicts` and `loa decide`: what collides, ways out of it, and a person's word on what goes first. */
import type { Command } from 'commander';
import { conflictText } from '../contract/sentences/conflicts.ts';
import { formatDate } from '../contract/sentences/format.ts';
import { wayText } from '../contract/sentences/ways.ts';
import { decideConflict, type ListedConflict, listConflicts } from '../operations/alterations/conflicts.ts';
import { answer, type Form, sayTyped } from './answers.ts';
import { editMessages } from './edit-messages.ts';
import { dayOption, type Shell, spanOption } from './shell.ts';
import type { Exit } from './terminal.ts';

interface ConflictsForm extends Form {
  readonly from: string;
  readonly to: string;
  readonly channel?: string;
}

interface DecideForm extends Form {
  readonly channel: string;
  readonly day: string;
  readonly first: string;
  readonly second: string;
  readonly reason?: string;
}

export const addConflicts = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('conflicts')
    .description('chỗ trùng giờ và các cách xử lý · conflicts, with ways out of them')
    .requiredOption('--from <day>')
    .requiredOption('--to <day>')
    .option('--channel <id>')
    .option('--json', 'JSON')
    .action(async (form: ConflictsForm) => done(await list(shell, form)));
  program
    .command('decide')
    .description('quyết định nội dung nào phát trước · decide which of two goes first')
    .requiredOption('--channel <id>')
    .requiredOption('--day <day>')
    .requiredOption('--first <slot>', 'bên giữ giờ · the side that keeps its time')
    .requiredOption('--second <slot>', 'bên nhường · the side that yields')
    .option('--reason <text>', 'lý do · why')
    .option('--json', 'JSON')
    .action(async (form: DecideForm) => done(await decide(shell, form)));
};

const list = (shell: Shell, form: ConflictsForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { lang } = shell.terminal;
    const say = editMessages(lang);
    const span = spanOption(ctx, form.from, form.to);
    if (!span.ok) return sayTyped(shell, span.refusals);
    const asked = { ...span.value, channel: form.channel ?? null };
    const linesOf = ({ channel, day, ways, looked, ...conflict }: ListedConflict): string[] => [
      `${formatDate(day, lang)} · ${channel.name} · ${conflictText(conflict, lang)}`,
      `    ${conflict.kept.slot}`,
      `    ${conflict.yields.slot}`,
      ...ways.map((way) => `    ${say.way}: ${wayText(way, lang)}`),
      ...(looked ? [] : [`    ${say.notLooked}`]),
    ];
    return answer(shell, form, listConflicts(ctx, asked), (conflicts) =>
      conflicts.length === 0
        ? { err: [say.noConflict] }
        : { out: conflicts.flatMap(linesOf), err: [say.conflicts(conflicts.length)] },
    );
  });

const decide = (shell: Shell, form: DecideForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const day = dayOption(ctx, form.day);
    if (!day.ok) return sayTyped(shell, day.refusals);
    const { channel, first, second, reason = '' } = form;
    const decided = decideConflict(ctx, { channel, day: day.value, first, second, reason });
    return answer(shell, form, decided, ({ id }) => ({ err: [editMessages(shell.terminal.lang).decided(id)] }));
  });
