/** A backup's folder, read and held against what it says of itself: nothing of it is believed unhashed. */
import { basename, join } from 'node:path';
import type { DataFault } from '../../core/backup/faults.ts';
import {
  type BackupRecord,
  type ListedSound,
  nameOfBackup,
  RECORD_FILE,
  readRecord,
  readSounds,
  SOUNDS_FILE,
} from '../../core/backup/record.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { examineLog, examineStore, type MadeFiles } from '../../store/backup/examine.ts';
import { digestOf, factOf, textIn } from '../../store/backup/files.ts';

export interface WholeBackup {
  readonly path: string;
  readonly record: BackupRecord;
  readonly listed: readonly ListedSound[];
}

/** Beside the backups of a folder, their sound: each once, under its hash. */
export const soundsBeside = (backup: string): string => join(backup, '..', 'sounds');

/** `backup.json` alone. null: not there, or not as it was written. */
export const recordOf = async (path: string): Promise<BackupRecord | null> => {
  const text = await textIn(join(path, RECORD_FILE));
  return text === null ? null : readRecord(text, digestOf);
};

/** Whether every file has the bytes that it had. Refuses with backup.damaged, naming each bad file. */
export const wholeBackup = async (path: string): Promise<Result<WholeBackup>> => {
  const record = await recordOf(path);
  if (record === null)
    return damaged(path, [
      `${RECORD_FILE} (${(await textIn(join(path, RECORD_FILE))) === null ? 'missing' : 'changed'})`,
    ]);
  const bad = record.files.flatMap(({ name, bytes, sha256 }) => {
    const found = factOf(path, name);
    if (found === null) return [`${name} (missing)`];
    if (found.bytes !== bytes) return [`${name} (${found.bytes}/${bytes} byte)`];
    return found.sha256 === sha256 ? [] : [`${name} (changed)`];
  });
  // A renamed backup would stand at the wrong place in time for the rotation.
  if (basename(path) !== nameOfBackup(record.madeAt)) bad.push(`${basename(path)} (${nameOfBackup(record.madeAt)}?)`);
  const listed = readSounds((await textIn(join(path, SOUNDS_FILE))) ?? '');
  if (bad.length > 0 || listed === null) return damaged(path, bad.length > 0 ? bad : [`${SOUNDS_FILE} (changed)`]);
  return ok({ path, record, listed });
};

/** Whether the databases of a backup are what they should be, and the log is the one recorded. Refuses with backup.damaged. */
export const soundDatabases = (
  path: string,
  made: MadeFiles,
  { airLog }: Pick<BackupRecord, 'airLog'>,
): Result<void> => {
  const log = examineLog(path, made.airlog, true, [{ ...airLog, source: RECORD_FILE }]);
  const faults = [...log.faults, ...examineStore(path, made.loa, true).faults];
  if (log.head.size !== airLog.size) return damaged(path, [`airlog.db (${log.head.size}/${airLog.size})`]);
  return faults.length === 0 ? ok(undefined) : damaged(path, [...new Set(faults.map(shortly))]);
};

const damaged = (path: string, files: readonly string[]): Result<never> =>
  refuse('backup.damaged', { path, files: files.join(', ') }, { file: path });

const shortly = (fault: DataFault): string => {
  const file = 'file' in fault ? fault.file : 'airlog.db';
  const detail =
    'name' in fault ? fault.name : 'detail' in fault ? fault.detail : 'seq' in fault ? String(fault.seq) : '';
  return `${file} (${fault.what}${detail === '' ? '' : `: ${detail}`})`;
};
