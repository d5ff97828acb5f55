/** Runs store-writer.ts as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const WRITER = fileURLToPath(new URL('./store-writer.ts', import.meta.url));

export interface Writer {
  readonly child: ChildProcess;
  /** Whole lines said so far. */
  readonly lines: () => string[];
  /** Resolves when the first line was said. */
  readonly speaks: Promise<void>;
  /** Resolves with the exit code, or null when it was killed; rejects when it failed of itself. */
  readonly ended: Promise<number | null>;
}

/** `before` is a command that runs it: ['prlimit', '--fsize=…']. */
export const writer = (args: readonly string[], before: readonly string[] = [], uid?: number): Writer => {
  const [program = '', ...rest] = [...before, process.execPath, WRITER, ...args];
  const child = spawn(program, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let [said, complained] = ['', ''];
  const speaks = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      resolve();
    });
    child.on('close', () => resolve());
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complained += chunk;
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === null || code === 0) resolve(code);
      else reject(new Error(`the writer failed (${code}): ${complained}`));
    });
  });
  return {
    child,
    speaks,
    ended,
    lines: () =>
      said
        .slice(0, said.lastIndexOf('\n') + 1)
        .split('\n')
        .slice(0, -1),
  };
};
