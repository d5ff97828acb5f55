/**
 * Airings as targets count them: planned, said to have aired or not, or not spoken of.
 *
 * An airing of an item that stands in no strand has no run of its own; it is a first run when the same item has not run
 * in that language on that channel before. What did not air to its end is nobody's first run.
 */
import type { CampaignId, ChannelId, ContentGroupId, ItemId, UnitId } from '../ids.ts';
import type { Run } from '../playlist/model.ts';
import type { LocalDate } from '../time/local.ts';

/** 'unsaid': its time is over and nobody has said what happened. 'to-come': it has not begun. */
export type AiringState = 'aired' | 'partly' | 'not-aired' | 'unsaid' | 'to-come';

export interface Airing {
  /** airingKey() of it: unique over all channels. */
  readonly key: string;
  readonly channel: ChannelId;
  /** Broadcast day. */
  readonly day: LocalDate;
  /** RFC 3339 instant of its planned start. */
  readonly at: string;
  /** Those that the channel served on that day. */
  readonly units: readonly UnitId[];
  readonly item: ItemId | null;
  readonly campaign: CampaignId | null;
  readonly contentGroup: ContentGroupId | null;
  readonly language: string | null;
  /** As planned; null outside strands. */
  readonly run: Run | null;
  readonly state: AiringState;
  /** Milliseconds: heard when somebody has spoken of it, otherwise planned. */
  readonly ms: number;
}

/** Whether its item was heard to its end then, as far as anybody knows, or will be. */
const plays = ({ state }: Airing): boolean => state !== 'not-aired' && state !== 'partly';

const order = (a: Airing, b: Airing): number => (a.at === b.at ? (a.key < b.key ? -1 : 1) : a.at < b.at ? -1 : 1);

/** Every airing with a run, in order of time; those without an item keep none. Needs all airings since the campaign began. */
export const withRuns = (airings: readonly Airing[]): Airing[] => {
  const ran = new Set<string>();
  return airings.toSorted(order).map((airing) => {
    if (airing.item === null) return airing;
    const what = `${airing.channel} ${airing.item} ${airing.language}`;
    const run = airing.run ?? (ran.has(what) ? 'repeat' : 'first');
    if (plays(airing)) ran.add(what);
    return run === airing.run ? airing : { ...airing, run };
  });
};
