/** `loa audit`: who changed what, newest first. Reads only. */
import type { Command } from 'commander';
import type { Lang } from '../contract/sentences/index.ts';
import { isOperation, OPERATION_BEGINNINGS, operationText } from '../contract/sentences/operations.ts';
import { shown } from '../contract/sentences/phrases.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { ok, okUnless, refuse } from '../core/result.ts';
import { oneLine } from '../core/text.ts';
import { type LocalDate, parseLocalDate } from '../core/time/local.ts';
import { listPeople } from '../operations/accounts/list-people.ts';
import { listTokens } from '../operations/accounts/tokens.ts';
import type { Ctx } from '../operations/context.ts';
import { type AuditSearch, type ListedAudit, listAudit } from '../operations/list-audit.ts';
import { type AccountMessages, accountMessages } from './account-messages.ts';
import { answer, clockIn, type Form, misused, notNumber, numberOption, personNamed, sayTyped } from './answers.ts';
import { dayOption, type Shell } from './shell.ts';
import type { Exit } from './terminal.ts';

/** What the audit calls those who are neither people nor tokens, and all of a kind. */
const ACTORS: readonly string[] = ['person', 'machine', 'site', 'system', 'nobody', 'cli', 'service'];

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
    const say = accountMessages(terminal.lang);
    const numbers = [options.limit, options.before ?? '1'];
    const wrong = numbers.find((text) => numberOption(text) === null);
    if (wrong !== undefined) return notNumber(shell, wrong === options.limit ? 'limit' : 'before', wrong);
    const { operation } = options;
    if (operation !== undefined && !isOperation(operation))
      return misused(shell, say.noOperation(operation, OPERATION_BEGINNINGS.join(', ')));
    const search = searchOf(ctx, options);
    if (!search.ok) return sayTyped(shell, search.refusals);
    const clock = clockIn(ctx, terminal.lang);
    const called = callingIn(ctx);
    return answer(shell, options, listAudit(ctx, search.value), ({ rows, next }) => ({
      out: rows.flatMap((row) => linesOf(row, { at: clock(row.at), lang: terminal.lang, called })),
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
  const who = actor === undefined ? ok(undefined) : actorNamed(ctx, actor);
  if (!who.ok) refusals.push(...who.refusals);
  const search = {
    from,
    to,
    actor: who.ok ? who.value : undefined,
    operation,
    subject,
    text,
    before: before === undefined ? undefined : Number(before),
    limit: Number(limit),
  };
  return okUnless(refusals, () => search);
};

/** Whoever has a login is meant by it; anything else is as the audit writes it. Refuses with person.unknown. */
const actorNamed = (ctx: Ctx, typed: string): Result<string> => {
  const [kind = '', id = kind] = typed.split(':');
  const person = personNamed(ctx, id);
  if (person.ok) return ok(`person:${person.value.id}`);
  if (ACTORS.includes(kind) && (id === kind || ACTORS.includes(id))) return ok(typed);
  return listTokens(ctx).some((token) => token.id === id) ? ok(typed) : refuse('person.unknown', { id: typed });
};

/** People by name and login, as long as they have them; null for others. */
type Calling = (id: string) => string | null;

const callingIn = (ctx: Ctx): Calling => {
  const people = listPeople(ctx).filter(({ erasedAt }) => erasedAt === null);
  const names = new Map(people.map(({ id, name, login }) => [`${id}`, `${name} (${login})`]));
  return (id) => names.get(id) ?? null;
};

interface Telling {
  readonly at: string;
  readonly lang: Lang;
  readonly called: Calling;
}

/** A long detail is cut; --json has all of it. */
const linesOf = (row: ListedAudit, { at, lang, called }: Telling): string[] => {
  const { id, actor, unit, operation, subject, detail, words, erased } = row;
  const say = accountMessages(lang);
  const [kind, about = ''] = subject.split('/');
  // What people do with their own account is done for no place.
  const where = unit?.name ?? (OWN.test(operation) ? '' : say.centre);
  return [
    [
      `${id}  ${at}`,
      actorText(actor, say, called),
      `${operationText(operation, lang)} (${operation})`,
      (kind === 'person' ? called(about) : null) ?? subject,
      where,
    ]
      .filter((part) => part !== '')
      .join(' · '),
    `    ${shown(JSON.stringify(detail))}`,
    ...(words === null ? [] : [`    ${oneLine(words)}`]),
    ...(erased ? [`    ${say.wordsErased}`] : []),
  ];
};

const OWN = /^(sign-in|account|second-factor|link)\./;

const actorText = ({ kind, id, name }: ListedAudit['actor'], say: AccountMessages, called: Calling): string => {
  if (kind === 'nobody') return say.nobody;
  if (kind === 'system') return `${say.system} (${id})`;
  if (kind === 'person') return called(id) ?? id;
  return name === null ? id : `${name} (${say.tokenKinds[kind]})`;
};
