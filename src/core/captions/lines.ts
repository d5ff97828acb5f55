/**
 * A script as captions that can be read at a glance: one or two lines each, broken where a reader would breathe.
 *
 * It knows no times (cues.ts). Every word stands in one caption, in its order.
 */
import { joined, type Piece, piecesOf, widthOfAll } from './words.ts';

export interface CaptionText {
  readonly lines: readonly string[];
  /** How long it is to read, in letters. */
  readonly width: number;
  /** As in Piece: how good a place to stop its end is. */
  readonly stop: Piece['stop'];
}

export interface CaptionShape {
  /** The widest line, in letters. */
  readonly line: number;
  readonly lines: number;
}

/** What a break costs after a piece, against a caption that is not full (0 full to 1 empty, squared). */
const BREAK_COST = { 0: 0.7, 1: 0.2, 2: 0, 3: 0 } as const;
/** What each caption costs, so that there are not more of them than the text needs. */
const CAPTION_COST = 0.1;

/** The captions of a script; none for a script without words. */
export const captionTexts = (script: string, shape: CaptionShape): CaptionText[] => {
  const pieces = piecesOf(script, shape.line);
  // best[n]: the least cost of captions for the first n pieces, and where the last of them begins.
  const best: { readonly cost: number; readonly from: number; readonly lines: readonly (readonly Piece[])[] }[] = [
    { cost: 0, from: 0, lines: [] },
  ];
  for (let end = 1; end <= pieces.length; end++) {
    let found: (typeof best)[number] | null = null;
    for (let from = end - 1; from >= 0; from--) {
      // Paragraphs are never in one caption.
      if (from < end - 1 && pieces[from]?.stop === 3) break;
      const part = pieces.slice(from, end);
      if (widthOfAll(part) > shape.line * shape.lines) break;
      const lines = linesOf(part, shape);
      const before = best[from];
      if (lines === null || before === undefined) continue;
      const cost = before.cost + CAPTION_COST + costOf(part, shape);
      if (found === null || cost < found.cost) found = { cost, from, lines };
    }
    // A piece alone always fits: none is wider than a line.
    if (found === null) throw new Error(`a word that fits no line: ${pieces[end - 1]?.text}`);
    best.push(found);
  }
  const captions: CaptionText[] = [];
  for (let end = pieces.length; end > 0; ) {
    const { from, lines } = best[end] ?? { from: 0, lines: [] };
    const part = pieces.slice(from, end);
    captions.push({ lines: lines.map(joined), width: widthOfAll(part), stop: part.at(-1)?.stop ?? 0 });
    end = from;
  }
  return captions.reverse();
};

const costOf = (part: readonly Piece[], { line, lines }: CaptionShape): number => {
  const empty = 1 - widthOfAll(part) / (line * lines);
  return empty * empty + BREAK_COST[part.at(-1)?.stop ?? 0];
};

/** Pieces on as few lines as they fit, the lines as even as they can be; null when they do not fit. */
export const linesOf = (pieces: readonly Piece[], { line, lines }: CaptionShape): (readonly Piece[])[] | null => {
  if (widthOfAll(pieces) <= line) return [[...pieces]];
  if (lines <= 1) return null;
  let best: { readonly cost: number; readonly lines: readonly (readonly Piece[])[] } | null = null;
  for (let cut = 1; cut < pieces.length; cut++) {
    const first = pieces.slice(0, cut);
    const width = widthOfAll(first);
    if (width > line) break;
    const rest = linesOf(pieces.slice(cut), { line, lines: lines - 1 });
    if (rest === null) continue;
    const widest = Math.max(width, ...rest.map(widthOfAll));
    const cost = (rest.length + 1) * 1000 + widest - 2 * (first.at(-1)?.stop ?? 0);
    if (best === null || cost < best.cost) best = { cost, lines: [first, ...rest] };
  }
  return best === null ? null : [...best.lines];
};
