/** Runs store-writer.ts or log-writer.ts as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
export const STORE_WRITER = path('./store-writer.ts');

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
export const writer = (args: readonly string[], before: readonly string[] = [], uid?: number): Writer =>
  started([...before, process.execPath, STORE_WRITER, ...args], uid);

/** A writer of the log alone; `times` batches, 0: until it is killed. */
export const logWriter = (how: 'full' | 'normal', folder: string, tag: string, times = 0): Writer =>
  started([process.execPath, logWriterFile(), how, folder, tag, String(times)]);

let bundled: string | null = null;

/** log-writer.ts with all it imports as one file: Node starts it in a third of the time. Gone when this process ends. */
export const logWriterFile = (): string => {
  if (bundled !== null) return bundled;
  const folder = mkdtempSync(join(tmpdir(), 'loa-writer-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  symlinkSync(path('../../node_modules'), join(folder, 'node_modules'));
  bundled = join(folder, 'log-writer.mjs');
  buildSync({
    ...{ entryPoints: [path('./log-writer.ts')], outfile: bundled, bundle: true, platform: 'node', format: 'esm' },
    ...{ external: ['better-sqlite3'], logLevel: 'error' },
  });
  return bundled;
};

const started = (command: readonly string[], uid?: number): Writer => {
  const [program = '', ...rest] = command;
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
