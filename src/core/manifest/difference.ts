/**
 * What a newer manifest changes, in the order of its days: what an operator reads before they trust it.
 *
 * Sessions are told apart by their day and id; a session whose start, length, sound, volume or items differ is told by what differs.
 * Days that the newer one has no more because they are over are no change.
 */
import type { LocalDate } from '../time/local.ts';
import type { Manifest, ManifestSession } from './model.ts';

/** Where a change lies. */
interface At {
  readonly day: LocalDate;
  readonly session: string;
  /** Its name as the newer one has it. */
  readonly name: string;
}

export type ManifestChange = At &
  (
    | { readonly kind: 'session-added'; readonly start: string }
    | { readonly kind: 'session-removed'; readonly start: string }
    /** Local times. */
    | { readonly kind: 'session-moved'; readonly from: string; readonly to: string }
    | { readonly kind: 'length'; readonly fromMs: number; readonly toMs: number }
    | { readonly kind: 'volume'; readonly from: number | null; readonly to: number | null }
    | { readonly kind: 'item-added'; readonly title: string }
    | { readonly kind: 'item-removed'; readonly title: string }
    /** The same items, another sound: something was recorded or rendered anew. */
    | { readonly kind: 'sound' }
  );

/** `from` is the first day that still matters. `before` null: everything is new, and nothing is a change. */
export const differences = (before: Manifest | null, after: Manifest, from: LocalDate): ManifestChange[] => {
  if (before === null) return [];
  const [old, now] = [sessionsOf(before, from), sessionsOf(after, from)];
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  const known = new Set(before.days.map(({ day }) => day));
  return keys
    .flatMap((key): ManifestChange[] => {
      const [was, is] = [old.get(key), now.get(key)];
      if (was === undefined && is !== undefined)
        // A day that the older one did not reach is the next day of the plan, and no change of it.
        return known.has(is.at.day) ? [{ ...is.at, kind: 'session-added', start: is.session.start.local }] : [];
      if (was !== undefined && is === undefined)
        return [{ ...was.at, kind: 'session-removed', start: was.session.start.local }];
      return was === undefined || is === undefined ? [] : within(is.at, was.session, is.session);
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
};

interface Placed {
  readonly at: At;
  readonly session: ManifestSession;
}

const sessionsOf = ({ days }: Manifest, from: LocalDate): Map<string, Placed> =>
  new Map(
    days
      .filter(({ day }) => day >= from)
      .flatMap(({ day, sessions }) =>
        sessions.map((session) => [
          `${day} ${session.id}`,
          { at: { day, session: session.id, name: session.name }, session },
        ]),
      ),
  );

const within = (at: At, was: ManifestSession, is: ManifestSession): ManifestChange[] => {
  const changes: ManifestChange[] = [];
  if (was.start.instant !== is.start.instant)
    changes.push({ ...at, kind: 'session-moved', from: was.start.local, to: is.start.local });
  // A second more or less is heard by nobody.
  if (Math.abs(was.lengthMs - is.lengthMs) >= 1000)
    changes.push({ ...at, kind: 'length', fromMs: was.lengthMs, toMs: is.lengthMs });
  if (was.volume !== is.volume) changes.push({ ...at, kind: 'volume', from: was.volume, to: is.volume });
  const items = [...changedItems(at, was, is)];
  changes.push(...items);
  if (items.length === 0 && was.sound?.sha256 !== is.sound?.sha256) changes.push({ ...at, kind: 'sound' });
  return changes;
};

/** By title, each as often as it stands there: a repeat that goes is told as one. */
const changedItems = (at: At, was: ManifestSession, is: ManifestSession): ManifestChange[] => {
  const left = was.items.map(({ title }) => title);
  const added: ManifestChange[] = [];
  for (const { title } of is.items) {
    const place = left.indexOf(title);
    if (place < 0) added.push({ ...at, kind: 'item-added', title });
    else left.splice(place, 1);
  }
  return [...left.map((title): ManifestChange => ({ ...at, kind: 'item-removed', title })), ...added];
};
