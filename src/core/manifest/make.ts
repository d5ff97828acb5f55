/**
 * From approved days to the manifest of one site: what a second person said yes to, and nothing else.
 *
 * A manifest that says the same as the one before is not made: versions rise only when something changed, so that a new version is news.
 */
import { canonicalJson } from '../evidence/canonical.ts';
import type { SegmentId, Sha256 } from '../ids.ts';
import type { Playlist } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import type { Authorisation } from '../schedule/model.ts';
import type { LocalDate } from '../time/local.ts';
import type { LatePolicy, Manifest, ManifestDay, ManifestSession, ManifestSound } from './model.ts';
import { MANIFEST_FORMAT } from './model.ts';

/** One session of it, ready to go out. */
export interface ReadySession {
  readonly playlist: Playlist;
  /** null: nothing of it sounds from a file. */
  readonly sound: ManifestSound | null;
  readonly authorised: Authorisation | null;
  /** What a relay of it relays, by the segment's id; undefined: the schedule knows it no more. */
  readonly sourceOf: (segment: SegmentId) => string | undefined;
}

/** A day as it was approved. */
export interface ApprovedDay {
  readonly day: LocalDate;
  readonly version: number;
  readonly hash: Sha256;
  readonly sessions: readonly ReadySession[];
}

/** How late a session may begin, seconds: a relay is joined wherever it is, a bulletin is begun from its first word. */
const GRACE_SECONDS = 180;

export const manifestDay = ({ day, version, hash, sessions }: ApprovedDay): ManifestDay => ({
  day,
  version,
  hash,
  sessions: sessions
    .filter(({ playlist: { entries } }) => entries.length > 0)
    .map(sessionOf)
    .toSorted((a, b) => order(a.start.instant, b.start.instant) || order(a.id, b.id)),
});

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sessionOf = ({ playlist, sound, authorised, sourceOf }: ReadySession): ManifestSession => ({
  id: playlist.session,
  name: playlist.sessionName,
  start: playlist.start,
  lengthMs: Math.max(...playlist.entries.map(({ offset, length }) => milliseconds(offset + length))),
  sound,
  late: lateOf(playlist),
  graceSeconds: GRACE_SECONDS,
  volume: null,
  authorised,
  items: playlist.entries.map(({ id, segment, title, kind, language, offset, length }) => {
    const source = kind === 'relay' ? sourceOf(segment) : undefined;
    return {
      ...{ id, title, kind, language },
      ...(source === undefined ? {} : { source }),
      offsetMs: milliseconds(offset),
      lengthMs: milliseconds(length),
    };
  }),
});

const lateOf = ({ entries }: Playlist): LatePolicy =>
  entries.some(({ kind }) => kind === 'relay') ? 'join' : 'from-start';

const milliseconds = (samples: number): number => Math.round((samples * 1000) / SAMPLE_RATE);

/** All that a manifest says, its number and dates aside. */
export type ManifestContent = Pick<Manifest, 'origin' | 'site' | 'zone' | 'hours' | 'days'>;

export interface Issue {
  /** RFC 3339 instants. */
  readonly issuedAt: string;
  readonly validUntil: string;
  readonly checkpoint: string | null;
}

/**
 * The next manifest; null: `before` says all of it already and is valid long enough (`renewAfter`: an instant; what is valid no longer
 * than that is issued anew; `above`: a version that a site may hold which we know nothing of, 0 for none). Days that are over when
 * it is issued may be in `before` without being news.
 */
export const nextManifest = (
  before: Manifest | null,
  content: ManifestContent,
  { renewAfter, above, ...issue }: Issue & { readonly renewAfter: string; readonly above: number },
): Manifest | null => {
  if (content.days.length === 0) return null;
  const last = before?.version ?? 0;
  if (before !== null && last > above && before.validUntil > renewAfter && says(before, content)) return null;
  return { format: MANIFEST_FORMAT, ...content, version: Math.max(last, above) + 1, ...issue };
};

const says = ({ origin, site, zone, hours, days }: Manifest, content: ManifestContent): boolean => {
  const first = content.days[0]?.day ?? '';
  const still = <T extends { readonly day: LocalDate }>(all: readonly T[]): T[] =>
    all.filter(({ day }) => day >= first);
  return canonicalJson({ origin, site, zone, hours: still(hours), days: still(days) }) === canonicalJson(content);
};
