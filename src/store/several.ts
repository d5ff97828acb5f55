/** Rows that are added many at a time: of a statement's time most is not the row's. */
import type Database from 'better-sqlite3';

export interface SeveralRows {
  /** The values of one row, in order; written with others, at the latest by flush(). */
  readonly add: (...values: readonly (number | Uint8Array)[]) => void;
  readonly flush: () => void;
  /** What was added and not written is not to be written. */
  readonly forget: () => void;
}

/** Rows in one statement. */
const TOGETHER = 16;

/** `insert`: 'INSERT INTO node (number, hash)'; `columns`: how many it names. Within a transaction of the caller's. */
export const severalRows = (file: Database.Database, insert: string, columns: number): SeveralRows => {
  const row = `(${Array(columns).fill('?').join(', ')})`;
  const one = file.prepare(`${insert} VALUES ${row}`);
  const many = file.prepare(`${insert} VALUES ${Array(TOGETHER).fill(row).join(', ')}`);
  let waiting: (number | Uint8Array)[] = [];
  return {
    add: (...values) => {
      waiting.push(...values);
      if (waiting.length < TOGETHER * columns) return;
      many.run(...waiting);
      waiting = [];
    },
    flush: () => {
      for (let from = 0; from < waiting.length; from += columns) one.run(...waiting.slice(from, from + columns));
      waiting = [];
    },
    forget: () => {
      waiting = [];
    },
  };
};
