/** What the player says, as the row that the centre takes (POST /api/v1/air-log/reports). The text is what is kept, chained and sent. */
import { canonicalJson } from '../evidence/canonical.ts';
import type { Reading } from './clock.ts';
import type { AsRun } from './model.ts';

export interface Author {
  readonly device: string;
  /** This start of the program. */
  readonly boot: string;
  readonly channel: string;
}

/** Whole seconds, as the centre has them. */
const instant = (ms: number): string => `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;

const seconds = (ms: number): number => Math.round(ms) / 1000;

/** `row`: its number within this start. Instants are by the true time as far as it is known; `clock` tells how far that is. */
export const rowText = (run: AsRun, author: Author, row: number, clock: Reading): string =>
  canonicalJson(rowOf(run, author, row, clock));

/** As rowText(), before it is text. */
export const rowOf = (run: AsRun, { device, boot, channel }: Author, row: number, clock: Reading) => {
  const { kind, day, item, title, reason, startedMs, heardMs, whole } = run;
  const sounded = kind === 'stopped' || kind === 'preempted';
  const outcome = whole ? 'aired' : heardMs > 0 ? 'partly' : 'not-aired';
  return {
    ...{ device, boot, row, channel, day, entry: item, kind },
    clock: {
      wall: clock.wall,
      monotonicMs: clock.monotonicMs,
      ...(clock.offsetMs === null ? {} : { offsetMs: clock.offsetMs }),
      ...(clock.errorMs === null ? {} : { errorMs: clock.errorMs }),
    },
    ...(title === undefined ? {} : { title }),
    ...(reason === null ? {} : { reason }),
    ...(startedMs === null ? {} : { started: instant(startedMs) }),
    ...(sounded && startedMs !== null
      ? { outcome, secondsHeard: seconds(heardMs), stopped: instant(startedMs + heardMs) }
      : {}),
    ...(kind === 'missed' ? { outcome: 'not-aired' } : {}),
  };
};
