/** `loa history`: who altered what and why, the newest first, those undone too. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { ALTERATION_KINDS } from '../contract/api-alterations.ts';
import { formatDate } from '../contract/sentences/format.ts';
import type { Refusal } from '../core/refusal.ts';
import { ok } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import { type ListedAlteration, listAlterations } from '../operations/alterations/list-alterations.ts';
import { answer, clockIn, type Form, sayTyped } from './answers.ts';
import { type EditMessages, editMessages } from './edit-messages.ts';
import { dayOption, type Shell } from './shell.ts';
import type { Exit } from './terminal.ts';

interface HistoryForm extends Form {
  readonly channel?: string;
  readonly from?: string;
  readonly to?: string;
  readonly kind?: (typeof ALTERATION_KINDS)[number];
  readonly undone?: true;
  readonly standing?: true;
}

export const addHistory = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('history')
    .description('lịch sử sửa đổi lịch phát · who altered the schedule, and why')
    .option('--channel <id>')
    .option('--from <day>', 'nói về những ngày từ đây · about days from here')
    .option('--to <day>', 'đến đây · to here')
    .addOption(new Option('--kind <kind>').choices([...ALTERATION_KINDS]))
    .option('--undone', 'chỉ những lần đã hoàn tác · only those undone')
    .option('--standing', 'chỉ những lần còn hiệu lực · only those that count')
    .option('--json', 'JSON')
    .action(async (form: HistoryForm) => done(await history(shell, form)));
};

const history = (shell: Shell, form: HistoryForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { lang } = shell.terminal;
    const say = editMessages(lang);
    const refusals: Refusal[] = [];
    const day = (text: string | undefined): LocalDate | undefined => {
      const read = text === undefined ? ok(undefined) : dayOption(ctx, text);
      if (read.ok) return read.value;
      refusals.push(...read.refusals);
      return undefined;
    };
    const [from, to] = [day(form.from), day(form.to)];
    if (refusals.length > 0) return sayTyped(shell, refusals);
    const undone = form.undone ? true : form.standing ? false : undefined;
    const clock = clockIn(ctx, lang);
    const listed = listAlterations(ctx, { channel: form.channel, from, to, kind: form.kind, undone });
    return answer(shell, form, ok(listed), (rows) =>
      rows.length === 0
        ? { err: [say.noHistory] }
        : { out: rows.flatMap((row) => linesOf(row, say, clock, (one) => formatDate(one, lang))) },
    );
  });

const linesOf = (
  { id, kind, body, about, by, at, reason, undone }: ListedAlteration,
  say: EditMessages,
  clock: (instant: string) => string,
  date: (day: LocalDate) => string,
): string[] => {
  const who = ({ kind: of, name }: ListedAlteration['by']): string =>
    of === 'system' ? say.system : (name ?? say.nobody);
  const what = 'action' in body ? `${body.action.kind} (${body.scope})` : say.kinds[kind];
  const day = 'day' in body ? date(body.day) : date(body.from);
  return [
    `${id}  ${clock(at)} · ${who(by)} · ${what} · ${about} · ${day} · ${reason}`,
    ...(undone === null ? [] : [`    ${say.undoneBy(who(undone.by), clock(undone.at), undone.reason)}`]),
  ];
};
