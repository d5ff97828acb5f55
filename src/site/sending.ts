/** Sending rows to the centre, up to fifty at once, until each has its receipt. A row goes on being kept whatever the answer is. */
import type { Centre, Denied } from './centre.ts';
import type { KeptRow, SiteStore } from './store.ts';
import type { News } from './words.ts';

export interface SendingParts {
  readonly store: SiteStore;
  /** null: rows go by stick (`loa site return`). */
  readonly centre: Centre | null;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly told: (news: News) => void;
  readonly chance: () => number;
}

export interface Sending {
  /** Sends what waits; answers how long to wait before the next time, milliseconds. */
  readonly send: () => Promise<number>;
}

const MOST_ROWS = 50;
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 300_000;
const IDLE_MS = 60_000;
const KEEP_MS = 90 * 86_400_000;
/** The centre read the row and will never have it so: another row under its number, or a shape that it does not know. */
const FOR_GOOD: ReadonlySet<number> = new Set([409, 422]);

export const sendingOf = ({ store, centre, nowMs, told, chance }: SendingParts): Sending => {
  let failures = 0;
  let said = '';
  const later = (seconds: number | null): number => {
    failures += 1;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(6, failures - 1));
    return Math.max(wait * (0.8 + 0.4 * chance()), (seconds ?? 0) * 1000);
  };
  /** Answers whether any row was set aside, so that the others can go. */
  const setAside = (rows: readonly KeptRow[], { status, errors }: Denied): boolean => {
    if (!FOR_GOOD.has(status)) return false;
    const wrong = errors.flatMap(({ code, pointer }) => {
      const row = rows[Number(/^\/rows\/(\d+)/.exec(pointer ?? '')?.[1] ?? Number.NaN)];
      return row === undefined ? [] : [{ row, code }];
    });
    for (const { row, code } of wrong) store.refused(row.n, code);
    return wrong.length > 0;
  };
  return {
    send: async () => {
      for (let rows = store.waiting(MOST_ROWS); centre !== null && rows.length > 0; rows = store.waiting(MOST_ROWS)) {
        const answer = await centre.report(rows);
        if (answer.kind === 'away') return later(answer.retrySeconds);
        if (answer.kind === 'denied') {
          const { code, status } = answer;
          if (said !== code) told({ kind: 'rows-denied', status, code });
          said = code;
          if (setAside(rows, answer)) continue;
          return LONGEST_WAIT_MS;
        }
        // In the order of the rows: each is answered for.
        const receipts = rows.flatMap(({ n }, place) => {
          const seq = answer.receipts[place]?.seq;
          return seq === undefined ? [] : [{ n, seq }];
        });
        if (receipts.length < rows.length) return later(null);
        store.received(receipts, nowMs());
        failures = 0;
        said = '';
        told({ kind: 'sent', rows: receipts.length, seq: receipts.at(-1)?.seq ?? 0 });
      }
      store.forget(nowMs() - KEEP_MS);
      return IDLE_MS;
    },
  };
};
