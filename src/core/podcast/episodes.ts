/**
 * From what aired to the episodes of a podcast: one for each item and language, dated by its first airing, with the sound of
 * its last, so that a corrected recording takes the place of the one that was wrong.
 *
 * Only what was heard to its end counts, and only what the schedule still has and lets air now: what is a draft, embargoed,
 * expired or taken out is no episode. Music, idents and stings are none.
 */

import { keyOf } from '../evidence/key.ts';
import type { Standing } from '../evidence/standing.ts';
import type { ChannelId, ItemId, Sha256 } from '../ids.ts';
import type { Item } from '../schedule/model.ts';
import { holdsOn, type LocalDate } from '../time/local.ts';
import type { Moment } from '../time/moment.ts';

const NO_EPISODES: ReadonlySet<string> = new Set([
  'stationIdent',
  'signatureTune',
  'sting',
  'music',
  'musicBed',
  'entertainment',
  'anthem',
  'signOff',
  'relay',
  'linkText',
]);

export interface Episode {
  /** The same as long as the item is: for feeds, and for addresses. 32 hex digits. */
  readonly guid: string;
  readonly item: ItemId;
  readonly title: string;
  readonly language: string;
  /** The house master that aired last. */
  readonly master: Sha256;
  /** When it first aired. */
  readonly aired: Moment;
}

export interface Wanted {
  readonly items: readonly Item[];
  /** Whether an airing belongs to this podcast. */
  readonly belongs: (
    airing: Standing['planned'] & { readonly channelId: ChannelId; readonly itemId: ItemId },
  ) => boolean;
  /** Now, by the clock of the station: 'YYYY-MM-DDTHH:MM:SS'. */
  readonly now: string;
}

const isOpen = (item: Item, now: string): boolean =>
  !item.draft &&
  !NO_EPISODES.has(item.genre) &&
  holdsOn(item, now.slice(0, 10) as LocalDate) &&
  (item.notBefore === null || item.notBefore <= now) &&
  (item.notFrom === null || now < item.notFrom);

/** Newest first. */
export const episodesOf = (words: Iterable<Standing>, { items, belongs, now }: Wanted): Episode[] => {
  const open = new Map(items.filter((item) => isOpen(item, now)).map((item) => [item.id, item]));
  const found = new Map<string, Episode & { readonly lastAt: string }>();
  for (const { outcome, planned } of words) {
    const item = planned.item === null ? undefined : open.get(planned.item as ItemId);
    if (outcome !== 'aired' || planned.kind !== 'sound' || planned.cut === null || item === undefined) continue;
    if (!belongs({ ...planned, channelId: planned.channel.id as ChannelId, itemId: item.id })) continue;
    const language = planned.language ?? item.versions[0]?.language ?? 'vi';
    const guid = keyOf({ podcast: 1, item: item.id, language }).slice(0, 32);
    const before = found.get(guid);
    const { instant } = planned.start;
    const isFirst = before === undefined || instant < before.aired.instant;
    const isLast = before === undefined || instant > before.lastAt;
    found.set(guid, {
      guid,
      item: item.id,
      title: item.title,
      language,
      master: isLast ? planned.cut : before.master,
      lastAt: isLast ? instant : before.lastAt,
      aired: isFirst ? planned.start : before.aired,
    });
  }
  const order = (a: Episode, b: Episode): number =>
    a.aired.instant === b.aired.instant ? (a.guid < b.guid ? -1 : 1) : a.aired.instant < b.aired.instant ? 1 : -1;
  return [...found.values()].toSorted(order).map(({ lastAt: _last, ...episode }) => episode);
};
