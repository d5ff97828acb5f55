/** The sessions of a manifest in the order in which they begin, each with when the next one does. */
import type { Manifest, ManifestSession, ManifestSound } from '../manifest/model.ts';
import type { LocalDate } from '../time/local.ts';
import { instantMs } from '../time/zone.ts';
import { type Player, sessionKey } from './model.ts';

export interface Placed {
  readonly key: string;
  readonly day: LocalDate;
  readonly session: ManifestSession;
  /** When the next session begins; null: this is the last one. */
  readonly nextMs: number | null;
}

/** A manifest never changes, and is looked at every second. */
const orders = new WeakMap<Manifest, readonly Placed[]>();

export const inOrder = (manifest: Manifest): readonly Placed[] => {
  const known = orders.get(manifest) ?? ordered(manifest);
  orders.set(manifest, known);
  return known;
};

const ordered = ({ days }: Manifest): Placed[] => {
  const all = days.flatMap(({ day, sessions }) => sessions.map((session) => ({ day, session })));
  const sorted = all.toSorted((a, b) => instantMs(a.session.start.instant) - instantMs(b.session.start.instant));
  return sorted.map(({ day, session }, n) => {
    const next = sorted[n + 1];
    const nextMs = next === undefined ? null : instantMs(next.session.start.instant);
    return { key: sessionKey(day, session.id), day, session, nextMs };
  });
};

/** The session that is to begin next, after a moment in milliseconds; null: none is known. */
export const nextSession = ({ manifest }: Player, nowMs: number): Placed | null =>
  (manifest === null ? [] : inOrder(manifest)).find(({ session }) => instantMs(session.start.instant) > nowMs) ?? null;

const HOUR_MS = 3_600_000;

/** The sounds that are still to be played, in the order of need, each once; what is over for an hour is not. */
export const soundsToCome = (manifest: Manifest, nowMs: number): readonly ManifestSound[] => {
  const sounds = inOrder(manifest).flatMap(({ session }) => {
    const end = instantMs(session.start.instant) + session.lengthMs;
    return session.sound === null || end < nowMs - HOUR_MS ? [] : [session.sound];
  });
  return [...new Map(sounds.map((sound) => [sound.sha256, sound])).values()];
};

/** How long a player may go without being asked, milliseconds. */
const TICK_MS = 1000;

/** Milliseconds after which a player wants to be asked again: at the next start, and once a second. */
export const restMs = (player: Player, nowMs: number): number => {
  const next = nextSession(player, nowMs);
  const wait = next === null ? TICK_MS : instantMs(next.session.start.instant) - nowMs;
  return Math.max(1, Math.min(TICK_MS, Math.ceil(wait)));
};
