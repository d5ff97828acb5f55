/**
 * The verdicts of a span of broadcast days: each planned airing on every channel with exactly one, and their totals.
 *
 * Worked out anew from rundowns and entries whenever it is asked; nothing is kept, so nothing can be edited. The newest
 * version of a day holds what was in force (core/playlist/begun.ts). What was said of an airing that stands neither there
 * nor in the version that its entry names was never planned, and is listed apart. Channels' days that the caller may not
 * read are left out and counted.
 */
import { type Place, placeOfChannel } from '../../core/access/decide.ts';
import { freezing } from '../../core/evidence/planned.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Evidence, Verdict } from '../../core/verdict/judge.ts';
import { type JudgedAiring, judgedAiring, judgedIn } from '../../core/verdict/list.ts';
import { type Observed, observedIn } from '../../core/verdict/observed.ts';
import { totalsOf, type VerdictTotals } from '../../core/verdict/totals.ts';
import { findRundownChannels, findRundownVersion, listRundowns } from '../../store/days.ts';
import { loadCampaigns, loadChannels, loadItems, loadStations, loadUnits } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { listChannels } from '../list-channels.ts';
import { type Asking, operation, seesWith } from '../operation.ts';
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
  /** In order of channel, day and start. */
  readonly verdicts: readonly JudgedAiring[];
  /** Of just these. */
  readonly totals: VerdictTotals;
  /** What was observed and stands in no plan. */
  readonly unplanned: readonly JudgedAiring[];
  /** How many channels' days the caller may not read. */
  readonly unseen: number;
}

type Judging = Asking & Pick<Ctx, 'airlog'>;

/**
 * Refuses with right.*; with time.range; with channel.unknown, unit.unknown or campaign.unknown when nothing is found and
 * there is no such one, so that a slip of the pen does not read as "nothing planned".
 */
export const listVerdicts = operation(
  { name: 'verdict.list', needs: 'air-log.read' },
  (ctx: Judging, asked: AskedVerdicts): Result<FoundVerdicts> => {
    const { from, to } = asked;
    if (from > to) return refuse('time.range', { from, to });
    const { planned, unplanned, unseen } = judgedBetween(ctx, asked);
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
  ({ planned, ...judged }: JudgedAiring): boolean =>
    (unit === undefined || planned.units.some(({ id }) => id === unit)) &&
    (campaign === undefined || planned.campaign?.id === campaign) &&
    (contentGroup === undefined || planned.contentGroup?.id === contentGroup) &&
    (language === undefined || planned.language === language) &&
    (verdict === undefined || judged.verdict === verdict) &&
    (evidence === undefined || judged.evidence === evidence);

const knownIn = (ctx: Asking, { channel, unit, campaign }: AskedVerdicts): Result<void> => {
  const { rows } = ctx.store;
  const channels = listChannels(ctx).map((one) => one.channel.id);
  if (channel !== undefined && !channels.some((id) => id === channel))
    return refuse('channel.unknown', { id: channel, known: channels.join(', ') });
  if (unit !== undefined && !loadUnits(rows).some(({ id }) => id === unit)) return refuse('unit.unknown', { id: unit });
  if (campaign !== undefined && !loadCampaigns(rows).some(({ id }) => id === campaign))
    return refuse('campaign.unknown', { id: campaign });
  return ok(undefined);
};

interface Judged {
  readonly planned: readonly JudgedAiring[];
  readonly unplanned: readonly JudgedAiring[];
  readonly unseen: number;
}

const judgedBetween = (ctx: Judging, { from, to, channel: only }: AskedVerdicts): Judged => {
  const { rows } = ctx.store;
  // Names only: planning's whole ground is dear.
  const names = { channels: loadChannels(rows), units: loadUnits(rows), campaigns: loadCampaigns(rows) };
  const observed = observedIn(ctx.airlog.entries({ from, to, channel: only }));
  const now = ctx.clock.instant();
  const items = new Map(loadItems(rows).map((item) => [item.id as string, item]));
  const ground = { freeze: freezing(names), observed, items, now };
  const placeOf = placing(ctx, names.channels);
  const sees = seesWith(ctx, 'air-log.read');
  const planned: JudgedAiring[] = [];
  let unseen = 0;
  for (const channel of findRundownChannels(rows, from, to)) {
    if (only !== undefined && channel !== only) continue;
    for (const { day, version, playlists } of listRundowns(rows, channel, from, to)) {
      if (!sees(placeOf(channel, day))) {
        unseen += 1;
        continue;
      }
      for (const playlist of playlists)
        for (const one of judgedIn(ground, playlist, version)) {
          planned.push(one);
          observed.delete(one.key);
        }
    }
  }
  const { withdrawn, unplanned } = leftOver(ctx, observed, now);
  return {
    planned: withdrawn.length === 0 ? planned : [...planned, ...withdrawn].sort(inOrder),
    unplanned: unplanned.sort(inOrder),
    unseen,
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

/** What was observed and stands in no newest plan: planned in the version that its entry names, or not at all. */
const leftOver = (ctx: Judging, observed: ReadonlyMap<string, Observed>, now: string) => {
  const mine = readableEntries(ctx);
  const versions = new Map<string, ReadonlySet<string>>();
  const idsIn = (channel: string, day: string, version: number): ReadonlySet<string> => {
    const key = `${channel} ${day} ${version}`;
    const row = versions.has(key)
      ? undefined
      : findRundownVersion(ctx.store.rows, channel as ChannelId, day as LocalDate, version);
    const ids = versions.get(key) ?? new Set(row?.playlists.flatMap(({ entries }) => entries.map(({ id }) => id)));
    versions.set(key, ids);
    return ids;
  };
  const [withdrawn, unplanned]: [JudgedAiring[], JudgedAiring[]] = [[], []];
  for (const [key, known] of observed) {
    const { channel, day, rundownVersion, id } = known.planned;
    if (!mine(known.planned)) continue;
    const list = idsIn(channel.id, day, rundownVersion).has(id) ? withdrawn : unplanned;
    list.push(judgedAiring(key, known.planned, known, now));
  }
  return { withdrawn, unplanned };
};

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (a: JudgedAiring, b: JudgedAiring): number =>
  text(a.planned.channel.id, b.planned.channel.id) ||
  text(a.planned.day, b.planned.day) ||
  text(a.planned.start.instant, b.planned.start.instant) ||
  text(a.key, b.key);
