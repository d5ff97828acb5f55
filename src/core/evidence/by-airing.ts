/** Something of each planned airing, found by its channel and its id there. */

/**
 * A month has hundreds of thousands of airings: one map for each channel, because a key of both texts together would have to be made,
 * and read through, each time that one is looked for.
 */
export class ByAiring<T> {
  readonly #channels = new Map<string, Map<string, T>>();

  get(channel: string, id: string): T | undefined {
    return this.#channels.get(channel)?.get(id);
  }

  set(channel: string, id: string, value: T): void {
    this.#on(channel).set(id, value);
  }

  delete(channel: string, id: string): void {
    this.#channels.get(channel)?.delete(id);
  }

  /** In no order that can be relied on. */
  *entries(): Generator<readonly [channel: string, id: string, value: T]> {
    for (const [channel, here] of this.#channels) for (const [id, value] of here) yield [channel, id, value];
  }

  #on(channel: string): Map<string, T> {
    const before = this.#channels.get(channel);
    if (before !== undefined) return before;
    const here = new Map<string, T>();
    this.#channels.set(channel, here);
    return here;
  }
}
