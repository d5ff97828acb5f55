/** What every command is handed: a terminal, and a way to work on the stores that closes them afterwards. */

import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { ok, okUnless, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import { holdsOn, parseLocalDate } from '../core/time/local.ts';
import type { Ctx, Premises } from '../operations/context.ts';
import { todayAt } from '../operations/context.ts';
import { type ListedChannel, listChannels } from '../operations/list-channels.ts';
import type { Reached } from './reached.ts';
import type { Exit, Terminal } from './terminal.ts';
import type { Typed } from './typed.ts';

export interface Shell {
  readonly terminal: Terminal;
  /** What was typed, once all commands are there. */
  readonly typed: () => Typed;
  /** Where readers reach the service, for links that are handed out. */
  readonly reached: Reached;
  /** Opens the stores, works, closes them. What opening refuses is said, and is the exit code. */
  readonly withCtx: (work: (ctx: Ctx) => Promise<Exit> | Exit) => Promise<Exit>;
  /** The data folder, or another, with nothing in it opened. */
  readonly premises: (dataDir?: string) => Premises;
}

/** 'YYYY-MM-DD', or 'today' at the station of the first channel. */
export const dayOption = (ctx: Ctx, text: string): Result<LocalDate> => {
  if (text !== 'today') return parseLocalDate(text);
  const [first] = listChannels(ctx);
  return ok(first === undefined ? todayAt(ctx, { zone: 'UTC', dayStart: '00:00:00' as never }) : first.today);
};

/** Both ends of a span of days; refuses with time.date for each that is none, and time.range when turned round. */
export const spanOption = (ctx: Ctx, from: string, to: string): Result<{ from: LocalDate; to: LocalDate }> => {
  const [first, last] = [dayOption(ctx, from), dayOption(ctx, to)];
  if (!first.ok || !last.ok) {
    const refusals: Refusal[] = [first, last].flatMap((result) => (result.ok ? [] : [...result.refusals]));
    return okUnless(refusals, () => ({ from: from as LocalDate, to: to as LocalDate }));
  }
  return first.value > last.value ? refuse('time.range', { from, to }) : ok({ from: first.value, to: last.value });
};

/**
 * The channel named, or those that there were on a day: which channels exist changes over the years. Refuses with
 * channel.unknown.
 */
export const channelsOption = (ctx: Ctx, id: string | undefined, day: LocalDate): Result<ListedChannel[]> => {
  const all = listChannels(ctx);
  if (id === undefined) return ok(all.filter(({ channel }) => holdsOn(channel, day)));
  const found = all.filter(({ channel }) => channel.id === id);
  const known = all.map(({ channel }) => channel.id).join(', ');
  return found.length === 0 ? refuse('channel.unknown', { id, known }) : ok(found);
};
