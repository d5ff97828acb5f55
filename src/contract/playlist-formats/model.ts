/**
 * What the playlist writers write: one channel's broadcast day, session by session, with the rendered sound.
 *
 * Also what the text formats share: exact seconds, the one line a title becomes, and where a sound is found
 * from. It reads no files, and never turns a length in samples into anything but seconds.
 */
import type { ChannelId, Sha256 } from '../../core/ids.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { oneLine } from '../../core/text.ts';
import type { LocalDate } from '../../core/time/local.ts';

/** The rendered file of one session. */
export interface SessionSound {
  /** Relative or absolute URL, or a file path. */
  readonly url: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  /** Length of the file by decoding. */
  readonly seconds: number;
  readonly mime: string;
}

export interface DaySession {
  readonly playlist: Playlist;
  /** null: not rendered yet. */
  readonly sound: SessionSound | null;
}

/** A checkpoint of the air log, which a list carries so that whoever keeps the list keeps it too. */
export interface ListCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** The whole signed note (C2SP). */
  readonly note: string;
}

export interface DayList {
  readonly channel: { readonly id: ChannelId; readonly name: string };
  /** The broadcast day. */
  readonly day: LocalDate;
  /** IANA name as the station wrote it. */
  readonly zone: string;
  /** Version or hash of the schedule that this day was planned from, when known. */
  readonly generatedFrom: string | null;
  readonly sessions: readonly DaySession[];
  /** null or not given: the log has none yet. */
  readonly checkpoint?: ListCheckpoint | null;
}

/** A checkpoint on one line: name, size, root, as in its text. Zero or one line. */
export const checkpointWords = ({ checkpoint }: Pick<DayList, 'checkpoint'>): string[] =>
  checkpoint == null ? [] : [`${checkpoint.origin} ${checkpoint.size} ${checkpoint.root}`];

export interface WriteOptions {
  /**
   * What relative sounds are found from: a URL ending in a slash ('https://host/'), a folder ('/srv/phat-thanh'), a Windows
   * folder ('D:\\PhatThanh') or share ('\\\\may-chu\\phat-thanh'). null leaves them relative to the list.
   */
  readonly base: string | null;
}

export type RenderedSession = DaySession & { readonly sound: SessionSound };

/** All sessions by their start, whatever order they came in; equal starts keep it. */
export const inOrder = (list: DayList): readonly DaySession[] =>
  list.sessions.toSorted((a, b) => {
    const [left, right] = [a.playlist.start.instant, b.playlist.start.instant];
    return left < right ? -1 : left > right ? 1 : 0;
  });

export const isRendered = (session: DaySession): session is RenderedSession => session.sound !== null;

/** Samples at 48 kHz as seconds, to the microsecond (a sample is 20.8 µs, so no two samples coincide). */
export const exactSeconds = (samples: number): number => Math.round((samples * 1_000_000) / SAMPLE_RATE) / 1_000_000;

/** The same as text with six decimals: '61.500000'. */
export const exactSecondsText = (samples: number): string => exactSeconds(samples).toFixed(6);

/** A title on one line, well-formed, never empty. Its letters stay as typed; only control characters go. */
export const lineOf = (text: string, fallback: string): string => oneLine(text.toWellFormed()) || fallback;

const SCHEME = /^[a-z][a-z0-9+.-]+:/i;
const WINDOWS = /^(?:[a-z]:[\\/]|\\\\)/i;

/** Where a list points for a sound: absolute ones as they are, relative ones from the base. Always one line. */
export const locate = (url: string, base: string | null): string => {
  const path = lineOf(url, '');
  if (base === null || base === '' || SCHEME.test(path) || WINDOWS.test(path)) return path;
  if (SCHEME.test(base) && !WINDOWS.test(base)) return new URL(path, base).href;
  if (path.startsWith('/')) return path;
  const windows = WINDOWS.test(base);
  const folder = lineOf(base, '').replace(windows ? /[\\/]+$/ : /\/+$/, '');
  return windows ? `${folder}\\${path.replaceAll('/', '\\')}` : `${folder}/${path}`;
};

/** A location as a URI reference (RFC 3986): Windows paths become file: URIs, other characters are encoded. */
export const uriOf = (location: string): string => {
  const slashes = location.replaceAll('\\', '/');
  const windows = WINDOWS.test(location);
  const whole = !windows ? location : slashes.startsWith('//') ? `file:${slashes}` : `file:///${slashes}`;
  // encodeURI also encodes the brackets of an IPv6 host, which are the one place where they are allowed.
  const encoded = encodeURI(whole).replace(/^([a-z][a-z0-9+.-]*:\/\/)%5B([0-9a-f:.]+)%5D/i, '$1[$2]');
  // A file name may hold '%', '#' and '?' as letters; a URL that came in encoded is not encoded twice.
  return windows ? encoded.replace(/[#?]/g, encodeURIComponent) : encoded.replace(/%25(?=[0-9a-f]{2})/gi, '%');
};
