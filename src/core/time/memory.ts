/**
 * Answers kept because they are asked for again and again: a few thousand of them, then it begins anew.
 *
 * Only for pure functions, so that what is remembered changes no answer, and only for small values.
 */

/** `work` with a memory of at most `most` answers. A key is compared as a Map does. */
export const remembering = <K, V extends NonNullable<unknown>>(most: number, work: (key: K) => V): ((key: K) => V) => {
  const memory = new Map<K, V>();
  return (key) => {
    const known = memory.get(key);
    if (known !== undefined) return known;
    const value = work(key);
    if (memory.size >= most) memory.clear();
    memory.set(key, value);
    return value;
  };
};
