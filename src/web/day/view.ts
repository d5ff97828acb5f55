/**
 * A shown day as the page needs it: rows in their order with what is absent in its place, the state of each
 * session, and how ready the day is. Pure; it decides nothing about what airs, only how it is shown.
 */
import { exactSeconds } from '../../contract/playlist-formats/model.ts';
import type { Absence, Playlist, PlaylistEntry } from '../../core/playlist/model.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import type { Moment } from '../../core/time/moment.ts';
import type { ShownDay, ShownSession } from '../../operations/show-day.ts';

export type Row =
  | { readonly kind: 'entry'; readonly entry: PlaylistEntry }
  | { readonly kind: 'absence'; readonly absence: Absence };

/** 'relay-only' has nothing to render and nothing wrong; 'off' was taken off the air by somebody, or by order. */
export type SoundState = 'rendered' | 'waiting' | 'silent' | 'relay-only' | 'off';

export type Phase = 'over' | 'now' | 'next' | 'later';

export interface SessionView extends ShownSession {
  readonly rows: readonly Row[];
  readonly state: SoundState;
  readonly phase: Phase;
  readonly seconds: number;
  /** The longest the session may last; null when the schedule no longer has it. */
  readonly maxSeconds: number | null;
  readonly end: string;
}

export type Fault = { readonly kind: 'waiting' | 'silent' | 'missing'; readonly session: Playlist };

export interface Readiness {
  readonly light: 'none' | 'green' | 'amber' | 'red';
  readonly faults: readonly Fault[];
}

/** '05:00:00' as clocks show it so many seconds after `moment`, counted as time passes. */
export const clockAfter = (moment: Moment, seconds: number): string =>
  Temporal.Instant.from(moment.instant)
    .add({ milliseconds: Math.round(seconds * 1000) })
    .toZonedDateTimeISO(moment.zone)
    .toPlainTime()
    .toString({ smallestUnit: 'second' });

export const clockOf = (moment: Moment): string => moment.local.slice(11);

/** `now` is an instant. */
export const sessionViews = (
  day: Pick<ShownDay, 'sessions'>,
  schedule: Pick<Schedule, 'sessions' | 'segments'>,
  now: string,
): SessionView[] => {
  const nextAt = day.sessions.find(({ playlist }) => playlist.start.instant > now)?.playlist.start.instant;
  return day.sessions.map((shown) => {
    const { playlist } = shown;
    const seconds = exactSeconds(playlist.length);
    return {
      ...shown,
      rows: rowsOf(playlist, schedule),
      state: stateOf(shown),
      phase: phaseOf(playlist.start, seconds, now, nextAt),
      seconds,
      maxSeconds: schedule.sessions.find(({ id }) => id === playlist.session)?.maxSeconds ?? null,
      end: clockAfter(playlist.start, seconds),
    };
  });
};

const phaseOf = (start: Moment, seconds: number, now: string, nextAt: string | undefined): Phase => {
  if (start.instant > now) return start.instant === nextAt ? 'next' : 'later';
  const passed = Temporal.Instant.from(start.instant).until(Temporal.Instant.from(now)).total('seconds');
  return passed < seconds ? 'now' : 'over';
};

const stateOf = ({ playlist, rendering }: ShownSession): SoundState => {
  if (rendering !== null) return 'rendered';
  if (playlist.entries.some(({ cut }) => cut !== null)) return 'waiting';
  if (playlist.entries.some(({ kind }) => kind === 'relay')) return 'relay-only';
  return playlist.entries.length === 0 && playlist.absences.some(isMeant) ? 'off' : 'silent';
};

const MEANT: readonly Absence['reason']['code'][] = ['cancelled', 'moved-away', 'edited', 'suspended'];

/** Whether somebody wanted it to be absent: that is no fault of the day. */
export const isMeant = ({ reason }: Absence): boolean => MEANT.includes(reason.code);

/** What is absent stands where its segment has its place; segments that the schedule no longer has come last. */
const rowsOf = (playlist: Playlist, { segments }: Pick<Schedule, 'segments'>): Row[] => {
  const positions = new Map(segments.map(({ id, position }) => [id, position]));
  const positionOf = ({ segment }: PlaylistEntry | Absence): number => positions.get(segment) ?? Infinity;
  const absences = playlist.absences.toSorted((a, b) => order(positionOf(a), positionOf(b)));
  const rows: Row[] = [];
  for (const entry of playlist.entries) {
    while (absences[0] !== undefined && positionOf(absences[0]) < positionOf(entry))
      rows.push({ kind: 'absence', absence: absences[0] }) && absences.shift();
    rows.push({ kind: 'entry', entry });
  }
  return [...rows, ...absences.map((absence): Row => ({ kind: 'absence', absence }))];
};

/** Infinity minus Infinity is not a number. */
const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Red: a session without any sound; amber: something waits or is missing; green: all is there. */
export const readinessOf = (sessions: readonly SessionView[]): Readiness => {
  const faults = sessions.flatMap(({ playlist, state }): Fault[] => [
    ...(state === 'silent' ? [{ kind: 'silent' as const, session: playlist }] : []),
    ...(state === 'waiting' ? [{ kind: 'waiting' as const, session: playlist }] : []),
    ...(state !== 'off' && playlist.absences.some((one) => !isMeant(one))
      ? [{ kind: 'missing' as const, session: playlist }]
      : []),
  ]);
  if (sessions.length === 0) return { light: 'none', faults };
  if (faults.some(({ kind }) => kind === 'silent')) return { light: 'red', faults };
  return { light: faults.length > 0 ? 'amber' : 'green', faults };
};

/** '1:05' and '1:02:03': lengths in a column, to the second. */
export const lengthText = (seconds: number): string => {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (count: number): string => String(count).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
};
