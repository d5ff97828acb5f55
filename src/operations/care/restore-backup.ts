/**
 * A backup put back into a data folder. Everything is read and hashed before anything is touched; what was there is moved
 * aside and never removed, and neither is any backup.
 *
 * An air log whose newest entries are gone would give their numbers to others, and nobody who holds a proof of the old ones
 * could tell them apart from a forgery. So a backup that lacks entries which are known to exist (in the folder itself, or
 * from outside: a size, a checkpoint) is refused, unless whoever asks accepts the loss, which is then told to the entry.
 */
import { join } from 'node:path';
import { type BackupRecord, DATABASES, nameOfBackup } from '../../core/backup/record.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { entriesNotIn, headAt, type Loss, type MadeFiles, madeNew } from '../../store/backup/examine.ts';
import { headIn } from '../../store/backup/examine-beside.ts';
import {
  beginHalf,
  copyOver,
  factOf,
  giveUp,
  keepAside,
  moveTo,
  onFiles,
  textIn,
  unused,
} from '../../store/backup/files.ts';
import { openStore } from '../../store/database.ts';
import { storeRefusal } from '../../store/failures.ts';
import type { Premises } from '../context.ts';
import { caretaking } from '../operation.ts';
import { note } from '../within/note.ts';
import { soundDatabases, soundsBeside, type WholeBackup, wholeBackup } from '../within/whole-backup.ts';

const NEWEST = join('keys', 'newest-checkpoint');

export interface AskedRestore {
  readonly backup: string;
  /** What is in the data folder is moved aside. */
  readonly force: boolean;
  /** Entries that the log is known to have had. */
  readonly knownSize: number | null;
  /** A signed note, as text, of this log; its signatures are not checked here. */
  readonly knownCheckpoint: string | null;
  readonly acceptLoss: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((done: number, of: number) => void) | undefined;
}

export interface Restored {
  readonly record: BackupRecord;
  /** Entries that are known to be lost, from a number on; null: nothing is known of what came after the backup. */
  readonly lost: Loss | null;
  /** Where what was there has been moved to; null: there was nothing. */
  readonly aside: string | null;
  /** Sounds put back, and those that the databases refer to and that are nowhere. */
  readonly sounds: { readonly carried: number; readonly missing: number };
  readonly keys: boolean;
}

/**
 * Refuses with backup.damaged, restore.occupied, restore.rollback, data.*, database.newer, proof.*, audio.cancelled; the data
 * folder is then as it was.
 */
export const restoreBackup = caretaking(
  'backup.restore',
  (ctx, asked: AskedRestore): Promise<Result<Restored>> =>
    onFiles(ctx.dataDir, async () => {
      const made = madeNew();
      const backup = await ready(ctx, asked.backup, made);
      if (!backup.ok) return backup;
      const { record } = backup.value;
      const present = DATABASES.some((name) => factOf(ctx.dataDir, name) !== null);
      if (present && !asked.force) return refuse('restore.occupied', { path: ctx.dataDir });
      for (const name of DATABASES) {
        const free = unused(join(ctx.dataDir, name));
        if (!free.ok) return free;
      }
      const lost = await lossOf(ctx, asked, record);
      if (!lost.ok) return lost;
      const half = await beginHalf(ctx.dataDir, `restore-${nameOfBackup(record.madeAt)}`);
      try {
        for (const { name, sha256 } of record.files) {
          await copyOver(join(asked.backup, name), join(half, name));
          if (factOf(half, name)?.sha256 !== sha256)
            return refuse('backup.damaged', { path: asked.backup, files: `${name} (changed)` }, { file: asked.backup });
        }
        if (asked.signal?.aborted === true) return refuse('audio.cancelled', { what: 'restore' });
        const aside = await putInPlace(ctx, half, record, (lost.value?.lost ?? 0) > 0);
        const sounds = await putSoundsBack(ctx, asked, backup.value);
        if (!sounds.ok) return sounds;
        const noted = tell(ctx, record, lost.value);
        if (!noted.ok) return noted;
        const keys = record.files.some(({ name }) => name.startsWith('keys/'));
        return ok({ record, lost: lost.value, aside, sounds: sounds.value, keys });
      } finally {
        await giveUp(half);
      }
    }),
);

/** The backup, whole to its last sound. Refuses with backup.damaged, database.newer. */
const ready = async (ctx: Premises, path: string, made: MadeFiles): Promise<Result<WholeBackup>> => {
  const backup = await wholeBackup(path);
  if (!backup.ok) return backup;
  const { record, listed } = backup.value;
  for (const part of ['loa', 'airlog'] as const) {
    const [found, known] = [record.layouts[part], made[part].layout];
    if (found > known) return refuse('database.newer', { path: join(path, `${part}.db`), found, known });
  }
  const databases = soundDatabases(path, made, record);
  if (!databases.ok) return databases;
  const bad: string[] = [];
  for (const { hash, bytes } of record.sounds.kept ? listed : [])
    if (
      bytes !== null &&
      (await ctx.sounds.sizeOf(hash)) === null &&
      !(await ctx.sounds.verifyIn(soundsBeside(path), hash))
    )
      bad.push(`sounds/${hash}`);
  return bad.length === 0 ? backup : refuse('backup.damaged', { path, files: bad.join(', ') }, { file: path });
};

/** Entries known to exist and not in the backup. Refuses with restore.rollback, proof.*, and data.* when the present log is busy. */
const lossOf = async (ctx: Premises, asked: AskedRestore, { airLog }: BackupRecord): Promise<Result<Loss | null>> => {
  const known: (Loss & { readonly source: string })[] = [];
  const upTo = (size: number): Loss => ({ first: airLog.size, lost: Math.max(0, size - airLog.size) });
  if (factOf(ctx.dataDir, 'airlog.db') !== null) {
    try {
      known.push({ ...entriesNotIn(ctx.dataDir, asked.backup), source: 'airlog.db' });
    } catch (error) {
      const refused = storeRefusal(error, ctx.dataDir);
      if (refused === null) throw error;
      // A log that cannot be read any more tells nothing; that is what backups are for.
      if (refused.refusals[0].code !== 'database.damaged') return refused;
    }
  }
  if (asked.knownSize !== null) known.push({ ...upTo(asked.knownSize), source: String(asked.knownSize) });
  // The newest checkpoint that left the log is kept beside its key, where no backup of the databases takes it back in time.
  const newest = headIn((await textIn(join(ctx.dataDir, NEWEST))) ?? '');
  if (newest.ok) {
    const { size, root, source } = newest.value;
    const other = size <= airLog.size && headAt(asked.backup, size).root !== root;
    // Of a log that is another one, none of the entries that were vouched for are known to be here.
    known.push({ ...(other ? { first: 0, lost: size } : upTo(size)), source });
  }
  if (asked.knownCheckpoint !== null) {
    const head = headIn(asked.knownCheckpoint);
    if (!head.ok) return head;
    const { size, root, source } = head.value;
    if (size <= airLog.size && headAt(asked.backup, size).root !== root)
      return refuse('proof.wrong', { fault: 'root' });
    known.push({ ...upTo(size), source });
  }
  const [worst] = known.toSorted((a, b) => b.lost - a.lost);
  if (worst === undefined) return ok(null);
  const { first, lost, source } = worst;
  return lost > 0 && !asked.acceptLoss
    ? refuse('restore.rollback', { backup: airLog.size, lost, source })
    : ok({ first, lost });
};

/**
 * Each database takes the place of the old one in one step, the log first: whatever a kill leaves, a start never finds a
 * folder without a log and begins one from 0. Write-ahead logs go before, or SQLite would play them into the restored files.
 */
const putInPlace = async (
  ctx: Premises,
  half: string,
  record: BackupRecord,
  losing: boolean,
): Promise<string | null> => {
  const stamp = ctx.clock.instant().replaceAll(/[-:]/g, '').replace('T', '-');
  const aside = join(ctx.dataDir, `before-restore-${stamp}-${ctx.random.bytes(3).toHex()}`);
  const beside = DATABASES.flatMap((name) => ['-wal', '-shm', '-journal'].map((end) => `${name}${end}`));
  const keys = record.files.filter(({ name }) => name.startsWith('keys/')).map(({ name }) => name);
  const there = (name: string): boolean => factOf(ctx.dataDir, name) !== null;
  const old = [...DATABASES, ...keys].filter(there);
  // Who accepts the loss of entries also lets go of the checkpoint over them, or nothing could be appended any more.
  const moved = [...beside, ...(losing ? [NEWEST] : [])].filter(there);
  for (const name of moved) await moveTo(join(ctx.dataDir, name), join(aside, name));
  for (const name of old) await keepAside(join(ctx.dataDir, name), join(aside, name));
  for (const name of [...DATABASES, ...keys]) await moveTo(join(half, name), join(ctx.dataDir, name));
  return old.length + moved.length > 0 ? aside : null;
};

const putSoundsBack = async (ctx: Premises, { onStep }: AskedRestore, { path, record, listed }: WholeBackup) => {
  let [carried, missing] = [0, 0];
  for (const [n, { hash, bytes }] of listed.entries()) {
    onStep?.(n, listed.length);
    if ((await ctx.sounds.sizeOf(hash)) !== null) continue;
    if (!record.sounds.kept || bytes === null) missing += 1;
    else {
      const back = await ctx.sounds.carryFrom(soundsBeside(path), hash);
      if (!back.ok) return back;
      carried += 1;
    }
  }
  return ok({ carried, missing });
};

/** The history of changes says that here it was cut. */
const tell = (ctx: Premises, { madeAt, airLog }: BackupRecord, lost: Loss | null): Result<void> => {
  const store = openStore(ctx.dataDir);
  if (!store.ok) return store;
  try {
    return store.value.transact((rows) => {
      const [before, after] = [{ lost }, { madeAt, size: airLog.size, root: airLog.root }];
      note(ctx, rows, {
        operation: 'backup.restore',
        unit: null,
        subject: `backup/${nameOfBackup(madeAt)}`,
        before,
        after,
      });
      return ok(undefined);
    });
  } finally {
    store.value.close();
  }
};
