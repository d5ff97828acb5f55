/**
 * Where the player's steps become sound: rows and state on the disk first, commands to the output after.
 *
 * What cannot be written is not played: the step is taken again at the next tick.
 */
import type { ManifestSession } from '../core/manifest/model.ts';
import type { SiteClock } from '../core/playback/clock.ts';
import type { Player, PlayerCommand, PlayerEvent } from '../core/playback/model.ts';
import { nextSession, restMs } from '../core/playback/order.ts';
import { type Author, rowText } from '../core/playback/row.ts';
import { step } from '../core/playback/step.ts';
import { instantMs } from '../core/time/zone.ts';
import type { Output, Relayed, Sounding } from '../output/model.ts';
import type { SiteShelf } from './shelf.ts';
import { stateText } from './state.ts';
import type { SiteStore } from './store.ts';
import type { News } from './words.ts';

export interface StageParts {
  readonly store: SiteStore;
  readonly clock: SiteClock;
  readonly shelf: SiteShelf;
  readonly output: Output;
  /** What each source that is relayed comes from, as relaysIn() reads it. */
  readonly relays: ReadonlyMap<string, string>;
  readonly author: Author;
  readonly told: (news: News) => void;
  /** Called when there are new rows to send. */
  readonly rowsKept: () => void;
}

export interface Stage {
  readonly player: () => Player;
  readonly give: (event: PlayerEvent) => void;
  /** Milliseconds until the player wants to be asked again. */
  readonly restMs: () => number;
  /** Ends what sounds, and keeps where it was. */
  readonly close: () => void;
}

/** How long ago, at most, the disk says that the player was alive. */
const ALIVE_PLAYING_MS = 5000;
const ALIVE_MS = 60_000;
/** How long before a session its sound is opened. */
const PREPARED_MS = 5000;

export const openStage = (parts: StageParts, before: Player): Stage => {
  const { store, clock, told } = parts;
  let player = before;
  let sounding: Sounding | null = null;
  let row = 0;
  let kept = Number.NEGATIVE_INFINITY;
  let isFull = false;
  let prepared = '';

  const keep = (rows: Parameters<typeof rowText>[0][], then: Player): boolean => {
    const reading = clock.reading();
    try {
      store.keep(
        rows.map((one, n) => rowText(one, parts.author, row + n, reading)),
        stateText(then),
      );
    } catch (error) {
      if (!isFull) told({ kind: 'disk', detail: String((error as { code?: unknown }).code ?? error) });
      isFull = true;
      return false;
    }
    isFull = false;
    row += rows.length;
    kept = then.aliveMs ?? 0;
    return true;
  };

  /** Opens what will be played next: a decoder that is started when its time has come is late on a busy machine. */
  const prepare = (nowMs: number): void => {
    const next = nextSession(player, nowMs);
    if (next === null || next.key === prepared || instantMs(next.session.start.instant) - nowMs > PREPARED_MS) return;
    const { sound, lengthMs, volume } = next.session;
    if (sound === null || !player.sounds.has(sound.sha256)) return;
    prepared = next.key;
    const relays = relayedIn(next.session, parts.relays);
    parts.output.prepare?.({ path: parts.shelf.pathOf(sound), fromMs: 0, lengthMs, volume, relays });
  };

  const carryOut = (command: PlayerCommand): void => {
    sounding?.stop();
    sounding = null;
    const session = player.playing?.session;
    if (command.do === 'stop' || session === undefined) return;
    const { key, fromMs, lengthMs, volume } = command;
    const path = session.sound === null ? null : parts.shelf.pathOf(session.sound);
    const relays = relayedIn(session, parts.relays);
    const begun = parts.output.play({ path, fromMs, lengthMs, volume, relays });
    sounding = begun;
    void begun.ended.then((ended) => {
      if (sounding !== begun) return;
      sounding = null;
      if (ended.kind === 'failed') told({ kind: 'output', detail: ended.detail });
      give(
        ended.kind === 'ended'
          ? { kind: 'ended', key }
          : { kind: 'failed', key, reason: 'device-fault', heard: ended.heard },
      );
    });
  };

  const give = (event: PlayerEvent): void => {
    const now = clock.now();
    const { player: then, rows, commands } = step(player, event, now);
    const isStale = Math.abs(now.wallMs - kept) >= (then.playing === null ? ALIVE_MS : ALIVE_PLAYING_MS);
    const isNews = rows.length > 0 || commands.length > 0 || event.kind === 'manifest' || event.kind === 'urgent';
    if ((isNews || isStale) && !keep([...rows], then)) return;
    player = then;
    for (const one of rows) told({ kind: 'row', row: one });
    for (const command of commands) carryOut(command);
    if (event.kind === 'tick') prepare(now.wallMs);
    if (rows.length > 0) parts.rowsKept();
  };

  parts.output.listen?.((news) => {
    if (news.kind !== 'unheard') told({ kind: 'output-news', news });
    else if (player.playing !== null) give({ ...news, key: player.playing.key });
  });

  return {
    give,
    player: () => player,
    restMs: () => restMs(player, clock.now().wallMs),
    close: () => {
      give({ kind: 'stopping' });
      parts.output.prepare?.(null);
      // Also where that could not be written.
      sounding?.stop();
      sounding = null;
      keep([], { ...player, aliveMs: clock.now().wallMs });
    },
  };
};

const relayedIn = ({ items }: ManifestSession, relays: StageParts['relays']): Relayed[] =>
  items.flatMap(({ kind, source = '', offsetMs, lengthMs }) =>
    kind === 'relay' ? [{ source, input: relays.get(source) ?? null, fromMs: offsetMs, lengthMs }] : [],
  );
