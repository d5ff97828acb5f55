/**
 * The picture of a clip as an ASS script for libass: ground, words, the bars of the sound, the captions.
 *
 * Pure. Words of people go in here and nowhere else: what the format takes for commands is taken out of them first, so no
 * title can draw, time or load anything. Only the two house fonts are named; signs that neither has are left out.
 */
import type { Cue } from '../../core/captions/cues.ts';
import { type Card, cardOf, FRAMES, type Frame, type SizedLines } from '../../core/clips/card.ts';
import type { ClipShape, ClipWords } from '../../core/clips/spec.ts';

/** House colours (src/web/assets/tokens.css). Contrast on the ground: white 10.6:1, soft 7.7:1; on the field 14:1. */
export const GROUND = '07483f';
const FIELD = '042c27';
const WHITE = 'ffffff';
const SOFT = '9be6d8';
const DIM = '2c6d63';

const LATIN_FONT = 'Be Vietnam Pro';
const KHMER_FONT = 'Noto Sans Khmer';

/** The Khmer font has room above and below for its signs: at one size its letters are smaller. */
const KHMER = `\\fn${KHMER_FONT}\\fscx125\\fscy125`;
const LATIN = `\\fn${LATIN_FONT}\\fscx100\\fscy100`;

export interface ClipPicture {
  readonly shape: ClipShape;
  readonly words: ClipWords;
  readonly cues: readonly Cue[];
  /** Loudest moment of each bar's time, 0–1. */
  readonly bars: readonly number[];
  readonly seconds: number;
}

/** Colours are blue-green-red in this format. */
const colour = (rgb: string): string => `&H${rgb.slice(4, 6)}${rgb.slice(2, 4)}${rgb.slice(0, 2)}&`.toUpperCase();

/** A text as the format shows it, and nothing in it as a command. */
const assText = (text: string): string =>
  text
    .replaceAll('\\', '/')
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replace(/[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]|\u20e3|\ufe0e|\ufe0f|\u200d/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .replace(/[\p{Script=Khmer}\u200b\u200c]+/gu, (khmer) => `{${KHMER}}${khmer}{${LATIN}}`);

const stamp = (seconds: number): string => {
  const hundredths = Math.round(seconds * 100);
  const two = (n: number): string => String(n).padStart(2, '0');
  const whole = Math.floor(hundredths / 100);
  return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${two(hundredths % 100)}`;
};

const event = (layer: number, from: number, to: number, text: string): string =>
  `Dialogue: ${layer},${stamp(from)},${stamp(to)},House,,0,0,0,,${text}`;

/** A rounded box as a drawing, in pixels. */
const box = (x: number, y: number, width: number, height: number, round: number): string => {
  const [r, b] = [x + width, y + height];
  const k = round * 0.45;
  const n = (value: number): string => String(Math.round(value * 10) / 10);
  const at = (...values: number[]): string => values.map(n).join(' ');
  return [
    `m ${at(x + round, y)}`,
    `l ${at(r - round, y)} b ${at(r - k, y, r, y + k, r, y + round)}`,
    `l ${at(r, b - round)} b ${at(r, b - k, r - k, b, r - round, b)}`,
    `l ${at(x + round, b)} b ${at(x + k, b, x, b - k, x, b - round)}`,
    `l ${at(x, y + round)} b ${at(x, y + k, x + k, y, x + round, y)}`,
  ].join(' ');
};

const drawing = (rgb: string, shapes: string, more = ''): string =>
  `{\\an7\\pos(0,0)\\1c${colour(rgb)}${more}\\p1}${shapes}{\\p0}`;

/** The bars of the sound: all of them dim, and those already heard bright. */
const waveEvents = ({ bars, seconds }: ClipPicture, { wave, side, width }: Frame): string[] => {
  if (bars.length === 0) return [];
  const step = (width - 2 * side) / bars.length;
  const thick = step * 0.56;
  const shapes = bars
    .map((level, n) => {
      const height = Math.max(thick, Math.min(Math.max(level, 0), 1) * wave.height);
      return box(side + n * step + (step - thick) / 2, wave.top + (wave.height - height) / 2, thick, height, thick / 2);
    })
    .join(' ');
  const [top, bottom] = [wave.top, wave.top + wave.height];
  const heard = `\\clip(${side},${top},${side},${bottom})\\t(0,${Math.round(seconds * 1000)},\\clip(${side},${top},${width - side},${bottom}))`;
  return [event(1, 0, seconds, drawing(DIM, shapes)), event(2, 0, seconds, drawing(SOFT, shapes, heard))];
};

const written = ({ size, lines }: SizedLines, rgb: string, bold: boolean): string =>
  `{\\fs${size}\\b${bold ? 700 : 500}\\1c${colour(rgb)}}${lines.map(assText).join('\\N')}`;

/** Lines of nothing between two texts, in pixels. */
const gap = (size: number): string => `\\N{\\fs${size}}\\h\\N`;

const cardText = ({ sender, title, under }: Card): string => {
  const parts = [
    ...(sender.lines.length > 0 ? [written(sender, SOFT, true)] : []),
    ...(title.lines.length > 0 ? [written(title, WHITE, true)] : []),
    ...(under.lines.length > 0 ? [written(under, SOFT, false)] : []),
  ];
  return parts.join(gap(14));
};

const captionEvents = ({ cues, seconds }: ClipPicture, { field, side, width, captionSize }: Frame): string[] => {
  if (cues.length === 0) return [];
  const middle = `{\\an5\\pos(${width / 2},${field.top + field.height / 2})\\fs${captionSize}\\b500\\1c${colour(WHITE)}}`;
  return [
    event(1, 0, seconds, drawing(FIELD, box(side, field.top, width - 2 * side, field.height, 28))),
    ...cues.map(({ from, to, lines }) =>
      event(3, from / 1000, Math.min(to / 1000, seconds), middle + lines.map(assText).join('\\N')),
    ),
  ];
};

/** The whole script. Coordinates are pixels of the clip. */
export const clipScript = (picture: ClipPicture): string => {
  const frame = FRAMES[picture.shape];
  const seconds = Math.ceil(picture.seconds * 100 + 10) / 100;
  const head = [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${frame.width}`,
    `PlayResY: ${frame.height}`,
    'WrapStyle: 0',
    'ScaledBorderAndShadow: yes',
    'YCbCr Matrix: None',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    `Style: House,${LATIN_FONT},48,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,0,0,7,${frame.side},${frame.side},${frame.top},1`,
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
  ];
  const whole = { ...picture, seconds };
  return `${[
    ...head,
    event(0, 0, seconds, `{\\an7}${cardText(cardOf(picture.words, frame))}`),
    ...waveEvents(whole, frame),
    ...captionEvents(whole, frame),
  ].join('\n')}\n`;
};
