/** Telling the centre how the player is, beside its rows: whether it is silent where it should sound. Told at its start, when that changes, and each hour. */
import type { OutputNews } from '../output/model.ts';
import type { Centre } from './centre.ts';

export interface ConditionParts {
  /** null: it is never asked. */
  readonly centre: Centre | null;
  readonly channel: string;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly freeBytes: () => number | null;
  /** Called when there is something new to say. */
  readonly rung: () => void;
}

export interface Condition {
  readonly heard: (news: OutputNews) => void;
  /** Says what is new; answers how long to wait before the next time, milliseconds. */
  readonly say: () => Promise<number>;
}

const REST_MS = 3_600_000;
const AGAIN_MS = 15_000;

export const conditionOf = ({ centre, channel, nowMs, freeBytes, rung }: ConditionParts): Condition => {
  let silentSince: string | null = null;
  let said: string | null | undefined;
  return {
    heard: (news) => {
      if (news.kind !== 'silence') return;
      silentSince = news.on ? new Date(nowMs()).toISOString() : null;
      rung();
    },
    say: async () => {
      const saying = silentSince;
      if (centre === null) return REST_MS;
      const answer = await centre.status(channel, { silentSince: saying, freeBytes: freeBytes() });
      if (answer.kind === 'away') return AGAIN_MS;
      // A link may not report; its telephone will.
      said = saying;
      return said === silentSince ? REST_MS : 0;
    },
  };
};
