/** `loa audit`: who changed what, newest first. Reads only. */
import type { Command } from 'commander';
import { shown } from '../contract/sentences/phrases.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { okUnless } from '../core/result.ts';
import { oneLine } from '../core/text.ts';
import { type LocalDate, parseLocalDate } from '../core/time/local.ts';
import type { Ctx } from '../operations/context.ts';
import { type AuditSearch, type ListedAudit, listAudit } from '../operations/list-audit.ts';
import { type AccountMessages, accountMessages } from './account-messages.ts';
import { answer, clockIn, type Form, misused, numberOption, personNamed } from './answers.ts';
import { dayOption, type Shell } from './shell.ts';
import { type Exit, sayRefusals } from './terminal.ts';

interface Options extends Form {
  readonly from?: string;
  readonly to?: string;
  readonly actor?: string;
  readonly operation?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly before?: string;
  readonly limit: string;
}

export const addAudit = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('audit')
    .description('lịch sử thao tác, mới nhất trước · who changed what, newest first')
    .option('--from <day>')
    .option('--to <day>')
    .option('--actor <who>', 'tên đăng nhập, p-…, t-…, person, machine, site, system, nobody')
    .option('--operation <name>', 'person.add, person…')
    .option('--subject <what>', 'person/p-…, day/…')
    .option('--text <text>', 'tìm, không cần dấu · search, accent-blind')
    .option('--before <id>', 'chỉ những dòng cũ hơn · only older rows')
    .option('--limit <n>', '1–500', '50')
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await audit(shell, options)));
};

const audit = (shell: Shell, options: Options): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const numbers = [options.limit, options.before ?? '1'];
    const wrong = numbers.find((text) => numberOption(text) === null);
    if (wrong !== undefined) return misused(shell, `invalid number '${wrong}'`);
    const search = searchOf(ctx, options);
    if (!search.ok) return sayRefusals(terminal, search.refusals);
    const say = accountMessages(terminal.lang);
    const clock = clockIn(ctx, terminal.lang);
    return answer(shell, options, listAudit(ctx, search.value), ({ rows, next }) => ({
      out: rows.flatMap((row) => linesOf(row, clock(row.at), say)),
      err: [say.auditRows(rows.length), ...(next === null ? [] : [say.auditMore(next)])],
    }));
  });

const searchOf = (ctx: Ctx, options: Options): Result<AuditSearch> => {
  const refusals: Refusal[] = [];
  const day = (text: string | undefined): LocalDate | undefined => {
    if (text === undefined) return undefined;
    const read = text === 'today' ? dayOption(ctx, text) : parseLocalDate(text);
    if (read.ok) return read.value;
    refusals.push(...read.refusals);
    return undefined;
  };
  const [from, to] = [day(options.from), day(options.to)];
  const { actor, operation, subject, text, before, limit } = options;
  // Whoever has a login is meant by it; anything else is as the audit writes it.
  const person = actor === undefined ? null : personNamed(ctx, actor);
  const search = {
    from,
    to,
    actor: person?.ok ? `person:${person.value.id}` : actor,
    operation,
    subject,
    text,
    before: before === undefined ? undefined : Number(before),
    limit: Number(limit),
  };
  return okUnless(refusals, () => search);
};

/** A long detail is cut; --json has all of it. */
const linesOf = (row: ListedAudit, at: string, say: AccountMessages): string[] => {
  const { id, actor, unit, operation, subject, detail, words, erased } = row;
  const who = { system: `${say.system} (${actor.id})`, nobody: say.nobody } as Partial<Record<string, string>>;
  return [
    [`${id}  ${at}`, who[actor.kind] ?? actor.name ?? actor.id, operation, subject, unit?.name ?? say.centre]
      .filter((part) => part !== '')
      .join(' · '),
    `    ${shown(JSON.stringify(detail))}`,
    ...(words === null ? [] : [`    ${oneLine(words)}`]),
    ...(erased ? [`    ${say.wordsErased}`] : []),
  ];
};
