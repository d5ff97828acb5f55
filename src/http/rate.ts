/**
 * How many requests are answered: token buckets by key, with the clock as an argument and a bound on what is kept.
 *
 * It does not know what a key is, and it never waits: it answers how long to wait.
 */

/** A bucket holds `burst` and is filled by `tenSeconds` every ten seconds. */
export interface Limit {
  readonly tenSeconds: number;
  readonly burst: number;
}

export interface Limits {
  /** One reader's address (of IPv6, its network). */
  readonly address: Limit;
  /** One person, machine or site, from wherever they ask. */
  readonly account: Limit;
  readonly overall: Limit;
}

/** A page takes about ten requests, an office behind one address some pages a second. */
export const LIMITS: Limits = {
  address: { tenSeconds: 300, burst: 600 },
  account: { tenSeconds: 300, burst: 600 },
  overall: { tenSeconds: 3000, burst: 6000 },
};

interface Bucket {
  readonly left: number;
  readonly at: number;
}

export interface Buckets {
  /** Takes one from `key`'s bucket at `now` (seconds); answers 0, or the whole seconds until there is one. */
  readonly take: (key: string, now: number) => number;
  /** How many keys are remembered. */
  readonly size: () => number;
}

/** Buckets of one limit. Of more than `mostKeys` the one that was asked for longest ago is forgotten, that is, full again. */
export const buckets = ({ tenSeconds, burst }: Limit, mostKeys = 10_000): Buckets => {
  const perSecond = tenSeconds / 10;
  const held = new Map<string, Bucket>();
  const take = (key: string, now: number): number => {
    const before = held.get(key) ?? { left: burst, at: now };
    // A clock that was set back fills nothing.
    const left = Math.min(burst, before.left + Math.max(0, now - before.at) * perSecond);
    const taken = left >= 1;
    held.delete(key);
    held.set(key, { left: taken ? left - 1 : left, at: now });
    const [oldest] = held.keys();
    if (held.size > mostKeys && oldest !== undefined) held.delete(oldest);
    return taken ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
  };
  return { take, size: () => held.size };
};
