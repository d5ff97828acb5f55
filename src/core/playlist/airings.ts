/**
 * What verdicts need of a day's plan, in a third of the room: its airings without their sound and their reasons.
 *
 * A month of a province has hundreds of thousands of airings, and reading whole playlists was a third of judging them.
 * Rows are arrays, whose names are not written again each time, and the text is ASCII, which is read as it stands.
 */
import type { LocalDate } from '../time/local.ts';
import type { Absence, Playlist, PlaylistEntry } from './model.ts';

/** A planned airing as it is judged. */
export type Airing = Pick<
  PlaylistEntry,
  | 'id'
  | 'segment'
  | 'kind'
  | 'title'
  | 'item'
  | 'genre'
  | 'language'
  | 'run'
  | 'campaign'
  | 'contentGroup'
  | 'start'
  | 'length'
>;

/** A session as it is judged. */
export interface SessionAirings
  extends Pick<Playlist, 'channel' | 'channelName' | 'day' | 'session' | 'sessionName' | 'start' | 'absences'> {
  readonly entries: readonly Airing[];
}

type PackedEntry = readonly [
  id: Airing['id'],
  segment: Airing['segment'],
  kind: Airing['kind'],
  title: Airing['title'],
  item: Airing['item'],
  genre: Airing['genre'],
  language: Airing['language'],
  run: Airing['run'],
  campaign: Airing['campaign'],
  contentGroup: Airing['contentGroup'],
  length: Airing['length'],
  instant: string,
  local: Airing['start']['local'],
  /** Only where it is not the session's. */
  zone?: string,
];

type PackedSession = readonly [
  channel: Playlist['channel'],
  channelName: string,
  session: Playlist['session'],
  sessionName: string,
  start: Playlist['start'],
  absences: readonly Absence[],
  entries: readonly PackedEntry[],
];

/** JSON in ASCII. */
export const packAirings = (playlists: readonly SessionAirings[]): string =>
  JSON.stringify(playlists.map(packed)).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const packed = ({
  channel,
  channelName,
  session,
  sessionName,
  start,
  absences,
  entries,
}: SessionAirings): PackedSession => [
  channel,
  channelName,
  session,
  sessionName,
  start,
  absences,
  entries.map(
    (one): PackedEntry => [
      one.id,
      one.segment,
      one.kind,
      one.title,
      one.item,
      one.genre,
      one.language,
      one.run,
      one.campaign,
      one.contentGroup,
      one.length,
      one.start.instant,
      one.start.local,
      ...(one.start.zone === start.zone ? ([] as const) : ([one.start.zone] as const)),
    ],
  ),
];

/** The other way; `text` is one that packAirings() made of playlists of that day. */
export const unpackAirings = (text: string, day: LocalDate): SessionAirings[] =>
  (JSON.parse(text) as PackedSession[]).map(
    ([channel, channelName, session, sessionName, start, absences, entries]) => ({
      channel,
      channelName,
      day,
      session,
      sessionName,
      start,
      absences,
      entries: entries.map((one) => unpacked(one, start.zone)),
    }),
  );

const unpacked = (one: PackedEntry, zone: string): Airing => ({
  id: one[0],
  segment: one[1],
  kind: one[2],
  title: one[3],
  item: one[4],
  genre: one[5],
  language: one[6],
  run: one[7],
  campaign: one[8],
  contentGroup: one[9],
  length: one[10],
  start: { local: one[12], zone: one[13] ?? zone, instant: one[11] },
});
