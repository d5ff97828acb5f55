/** How written words are said by synthetic voices: rows are added and never changed, the newest of a word is in force. */

import type { Rows } from './database.ts';
import { desc } from './drizzle.ts';
import { pronunciation } from './schema.ts';

export type PronunciationRow = typeof pronunciation.$inferSelect;

/** The row in force of each word, in order of the word; words that were taken back are left out. */
export const loadPronunciations = (rows: Rows): PronunciationRow[] => {
  const newest = new Map<string, PronunciationRow>();
  for (const row of rows.select().from(pronunciation).orderBy(desc(pronunciation.id)).all())
    if (!newest.has(row.written)) newest.set(row.written, row);
  return [...newest.values()]
    .filter(({ spoken }) => spoken !== '')
    .sort((a, b) => (a.written < b.written ? -1 : a.written > b.written ? 1 : 0));
};

export const addPronunciation = (rows: Rows, row: Omit<PronunciationRow, 'id'>): number =>
  rows.insert(pronunciation).values(row).returning({ id: pronunciation.id }).get().id;
