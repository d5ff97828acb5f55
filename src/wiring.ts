/** The only place that builds a Ctx from its parts, and takes it down again. */
import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { anchorsTo, NOBODY } from './anchors/anchors.ts';
import { createAudio } from './audio/engine.ts';
import { soundFiles } from './audio/shelf-files.ts';
import { systemClock, systemRandom } from './clock.ts';
import type { Config } from './config.ts';
import type { Result } from './core/result.ts';
import { ok, refuse } from './core/result.ts';
import { keyringIn, logKeyIn, signingIn } from './log-keys.ts';
import type { Ctx, Premises } from './operations/context.ts';
import { createSecrets } from './secrets/secrets.ts';
import { siteKeyIn, siteKeyringIn } from './site-keys.ts';
import { openAirLog } from './store/airlog.ts';
import { openStore } from './store/database.ts';
import { storeRefusal } from './store/failures.ts';
import { layMarker, liftMarker } from './store/run-marker.ts';

export interface Wired {
  readonly ctx: Ctx;
  /** Lies there while a service runs; `lay` answers whether the one before had ended in order. */
  readonly marker: { readonly lay: () => Result<boolean>; readonly lift: () => Result<void> };
  readonly close: () => void;
}

/** Opens everything under the data folder, or nothing. Refuses with data.*, database.*. */
export const wire = (
  config: Pick<Config, 'dataDir'> & Partial<Pick<Config, 'speechCommand' | 'outside'>>,
): Result<Wired> => {
  const folder = dataFolder(config.dataDir);
  if (!folder.ok) return folder;
  const store = openStore(config.dataDir);
  if (!store.ok) return store;
  const airlog = openAirLog(config.dataDir);
  if (!airlog.ok) {
    store.value.close();
    return airlog;
  }
  const ctx: Ctx = {
    caller: { kind: 'system', name: 'cli' },
    clock: systemClock,
    random: systemRandom,
    store: store.value,
    airlog: airlog.value,
    audio: createAudio({
      dataDir: config.dataDir,
      ...(config.speechCommand == null ? {} : { speech: { command: config.speechCommand } }),
    }),
    secrets: createSecrets({ random: systemRandom }),
    anchors: anchorsTo(config.outside ?? NOBODY),
    logKey: (log) => logKeyIn(config.dataDir, log),
    scheduleKey: (told) => siteKeyIn(config.dataDir, 'schedule', told),
    urgentKey: (told) => siteKeyIn(config.dataDir, 'urgent', told),
    keyring: keyringIn(config.dataDir),
    siteKeyring: siteKeyringIn(config.dataDir),
  };
  const close = (): void => {
    airlog.value.close();
    store.value.close();
  };
  const marker = { lay: () => layMarker(config.dataDir), lift: () => liftMarker(config.dataDir) };
  return ok({ ctx, marker, close });
};

/** Of the program. */
export const versionOf = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

/** For work on the data folder itself: opens and makes nothing. */
export const premisesOf = ({ dataDir, outside }: Pick<Config, 'dataDir' | 'outside'>): Premises => ({
  caller: { kind: 'system', name: 'cli' },
  clock: systemClock,
  random: systemRandom,
  dataDir: resolve(dataDir),
  version: versionOf(),
  sounds: soundFiles(dataDir),
  signing: (log) => signingIn(dataDir, log),
  witnesses: outside.witnesses.map(({ vkey }) => vkey),
});

/** Makes the data folder and sees that it can be written to, before SQLite says so in its own words. */
const dataFolder = (path: string): Result<void> => {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK);
    return ok(undefined);
  } catch (error) {
    return storeRefusal(error, path) ?? refuse('data.read-only', { path });
  }
};
