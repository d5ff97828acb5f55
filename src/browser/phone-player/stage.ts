/**
 * Where the player's steps become sound in a browser: rows and state on the disk first, in one transaction, the sound after.
 *
 * One step at a time. What cannot be written is not played: the step is taken again at the next tick.
 */
import type { SiteClock } from '../../core/playback/clock.ts';
import type { AsRun, Player, PlayerCommand, PlayerEvent } from '../../core/playback/model.ts';
import { restMs } from '../../core/playback/order.ts';
import { type Author, rowOf } from '../../core/playback/row.ts';
import { step } from '../../core/playback/step.ts';
import { nowMs, randomId } from '../clock.ts';
import { type Press, REPORTS } from '../phone/queue.ts';
import type { KeptPlayer, PlayerStore } from './keeping.ts';
import type { Speaker } from './speaker.ts';

export interface StageParts {
  readonly store: PlayerStore;
  readonly clock: SiteClock;
  readonly speaker: Speaker;
  readonly author: Author;
  /** What the rows of one step are called in the list that people read. */
  readonly titleOf: (rows: readonly AsRun[]) => string;
  /** The rows are kept. */
  readonly told: (rows: readonly AsRun[]) => void;
  /** Whether what happens can be written down. */
  readonly writes: (canWrite: boolean) => void;
}

export interface Stage {
  readonly player: () => Player;
  /** Resolves when the step is taken. */
  readonly give: (event: PlayerEvent) => Promise<void>;
  /** Milliseconds until the player wants to be asked again. */
  readonly restMs: () => number;
  /** How far the sound is behind what was begun, milliseconds. */
  readonly lagMs: () => number;
  /** Ends what sounds, and keeps where it was when it was last asked. */
  readonly close: () => Promise<void>;
}

/** How long ago, at most, the disk says that the player was alive. */
const ALIVE_PLAYING_MS = 5000;
const ALIVE_MS = 60_000;
/** Rows in one message. */
const MOST_ROWS = 100;

export const openStage = (parts: StageParts, before: Player): Stage => {
  const { store, clock, speaker, author } = parts;
  let player = before;
  let row = 0;
  let kept = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;

  const pressesOf = (rows: readonly AsRun[]): Press[] => {
    const reading = clock.reading();
    const written = rows.map((one, n) => rowOf(one, author, row + n, reading));
    const { channel } = author;
    return Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, n) => {
      const [from, to] = [n * MOST_ROWS, (n + 1) * MOST_ROWS];
      const title = parts.titleOf(rows.slice(from, to));
      const body = { rows: written.slice(from, to) };
      return { id: randomId(), at: nowMs(), channel, slot: null, path: REPORTS, body, title };
    });
  };
  const keep = async (rows: readonly AsRun[], then: Player): Promise<boolean> => {
    const { manifest: _, sounds: __, clockConfirmed: ___, ...state } = then;
    try {
      await store.keep(state satisfies KeptPlayer, pressesOf(rows));
    } catch {
      parts.writes(false);
      return false;
    }
    parts.writes(true);
    row += rows.length;
    kept = then.aliveMs ?? 0;
    return true;
  };
  const carryOut = async (command: PlayerCommand): Promise<void> => {
    speaker.stop();
    if (command.do === 'stop') return;
    const { key, fromMs, volume } = command;
    // A page relays nothing: what has no sound of its own is never begun here.
    const sound = command.sound === null ? undefined : await store.sound(command.sound).catch(() => undefined);
    if (sound === undefined) {
      void give({ kind: 'failed', key, reason: 'sound-missing', heard: false });
      return;
    }
    speaker.play(sound, { fromMs, volume }, (end) => {
      void give(
        end.kind === 'ended'
          ? { kind: 'ended', key }
          : { kind: 'failed', key, reason: 'device-fault', heard: end.heard },
      );
    });
  };
  const take = async (event: PlayerEvent): Promise<void> => {
    if (isClosed) return;
    const now = clock.now();
    const { player: then, rows, commands } = step(player, event, now);
    const isStale = Math.abs(now.wallMs - kept) >= (then.playing === null ? ALIVE_MS : ALIVE_PLAYING_MS);
    const isNews = rows.length > 0 || commands.length > 0 || event.kind === 'manifest' || event.kind === 'urgent';
    if ((isNews || isStale) && !(await keep(rows, then))) return;
    player = then;
    for (const command of commands) await carryOut(command);
    if (rows.length > 0) parts.told(rows);
  };
  const give = (event: PlayerEvent): Promise<void> => {
    last = last.then(() => take(event));
    return last;
  };
  return {
    give,
    player: () => player,
    restMs: () => restMs(player, clock.now().wallMs),
    lagMs: () => {
      const { playing } = player;
      if (playing === null) return 0;
      const due = playing.fromMs + clock.now().monotonicMs - playing.begunMs;
      return due - (speaker.positionMs() ?? due);
    },
    close: async () => {
      speaker.stop();
      await last;
      isClosed = true;
      await keep([], player);
    },
  };
};
