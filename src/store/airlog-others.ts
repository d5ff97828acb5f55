/**
 * Entries of airlog.db that are no statements: machines' rows, objections, and what stands under a sender's id.
 *
 * A device's row is found by the index on (device, boot, row); what is about a day, by the reading index (airlog-index.ts).
 */
import type Database from 'better-sqlite3';
import type { AirLogEntry, DeviceRow, ReportEntry } from '../core/evidence/entry.ts';
import type { Sha256 } from '../core/ids.ts';
import { leafField } from './airlog-fields.ts';

export interface Stored<Entry extends AirLogEntry = AirLogEntry> {
  readonly seq: number;
  readonly entry: Entry;
}

export interface OtherEntries {
  readonly reported: (row: DeviceRow) => Stored<ReportEntry> | undefined;
  /** The nearest row before that one in the same start of the device. */
  readonly reportedBefore: (row: DeviceRow) => Stored<ReportEntry> | undefined;
  /** Whatever was sent under an id, of any kind, in order of number. */
  readonly sentUnder: (id: string) => Stored[];
  /** Whether it was recorded lately that these very bytes came under the number of another row. */
  readonly equivocated: (row: DeviceRow, sha256: Sha256) => boolean;
}

const KIND = leafField('kind');
const OF_DEVICE = `${leafField('source.device')} = :device AND ${leafField('source.boot')} = :boot AND ${leafField('source.row')}`;

/** Equivocations have no index of their own: a device that sends one again does so soon. */
const LATELY = 5000;

/** `read`: an entry from its bytes. */
export const otherEntries = (file: Database.Database, read: (leaf: Uint8Array) => AirLogEntry): OtherEntries => {
  const ofRow = file.prepare(`SELECT seq, leaf FROM air_log WHERE ${OF_DEVICE} = :row`);
  const before = file.prepare(
    `SELECT seq, leaf FROM air_log WHERE ${OF_DEVICE} < :row ORDER BY ${leafField('source.row')} DESC LIMIT 1`,
  );
  const under = file.prepare(`SELECT seq, leaf FROM air_log WHERE ${leafField('statement')} = ? ORDER BY seq`);
  const twice = file.prepare(`
    SELECT 1 FROM air_log
    WHERE seq >= (SELECT MAX(seq) FROM air_log) - ${LATELY} AND ${KIND} = 'equivocation'
      AND ${leafField('facts.device')} = :device AND ${leafField('facts.boot')} = :boot
      AND ${leafField('facts.row')} = :row AND ${leafField('facts.sha256')} = :sha256
    LIMIT 1`);

  const stored = ({ seq, leaf }: { seq: number; leaf: Uint8Array }): Stored => ({ seq, entry: read(leaf) });
  const all = (found: unknown[]): Stored[] => (found as { seq: number; leaf: Uint8Array }[]).map(stored);
  const first = (found: unknown): Stored<ReportEntry> | undefined =>
    found === undefined ? undefined : (stored(found as never) as Stored<ReportEntry>);
  const keyOf = ({ device, boot, row }: DeviceRow) => ({ device, boot, row });

  return {
    reported: (row) => first(ofRow.get(keyOf(row))),
    reportedBefore: (row) => first(before.get(keyOf(row))),
    sentUnder: (id) => all(under.all(id)),
    equivocated: (row, sha256) => twice.get({ ...keyOf(row), sha256 }) !== undefined,
  };
};
