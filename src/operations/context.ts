/**
 * What an operation is handed: who asks, the clock, randomness, the stores, the sound ring and the secrets. The rest
 * is made in wiring.ts only; the caller is put in by whoever took the question (http, cli, a loop).
 */
import type { Anchors } from '../anchors/anchors.ts';
import type { Audio } from '../audio/engine.ts';
import type { SoundFiles } from '../audio/shelf-files.ts';
import type { Caller } from '../core/access/model.ts';
import type { SiteKeyUse } from '../core/evidence/next-key.ts';
import type { Result } from '../core/result.ts';
import type { Station } from '../core/schedule/model.ts';
import { broadcastDayOf } from '../core/time/broadcast-day.ts';
import type { LocalDate } from '../core/time/local.ts';
import { localAt } from '../core/time/zone.ts';
import type { LogSealer, LogSigner } from '../secrets/log-key.ts';
import type { NamedSigner } from '../secrets/named-signer.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { AirLog } from '../store/airlog.ts';
import type { Store } from '../store/database.ts';

export interface Clock {
  /** Now, RFC 3339 in UTC with whole seconds. */
  readonly instant: () => string;
}

export interface Random {
  readonly bytes: (count: number) => Uint8Array;
}

export interface Ctx {
  readonly caller: Caller;
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  readonly airlog: AirLog;
  readonly audio: Audio;
  readonly secrets: Secrets;
  /** Witnesses and time-stamp authorities outside. */
  readonly anchors: Anchors;
  /** Who signs the air log's checkpoints; a refusal while there is no such key, which hinders nothing else. */
  readonly logKey: (airlog: Pick<AirLog, 'newestCheckpoint' | 'events'>) => Result<LogSealer>;
  /**
   * Who signs manifests, by the key that sites were told of last, whole or as 'name+id' (null: none); asked within a transaction, which may
   * make the key.
   */
  readonly scheduleKey: (told: string | null) => Result<NamedSigner>;
  /** The same of urgent orders. */
  readonly urgentKey: (told: string | null) => Result<NamedSigner>;
  /** The key files themselves, for the day when one key follows another. */
  readonly keyring: Keyring;
  readonly siteKeyring: SiteKeyring;
}

export interface Keyring {
  /** Does the work while no other process changes keys: waits for one that does. Refuses with data.busy, data.*, and what the work refuses with. */
  readonly alone: <T>(work: () => Result<T>) => Result<T>;
  /** The key that comes next, safe on the disk: one that a broken-off change left, or a fresh one of the log of that name. */
  readonly next: (log: string) => Result<LogSigner>;
  /** What is in the key file goes to the retired ones, then the next key takes its place; done before, it changes nothing. */
  readonly install: () => Result<void>;
}

/** The files of the keys that sites pin. */
export interface SiteKeyring {
  /** The key that comes next, of that name, safe on the disk: one that a broken-off change left, or a fresh one. */
  readonly next: (use: SiteKeyUse, name: string) => Result<NamedSigner>;
  /** What is in the key file goes to the retired ones, then the next key takes its place; done before, it changes nothing. */
  readonly install: (use: SiteKeyUse) => Result<void>;
}

/** What work on a data folder is handed whose stores are not open: they may be damaged, in use, or not there yet. */
export interface Premises extends Pick<Ctx, 'caller' | 'clock' | 'random'> {
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  /** Version of the program. */
  readonly version: string;
  readonly sounds: SoundFiles;
  /** Who would sign a log that says this of itself; makes no key. null: nothing was ever signed. Refuses with log-key.*. */
  readonly signing: (airlog: Pick<AirLog, 'newestCheckpoint' | 'events'>) => Result<LogSealer | null>;
  /** Verifier keys of the witnesses that are asked by these settings. */
  readonly witnesses: readonly string[];
}

/** A Ctx before anybody asks: what a border holds between questions. */
export type House = Omit<Ctx, 'caller'>;

/** The broadcast day it is now at a station. */
export const todayAt = (ctx: Pick<Ctx, 'clock'>, station: Pick<Station, 'zone' | 'dayStart'>): LocalDate =>
  broadcastDayOf(localAt(ctx.clock.instant(), station.zone), station.dayStart);
