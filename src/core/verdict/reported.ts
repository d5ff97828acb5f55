/**
 * What machines report of each airing, as observations: each start of each device has one word, its last by row number.
 *
 * A device writes rows as it goes ('started', then 'stopped'): the last of one start stands for them, whatever the order in which
 * they arrived. 'started' alone says that something began, and of how long it sounded nothing: part of it, with no second that is
 * certain; and it says nothing at all once the same device has told the end, in this start or another.
 */
import { ByAiring } from '../evidence/by-airing.ts';
import type { NotAiredReason, Outcome, PlannedAiring, ReportEntry } from '../evidence/entry.ts';
import { isTimely } from '../evidence/report.ts';
import { namesOf } from './called.ts';
import type { Observation } from './judge.ts';

/** Of a report's entry just what is weighed, and what tells whether the airing is still called as it was then. */
export interface ReportWord extends Pick<ReportEntry, 'kind' | 'evidence' | 'outcome' | 'reason' | 'secondsHeard'> {
  readonly seq: number;
  readonly channel: string;
  readonly id: string;
  readonly device: string;
  readonly boot: string;
  readonly row: number;
  /** Instant of the start, where the clock it was read from is good enough to say so. */
  readonly startedAt: string | null;
  readonly plannedSeconds: number;
  readonly rundownVersion: number;
  /** namesOf() the airing as it was frozen. */
  readonly names: string;
}

export interface Reported {
  readonly observation: Observation;
  readonly word: Pick<ReportWord, 'seq' | 'rundownVersion' | 'names'>;
}

export const reportWordIn = (seq: number, entry: ReportEntry): ReportWord => {
  const { planned, source, clock, kind, evidence, outcome, reason, secondsHeard } = entry;
  const { device, boot, row } = source;
  return {
    ...{ seq, kind, evidence, outcome, reason, secondsHeard, device, boot, row },
    channel: planned.channel.id,
    id: planned.id,
    startedAt: isTimely(clock.quality) ? (entry.started?.instant ?? null) : null,
    plannedSeconds: planned.seconds,
    rundownVersion: planned.rundownVersion,
    names: namesOf(planned),
  };
};

/** The order of `reports` does not matter. */
export const reportedIn = (reports: Iterable<ReportWord>): ByAiring<Reported[]> => {
  const byAiring = new ByAiring<ReportWord[]>();
  for (const row of reports) {
    const before = byAiring.get(row.channel, row.id);
    if (before === undefined) byAiring.set(row.channel, row.id, [row]);
    else before.push(row);
  }
  const reported = new ByAiring<Reported[]>();
  for (const [channel, id, rows] of byAiring.entries()) {
    const devices = Map.groupBy(rows, ({ evidence, device }) => `${evidence} ${device}`);
    const words = [...devices.values()].flatMap((own) => wordsOf(own).map(reportedBy));
    reported.set(channel, id, words);
  }
  return reported;
};

/** One device's last word of each of its starts; of several starts those that tell an end, when any does. */
const wordsOf = (rows: readonly ReportWord[]): ReportWord[] => {
  const starts = [...Map.groupBy(rows, ({ boot }) => boot).values()].map(lastOf);
  const ended = starts.filter(({ kind }) => kind !== 'started');
  return ended.length > 0 ? ended : starts;
};

/** The start of an airing may be told in a row before the last. */
const lastOf = (rows: readonly ReportWord[]): ReportWord => {
  const [last, ...before] = rows.toSorted((a, b) => b.row - a.row);
  if (last === undefined) throw new Error('a start without a row');
  const startedAt = last.startedAt ?? before.find((row) => row.startedAt !== null)?.startedAt ?? null;
  return { ...last, startedAt };
};

/** Measured a little short is no less: fades, and a player's own time to begin. */
const SLACK_MS = 2000;

const reportedBy = (word: ReportWord): Reported => {
  const { seq, evidence, startedAt, rundownVersion, names } = word;
  const found = foundIn(word);
  return {
    observation: { seq, evidence, ...found, startedAt: found.outcome === 'not-aired' ? null : startedAt },
    word: { seq, rundownVersion, names },
  };
};

/** A device that says 'aired' of less than was planned is believed in the seconds, not in the word; more than was planned counts as that. */
const foundIn = ({
  kind,
  outcome,
  reason,
  secondsHeard,
  plannedSeconds,
}: ReportWord): { outcome: Outcome; reason: NotAiredReason | null; heardMs: number } => {
  const plannedMs = Math.round(plannedSeconds * 1000);
  const heardMs = Math.min(Math.round((secondsHeard ?? 0) * 1000), plannedMs);
  if (kind === 'missed' || outcome === 'not-aired') return { outcome: 'not-aired', reason, heardMs: 0 };
  if (kind === 'preempted') return { outcome: heardMs > 0 ? 'partly' : 'not-aired', reason, heardMs };
  if (kind === 'started' || outcome !== 'aired') return { outcome: 'partly', reason, heardMs };
  return heardMs >= plannedMs - SLACK_MS
    ? { outcome: 'aired', reason: null, heardMs }
    : { outcome: 'partly', reason, heardMs };
};

/** Later or earlier than this is not on time (evidence.md §4.3: grace). */
const GRACE_MS = 180_000;

/** Whether it began on time; null: nobody knows. */
export const isOnTime = (startedAt: string | null, planned: Pick<PlannedAiring, 'start'>): boolean | null => {
  if (startedAt === null) return null;
  const at = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;
  return Math.abs(at(startedAt) - at(planned.start.instant)) <= GRACE_MS;
};
