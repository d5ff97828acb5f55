/** Real processes for end-to-end tests: a command run to its end, and a service that is waited for and stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  /** What is piped in; nothing when not given. */
  readonly input?: string;
}

/** Runs a command to its end; never throws for its exit code. */
const run = (command: string, words: readonly string[], { input, ...options }: RunOptions = {}): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, words, { cwd: REPOSITORY, ...options, stdio: 'pipe' });
    child.stdin.end(input ?? '');
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });

/** `loa …` as a person would type it, on a data folder of its own. */
export const loa = (
  data: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input?: string,
): Promise<Ran> =>
  run(process.execPath, ['src/loa.js', ...words], {
    env: { ...process.env, LOA_DATA: data, ...env },
    ...(input === undefined ? {} : { input }),
  });

/** Ends a server of the tests as a crash would; resolves when it has ended. */
export const killed = async (child: ChildProcess | null): Promise<void> => {
  if (child === null || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
};

export interface Service {
  /** Its process, and the group of all that it starts. */
  readonly pid: number;
  readonly said: () => string;
  /** Resolves with the first match in what the service has said; rejects when it ends or `seconds` pass. */
  readonly says: (pattern: RegExp, seconds: number) => Promise<RegExpExecArray>;
  /** Asks it to stop and answers its exit code. */
  readonly stop: () => Promise<number | null>;
  /** Its exit code, once it ends by itself. */
  readonly ended: Promise<number | null>;
  /** Pipes more in; only for one that was started as interactive. */
  readonly type: (text: string) => void;
}

/** Starts a service in a process group of its own, so that stopping reaches all of it. */
export const startService = (
  command: string,
  words: readonly string[],
  { interactive, ...options }: RunOptions & { readonly interactive?: true } = {},
): Service => {
  const child: ChildProcess = spawn(command, words, {
    cwd: REPOSITORY,
    ...options,
    detached: true,
    stdio: [interactive === true ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let ended: number | null | undefined;
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const over = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      ended = code;
      for (const listener of listeners) listener();
      resolve(code);
    });
  });
  return {
    pid: child.pid ?? 0,
    said: () => said,
    says: (pattern, seconds) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => settle(new Error(`not said in ${seconds} s: ${pattern}\n${said}`)),
          seconds * 1000,
        );
        const settle = (error: Error | null, match?: RegExpExecArray): void => {
          clearTimeout(timer);
          listeners.delete(look);
          if (match !== undefined) resolve(match);
          else reject(error);
        };
        const look = (): void => {
          const match = pattern.exec(said);
          if (match !== null) settle(null, match);
          else if (ended !== undefined) settle(new Error(`ended with ${ended} before saying ${pattern}\n${said}`));
        };
        listeners.add(look);
        look();
      }),
    ended: over,
    type: (text) => void child.stdin?.write(text),
    stop: () => {
      if (ended === undefined && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      return over;
    },
  };
};
