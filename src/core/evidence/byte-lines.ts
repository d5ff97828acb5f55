/** Bytes that come in pieces, cut into lines at line feeds: holds no more than one line. */

export interface ByteLines {
  /** The lines that this piece ends, without their line feeds; null: one is longer than any may be. */
  readonly cut: (piece: Uint8Array) => readonly Uint8Array[] | null;
  /** What came after the last line feed. */
  readonly rest: () => Uint8Array;
}

const LF = 0x0a;

/** `most`: bytes in a line. */
export const byteLines = (most: number): ByteLines => {
  let held: readonly Uint8Array[] = [];
  let bytes = 0;
  const joined = (last: Uint8Array): Uint8Array => {
    if (held.length === 0) return last;
    const line = new Uint8Array(bytes + last.length);
    let at = 0;
    for (const part of [...held, last]) {
      line.set(part, at);
      at += part.length;
    }
    [held, bytes] = [[], 0];
    return line;
  };
  return {
    cut: (piece) => {
      const lines: Uint8Array[] = [];
      let from = 0;
      for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, from)) {
        const line = joined(piece.subarray(from, at));
        if (line.length > most) return null;
        lines.push(line);
        from = at + 1;
      }
      if (from < piece.length) {
        held = [...held, piece.slice(from)];
        bytes += piece.length - from;
      }
      return bytes > most ? null : lines;
    },
    rest: () => joined(new Uint8Array()),
  };
};
