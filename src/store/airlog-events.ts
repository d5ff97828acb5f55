/** Entries of the air log that are about no airing: what happened to the log, its keys and its machine. */
import type Database from 'better-sqlite3';
import { type EventEntry, type EventKind, entryFrom } from '../core/evidence/entry.ts';
import { leafField } from './airlog-fields.ts';

export interface EventRow {
  readonly seq: number;
  readonly entry: EventEntry;
}

export interface AskedEvents {
  /** Not given: of every kind. */
  readonly kinds?: readonly EventKind[];
  /** Instants between which they were recorded, the second excluded. */
  readonly between?: { readonly from: string; readonly to: string };
}

export type ReadEvents = (asked: AskedEvents) => EventRow[];

/** In order of number. */
export const eventsIn = (file: Database.Database): ReadEvents => {
  const found = file.prepare(`
    SELECT seq, CAST(leaf AS TEXT) AS leaf FROM event CROSS JOIN air_log USING (seq)
    WHERE (:kinds IS NULL OR kind IN (SELECT value FROM json_each(:kinds)))
      AND (:from IS NULL OR (${leafField('recordedAt')} >= :from AND ${leafField('recordedAt')} < :to))
    ORDER BY seq`);
  return ({ kinds, between }) => {
    const asked = { kinds: kinds === undefined ? null : JSON.stringify(kinds), from: between?.from ?? null };
    const rows = found.all({ ...asked, to: between?.to ?? null }) as { seq: number; leaf: string }[];
    return rows.map(({ seq, leaf }) => ({ seq, entry: entryFrom(leaf) as EventEntry }));
  };
};
