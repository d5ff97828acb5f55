/**
 * Airings that were lost: said not to have aired, or left out of a plan that wanted them; and which of them an edit has
 * made good since.
 *
 * What waits for its recording, is a draft or may not air that day is not lost: there is nothing to make good yet. What a
 * person or an order took off the air was meant to be silent.
 */

import type { NotAiredReason, ReportEntry } from '../evidence/entry.ts';
import { airingKey, type Standing } from '../evidence/standing.ts';
import type { CampaignId, ChannelId, ItemId, SegmentId, SessionId } from '../ids.ts';
import type { Absence, Playlist, Reason } from '../playlist/model.ts';
import type { Item } from '../schedule/model.ts';
import { addedSegment } from '../schedule/places.ts';
import type { Prepared } from '../schedule/prepare.ts';
import { resolveDay } from '../schedule/resolve.ts';
import type { LocalDate } from '../time/local.ts';

export interface LostAiring {
  readonly channel: ChannelId;
  /** Broadcast day. */
  readonly day: LocalDate;
  /** Entry or place that should have aired: 'segment@local start as asked'. */
  readonly id: string;
  readonly session: SessionId;
  readonly sessionName: string;
  readonly title: string;
  readonly item: ItemId;
  readonly language: string;
  readonly campaign: CampaignId | null;
  /** Why: as somebody has said, or as the plan has it. */
  readonly why:
    | { readonly kind: 'said'; readonly reason: NotAiredReason | null }
    | { readonly kind: 'planned'; readonly reason: Reason };
}

/** What only accompanies: nobody misses it. */
const BESIDE: ReadonlySet<string> = new Set([
  'stationIdent',
  'signatureTune',
  'sting',
  'music',
  'musicBed',
  'signOff',
  'relay',
]);

/** Reasons of a plan for which an airing was wanted, had its sound, and found no time. */
const PUSHED_OUT: ReadonlySet<Reason['code']> = new Set<Reason['code']>([
  'no-room',
  'session-clash',
  'fixed-start-passed',
  'preempted',
  'yields',
  'decision-open',
  'guard-hours',
  'guard-sessions',
]);

type Words = ReadonlyMap<string, Standing>;

/** What an emergency broke off was not heard, whatever of it sounded before. */
const isLost = (said: Standing | undefined): said is Standing =>
  said !== undefined && (said.outcome === 'not-aired' || (said.outcome === 'partly' && said.reason === 'emergency'));

/** In order of day, then of the plan. `words`: by airingKey(). */
export const lostAirings = (prepared: Prepared, playlists: readonly Playlist[], words: Words): LostAiring[] => {
  const items = new Map(prepared.schedule.items.map((item) => [item.id, item]));
  const wanted = (id: ItemId | null): Item | undefined => {
    const item = id === null ? undefined : items.get(id);
    return item === undefined || BESIDE.has(item.genre) ? undefined : item;
  };
  return playlists
    .toSorted((a, b) => (a.start.instant < b.start.instant ? -1 : 1))
    .flatMap((playlist): LostAiring[] => {
      const { channel, day, session, sessionName } = playlist;
      const lost = (
        { id, title, language }: { readonly id: string; readonly title: string; readonly language: string | null },
        item: Item,
        why: LostAiring['why'],
      ): LostAiring => ({
        channel,
        day,
        id,
        session,
        sessionName,
        title,
        item: item.id,
        language: language ?? item.versions[0]?.language ?? 'vi',
        campaign: item.campaign,
        why,
      });
      return [
        ...playlist.entries.flatMap((entry) => {
          const item = wanted(entry.item);
          const said = words.get(airingKey(channel, entry.id));
          if (item === undefined || entry.kind !== 'sound' || !isLost(said)) return [];
          return [lost(entry, item, { kind: 'said', reason: said.reason })];
        }),
        ...playlist.absences.flatMap((absence) => {
          if (!PUSHED_OUT.has(absence.reason.code)) return [];
          return itemsOf(prepared, playlist, absence).flatMap((id) => {
            const item = wanted(id);
            if (item === undefined) return [];
            const { title } = absence.item === null ? item : absence;
            return [lost({ ...absence, title }, item, { kind: 'planned', reason: absence.reason })];
          });
        }),
      ];
    });
};

/** What a place would have aired: of a session that is left out whole, only the place itself is told. */
const itemsOf = (prepared: Prepared, { channel, day }: Playlist, { id, item }: Absence): readonly ItemId[] => {
  if (item !== null) return [item];
  if (!prepared.schedule.channels.some((one) => one.id === channel)) return [];
  const places = resolveDay(prepared, channel, day).sessions.flatMap((session) => session.places);
  return places.find(({ slot }) => slot === id)?.pieces.map((piece) => piece.item.id) ?? [];
};

/**
 * The same words, and for airings that no person spoke of what machines tell of urgent orders which took the air from them. Of several such
 * rows of one airing the last by number counts; one that was heard whole afterwards is not lost.
 */
export const withGivenWay = (
  words: Words,
  reports: Iterable<{ readonly seq: number; readonly entry: ReportEntry }>,
): ReadonlyMap<string, Standing> => {
  const all = new Map(words);
  for (const { seq, entry } of reports) {
    const { planned, kind, outcome, reason, secondsHeard } = entry;
    const key = airingKey(planned.channel.id, planned.id);
    if (words.has(key) || kind === 'started' || (all.get(key)?.seq ?? -1) > seq) continue;
    const heardMs = Math.round((secondsHeard ?? 0) * 1000);
    if (outcome === 'aired' || reason !== 'emergency') all.delete(key);
    else all.set(key, { outcome: heardMs > 0 ? 'partly' : 'not-aired', reason, heardMs, planned, seq });
  }
  return all;
};

/** Those for which no edit has added a place that airs, or is to: each such place makes the first one before it good. */
export const withoutMadeGood = (
  prepared: Prepared,
  lost: readonly LostAiring[],
  playlists: readonly Playlist[],
  words: Words,
): LostAiring[] => {
  const additions = new Set<SegmentId>(
    prepared.alterations.edits.flatMap((edit) =>
      edit.of === 'session' && edit.action.kind === 'add' ? [addedSegment(edit.id)] : [],
    ),
  );
  const open = [...lost];
  const extra = playlists
    .flatMap(({ channel, day, entries }) => entries.map((entry) => ({ channel, day, entry })))
    .filter(
      ({ channel, entry }) =>
        additions.has(entry.segment) && words.get(airingKey(channel, entry.id))?.outcome !== 'not-aired',
    )
    .toSorted((a, b) => (a.entry.start.instant < b.entry.start.instant ? -1 : 1));
  for (const { day, entry } of extra) {
    const at = open.findIndex(
      (one) =>
        one.day <= day && one.item === entry.item && (entry.language === null || one.language === entry.language),
    );
    if (at >= 0) open.splice(at, 1);
  }
  return open;
};
