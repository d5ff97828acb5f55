/**
 * Entries of airlog.db that are no statements: machines' rows, objections, and what stands under a sender's id.
 *
 * A device's row is found by the index on (device, boot, row), everything of a day by the index on the day.
 */
import type Database from 'better-sqlite3';
import type { AirLogEntry, DeviceRow, ObjectionEntry, ReportEntry } from '../core/evidence/entry.ts';
import type { Sha256 } from '../core/ids.ts';
import { leafField, plannedField } from './airlog-fields.ts';

/** What is asked for, as airlog.ts has it: broadcast days, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly channel?: string | undefined;
  readonly campaign?: string | undefined;
}

export interface Stored<Entry extends AirLogEntry = AirLogEntry> {
  readonly seq: number;
  readonly entry: Entry;
}

export interface OtherEntries {
  /** Reports and objections about airings of a span, in order of number. */
  readonly others: (span: Span) => Stored<ReportEntry | ObjectionEntry>[];
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
  const ofSpan = file.prepare(`
    SELECT seq, leaf FROM air_log
    WHERE ${plannedField('day')} BETWEEN :from AND :to
      AND (:channel IS NULL OR ${plannedField('channel.id')} = :channel)
      AND (:campaign IS NULL OR ${plannedField('campaign.id')} = :campaign) AND ${KIND} <> 'statement'
    ORDER BY seq`);
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
    others: ({ from, to, channel, campaign }) =>
      all(ofSpan.all({ from, to, channel: channel ?? null, campaign: campaign ?? null })) as Stored<
        ReportEntry | ObjectionEntry
      >[],
    reported: (row) => first(ofRow.get(keyOf(row))),
    reportedBefore: (row) => first(before.get(keyOf(row))),
    sentUnder: (id) => all(under.all(id)),
    equivocated: (row, sha256) => twice.get({ ...keyOf(row), sha256 }) !== undefined,
  };
};
