/**
 * A session in a form without frames of our own: its pieces as plain samples, one after the other, into one encoder; then
 * decoded whole and metered. AAC, Opus, FLAC and WAV are made so, on request.
 */
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { FRAME } from '../core/container/mp3.ts';
import { unplannedSilence } from '../core/playlist/gate.ts';
import { CONTEXT, type Piece, piecesOf } from '../core/playlist/pieces.ts';
import type { RenderSpec } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { decibels, soundLoudness } from '../core/sound/loudness.ts';
import { encodeArguments } from './arguments/encode.ts';
import { samplesPlan } from './arguments/piece.ts';
import { argv } from './arguments/plan.ts';
import { runPlan } from './ffmpeg.ts';
import type { Kitchen } from './kitchen.ts';
import { relativeArgv } from './level.ts';
import { judge, keepMessages } from './outcome.ts';
import type { Made, Making } from './render-model.ts';
import { niceness } from './urgency.ts';

/** Refuses with audio.*, data.*. */
export const renderSamples = async (kitchen: Kitchen, making: Making): Promise<Result<Made>> => {
  const { spec, output, options } = making;
  const { channels } = spec.profile;
  const args = encodeArguments({ format: spec.format, channels, output });
  const sound = pour(kitchen, making);
  const written = await kitchen.lanes.run(() => encode(kitchen, args, sound.chunks, spec, options.signal));
  if (!sound.ended.ok) return sound.ended;
  if (!written.ok) return written;
  const heard = await kitchen.lanes.run(() =>
    kitchen.meter({ path: output, channels, filter: null, signal: options.signal, what: 'measure' }),
  );
  if (!heard.ok) return heard;
  options.onProgress?.('join', 1, 1);
  const { energy, peaks, truePeak, samples } = heard.value;
  const measured = {
    samples,
    integrated: Math.round(soundLoudness(energy, spec.length) * 100) / 100,
    truePeak: Math.round(decibels(truePeak) * 100) / 100,
    silence: unplannedSilence(peaks, spec),
  };
  return ok({ measured, how: { argv: relativeArgv(kitchen.shelf, args, output), pieces: sound.how } });
};

interface Pouring {
  readonly chunks: AsyncGenerator<Uint8Array>;
  /** How it ended: refused when a piece could not be made. */
  ended: Result<void>;
  readonly how: unknown[];
}

/** The whole session as s16le, piece by piece; nothing is held but what is on its way. */
const pour = (kitchen: Kitchen, making: Making): Pouring => {
  const { spec, options } = making;
  const { channels } = spec.profile;
  const pouring: Pouring = { chunks: flow(), ended: ok(undefined), how: [] };
  async function* flow(): AsyncGenerator<Uint8Array> {
    let at = 0;
    for (const piece of piecesOf(spec)) {
      const from = Math.max(at, piece.first * FRAME);
      const to = Math.min(spec.length, (piece.first + piece.frames) * FRAME);
      if (to <= from) continue;
      yield* silence(from - at, channels);
      const made = await samplesOf(kitchen, making, piece, from, to);
      if (!made.ok) {
        pouring.ended = made;
        return;
      }
      try {
        yield* createReadStream(made.value.path) as AsyncIterable<Buffer>;
      } finally {
        await kitchen.shelf.discard(made.value.path);
      }
      pouring.how.push({ first: piece.first, from, to, argv: made.value.argv });
      at = to;
      options.onProgress?.('encode', at / spec.sampleRate, spec.length / spec.sampleRate);
    }
    yield* silence(spec.length - at, channels);
  }
  return pouring;
};

const CHUNK = 48_000;

function* silence(samples: number, channels: 1 | 2): Generator<Uint8Array> {
  for (let left = samples; left > 0; left -= CHUNK) yield new Uint8Array(Math.min(left, CHUNK) * channels * 2);
}

const samplesOf = async (
  kitchen: Kitchen,
  { spec, levels, trim, options }: Making,
  piece: Piece,
  from: number,
  to: number,
): Promise<Result<{ readonly path: string; readonly argv: readonly string[] }>> => {
  const { shelf, tools } = kitchen;
  const temporary = await shelf.temporary();
  if (!temporary.ok) return temporary;
  const origin = (piece.first - CONTEXT) * FRAME;
  const plan = samplesPlan(
    {
      piece,
      levelOf: (master) => levels.get(master)?.correction ?? { gain: 0, limit: null },
      ceiling: spec.profile.truePeak - 0.5,
      output: temporary.value,
    },
    { channels: spec.profile.channels, pathOf: shelf.pathOf, trim },
    from - origin,
    to - origin,
  );
  const ran = await runPlan(tools.ffmpeg, plan, {
    what: 'render',
    timeoutSeconds: 60 + Math.ceil((to - from) / spec.sampleRate),
    dataPath: shelf.dataDir,
    signal: options.signal,
  });
  if (ran.ok) return ok({ path: temporary.value, argv: relativeArgv(shelf, argv(plan), temporary.value) });
  await shelf.discard(temporary.value);
  return ran;
};

/** Runs an encoder on samples as they come; its refusals are those of every run. */
const encode = (
  kitchen: Kitchen,
  args: readonly string[],
  samples: AsyncGenerator<Uint8Array>,
  spec: RenderSpec,
  signal: AbortSignal | undefined,
): Promise<Result<string>> =>
  new Promise((resolve, reject) => {
    const run = {
      what: 'render',
      timeoutSeconds: 60 + Math.ceil(spec.length / spec.sampleRate),
      dataPath: kitchen.shelf.dataDir,
    };
    const messages = keepMessages();
    let stopped: 'cancelled' | 'timeout' | null = null;
    const child = spawn('nice', ['-n', String(niceness()), kitchen.tools.ffmpeg, ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const stop = (why: 'cancelled' | 'timeout'): void => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const cancel = (): void => stop('cancelled');
    const timer = setTimeout(() => stop('timeout'), run.timeoutSeconds * 1000);
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    child.stderr.setEncoding('utf8').on('data', messages.add);
    child.on('error', reject);
    // An encoder that ends early says why by its code; writing to it then fails, which is no news.
    child.stdin.on('error', () => undefined);
    child.on('close', (code) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (stopped === null && code === 127) resolve(refuse('audio.tool-missing', { tool: kitchen.tools.ffmpeg }));
      else resolve(judge({ code, stopped, messages: messages.text() }, run));
    });
    const feed = async (): Promise<void> => {
      for await (const chunk of samples) {
        if (child.exitCode !== null || child.stdin.destroyed) break;
        if (!child.stdin.write(chunk)) await drained(child.stdin);
      }
      child.stdin.end();
    };
    feed().catch((error: unknown) => {
      stop('cancelled');
      reject(error);
    });
  });

const drained = (stream: NodeJS.WritableStream): Promise<void> =>
  new Promise((resolve) => {
    const on = (): void => {
      for (const event of ['drain', 'close', 'error']) stream.removeListener(event, on);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) stream.once(event, on);
  });
