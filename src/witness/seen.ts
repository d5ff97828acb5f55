/**
 * What the witness cosigned last of each log, on the disk before its signature leaves the house.
 *
 * SQLite rather than a file for each log: to look and to keep must be one step, also when by mistake two witnesses run on one
 * folder, and its exclusive lock goes with the process that held it, however that ended. In a rollback journal a commit is final
 * only when the journal is gone, so synchronous is EXTRA, which also syncs the folder (FULL may wake up without the last commit
 * after a power cut); a handful of commits a day cost nothing. Each row is the cosigned checkpoint as a note, whose own signature
 * is checked at every start: a row that was changed is found.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Checkpoint, parseCheckpoint } from '../core/evidence/checkpoint.ts';
import { formatNote, type Note, parseNote } from '../core/evidence/note.ts';
import { openNote, verified } from '../core/evidence/signed.ts';
import type { WitnessKey } from '../core/evidence/verifier-key.ts';
import { must, ok, type Result, refuse } from '../core/result.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';

export interface LastSeen {
  readonly checkpoint: Checkpoint;
  /** With the log's signature and our own. */
  readonly note: Note;
  /** Of our signature, in seconds since 1970. */
  readonly time: number;
}

export interface Seen {
  readonly last: (origin: string) => LastSeen | null;
  /** `note` carries our signature. On the disk when it returns; throws when it is not. */
  readonly keep: (origin: string, note: Note) => void;
  readonly close: () => void;
}

const SETTINGS = { journal_mode: 'delete', synchronous: '3', locking_mode: 'exclusive' } as const;
const BUSY_MS = 2000;

/** Refuses with data.busy (another witness holds it), data.read-only, database.setting, database.damaged. */
export const openSeen = (folder: string, key: WitnessKey): Result<Seen> => {
  const path = join(folder, 'seen.db');
  let file: Database.Database | null = null;
  try {
    file = new Database(path, { timeout: BUSY_MS });
    const seen = prepared(file, path, key);
    if (!seen.ok) file.close();
    return seen;
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

const prepared = (file: Database.Database, path: string, key: WitnessKey): Result<Seen> => {
  for (const [pragma, wanted] of Object.entries(SETTINGS)) {
    file.pragma(`${pragma} = ${wanted}`);
    const found = String(file.pragma(pragma, { simple: true }));
    if (found !== wanted) return refuse('database.setting', { path, pragma, wanted, found });
  }
  // Takes the lock, which is then kept.
  file.exec('BEGIN EXCLUSIVE');
  file.exec('CREATE TABLE IF NOT EXISTS seen (origin TEXT PRIMARY KEY, note TEXT NOT NULL) STRICT; COMMIT');
  const rows = file.prepare<[], Row>('SELECT origin, note FROM seen').all();
  const known = new Map<string, LastSeen>();
  for (const { origin, note } of rows) {
    const read = seenIn(note, key);
    if (!read.ok || read.value.checkpoint.origin !== origin)
      return refuse('database.damaged', { path, detail: origin });
    known.set(origin, read.value);
  }
  const put = file.prepare<Row>('INSERT OR REPLACE INTO seen (origin, note) VALUES (@origin, @note)');
  return ok({
    last: (origin) => known.get(origin) ?? null,
    keep: (origin, note) => {
      const read = must(seenIn(formatNote(note), key));
      put.run({ origin, note: formatNote(note) });
      known.set(origin, read);
    },
    close: () => void file.close(),
  });
};

interface Row {
  readonly origin: string;
  readonly note: string;
}

/** A note that this key cosigned. */
const seenIn = (text: string, key: WitnessKey): Result<LastSeen> => {
  const note = parseNote(text);
  if (!note.ok) return note;
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return checkpoint;
  const signed = verified(openNote(note.value, [key]), verifyEd25519);
  return signed.ok ? ok({ checkpoint: checkpoint.value, note: note.value, time: signed.value[0]?.time ?? 0 }) : signed;
};
