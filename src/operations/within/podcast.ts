/** What a podcast has: the episodes that aired, and of them those whose sound is on the shelf. */
import { standingWords } from '../../core/evidence/standing.ts';
import type { StrandId } from '../../core/ids.ts';
import { type Cut, cutHash } from '../../core/playlist/cut.ts';
import { itemSpec } from '../../core/playlist/item-spec.ts';
import { renderKey } from '../../core/playlist/render-spec.ts';
import { type Episode, episodesOf } from '../../core/podcast/episodes.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import { localAt } from '../../core/time/zone.ts';
import { findRenderings, type RenderingRow } from '../../store/days.ts';
import { cutsOfMasters, type PodcastRow } from '../../store/podcasts.ts';
import { loadSchedule } from '../../store/schedule.ts';
import { findSpokenText } from '../../store/spoken-text.ts';
import type { Ctx } from '../context.ts';

/** A feed tells of the last half year, and of no more than so many: readers ask often, and read all of it. */
const DAYS_BACK = 183;
const MOST = 100;

export interface FoundEpisode extends Episode {
  readonly cut: Cut;
  readonly script: string | null;
  /** null: not rendered yet. */
  readonly rendering: RenderingRow | null;
}

/** Newest first. The air log is read for everybody: that the subject is public is what the row says. */
export const episodesOfPodcast = (
  ctx: Pick<Ctx, 'airlog' | 'clock' | 'store'>,
  podcast: PodcastRow,
): FoundEpisode[] => {
  const { rows } = ctx.store;
  const schedule = loadSchedule(rows);
  const now = localAt(ctx.clock.instant(), schedule.stations[0]?.zone ?? 'UTC');
  const today = now.slice(0, 10) as LocalDate;
  const { kind, subject } = podcast;
  const strand = new Set(schedule.strands.find(({ id }) => id === (subject as StrandId))?.items ?? []);
  const channels = new Set<string>(
    schedule.channels.filter(({ station }) => (station as string) === subject).map(({ id }) => id),
  );
  const campaign = kind === 'campaign' ? subject : undefined;
  const words = standingWords(ctx.airlog.select({ from: addDays(today, -DAYS_BACK), to: today, campaign }));
  const episodes = episodesOf(words.values(), {
    items: schedule.items,
    now,
    belongs: ({ channelId, itemId, campaign: of }) => {
      if (kind === 'campaign') return of?.id === subject;
      return kind === 'strand' ? strand.has(itemId) : channels.has(channelId);
    },
  });
  const cutFor = cutsOfMasters(rows);
  return episodes.slice(0, MOST).flatMap((episode) => {
    const cut = cutFor(episode.master);
    if (cut === undefined) return [];
    const key = renderKey(itemSpec(cut, 'mp3'));
    const rendering = findRenderings(rows, [key]).get(key) ?? null;
    const script = findSpokenText(rows, episode.item, episode.language, cutHash(cut));
    return [{ ...episode, cut, script, rendering }];
  });
};
