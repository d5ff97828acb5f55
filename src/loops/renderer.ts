/** Renders what waits to be rendered, one session at a time: ffmpeg is what the machine's cores are for. */
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { type RenderedJob, renderNext } from '../operations/render-next.ts';
import type { Loop } from './loop.ts';

export interface RendererEvents {
  readonly rendered: (job: RenderedJob) => Promise<void>;
  readonly refused: (refusals: readonly Refusal[]) => void;
}

const EVERY_MS = 1000;

export const renderer = (ctx: Ctx, events: RendererEvents): Loop => ({
  name: 'renderer',
  restMs: EVERY_MS,
  turn: async (signal) => {
    const done = await renderNext(ctx, { signal });
    if (!done.ok) {
      events.refused(done.refusals);
      return false;
    }
    if (done.value === null) return false;
    await events.rendered(done.value);
    return true;
  },
});
