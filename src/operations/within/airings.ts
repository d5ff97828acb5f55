/**
 * What was planned and what was said of it, as airings: stored rundowns, the air log over them, and, for days to come that
 * nobody has planned yet, what the rules give now.
 *
 * A past day that was never planned has no airings. Days that the caller may not read are left out and counted.
 */
import { placeOfChannel } from '../../core/access/decide.ts';
import type { Airing } from '../../core/campaign/airing.ts';
import { airingKey, type Standing, standingWords } from '../../core/evidence/standing.ts';
import type { CampaignId, ChannelId, ContentGroupId, ItemId, UnitId } from '../../core/ids.ts';
import type { Playlist, PlaylistEntry } from '../../core/playlist/model.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import type { Channel } from '../../core/schedule/model.ts';
import { eachDay, holdsOn, type LocalDate } from '../../core/time/local.ts';
import { listRundowns } from '../../store/days.ts';
import { type Ctx, todayAt } from '../context.ts';
import { type Asking, seesWith } from '../operation.ts';
import { findChannel, type PlanningGround } from './ground.ts';
import { workOut } from './planned-day.ts';

export interface AskedAirings {
  /** Broadcast days, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** null: whatever is spoken, of any campaign or none. */
  readonly campaign: CampaignId | null;
  /** Whether days to come that nobody has planned yet are worked out. */
  readonly ahead: boolean;
}

export interface FoundAirings {
  readonly airings: readonly Airing[];
  /** How many channels' days the caller may not read. */
  readonly unseen: number;
}

/** Relays and music that stretches are no airings of anything of ours. */
export const airingsOf = (
  ctx: Asking & Pick<Ctx, 'airlog'>,
  ground: PlanningGround,
  asked: AskedAirings,
): FoundAirings => {
  const { from, to, campaign } = asked;
  const words = standingWords(ctx.airlog.select({ from, to, campaign: campaign ?? undefined }));
  const now = ctx.clock.instant();
  const sees = seesWith(ctx, 'air-log.read');
  const wanted = ({ kind, campaign: of }: PlaylistEntry): boolean =>
    kind === 'sound' && (campaign === null || of === campaign);
  const found = new Map<string, Airing>();
  let unseen = 0;
  for (const channel of ground.schedule.channels) {
    const hasStation = findChannel(ground.schedule, channel.id);
    if (!hasStation.ok) continue;
    const { station } = hasStation.value;
    for (const { day, playlists } of daysOf(ctx, ground, channel, { ...asked, today: todayAt(ctx, station) })) {
      if (!sees(placeOfChannel(channel, station, day))) {
        unseen += 1;
        continue;
      }
      for (const playlist of playlists)
        for (const entry of playlist.entries.filter(wanted)) {
          const key = airingKey(channel.id, entry.id);
          const said = words.get(key);
          found.set(key, said === undefined ? plannedAiring(key, channel, day, entry, now) : saidAiring(key, said));
        }
    }
  }
  // What was said of a channel that the schedule has no more, or of an entry that was planned away, was said all the same.
  for (const [key, said] of words) {
    const { planned } = said;
    if (found.has(key) || planned.kind !== 'sound') continue;
    const airing = saidAiring(key, said);
    if (sees({ day: airing.day, channel: airing.channel, served: airing.units, responsible: [] }))
      found.set(key, airing);
  }
  return { airings: [...found.values()], unseen };
};

interface DayOf {
  readonly day: LocalDate;
  readonly playlists: readonly Playlist[];
}

const daysOf = (
  ctx: Pick<Ctx, 'store'>,
  ground: PlanningGround,
  channel: Channel,
  { from, to, ahead, today }: AskedAirings & { readonly today: LocalDate },
): DayOf[] => {
  const stored: DayOf[] = listRundowns(ctx.store.rows, channel.id, from, to);
  if (!ahead) return stored;
  const planned = new Set(stored.map(({ day }) => day));
  const toCome = eachDay(from < today ? today : from, to)
    .filter((day) => !planned.has(day) && holdsOn(channel, day))
    .map((day): DayOf => ({ day, playlists: workedOut(ground, channel.id, day) }));
  return [...stored, ...toCome];
};

const workedOut = (ground: PlanningGround, channel: ChannelId, day: LocalDate): readonly Playlist[] => {
  const worked = workOut(ground, channel, day);
  return worked.ok ? worked.value.playlists : [];
};

const plannedAiring = (key: string, channel: Channel, day: LocalDate, entry: PlaylistEntry, now: string): Airing => ({
  key,
  channel: channel.id,
  day,
  at: entry.start.instant,
  units: channel.units.filter((link) => holdsOn(link, day)).map(({ unit }) => unit),
  item: entry.item,
  campaign: entry.campaign,
  contentGroup: entry.contentGroup,
  language: entry.language,
  run: entry.run,
  state: entry.start.instant <= now ? 'unsaid' : 'to-come',
  ms: Math.round((entry.length / SAMPLE_RATE) * 1000),
});

/** As it was frozen when somebody spoke of it: later changes of the schedule do not touch it. */
const saidAiring = (key: string, { planned, outcome, heardMs }: Standing): Airing => ({
  key,
  channel: planned.channel.id as ChannelId,
  day: planned.day as LocalDate,
  at: planned.start.instant,
  units: planned.units.map(({ id }) => id as UnitId),
  item: planned.item as ItemId | null,
  campaign: (planned.campaign?.id ?? null) as CampaignId | null,
  contentGroup: (planned.contentGroup?.id ?? null) as ContentGroupId | null,
  language: planned.language,
  run: planned.run,
  state: outcome,
  ms: heardMs,
});
