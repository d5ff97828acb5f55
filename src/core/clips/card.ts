/**
 * How the words of a clip stand in its picture: sizes and lines that fit between the margins, whatever the title is.
 *
 * Letters are not measured here but reckoned: Be Vietnam Pro's usual letter is a little over half its size wide. The
 * reckoning is on the wide side, so that what fits here fits in the picture.
 */
import { linesOf } from '../captions/lines.ts';
import { joined, piecesOf } from '../captions/words.ts';
import type { ClipShape, ClipWords } from './spec.ts';

/** Pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Left and right: nothing that is to be read comes nearer. */
  readonly side: number;
  /** Where the words above begin; in a portrait, under what telephones lay over the picture. */
  readonly top: number;
  /** The bars of the sound. */
  readonly wave: { readonly top: number; readonly height: number };
  /** The field of the captions. */
  readonly field: { readonly top: number; readonly height: number };
  readonly captionSize: number;
}

/** Facebook's and TikTok's own guides keep the upper 14 % and the lower 20 to 35 % of a portrait free of text. */
export const FRAMES: Readonly<Record<ClipShape, Frame>> = {
  square: {
    width: 1080,
    height: 1080,
    side: 72,
    top: 72,
    wave: { top: 578, height: 150 },
    field: { top: 776, height: 232 },
    captionSize: 68,
  },
  portrait: {
    width: 1080,
    height: 1920,
    side: 84,
    top: 290,
    wave: { top: 860, height: 180 },
    field: { top: 1100, height: 300 },
    captionSize: 70,
  },
};

/** Width of a usual letter as a share of its line's height (0.35 in long texts): captions are medium, titles bold. */
const LETTER = 0.4;
const BOLD_LETTER = 0.42;

export interface SizedLines {
  readonly size: number;
  readonly lines: readonly string[];
}

/** Letters on one line of this size between the margins. */
const lettersAt = ({ width, side }: Frame, size: number, letter = LETTER): number =>
  Math.floor((width - 2 * side) / (size * letter));

/** Captions stand in a field with room of its own at both sides. */
export const captionLine = (frame: Frame): number => lettersAt({ ...frame, side: frame.side + 36 }, frame.captionSize);

const TITLE_SIZES: readonly (readonly [size: number, lines: number])[] = [
  [104, 2],
  [88, 3],
  [74, 4],
  [62, 5],
];
const UNDER_SIZE = 44;

/** One text at the largest of these sizes at which it fits; cut with an ellipsis when it fits at none. */
const fitting = (text: string, frame: Frame, sizes: typeof TITLE_SIZES, letter: number): SizedLines => {
  for (const [size, most] of sizes) {
    const line = lettersAt(frame, size, letter);
    const lines = linesOf(piecesOf(text, line).map(unstopped), { line, lines: most });
    if (lines !== null) return { size, lines: lines.map(joined).filter((one) => one !== '') };
  }
  const [size, most] = sizes.at(-1) ?? [UNDER_SIZE, 1];
  const line = lettersAt(frame, size, letter);
  const pieces = piecesOf(text, line - 1).map(unstopped);
  for (let count = pieces.length - 1; count > 0; count--) {
    const kept = pieces.slice(0, count);
    const last = kept.at(-1);
    if (last === undefined) break;
    const ended = [...kept.slice(0, -1), { ...last, text: `${last.text}…`, width: last.width + 1 }];
    const lines = linesOf(ended, { line, lines: most });
    if (lines !== null) return { size, lines: lines.map(joined) };
  }
  return { size, lines: [] };
};

/** A title has no paragraphs: its lines are as even as they can be. */
const unstopped = <T extends { readonly stop: unknown }>(piece: T): T & { readonly stop: 0 } => ({ ...piece, stop: 0 });

export interface Card {
  readonly sender: SizedLines;
  readonly title: SizedLines;
  readonly under: SizedLines;
}

export const cardOf = ({ sender, title, series, date }: ClipWords, frame: Frame): Card => ({
  sender: fitting(
    sender,
    frame,
    [
      [48, 1],
      [40, 2],
    ],
    BOLD_LETTER,
  ),
  title: fitting(title, frame, TITLE_SIZES, BOLD_LETTER),
  under: fitting(
    [series, date].filter((part) => part !== null && part !== '').join(' · '),
    frame,
    [[UNDER_SIZE, 2]],
    LETTER,
  ),
});
