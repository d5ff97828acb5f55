/** How what sounds comes to its end: the last words of its items, and what the player is then. */
import type { NotAiredReason } from '../evidence/entry.ts';
import type { Now, Player, Playing, Stepped } from './model.ts';
import { type Ending, tellHeard, tellMissed } from './tell.ts';
import * as urgency from './urgent.ts';

export const nothing = (player: Player): Stepped => ({ player, rows: [], commands: [] });

export const soundedMs = ({ fromMs, begunMs }: Playing, now: Now): number =>
  fromMs + Math.max(0, now.monotonicMs - begunMs);

/** Where in the session the sound is. */
export const positionOf = (playing: Playing, now: Now): number =>
  Math.min(playing.session.lengthMs, soundedMs(playing, now));

/** How many of a session's items have their last word already. */
export const toldOf = ({ broken }: Player, key: string): number => (broken?.key === key ? broken.told : 0);

/** It sounds no more: the item that sounded was heard so far, those after it not at all. */
export const closed = (player: Player, playing: Playing, now: Now, ending: Ending): Stepped => {
  const { items, lengthMs } = playing.session;
  const current = items[playing.item];
  const after = items.slice(playing.item + 1);
  // Of what is begun again after a stop, some have their last word already.
  const untold = after.slice(Math.max(0, toldOf(player, playing.key) - playing.item - 1));
  const rest = urgency.isUrgent(playing)
    ? { urgent: urgency.counted(player, playing, ending.upTo >= lengthMs, now) }
    : { settled: new Set([...player.settled, playing.key]) };
  return {
    player: { ...player, ...rest, playing: null },
    rows: [
      ...(current === undefined ? [] : [tellHeard(playing, current, now, ending)]),
      ...(ending.upTo >= lengthMs
        ? after.map((item) => tellHeard(playing, item, now, ending))
        : tellMissed({ ...playing, now }, untold, ending.reason ?? 'device-fault')),
    ],
    commands: [],
  };
};

/** `reason` null: it is over, and its output does not end by itself. */
export const stopped = (player: Player, playing: Playing, now: Now, reason: NotAiredReason | null): Stepped => {
  const done = closed(player, playing, now, { upTo: positionOf(playing, now), reason });
  return { ...done, commands: [{ do: 'stop', key: playing.key }] };
};
