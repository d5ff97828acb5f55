/** Sound through ffmpeg: into a device, a named pipe, or another program's standard input. Nothing goes through a shell. */
import { type ChildProcess, spawn } from 'node:child_process';
import { playArguments, type Target } from './arguments.ts';
import type { Ended, Output, Sound, Sounding, Time } from './model.ts';

/** What of ffmpeg's words is kept. */
const MOST_WORDS = 400;
/** A program that ends sooner has let nothing be heard. */
const HEARD_AFTER_MS = 500;

export const deviceOutput = (ffmpeg: string, target: Exclude<Target, { to: 'stdout' }>, time: Time): Output => ({
  play: (sound) => {
    const child = spawn(ffmpeg, playArguments(sound, target), { stdio: ['ignore', 'ignore', 'pipe'] });
    return sounding([child], child, time);
  },
});

/** `command`: a program and its arguments, which reads 48 kHz stereo s16le from its standard input for as long as one sound lasts. */
export const commandOutput = (ffmpeg: string, command: readonly string[], time: Time): Output => ({
  play: (sound: Sound): Sounding => {
    const [program = '', ...rest] = command;
    const decoder = spawn(ffmpeg, playArguments(sound, { to: 'stdout', paced: true }), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const player = spawn(program, rest, { stdio: ['pipe', 'ignore', 'pipe'] });
    // A player that has gone takes no more; its own end tells of it.
    player.stdin.on('error', () => {});
    decoder.on('error', () => player.kill('SIGKILL'));
    decoder.stdout.pipe(player.stdin);
    return sounding([decoder, player], player, time);
  },
});

const sounding = (all: readonly ChildProcess[], last: ChildProcess, { monotonicMs }: Time): Sounding => {
  const began = monotonicMs();
  let words = '';
  last.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = `${words}${text}`.slice(-MOST_WORDS);
  });
  const kill = (): void => {
    for (const child of all) child.kill('SIGKILL');
  };
  const ended = new Promise<Ended>((resolve) => {
    last.on('error', (error) => resolve({ kind: 'failed', heard: false, detail: error.message }));
    last.on('close', (code) => {
      kill();
      const heard = monotonicMs() - began >= HEARD_AFTER_MS;
      resolve(code === 0 ? { kind: 'ended' } : { kind: 'failed', heard, detail: words.trim() || `code ${code}` });
    });
  });
  return { ended, stop: kill };
};
