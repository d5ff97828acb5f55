/**
 * Runs a tool on a stranger's file, locked up: no network, bounded memory, processor time and file size, low
 * priority, killed by the wall clock.
 *
 * The main lock is the argument list (local files only, known formats only); what this adds is used where the
 * machine allows it: `unshare` needs root or user namespaces, `prlimit` needs util-linux. It runs one program
 * with an argument list; there is no shell.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { type Ending, judge, keepMessages, progressIn, type RunOptions, toolMissing } from './outcome.ts';
import { niceness } from './urgency.ts';

export interface Tools {
  readonly ffmpeg: string;
  readonly ffprobe: string;
}

export interface Versions {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  /** What untrusted decoding runs inside: 'no-network' and 'limits' are there when the machine allows them. */
  readonly locks: readonly string[];
}

/** Memory of one locked-up run: address space, bytes. */
const MEMORY = 2 * 1024 ** 3;
/** Of a speech program, which may hold a whole voice in memory. */
const PROGRAM_MEMORY = 4 * 1024 ** 3;

const NETWORK_LOCKS = [
  ['unshare', '--net', '--'],
  ['unshare', '--map-root-user', '--net', '--'],
] as const;

/** Files in place of a program's stdin and stdout. */
export interface Streams {
  readonly stdin?: string;
  readonly stdout?: string;
}

interface Finished extends Ending {
  readonly stdout: string;
  readonly missing: boolean;
}

const STDOUT_LIMIT = 4_000_000;

/** Starts a program and waits for its end; never rejects. */
const finish = (
  command: readonly string[],
  options: Omit<RunOptions, 'dataPath' | 'what'>,
  streams: Streams | null = null,
): Promise<Finished> =>
  new Promise((resolve) => {
    const [file = '', ...rest] = command;
    const messages = keepMessages();
    let stdout = '';
    let stopped: Ending['stopped'] = null;
    const end = (code: number | null, missing: boolean) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
      resolve({ code, stopped, messages: messages.text(), stdout, missing });
    };
    const input = streams?.stdin === undefined ? 'ignore' : openSync(streams.stdin, 'r');
    const output = streams?.stdout === undefined ? 'pipe' : openSync(streams.stdout, 'w');
    // A stranger's program may start others: they are of its group, and are stopped with it.
    const child: ChildProcess = spawn(file, rest, { stdio: [input, output, 'pipe'], detached: streams !== null });
    for (const opened of [input, output]) if (typeof opened === 'number') closeSync(opened);
    const kill = () => {
      if (streams === null || child.pid === undefined) return void child.kill('SIGKILL');
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    };
    const stop = (why: Ending['stopped']) => {
      stopped ??= why;
      kill();
    };
    const cancel = () => stop('cancelled');
    const timer = setTimeout(() => stop('timeout'), options.timeoutSeconds * 1000);
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (stdout.length < STDOUT_LIMIT) stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      messages.add(text);
      const seconds = options.onProgress ? progressIn(text) : null;
      if (seconds !== null) options.onProgress?.(seconds);
    });
    child.on('error', () => end(null, true));
    child.on('close', (code, killedBy) => {
      // The processor-time limit of prlimit ends in one of these.
      if (stopped === null && (killedBy === 'SIGXCPU' || killedBy === 'SIGKILL')) stopped = 'timeout';
      end(code, false);
    });
    options.signal?.addEventListener('abort', cancel, { once: true });
    if (options.signal?.aborted) cancel();
  });

export interface LockedRunner {
  /** Runs ffmpeg or ffprobe on an untrusted file; `fileBytes` is the largest file it may write. */
  readonly run: (
    tool: keyof Tools,
    args: readonly string[],
    fileBytes: number,
    options: RunOptions,
  ) => Promise<Result<{ readonly messages: string; readonly stdout: string }>>;
  /** Runs another program, locked up alike, and leaves nothing that it started; `missing`: it could not be started. */
  readonly program: (
    command: readonly string[],
    fileBytes: number,
    options: RunOptions,
    streams: Streams,
  ) => Promise<{ readonly judged: Result<string>; readonly code: number | null; readonly missing: boolean }>;
  /** What a program says when it is asked for its version; null: it cannot be run. */
  readonly ask: (command: readonly string[]) => Promise<string | null>;
  /** Versions of the tools and the locks in use; refuses with audio.tool-missing. Asked once, then remembered. */
  readonly versions: () => Promise<Result<Versions>>;
}

export const lockedRunner = (tools: Tools): LockedRunner => {
  const quick = { timeoutSeconds: 10 };
  let network: Promise<readonly string[]> | undefined;
  let limits: Promise<boolean> | undefined;
  let known: Versions | undefined;

  const worksBefore = async (prefix: readonly string[]) => (await finish([...prefix, 'true'], quick)).code === 0;
  const networkLock = async (): Promise<readonly string[]> => {
    for (const lock of NETWORK_LOCKS) if (await worksBefore(lock)) return lock;
    return [];
  };
  const lockUp = async (fileBytes: number, seconds: number, memory = MEMORY): Promise<string[]> => {
    network ??= networkLock();
    limits ??= worksBefore(['prlimit', '--core=0', '--', 'nice', '-n', '1']);
    const rooms = [`--cpu=${Math.ceil(seconds)}`, `--fsize=${fileBytes}`, `--as=${memory}`, '--core=0'];
    const limited = (await limits) ? ['prlimit', ...rooms, '--', 'nice', '-n', String(niceness())] : [];
    return [...(await network), ...limited];
  };

  const versionOf = async (tool: string): Promise<Result<string>> => {
    const said = await finish([tool, '-version'], quick);
    if (said.missing || said.code !== 0) return toolMissing(tool);
    return ok(/version (\S+)/.exec(said.stdout)?.[1] ?? 'unknown');
  };
  const versions: LockedRunner['versions'] = async () => {
    if (known) return ok(known);
    const [ffmpeg, ffprobe] = [await versionOf(tools.ffmpeg), await versionOf(tools.ffprobe)];
    if (!ffmpeg.ok) return ffmpeg;
    if (!ffprobe.ok) return ffprobe;
    const lock = await lockUp(0, 1);
    const locks = [
      ...(lock.includes('unshare') ? ['no-network'] : []),
      ...(lock.includes('prlimit') ? ['limits'] : []),
    ];
    known = { ffmpeg: ffmpeg.value, ffprobe: ffprobe.value, locks };
    return ok(known);
  };

  return {
    versions,
    program: async (command, fileBytes, options, streams) => {
      const lock = await lockUp(fileBytes, options.timeoutSeconds, PROGRAM_MEMORY);
      const ended = await finish([...lock, ...command], options, streams);
      return {
        judged: judge(ended, options),
        code: ended.stopped === null ? ended.code : null,
        missing: ended.missing,
      };
    },
    ask: async (command) => {
      const said = await finish(command, quick);
      return said.missing || said.code !== 0 ? null : said.stdout;
    },
    run: async (tool, args, fileBytes, options) => {
      const there = await versions();
      if (!there.ok) return there;
      if (options.signal?.aborted) return refuse('audio.cancelled', { what: options.what });
      const lock = await lockUp(fileBytes, options.timeoutSeconds);
      const ended = await finish([...lock, tools[tool], ...args], options);
      if (ended.missing) return toolMissing(tools[tool]);
      const judged = judge(ended, options);
      return judged.ok ? ok({ messages: judged.value, stdout: ended.stdout }) : judged;
    },
  };
};
