/**
 * One step of the player: what it holds and what happened → what it holds then, rows to keep first, commands to carry out after.
 *
 * Laws (test/property/playback.test.ts): at most one session sounds; only sound of the manifest that it holds; never outside its hours;
 * every session whose time has come is settled once, each of its items with a last word; a step repeated after a power cut doubles nothing;
 * an urgent order goes before all of it, sounds as often as it says and never after its end.
 */
import type { NotAiredReason } from '../evidence/entry.ts';
import type { Manifest, ManifestSession } from '../manifest/model.ts';
import { instantMs } from '../time/zone.ts';
import { type Due, type DueGround, due, dueAgain, isAllowed } from './due.ts';
import { closed, nothing, positionOf, soundedMs, stopped, toldOf } from './ending.ts';
import { urgentForward, urgentTaken } from './give-way.ts';
import type { AsRun, Gap, Now, Player, PlayerCommand, PlayerEvent, Playing, Stepped } from './model.ts';
import { sessionKey } from './model.ts';
import { inOrder, type Placed } from './order.ts';
import { begunAt, type Happening, tellHeard, tellMissed, tellStarted } from './tell.ts';
import * as urgency from './urgent.ts';

export const step = (player: Player, event: PlayerEvent, now: Now): Stepped => {
  const before = event.kind === 'restarted' ? cutOff(player, now) : nothing(player);
  const happened = on(before.player, event, now);
  const ran: Ran = { aliveMs: player.aliveMs, leaptMs: event.kind === 'restarted' ? 0 : leaptMs(player, now) };
  const then = event.kind === 'stopping' ? nothing(happened.player) : forward(happened.player, now, ran);
  return {
    player: { ...then.player, aliveMs: now.wallMs, aliveSteadyMs: now.monotonicMs },
    rows: [...before.rows, ...happened.rows, ...then.rows],
    commands: [...happened.commands, ...then.commands],
  };
};

interface Ran {
  /** When it was last known to run. */
  readonly aliveMs: number | null;
  /** How far its clock has been put forward since, milliseconds. */
  readonly leaptMs: number;
}

/** A clock that is put right by more than that was no clock: what it passed over is late, and the session's own rule says what then. */
const MOST_LEAP_MS = 60_000;

/** What the wall clock gained on the one that nobody sets. */
const leaptMs = ({ aliveMs, aliveSteadyMs }: Player, { wallMs, monotonicMs }: Now): number => {
  if (aliveMs === null || aliveSteadyMs === null) return 0;
  const leapt = wallMs - aliveMs - (monotonicMs - aliveSteadyMs);
  return leapt > 0 && leapt <= MOST_LEAP_MS ? leapt : 0;
};

/** A sound that ends this much before its length ended too early, and one that sounds this much after it has hung. */
const EARLY_MS = 2000;
const HUNG_MS = 5000;

const on = (player: Player, event: PlayerEvent, now: Now): Stepped => {
  const { playing } = player;
  switch (event.kind) {
    case 'manifest':
      return replaced(player, event.manifest, now);
    case 'urgent':
      return urgentTaken(player, event.notices, now);
    case 'sounds':
      return nothing({ ...player, sounds: event.sounds });
    case 'clock-confirmed':
      return nothing({ ...player, clockConfirmed: true });
    case 'ended': {
      if (playing?.key !== event.key) return nothing(player);
      const { lengthMs } = playing.session;
      const upTo = positionOf(playing, now);
      return closed(
        player,
        playing,
        now,
        upTo < lengthMs - EARLY_MS ? { upTo, reason: 'device-fault' } : { upTo: lengthMs, reason: null },
      );
    }
    case 'failed':
      return playing?.key === event.key
        ? closed(player, playing, now, { upTo: event.heard ? positionOf(playing, now) : 0, reason: event.reason })
        : nothing(player);
    case 'stopping':
      return playing === null ? nothing(player) : toldToStop(player, playing, now);
    case 'unheard':
      return playing?.key === event.key
        ? nothing({ ...player, playing: withGap(playing, event, now) })
        : nothing(player);
    case 'tick':
    case 'restarted':
      return nothing(player);
  }
};

/** Stretches of one reason that meet are one. */
const withGap = (
  playing: Playing,
  { ms, reason }: Omit<Gap, 'fromMs' | 'toMs'> & { ms: number },
  now: Now,
): Playing => {
  const gaps = playing.gaps ?? [];
  const [last, toMs] = [gaps.at(-1), positionOf(playing, now)];
  const fromMs = Math.max(playing.fromMs, last?.toMs ?? 0, toMs - ms);
  if (toMs <= fromMs) return playing;
  return last?.reason === reason && fromMs - last.toMs < TOUCHING_MS
    ? { ...playing, gaps: [...gaps.slice(0, -1), { ...last, toMs }] }
    : { ...playing, gaps: [...gaps, { fromMs, toMs, reason }] };
};

/** Two stretches told one after the other are told by clocks of a machine that is busy. */
const TOUCHING_MS = 500;

/**
 * What sounds goes on: a session that has begun stays as it was. Of sessions that were over before any manifest came, nothing is known
 * here; those that a later one brings too late are missed for want of a line.
 */
const replaced = (player: Player, manifest: Manifest, now: Now): Stepped => {
  const first = manifest.days[0]?.day ?? '';
  const known = new Set(player.manifest === null ? [] : inOrder(player.manifest).map(({ key }) => key));
  const over = inOrder(manifest).filter(
    ({ key, session }) =>
      !known.has(key) &&
      !player.settled.has(key) &&
      key !== player.playing?.key &&
      instantMs(session.start.instant) + session.lengthMs <= now.wallMs,
  );
  const kept = [...player.settled].filter((key) => key >= first);
  return {
    player: { ...player, manifest, settled: new Set([...kept, ...over.map(({ key }) => key)]) },
    rows:
      player.manifest === null
        ? []
        : over.flatMap((placed) => tellMissed({ ...placed, now }, placed.session.items, 'line-fault')),
    commands: [],
  };
};

/**
 * After a power cut: what sounded was heard until the last sign of life. A session that is joined goes on where it now is, one that still
 * may be begun from its first word is begun so below, and its first piece is not counted.
 */
const cutOff = (player: Player, now: Now): Stepped => {
  const { playing, aliveMs } = player;
  if (playing === null) return nothing(player);
  if (isAgainFromStart(player, playing, now)) return nothing({ ...player, playing: null });
  const heardMs = Math.max(0, (aliveMs ?? playing.begunWallMs) - playing.begunWallMs);
  const upTo = Math.min(playing.fromMs + heardMs, playing.session.lengthMs);
  const done = closed(player, playing, now, { upTo, reason: 'power-cut' });
  return playing.session.late === 'join' ? unsettled(done, playing, 'power-cut') : done;
};

/** Somebody ended the program: that is said of the item that sounds. Run again in time, the session goes on as after a power cut. */
const toldToStop = (player: Player, playing: Playing, now: Now): Stepped => {
  const over = itemsOver(player, playing, now);
  const last = over.player.playing ?? playing;
  const done = stopped(over.player, last, now, 'ordered-off');
  const then = last.session.late === 'skip' ? done : unsettled(done, last, 'ordered-off');
  return { ...then, rows: [...over.rows, ...then.rows] };
};

/** The item that sounded is told; what follows is when the session is begun again, or missed for good. */
const unsettled = (done: Stepped, playing: Playing, why: NotAiredReason): Stepped => {
  const [current, ...rest] = done.rows;
  if (current === undefined) return done;
  const told = current.heardMs > 0 ? 1 : 0;
  return {
    ...done,
    rows: told === 1 ? [current] : [],
    player: {
      ...done.player,
      settled: new Set([...done.player.settled].filter((key) => key !== playing.key)),
      broken: { key: playing.key, told: playing.session.items.length - rest.length - 1 + told, why },
    },
  };
};

const isAgainFromStart = (player: Player, { key, session }: Playing, now: Now): boolean => {
  const placed = player.manifest === null ? undefined : inOrder(player.manifest).find((one) => one.key === key);
  if (placed === undefined || session.late !== 'from-start' || !isTimed(player, now)) return false;
  return dueOf(player, placed, now, { aliveMs: player.aliveMs, leaptMs: 0 }).what !== 'missed';
};

/** Whether what is timed may be played: somebody vouches for the clock. */
const isTimed = ({ clockConfirmed }: Player, { quality }: Now): boolean => quality !== 'D' || clockConfirmed;

const dueOf = (player: Player, { key, session, nextMs }: Placed, now: Now, { aliveMs, leaptMs }: Ran): Due => {
  const { manifest, sounds, relays, urgent } = player;
  const isBroken = urgent.interrupted === key;
  const gaveWay = isBroken || urgency.hadAir(urgent, instantMs(session.start.instant));
  const ground: DueGround = {
    gaveWay,
    hours: manifest?.hours ?? [],
    untilMs: instantMs(manifest?.validUntil ?? '1970-01-01T00:00:00Z'),
    nextMs,
    wasOff: aliveMs === null || aliveMs < instantMs(session.start.instant),
    holds: session.sound === null ? isRelayed(session, relays) : sounds.has(session.sound.sha256),
    nowMs: now.wallMs,
    leaptMs,
  };
  const isPast = gaveWay && nextMs !== null && nextMs <= now.wallMs;
  const usual: Due = isBroken || isPast ? { what: 'missed', reason: 'emergency' } : due(session, ground);
  return gaveWay && usual.what === 'missed' && usual.reason === 'emergency'
    ? dueAgain(session, toldOf(player, key), ground)
    : usual;
};

/** A session that was broken off is late for the reason of that. */
const brokenOff = ({ broken }: Player, key: string, next: Due): Due => {
  if (broken?.key !== key) return next;
  if (next.what === 'missed' && next.reason === 'device-fault') return { ...next, reason: broken.why };
  return next.what === 'begin' && next.why === 'device-fault' ? { ...next, why: broken.why } : next;
};

/** What the time asks for: items that are over, hours that end, sessions that begin or were missed. */
const forward = (player: Player, now: Now, ran: Ran): Stepped => {
  const rows: AsRun[] = [];
  const commands: PlayerCommand[] = [];
  let current = player;
  const take = (stepped: Stepped): void => {
    current = stepped.player;
    rows.push(...stepped.rows);
    commands.push(...stepped.commands);
  };
  if (current.playing !== null) take(itemsOver(current, current.playing, now));
  if (current.playing !== null && !mayGoOn(current, current.playing, now))
    take(stopped(current, current.playing, now, 'ordered-off'));
  if (current.playing !== null && hasHung(current.playing, now)) take(stopped(current, current.playing, now, null));
  if (!isTimed(current, now)) return { player: current, rows, commands };
  take(urgentForward(current, now));
  if (urgency.hasAir(current, now))
    return { player: { ...current, urgent: urgency.holding(current.urgent, now) }, rows, commands };
  if (current.manifest === null) return { player: current, rows, commands };
  for (const placed of inOrder(current.manifest)) {
    const { key, day, session } = placed;
    if (instantMs(session.start.instant) > now.wallMs) break;
    if (current.settled.has(key) || current.playing?.key === key) continue;
    const next = brokenOff(current, key, dueOf(current, placed, now, ran));
    if (next.what === 'missed') take(missed(current, { day, session, now }, next.reason));
    if (next.what === 'begin') {
      const { authorised } = session;
      if (current.playing !== null)
        take(stopped(current, current.playing, now, authorised === null ? 'other' : 'emergency'));
      take(begun(current, { day, session, now }, next));
    }
  }
  return { player: current, rows, commands };
};

const isRelayed = ({ items }: ManifestSession, relays: Player['relays']): boolean =>
  items.some(({ kind, source }) => kind === 'relay' && source !== undefined && relays.has(source));

const mayGoOn = ({ manifest }: Player, { session }: Playing, now: Now): boolean =>
  isAllowed(manifest?.hours ?? [], session, Math.max(0, now.wallMs - instantMs(session.start.instant)));

const hasHung = (playing: Playing, now: Now): boolean => soundedMs(playing, now) > playing.session.lengthMs + HUNG_MS;

const missed = (player: Player, happening: Happening, reason: NotAiredReason): Stepped => {
  const key = sessionKey(happening.day, happening.session.id);
  return {
    player: { ...player, settled: new Set([...player.settled, key]) },
    rows: tellMissed(happening, happening.session.items.slice(toldOf(player, key)), reason),
    commands: [],
  };
};

const begun = (player: Player, happening: Happening, { fromMs, why }: Extract<Due, { what: 'begin' }>): Stepped => {
  const { day, session, now } = happening;
  const { sound, items } = session;
  const key = sessionKey(day, session.id);
  const at = items.findLastIndex(({ offsetMs }) => offsetMs <= fromMs);
  const item = Math.max(0, at);
  const first = items[item];
  const { monotonicMs, wallMs } = now;
  const playing: Playing = { key, day, session, fromMs, begunMs: monotonicMs, begunWallMs: wallMs, lateWhy: why, item };
  return {
    player: { ...player, playing, urgent: { ...player.urgent, interrupted: null } },
    rows: [
      ...tellMissed(happening, items.slice(toldOf(player, key), item), why ?? 'power-cut'),
      ...(first === undefined ? [] : [tellStarted(happening, first, begunAt(playing, first))]),
    ],
    commands: [
      {
        ...{ do: 'play', key, fromMs },
        ...{ sound: sound?.sha256 ?? null, lengthMs: session.lengthMs, volume: session.volume },
      },
    ],
  };
};

/** Items that the sound has passed: each with its end, and the beginning of the next. */
const itemsOver = (player: Player, playing: Playing, now: Now): Stepped => {
  const position = positionOf(playing, now);
  const { items } = playing.session;
  const rows: AsRun[] = [];
  let { item } = playing;
  for (let next = items[item + 1]; next !== undefined && next.offsetMs <= position; next = items[item + 1]) {
    const over = items[item];
    if (over !== undefined) rows.push(tellHeard(playing, over, now, { upTo: next.offsetMs, reason: null }));
    rows.push(tellStarted({ ...playing, now }, next, begunAt(playing, next)));
    item += 1;
  }
  return { player: { ...player, playing: { ...playing, item } }, rows, commands: [] };
};
