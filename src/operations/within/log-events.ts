/** Events of the air log: what happened to it or to its machine, and to no airing. */
import { actorOf } from '../../core/access/model.ts';
import type { EventEntry, EventFacts, EventKind } from '../../core/evidence/entry.ts';
import type { Result } from '../../core/result.ts';
import type { Erasable } from '../../store/airlog.ts';
import type { Ctx } from '../context.ts';
import { outside, spokenName } from './outside-words.ts';

export type Telling = Pick<Ctx, 'caller' | 'clock' | 'random' | 'airlog'>;

interface Concerned {
  readonly day: string | null;
  readonly channel: string | null;
}

/** An event's entry as of now; the name of a person who caused it is put with `texts`. */
export const eventOf = <Kind extends EventKind>(
  ctx: Omit<Telling, 'airlog'>,
  kind: Kind,
  facts: EventFacts[Kind],
  texts: Erasable[],
  { day, channel }: Concerned = { day: null, channel: null },
): EventEntry =>
  ({
    format: 'loa-air-log/1',
    kind,
    recordedAt: ctx.clock.instant(),
    actor: actorOf(ctx.caller) ?? 'nobody',
    by: outside(ctx, texts, spokenName(ctx.caller, null)),
    note: null,
    day,
    channel,
    facts,
  }) as EventEntry;

/** Answers the entry's number. Refuses with log.rolled-back, data.*. */
export const tellEvent = <Kind extends EventKind>(
  ctx: Telling,
  kind: Kind,
  facts: EventFacts[Kind],
  concerned?: Concerned,
): Result<number> => {
  const texts: Erasable[] = [];
  const entry = eventOf(ctx, kind, facts, texts, concerned);
  return ctx.airlog.append([entry], texts);
};
