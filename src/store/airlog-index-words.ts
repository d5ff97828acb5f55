/** Texts that come again and again, as numbers: looked up in the file once and remembered until somebody else has written to it. */
import type Database from 'better-sqlite3';

export interface WordTable {
  /** The number of a text, given to it now when it had none; within a transaction. */
  readonly idOf: (text: string) => number;
  /** null: no entry has that text. */
  readonly find: (text: string) => number | null;
  readonly textOf: (id: number) => string;
  /** A channel with the units frozen beside it. */
  readonly placeOf: (channel: string, units: readonly string[]) => number;
  readonly forget: () => void;
}

export const wordTable = (file: Database.Database): WordTable => {
  const known = new Map<string, number>();
  /** By number: they begin at 1 and leave no gaps. */
  const texts: (string | undefined)[] = [];
  const places = new Map<string, number>();
  const one = file.prepare('SELECT id FROM word WHERE text = ?').pluck();
  const text = file.prepare('SELECT text FROM word WHERE id = ?').pluck();
  const add = file.prepare('INSERT INTO word (text) VALUES (?)');
  const place = file.prepare('SELECT id FROM place WHERE channel = ? AND units = ?').pluck();
  const addPlace = file.prepare('INSERT INTO place (channel, units) VALUES (?, ?)');
  const find = (of: string): number | null => {
    const before = known.get(of);
    if (before !== undefined) return before;
    const found = one.get(of) as number | undefined;
    if (found !== undefined) known.set(of, found);
    return found ?? null;
  };
  return {
    find,
    idOf: (of) => {
      const found = find(of);
      if (found !== null) return found;
      const id = Number(add.run(of).lastInsertRowid);
      known.set(of, id);
      return id;
    },
    textOf: (id) => {
      const before = texts[id];
      if (before !== undefined) return before;
      const found = text.get(id) as string | undefined;
      if (found === undefined) throw new Error(`airlog-index.db has no word ${id}`);
      texts[id] = found;
      return found;
    },
    placeOf: (channel, units) => {
      const list = JSON.stringify(units);
      const key = `${channel} ${list}`;
      const before = places.get(key) ?? (place.get(channel, list) as number | undefined);
      const id = before ?? Number(addPlace.run(channel, list).lastInsertRowid);
      places.set(key, id);
      return id;
    },
    forget: () => {
      texts.length = 0;
      for (const map of [known, places]) map.clear();
    },
  };
};
