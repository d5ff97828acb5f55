/**
 * Which occurrence a playlist is: the date that the schedule asks for, by which edits know it. Pure; it decides nothing
 * about what airs.
 */
import type { Absence, Playlist, PlaylistEntry, Reason } from '../../core/playlist/model.ts';
import type { Conflict } from '../../core/schedule/conflict-model.ts';
import type { GuardFinding } from '../../core/schedule/guard-model.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import {
  addDays,
  dateOf,
  isoWeekday,
  type LocalDate,
  type LocalDateTime,
  parseLocalDateTime,
} from '../../core/time/local.ts';

/** 'segment@2026-11-24T05:00:00#2' → the local time that the schedule asks for; null when there is none. */
const askedIn = ({ id }: PlaylistEntry | Absence): LocalDateTime | null =>
  (/@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/.exec(id)?.[1] as LocalDateTime | undefined) ?? null;

/** The session's own local time as asked, before anybody moved it; where it begins, when nothing tells. */
const askedTime = (playlist: Playlist, { segments }: Pick<Schedule, 'segments'>): LocalDateTime => {
  const own = new Set(segments.filter(({ session }) => session === playlist.session).map(({ id }) => id));
  const piece = [...playlist.entries, ...playlist.absences].find(({ segment }) => own.has(segment));
  return (piece === undefined ? null : askedIn(piece)) ?? playlist.start.local;
};

export const askedDate = (playlist: Playlist, schedule: Pick<Schedule, 'segments'>): LocalDate =>
  dateOf(askedTime(playlist, schedule));

/** The alterations and orders that a session's reasons name are told once each. */
export const reasonsOf = ({ entries, absences }: Playlist): readonly Reason[] => [
  ...entries.flatMap(({ reasons }) => reasons),
  ...absences.map(({ reason }) => reason),
];

/** Conflicts that a session, or a place in it, takes part in. */
export const conflictsOf = (playlist: Playlist, conflicts: readonly Conflict[]): readonly Conflict[] => {
  const slots = new Set([...playlist.entries, ...playlist.absences].map(({ id }) => id.replace(/#\d+$/, '')));
  const mine = (slot: string): boolean => slot.startsWith(`${playlist.session}@`) || slots.has(slot);
  return conflicts.filter(({ kept, yields }) => mine(kept.slot) || mine(yields.slot));
};

export const findingsOf = ({ session }: Playlist, findings: readonly GuardFinding[]): readonly GuardFinding[] =>
  findings.filter((one) => one.session.startsWith(`${session}@`));

/** The Monday of the week that a day is in. */
export const mondayOf = (day: LocalDate): LocalDate => addDays(day, 1 - isoWeekday(day));

/** The date that an occurrence was moved to; null: it was not, or not in time. */
export const movedTo = ({ absences }: Playlist): LocalDate | null => {
  const away = absences.map(({ reason }) => reason).find(({ code }) => code === 'moved-away');
  if (away?.code !== 'moved-away') return null;
  const local = parseLocalDateTime(away.to);
  return local.ok ? dateOf(local.value) : null;
};
