/**
 * airlog-index.db: what the air log's lists, verdicts and totals are looked up in. Derived, never evidence.
 *
 * Before it is read it catches up with the log, from its last number to the log's end. It says of which log it is: the root
 * of the tree at its size has to be the log's own; one that does not fit (another log was put there, a copy was restored) is
 * made anew, and so is one that is damaged or of another layout. Appending to the log does nothing here.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { entryFrom } from '../core/evidence/entry.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { filler } from './airlog-index-fill.ts';
import { makeAnew, openIndexFile } from './airlog-index-layout.ts';
import { type IndexReader, indexReader } from './airlog-index-read.ts';
import { type IndexedEntry, indexedOf } from './airlog-index-rows.ts';
import { wordTable } from './airlog-index-words.ts';
import { storeRefusal } from './failures.ts';
import { transact } from './transaction.ts';

/** What the index reads of the log. */
export interface IndexedLog {
  readonly size: () => number;
  readonly rootAt: (size: number) => Uint8Array;
  /** Leaves from a number on, in order, at most so many. */
  readonly leaves: (from: number, most: number) => Uint8Array[];
}

export interface AirLogIndex {
  /** Does `work` on an index that has everything that the log has. Refuses with data.*; what is damaged is made anew. */
  readonly read: <T>(work: (reader: IndexReader) => T) => Result<T>;
  readonly close: () => void;
}

/** Entries in one transaction: others who wait for the lock wait a fraction of a second. */
const BATCH = 5000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

export const indexPath = (folder: string): string => join(folder, 'airlog-index.db');

/** Opens nothing before it is first read. */
export const airLogIndex = (folder: string, log: IndexedLog): AirLogIndex => {
  const path = indexPath(folder);
  let open: OpenIndex | null = null;
  const close = (): void => {
    open?.close();
    open = null;
  };
  const attempt = <T>(work: (reader: IndexReader) => T): T => {
    open ??= openIndex(path);
    open.catchUp(log);
    return work(open.reader);
  };
  return {
    close,
    read: (work) => {
      for (let again = false; ; again = true)
        try {
          return ok(attempt(work));
        } catch (error) {
          if (!again && isDamaged(error)) {
            close();
            for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
            continue;
          }
          const refused = storeRefusal(error, path);
          if (refused !== null) return refused;
          throw error;
        }
    },
  };
};

const isDamaged = (error: unknown): boolean =>
  error instanceof Database.SqliteError &&
  (/^SQLITE_(CORRUPT|NOTADB|CONSTRAINT)/.test(error.code) || /^no such (table|column)/.test(error.message));

interface OpenIndex {
  readonly reader: IndexReader;
  readonly catchUp: (log: IndexedLog) => void;
  readonly close: () => void;
}

interface State {
  readonly size: number;
  readonly root: Uint8Array;
}

const openIndex = (path: string): OpenIndex => {
  const file = openIndexFile(path);
  const words = wordTable(file);
  const reader = indexReader(file, words);
  let fill = filler(file, words);
  const stateNow = file.prepare('SELECT size, root FROM state');
  const setState = file.prepare('INSERT OR REPLACE INTO state VALUES (0, ?, ?)');
  const state = (): State | undefined => stateNow.get() as State | undefined;
  const fits = (now: State | undefined, log: IndexedLog): boolean =>
    now !== undefined && now.size <= log.size() && Buffer.compare(now.root, log.rootAt(now.size)) === 0;
  let version = -1;
  /** Numbers of words are another file's when others made it anew. */
  const forgetIfChanged = (): void => {
    const now = Number(file.pragma('data_version', { simple: true }));
    if (now !== version) words.forget();
    version = now;
  };
  /** One batch, under the lock; answers whether the end was reached. */
  const step = (log: IndexedLog): boolean => {
    forgetIfChanged();
    const before = state();
    if (!fits(before, log)) {
      makeAnew(file);
      words.forget();
      fill = filler(file, words);
    }
    const from = fits(before, log) ? (before?.size ?? 0) : 0;
    const leaves = log.leaves(from, BATCH);
    fill(leaves.map((leaf, n) => indexedOf(from + n, entryFrom(utf8.decode(leaf)))));
    const size = from + leaves.length;
    setState.run(size, log.rootAt(size));
    return size >= log.size();
  };
  return {
    reader,
    close: () => file.close(),
    catchUp: (log) => {
      forgetIfChanged();
      const now = state();
      if (now !== undefined && now.size === log.size() && fits(now, log)) return;
      for (let done = false; !done; ) {
        try {
          const stepped = transact(file, () => ok(step(log)));
          done = stepped.ok && stepped.value;
        } catch (error) {
          // What was given a number in this transaction has none.
          words.forget();
          throw error;
        }
      }
    },
  };
};

/** Makes an index of rows that stand in no log, as if it were of one with that root: for measuring how it reads when it is large. */
export const fillIndexFile = (
  path: string,
  { batches, root }: { readonly batches: Iterable<readonly IndexedEntry[]>; readonly root: Uint8Array },
): void => {
  const file = openIndexFile(path);
  const fill = filler(file, wordTable(file));
  let size = 0;
  for (const batch of batches) {
    transact(file, () => ok(fill(batch)));
    size += batch.length;
  }
  file.prepare('INSERT OR REPLACE INTO state VALUES (0, ?, ?)').run(size, root);
  file.close();
};
