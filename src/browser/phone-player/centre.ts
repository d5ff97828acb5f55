/** The centre as the page's player asks it: every answer's Date goes to the clock, and whatever the network does is null, never an exception. */
import type { SiteClock } from '../../core/playback/clock.ts';
import { steadyMs } from '../clock.ts';

export interface Centre {
  /** null: nobody answered, or somebody who will later. `patienceMs`: until the answer has begun. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response | null>;
}

const PATIENCE_MS = 20_000;

export const centreOf = (clock: Pick<SiteClock, 'exchanged'>): Centre => ({
  ask: async (path, init = {}) => {
    const sentMs = steadyMs();
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      // 'no-store': an answer of the browser's own memory has the Date of yesterday.
      const answer = await fetch(path, { ...init, cache: 'no-store', redirect: 'error', signal: stop.signal });
      const dateMs = Date.parse(answer.headers.get('date') ?? '');
      if (!Number.isNaN(dateMs)) clock.exchanged({ sentMs, receivedMs: steadyMs(), dateMs });
      return answer.status === 429 || answer.status >= 500 ? null : answer;
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  },
});
