/**
 * RFC 6962 §2.1 word for word, from all leaves every time: what the tree of the program is held against. Knows nothing of stored
 * nodes, and shares no code with it.
 */
import { createHash } from 'node:crypto';

type Bytes = Uint8Array;

export interface NaiveTree {
  /** MTH(D[from:to]). */
  readonly range: (from: number, to: number) => Bytes;
  /** PATH(m, D[0:n]). */
  readonly path: (m: number, n: number) => Bytes[];
  /** PROOF(m, D[0:n]). */
  readonly proof: (m: number, n: number) => Bytes[];
}

const sha256 = (...parts: readonly Uint8Array[]): Bytes => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};

/** The largest power of two smaller than n. */
const splitOf = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

/** `count` leaves of 0–40 bytes, no two alike but for the empty one. */
export const someLeaves = (count: number, seed = 0): Bytes[] =>
  Array.from({ length: count }, (_, n) =>
    new Uint8Array(sha256(Uint8Array.of(seed, n >> 16, n >> 8, n))).slice(n % 7 && n % 33),
  );

export const naiveTree = (leaves: readonly Uint8Array[]): NaiveTree => {
  const known = new Map<string, Bytes>();
  const reckon = (from: number, to: number): Bytes => {
    if (to === from) return sha256();
    if (to - from === 1) return sha256(Uint8Array.of(0), leaves[from] as Uint8Array);
    const middle = from + splitOf(to - from);
    return sha256(Uint8Array.of(1), range(from, middle), range(middle, to));
  };
  const range = (from: number, to: number): Bytes => {
    const hash = known.get(`${from}:${to}`) ?? reckon(from, to);
    known.set(`${from}:${to}`, hash);
    return hash;
  };
  const path = (m: number, from: number, to: number): Bytes[] => {
    if (to - from === 1) return [];
    const k = splitOf(to - from);
    return m < k
      ? [...path(m, from, from + k), range(from + k, to)]
      : [...path(m - k, from + k, to), range(from, from + k)];
  };
  const subproof = (m: number, from: number, to: number, whole: boolean): Bytes[] => {
    if (m === to - from) return whole ? [] : [range(from, to)];
    const k = splitOf(to - from);
    return m <= k
      ? [...subproof(m, from, from + k, whole), range(from + k, to)]
      : [...subproof(m - k, from + k, to, false), range(from, from + k)];
  };
  return { range, path: (m, n) => path(m, 0, n), proof: (m, n) => subproof(m, 0, n, true) };
};
