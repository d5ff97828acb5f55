/** The one clock and the one source of randomness; everything else is handed them. */
import { randomBytes } from 'node:crypto';

export const systemClock = {
  /** Now, RFC 3339 in UTC with whole seconds. */
  instant: (): string => `${new Date().toISOString().slice(0, 19)}Z`,
};

export const systemRandom = { bytes: (count: number): Uint8Array => new Uint8Array(randomBytes(count)) };
