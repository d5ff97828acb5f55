/**
 * What a site did, on its disk before it does it: rows for the centre, and where the player stands, in one transaction.
 *
 * Its own small SQLite file, in WAL with synchronous FULL: a commit is on the disk when it returns. Rows are chained: each is signed by the
 * device over the hash of the one before, so that none can be taken out, changed or slipped in later without the device's key. None goes
 * before the centre has given a receipt for it, and then only after ninety days.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CHAIN_START, firstWrongRow, type LinkedRow, linkMessage, rowLinkHash } from '../core/evidence/row-chain.ts';
import type { Sha256 } from '../core/ids.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { SigningKey } from '../secrets/ed25519.ts';

/** With its place in the chain, and the JSON as it is sent. */
export type KeptRow = LinkedRow;

export interface Counts {
  readonly rows: number;
  /** Without a receipt, and of these those that the centre will not have. */
  readonly waiting: number;
  readonly refused: number;
}

export interface SiteStore {
  /** Appends rows and keeps the player's state: both or neither. On the disk when it returns. */
  readonly keep: (rows: readonly string[], state: string) => void;
  readonly state: () => string | null;
  readonly waiting: (most: number) => readonly KeptRow[];
  /** All that are still here; `seq` null: without a receipt, refused ones too. */
  readonly rows: () => readonly (KeptRow & { readonly seq: number | null })[];
  /** From the first one without a receipt to the last one, without a gap. */
  readonly unsettled: () => readonly KeptRow[];
  /** The number of the centre's entry for a row, and when that was told, milliseconds since 1970. */
  readonly received: (receipts: readonly { readonly n: number; readonly seq: number }[], atMs: number) => void;
  /** The centre will not have it: the code of why. It stays here. */
  readonly refused: (n: number, code: string) => void;
  readonly counts: () => Counts;
  /** The first row whose link or signature does not hold; null: all hold. */
  readonly broken: (verify: (hash: Uint8Array, signature: Uint8Array) => boolean) => number | null;
  /** Removes rows whose receipt is older than that. */
  readonly forget: (beforeMs: number) => number;
  readonly close: () => void;
}

const TABLES = `
CREATE TABLE IF NOT EXISTS row (
  n INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  signature BLOB NOT NULL,
  seq INTEGER,
  received INTEGER,
  refused TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS row_waiting ON row (n) WHERE seq IS NULL AND refused IS NULL;
CREATE TABLE IF NOT EXISTS player (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL) STRICT;
`;

const BUSY_MS = 2000;

/** `sign`: by the device's own key. Refuses with data.*, database.damaged. */
export const openSiteStore = (folder: string, { sign }: Pick<SigningKey, 'sign'>): Result<SiteStore> => {
  const path = join(folder, 'site.db');
  return opened(path, (file) => {
    file.pragma('journal_mode = wal');
    file.pragma('synchronous = full');
    file.exec(TABLES);
    return storeOn(file, sign);
  });
};

const opened = <T>(path: string, open: (file: Database.Database) => T): Result<T> => {
  let file: Database.Database | null = null;
  try {
    file = new Database(path, { timeout: BUSY_MS });
    return ok(open(file));
  } catch (error) {
    file?.close();
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string') throw error;
    if (code.startsWith('SQLITE_BUSY')) return refuse('data.busy', { path });
    if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY'))
      return refuse('data.read-only', { path });
    if (code.startsWith('SQLITE_FULL')) return refuse('data.full', { path });
    return refuse('database.damaged', { path, detail: code });
  }
};

/**
 * Only one program plays for a site. The lock goes with the process that held it, however that ended. Refuses with data.busy (another
 * one runs), data.read-only.
 */
export const lockSite = (folder: string): Result<{ readonly unlock: () => void }> =>
  opened(join(folder, 'running.db'), (file) => {
    file.pragma('locking_mode = exclusive');
    file.exec('BEGIN EXCLUSIVE');
    return { unlock: () => void file.close() };
  });

/** Whether a program plays for this site now. */
export const isRunning = (folder: string): boolean => {
  const path = join(folder, 'running.db');
  if (!existsSync(path)) return false;
  const file = new Database(path);
  try {
    file.pragma('busy_timeout = 0');
    file.exec('BEGIN EXCLUSIVE; ROLLBACK');
    return false;
  } catch {
    return true;
  } finally {
    file.close();
  }
};

interface Link extends LinkedRow {
  readonly hash: Sha256;
}

const storeOn = (file: Database.Database, sign: SigningKey['sign']): SiteStore => {
  const last = file.prepare<[], { hash: Sha256 }>('SELECT hash FROM row ORDER BY n DESC LIMIT 1');
  const add = file.prepare('INSERT INTO row (body, previous, hash, signature) VALUES (?, ?, ?, ?)');
  const put = file.prepare('INSERT OR REPLACE INTO player (id, state) VALUES (1, ?)');
  const get = file.prepare<[], { state: string }>('SELECT state FROM player');
  const next = file.prepare<[number], KeptRow>(
    'SELECT n, body, previous, signature FROM row WHERE seq IS NULL AND refused IS NULL ORDER BY n LIMIT ?',
  );
  const unsettled = file.prepare<[], KeptRow>(
    'SELECT n, body, previous, signature FROM row WHERE n >= (SELECT min(n) FROM row WHERE seq IS NULL) ORDER BY n',
  );
  const rows = file.prepare<[], KeptRow & { readonly seq: number | null }>(
    'SELECT n, body, previous, signature, seq FROM row ORDER BY n',
  );
  const receive = file.prepare('UPDATE row SET seq = ?, received = ?, refused = NULL WHERE n = ?');
  const turnAway = file.prepare('UPDATE row SET refused = ? WHERE n = ? AND seq IS NULL');
  const count = file.prepare<[], Counts>(
    'SELECT count(*) AS rows, count(*) FILTER (WHERE seq IS NULL) AS waiting, count(refused) AS refused FROM row',
  );
  const all = file.prepare<[], Link>('SELECT n, body, previous, hash, signature FROM row ORDER BY n');
  // The newest row stays: the next one is linked to it.
  const forget = file.prepare(
    'DELETE FROM row WHERE seq IS NOT NULL AND received < ? AND n < (SELECT max(n) FROM row)',
  );
  const keep = file.transaction((rows: readonly string[], state: string) => {
    let previous = last.get()?.hash ?? CHAIN_START;
    for (const body of rows) {
      const hash = rowLinkHash(previous, body);
      add.run(body, previous, hash, sign(linkMessage(hash)));
      previous = hash;
    }
    put.run(state);
  });
  const received = file.transaction((receipts: readonly { readonly n: number; readonly seq: number }[], at: number) => {
    for (const { n, seq } of receipts) receive.run(seq, Math.round(at), n);
  });
  return {
    keep,
    received,
    state: () => get.get()?.state ?? null,
    waiting: (most) => next.all(most),
    rows: () => rows.all(),
    unsettled: () => unsettled.all(),
    refused: (n, code) => void turnAway.run(code, n),
    counts: () => count.get() ?? { rows: 0, waiting: 0, refused: 0 },
    broken: (verify) => {
      const links = all.all();
      const wrong = firstWrongRow(links, verify, 'whole');
      const other = links.find(({ previous, body, hash }) => hash !== rowLinkHash(previous, body));
      const found = [wrong === null ? undefined : links[wrong.at]?.n, other?.n].filter((n) => n !== undefined);
      return found.length === 0 ? null : Math.min(...found);
    },
    forget: (beforeMs) => forget.run(Math.round(beforeMs)).changes,
    close: () => void file.close(),
  };
};
