/**
 * A backup of a data folder, made while the service runs: both databases as they were at one moment each, the list of the
 * sound they refer to, and what proves that all of it is whole. Then old backups make room.
 *
 * The air log is copied first and loa.db after it. An entry refers to what loa.db had when it was made (the version of the
 * rundown, the person, the cut), and none of that is ever taken away; loa.db refers to no entry. So in this order every
 * reference of the copies leads somewhere, and in the other one the newest entries might not. What is promised of a backup is
 * therefore told by the log: every entry acknowledged before it began is in it.
 *
 * The key that signs for the log stays out unless it is asked for: whoever finds the disk with the backup could sign another
 * history in the log's name. A log restored without its key goes on under a new one, and what was signed stays checkable.
 */
import { join } from 'node:path';
import {
  type BackupRecord,
  DATABASES,
  formatRecord,
  formatSounds,
  type ListedSound,
  nameOfBackup,
  RECORD_FILE,
  SOUNDS_FILE,
  type SoundUse,
} from '../../core/backup/record.ts';
import { type Keep, staying } from '../../core/backup/rotation.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { examineLog, examineStore, headAt, type MadeFiles, madeNew } from '../../store/backup/examine.ts';
import {
  backupsIn,
  beginHalf,
  copyDatabase,
  copyOver,
  digestOf,
  factOf,
  filesIn,
  giveUp,
  onFiles,
  publish,
  removeBackup,
  writeText,
} from '../../store/backup/files.ts';
import type { Premises } from '../context.ts';
import { caretaking } from '../operation.ts';
import { isAnythingHeld, tellBackup } from '../within/backup-told.ts';
import { soundsBeside, wholeBackup } from '../within/whole-backup.ts';

export type BackupStep = 'airlog.db' | 'loa.db' | 'sounds' | 'checking' | 'rotating';

export interface AskedBackup {
  /** Where backups stand side by side. */
  readonly folder: string;
  readonly withSound: boolean;
  readonly withKeys: boolean;
  /** null: all stay. */
  readonly keep: Keep | null;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((step: BackupStep, done: number, of: number) => void) | undefined;
}

export interface MadeBackup {
  readonly path: string;
  readonly record: BackupRecord;
  /** Bytes of the backup's own files. */
  readonly bytes: number;
  /** Sounds that were not beside the backups yet. */
  readonly carried: number;
  /** Names of older backups that made room. */
  readonly removed: readonly string[];
  /** Names of folders that are called as backups are and are not whole: they stay, for a person to look at. */
  readonly broken: readonly string[];
}

/** Refuses with database.*, data.*, backup.damaged (what was written does not read back), file.*, audio.cancelled. Leaves nothing then. */
export const makeBackup = caretaking('backup.make', (ctx, asked: AskedBackup): Promise<Result<MadeBackup>> => {
  const madeAt = ctx.clock.instant();
  const name = nameOfBackup(madeAt);
  if (name === null) throw new Error(`no instant: ${madeAt}`);
  const missing = DATABASES.find((file) => factOf(ctx.dataDir, file) === null);
  if (missing !== undefined) {
    const path = join(ctx.dataDir, missing);
    return Promise.resolve(refuse('file.unreadable', { path, reason: 'ENOENT' }, { file: path }));
  }
  return onFiles(asked.folder, async () => {
    const half = await beginHalf(asked.folder, name);
    try {
      const path = join(asked.folder, name);
      const written = await write(ctx, asked, half, madeAt, soundsBeside(path));
      if (!written.ok) return written;
      const published = await publish(half, path);
      if (!published.ok) return published;
      const { record, carried, isCurrent } = written.value;
      const bytes = record.files.reduce((sum, file) => sum + file.bytes, 0);
      return ok({ path, record, bytes, carried, ...(await rotate(ctx, asked, { name, record, isCurrent })) });
    } finally {
      await giveUp(half);
    }
  });
});

const cancelled = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

const write = async (
  ctx: Premises,
  asked: AskedBackup,
  half: string,
  madeAt: string,
  beside: string,
): Promise<Result<{ readonly record: BackupRecord; readonly carried: number; readonly isCurrent: boolean }>> => {
  const made = madeNew();
  for (const [n, file] of DATABASES.entries()) {
    asked.onStep?.(file, n, DATABASES.length);
    await turn();
    if (cancelled(asked.signal)) return refuse('audio.cancelled', { what: 'backup' });
    const copied = copyDatabase(join(ctx.dataDir, file), join(half, file));
    if (!copied.ok) return copied;
  }
  const copies = looked(ctx, half, made);
  if (!copies.ok) return copies;
  const { uses, ...heads } = copies.value;
  const listed = await listSounds(ctx, uses);
  const carried = asked.withSound ? await carryAll(ctx, asked, beside, listed) : ok(0);
  if (!carried.ok) return carried;
  await writeText(join(half, SOUNDS_FILE), formatSounds(listed));
  const keys = asked.withKeys ? (await filesIn(join(ctx.dataDir, 'keys'))).filter(isKey) : [];
  for (const key of keys) await copyOver(join(ctx.dataDir, 'keys', key), join(half, 'keys', key));
  asked.onStep?.('checking', 0, 1);
  const names = [...DATABASES, SOUNDS_FILE, ...keys.map((key) => `keys/${key}`)];
  const record: BackupRecord = {
    madeAt,
    loa: ctx.version,
    ...heads,
    sounds: {
      listed: listed.length,
      missing: listed.filter(({ bytes }) => bytes === null).length,
      kept: asked.withSound,
    },
    files: names.flatMap((name) => factOf(half, name) ?? []),
  };
  await writeText(join(half, RECORD_FILE), formatRecord(record, digestOf));
  if (cancelled(asked.signal)) return refuse('audio.cancelled', { what: 'backup' });
  const changed = record.files.filter(({ name, sha256 }) => factOf(half, name)?.sha256 !== sha256);
  return changed.length === 0
    ? ok({ record, carried: carried.value, isCurrent: record.layouts.loa === made.loa.layout })
    : refuse('backup.damaged', {
        path: asked.folder,
        files: changed.map(({ name }) => `${name} (changed)`).join(', '),
      });
};

/** What is known outside of the log, kept beside the keys, goes on while the log is copied: it would contradict the copy. */
const isKey = (name: string): boolean => name.endsWith('.pem');

/** The copies' own story, held against the log that they were made from. Refuses with database.damaged, naming the data folder's file. */
const looked = (ctx: Premises, half: string, made: MadeFiles) => {
  const log = examineLog(half, made.airlog, true, []);
  const store = examineStore(half, made.loa, true);
  const [fault] = [...log.faults, ...store.faults];
  const source = headAt(ctx.dataDir, log.head.size);
  if (fault !== undefined || source.root !== log.head.root) {
    const file = fault !== undefined && 'file' in fault ? fault.file : 'airlog.db';
    return refuse('database.damaged', { path: join(ctx.dataDir, file), detail: JSON.stringify(fault ?? source) });
  }
  const uses = new Map<Sha256, readonly SoundUse[]>(store.sounds);
  for (const hash of log.aired) uses.set(hash, [...(uses.get(hash) ?? []), 'aired']);
  return ok({ uses, layouts: { loa: store.layout, airlog: log.layout }, airLog: log.head });
};

const listSounds = async (ctx: Premises, uses: ReadonlyMap<Sha256, readonly SoundUse[]>): Promise<ListedSound[]> => {
  const listed: ListedSound[] = [];
  for (const [hash, of] of [...uses].sort(([a], [b]) => (a < b ? -1 : 1)))
    listed.push({ hash, uses: of, bytes: await ctx.sounds.sizeOf(hash) });
  return listed;
};

/** Answers how many were not there yet. Cancelled: what was carried so far stays, whole under its hash, for the next backup. */
const carryAll = async (
  ctx: Premises,
  { signal, onStep }: AskedBackup,
  beside: string,
  listed: readonly ListedSound[],
): Promise<Result<number>> => {
  let carried = 0;
  const there = listed.filter(({ bytes }) => bytes !== null);
  for (const [n, { hash }] of there.entries()) {
    onStep?.('sounds', n, there.length);
    if (cancelled(signal)) return refuse('audio.cancelled', { what: 'backup' });
    const one = await ctx.sounds.carryTo(beside, hash);
    if (!one.ok) return one;
    if (one.value) carried += 1;
  }
  return ok(carried);
};

/**
 * Only whole backups count and only they go; the one just made stays whatever the rule says. They go once the audit says so, and not
 * while a hold is in force. A loa.db of an earlier layout is left as it is: it is brought up to date by the service, not by its backup.
 */
const rotate = async (
  ctx: Premises,
  { folder, keep, withSound, onStep }: AskedBackup,
  { name, record, isCurrent }: { readonly name: string; readonly record: BackupRecord; readonly isCurrent: boolean },
) => {
  const whole: (readonly [name: string, madeAt: string])[] = [];
  const broken: string[] = [];
  const found = await backupsIn(folder);
  for (const [n, one] of found.entries()) {
    onStep?.('rotating', n, found.length);
    if ((await wholeBackup(join(folder, one[0]))).ok) whole.push(one);
    else broken.push(one[0]);
  }
  const stay = new Set(
    keep === null
      ? whole.map(([, madeAt]) => madeAt)
      : staying(
          whole.map(([, at]) => at),
          keep,
        ),
  );
  const old = whole.filter(([other, madeAt]) => other !== name && !stay.has(madeAt)).map(([other]) => other);
  if (!isCurrent) return { removed: [], broken };
  const held = isAnythingHeld(ctx);
  const removing = held.ok && !held.value ? old : [];
  // A backup that could not be told of is there all the same; it only takes no other's place.
  const told = tellBackup(ctx, { name, entries: record.airLog.size, withSound, removing });
  const removed = told.ok ? removing : [];
  for (const other of removed) await removeBackup(folder, other);
  return { removed, broken };
};

/** Lets signals be heard: copying a database holds the thread. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
