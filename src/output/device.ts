/**
 * A device of ALSA, or the sound server: opened for each session by ffmpeg, and opened again whenever it is gone, while the session goes
 * on in time. What it did not take is told.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { BYTES_PER_MS, type Device, deviceArguments } from './arguments.ts';
import { newHeartbeat } from './heartbeat.ts';
import { lasting } from './lasting.ts';
import type { Ended, Output, OutputNews, Sound, Sounding, Time } from './model.ts';
import { pumped, type Sink } from './pump.ts';
import { readySource } from './ready.ts';

/** What of a program's words is kept. */
const MOST_WORDS = 400;
/** A device plays this much while this program holds its breath. */
const AHEAD_MS = 500;
/** A device that has so much waiting plays nothing. */
const MOST_WAITING = 2000 * BYTES_PER_MS;
/** A device that takes nothing for so long is opened again. */
const STUCK_MS = 10_000;

interface DeviceSink extends Sink {
  /** What it holds is played, and it is closed; resolves when it is. */
  readonly finish: () => Promise<void>;
  /** Silence, now. */
  readonly stop: () => void;
}

interface Opened {
  readonly child: ChildProcess;
  /** Whether ffmpeg has said that something was written to it: until then samples lie in a pipe, in front of what may not be there. */
  isProven: boolean;
  /** Since when it takes nothing; null: it does. */
  stuckMs: number | null;
}

const openDevice = (ffmpeg: string, device: Device, time: Time): DeviceSink => {
  const over = new AbortController();
  let fault = 'not open';
  let opened: Opened | null = null;
  let closed = Promise.resolve();

  /** One run of ffmpeg, to its end. Answers whether it had been heard. */
  const run = (): Promise<boolean> =>
    new Promise((resolve) => {
      const child = spawn(ffmpeg, deviceArguments(device), { stdio: ['pipe', 'pipe', 'pipe'] });
      const here: Opened = { child, isProven: false, stuckMs: null };
      let words = '';
      // A device that has gone takes no more; its own end tells of it.
      child.stdin.on('error', () => {});
      child.stdout.setEncoding('latin1').on('data', (text: string) => {
        here.isProven ||= /^out_time_us=[1-9]/m.test(text);
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        words = `${words}${text}`.slice(-MOST_WORDS);
      });
      child.on('error', (error) => {
        words = error.message;
      });
      child.on('close', (code) => {
        fault = words.trim() || `code ${code}`;
        if (opened === here) opened = null;
        resolve(here.isProven);
      });
      opened = here;
      closed = new Promise((done) => child.once('close', () => done()));
    });
  void lasting(run, time, over.signal);

  return {
    fault: () => `${device.to}: ${fault}`,
    isThere: () => opened?.isProven === true,
    take: (pcm) => {
      const here = opened;
      const stdin = here?.child.stdin;
      if (here === null || stdin === null || stdin === undefined || !stdin.writable) return false;
      if (stdin.writableLength > MOST_WAITING) {
        here.stuckMs ??= time.monotonicMs();
        fault = 'it takes nothing';
        if (time.monotonicMs() - here.stuckMs >= STUCK_MS) here.child.kill('SIGKILL');
        return false;
      }
      if (here.stuckMs !== null) {
        // What it holds by now would be late, and so would all that follows.
        here.child.kill('SIGKILL');
        return false;
      }
      stdin.write(pcm);
      return here.isProven;
    },
    finish: () => {
      over.abort();
      opened?.child.stdin?.end();
      return closed;
    },
    stop: () => {
      over.abort();
      opened?.child.kill('SIGKILL');
    },
  };
};

export const deviceOutput = (ffmpeg: string, device: Device, time: Time): Output => {
  let told: (news: OutputNews) => void = () => {};
  const heart = newHeartbeat(time);
  const ready = readySource({ ffmpeg, time, told: (news) => told(news) });
  return {
    prepare: ready.prepare,
    listen: (to) => {
      told = to;
    },
    hungMs: heart.hungMs,
    play: (sound: Sound): Sounding => {
      const tell = (news: OutputNews): void => told(news);
      const stop = new AbortController();
      const source = ready.open(sound);
      const sink = openDevice(ffmpeg, device, time);
      const pumping = pumped({
        ...{ sink, time, signal: stop.signal, aheadMs: AHEAD_MS, told: tell },
        ...{ next: source.take, beat: heart.beat },
        skip: (ms) => {
          source.skip(ms);
          return true;
        },
      });
      heart.begin();
      const finished = async (): Promise<Ended> => {
        await pumping;
        if (!stop.signal.aborted) heart.end();
        await sink.finish();
        return source.ended();
      };
      return {
        ended: finished(),
        stop: () => {
          heart.end();
          stop.abort();
          source.stop();
          sink.stop();
        },
      };
    },
  };
};
