/**
 * What one plan airs and another does not any more, of what has to air: required segments and relays, and
 * sessions as a whole.
 *
 * Counts and compares; whether a loss is worth it is a person's to say.
 */
import type { Playlist, PlaylistEntry } from '../playlist/model.ts';
import type { Prepared } from './prepare.ts';
import type { Loss } from './ways-model.ts';

/** Both plans of the same channel and days. Sessions of `except` (ids) are not looked at. */
export const lossesOf = (
  prepared: Prepared,
  before: readonly Playlist[],
  after: readonly Playlist[],
  except: ReadonlySet<string>,
): Loss[] => {
  const has = (playlists: readonly Playlist[]) => playlists.filter(({ entries }) => entries.length > 0);
  const [was, is] = [has(before), has(after)];
  const sessions = distinct(was.map(({ session }) => session)).filter(
    (id) => !except.has(id) && times(is, id) < times(was, id),
  );
  const silent = new Set<string>(sessions);
  const [wasLaid, isLaid] = [was, is].map((playlists) => laid(prepared, playlists));
  const segments = [...(wasLaid ?? [])].filter(
    ([id, { session, slots }]) =>
      !except.has(session) && !silent.has(session) && (isLaid?.get(id)?.slots.size ?? 0) < slots.size,
  );
  return [
    ...sessions.map(
      (id): Loss => ({
        title: was.find(({ session }) => session === id)?.sessionName ?? id,
        reason:
          after.find(({ session, entries }) => session === id && entries.length === 0)?.absences[0]?.reason ?? null,
      }),
    ),
    ...segments.map(([id, { title, slots }]): Loss => {
      const missing = after.flatMap(({ absences }) => absences).filter(({ segment }) => segment === id);
      return { title, reason: missing.find((one) => slots.has(slotOf(one)))?.reason ?? missing[0]?.reason ?? null };
    }),
  ];
};

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

const times = (playlists: readonly Playlist[], id: string): number =>
  playlists.filter(({ session }) => session === id).length;

/** An id without the number of the piece. */
const slotOf = ({ id }: { readonly id: string }): string => id.split('#')[0] ?? id;

interface Laid {
  readonly title: string;
  readonly session: string;
  readonly slots: Set<string>;
}

/** By segment: the places in which it airs. */
const laid = (prepared: Prepared, playlists: readonly Playlist[]): Map<string, Laid> => {
  const found = new Map<string, Laid>();
  // What was added by an edit was added to be heard.
  const counts = ({ kind, segment }: PlaylistEntry): boolean =>
    kind !== 'filler' && prepared.segment(segment)?.required !== false;
  for (const { session, entries } of playlists)
    for (const entry of entries) {
      if (!counts(entry)) continue;
      const title = prepared.segment(entry.segment)?.title ?? entry.title;
      const one = found.get(entry.segment) ?? { title, session, slots: new Set() };
      one.slots.add(slotOf(entry));
      found.set(entry.segment, one);
    }
  return found;
};
