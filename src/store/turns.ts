/** What places of strands were given: settled once their session has begun. */

import type { ChannelId } from '../core/ids.ts';
import type { StrandTurn } from '../core/playlist/day.ts';
import type { SettledTurn, Turns } from '../core/schedule/ground.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Rows } from './database.ts';
import { and, asc, eq, inArray, lte, min } from './drizzle.ts';
import { strandTurn } from './schema-orders.ts';

/** Those of sessions that began by `now`. What any channel aired of a slot was aired; the same slot is told once. */
export const loadTurns = (rows: Rows, now: string): Turns => {
  const { slot, strand, language, session, items, aired, channel } = strandTurn;
  const settled = rows
    .select({ slot, strand, language, session, items, aired })
    .from(strandTurn)
    .where(lte(strandTurn.start, now))
    .groupBy(slot, strand, language, session, items, aired)
    .orderBy(asc(slot), min(channel))
    .all();
  const turns = new Map<string, SettledTurn>();
  for (const { slot: name, ...turn } of settled) {
    const before = turns.get(name);
    const both = (list: 'items' | 'aired') => [...new Set([...(before?.[list] ?? []), ...turn[list]])];
    turns.set(name, { ...turn, items: both('items'), aired: both('aired') });
  }
  return turns;
};

/** The turns of a channel's day as they are planned now; those of sessions that began by `now` stay as they are. */
export const saveTurns = (
  rows: Rows,
  channel: ChannelId,
  day: LocalDate,
  turns: readonly StrandTurn[],
  now: string,
): void => {
  const kept = rows
    .select({ slot: strandTurn.slot, start: strandTurn.start })
    .from(strandTurn)
    .where(and(eq(strandTurn.channel, channel), eq(strandTurn.day, day)))
    .all();
  const settled = new Set(kept.filter(({ start }) => start <= now).map(({ slot }) => slot));
  const open = kept.filter(({ slot }) => !settled.has(slot)).map(({ slot }) => slot);
  if (open.length > 0)
    rows
      .delete(strandTurn)
      .where(and(eq(strandTurn.channel, channel), inArray(strandTurn.slot, open)))
      .run();
  // What is planned after the fact settles nothing.
  const fresh = turns.filter(({ slot, start }) => start > now && !settled.has(slot));
  for (const turn of fresh)
    rows
      .insert(strandTurn)
      .values({ ...turn, channel, day, items: [...turn.items], aired: [...turn.aired] })
      .onConflictDoNothing()
      .run();
};
