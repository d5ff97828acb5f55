/** Urgent orders and what gives way to them: taking them, the next time that one sounds, and how each is over. */
import type { UrgentNotice } from '../urgent/model.ts';
import { nothing, stopped } from './ending.ts';
import type { AsRun, Now, Player, PlayerCommand, Playing, Stepped } from './model.ts';
import { tellMissed, tellStarted } from './tell.ts';
import type { TakenOrder } from './urgency.ts';
import * as urgency from './urgent.ts';

/** What urgent orders ask for now: an end to those that are over, and the next time of the one that goes first. */
export const urgentForward = (before: Player, now: Now): Stepped => {
  let player: Player = { ...before, urgent: urgency.pruned(before.urgent, now) };
  const rows: AsRun[] = [];
  const commands: PlayerCommand[] = [];
  const take = (stepped: Stepped): void => {
    player = stepped.player;
    rows.push(...stepped.rows);
    commands.push(...stepped.commands);
  };
  for (const order of urgency.expired(player.urgent, now)) take(urgentOver(player, order, 'expired', now));
  const next = player.playing !== null && urgency.isUrgent(player.playing) ? null : urgency.toSound(player, now);
  if (next === null) return { player, rows, commands };
  if (player.playing !== null) take(interrupted(player, player.playing, now));
  const playing = urgency.urgentPlaying(next, now);
  const { key, session } = playing;
  const [item] = session.items;
  take({
    player: { ...player, playing, urgent: urgency.begunOnce(player.urgent, next) },
    rows: item === undefined ? [] : [tellStarted({ ...playing, now }, item, now.wallMs)],
    commands: [
      {
        do: 'play',
        key,
        sound: next.order.sound.sha256,
        fromMs: 0,
        lengthMs: session.lengthMs,
        volume: session.volume,
      },
    ],
  });
  return { player, rows, commands };
};

/** Cancels first: an order that came together with its cancel does not sound. */
export const urgentTaken = (before: Player, notices: readonly UrgentNotice[], now: Now): Stepped => {
  const { urgent, ended } = urgency.cancelled(urgency.taken(before.urgent, notices), notices);
  let stepped = nothing({ ...before, urgent });
  for (const order of ended) {
    const over = urgentOver(stepped.player, order, 'cancelled', now);
    stepped = { ...over, rows: [...stepped.rows, ...over.rows], commands: [...stepped.commands, ...over.commands] };
  }
  return stepped;
};

/** An order ends before it has sounded as often as it says; one that never sounded has its word too. */
const urgentOver = (player: Player, order: TakenOrder, how: 'expired' | 'cancelled', now: Now): Stepped => {
  const { playing } = player;
  const done =
    playing !== null && urgency.soundsBy(playing, order)
      ? stopped(player, playing, now, 'ordered-off')
      : nothing(player);
  const never = urgency.urgentPlaying(order, now);
  const reason = how === 'cancelled' || player.sounds.has(order.order.sound.sha256) ? 'ordered-off' : 'sound-missing';
  return {
    ...done,
    player: { ...done.player, urgent: urgency.settled(done.player.urgent, order, how) },
    rows: order.begun > 0 ? done.rows : tellMissed({ ...never, now }, never.session.items, reason),
  };
};

/** It gives way to an urgent order: what sounds is told up to here, and what follows when it goes on or is over. */
const interrupted = (player: Player, playing: Playing, now: Now): Stepped => {
  const done = stopped(player, playing, now, 'emergency');
  const [current, ...rest] = done.rows;
  const isWhole = done.rows.every(({ whole }) => whole);
  if (playing.session.late === 'skip' || current === undefined || isWhole) return done;
  const { key, session } = playing;
  return {
    ...done,
    rows: [current],
    player: {
      ...done.player,
      settled: new Set([...done.player.settled].filter((one) => one !== key)),
      broken: { key, told: session.items.length - rest.length, why: 'emergency' },
      urgent: { ...done.player.urgent, interrupted: key },
    },
  };
};
