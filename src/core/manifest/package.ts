/**
 * The offline package: what lies in the ZIP that goes to a site by stick or messenger, and whether what came is all of it.
 *
 * Two things vouch for it. The list of hashes says whether the copy is whole; the centre's signature on the manifest says whether
 * to believe it, and which sound may be played. Pure: nothing is read or written here.
 */
import { zipGate } from '../container/zip-gate.ts';
import { SHA256_PATTERN, type Sha256 } from '../ids.ts';
import type { Playlist } from '../playlist/model.ts';
import type { Channel, Station } from '../schedule/model.ts';
import type { LocalDate } from '../time/local.ts';
import type { BadFile } from './faults.ts';
import type { Manifest, ManifestSession, ManifestSound } from './model.ts';

/** Names within the ZIP, ASCII as FAT32 and old tools take them. Sound lies in a folder for each day. */
export const PACKAGE = {
  /** As sha256sum writes and checks it: every other file of the package. */
  sums: 'SHA256SUMS',
  manifest: 'manifest.loa-manifest',
  readme: 'DOC-TRUOC.txt',
  key: 'khoa-kiem-tra.txt',
  /** How the centre's key followed those before it, notes in a JSON list; only where one did. */
  chain: 'chuoi-khoa.json',
  /** Which rows the centre's log has (row-receipts.ts); packages of an earlier Loa have none. */
  receipts: 'bien-nhan.loa-receipts',
  sheet: 'lich-phat.pdf',
} as const;

/** These two stand first, so that a copy that broke off still says what is missing of it. */
export const PACKAGE_FIRST: readonly string[] = [PACKAGE.sums, PACKAGE.manifest];

/** Of sound, at most: with all that lies beside it one file that FAT32 holds, which is what sticks come with. */
export const PACKAGE_BYTES = 2 ** 32 - 2 ** 26;

/** What is unpacked at most: 31 days of a dozen sessions, and room. */
export const PACKAGE_LIMITS = { files: 2000, bytes: 2 ** 32 - 1 };

/** Of the list and of the manifest, in bytes: they are read into memory before anything is believed. */
export const LONGEST_TEXT = 8 * 1024 ** 2;

export interface ListedFile {
  readonly name: string;
  readonly sha256: Sha256;
}

/** The files that SHA256SUMS names, in its order; null: it is no such list, or names a file twice or outside its folder. */
export const listedIn = (sums: string): readonly ListedFile[] | null => {
  const judge = zipGate(PACKAGE_LIMITS);
  const files: ListedFile[] = [];
  for (const line of sums.split(/\r?\n/)) {
    if (line === '') continue;
    const [, sha256 = '', name = ''] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
    if (!SHA256_PATTERN.test(sha256) || judge({ name, bytes: 0 }) !== null) return null;
    files.push({ name, sha256: sha256 as Sha256 });
  }
  return files.length === 0 ? null : files;
};

/** What was found of a file: the hash of all its bytes, or that it ends too early. */
export type FoundFile = Sha256 | 'cut';

/** Every listed file that is not there as it was sent, in the order of the list. */
export const badFiles = (listed: readonly ListedFile[], found: ReadonlyMap<string, FoundFile>): BadFile[] =>
  listed.flatMap(({ name, sha256 }): BadFile[] => {
    const is = found.get(name);
    if (is === sha256) return [];
    return [{ name, fault: is === undefined ? 'missing' : is === 'cut' ? 'cut' : 'changed' }];
  });

/** Sessions that play a file and are not over at `now`, an RFC 3339 instant. */
const sessionsAhead = (
  { days }: Manifest,
  now: string,
): { readonly day: string; readonly session: ManifestSession }[] =>
  days.flatMap(({ day, sessions }) =>
    sessions
      .filter(({ sound, start, lengthMs }) => {
        const end = Temporal.Instant.from(start.instant).add({ milliseconds: lengthMs });
        return sound !== null && Temporal.Instant.compare(end, Temporal.Instant.from(now)) > 0;
      })
      .map((session) => ({ day, session })),
  );

export interface SoundToCopy {
  /** Its name in the package. */
  readonly name: string;
  readonly sound: ManifestSound;
}

export interface SessionWithoutSound {
  readonly day: string;
  readonly id: string;
  readonly name: string;
  /** Local. */
  readonly start: string;
}

export interface TakingPlan {
  /** Each sound once. */
  readonly copy: readonly SoundToCopy[];
  /** Sounds of the package that the site has already. */
  readonly there: number;
  /** Coming sessions whose sound is neither in the package nor at the site: days that were not packed. */
  readonly without: readonly SessionWithoutSound[];
}

/** Of a whole package: only sound that the signed manifest names is taken. `held`: hashes that lie whole at the site. */
export const takingPlan = (
  manifest: Manifest,
  listed: readonly ListedFile[],
  held: ReadonlySet<string>,
  now: string,
): TakingPlan => {
  const packed = new Map(listed.map(({ name, sha256 }) => [sha256, name]));
  const named = new Map(
    manifest.days
      .flatMap(({ sessions }) => sessions.flatMap(({ sound }) => (sound === null ? [] : [sound])))
      .map((sound) => [sound.sha256, sound]),
  );
  const mine = [...named.values()].filter(({ sha256 }) => packed.has(sha256));
  const copy = mine
    .filter(({ sha256 }) => !held.has(sha256))
    .map((sound): SoundToCopy => ({ name: packed.get(sound.sha256) ?? '', sound }));
  const without = sessionsAhead(manifest, now)
    .filter(({ session: { sound } }) => sound !== null && !packed.has(sound.sha256) && !held.has(sound.sha256))
    .map(({ day, session: { id, name, start } }): SessionWithoutSound => ({ day, id, name, start: start.local }));
  return { copy, there: mine.length - copy.length, without };
};

interface PackedSession {
  /** As it was approved; null: that version is no longer kept. */
  readonly playlist: Playlist | null;
  readonly session: ManifestSession;
  /** In the package, without its ending: '2026-11-30/0500-buoi-sang'. */
  readonly stem: string;
}

/** What is packed for a site, beside the bytes of its sound. */
export interface PackedDays {
  readonly channel: Channel;
  readonly station: Station;
  readonly version: number;
  readonly validUntil: string;
  readonly note: string;
  readonly vkey: string;
  /** Signed notes, the oldest first (evidence/next-key.ts). */
  readonly chain: readonly string[];
  /** A signed note (row-receipts.ts). */
  readonly receipts: string;
  readonly days: readonly {
    readonly day: LocalDate;
    readonly hash: Sha256;
    readonly sessions: readonly PackedSession[];
  }[];
}

export interface PackageToImport {
  /** Of the ZIP, and of the site's folder. */
  readonly path: string;
  readonly folder: string;
  /** A verifier key from paper; null: the one that is pinned in the folder. */
  readonly key: string | null;
  /** RFC 3339 instant; null: this machine does not know the time. */
  readonly now: string | null;
}

export interface ImportedPackage {
  readonly site: Manifest['site'];
  readonly version: number;
  readonly validUntil: string;
  /** 'same': the site held this version already. */
  readonly standing: 'new' | 'same';
  readonly days: readonly string[];
  /** Sounds that were copied just now, and of this package were there before. */
  readonly copied: number;
  readonly there: number;
  readonly without: readonly SessionWithoutSound[];
  /** Rows of this site that the package brought a receipt for. */
  readonly received: number;
}
