/** Ids of imported sessions and segments: from their names, never one that something else has, the same each time. */
import { asciiSlug } from '../../core/text.ts';
import type { FileSegment, FileSession, ImportGround, Playable } from './model.ts';

/** Leaves room for what tells two of one name apart. */
const SLUG_LIMIT = 30;

/** What a session is called by, before it has an id. */
export interface Draft {
  readonly name: string;
  readonly session: Omit<FileSession, 'id' | 'segments'>;
  readonly plays: readonly Playable[];
  /** Tells it apart from others of its name: weekdays, or the day of a single one. */
  readonly apart: string;
}

/** Ids: the name; with the clock time where several have it; with `apart`; with a number. */
export const sessionsOf = (drafts: readonly Draft[], taken: ImportGround['taken']): FileSession[] => {
  const slugs = drafts.map(({ name }) => asciiSlug(name, SLUG_LIMIT));
  /** How often a name is there, and how often among what recurs: a series keeps its name beside its single days. */
  const uses = new Map<string, number>();
  const count = (key: string): void => void uses.set(key, (uses.get(key) ?? 0) + 1);
  slugs.forEach((slug, n) => {
    count(slug);
    if (drafts[n]?.apart === '') count(`${slug} recurs`);
  });
  const given = new Set<string>();
  return drafts.map((draft, n) => {
    const slug = slugs[n] ?? '';
    const clock = `${slug}-${draft.session.start.slice(0, 5).replace(':', '')}`;
    const apart = draft.apart === '' ? clock : `${clock}-${draft.apart}`;
    const free = (id: string): boolean =>
      !given.has(id) &&
      !taken.has(`session/${id}`) &&
      draft.plays.every((_, m) => !taken.has(`segment/${segmentId(id, m)}`));
    const only = uses.get(slug) === 1 || (draft.apart === '' && uses.get(`${slug} recurs`) === 1);
    const id = [...(only ? [slug] : []), clock, apart].find(free) ?? numbered(apart, free);
    given.add(id);
    return { id, ...draft.session, segments: segmentsOf(id, draft.plays) };
  });
};

const numbered = (base: string, free: (id: string) => boolean): string => {
  for (let n = 2; ; n += 1) if (free(`${base}-${n}`)) return `${base}-${n}`;
};

const segmentId = (session: string, n: number): string => `${session}-${n + 1}`;

const segmentsOf = (session: string, plays: readonly Playable[]): FileSegment[] =>
  plays.map(({ name, fields }, n) => ({ id: segmentId(session, n), title: name, ...fields }));
