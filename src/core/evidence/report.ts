/**
 * Rows that machines write of what they did, and how far the clock in them can be believed (evidence.md §4.1, §4.2).
 *
 * A row is kept as it came: its time is not corrected, and its age is no reason to refuse it. What tells one row from another is
 * (device, boot, row); whether the same number came again with the same words is told by the hash over all that was sent.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '../ids.ts';
import { canonicalJson } from './canonical.ts';
import type {
  ClockQuality,
  DeviceClock,
  DeviceRow,
  NotAiredReason,
  Outcome,
  ReportEntry,
  ReportKind,
} from './entry.ts';

/** A row as a machine sends it; null for everything that it left out. */
export interface ReportRow extends DeviceRow {
  readonly channel: string;
  /** The broadcast day. */
  readonly day: string;
  /** Id of the planned entry, or one of the machine's own for what stood in no plan. */
  readonly entry: string;
  /** What it calls it; used for what stood in no plan. */
  readonly title: string | null;
  readonly kind: ReportKind;
  readonly evidence: ReportEntry['evidence'];
  readonly clock: Omit<DeviceClock, 'quality'>;
  readonly outcome: Outcome | null;
  readonly reason: NotAiredReason | null;
  /** RFC 3339, UTC, whole seconds. */
  readonly started: string | null;
  readonly stopped: string | null;
  readonly secondsHeard: number | null;
}

/** SHA-256 over the row's canonical JSON, with null for what was left out. */
export const rowHash = (row: ReportRow): Sha256 => bytesToHex(sha256(utf8ToBytes(canonicalJson(row)))) as Sha256;

/**
 * Whether a device is the player in a site's own page: by its name, which only a site's link may use, and which stands in every entry.
 * It runs in anybody's browser and is as good as whoever holds the link; a machine with a token of its own is another thing.
 */
export const isPageDevice = (device: string): boolean => device.startsWith(PAGE_DEVICE);

export const PAGE_DEVICE = 'web-';

/** A clock that moved more than this against one that nobody sets was set. */
export const JUMP_MS = 2000;

const SYNCHRONISED_MS = 1000;
const INTERPOLATED_MS = 5000;

type Reading = Omit<DeviceClock, 'quality'>;

/** Milliseconds by which a clock moved between two looks of one start; with the offset of both known, by true time. */
const movedBy = (before: Reading, now: Reading): number => {
  const both = before.offsetMs !== null && now.offsetMs !== null;
  const at = ({ wall, offsetMs }: Reading): number =>
    Temporal.Instant.from(wall).epochMilliseconds + (both ? (offsetMs ?? 0) : 0);
  return at(now) - at(before) - (now.monotonicMs - before.monotonicMs);
};

/**
 * A: right to a second; B: to five; C: how wrong it may be is known, and it is more; D: nobody has compared it, or it was set
 * since. `before`: the nearest earlier row of the same start.
 */
export const clockQuality = (clock: Reading, before: Reading | null): ClockQuality => {
  const { offsetMs, errorMs } = clock;
  if (offsetMs === null || errorMs === null) return 'D';
  if (before !== null && Math.abs(movedBy(before, clock)) > JUMP_MS) return 'D';
  const off = Math.abs(offsetMs) + errorMs;
  return off <= SYNCHRONISED_MS ? 'A' : off <= INTERPOLATED_MS ? 'B' : 'C';
};

/** Whether a time with this quality shows that something aired on time. */
export const isTimely = (quality: ClockQuality): boolean => quality === 'A' || quality === 'B';

/** What is wrong with a row in itself: a field, and what is expected there. */
export interface RowFault {
  readonly field: keyof ReportRow;
  readonly expected: string;
}

/** What a kind says: the outcomes it may have, and what it cannot do without. */
const KINDS: Readonly<
  Record<ReportKind, { readonly outcomes: readonly (Outcome | null)[]; readonly needs: readonly (keyof ReportRow)[] }>
> = {
  started: { outcomes: [null], needs: ['started'] },
  stopped: { outcomes: ['aired', 'partly', 'not-aired'], needs: ['outcome'] },
  missed: { outcomes: [null, 'not-aired'], needs: ['reason'] },
  preempted: { outcomes: [null, 'partly', 'not-aired'], needs: ['reason'] },
  heard: { outcomes: ['aired', 'partly', 'not-aired'], needs: ['outcome'] },
};

/** null: nothing. A player speaks for itself (L2); 'heard' is of a recording, and so of a level above. */
export const rowFault = (row: ReportRow): RowFault | null => {
  const { outcomes, needs } = KINDS[row.kind];
  const missing = needs.find((field) => row[field] === null);
  if (missing !== undefined) return { field: missing, expected: `${missing} (${row.kind})` };
  if (!outcomes.includes(row.outcome)) return { field: 'outcome', expected: outcomes.map(String).join(' | ') };
  const sounded = row.outcome === 'aired' || row.outcome === 'partly';
  if (sounded && row.kind !== 'preempted' && row.secondsHeard === null)
    return { field: 'secondsHeard', expected: 'secondsHeard >= 0' };
  if ((row.kind === 'heard') !== (row.evidence !== 'L2'))
    return { field: 'evidence', expected: row.kind === 'heard' ? 'L3 | L4 | L5' : 'L2' };
  if (row.started !== null && row.stopped !== null && row.stopped < row.started)
    return { field: 'stopped', expected: `>= ${row.started}` };
  return null;
};
