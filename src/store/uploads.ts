/** Files that are arriving, or have arrived: who sends them, how large they are to be, what became of them. */

import type { Rows } from './database.ts';
import { and, desc, eq, gte, inArray, lt } from './drizzle.ts';
import { upload } from './schema.ts';

export type UploadRow = typeof upload.$inferSelect;

export const addUpload = (rows: Rows, row: UploadRow): void => {
  rows.insert(upload).values(row).run();
};

export const findUpload = (rows: Rows, id: string): UploadRow | undefined =>
  rows.select().from(upload).where(eq(upload.id, id)).get();

export const changeUpload = (rows: Rows, id: string, patch: Partial<Omit<UploadRow, 'id'>>): void => {
  rows.update(upload).set(patch).where(eq(upload.id, id)).run();
};

/** One sender's, newest first, begun at or after `since`. */
export const uploadsOf = (rows: Rows, sentBy: string, since: string): UploadRow[] =>
  rows
    .select()
    .from(upload)
    .where(and(eq(upload.sentBy, sentBy), gte(upload.begunAt, since)))
    .orderBy(desc(upload.begunAt), desc(upload.id))
    .all();

/** All that are in one of these states, oldest first. */
export const uploadsIn = (rows: Rows, states: readonly UploadRow['state'][]): UploadRow[] =>
  rows.select().from(upload).where(inArray(upload.state, states)).orderBy(upload.begunAt, upload.id).all();

/** Those begun before an instant. */
export const uploadsBefore = (rows: Rows, instant: string): UploadRow[] =>
  rows.select().from(upload).where(lt(upload.begunAt, instant)).all();

export const removeUpload = (rows: Rows, id: string): void => {
  rows.delete(upload).where(eq(upload.id, id)).run();
};
