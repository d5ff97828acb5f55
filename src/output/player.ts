/** Sound into a program that reads samples, one run of it for each session. Nothing goes through a shell. */
import { spawn } from 'node:child_process';
import { BYTES_PER_MS } from './arguments.ts';
import { type Heartbeat, newHeartbeat } from './heartbeat.ts';
import type { Ended, Output, OutputNews, Sound, Sounding, Time } from './model.ts';
import { type Due, pumped } from './pump.ts';
import { openSource } from './source.ts';

/** What of a program's words is kept. */
const MOST_WORDS = 400;
/** A program that ends sooner has let nothing be heard. */
const HEARD_AFTER_MS = 500;
/** A device plays this much while this program holds its breath. */
const AHEAD_MS = 500;
/** A device that has so much waiting plays nothing. */
const MOST_WAITING = 2000 * BYTES_PER_MS;

/** `command`: a program and its arguments, which reads 48 kHz stereo s16le from its standard input for as long as one sound lasts. */
export const commandOutput = (ffmpeg: string, command: readonly string[], time: Time): Output => {
  let told: (news: OutputNews) => void = () => {};
  const heart = newHeartbeat(time);
  return {
    hungMs: heart.hungMs,
    listen: (to) => {
      told = to;
    },
    play: (sound) => sounding({ ffmpeg, command, time, heart, told: (news) => told(news) }, sound),
  };
};

interface Playing {
  readonly ffmpeg: string;
  readonly command: readonly string[];
  readonly time: Time;
  readonly heart: Heartbeat;
  readonly told: (news: OutputNews) => void;
}

const sounding = ({ ffmpeg, command, time, heart, told }: Playing, sound: Sound): Sounding => {
  const [program = '', ...words] = command;
  const began = time.monotonicMs();
  const stop = new AbortController();
  const source = openSource(sound, { ffmpeg, time, told });
  const player = spawn(program, words, { stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  // A player that has gone takes no more; its own end tells of it.
  player.stdin.on('error', () => {});
  player.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-MOST_WORDS);
  });
  const sink = {
    fault: () => program,
    isThere: () => player.exitCode === null,
    take: (pcm: Buffer): boolean => {
      if (player.stdin.writableLength > MOST_WAITING) return false;
      player.stdin.write(pcm);
      return true;
    },
  };
  const next = (bytes: number): Due | null => source.take(bytes);
  const skip = (ms: number): boolean => {
    source.skip(ms);
    return true;
  };
  heart.begin();
  const pumping = { sink, time, signal: stop.signal, aheadMs: AHEAD_MS, next, skip, told, beat: heart.beat };
  const over = pumped(pumping).then(() => {
    if (!stop.signal.aborted) heart.end();
    player.stdin.end();
  });
  const failed = (detail: string): Ended => {
    const heard = time.monotonicMs() - began >= HEARD_AFTER_MS;
    return { kind: 'failed', heard, detail };
  };
  const ended = new Promise<Ended>((resolve) => {
    player.on('error', (error) => resolve({ kind: 'failed', heard: false, detail: error.message }));
    player.on('close', (code) => {
      if (!stop.signal.aborted) heart.end();
      stop.abort();
      void over.then(() => {
        const how = source.ended();
        source.stop();
        resolve(code === 0 ? how : failed(complaint.trim() || `code ${code}`));
      });
    });
  });
  return {
    ended,
    stop: () => {
      heart.end();
      stop.abort();
      source.stop();
      player.kill('SIGKILL');
    },
  };
};
