/**
 * A thread that decodes one file of ours at a time and listens to it, so that the service goes on answering meanwhile.
 *
 * It starts ffmpeg, reads its samples as they come, keeps none of them, and answers with figures. meter.ts starts it and gives it its
 * work; it knows no shelf, and never sees a stranger's file.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { parentPort } from 'node:worker_threads';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { createListening, type Listened } from '../core/sound/listen.ts';
import { createMeter, type Metered } from '../core/sound/meter.ts';
import { createSections } from '../core/sound/sections.ts';
import { type Ending, judge, keepMessages, toolMissing } from './outcome.ts';
import { release } from './release.ts';

/** What can be asked: figures of every 4 ms, the same of several sounds in a row, or everything that is measured of one. */
export interface Heard {
  readonly metered: Metered;
  readonly sections: readonly Metered[];
  readonly listened: Listened;
}

/** One file to listen to. */
export interface MeterJob<Wanted extends keyof Heard = keyof Heard> {
  readonly id: number;
  readonly want: Wanted;
  readonly ffmpeg: string;
  readonly niceness: number;
  readonly args: readonly string[];
  readonly channels: 1 | 2;
  /** Samples of each sound in the row; only where sections are wanted. */
  readonly lengths: readonly number[];
  readonly timeoutSeconds: number;
  readonly dataPath: string;
}

/** To the thread: work, or that nobody waits for it any more. */
export type MeterOrder = { readonly job: MeterJob } | { readonly cancel: number };

export interface MeterAnswer {
  readonly id: number;
  readonly heard: Result<Heard[keyof Heard]>;
}

const BYTES = 2;
const FULL_SCALE = 32_768;

/** Turns bytes that come in any portions (s16le) into whole frames of floats, 1 being full scale. */
const frames = (channels: 1 | 2, take: (samples: Float32Array) => void): ((bytes: Uint8Array) => void) => {
  const frame = BYTES * channels;
  let room = new Uint8Array(1 << 17);
  let floats = new Float32Array(room.length / BYTES);
  let held = 0;
  return (bytes) => {
    if (held + bytes.length > room.length) {
      const larger = new Uint8Array(2 * (held + bytes.length));
      larger.set(room.subarray(0, held));
      room = larger;
      floats = new Float32Array(room.length / BYTES);
    }
    room.set(bytes, held);
    held += bytes.length;
    const whole = held - (held % frame);
    const count = whole / BYTES;
    const integers = new Int16Array(room.buffer, 0, count);
    for (let n = 0; n < count; n += 1) floats[n] = (integers[n] as number) / FULL_SCALE;
    take(floats.subarray(0, count));
    room.copyWithin(0, whole, held);
    held -= whole;
    release(bytes);
  };
};

const earFor = ({ want, channels, lengths }: MeterJob) => {
  if (want === 'sections') return createSections(channels, lengths);
  return want === 'metered' ? createMeter(channels) : createListening(channels);
};

const running = new Map<number, () => void>();

/** Decodes and listens. Refuses with audio.tool-missing, audio.failed, audio.timeout, audio.cancelled. */
const listen = (job: MeterJob): Promise<Result<Heard[keyof Heard]>> =>
  new Promise((resolve, reject) => {
    const { ffmpeg, args, channels, timeoutSeconds, dataPath } = job;
    const ear = earFor(job);
    const messages = keepMessages();
    let stopped: Ending['stopped'] = null;
    const child: ChildProcessByStdio<null, Readable, Readable> = spawn(
      'nice',
      ['-n', String(job.niceness), ffmpeg, ...args],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const stop = (why: Ending['stopped']) => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('timeout'), timeoutSeconds * 1000);
    running.set(job.id, () => stop('cancelled'));
    const over = () => {
      clearTimeout(timer);
      running.delete(job.id);
    };
    child.stdout.on('data', frames(channels, ear.add));
    child.stderr.setEncoding('utf8').on('data', messages.add);
    child.on('error', (error) => {
      over();
      reject(error);
    });
    child.on('close', (code) => {
      over();
      // What `nice` says of a program that is not there, or that it may not start.
      if (stopped === null && (code === 127 || code === 126)) {
        resolve(toolMissing(ffmpeg));
        return;
      }
      const judged = judge({ code, stopped, messages: messages.text() }, { what: 'measure', timeoutSeconds, dataPath });
      resolve(judged.ok ? ok(ear.finish()) : judged);
    });
  });

parentPort?.on('message', async (order: MeterOrder) => {
  if ('cancel' in order) {
    running.get(order.cancel)?.();
    return;
  }
  const answer: MeterAnswer = { id: order.job.id, heard: await listen(order.job) };
  parentPort?.postMessage(answer, answer.heard.ok ? movable(answer.heard.value) : []);
});

/** What is handed over instead of copied. */
const movable = (heard: Heard[keyof Heard]): ArrayBuffer[] => {
  if ('waveform' in heard) return [heard.waveform.buffer] as ArrayBuffer[];
  const all = 'energy' in heard ? [heard] : heard;
  return all.flatMap(({ energy, peaks }) => [energy.buffer, peaks.buffer]) as ArrayBuffer[];
};
