/**
 * An output that never ends: silence between sessions, so that whoever follows it (a transmitter, an IP horn, a console) is never left
 * without a stream. Nobody there to take it is no end of a session: it goes on in time, and what was not taken is told.
 */
import { newHeartbeat } from './heartbeat.ts';
import type { Ended, Output, OutputNews, Sound, Sounding, Time } from './model.ts';
import { type Due, pumped, type Sink } from './pump.ts';
import { readySource } from './ready.ts';
import type { Source } from './source.ts';

interface Now {
  readonly source: Source;
  readonly over: (ended: Ended) => void;
}

/** Begins at once; `signal` ends it. */
export const steadyOutput = (ffmpeg: string, sink: Sink, time: Time, signal: AbortSignal): Output => {
  let told: (news: OutputNews) => void = () => {};
  let now: Now | null = null;
  const ready = readySource({ ffmpeg, time, told: (news) => told(news) });
  signal.addEventListener('abort', () => ready.prepare(null), { once: true });
  const next = (bytes: number): Due => {
    const piece = now?.source.take(bytes);
    if (piece !== null && piece !== undefined) return piece;
    if (now !== null) {
      const { source, over } = now;
      now = null;
      // What is found in this tick is told before.
      setImmediate(() => over(source.ended()));
    }
    return { pcm: Buffer.alloc(bytes), what: null };
  };
  const skip = (ms: number): boolean => {
    now?.source.skip(ms);
    return now !== null;
  };
  const heart = newHeartbeat(time);
  heart.begin();
  void pumped({ sink, time, signal, aheadMs: 0, next, skip, beat: heart.beat, told: (news) => told(news) });
  return {
    hungMs: heart.hungMs,
    prepare: ready.prepare,
    listen: (to) => {
      told = to;
    },
    play: (sound: Sound): Sounding => {
      const source = ready.open(sound);
      const ended = new Promise<Ended>((over) => {
        now = { source, over };
      });
      return {
        ended,
        stop: () => {
          source.stop();
          if (now?.source === source) now = null;
        },
      };
    },
  };
};
