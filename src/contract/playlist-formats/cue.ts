/**
 * CUE sheet: every piece of the day as a track of its session's file, for desks that jump by cue.
 *
 * A sheet describes one disc: tracks are numbered straight through and there are at most 99. When a day has
 * more pieces, every file still gets at least one track; the pieces over the limit are named in REM lines
 * with their exact times and stay audible inside the last track of their file. Times are cut down (floored)
 * to 1/75 s, never rounded up: a cue a hair early loses no syllable. The exact second stands in a REM.
 */
import type { PlaylistEntry } from '../../core/playlist/model.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import type { DayList, RenderedSession, WriteOptions } from './model.ts';
import { checkpointWords, exactSecondsText, inOrder, isRendered, lineOf, locate } from './model.ts';

const FRAMES = 75;
const MOST_TRACKS = 99;
const MOST_LETTERS = 80;
const ELLIPSIS = '…';

const two = (number: number): string => String(number).padStart(2, '0');

/** mm:ss:ff with 75 frames a second; a session beyond 99 minutes has three digits of minutes. */
export const cueTime = (samples: number): string => {
  const frames = Math.floor((samples * FRAMES) / SAMPLE_RATE);
  const seconds = Math.floor(frames / FRAMES);
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}:${two(frames % FRAMES)}`;
};

/** At most 80 UTF-16 units, cut between letters as people see them, so no mark or emoji is halved. */
const shortened = (text: string): string => {
  if (text.length <= MOST_LETTERS) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter('vi', { granularity: 'grapheme' }).segment(text)) {
    if (kept.length + segment.length > MOST_LETTERS - ELLIPSIS.length) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${ELLIPSIS}`;
};

/** A quoted string; the format has no escape, so a double quote becomes a single one. */
const quoted = (text: string, fallback: string): string =>
  `"${shortened(lineOf(text, fallback).replaceAll('"', "'"))}"`;

const fileType = (mime: string): string =>
  mime === 'audio/mpeg' || mime === 'audio/mp3' ? 'MP3' : mime === 'audio/aiff' ? 'AIFF' : 'WAVE';

/** How many tracks each file gets: all of them, as long as every later file can still have one. */
const shares = (sessions: readonly RenderedSession[]): number[] => {
  let used = 0;
  return sessions.map(({ playlist }, index) => {
    const filesAfter = sessions.length - index - 1;
    const share = Math.max(0, Math.min(Math.max(1, playlist.entries.length), MOST_TRACKS - used - filesAfter));
    used += share;
    return share;
  });
};

const exact = (entry: PlaylistEntry): string => `${exactSecondsText(entry.offset)} ${exactSecondsText(entry.length)}`;

const fileLines = (session: RenderedSession, share: number, first: number, base: string | null): string[] => {
  const { playlist, sound } = session;
  const head = [
    `REM START ${playlist.start.local} ${playlist.start.zone} ${playlist.start.instant}`,
    `REM SECONDS ${sound.seconds.toFixed(6)}`,
    `FILE "${locate(sound.url, base).replaceAll('"', '%22')}" ${fileType(sound.mime)}`,
  ];
  const performer = quoted(playlist.sessionName, playlist.session);
  if (playlist.entries.length === 0) {
    return [...head, `  TRACK ${two(first)} AUDIO`, `    TITLE ${performer}`, '    INDEX 01 00:00:00'];
  }
  const tracks = playlist.entries
    .slice(0, share)
    .flatMap((entry, index) => [
      `  TRACK ${two(first + index)} AUDIO`,
      `    TITLE ${quoted(entry.title, entry.id)}`,
      `    PERFORMER ${performer}`,
      `    REM EXACT ${exact(entry)}`,
      `    INDEX 01 ${cueTime(entry.offset)}`,
    ]);
  const over = playlist.entries
    .slice(share)
    .map((entry) => `  REM OVER-99 ${exact(entry)} ${quoted(entry.title, entry.id)}`);
  return [...head, ...tracks, ...over];
};

/** CRLF lines, UTF-8 without a mark. `REM EXACT` is offset and length in seconds with six decimals. */
export const cue = (list: DayList, { base }: WriteOptions): string => {
  const sessions = inOrder(list);
  const rendered = sessions.filter(isRendered);
  const perFile = shares(rendered);
  const name = lineOf(list.channel.name, list.channel.id);
  const lines = [
    `REM DATE ${list.day}`,
    `REM ZONE ${lineOf(list.zone, '-')}`,
    ...(list.generatedFrom === null ? [] : [`REM SCHEDULE ${quoted(list.generatedFrom, '-')}`]),
    ...checkpointWords(list).map((words) => `REM CHECKPOINT ${words}`),
    ...sessions
      .filter((session) => !isRendered(session))
      .map(({ playlist: { start, sessionName, session } }) => {
        return `REM NOT-RENDERED ${start.local} ${start.zone} ${start.instant} ${quoted(sessionName, session)}`;
      }),
    `PERFORMER ${quoted(name, list.channel.id)}`,
    `TITLE ${quoted(`${list.day} ${name}`, list.day)}`,
  ];
  let next = 1;
  rendered.forEach((session, index) => {
    const share = perFile[index] ?? 0;
    lines.push(...fileLines(session, share, next, base));
    next += share;
  });
  return `${lines.join('\r\n')}\r\n`;
};
