/**
 * The air log as a file: appending against bare inserts of the same bytes, checking the whole of it, and one proof.
 *
 * LOA_BENCH_ENTRIES says how long the log is that is checked; 4400000 are thirty sites over ten years, and 5 GB.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AirLogEntry } from '../../src/core/evidence/entry.ts';
import { must } from '../../src/core/result.ts';
import { type AirLog, openAirLog } from '../../src/store/airlog.ts';
import { entryOf, inFolder } from '../support/store-entries.ts';
import { compare, type Row, type Subject } from './measure.ts';

const ENTRIES = Number(process.env['LOA_BENCH_ENTRIES'] ?? 200_000);
const SINGLES = 400;
const BATCHES = 400;
const BATCH = 100;

/** Entries as one device sends them: about one day and channel, one after the other. */
const entriesFrom = (first: number, count: number): AirLogEntry[] => {
  const statement = first.toString(16).padStart(32, '0');
  const day = Temporal.PlainDate.from('2020-01-01')
    .add({ days: Math.floor(first / 1200) })
    .toString();
  return Array.from({ length: count }, (_, n) => {
    const entry = entryOf({
      title: `Tin số ${first + n} của buổi phát`,
      day,
      channel: `kenh-${Math.floor(first / BATCH) % 30}`,
    });
    return { ...entry, statement, planned: { ...entry.planned, id: `${entry.planned.id}#${n}` } };
  });
};

/** As whoever keeps entries and no proof of them would: whatever the order of the keys. */
const bytesOf = (entry: AirLogEntry): Uint8Array => Buffer.from(JSON.stringify(entry));

/** The same in a table and nothing else, under the same settings. */
const bareTable = (folder: string) => {
  const file = new Database(join(folder, 'bare.db'));
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.exec('CREATE TABLE bare (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL) STRICT');
  const insert = file.prepare('INSERT INTO bare (leaf) VALUES (?)');
  const all = file.transaction((leaves: readonly Uint8Array[]) => {
    for (const leaf of leaves) insert.run(leaf);
  });
  return { insert: (leaf: Uint8Array) => insert.run(leaf), all, close: () => file.close() };
};

const appending = async (folder: string, log: AirLog): Promise<Row[]> => {
  const bare = bareTable(folder);
  const singles = Array.from({ length: SINGLES }, (_, n) => entriesFrom(n, 1));
  const batches = Array.from({ length: 2 * BATCHES }, (_, n) => entriesFrom(100_000 + n * BATCH, BATCH));
  const leaves = batches.slice(BATCHES).map((batch) => batch.map(bytesOf));
  const one = await compare({
    what: 'append one entry, with its tree',
    baseline: 'one insert of it as JSON, better-sqlite3, WAL, FULL',
    times: SINGLES,
    ours: (n) => must(log.append(singles[n] ?? [], [])),
    theirs: (n) => bare.insert(bytesOf(singles[n]?.[0] as AirLogEntry)),
  });
  const hundred = await compare({
    what: `append ${BATCH} entries at once`,
    baseline: `${BATCH} inserts of them as JSON in one transaction`,
    times: BATCHES,
    ours: (n) => must(log.append(batches[n] ?? [], [])),
    theirs: (n) => bare.all((batches[n] ?? []).map(bytesOf)),
  });
  const lying = await compare({
    what: 'the same',
    baseline: 'the same with bytes made before',
    times: BATCHES,
    ours: (n) => must(log.append(batches[BATCHES + n] ?? [], [])),
    theirs: (n) => bare.all(leaves[n] ?? []),
  });
  bare.close();
  return [one, { ...hundred, what: `${hundred.what} (${Math.round((BATCH * 1000) / hundred.ours)} entries/s)` }, lying];
};

/** How long it takes to hash every entry, in a stream of SQLite's: no check of a tree can be faster. */
const hashedOnce = (log: AirLog): void => {
  const file = new Database(log.path, { readonly: true });
  for (const leaf of file.prepare('SELECT leaf FROM air_log ORDER BY seq').pluck().iterate())
    createHash('sha256')
      .update(leaf as Uint8Array)
      .digest();
  file.close();
};

const checking = async (log: AirLog): Promise<Row[]> => {
  while (log.size() < ENTRIES) must(log.append(entriesFrom(log.size() + 1_000_000, 1000), []));
  const size = log.size();
  const whole = await compare({
    what: `check every entry and node of ${size}`,
    baseline: 'reading every entry and hashing it once',
    times: 1,
    unit: 's',
    ours: () => {
      if (log.faultIn('all') !== null) throw new Error('a log just written holds');
    },
    theirs: () => hashedOnce(log),
  });
  const proof = await compare({
    what: `one proof among ${size}`,
    baseline: 'reading that one entry',
    times: 500,
    ours: (n) => log.tree.inclusion((n * 7919) % size, size),
    theirs: (n) => log.leaf((n * 7919) % size),
  });
  return [whole, proof];
};

export const evidence: Subject = () =>
  inFolder(async (folder) => {
    const log = must(openAirLog(folder));
    try {
      return [...(await appending(folder, log)), ...(await checking(log))];
    } finally {
      log.close();
    }
  });
