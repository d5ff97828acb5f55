/**
 * What airlog.db keeps of the outside: who else signed which checkpoint, and which checkpoint closed which broadcast day.
 *
 * Append-only like the log. It judges no signature: whoever asked for it did, and whoever reads a bundle does so again.
 */
import type Database from 'better-sqlite3';
import type { Refused, Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import { guarded } from './failures.ts';
import { transact } from './transaction.ts';

/** A signed note over the first `size` entries. */
export interface StoredCheckpoint {
  readonly size: number;
  /** RFC 3339, UTC. */
  readonly madeAt: string;
  readonly note: string;
}

/** A witness's line under the checkpoint of that size. */
export interface StoredCosignature {
  readonly size: number;
  /** Its verifier key. */
  readonly vkey: string;
  /** When we got it: RFC 3339, UTC. The witness's own time is in the line. */
  readonly madeAt: string;
  /** '— name base64', with its line feed; a witness may answer several. */
  readonly line: string;
}

/** A time stamp over the bytes of `note`, which is the checkpoint of that size with the lines that it had then. */
export interface StoredStamp {
  readonly size: number;
  /** The authority's address. */
  readonly authority: string;
  /** The time in it, RFC 3339, UTC. */
  readonly madeAt: string;
  readonly note: string;
  /** RFC 3161 token, DER. */
  readonly token: Uint8Array;
  /** The certificates by which it was believed, PEM; null: nobody checked. */
  readonly ca: string | null;
}

/** A witness says that the log is not what it signed. */
export interface Dispute {
  /** Of the checkpoint that it would not sign. */
  readonly size: number;
  readonly vkey: string;
  readonly url: string;
  /** When it said so first: RFC 3339, UTC. */
  readonly madeAt: string;
}

export interface Closing {
  readonly day: LocalDate;
  readonly size: number;
  readonly madeAt: string;
}

export interface LogAnchors {
  /** Keeps; what is there already stays. All refuse with log.rolled-back, data.*. */
  readonly keepCosignature: (cosignature: StoredCosignature) => Result<void>;
  readonly keepStamp: (stamp: StoredStamp) => Result<void>;
  readonly keepDispute: (dispute: Dispute) => Result<void>;
  readonly keepClosing: (closing: Closing) => Result<void>;
  /** In the order in which they came. */
  readonly cosignatures: (size: number) => readonly StoredCosignature[];
  /** The first one that was kept. */
  readonly stamp: (size: number) => StoredStamp | undefined;
  /** Witnesses that have signed nothing of the disputed size or over it since; each by its first word. */
  readonly disputes: () => readonly Dispute[];
  /** The checkpoint that closed a broadcast day, or after an outage the first later one that was closed. */
  readonly closing: (day: LocalDate) => StoredCheckpoint | undefined;
  readonly lastClosed: () => (StoredCheckpoint & { readonly day: LocalDate }) | undefined;
  /** The newest thing that anybody outside signed. */
  readonly newestOutside: () => { readonly size: number; readonly madeAt: string } | undefined;
  /** When an authority stamped last, by its own clock. */
  readonly newestStamp: () => { readonly size: number; readonly madeAt: string } | undefined;
  /**
   * The checkpoint to prove an entry under: of those over it the newest with a stamp and a witness, else with a stamp, else with a
   * witness, else the newest.
   */
  readonly over: (seq: number) => StoredCheckpoint | undefined;
  /** The checkpoint that an entry is not under yet: the newest anchored one, else the newest that closed a day, else the newest. */
  readonly before: (seq: number) => StoredCheckpoint | undefined;
}

/** `behind`: why nothing may be written (airlog.ts). */
export const logAnchors = (
  file: Database.Database,
  { path, behind }: { readonly path: string; readonly behind: Refused | null },
): LogAnchors => {
  const kept = (insert: () => unknown): Result<void> =>
    guarded(path, () => behind ?? transact(file, () => ok(void insert())));
  const addCosignature = file.prepare(
    'INSERT INTO cosignature (size, witness, made_at, line) VALUES (:size, :vkey, :madeAt, :line) ON CONFLICT DO NOTHING',
  );
  const addStamp = file.prepare(
    'INSERT INTO stamp (size, authority, made_at, note, token, ca) VALUES (:size, :authority, :madeAt, :note, :token, :ca) ON CONFLICT DO NOTHING',
  );
  const addClosing = file.prepare(
    'INSERT INTO closing (day, size, made_at) VALUES (:day, :size, :madeAt) ON CONFLICT DO NOTHING',
  );
  const addDispute = file.prepare(
    'INSERT INTO dispute (size, witness, made_at, url) VALUES (:size, :vkey, :madeAt, :url) ON CONFLICT DO NOTHING',
  );
  const disputed = file.prepare(`
    SELECT size, witness AS vkey, MIN(made_at) AS madeAt, url FROM dispute
    WHERE NOT EXISTS (SELECT 1 FROM cosignature
      WHERE witness = dispute.witness AND size >= dispute.size AND made_at >= dispute.made_at)
    GROUP BY witness ORDER BY madeAt, witness`);
  const lines = file.prepare(
    'SELECT size, witness AS vkey, made_at AS madeAt, line FROM cosignature WHERE size = ? ORDER BY rowid',
  );
  const stamp = file.prepare(
    'SELECT size, authority, made_at AS madeAt, note, token, ca FROM stamp WHERE size = ? ORDER BY rowid LIMIT 1',
  );
  const checkpoint = file.prepare('SELECT size, made_at AS madeAt, note FROM checkpoint WHERE size = ?');
  const closing = file.prepare(`
    SELECT size, checkpoint.made_at AS madeAt, note FROM closing JOIN checkpoint USING (size)
    WHERE day >= ? ORDER BY day LIMIT 1`);
  const lastClosed = file.prepare(`
    SELECT day, size, checkpoint.made_at AS madeAt, note FROM closing JOIN checkpoint USING (size)
    ORDER BY day DESC LIMIT 1`);
  const outside = file.prepare(`
    SELECT size, made_at AS madeAt FROM (SELECT size, made_at FROM cosignature UNION ALL SELECT size, made_at FROM stamp)
    ORDER BY size DESC, made_at DESC LIMIT 1`);
  const stamped = file.prepare('SELECT size, made_at AS madeAt FROM stamp ORDER BY size DESC, made_at DESC LIMIT 1');
  const sizeOver = file
    .prepare(`
    SELECT COALESCE(
      (SELECT MAX(size) FROM stamp WHERE size > :seq AND size IN (SELECT size FROM cosignature)),
      (SELECT MAX(size) FROM stamp WHERE size > :seq),
      (SELECT MAX(size) FROM cosignature WHERE size > :seq),
      (SELECT MAX(size) FROM checkpoint WHERE size > :seq))`)
    .pluck();
  const sizeBefore = file
    .prepare(`
    SELECT COALESCE(
      (SELECT MAX(size) FROM (SELECT MAX(size) AS size FROM stamp WHERE size <= :seq
        UNION ALL SELECT MAX(size) FROM cosignature WHERE size <= :seq)),
      (SELECT MAX(size) FROM closing WHERE size <= :seq),
      (SELECT MAX(size) FROM checkpoint WHERE size <= :seq))`)
    .pluck();
  const at = (size: unknown): StoredCheckpoint | undefined => checkpoint.get(size) as StoredCheckpoint | undefined;
  return {
    keepCosignature: (one) => kept(() => addCosignature.run(one)),
    keepStamp: (one) => kept(() => addStamp.run(one)),
    keepDispute: (one) => kept(() => addDispute.run(one)),
    keepClosing: (one) => kept(() => addClosing.run(one)),
    cosignatures: (size) => lines.all(size) as StoredCosignature[],
    stamp: (size) => stamp.get(size) as StoredStamp | undefined,
    disputes: () => disputed.all() as Dispute[],
    closing: (day) => closing.get(day) as StoredCheckpoint | undefined,
    lastClosed: () => lastClosed.get() as ReturnType<LogAnchors['lastClosed']>,
    newestOutside: () => outside.get() as ReturnType<LogAnchors['newestOutside']>,
    newestStamp: () => stamped.get() as ReturnType<LogAnchors['newestStamp']>,
    over: (seq) => at(sizeOver.get({ seq })),
    before: (seq) => at(sizeBefore.get({ seq })),
  };
};
