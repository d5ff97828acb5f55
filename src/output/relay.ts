/**
 * One relay while its time lasts: a program that brings samples, begun again whenever it ends, and the word whether what it brings
 * is to be heard.
 *
 * It is lost when no data has come for two seconds, or ten seconds of silence; it is back with a second of sound.
 */
import { spawn } from 'node:child_process';
import { WATCH_LIMITS } from '../core/playback/watch.ts';
import { rmsDb } from '../core/sound/level.ts';
import { BYTES_PER_MS, relayArguments } from './arguments.ts';
import type { OutputNews, Time } from './model.ts';
import { type Samples, samplesOf } from './samples.ts';

export interface Relay {
  /** Samples for so many bytes; null: none that are to be heard. */
  readonly take: (bytes: number) => Buffer | null;
  readonly stop: () => void;
}

/** So much lies ready before it is heard: the network's breath. Node and the system keep more than that for a reader. */
const READY_BYTES = 200 * BYTES_PER_MS;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 10_000;

export interface RelayParts {
  readonly ffmpeg: string;
  readonly time: Pick<Time, 'monotonicMs'>;
  readonly told: (news: OutputNews) => void;
}

export const samplesView = (pcm: Buffer): Int16Array =>
  // What comes out of a stream may begin at an odd place.
  pcm.byteOffset % 2 === 0
    ? new Int16Array(pcm.buffer, pcm.byteOffset, pcm.length >> 1)
    : new Int16Array(Uint8Array.prototype.slice.call(pcm).buffer, 0, pcm.length >> 1);

export const openRelay = (source: string, input: string, { ffmpeg, time, told }: RelayParts): Relay => {
  const begin = (): Samples => samplesOf(spawn(ffmpeg, relayArguments(input), { stdio: ['ignore', 'pipe', 'pipe'] }));
  let samples = begin();
  let ends = 0;
  let againMs = 0;
  let isFlowing = false;
  let lost: 'gone' | 'silent' | null = null;
  let [dryMs, quietMs, loudMs] = [0, 0, 0];
  const isLine = !/^https?:/.test(input);

  /** `needed`: bytes, fewer of which are none. What a program leaves at its end is seldom a whole piece, and is never more. */
  const tend = (needed: number): void => {
    if (samples.code() === undefined || samples.ready() >= needed || dryMs === 0) return;
    const now = time.monotonicMs();
    if (againMs === 0) againMs = now + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(4, ends++));
    if (now < againMs) return;
    againMs = 0;
    samples.stop();
    samples = begin();
  };
  const lose = (why: 'gone' | 'silent'): void => {
    if (lost === null) told({ kind: 'relay-lost', source, why });
    // Until now its silence was what went out.
    if (lost === null && why === 'silent')
      told({ kind: 'unheard', ms: WATCH_LIMITS.relaySilenceMs, reason: 'line-fault' });
    lost ??= why;
    loudMs = 0;
  };
  return {
    take: (bytes) => {
      const needed = isFlowing ? bytes : Math.max(bytes, READY_BYTES);
      tend(needed);
      const ms = bytes / BYTES_PER_MS;
      // A line's sound is now; what lay waiting would be late for ever.
      if (isLine && samples.ready() > 2 * READY_BYTES) samples.take(samples.ready() - READY_BYTES);
      isFlowing = samples.ready() >= needed;
      if (!isFlowing) {
        dryMs += ms;
        if (dryMs >= WATCH_LIMITS.lostMs) lose('gone');
        return null;
      }
      const pcm = samples.take(bytes);
      dryMs = 0;
      const isQuiet = rmsDb(samplesView(pcm)) < WATCH_LIMITS.silenceDb;
      quietMs = isQuiet ? quietMs + ms : 0;
      loudMs = isQuiet ? 0 : loudMs + ms;
      if (quietMs >= WATCH_LIMITS.relaySilenceMs) lose('silent');
      const isSound = loudMs >= WATCH_LIMITS.relayBackMs;
      // It works: a later end is the first one again.
      if (isSound) ends = 0;
      if (isSound && lost !== null) {
        lost = null;
        told({ kind: 'relay-back', source });
      }
      return lost === null ? pcm : null;
    },
    stop: () => samples.stop(),
  };
};
