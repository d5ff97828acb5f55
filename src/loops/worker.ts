/** Does the jobs that wait, one at a time; as many workers run as there are cores, which is what ffmpeg needs them for. */
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { type EndedJob, runNextJob } from '../operations/jobs/run-next.ts';
import type { Loop } from './loop.ts';

export interface WorkerEvents {
  readonly ended: (job: EndedJob) => Promise<void>;
  readonly refused: (refusals: readonly Refusal[]) => void;
}

const EVERY_MS = 1000;

export const worker = (ctx: Ctx, events: WorkerEvents): Loop => ({
  name: 'worker',
  restMs: EVERY_MS,
  turn: async (signal) => {
    const done = await runNextJob(ctx, { signal });
    if (!done.ok) {
      events.refused(done.refusals);
      return false;
    }
    if (done.value === null) return false;
    await events.ended(done.value);
    return true;
  },
});
