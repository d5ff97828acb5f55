/**
 * How a run of a sound tool ended, as an answer: one reading for both ways of running (process.ts, ffmpeg.ts).
 *
 * Keeps what the tool said, bounded, and turns endings into refusals. It starts nothing.
 */
import type { Refused, Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

/** Keeps the first and the last of what a tool says, however much it says. */
export interface Messages {
  readonly add: (text: string) => void;
  readonly text: () => string;
}

const HEAD = 32_000;
const TAIL = 256_000;

export const keepMessages = (): Messages => {
  let head = '';
  let tail = '';
  return {
    add: (text) => {
      const room = HEAD - head.length;
      head += text.slice(0, Math.max(room, 0));
      tail += text.slice(Math.max(room, 0));
      if (tail.length > 2 * TAIL) tail = tail.slice(-TAIL);
    },
    text: () => head + tail,
  };
};

/** What a run is called, how long it may take, and who may stop it. */
export interface RunOptions {
  /** A word for what was being done: 'probe', 'decode', 'level', 'render', 'measure'. */
  readonly what: string;
  /** Wall clock; the run is killed after it. */
  readonly timeoutSeconds: number;
  /** The data folder, named when it is full. */
  readonly dataPath: string;
  readonly signal?: AbortSignal | undefined;
  /** Seconds of sound done so far. */
  readonly onProgress?: ((seconds: number) => void) | undefined;
}

/** How a run ended, before it is judged. */
export interface Ending {
  readonly code: number | null;
  readonly stopped: 'cancelled' | 'timeout' | null;
  readonly messages: string;
}

/** The messages of a run that ended well; otherwise the refusal that fits. */
export const judge = (ending: Ending, options: RunOptions): Result<string> => {
  const { what } = options;
  if (ending.stopped === 'cancelled') return refuse('audio.cancelled', { what });
  if (ending.stopped === 'timeout') return refuse('audio.timeout', { what, seconds: options.timeoutSeconds });
  // A full disk may end a run with code 0: the muxer's trailer fails after the work is counted as done.
  if (/No space left on device|Disk quota exceeded|File too large/.test(ending.messages)) {
    return refuse('data.full', { path: options.dataPath });
  }
  if (ending.code !== 0) return refuse('audio.failed', { what, detail: lastWords(ending.messages) });
  return ok(ending.messages);
};

export const toolMissing = (tool: string): Refused => refuse('audio.tool-missing', { tool });

/** The last lines that say something, for a person who must find out why. */
const lastWords = (messages: string): string => {
  const lines = messages.split(/[\r\n]+/).filter((line) => line.trim() !== '' && !/^(size|frame)=/.test(line));
  return lines.slice(-3).join(' · ').slice(-400);
};

/** Seconds of sound done, from ffmpeg's running line; null when the text has none. */
export const progressIn = (text: string): number | null => {
  const last = [...text.matchAll(/time=(\d+):(\d\d):(\d\d(?:\.\d+)?)/g)].at(-1);
  return last ? Number(last[1]) * 3600 + Number(last[2]) * 60 + Number(last[3]) : null;
};
