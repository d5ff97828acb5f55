/** A data folder with a log, some rows and some sound on its shelf, backed up and damaged by those who test backups. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { soundFiles } from '../../src/audio/shelf-files.ts';
import type { Sha256 } from '../../src/core/ids.ts';
import type { Result } from '../../src/core/result.ts';
import { must, ok } from '../../src/core/result.ts';
import { signingIn } from '../../src/log-keys.ts';
import { checkData, type KnownCheckpoint } from '../../src/operations/care/check-data.ts';
import { type AskedBackup, makeBackup } from '../../src/operations/care/make-backup.ts';
import { type AskedRestore, restoreBackup } from '../../src/operations/care/restore-backup.ts';
import type { Premises } from '../../src/operations/context.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import { openStore } from '../../src/store/database.ts';
import { saveSound } from '../../src/store/sounds.ts';
import { entryOf } from './store-entries.ts';

const NOW = '2026-11-29T11:38:49Z';

const answered = async <T>(result: Result<T> | Promise<Result<T>>): Promise<Result<T>> => result;

const premisesIn = (dataDir: string, now = NOW, witnesses: readonly string[] = []): Premises => ({
  caller: { kind: 'system', name: 'cli' },
  clock: { instant: () => now },
  random: { bytes: (count) => new Uint8Array(count).fill(5) },
  dataDir,
  version: '0.1.0',
  sounds: soundFiles(dataDir),
  signing: (log) => signingIn(dataDir, log),
  witnesses,
});

export const backUp = (dataDir: string, asked: Partial<AskedBackup> = {}, now = NOW) =>
  answered(
    makeBackup(premisesIn(dataDir, now), {
      folder: join(dataDir, 'backups'),
      withSound: false,
      withKeys: false,
      keep: null,
      ...asked,
    }),
  );

export const putBack = (dataDir: string, backup: string, asked: Partial<AskedRestore> = {}) =>
  answered(
    restoreBackup(premisesIn(dataDir), {
      backup,
      force: false,
      knownSize: null,
      knownCheckpoint: null,
      acceptLoss: false,
      ...asked,
    }),
  );

/** What is wrong, as 'what' words with what tells them apart. */
export const lookOver = async (dataDir: string, deep = true, witnesses: readonly string[] = []) =>
  must(await answered(checkData(premisesIn(dataDir, NOW, witnesses), { deep, backups: join(dataDir, 'backups') })));

/** The same held against a checkpoint that somebody else keeps. */
export const lookOverWith = (dataDir: string, knownCheckpoint: KnownCheckpoint) =>
  answered(checkData(premisesIn(dataDir), { deep: false, backups: join(dataDir, 'backups'), knownCheckpoint }));

/** Lays bytes on the shelf and answers their hash. */
const shelve = (dataDir: string, bytes: string): Sha256 => {
  const hash = createHash('sha256').update(bytes).digest('hex') as Sha256;
  const path = pathOnShelf(dataDir, hash);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return hash;
};

export const pathOnShelf = (dataDir: string, hash: Sha256): string =>
  join(dataDir, 'shelf', 'sha256', hash.slice(0, 2), hash);

export interface BackupWorld {
  readonly data: string;
  /** The original and the master of one sound. */
  readonly sounds: readonly [Sha256, Sha256];
}

/** 40 entries, one sound. `use` gets a folder of its own, which is gone afterwards. */
export const inBackupWorld = async (use: (world: BackupWorld) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-backup-'));
  const data = join(folder, 'var');
  try {
    append(data, 40);
    const sounds = [shelve(data, 'như đã đến'), shelve(data, 'bản chuẩn')] as const;
    const store = must(openStore(data));
    const row = {
      ...{ original: sounds[0], originalBytes: 10, originalFormat: 'wav', master: sounds[1], samples: 48_000 },
      ...{ channels: 1, integrated: -18, range: 1, truePeak: -3, silenceHead: 0, silenceTail: 0 },
      ...{ measures: null, waveform: null, takenInAt: NOW },
    };
    must(store.transact((rows) => ok(saveSound(rows, row, 'tin.wav', NOW))));
    store.close();
    await use({ data, sounds });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Appends so many entries; answers the number of the first. */
export const append = (data: string, count: number): number => {
  const airlog = must(openAirLog(data));
  const entries = Array.from({ length: count }, (_, n) => entryOf({ title: `tin ${airlog.size() + n}` }));
  const first = must(airlog.append(entries, []));
  airlog.close();
  return first;
};

/** Every file below a folder with its bytes: what must not change is compared by it. */
export const bytesUnder = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && !/-(wal|shm)$/.test(one.name))
      .map((one) => join(one.parentPath, one.name))
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
