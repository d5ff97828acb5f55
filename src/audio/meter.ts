/**
 * Metering a file of ours away from the service's own thread: at most two at a time, the others wait their turn.
 *
 * The threads are kept for the next file and hold up no process's end while they have nothing to do. Nothing of a file is kept
 * but its figures, 8 bytes for every 4 ms.
 */
import { Worker } from 'node:worker_threads';
import type { Result } from '../core/result.ts';
import { refuse } from '../core/result.ts';
import type { Listened } from '../core/sound/listen.ts';
import type { Metered } from '../core/sound/meter.ts';
import { type PcmOptions, pcmPlan, rowPlan } from './arguments/pcm.ts';
import { argv, type FfmpegPlan } from './arguments/plan.ts';
import type { Heard, MeterAnswer, MeterJob, MeterOrder } from './meter-worker.ts';
import type { Tools } from './process.ts';
import { isUrgent, niceness } from './urgency.ts';

export interface MeterFileOptions extends PcmOptions {
  readonly signal?: AbortSignal | undefined;
  /** Wall clock; ten minutes when not given, in which hours are decoded. */
  readonly timeoutSeconds?: number | undefined;
}

/** Figures of every 4 ms of a file. Refuses with audio.tool-missing, audio.failed, audio.timeout, audio.cancelled. */
export const meterFile = (tools: Pick<Tools, 'ffmpeg'>, options: MeterFileOptions): Promise<Result<Metered>> =>
  heard(tools, 'metered', pcmPlan(options), options);

/** Everything that is measured of a file of ours, in one pass, and its outline. Refuses as meterFile() does. */
export const listenTo = (tools: Pick<Tools, 'ffmpeg'>, options: MeterFileOptions): Promise<Result<Listened>> =>
  heard(tools, 'listened', pcmPlan(options), options);

export interface MeterRowOptions {
  readonly files: readonly { readonly path: string; readonly samples: number }[];
  readonly channels: 1 | 2;
  readonly signal?: AbortSignal | undefined;
}

/** Figures of several files of ours, by one decoder; `samples`: how many of each. Refuses as meterFile() does. */
export const meterRow = (
  tools: Pick<Tools, 'ffmpeg'>,
  { files, channels, signal }: MeterRowOptions,
): Promise<Result<readonly Metered[]>> => {
  const lengths = files.map(({ samples }) => samples);
  return heard(tools, 'sections', rowPlan(files, channels), { path: files[0]?.path ?? '', channels, signal, lengths });
};

const MOST = 2;
/** One more, for what cannot wait until one of those is done. */
const MOST_URGENT = 3;

interface Waiting {
  readonly isUrgent: boolean;
  readonly job: MeterJob;
  readonly resolve: (heard: Result<Heard[keyof Heard]>) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread and what it is at. */
interface Thread {
  readonly worker: Worker;
  at: Waiting | null;
}

const threads: Thread[] = [];
const queue: Waiting[] = [];
let jobs = 0;

const heard = <Wanted extends keyof Heard>(
  { ffmpeg }: Pick<Tools, 'ffmpeg'>,
  want: Wanted,
  plan: FfmpegPlan,
  options: Pick<MeterFileOptions, 'path' | 'channels' | 'signal' | 'timeoutSeconds'> & { readonly lengths?: number[] },
): Promise<Result<Heard[Wanted]>> =>
  new Promise((resolve, reject) => {
    const { path, channels, signal, timeoutSeconds = 600, lengths = [] } = options;
    const cancelled = () => refuse('audio.cancelled', { what: 'measure' });
    if (signal?.aborted) {
      resolve(cancelled());
      return;
    }
    const args = argv(plan);
    const job: MeterJob = {
      ...{ id: ++jobs, want, ffmpeg, args, channels, lengths, timeoutSeconds },
      ...{ niceness: niceness(), dataPath: path },
    };
    const cancel = () => {
      const place = queue.indexOf(waiting);
      if (place >= 0) {
        queue.splice(place, 1);
        waiting.resolve(cancelled());
      } else order(threads.find(({ at }) => at === waiting)?.worker, { cancel: job.id });
    };
    const over = () => signal?.removeEventListener('abort', cancel);
    const waiting: Waiting = {
      ...{ job, isUrgent: isUrgent() },
      resolve: (answer) => {
        over();
        // The thread answers what it was asked.
        resolve(answer as Result<Heard[Wanted]>);
      },
      reject: (error) => {
        over();
        reject(error);
      },
    };
    signal?.addEventListener('abort', cancel, { once: true });
    if (waiting.isUrgent) queue.unshift(waiting);
    else queue.push(waiting);
    next();
  });

const order = (worker: Worker | undefined, what: MeterOrder) => worker?.postMessage(what);

/** Gives idle threads what waits; starts a thread when all are busy and there may be another. */
const next = () => {
  while (queue.length > 0) {
    const most = queue[0]?.isUrgent === true ? MOST_URGENT : MOST;
    const mayBegin = threads.filter(({ at }) => at !== null).length < most;
    const idle = mayBegin ? (threads.find(({ at }) => at === null) ?? started()) : null;
    const waiting = idle === null ? undefined : queue.shift();
    if (idle === null || waiting === undefined) return;
    idle.at = waiting;
    idle.worker.ref();
    order(idle.worker, { job: waiting.job });
  }
};

const started = (): Thread => {
  const worker = new Worker(new URL('./meter-worker.ts', import.meta.url));
  const thread: Thread = { worker, at: null };
  threads.push(thread);
  const free = () => {
    const done = thread.at;
    thread.at = null;
    worker.unref();
    return done;
  };
  worker.on('message', ({ heard: answer }: MeterAnswer) => {
    free()?.resolve(answer);
    next();
  });
  const lost = (error: unknown) => {
    const place = threads.indexOf(thread);
    if (place >= 0) threads.splice(place, 1);
    free()?.reject(error);
    next();
  };
  worker.on('error', lost);
  worker.on('exit', (code) => lost(new Error(`the metering thread ended with ${code}`)));
  worker.unref();
  return thread;
};
