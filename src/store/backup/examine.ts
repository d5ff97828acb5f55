/**
 * What is wrong with loa.db and airlog.db, looked at without changing a byte of them, while the service runs or without it.
 *
 * What has to be there (guards, layouts) is read from new files of this program's making, so that there is no second list
 * of it to forget. A file that SQLite cannot read is a fault and no refusal: whoever asks wants to hear of all of them.
 */
import { hash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { DataFault, KnownHead } from '../../core/backup/faults.ts';
import type { LogHead, SoundUse } from '../../core/backup/record.ts';
import { canonicalJson } from '../../core/evidence/canonical.ts';
import type { AirLogEntry, EventEntry } from '../../core/evidence/entry.ts';
import { rootBuilder } from '../../core/evidence/root-builder.ts';
import type { Sha256 } from '../../core/ids.ts';
import { must } from '../../core/result.ts';
import { openAirLog } from '../airlog.ts';
import type { StoredCheckpoint } from '../airlog-anchors.ts';
import type { EventRow } from '../airlog-events.ts';
import { type AidCheck, aidCheck } from '../airlog-finding.ts';
import { openStore } from '../database.ts';
import { alteredTexts, sealedIn, treeFaults } from './examine-beside.ts';
import { NOTHING_OUTSIDE, type ToldOutside, toldOutside } from './examine-outside.ts';
import { alteredAirings } from './examine-plans.ts';

interface Guard {
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** How this program makes a file: its layout and the guards of its rows. */
export interface Made {
  readonly layout: number;
  readonly guards: readonly Guard[];
}
export interface MadeFiles {
  readonly loa: Made;
  readonly airlog: Made;
}

/** Makes both files in a folder of their own, reads them and removes them. */
export const madeNew = (): MadeFiles => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-made-'));
  try {
    must(openStore(folder)).close();
    must(openAirLog(folder)).close();
    const read = (name: string, layoutOf: (file: Database.Database) => number): Made => {
      const file = new Database(join(folder, name), { readonly: true });
      try {
        return { layout: layoutOf(file), guards: guardsOf(file) };
      } finally {
        file.close();
      }
    };
    return { loa: read('loa.db', loaLayout), airlog: read('airlog.db', airlogLayout) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const guardsOf = (file: Database.Database): Guard[] =>
  file.prepare("SELECT name, tbl_name AS 'table', sql FROM sqlite_master WHERE type = 'trigger'").all() as Guard[];
const tablesOf = (file: Database.Database): Set<unknown> =>
  new Set(file.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all());
const loaLayout = (file: Database.Database): number =>
  tablesOf(file).has('__drizzle_migrations')
    ? Number(file.prepare('SELECT COUNT(*) FROM __drizzle_migrations').pluck().get())
    : 0;
const airlogLayout = (file: Database.Database): number => Number(file.pragma('user_version', { simple: true }));

export interface Examined {
  readonly layout: number;
  readonly faults: readonly DataFault[];
}
export interface ExaminedStore extends Examined {
  /** Sounds that rows refer to. */
  readonly sounds: ReadonlyMap<Sha256, readonly SoundUse[]>;
}
export interface ExaminedLog extends Examined {
  readonly head: LogHead;
  /** Cuts that entries name. */
  readonly aired: ReadonlySet<Sha256>;
  /** What it says of who signs it. */
  readonly told: { readonly changes: readonly EventRow[]; readonly newest: StoredCheckpoint | null };
  readonly outside: ToldOutside;
}

const SOUNDS = `
  SELECT original AS hash, 'original' AS used FROM sound UNION SELECT master, 'master' FROM sound
  UNION SELECT waveform, 'waveform' FROM sound WHERE waveform IS NOT NULL
  UNION SELECT output, 'rendering' FROM rendering UNION SELECT proof, 'proof' FROM rendering`;

/** loa.db in a folder. `deep`: every page and index is read (seconds), otherwise pages only. */
export const examineStore = (folder: string, made: Made, deep: boolean): ExaminedStore => {
  const sounds = new Map<Sha256, SoundUse[]>();
  const examined = examine(folder, 'loa.db', made, loaLayout, deep, (file) => {
    if (!tablesOf(file).has('rendering')) return [];
    for (const { hash, used } of file.prepare(SOUNDS).all() as { hash: Sha256; used: SoundUse }[])
      sounds.set(hash, [...(sounds.get(hash) ?? []), used]);
    return deep ? alteredAirings(file) : [];
  });
  return { ...examined, sounds };
};

/** airlog.db in a folder; `known`: heads of the log that it must agree with. */
export const examineLog = (folder: string, made: Made, deep: boolean, known: readonly KnownHead[]): ExaminedLog => {
  const aired = new Set<Sha256>();
  const changes: EventRow[] = [];
  let newest: StoredCheckpoint | null = null;
  let outside = NOTHING_OUTSIDE;
  let head: LogHead = { size: 0, root: rootOf(newBuilder()) };
  const examined = examine(folder, 'airlog.db', made, airlogLayout, deep, (file) => {
    const faults: DataFault[] = [];
    const builder = newBuilder();
    const sealed = sealedIn(file);
    const aids = deep && tablesOf(file).has('sent') ? aidCheck(file) : null;
    const all = Map.groupBy([...known, ...sealed.known], ({ size }) => size);
    const compare = (): void => {
      for (const { size, root, source } of all.get(builder.size()) ?? [])
        if (root !== rootOf(builder)) faults.push({ what: 'root', size, source });
    };
    compare();
    newest = newestIn(file);
    outside = toldOutside(file, tablesOf(file));
    for (const { seq, leaf } of leavesOf(file)) {
      if (seq !== builder.size()) {
        faults.push({ what: 'gap', seq: builder.size() });
        break;
      }
      const entry = canonicalIn(leaf);
      if (entry === null) faults.push({ what: 'leaf', seq });
      else if (typeof entry.planned?.cut === 'string') aired.add(entry.planned.cut);
      else if (entry.kind === 'key-change') changes.push({ seq, entry: entry as unknown as EventEntry });
      if (entry !== null) aids?.see(seq, entry as unknown as AirLogEntry);
      builder.add(leaf);
      compare();
    }
    head = { size: builder.size(), root: rootOf(builder) };
    for (const { size, source } of [...all.values()].flat())
      if (size > head.size) faults.push({ what: 'rolled-back', size: head.size, known: size, source });
    return [
      ...faults,
      ...treeFaults(file, deep),
      ...foundFaults(faults, aids),
      ...sealed.faults,
      ...alteredTexts(file),
    ];
  });
  return { ...examined, head, aired, told: { changes, newest }, outside };
};

/** Entries that nobody can read are found by nothing. */
const foundFaults = (others: readonly DataFault[], aids: AidCheck | null): DataFault[] => {
  const fault = others.some(({ what }) => what === 'leaf' || what === 'gap') ? null : (aids?.fault() ?? null);
  return fault === null ? [] : [{ what: 'damaged', file: 'airlog.db', detail: fault }];
};

const newestIn = (file: Database.Database): StoredCheckpoint | null =>
  tablesOf(file).has('checkpoint')
    ? ((file.prepare('SELECT size, made_at AS madeAt, note FROM checkpoint ORDER BY size DESC LIMIT 1').get() as
        | StoredCheckpoint
        | undefined) ?? null)
    : null;

interface Leaf {
  readonly seq: number;
  readonly leaf: Uint8Array;
}

const leavesOf = (file: Database.Database, upTo = Number.MAX_SAFE_INTEGER): IterableIterator<Leaf> =>
  file.prepare('SELECT seq, leaf FROM air_log WHERE seq < ? ORDER BY seq').iterate(upTo) as IterableIterator<Leaf>;

/** The native hash: a log of millions of entries is read in seconds. */
const newBuilder = () => rootBuilder((bytes) => hash('sha256', bytes, 'buffer'));
const rootOf = (builder: ReturnType<typeof rootBuilder>): string => builder.root().toBase64();
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface Seen {
  readonly kind?: unknown;
  readonly planned?: { readonly cut?: Sha256 | null };
}

/** null: bytes that entryBytes() never makes. */
const canonicalIn = (leaf: Uint8Array): Seen | null => {
  try {
    const text = utf8.decode(leaf);
    const read: unknown = JSON.parse(text);
    return canonicalJson(read) === text ? (read as Seen) : null;
  } catch {
    return null;
  }
};

/** The head that the log in a folder had at `size` entries. Throws what SQLite throws. */
export const headAt = (folder: string, size: number): LogHead => {
  const file = new Database(join(folder, 'airlog.db'), { readonly: true, fileMustExist: true });
  try {
    const builder = newBuilder();
    for (const { leaf } of leavesOf(file, size)) builder.add(leaf);
    return { size: builder.size(), root: rootOf(builder) };
  } finally {
    file.close();
  }
};

export interface Loss {
  /** Number of the first entry that is lost. */
  readonly first: number;
  readonly lost: number;
}

/** Entries of the log in `present` that the one in `other` does not have, from the first that differs. Throws what SQLite throws. */
export const entriesNotIn = (present: string, other: string): Loss => {
  const [here, there] = [present, other].map(
    (folder) => new Database(join(folder, 'airlog.db'), { readonly: true, fileMustExist: true }),
  ) as [Database.Database, Database.Database];
  try {
    // A file that was made and never filled.
    if (!tablesOf(here).has('air_log')) return { first: 0, lost: 0 };
    const find = there.prepare('SELECT leaf FROM air_log WHERE seq = ?').pluck();
    let [first, size, parted] = [0, 0, false];
    for (const { seq, leaf } of leavesOf(here)) {
      size += 1;
      const twin = find.get(seq) as Buffer | undefined;
      parted ||= twin === undefined || !twin.equals(leaf);
      if (!parted) first += 1;
    }
    return { first, lost: size - first };
  } finally {
    here.close();
    there.close();
  }
};

const examine = (
  folder: string,
  name: string,
  made: Made,
  layoutOf: (file: Database.Database) => number,
  deep: boolean,
  further: (file: Database.Database) => readonly DataFault[],
): Examined => {
  const path = join(folder, name);
  if (!existsSync(path)) return { layout: 0, faults: [{ what: 'missing', file: name }] };
  const faults: DataFault[] = [];
  let layout = 0;
  let file: Database.Database | undefined;
  try {
    file = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
    const torn = file.pragma(deep ? 'integrity_check(20)' : 'quick_check(20)', { simple: true });
    if (torn !== 'ok') faults.push({ what: 'damaged', file: name, detail: String(torn) });
    layout = layoutOf(file);
    if (layout > made.layout) faults.push({ what: 'newer', file: name, found: layout, known: made.layout });
    faults.push(...brokenReferences(file, name), ...missingGuards(file, name, made, layout));
    file.pragma('synchronous=FULL');
    const synchronous = String(file.pragma('synchronous', { simple: true }));
    if (synchronous !== '2') faults.push({ what: 'synchronous', file: name, found: synchronous });
    faults.push(...further(file));
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    faults.push({ what: 'damaged', file: name, detail: `${error.message} (${error.code})` });
  } finally {
    file?.close();
  }
  return { layout, faults };
};

const brokenReferences = (file: Database.Database, name: string): DataFault[] => {
  const rows = file.pragma('foreign_key_check') as { table: string; parent: string }[];
  const kinds = new Map<string, { table: string; parent: string; rows: number }>();
  for (const { table, parent } of rows) {
    const before = kinds.get(`${table} ${parent}`)?.rows ?? 0;
    kinds.set(`${table} ${parent}`, { table, parent, rows: before + 1 });
  }
  return [...kinds.values()].map((kind) => ({ what: 'reference', file: name, ...kind }));
};

/** A file of an older layout may lack tables, and have guards that were worded otherwise: those are looked for by name. */
const missingGuards = (file: Database.Database, name: string, made: Made, layout: number): DataFault[] => {
  const tables = tablesOf(file);
  const found = new Map(guardsOf(file).map((guard) => [guard.name, guard.sql]));
  const stands = ({ name: guard, sql }: Guard): boolean =>
    layout === made.layout ? found.get(guard) === sql : found.has(guard);
  return made.guards
    .filter((guard) => tables.has(guard.table) || layout === made.layout)
    .filter((guard) => !stands(guard))
    .map((guard) => ({ what: 'trigger', file: name, name: guard.name }));
};
