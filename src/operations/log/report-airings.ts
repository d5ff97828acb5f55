/**
 * What machines report of airings → entries of the air log: a batch at a time, all of it or nothing.
 *
 * Rows of an enrolled device are signed by its key. A row is told by (device, boot, row). Sent again it is answered with what its first sending made; another row under its number is
 * refused, and that it came is an entry of its own. Numbers may be missing: what is missing is told. Rows may be of any age.
 */
import { actorOf, type Right } from '../../core/access/model.ts';
import type { DeviceRow, EventEntry, PlannedAiring, ReportEntry } from '../../core/evidence/entry.ts';
import {
  clockQuality,
  isPageDevice,
  PAGE_DEVICE,
  type ReportRow,
  rowFault,
  rowHash,
} from '../../core/evidence/report.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refusal } from '../../core/result.ts';
import type { Erasable } from '../../store/airlog.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation, seesWith } from '../operation.ts';
import { type RowChain, UNSIGNED, unlikeSigned } from '../within/device-rows.ts';
import { eventOf } from '../within/log-events.ts';
import { momentOf, type ReportedAirings, reportedAirings } from '../within/reported-airing.ts';

type Reporting = Asking & Pick<Ctx, 'random' | 'airlog' | 'secrets'>;

export interface Receipt extends DeviceRow {
  /** Number of its entry. */
  readonly seq: number;
  /** false: it was there already. */
  readonly isNew: boolean;
}

/** Rows of one start of a device that have not come, both numbers included. */
export interface MissingRows {
  readonly device: string;
  readonly boot: string;
  readonly from: number;
  readonly to: number;
}

export interface ReportReceipt {
  /** In the order of the rows. */
  readonly receipts: readonly Receipt[];
  /** Before rows of this batch. */
  readonly missing: readonly MissingRows[];
  /** The newest checkpoint, a signed note; null: nothing has been signed yet. It may be older than these entries. */
  readonly checkpoint: string | null;
}

/** Who sends rows: what each level needs, and the names that their devices have. */
interface Senders {
  /** That of L2 is needed at all. */
  readonly levels: Readonly<Record<ReportEntry['evidence'], Right>>;
  readonly arePages: boolean;
}

const ABOVE = { L3: 'airing.report-l3', L4: 'airing.report-l4', L5: 'airing.report-l5' } as const;
const MACHINES: Senders = { levels: { L2: 'airing.report', ...ABOVE }, arePages: false };
/** No link has what the levels above need. */
const PAGES: Senders = { levels: { L2: 'airing.report-page', ...ABOVE }, arePages: true };

/**
 * Refuses with right.*, channel.unknown, request.wrong, site.row-signature, log.row-other, each at its row ('/rows/3'), log.rolled-back, data.*; then none of
 * the rows was written.
 */
export const reportAirings = operation(
  { name: 'airing.report', needs: 'airing.report' },
  (ctx: Reporting, rows: readonly ReportRow[], chain: RowChain = UNSIGNED): Result<ReportReceipt> =>
    take(ctx, rows, { chain, senders: MACHINES }),
);

/** As reportAirings(), for the player in a site's own page: its devices have names of their own (isPageDevice()). */
export const reportPageAirings = operation(
  { name: 'airing.report-page', needs: 'airing.report-page' },
  (ctx: Reporting, rows: readonly ReportRow[], chain: RowChain = UNSIGNED): Result<ReportReceipt> =>
    take(ctx, rows, { chain, senders: PAGES }),
);

interface Sent {
  readonly chain: RowChain;
  readonly senders: Senders;
}

const take = (ctx: Reporting, rows: readonly ReportRow[], { chain, senders }: Sent): Result<ReportReceipt> => {
  const airings = reportedAirings(ctx.store.rows);
  const planned = rows.map((row) => airings.airingOf(row));
  const faults = faultsIn(ctx, airings, rows, senders);
  // Who may not report there learns nothing about what is there.
  if (faults.length > 0) return okUnless(faults, () => nothing);
  const wrong = unlikeSigned(ctx, rows, chain);
  if (wrong.length > 0) return okUnless(wrong, () => nothing);
  const lost = planned.flatMap((one, n) => (one.ok ? [] : one.refusals.map((given) => at(n, given))));
  const twice = [...Map.groupBy(rows.entries(), ([, row]) => keyOf(row)).values()].flatMap(differing);
  const sound = okUnless([...lost, ...twice], () => null);
  if (!sound.ok) return sound;
  const before = ctx.airlog.reported(rows);
  const others = equivocations(ctx, rows, before);
  if (others.refusals.length > 0) {
    const texts: Erasable[] = [];
    const told = others.told(texts);
    const appended = told.length === 0 ? ok(0) : ctx.airlog.append(told, texts);
    return appended.ok ? okUnless(others.refusals, () => nothing) : appended;
  }
  return record(ctx, rows, before, (n) => airingAt(planned, n));
};

const nothing: ReportReceipt = { receipts: [], missing: [], checkpoint: null };

const airingAt = (planned: readonly Result<PlannedAiring>[], n: number): PlannedAiring => {
  const found = planned[n];
  if (found?.ok !== true) throw new Error(`row ${n} was sound a moment ago`);
  return found.value;
};

const keyOf = ({ device, boot, row }: DeviceRow): string => `${device} ${boot} ${row}`;

/** A refusal at a row, or at a field of it. */
const at = (n: number, given: Refusal, field?: string): Refusal => ({
  ...given,
  place: { pointer: `/rows/${n}${field === undefined ? '' : `/${field}`}` },
});

const faultsIn = (
  ctx: Reporting,
  { placeOf }: ReportedAirings,
  rows: readonly ReportRow[],
  { levels, arePages }: Senders,
): Refusal[] => {
  const may = new Map(Object.values(levels).map((right) => [right, seesWith(ctx, right)]));
  return rows.flatMap((row, n) => {
    const named = { field: 'device', expected: arePages ? `${PAGE_DEVICE}…` : `no ${PAGE_DEVICE}…` } as const;
    const fault = isPageDevice(row.device) === arePages ? rowFault(row) : named;
    const wrong = fault === null ? [] : [at(n, refusal('request.wrong', { ...fault }), fault.field)];
    const place = placeOf(row);
    const right = [levels.L2, levels[row.evidence]].find((one) => may.get(one)?.(place) !== true);
    if (right === undefined) return wrong;
    const has = may.get(right)?.('anywhere') === true;
    return [...wrong, at(n, has ? refusal('right.elsewhere', { right }) : refusal('right.missing', { right }))];
  });
};

/** One number twice in a batch is one row sent twice, or a fault. */
const differing = (same: [number, ReportRow][]): Refusal[] => {
  const [first, ...more] = same;
  return more
    .filter(([, row]) => first !== undefined && rowHash(row) !== rowHash(first[1]))
    .map(([n]) => at(n, refusal('request.wrong', { field: 'row', expected: 'one row for one number' }), 'row'));
};

/** What is kept of each row of the batch. */
type Before = ReturnType<Ctx['airlog']['reported']>;

/** Rows that came under the number of another; `told` are the entries that say so for the first time. */
const equivocations = (ctx: Reporting, rows: readonly ReportRow[], before: Before) => {
  const other = rows.flatMap((row, n) => {
    const known = before[n];
    if (known === undefined) return [];
    const sha256 = rowHash(row);
    return known.entry.source.sha256 === sha256 ? [] : [{ row, n, sha256, seq: known.seq }];
  });
  return {
    refusals: other.map(({ row, n, seq }) =>
      at(n, refusal('log.row-other', { device: row.device, row: row.row, seq })),
    ),
    told: (texts: Erasable[]): EventEntry[] =>
      other
        .filter(({ row, sha256 }) => !ctx.airlog.equivocated(row, sha256))
        .map(({ row: { device, boot, row, day, channel }, sha256, seq }) =>
          eventOf(ctx, 'equivocation', { device, boot, row, entry: seq, sha256 }, texts, { day, channel }),
        ),
  };
};

const record = (
  ctx: Reporting,
  rows: readonly ReportRow[],
  before: Before,
  airing: (n: number) => PlannedAiring,
): Result<ReportReceipt> => {
  const known = new Map(rows.map((row, n) => [keyOf(row), before[n]?.seq]));
  const news = new Map<string, { readonly row: ReportRow; readonly planned: PlannedAiring }>();
  for (const [n, row] of rows.entries())
    if (known.get(keyOf(row)) === undefined && !news.has(keyOf(row))) news.set(keyOf(row), { row, planned: airing(n) });
  const earlier = earlierRows(ctx, rows);
  const entries = [...news.values()].map(({ row, planned }) => entryOf(ctx, row, planned, earlier(row)));
  const appended = entries.length === 0 ? ok(0) : ctx.airlog.append(entries, []);
  if (!appended.ok) return appended;
  const fresh = new Map([...news.keys()].map((key, n) => [key, appended.value + n]));
  const receipts = rows.map(({ device, boot, row }): Receipt => {
    const key = keyOf({ device, boot, row });
    const seq = known.get(key) ?? fresh.get(key);
    if (seq === undefined) throw new Error(`row ${key} is in no entry`);
    return { device, boot, row, seq, isNew: fresh.has(key) };
  });
  return ok({
    receipts,
    missing: missingBefore(rows, earlier),
    checkpoint: ctx.airlog.newestCheckpoint()?.note ?? null,
  });
};

interface Earlier {
  readonly row: number;
  readonly clock: ReportRow['clock'];
}

/** The nearest earlier row of the same start, in this batch or in the log. */
const earlierRows = (ctx: Reporting, rows: readonly ReportRow[]): ((row: ReportRow) => Earlier | null) => {
  const starts = Map.groupBy(rows, ({ device, boot }) => `${device} ${boot}`);
  return (row) => {
    const here = (starts.get(`${row.device} ${row.boot}`) ?? []).filter((one) => one.row < row.row);
    const near = here.reduce<ReportRow | null>((best, one) => (best === null || one.row > best.row ? one : best), null);
    if (near?.row === row.row - 1) return near;
    const there = row.row === 0 ? undefined : ctx.airlog.reportedBefore(row);
    if (there === undefined || (near !== null && near.row > there.entry.source.row)) return near;
    return { row: there.entry.source.row, clock: there.entry.clock };
  };
};

const missingBefore = (rows: readonly ReportRow[], earlier: (row: ReportRow) => Earlier | null): MissingRows[] => {
  const once = new Map(rows.map((row) => [keyOf(row), row]));
  return [...once.values()].flatMap((row) => {
    const from = (earlier(row)?.row ?? -1) + 1;
    return from >= row.row ? [] : [{ device: row.device, boot: row.boot, from, to: row.row - 1 }];
  });
};

const entryOf = (ctx: Reporting, row: ReportRow, planned: PlannedAiring, before: Earlier | null): ReportEntry => {
  const { zone } = planned.start;
  const moment = (instant: string | null) => (instant === null ? null : momentOf(instant, zone));
  return {
    format: 'loa-air-log/1',
    kind: row.kind,
    recordedAt: ctx.clock.instant(),
    evidence: row.evidence,
    actor: actorOf(ctx.caller) ?? 'nobody',
    by: null,
    note: null,
    source: { device: row.device, boot: row.boot, row: row.row, sha256: rowHash(row) },
    clock: { ...row.clock, quality: clockQuality(row.clock, before?.clock ?? null) },
    outcome: row.outcome,
    reason: row.reason,
    started: moment(row.started),
    stopped: moment(row.stopped),
    secondsHeard: row.secondsHeard,
    planned,
  };
};
