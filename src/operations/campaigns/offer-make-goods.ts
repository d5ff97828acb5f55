/**
 * What did not air, or is left out of the plan, with places in the coming days where it fits: ready edits for editSchedule.
 * Nothing is done here. What was made good already is offered no more.
 */
import { placeOfChannel } from '../../core/access/decide.ts';
import { type LostAiring, lostAirings, withGivenWay, withoutMadeGood } from '../../core/campaign/lost.ts';
import { type MakeGood, makeGoodsFor } from '../../core/campaign/make-goods.ts';
import { isOfAiring, type ReportEntry } from '../../core/evidence/entry.ts';
import { standingWords } from '../../core/evidence/standing.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { addDays, daysBetween, eachDay, type LocalDate } from '../../core/time/local.ts';
import { listRundowns } from '../../store/days.ts';
import { type Ctx, todayAt } from '../context.ts';
import { type Asking, operation, seesWith } from '../operation.ts';
import { findChannel, loadGround, onChannel, type PlanningGround } from '../within/ground.ts';
import { workOut } from '../within/planned-day.ts';

export interface AskedMakeGoods {
  readonly channel: string;
  /** Days of what was missed, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** undefined: whatever is spoken, of any campaign or none. */
  readonly campaign?: string | undefined;
}

export interface OfferedMakeGood {
  readonly lost: LostAiring;
  /** Nearest day first, at most five; none when it fits nowhere. */
  readonly offers: readonly MakeGood[];
}

export interface OfferedMakeGoods {
  readonly offered: readonly OfferedMakeGood[];
  /** How many more were lost, for which nothing was looked for. */
  readonly more: number;
}

/** Places are looked for from today on, so many days ahead. */
const DAYS_AHEAD = 14;
/** A lost airing takes some hundred plans of a day to look for its places. */
const MOST_LOST = 40;
const MOST_DAYS = 400;

/** Refuses with right.*, channel.unknown, campaign.unknown, time.range, time.range-long. */
export const offerMakeGoods = operation(
  {
    name: 'make-good.offer',
    needs: 'air-log.read',
    where: (ctx: Asking, { channel, to }: AskedMakeGoods) => onChannel(ctx, channel, to),
  },
  (ctx: Asking & Pick<Ctx, 'airlog'>, asked: AskedMakeGoods): Result<OfferedMakeGoods> => {
    const { from, to, campaign } = asked;
    if (from > to) return refuse('time.range', { from, to });
    if (daysBetween(from, to) >= MOST_DAYS) return refuse('time.range-long', { from, to, limitDays: MOST_DAYS });
    const ground = loadGround(ctx);
    const found = findChannel(ground.schedule, asked.channel);
    if (!found.ok) return found;
    if (campaign !== undefined && !ground.schedule.campaigns.some(({ id }) => id === campaign))
      return refuse('campaign.unknown', { id: campaign });
    const { channel, station } = found.value;
    const sees = seesWith(ctx, 'air-log.read');
    const mine = (day: LocalDate): boolean => sees(placeOfChannel(channel, station, day));
    const today = todayAt(ctx, station);
    const ahead = eachDay(today, addDays(today, DAYS_AHEAD));
    // What was lost is looked for in its days; what made it good, up to where places are offered.
    const last = [to, ...ahead].toSorted().at(-1) ?? to;
    const playlists = playlistsOf(ctx, ground, channel.id, { from, to: last, today }).filter(({ day }) => mine(day));
    const reports = reportsOf(ctx, channel.id, from, to);
    if (!reports.ok) return reports;
    const words = withGivenWay(
      standingWords(ctx.airlog.select({ from, to: last, channel: channel.id })),
      reports.value,
    );
    const lost = lostAirings(ground.prepared, playlists, words);
    const open = withoutMadeGood(ground.prepared, lost, playlists, words).filter(
      (one) => from <= one.day && one.day <= to && (campaign === undefined || one.campaign === campaign),
    );
    const now = ctx.clock.instant();
    const offered = open.slice(0, MOST_LOST).map((one) => ({
      lost: one,
      offers: makeGoodsFor(
        ground.prepared,
        { channel: channel.id, days: ahead.filter((day) => day >= one.day), now },
        one,
      ),
    }));
    return ok({ offered, more: open.length - offered.length });
  },
);

/** What machines told of the days. Refuses with data.*. */
const reportsOf = (
  { airlog }: Pick<Ctx, 'airlog'>,
  channel: ChannelId,
  from: LocalDate,
  to: LocalDate,
): Result<readonly { readonly seq: number; readonly entry: ReportEntry }[]> => {
  const told: { readonly seq: number; readonly entry: ReportEntry }[] = [];
  for (const day of eachDay(from, to)) {
    const found = airlog.index.read((index) => index.others(day, channel));
    if (!found.ok) return found;
    for (const { seq, entry } of airlog.rows(found.value))
      if (isOfAiring(entry) && 'source' in entry) told.push({ seq, entry });
  }
  return ok(told);
};

/** As stored; days to come that nobody has planned yet as the rules give them now. */
const playlistsOf = (
  ctx: Pick<Ctx, 'store'>,
  ground: PlanningGround,
  channel: ChannelId,
  { from, to, today }: { readonly from: LocalDate; readonly to: LocalDate; readonly today: LocalDate },
): readonly Playlist[] => {
  const stored = listRundowns(ctx.store.rows, channel, from, to);
  const planned = new Set(stored.map(({ day }) => day));
  const coming = eachDay(from < today ? today : from, to).filter((day) => !planned.has(day));
  return [
    ...stored.flatMap(({ playlists }) => playlists),
    ...coming.flatMap((day) => {
      const worked = workOut(ground, channel, day);
      return worked.ok ? worked.value.playlists : [];
    }),
  ];
};
