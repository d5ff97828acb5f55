/**
 * The forms in which a day's playlist leaves the house: their names, media types, file names and writers.
 *
 * All writers are pure and take the same value; none of them reads a clock, so the same day gives the same
 * bytes. A new format is one more line in the table below.
 */
import type { ChannelId } from '../../core/ids.ts';
import { asciiSlug } from '../../core/text.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { cue } from './cue.ts';
import { json } from './json.ts';
import { m3u8 } from './m3u8.ts';
import type { DayList, WriteOptions } from './model.ts';
import { pls } from './pls.ts';
import { xspf } from './xspf.ts';

export const PLAYLIST_FORMATS = ['m3u8', 'xspf', 'pls', 'cue', 'json'] as const;

export type PlaylistFormat = (typeof PLAYLIST_FORMATS)[number];

export interface PlaylistForm {
  /** For Content-Type. M3U8 is not sent as HLS ('application/vnd.apple.mpegurl'): browsers would try to stream it. */
  readonly mime: string;
  /** Without a dot. */
  readonly extension: string;
  readonly write: (list: DayList, options: WriteOptions) => string;
}

export const PLAYLIST_FORMS: Readonly<Record<PlaylistFormat, PlaylistForm>> = {
  m3u8: { mime: 'audio/x-mpegurl; charset=utf-8', extension: 'm3u8', write: m3u8 },
  xspf: { mime: 'application/xspf+xml', extension: 'xspf', write: xspf },
  pls: { mime: 'audio/x-scpls; charset=utf-8', extension: 'pls', write: pls },
  cue: { mime: 'application/x-cue; charset=utf-8', extension: 'cue', write: cue },
  json: { mime: 'application/json', extension: 'json', write: json },
};

export const isPlaylistFormat = (text: string): text is PlaylistFormat =>
  (PLAYLIST_FORMATS as readonly string[]).includes(text);

/** An ASCII file name: 'dai-my-tu-2025-04-07.m3u8'. */
export const playlistFileName = (channel: ChannelId, day: LocalDate, format: PlaylistFormat): string =>
  `${asciiSlug(channel)}-${day}.${PLAYLIST_FORMS[format].extension}`;
