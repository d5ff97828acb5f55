/**
 * M3U8: the day as a UTF-8 list for VLC, mpv, RadioBOSS, RadioDJ and their like.
 *
 * Players read `#EXTINF` and the location; everything else stands in `#LOA-…` comments, which they skip:
 * starts, cue times and the sessions that have no sound yet. This is not HLS, and no byte order mark is
 * written (RFC 8216 §4.1 forbids one).
 */
import type { DayList, DaySession, WriteOptions } from './model.ts';
import { checkpointWords, exactSecondsText, inOrder, isRendered, lineOf, locate } from './model.ts';

const startOf = ({ playlist: { start } }: DaySession): string => `${start.local} ${start.zone} ${start.instant}`;

/** LF lines. `#EXTINF` has seconds with three decimals; `#LOA-CUE` has seconds from the session's start with six. */
export const m3u8 = (list: DayList, { base }: WriteOptions): string => {
  const lines = [
    '#EXTM3U',
    '#EXTENC:UTF-8',
    `#PLAYLIST:${lineOf(list.channel.name, list.channel.id)} ${list.day}`,
    ...(list.generatedFrom === null ? [] : [`#LOA-SCHEDULE:${lineOf(list.generatedFrom, '-')}`]),
    ...checkpointWords(list).map((words) => `#LOA-CHECKPOINT:${words}`),
  ];
  for (const session of inOrder(list)) {
    const { playlist } = session;
    const title = lineOf(playlist.sessionName, playlist.session);
    if (!isRendered(session)) {
      lines.push(`#LOA-NOT-RENDERED:${startOf(session)},${title}`);
      continue;
    }
    const location = locate(session.sound.url, base);
    lines.push(`#LOA-START:${startOf(session)}`, `#LOA-SHA256:${session.sound.sha256}`);
    for (const entry of playlist.entries) {
      const times = `${exactSecondsText(entry.offset)} ${exactSecondsText(entry.length)}`;
      lines.push(`#LOA-CUE:${times},${lineOf(entry.title, entry.id)}`);
    }
    lines.push(`#EXTINF:${session.sound.seconds.toFixed(3)},${title}`);
    // A file name that begins with '#' would be read as a comment, and the session skipped.
    lines.push(location.startsWith('#') ? `./${location}` : location);
  }
  return `${lines.join('\n')}\n`;
};
