/**
 * The edits that stand behind a session's silence: it was moved to where it then lost its time, or was forbidden.
 *
 * Reads what was stored and what was edited; changes nothing.
 */
import type { Playlist, Reason } from '../playlist/model.ts';
import type { LocalDate } from '../time/local.ts';
import type { WhyAbsence } from './explain-model.ts';
import type { Session, Station } from './model.ts';
import { sessionAt } from './occurrences.ts';
import type { Prepared } from './prepare.ts';

/** What a silent session lost its place by, having been moved there: the edit stands behind it. */
const LOSING: ReadonlySet<Reason['code']> = new Set([
  'session-clash',
  'preempted',
  'yields',
  'decision-open',
  'no-room',
  'fixed-start-passed',
  'guard-hours',
  'guard-sessions',
  'guard-length',
]);

/** The edits that put a silent session where it is, as reasons. */
export const movedBy = (
  prepared: Prepared,
  station: Station,
  { absences }: Playlist,
  session: Session,
): readonly Reason[] => {
  const lost = absences.find(({ reason }) => LOSING.has(reason.code));
  const date = lost?.id.split('@')[1]?.slice(0, 10);
  if (date === undefined) return [];
  const { reasons = [] } = sessionAt(prepared, session, date as LocalDate, station) ?? {};
  return reasons.filter(({ code }) => code === 'moved-here' || code === 'edited');
};

/** Told of everything that the losing reasons speak of. */
export const withEdits = (absences: readonly WhyAbsence[], edits: readonly Reason[]): WhyAbsence[] => {
  const titles = new Set(absences.map(({ title }) => title));
  return [...absences, ...edits.flatMap((reason) => [...titles].map((title): WhyAbsence => ({ title, reason })))];
};
