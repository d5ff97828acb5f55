/** Work divided among lanes: things that one run does together, so that lanes end together and no run is too long. */

/**
 * Groups of about the same size, as many for each lane, none larger than `most` but by a single thing. The largest things
 * are given first, each to the group that has least; the answer depends on nothing but the arguments.
 */
export const evenly = <T>(things: readonly T[], sizeOf: (one: T) => number, lanes: number, most: number): T[][] => {
  const all = things.reduce((sum, one) => sum + sizeOf(one), 0);
  const count = Math.min(things.length, lanes * Math.max(1, Math.ceil(all / most / lanes)));
  const groups = Array.from({ length: count }, () => ({ size: 0, things: [] as T[] }));
  for (const one of things.toSorted((a, b) => sizeOf(b) - sizeOf(a))) {
    const least = groups.reduce((best, group) => (group.size < best.size ? group : best));
    least.things.push(one);
    least.size += sizeOf(one);
  }
  return groups.map((group) => group.things);
};
