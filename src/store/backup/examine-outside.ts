/** What airlog.db keeps of the outside, read from a file that somebody looks over: it may be of an older layout, which kept less. */
import type Database from 'better-sqlite3';
import { type Dispute, logAnchors } from '../airlog-anchors.ts';

export interface ToldOutside {
  /** The newest thing that anybody outside signed; null: nobody did. */
  readonly newest: { readonly size: number; readonly madeAt: string } | null;
  /** Witnesses that say the log is another than they signed, and have signed nothing since. */
  readonly disputes: readonly Dispute[];
}

export const NOTHING_OUTSIDE: ToldOutside = { newest: null, disputes: [] };

export const toldOutside = (file: Database.Database, tables: ReadonlySet<unknown>): ToldOutside => {
  if (!['checkpoint', 'cosignature', 'stamp', 'dispute', 'closing'].every((one) => tables.has(one)))
    return NOTHING_OUTSIDE;
  const anchors = logAnchors(file, { path: file.name, behind: null });
  return { newest: anchors.newestOutside() ?? null, disputes: anchors.disputes() };
};
