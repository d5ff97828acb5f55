/** That one window alone plays: by the browser's locks, and by a lease in the store where there are none (plain http). */
import { nowMs } from '../clock.ts';
import type { PlayerStore } from './keeping.ts';

export interface Alone {
  /** Whether this is still the one window. Asked at least every few seconds. */
  readonly holds: () => Promise<boolean>;
  readonly release: () => void;
}

/** A window that was just closed lets go a moment later. */
const PATIENCE_MS = 3000;
const LEASE_TRIES = 20;

/** null: another window plays. */
export const alone = async (channel: string, holder: string, store: PlayerStore): Promise<Alone | null> => {
  if ('locks' in navigator) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    return new Promise((resolve) => {
      const hold = (): Promise<void> => {
        clearTimeout(timer);
        return new Promise((release) => resolve({ holds: async () => true, release }));
      };
      navigator.locks
        .request(`loa-phone-player ${channel}`, { signal: patience.signal }, hold)
        .catch(() => resolve(null));
    });
  }
  const holds = (): Promise<boolean> => store.lease(holder, nowMs()).catch(() => false);
  const release = (): void => void store.release().catch(() => undefined);
  // The lease of a window that was closed runs out.
  for (let tries = 0; tries < LEASE_TRIES; tries += 1) {
    if (await holds()) return { holds, release };
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return null;
};
