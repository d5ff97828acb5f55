/** How the commands about accounts answer: one operation asked, its answer as JSON or in words, one exit code. */
import { formatDateTime } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Refused, Result } from '../core/result.ts';
import { ok, refusal, refuse } from '../core/result.ts';
import type { LocalDateTime } from '../core/time/local.ts';
import { type ListedPerson, listPeople } from '../operations/accounts/list-people.ts';
import type { Ctx } from '../operations/context.ts';
import { listChannels } from '../operations/list-channels.ts';
import { accountMessages } from './account-messages.ts';
import { type Shell, spanOption } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

export interface Form {
  readonly json?: true;
}

/** `say` gives lines for stdout and, after them, for stderr. */
export interface Said {
  readonly out?: readonly string[];
  readonly err?: readonly string[];
}

/** Asks, and tells the answer: with --json as it is, null for nothing. */
export const answer = <T>(shell: Shell, form: Form, result: Result<T>, say: (value: T) => Said): Exit => {
  const { terminal } = shell;
  if (!result.ok) return sayTyped(shell, result.refusals);
  if (form.json) {
    sayJson(terminal, result.value ?? null);
    return EXIT.done;
  }
  const { out = [], err = [] } = say(result.value);
  for (const line of err) terminal.err(`${line}\n`);
  for (const line of out) terminal.out(`${line}\n`);
  return EXIT.done;
};

/** Says refusals to somebody who has typed words, not filled in fields. */
export const sayTyped = ({ terminal, typed }: Shell, refusals: readonly Refusal[]): Exit => {
  const said = refusals.map(({ place: _field, ...refused }): Refusal => {
    if (refused.code !== 'request.wrong') return refused;
    return refusal(refused.code, { ...refused.params, field: typed().wordOf(refused.params.field) });
  });
  return sayRefusals(terminal, said);
};

/** What was typed after a command, wrong. */
export const misused = (shell: Shell, detail: string): Exit =>
  sayRefusals(shell.terminal, wrongUsage(shell, detail).refusals);

/** The same as a value. */
export const wrongUsage = ({ typed }: Shell, detail: string): Refused =>
  refuse('usage.wrong', { detail, command: typed().path });

/** Both ends of a span of days, where other commands below take none. Refuses with usage.wrong and what spanOption() refuses with. */
export const wantedSpan = (
  shell: Shell,
  ctx: Ctx,
  { from, to }: { readonly from?: string; readonly to?: string },
): ReturnType<typeof spanOption> => {
  const missing = from === undefined ? '--from' : '--to';
  if (from === undefined || to === undefined)
    return wrongUsage(shell, `required option '${missing} <day>' not specified`);
  return spanOption(ctx, from, to);
};

/** A word that has to be a number. */
export const notNumber = (shell: Shell, name: string, text: string): Exit =>
  misused(shell, accountMessages(shell.terminal.lang).notNumber(shell.typed().wordOf(name), text));

/** Told after a link that is right on this machine only. */
export const aside = ({ reached, terminal }: Shell): readonly string[] =>
  reached.hereOnly ? [accountMessages(terminal.lang).hereOnly] : [];

/** Where a role or a token holds: one unit, or the whole centre when that is said. Never by leaving something out. */
export interface PlaceForm {
  readonly unit?: string;
  readonly centre?: true;
}

export const PLACE = {
  unit: ['--unit <id>', 'đơn vị · unit'],
  centre: ['--centre', 'toàn trung tâm · the whole centre'],
} as const;

/** The unit, null for the whole centre. Refuses with usage.wrong unless just one of the two is given. */
export const placeAsked = (shell: Shell, { unit, centre }: PlaceForm): Result<string | null> =>
  (unit === undefined) === (centre === undefined)
    ? wrongUsage(shell, accountMessages(shell.terminal.lang).onePlace)
    : ok(unit ?? null);

/** An instant as the clocks of the first station show it. */
export const clockIn = (ctx: Ctx, lang: Lang): ((instant: string) => string) => {
  const zone = listChannels(ctx)[0]?.station.zone ?? 'UTC';
  return (instant) => {
    const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
    return formatDateTime(local.toString({ smallestUnit: 'second' }) as LocalDateTime, lang);
  };
};

/** A person by login or id, among all there are. Refuses with person.unknown. */
export const personNamed = (ctx: Ctx, named: string): Result<ListedPerson> => {
  const login = named.trim().toLowerCase();
  const found = listPeople(ctx).find((person) => (login !== '' && person.login === login) || person.id === named);
  return found === undefined ? refuse('person.unknown', { id: named }) : ok(found);
};

/** A whole number from 1 up; null for anything else. */
export const numberOption = (text: string): number | null => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);
