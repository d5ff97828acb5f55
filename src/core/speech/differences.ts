/**
 * What is written beside what will be said, for marking where they differ.
 *
 * Looks for the next place where both go on alike, not for the smallest difference: it reads each line once.
 */

/** `spoken` null: said as it is written. */
export interface Stretch {
  readonly written: string;
  readonly spoken: string | null;
}

/** How far ahead both are searched for where they agree again, words. */
const AHEAD = 48;

const wordsOf = (text: string): string[] => text.match(/\n|[^\s]+/g) ?? [];

/** How many words to leave out on each side until both agree; all that is left when they do not, nearby. */
const resync = (a: readonly string[], i: number, b: readonly string[], j: number): readonly [number, number] => {
  for (let total = 1; total <= 2 * AHEAD; total++)
    for (let left = Math.min(total, AHEAD); left >= 0 && total - left <= AHEAD; left--) {
      const [x, y] = [i + left, j + total - left];
      if (x > a.length || y > b.length) continue;
      if (x === a.length && y === b.length) return [x, y];
      const next = a[x + 1] === b[y + 1];
      if (x < a.length && y < b.length && a[x] === b[y] && (next || a[x] === '\n')) return [x, y];
    }
  const endA = a.indexOf('\n', i);
  const endB = b.indexOf('\n', j);
  return endA < 0 || endB < 0 ? [a.length, b.length] : [endA, endB];
};

/** In order; together they are all words of both texts, with single spaces. */
export const differencesOf = (written: string, spoken: string): Stretch[] => {
  const [a, b] = [wordsOf(written), wordsOf(spoken)];
  const stretches: Stretch[] = [];
  let [i, j, same] = [0, 0, 0];
  const close = (): void => {
    if (same > 0) stretches.push({ written: a.slice(i - same, i).join(' '), spoken: null });
    same = 0;
  };
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      i++;
      j++;
      same++;
      continue;
    }
    close();
    const [x, y] = resync(a, i, b, j);
    stretches.push({ written: a.slice(i, x).join(' '), spoken: b.slice(j, y).join(' ') });
    [i, j] = [x, y];
  }
  close();
  return stretches;
};
