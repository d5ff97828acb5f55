/**
 * A reading cut at the borders of sentences, so that a long text is spoken piece by piece, in little memory, and can be
 * stopped between two pieces. Joined again, the pieces are the whole reading.
 */

export interface Piece {
  readonly text: string;
  /** Silence after it, milliseconds. */
  readonly pauseMs: number;
}

/** Sentences are put together up to this many characters. */
const PIECE = 600;
/** Pauses that announcers make; a speech program's own, at the end of what it was given, comes on top. */
const AFTER_SENTENCE = 150;
const AFTER_PARAGRAPH = 500;

const SENTENCE = /[^.!?…]+[.!?…]*[”"')\]]*\s*|[.!?…]+\s*/gu;

/** A sentence that is longer than a piece, cut after a comma, else after a word. */
const cutLong = (sentence: string): string[] => {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > PIECE) {
    const head = rest.slice(0, PIECE);
    const comma = Math.max(head.lastIndexOf(', '), head.lastIndexOf('; '), head.lastIndexOf(': ')) + 1;
    const at = comma > PIECE / 4 ? comma : head.lastIndexOf(' ') > 0 ? head.lastIndexOf(' ') : PIECE;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
};

const ofParagraph = (paragraph: string): string[] => {
  const pieces: string[] = [];
  for (const sentence of (paragraph.match(SENTENCE) ?? []).flatMap(cutLong)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + sentence.length <= PIECE) pieces[pieces.length - 1] = last + sentence;
    else pieces.push(sentence);
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
};

/** In order; none for a text without a word. */
export const piecesOf = (reading: string): Piece[] =>
  reading.split('\n').flatMap((paragraph) => {
    const pieces = ofParagraph(paragraph);
    return pieces.map((text, n) => ({ text, pauseMs: n === pieces.length - 1 ? AFTER_PARAGRAPH : AFTER_SENTENCE }));
  });
