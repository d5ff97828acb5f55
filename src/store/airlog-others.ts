/** Entries of airlog.db that are looked for by what sent them: a statement's or an objection's id, a device's row. */
import type Database from 'better-sqlite3';
import type { AirLogEntry, DeviceRow, ReportEntry } from '../core/evidence/entry.ts';
import type { Sha256 } from '../core/ids.ts';
import { leafField } from './airlog-fields.ts';
import { underId } from './airlog-finding.ts';

export interface Stored<Entry extends AirLogEntry = AirLogEntry> {
  readonly seq: number;
  readonly entry: Entry;
}

export interface OtherEntries {
  /** What is kept of each of these rows, in their order. */
  readonly reported: (rows: readonly DeviceRow[]) => (Stored<ReportEntry> | undefined)[];
  /** The nearest row before that one in the same start of the device. */
  readonly reportedBefore: (row: DeviceRow) => Stored<ReportEntry> | undefined;
  /** Whatever was sent under an id, of any kind, in order of number. */
  readonly sentUnder: (id: string) => Stored[];
  /** Whether it is recorded already that these very bytes came under the number of another row. */
  readonly equivocated: (row: DeviceRow, sha256: Sha256) => boolean;
}

interface Leaf {
  readonly seq: number;
  readonly leaf: Uint8Array;
}

/** `read`: an entry from its bytes. */
export const otherEntries = (file: Database.Database, read: (leaf: Uint8Array) => AirLogEntry): OtherEntries => {
  const ofRow = file.prepare(
    'SELECT seq, leaf FROM device_row JOIN air_log USING (seq) WHERE device = :device AND boot = :boot AND row = :row',
  );
  const before = file.prepare(`
    SELECT seq, leaf FROM device_row JOIN air_log USING (seq)
    WHERE device = :device AND boot = :boot AND row < :row ORDER BY row DESC LIMIT 1`);
  const sentUnder = underId(file);
  const twice = file.prepare(`
    SELECT 1 FROM event JOIN air_log USING (seq)
    WHERE kind = 'equivocation' AND ${leafField('facts.device')} = :device AND ${leafField('facts.boot')} = :boot
      AND ${leafField('facts.row')} = :row AND ${leafField('facts.sha256')} = :sha256
    LIMIT 1`);

  const stored = ({ seq, leaf }: Leaf): Stored => ({ seq, entry: read(leaf) });
  const first = (found: unknown): Stored<ReportEntry> | undefined =>
    found === undefined ? undefined : (stored(found as Leaf) as Stored<ReportEntry>);
  const keyOf = ({ device, boot, row }: DeviceRow) => ({ device, boot, row });
  // In one view of the file: each by itself takes and gives up SQLite's locks, which is most of its time.
  const reported = file.transaction((rows: readonly DeviceRow[]) => rows.map((row) => first(ofRow.get(keyOf(row)))));

  return {
    reported,
    reportedBefore: (row) => first(before.get(keyOf(row))),
    sentUnder: (id) => sentUnder(id),
    equivocated: (row, sha256) => twice.get({ ...keyOf(row), sha256 }) !== undefined,
  };
};
