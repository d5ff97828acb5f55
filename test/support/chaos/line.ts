/** The network between sites and the real centre: questions and answers that are slow, lost, sent twice, late, or not the centre's. */
import type { createApp } from '../../../src/http/app.ts';
import type { Chance } from './chance.ts';
import type { ChaosTime } from './time.ts';

export interface Line {
  /** What is asked from one start of a site's machine; nothing comes back any more when that start is over. */
  readonly fetch: (isAlive: () => boolean) => typeof fetch;
}

export interface LineParts {
  readonly app: Pick<ReturnType<typeof createApp>, 'fetch'>;
  readonly time: ChaosTime;
  readonly chance: Chance;
  /** Whether nobody reaches the centre. */
  readonly isAway: () => boolean;
  /** Whether the network does what it should. */
  readonly isCalm: () => boolean;
  /** What comes in place of the manifest of a channel; null: nothing does. */
  readonly illWill: (channel: string) => string | null;
  readonly told: (what: 'asked' | 'lost' | 'doubled' | 'forged') => void;
}

const NEVER = new Promise<never>(() => {});
const MINUTE_MS = 60_000;

export const badLineOf = ({ app, time, chance, isAway, isCalm, illWill, told }: LineParts): Line => {
  const latency = (): number => (isCalm() || !chance.is(0.05) ? chance.between(20, 400) : chance.between(400, 8000));
  const hits = (often: number): boolean => !isCalm() && chance.is(often);
  const lost = (): never => {
    told('lost');
    throw new TypeError('fetch failed');
  };
  return {
    fetch: (isAlive) => async (input, init) => {
      told('asked');
      const url = new URL(String(input));
      const { method = 'GET', headers, body } = init ?? {};
      const deliver = (): Promise<Response> => {
        const asked = new Request(url, { method, ...(headers ? { headers } : {}), ...(body ? { body } : {}) });
        return time.during(Promise.resolve(app.fetch(asked)));
      };
      const arrives = async (): Promise<Response> => {
        await time.sleep(latency());
        if (isAway() || hits(0.1)) lost();
        const answer = await deliver();
        const answeredMs = time.nowMs();
        if (hits(0.05)) {
          told('doubled');
          time.at(time.nowMs() + chance.between(0, 10 * MINUTE_MS), () => void deliver());
        }
        const content = await time.during(answer.arrayBuffer());
        await time.sleep(latency());
        if (isAway() || hits(0.1)) lost();
        const sent = new Headers(answer.headers);
        sent.set('date', new Date(answeredMs).toUTCString());
        const channel = /^\/api\/v1\/channels\/([^/]+)\/manifest$/.exec(url.pathname)?.[1];
        const forged = channel !== undefined && method === 'GET' && hits(0.15) ? illWill(channel) : null;
        if (forged === null) {
          const isEmpty = [204, 304].includes(answer.status);
          return new Response(isEmpty ? null : content, { status: answer.status, headers: sent });
        }
        told('forged');
        sent.set('etag', `"v9-${Math.floor(chance.part() * 1e9)}"`);
        return new Response(forged, { status: 200, headers: sent });
      };
      try {
        const answer = await arrives();
        return isAlive() ? answer : await NEVER;
      } catch (error) {
        if (!isAlive()) return NEVER;
        throw error;
      }
    },
  };
};
