/** Captions as files that players and portals take: WebVTT (W3C) and SubRip. */
import type { Cue } from './cues.ts';

const two = (n: number): string => String(n).padStart(2, '0');

const stamp = (ms: number, point: '.' | ','): string => {
  const seconds = Math.floor(ms / 1000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}${point}${String(ms % 1000).padStart(3, '0')}`;
};

/** WebVTT §4.1: the three signs that are commands in a cue's text. */
const vttText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `language` is not in the file: WebVTT has no place for it. */
export const vtt = (cues: readonly Cue[]): string =>
  `${[
    'WEBVTT',
    ...cues.map(({ from, to, lines }) => `${stamp(from, '.')} --> ${stamp(to, '.')}\n${lines.map(vttText).join('\n')}`),
  ].join('\n\n')}\n`;

/** SubRip has no escapes: an arrow in the text would be taken for times. */
export const srt = (cues: readonly Cue[]): string =>
  cues
    .map(
      ({ from, to, lines }, n) =>
        `${n + 1}\n${stamp(from, ',')} --> ${stamp(to, ',')}\n${lines.map((line) => line.replaceAll('-->', '→')).join('\n')}\n`,
    )
    .join('\n');
