/** A shown day → the list that the playlist writers write. The caller says where its sound is found. */
import type { Sha256 } from '../core/ids.ts';
import type { Playlist } from '../core/playlist/model.ts';
import { SOUND_FORMATS, type SoundFormat } from '../core/playlist/render-spec.ts';
import type { Channel, Station } from '../core/schedule/model.ts';
import { asciiSlug } from '../core/text.ts';
import type { LocalDate } from '../core/time/local.ts';
import { timeOf } from '../core/time/local.ts';
import type { Moment } from '../core/time/moment.ts';
import type { DayList } from './playlist-formats/model.ts';

/** What of a rendering a list needs. */
interface RenderedFile {
  readonly output: Sha256;
  readonly bytes: number;
  readonly seconds: number;
  readonly format: string;
}

/** What of a shown day a list needs (operations/show-day.ts gives more). */
export interface Day {
  readonly channel: Pick<Channel, 'id' | 'name'>;
  readonly station: Pick<Station, 'zone'>;
  readonly day: LocalDate;
  readonly hash: string | null;
  readonly sessions: readonly { readonly playlist: Playlist; readonly rendering: RenderedFile | null }[];
  readonly checkpoint?: DayList['checkpoint'];
}

/** The forms in which a session can be rendered and handed out. */
export const SOUND_FILES = SOUND_FORMATS;
export type SoundFile = SoundFormat;

/** Media types of rendered sound, by the format's name, which is also its file extension. */
const SOUND_TYPES: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  'mp4-square': 'video/mp4',
  'mp4-portrait': 'video/mp4',
};

export const soundType = (format: string): string => SOUND_TYPES[format] ?? 'application/octet-stream';

/** A file's extension: of 'mp4-square' what stands before the hyphen. */
export const extensionOf = (format: string): string => format.replace(/-.*$/, '');

/** Where a rendered file is served, from the root of the host. */
export const soundPath = (hash: Sha256): string => `/media/sha256/${hash}`;

/** Relative to the root of the host, so that a base with a path of its own ('https://host/loa/') keeps it. */
const fromRoot = (output: Sha256): string => soundPath(output).slice(1);

/** What the playlist writers take; `urlOf` says where a rendered file is found (on the server by default). */
export const dayListOf = (day: Day, urlOf: (output: Sha256) => string = fromRoot): DayList => ({
  channel: { id: day.channel.id, name: day.channel.name },
  day: day.day,
  zone: day.station.zone,
  generatedFrom: day.hash,
  ...(day.checkpoint == null ? {} : { checkpoint: day.checkpoint }),
  sessions: day.sessions.map(({ playlist, rendering }) => ({
    playlist,
    sound:
      rendering === null
        ? null
        : {
            url: urlOf(rendering.output),
            sha256: rendering.output,
            bytes: rendering.bytes,
            seconds: rendering.seconds,
            mime: soundType(rendering.format),
          },
  })),
});

/** An ASCII file name for a rendered session: 'my-tu-2026-11-23-0545-buoi-sang.mp3'. */
export const soundFileName = (
  playlist: { readonly channel: string; readonly day: string; readonly session: string; readonly start: Moment },
  format: string,
): string =>
  [
    asciiSlug(playlist.channel),
    playlist.day,
    timeOf(playlist.start.local).slice(0, 5).replace(':', ''),
    `${asciiSlug(playlist.session)}.${format}`,
  ].join('-');
