/** Samples that a program writes, taken in pieces by whoever keeps the time: what is there is taken, and nothing is waited for. */
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { FRAME } from './arguments.ts';

export interface Samples {
  /** Whole frames, at most so many bytes; shorter, or empty, where no more is there. */
  readonly take: (most: number) => Buffer;
  /** Bytes that lie ready. */
  readonly ready: () => number;
  /** It has ended, and all of it was taken. */
  readonly isOver: () => boolean;
  /** Of the program, once it has ended; null: it could not be started, or was killed. undefined: it runs. */
  readonly code: () => number | null | undefined;
  /** Its last words. */
  readonly words: () => string;
  /** Ends the program, if it runs, and throws away what lies ready. */
  readonly stop: () => void;
}

/** What of a program's words is kept. */
const MOST_WORDS = 400;

/** `child`: with pipes for its output and its complaints. */
export const samplesOf = (child: ChildProcess): Samples => {
  const stdout = child.stdout as Readable;
  let code: number | null | undefined;
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = `${words}${text}`.slice(-MOST_WORDS);
  });
  child.on('error', (error) => {
    words = error.message;
    code = null;
  });
  // 'exit', not 'close': that comes when all was read, and what reads waits for the code.
  child.on('exit', (exit) => {
    code ??= exit;
  });
  // Somebody has to want the data, or none is fetched.
  stdout.on('readable', () => {});
  stdout.on('error', () => {});
  const ready = (): number => stdout.readableLength - (stdout.readableLength % FRAME);
  return {
    ready,
    take: (most) => {
      const size = Math.min(most, ready());
      const piece: unknown = size > 0 ? stdout.read(size) : stdout.read(0);
      return Buffer.isBuffer(piece) ? piece : Buffer.alloc(0);
    },
    isOver: () => code !== undefined && (stdout.readableEnded || stdout.destroyed || code === null) && ready() === 0,
    code: () => code,
    words: () => words.trim(),
    stop: () => {
      child.kill('SIGKILL');
      // A pipe that is not read to its end would be kept open for ever.
      stdout.destroy();
    },
  };
};
