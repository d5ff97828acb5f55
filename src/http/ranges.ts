/**
 * The Range header (RFC 9110 §14): which bytes of a file are asked for.
 *
 * One stretch is answered; what is malformed, of another unit or of several stretches is answered with the
 * whole file, as §14.2 allows, and never with a guess.
 */

export type Wanted =
  | { readonly kind: 'whole' }
  /** Bytes from `start` (included) to `end` (not included). */
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' };

const WHOLE: Wanted = { kind: 'whole' };
const UNSATISFIABLE: Wanted = { kind: 'unsatisfiable' };

const ONE_RANGE = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i;

/** `size` is the file's length in bytes. A part is never empty and never reaches beyond the file. */
export const wantedRange = (header: string | null | undefined, size: number): Wanted => {
  const match = ONE_RANGE.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) return WHOLE;
  if (first === '') {
    const suffix = Number(last);
    if (suffix === 0) return UNSATISFIABLE;
    // Of an empty file every suffix is the whole of it, and Content-Range has no way to say so.
    return size === 0 ? WHOLE : { kind: 'part', start: Math.max(0, size - suffix), end: size };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return WHOLE;
  if (start >= size) return UNSATISFIABLE;
  return { kind: 'part', start, end: last === '' ? size : Math.min(size, Number(last) + 1) };
};

/** 'bytes 0-499/1234' for a part; 'bytes *\/1234' when nothing could be given. */
export const contentRange = (part: { start: number; end: number } | null, size: number): string =>
  part === null ? `bytes */${size}` : `bytes ${part.start}-${part.end - 1}/${size}`;
