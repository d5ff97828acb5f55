/**
 * The verdicts of a span of broadcast days: each planned airing on every channel with exactly one, and their totals.
 *
 * Worked out anew from rundowns and entries whenever it is asked; nothing is kept, so nothing can be edited. The newest
 * version of a day holds what was in force (core/playlist/begun.ts). What was said of an airing that stands neither there
 * nor in the version that its entry names was never planned, and is listed apart. Channels' days that the caller may not
 * read are left out and counted.
 */
import { type Place, placeOfChannel } from '../../core/access/decide.ts';
import { isOfAiring, type ObjectionEntry, type PlannedAiring, type ReportEntry } from '../../core/evidence/entry.ts';
import { freezing } from '../../core/evidence/planned.ts';
import { airingKey } from '../../core/evidence/standing.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { daysBetween, eachDay, type LocalDate } from '../../core/time/local.ts';
import type { Evidence, Verdict } from '../../core/verdict/judge.ts';
import { type JudgedAiring, judgedAiring, judgedIn, type VerdictGround } from '../../core/verdict/list.ts';
import { observedIn } from '../../core/verdict/observed.ts';
import { type ReportWord, reportWordIn } from '../../core/verdict/reported.ts';
import { totalsOf, type VerdictTotals } from '../../core/verdict/totals.ts';
import type { AnyRow } from '../../store/airlog.ts';
import type { Rows } from '../../store/database.ts';
import { findRundownVersion, listAiringsOn } from '../../store/days.ts';
import { daysThatReached } from '../../store/manifests.ts';
import { loadCampaigns, loadChannels, loadItems, loadStations, loadUnits } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation, seesWith } from '../operation.ts';
import { knownIn } from '../within/asked-places.ts';
import { readableEntries } from '../within/readable-entries.ts';

/** What is not given is not asked for. */
export interface AskedVerdicts {
  /** Broadcast days, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly channel?: string | undefined;
  /** One that the airing's channel served on its day. */
  readonly unit?: string | undefined;
  readonly campaign?: string | undefined;
  readonly contentGroup?: string | undefined;
  readonly language?: string | undefined;
  readonly verdict?: Verdict | undefined;
  readonly evidence?: Evidence | undefined;
}

export interface FoundVerdicts {
  /** In order of day, channel and start. */
  readonly verdicts: readonly JudgedAiring[];
  /** Of just these. */
  readonly totals: VerdictTotals;
  /** What was observed and stands in no plan. */
  readonly unplanned: readonly JudgedAiring[];
  /** How many channels' days the caller may not read. */
  readonly unseen: number;
}

/** As much as the air log answers at once. */
const MOST_DAYS = 400;

type Judging = Asking & Pick<Ctx, 'airlog'>;

/**
 * Refuses with right.*; with time.range, time.range-long; with channel.unknown, unit.unknown or campaign.unknown when nothing is found and
 * there is no such one, so that a slip of the pen does not read as "nothing planned".
 */
export const listVerdicts = operation(
  { name: 'verdict.list', needs: 'air-log.read' },
  (ctx: Judging, asked: AskedVerdicts): Result<FoundVerdicts> => {
    const { from, to } = asked;
    if (from > to) return refuse('time.range', { from, to });
    if (daysBetween(from, to) >= MOST_DAYS) return refuse('time.range-long', { from, to, limitDays: MOST_DAYS });
    const judged = judgedBetween(ctx, asked);
    if (!judged.ok) return judged;
    const { planned, unplanned, unseen } = judged.value;
    const wanted = matching(asked);
    const verdicts = planned.filter(wanted);
    const apart = unplanned.filter(wanted);
    if (verdicts.length + apart.length === 0) {
      const known = knownIn(ctx, asked);
      if (!known.ok) return known;
    }
    return ok({ verdicts, totals: totalsOf(verdicts), unplanned: apart, unseen });
  },
);

const matching =
  ({ unit, campaign, contentGroup, language, verdict, evidence }: AskedVerdicts) =>
  ({ planned, verdict: judged, evidence: known }: JudgedAiring): boolean =>
    (unit === undefined || planned.units.some(({ id }) => id === unit)) &&
    (campaign === undefined || planned.campaign?.id === campaign) &&
    (contentGroup === undefined || planned.contentGroup?.id === contentGroup) &&
    (language === undefined || planned.language === language) &&
    (verdict === undefined || judged === verdict) &&
    (evidence === undefined || known === evidence);

interface Judged {
  readonly planned: readonly JudgedAiring[];
  readonly unplanned: readonly JudgedAiring[];
  readonly unseen: number;
}

/** Day by day: all of a month's entries at once would be dear to keep. */
const judgedBetween = (ctx: Judging, asked: AskedVerdicts): Result<Judged> => {
  const { rows } = ctx.store;
  const judging = judgingOf(ctx);
  const reachedAt = reachedBetween(rows, asked);
  const [planned, unplanned]: [JudgedAiring[], JudgedAiring[]] = [[], []];
  let unseen = 0;
  for (const day of eachDay(asked.from, asked.to)) {
    const found = ctx.airlog.index.read((index) => ({
      words: index.words(day, asked.channel),
      others: index.others(day, asked.channel),
    }));
    if (!found.ok) return found;
    const others = otherEntries(ctx.airlog.rows(found.value.others));
    const observed = observedIn(found.value.words, reportsIn(others));
    const disputed = disputedIn(others);
    const here: JudgedAiring[] = [];
    for (const rundown of listAiringsOn(rows, day, asked.channel as ChannelId | undefined)) {
      if (!judging.sees(rundown.channel, day)) {
        unseen += 1;
        continue;
      }
      for (const session of rundown.sessions)
        for (const one of judgedIn({ ...judging.ground, observed, disputed, reachedAt }, session, rundown.version)) {
          here.push(one);
          // The id of something left out is that of its place, where others may have aired.
          if (one.leftOut === null) observed.delete(session.channel, one.planned.id);
        }
    }
    for (const [channel, id, known] of observed.entries()) {
      const said = judging.ground.frozenIn(known.word.seq);
      if (!judging.reads(said)) continue;
      const list = judging.wasPlanned(said) ? here : unplanned;
      const key = airingKey(channel, id);
      list.push(judgedAiring(key, said, known, { now: judging.ground.now, disputedBy: disputed.get(key) }));
    }
    for (const one of here.sort(inOrder)) planned.push(one);
  }
  return ok({ planned, unplanned: unplanned.sort(inOrder), unseen });
};

/** What VerdictGround wants to know of plans that reached their sites. */
const reachedBetween = (rows: Rows, { from, to }: AskedVerdicts): NonNullable<VerdictGround['reachedAt']> => {
  const keyOf = (channel: string, day: string, version: number): string => `${channel} ${day} ${version}`;
  const days = daysThatReached(rows, from, to);
  const at = new Map(days.map((one) => [keyOf(one.channel, one.day, one.version), one.at]));
  return (channel, day, version) => at.get(keyOf(channel, day, version)) ?? null;
};

type Others = readonly { readonly seq: number; readonly entry: ReportEntry | ObjectionEntry }[];

const otherEntries = (rows: readonly AnyRow[]): Others =>
  rows.flatMap(({ seq, entry }) => (isOfAiring(entry) && entry.kind !== 'statement' ? [{ seq, entry }] : []));

const reportsIn = (others: Others): ReportWord[] =>
  others.flatMap(({ seq, entry }) => (entry.kind === 'objection' ? [] : [reportWordIn(seq, entry)]));

/** Numbers of objections, by airingKey(). */
const disputedIn = (others: Others): Map<string, number[]> => {
  const objections = others.filter(({ entry }) => entry.kind === 'objection');
  const byAiring = Map.groupBy(objections, ({ entry: { planned } }) => airingKey(planned.channel.id, planned.id));
  return new Map([...byAiring].map(([key, found]) => [key, found.map(({ seq }) => seq)]));
};

/** What all days are judged with. Names only: planning's whole ground is dear. */
const judgingOf = (ctx: Judging) => {
  const { rows } = ctx.store;
  const names = { channels: loadChannels(rows), units: loadUnits(rows), campaigns: loadCampaigns(rows) };
  const items = new Map(loadItems(rows).map((item) => [item.id as string, item]));
  const placeOf = placing(ctx, names.channels);
  const seen = seesWith(ctx, 'air-log.read');
  const frozenIn = (seq: number): PlannedAiring => {
    const entry = ctx.airlog.find(seq);
    if (entry === undefined || !isOfAiring(entry)) throw new Error(`air-log entry ${seq} is gone`);
    return entry.planned;
  };
  return {
    ground: { freeze: freezing(names), items, frozenIn, now: ctx.clock.instant() },
    sees: (channel: ChannelId, day: LocalDate): boolean => seen(placeOf(channel, day)),
    reads: readableEntries(ctx),
    wasPlanned: planning(rows),
  };
};

/** A channel that is not in the schedule any more stands nowhere: only who reads everywhere reads its days. */
const placing = ({ store }: Asking, channels: ReturnType<typeof loadChannels>) => {
  const stations = new Map(loadStations(store.rows).map((station) => [station.id, station]));
  const known = new Map(channels.map((channel) => [channel.id, channel]));
  return (id: ChannelId, day: LocalDate): Place => {
    const channel = known.get(id);
    const station = channel === undefined ? undefined : stations.get(channel.station);
    return channel === undefined || station === undefined
      ? { day, channel: id, served: [], responsible: [] }
      : placeOfChannel(channel, station, day);
  };
};

/** Whether an airing that stands in no newest plan stands in the version that its entry names. */
const planning = (rows: Rows): ((planned: PlannedAiring) => boolean) => {
  const versions = new Map<string, ReadonlySet<string>>();
  return ({ id, channel, day, rundownVersion }) => {
    const key = `${channel.id} ${day} ${rundownVersion}`;
    const before = versions.get(key);
    if (before !== undefined) return before.has(id);
    const row = findRundownVersion(rows, channel.id as ChannelId, day as LocalDate, rundownVersion);
    const ids = new Set(row?.playlists.flatMap(({ entries }) => entries.map((entry) => entry.id)));
    versions.set(key, ids);
    return ids.has(id);
  };
};

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (a: JudgedAiring, b: JudgedAiring): number =>
  text(a.planned.day, b.planned.day) ||
  text(a.planned.channel.id, b.planned.channel.id) ||
  text(a.planned.start.instant, b.planned.start.instant) ||
  text(a.key, b.key);
