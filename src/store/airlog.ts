/**
 * airlog.db: append-only, in a file of its own that no migration of the main database ever touches.
 *
 * Rows are the exact bytes of entries, numbered from 0 without a gap, under a Merkle tree (airlog-tree.ts). Names and notes
 * lie beside the log with their salts, so that they can be erased without touching an entry.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { type AirLogEntry, entryFrom, entryText, type StatementEntry } from '../core/evidence/entry.ts';
import type { Numbered } from '../core/evidence/standing.ts';
import type { Sha256 } from '../core/ids.ts';
import type { Refused, Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import { type LogAnchors, logAnchors, type StoredCheckpoint } from './airlog-anchors.ts';
import { eventsIn, type ReadEvents } from './airlog-events.ts';
import { leafField } from './airlog-fields.ts';
import { findingAids } from './airlog-finding.ts';
import { type AirLogIndex, airLogIndex } from './airlog-index.ts';
import { fits, settle } from './airlog-layout.ts';
import { amongLeaves, type LeafFilter } from './airlog-leaves.ts';
import { type OtherEntries, otherEntries } from './airlog-others.ts';
import { type LogTree, treeOf } from './airlog-tree.ts';
import { faultInTree } from './airlog-tree-faults.ts';
import { type AirLogWords, wordsOf } from './airlog-words.ts';
import { connect, emptyWal, whileOpen } from './connection.ts';
import { guarded } from './failures.ts';
import { keepOutside, outsideHead } from './key-files.ts';
import { withReserve } from './reserve.ts';
import { transact } from './transaction.ts';

export interface Erasable {
  readonly hash: Sha256;
  readonly salt: Uint8Array;
  readonly text: string;
}

interface Leaf {
  readonly seq: number;
  readonly leaf: Uint8Array;
}

export interface AirLogRow extends Numbered {
  /** The texts that the entry's hashes stand for; null when erased or never given. */
  readonly by: string | null;
  readonly note: string | null;
}

/** The same of an entry of any kind. */
export interface AnyRow extends Omit<AirLogRow, 'entry'> {
  readonly entry: AirLogEntry;
}

export interface AirLogFilter {
  /** Broadcast days, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly channel?: string | undefined;
  readonly campaign?: string | undefined;
}

export interface AirLog extends AirLogWords, OtherEntries {
  readonly path: string;
  /** Appends in one transaction; answers the first entry's number. Refuses with log.rolled-back, data.*. */
  readonly append: (entries: readonly AirLogEntry[], texts: readonly Erasable[]) => Result<number>;
  readonly find: (seq: number) => AirLogEntry | undefined;
  /** The entries that one statement made, in order of number. */
  readonly ofStatement: (id: string) => AirLogRow[];
  /** Statements, in order of number, one row at a time. */
  readonly select: (filter: AirLogFilter) => IteratorObject<AirLogRow>;
  /** The entries of these numbers, in their order; one that is not there is left out. */
  readonly rows: (seqs: readonly number[]) => AnyRow[];
  /** What lists, verdicts and totals are looked up in (airlog-index.ts). */
  readonly index: Pick<AirLogIndex, 'read'>;
  /** Removes the names given with an actor's statements ('person:p-…'); the entries stay whole. Answers how many were there. */
  readonly eraseNames: (actor: string) => Result<number>;
  /** What a hash in an entry stands for; null: erased, or nothing. */
  readonly textOf: (hash: Sha256 | null) => string | null;
  readonly size: () => number;
  /** Entries that are about no airing. */
  readonly events: ReadEvents;
  /** The bytes of an entry as they were hashed. */
  readonly leaf: (seq: number) => Uint8Array | undefined;
  /** Roots and paths; `rootAt` and the paths throw when the log is not that long. */
  readonly tree: Pick<LogTree, 'head' | 'rootAt' | 'inclusion' | 'consistency'>;
  /** The first fault of the tree and the entries under it, 'end' or 'all' of it; null: none (airlog-tree.ts). */
  readonly faultIn: (part: 'all' | 'end') => string | null;
  /** The signed checkpoint over most entries. */
  readonly newestCheckpoint: () => StoredCheckpoint | undefined;
  /** Keeps a checkpoint, here and outside the file; one of that size that is there already stays. Refuses with log.rolled-back, data.*. */
  readonly keepCheckpoint: (checkpoint: StoredCheckpoint) => Result<void>;
  /** What others signed, and the days that were closed. */
  readonly anchors: LogAnchors;
  readonly close: () => void;
}

/** Opens or makes `<folder>/airlog.db`. Refuses with database.newer, database.damaged, database.setting, data.*. */
export const openAirLog = (folder: string): Result<AirLog> => {
  const path = join(folder, 'airlog.db');
  return guarded(path, () => {
    mkdirSync(folder, { recursive: true });
    const opened = connect(path, (file) => fits(file, path));
    if (!opened.ok) return opened;
    return whileOpen(opened.value, (file) => {
      const settled = settle(file, path);
      return settled.ok ? ok(withReserve(airLogOf(file, { path, folder }), folder)) : settled;
    });
  });
};

/** Makes a leaf's bytes in the same room each time: they are to be used up before the next one is made. */
const leafWriter = (): ((entry: AirLogEntry) => Uint8Array) => {
  let room = Buffer.allocUnsafeSlow(16_384);
  return (entry) => {
    const text = entryText(entry);
    // UTF-8 takes at most three bytes for what UTF-16 has in one unit.
    if (3 * text.length > room.length) room = Buffer.allocUnsafeSlow(6 * text.length);
    return room.subarray(0, room.write(text, 'utf8'));
  };
};

/** Leaves are our own canonical JSON; bytes that are no UTF-8 are damage, and thrown. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Why nothing may be appended: the outside knows a longer log, or another one; null: nothing stands against it. */
const rolledBack = (folder: string, { head, rootAt }: LogTree): Refused | null => {
  const [known, { size }] = [outsideHead(folder), head()];
  if (known === null || (known.size <= size && Buffer.compare(rootAt(known.size), known.root) === 0)) return null;
  return refuse('log.rolled-back', { known: known.size, size });
};

const airLogOf = (
  file: Database.Database,
  { path, folder }: { readonly path: string; readonly folder: string },
): AirLog => {
  const insert = file.prepare('INSERT INTO air_log (seq, leaf) VALUES (?, ?)');
  const keep = file.prepare('INSERT INTO erasable (hash, salt, text) VALUES (?, ?, ?)');
  // The last number and not COUNT(*): that reads the whole log for each append, and no number is ever missing.
  const count = file.prepare('SELECT COALESCE(MAX(seq) + 1, 0) AS size FROM air_log');
  const one = file.prepare('SELECT leaf FROM air_log WHERE seq = ?');
  const text = file.prepare('SELECT text FROM erasable WHERE hash = ?');
  const forget = file.prepare(
    `DELETE FROM erasable WHERE hash IN (SELECT ${leafField('by')} FROM air_log WHERE ${leafField('actor')} = ?)`,
  );

  const tree = treeOf(file);
  const aids = findingAids(file);
  const bytesOf = leafWriter();
  const behind = rolledBack(folder, tree);
  const newest = file.prepare('SELECT size, made_at AS madeAt, note FROM checkpoint ORDER BY size DESC LIMIT 1');
  const keepNote = file.prepare('INSERT INTO checkpoint (size, made_at, note) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const someLeaves = file.prepare('SELECT leaf FROM air_log WHERE seq >= ? ORDER BY seq LIMIT ?').pluck();

  const size = (): number => (count.get() as { size: number }).size;
  const textOf = (hash: Sha256 | null): string | null =>
    hash === null ? null : ((text.get(hash) as { text: string } | undefined)?.text ?? null);
  const withWords = (seq: number, entry: StatementEntry): AirLogRow => ({
    seq,
    entry,
    by: textOf(entry.by),
    note: textOf(entry.note),
  });
  const rowOf = ({ seq, leaf }: Leaf): AirLogRow => withWords(seq, entryFrom(utf8.decode(leaf)) as StatementEntry);

  const index = airLogIndex(folder, {
    size,
    rootAt: tree.rootAt,
    leaves: (from, most) => someLeaves.all(from, most) as Uint8Array[],
  });

  const among = amongLeaves(file);
  /** Numbers of entries, in no order. Where the index cannot be written, on a full disk, they are looked for among the leaves. */
  const found = (filter: LeafFilter): number[] => {
    const page = index.read((reader) => reader.page(filter, null, Number.MAX_SAFE_INTEGER));
    return page.ok ? page.value.map(({ seq }) => seq) : among(filter);
  };
  const others = otherEntries(file, (leaf) => entryFrom(utf8.decode(leaf)));

  return {
    ...wordsOf(file, { path, aboutDays: (from, to) => found({ from, to }) }),
    ...others,
    path,
    size,
    textOf,
    append: (entries, texts) => {
      // Numbers that are known outside are not given a second time.
      if (behind !== null) return behind;
      let stayed = false;
      try {
        const appended = guarded(path, () =>
          transact(file, () => {
            const first = size();
            let before: AirLogEntry | null = null;
            for (const [n, entry] of entries.entries()) {
              const leaf = bytesOf(entry);
              insert.run(first + n, leaf);
              tree.add(first + n, leaf);
              aids.add(first + n, entry, before);
              before = entry;
            }
            tree.flush();
            for (const { hash, salt, text: words } of texts) keep.run(hash, salt, words);
            return ok(first);
          }),
        );
        stayed = appended.ok;
        return appended;
      } finally {
        if (!stayed) tree.forget();
      }
    },
    events: eventsIn(file),
    tree,
    faultIn: (part) => faultInTree(file, part),
    leaf: (seq) => (one.get(seq) as { leaf: Uint8Array } | undefined)?.leaf,
    newestCheckpoint: () => newest.get() as StoredCheckpoint | undefined,
    keepCheckpoint: ({ size: of, madeAt, note }) =>
      guarded(path, () => {
        if (behind !== null) return behind;
        const kept = transact(file, () => ok(void keepNote.run(of, madeAt, note)));
        return kept.ok ? keepOutside(folder, note) : kept;
      }),
    find: (seq) => {
      const row = one.get(seq) as { leaf: Uint8Array } | undefined;
      return row === undefined ? undefined : entryFrom(utf8.decode(row.leaf));
    },
    eraseNames: (actor) =>
      guarded(path, () => {
        const erased = transact(file, () => ok(forget.run(actor).changes));
        emptyWal(file);
        return erased;
      }),
    ofStatement: (id) =>
      others.sentUnder(id).flatMap(({ seq, entry }) => (entry.kind === 'statement' ? [withWords(seq, entry)] : [])),
    // Entry by entry: one statement that is read to its end would hold a read lock for as long as a slow network takes.
    select: (filter) =>
      found({ ...filter, kind: 'statement' })
        .sort((a, b) => a - b)
        .values()
        .map((seq) => rowOf({ seq, ...(one.get(seq) as { leaf: Uint8Array }) })),
    rows: (seqs) =>
      seqs.flatMap((seq) => {
        const row = one.get(seq) as { leaf: Uint8Array } | undefined;
        return row === undefined ? [] : [rowOf({ seq, leaf: row.leaf })];
      }),
    anchors: logAnchors(file, { path, behind }),
    index,
    close: () => {
      index.close();
      file.close();
    },
  };
};
