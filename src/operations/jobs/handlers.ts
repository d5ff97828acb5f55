/**
 * The kinds of jobs there are, each with what people call it, whom it concerns and how it is done: a closed list.
 *
 * A kind is added here and nowhere else. A handler does the work once more without harm, keeps nothing half-made, and stops
 * within a second when its signal says so; leases, progress and ends are the queue's (run-next.ts).
 */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { makeClip } from '../clips/make-clip.ts';
import type { Ctx } from '../context.ts';
import type { ClipPayload } from '../within/clip-post.ts';
import { type JobPlace, renderPayload } from '../within/render-job.ts';
import { renderSound } from '../within/rendered-sound.ts';

export type { JobPlace } from '../within/render-job.ts';

export interface JobRun {
  readonly signal: AbortSignal;
  /** Share of the work done, 0–1. */
  readonly onProgress: (share: number) => void;
}

/** What was made, when it is sound. */
export interface MadeSound {
  readonly seconds: number;
  /** LUFS; null: silence. */
  readonly integrated: number | null;
}

export interface JobHandler {
  /** What this kind of work is called. */
  readonly label: Readonly<Record<'vi' | 'en', string>>;
  /** For whom it is done; nobody in particular: the whole centre. */
  readonly places: (payload: unknown) => readonly JobPlace[];
  readonly run: (ctx: Ctx, payload: unknown, run: JobRun) => Promise<Result<MadeSound | null>>;
}

export const JOB_HANDLERS = {
  render: {
    label: { vi: 'Dựng âm thanh', en: 'Rendering sound' },
    places: (payload) => renderPayload(payload).places,
    run: async (ctx, payload, run) => {
      const rendered = await renderSound(ctx, renderPayload(payload).spec, run);
      return rendered.ok ? ok({ seconds: rendered.value.seconds, integrated: rendered.value.integrated }) : rendered;
    },
  },
  clip: {
    label: { vi: 'Dựng clip', en: 'Making a clip' },
    places: (payload) => (payload as ClipPayload).places,
    run: async (ctx, payload, run) => {
      const made = await makeClip(ctx, (payload as ClipPayload).asked, run);
      return made.ok
        ? ok({ seconds: made.value.rendering.seconds, integrated: made.value.rendering.integrated })
        : made;
    },
  },
} as const satisfies Readonly<Record<string, JobHandler>>;

export type JobKind = keyof typeof JOB_HANDLERS;

export const JOB_KINDS = Object.keys(JOB_HANDLERS) as readonly JobKind[];
