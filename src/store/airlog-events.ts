/** Entries of the air log that are about no airing: what happened to the log, its keys and its machine. */
import type Database from 'better-sqlite3';
import { type EventEntry, type EventKind, entryFrom } from '../core/evidence/entry.ts';
import { leafField, plannedField } from './airlog-fields.ts';

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

const KIND = leafField('kind');

/** In order of number. The index of days leads to the entries that are of no day, among all others. */
export const eventsIn = (file: Database.Database): ReadEvents => {
  const found = file.prepare(`
    SELECT seq, CAST(leaf AS TEXT) AS leaf FROM air_log
    WHERE ${plannedField('day')} IS NULL
      AND (:kinds IS NULL OR ${KIND} IN (SELECT value FROM json_each(:kinds)))
      AND (:from IS NULL OR (${leafField('recordedAt')} >= :from AND ${leafField('recordedAt')} < :to))
    ORDER BY seq`);
  return ({ kinds, between }) => {
    const asked = { kinds: kinds === undefined ? null : JSON.stringify(kinds), from: between?.from ?? null };
    const rows = found.all({ ...asked, to: between?.to ?? null }) as { seq: number; leaf: string }[];
    return rows.map(({ seq, leaf }) => ({ seq, entry: entryFrom(leaf) as EventEntry }));
  };
};
