/** What ways to tamper with a log have in common: who does it, how much of it, and what has to be named afterwards. */
import type Database from 'better-sqlite3';
import { seeded } from './store-entries.ts';

/** The log that is tampered with. */
export interface Victim {
  readonly leaves: readonly Buffer[];
  /** Sizes of its checkpoints; the last is the whole log's. */
  readonly sealed: readonly number[];
  /** Hashes of the names and notes beside it. */
  readonly texts: readonly string[];
}

export interface Tampering {
  /** 'an entry emptied: entry 57'; no two alike. */
  readonly name: string;
  readonly work: (file: Database.Database) => void;
  /** Changes bytes of the file itself, past SQLite. */
  readonly onDisk: (bytes: Buffer) => void;
  /** The entry, or the part of the file, that has to be named. */
  readonly named: number | string;
}

export type Random = () => number;
export type Work = (file: Database.Database) => void;
export type Made = readonly [place: string, named: number | string, work: Work, onDisk?: (bytes: Buffer) => void];
export type Kind = readonly [what: string, count: number, make: (random: Random, n: number) => Made];

export const below = (random: Random, count: number): number => Math.floor(random() * count);

/** Every kind as often as it says, the same each time; a place that was drawn twice is drawn again. */
export const tamperings = (kinds: readonly Kind[], seed: number): Tampering[] => {
  const random = seeded(seed);
  const drawn = new Map<string, Tampering>();
  for (const [what, count, make] of kinds) {
    const wanted = drawn.size + count;
    for (let n = 0; drawn.size < wanted; n += 1) {
      if (n > 100 * count) throw new Error(`there are no ${count} places for: ${what}`);
      const [place, named, work, onDisk = () => undefined] = make(random, n);
      const name = `${what}: ${place}`;
      if (!drawn.has(name)) drawn.set(name, { name, named, work, onDisk });
    }
  }
  return [...drawn.values()];
};

export interface Guard {
  readonly name: string;
  readonly sql: string;
}

/** Does what the guards refuse, and puts them back as they were. */
export const unguarded =
  (work: Work): Work =>
  (file) => {
    const guards = file.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as Guard[];
    for (const { name } of guards) file.exec(`DROP TRIGGER ${name}`);
    work(file);
    for (const { sql } of guards) file.exec(sql);
  };

/** The entries as a list that is changed as one likes and laid down again from 0. */
export const rewrite = (file: Database.Database, change: (leaves: Buffer[]) => void): void => {
  const leaves = file.prepare('SELECT leaf FROM air_log ORDER BY seq').pluck().all() as Buffer[];
  change(leaves);
  file.exec('DELETE FROM air_log');
  const insert = file.prepare('INSERT INTO air_log (seq, leaf) VALUES (?, ?)');
  for (const [seq, leaf] of leaves.entries()) insert.run(seq, leaf);
};

/** One letter of the title is another. */
export const retitled = (leaf: Buffer, random: Random): Buffer => {
  const changed = Buffer.from(leaf);
  const place = changed.indexOf('"title":"') + '"title":"'.length + below(random, 3);
  changed[place] = changed[place] === 0x61 ? 0x62 : 0x61;
  return changed;
};

/** An entry that was never made: the same as one that was, under another statement. */
export const invented = (leaf: Buffer, random: Random): Buffer => {
  const { statement } = JSON.parse(leaf.toString()) as { statement: string };
  const other = Array.from({ length: 32 }, () => below(random, 16).toString(16)).join('');
  return Buffer.from(leaf.toString().replace(statement, other));
};

export const swap = (leaves: Buffer[], one: number, other: number): void => {
  [leaves[one], leaves[other]] = [leaves[other] as Buffer, leaves[one] as Buffer];
};
