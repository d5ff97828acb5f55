/**
 * What a backup says of itself: the name of its folder, `backup.json` and `sounds.json`.
 *
 * `backup.json` has one form only and ends with the SHA-256 of itself, so that no byte of it changes unseen. Reading answers
 * null for everything else: a folder that does not say plainly what it holds is no backup.
 */
import { canonicalJson } from '../evidence/canonical.ts';
import { SHA256_PATTERN, type Sha256 } from '../ids.ts';

const BACKUP_FORMAT = 'loa-backup/1';
/** In a backup's folder. */
export const RECORD_FILE = 'backup.json';
export const SOUNDS_FILE = 'sounds.json';
export const DATABASES = ['airlog.db', 'loa.db'] as const;

export interface FileFact {
  /** In the backup's folder: 'loa.db', 'keys/log.key'. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: Sha256;
}

export interface LogHead {
  /** Entries in the air log. */
  readonly size: number;
  /** RFC 9162 §2.1.1 root over them, base64. */
  readonly root: string;
}

export interface BackupRecord {
  /** RFC 3339 in UTC, whole seconds. */
  readonly madeAt: string;
  /** Version of the program. */
  readonly loa: string;
  /** Migrations that loa.db has had; PRAGMA user_version of airlog.db. */
  readonly layouts: { readonly loa: number; readonly airlog: number };
  readonly airLog: LogHead;
  /** Sounds that the databases refer to, how many of them were not on the shelf, and whether their bytes lie beside the backup. */
  readonly sounds: { readonly listed: number; readonly missing: number; readonly kept: boolean };
  readonly files: readonly FileFact[];
}

/** What a sound is to the databases: 'aired' is the cut that an air-log entry names. */
export type SoundUse = 'original' | 'master' | 'waveform' | 'rendering' | 'proof' | 'aired';

export interface ListedSound {
  readonly hash: Sha256;
  readonly uses: readonly SoundUse[];
  /** null: not on the shelf. */
  readonly bytes: number | null;
}

/** SHA-256 of a text's UTF-8, in hex. */
export type Digest = (text: string) => string;

export const formatRecord = (record: BackupRecord, digest: Digest): string => {
  const body = { format: BACKUP_FORMAT, ...record };
  return `${JSON.stringify({ ...body, sha256: digest(canonicalJson(body)) }, null, 2)}\n`;
};

/** null: not the text that formatRecord() makes. */
export const readRecord = (text: string, digest: Digest): BackupRecord | null => {
  const read = jsonIn(text);
  if (!isObject(read) || read['format'] !== BACKUP_FORMAT) return null;
  const { format: _format, sha256: _sha256, ...body } = read;
  if (!isRecord(body)) return null;
  return formatRecord(body, digest) === text ? body : null;
};

const isRecord = (
  body: Readonly<Record<string, unknown>>,
): body is Readonly<Record<string, unknown>> & BackupRecord => {
  const { madeAt, loa, layouts, airLog, sounds, files } = body;
  return (
    typeof madeAt === 'string' &&
    nameOfBackup(madeAt) !== null &&
    typeof loa === 'string' &&
    isObject(layouts) &&
    isCount(layouts['loa']) &&
    isCount(layouts['airlog']) &&
    isObject(airLog) &&
    isCount(airLog['size']) &&
    typeof airLog['root'] === 'string' &&
    isObject(sounds) &&
    isCount(sounds['listed']) &&
    isCount(sounds['missing']) &&
    typeof sounds['kept'] === 'boolean' &&
    Array.isArray(files) &&
    files.every(isFact) &&
    [...DATABASES, SOUNDS_FILE].every((name) => files.some((file) => file.name === name))
  );
};

/** No name leads out of the folder: it is joined to a path. */
const NAME = /^(keys\/(retired\/)?)?[A-Za-z0-9][A-Za-z0-9._-]*$/;

const isFact = (file: unknown): file is FileFact =>
  isObject(file) &&
  typeof file['name'] === 'string' &&
  NAME.test(file['name']) &&
  isCount(file['bytes']) &&
  isHash(file['sha256']);

/** 'loa-20261129-113849Z' for '2026-11-29T11:38:49Z'; null for anything that is no such instant. */
export const nameOfBackup = (madeAt: string): string | null =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(madeAt) ? `loa-${madeAt.replaceAll(/[-:]/g, '').replace('T', '-')}` : null;

/** The instant in a backup's name; null: not the name of a backup. */
export const madeAtIn = (name: string): string | null => {
  const [, year, month, day, hour, minute, second] = /^loa-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)Z$/.exec(name) ?? [];
  if (year === undefined) return null;
  const madeAt = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  try {
    return Temporal.Instant.from(madeAt).toString() === madeAt ? madeAt : null;
  } catch {
    return null;
  }
};

export const formatSounds = (sounds: readonly ListedSound[]): string => `${JSON.stringify({ sounds }, null, 1)}\n`;

/** null: not such a list. */
export const readSounds = (text: string): readonly ListedSound[] | null => {
  const read = jsonIn(text);
  const sounds = isObject(read) ? read['sounds'] : null;
  return Array.isArray(sounds) && sounds.every(isSound) ? sounds : null;
};

const isSound = (sound: unknown): sound is ListedSound =>
  isObject(sound) &&
  isHash(sound['hash']) &&
  Array.isArray(sound['uses']) &&
  (sound['bytes'] === null || isCount(sound['bytes']));

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isHash = (value: unknown): value is Sha256 => typeof value === 'string' && SHA256_PATTERN.test(value);
