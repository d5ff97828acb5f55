/**
 * PLS version 2: the shortest list there is, for Winamp and old streaming boxes.
 *
 * It has whole seconds and no comments, so it says nothing of starts, cue times or sessions without sound;
 * those who need them take M3U8, XSPF or JSON.
 */
import type { DayList, WriteOptions } from './model.ts';
import { inOrder, isRendered, lineOf, locate } from './model.ts';

/** LF lines, UTF-8. `LengthN` is in seconds, rounded to the nearest (61.5 → 62). */
export const pls = (list: DayList, { base }: WriteOptions): string => {
  const rendered = inOrder(list).filter(isRendered);
  const entries = rendered.flatMap(({ playlist, sound }, index) => [
    `File${index + 1}=${locate(sound.url, base)}`,
    `Title${index + 1}=${lineOf(playlist.sessionName, playlist.session)}`,
    `Length${index + 1}=${Math.round(sound.seconds)}`,
  ]);
  return `${['[playlist]', ...entries, `NumberOfEntries=${rendered.length}`, 'Version=2'].join('\n')}\n`;
};
