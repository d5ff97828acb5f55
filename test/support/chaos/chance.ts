/** Chance that comes out the same for the same seed (mulberry32). */
export interface Chance {
  /** 0 ≤ x < 1. */
  readonly part: () => number;
  /** Whether something happens that happens so often in one. */
  readonly is: (often: number) => boolean;
  readonly between: (from: number, to: number) => number;
  readonly pick: <T>(of: readonly [T, ...T[]]) => T;
  readonly bytes: (count: number) => Uint8Array;
}

export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const part = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    part,
    is: (often) => part() < often,
    between: (from, to) => from + part() * (to - from),
    pick: (of) => of[Math.floor(part() * of.length)] ?? of[0],
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(part() * 256)),
  };
};
