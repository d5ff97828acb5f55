/**
 * A second thread that looks at some blocks of a log while the first one, which asks without waiting in between, looks at others.
 *
 * The first thread stands still in SQLite and in Atomics.wait: what the second has to say lies in shared memory and in a port that
 * is read without the event loop. One that goes silent (out of memory, a package that does not load) is done without.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

/** Blocks of entries, `end` not included, in a log of `size`. */
export interface Blocks {
  readonly begin: number;
  readonly end: number;
  readonly size: number;
}

/** What the second thread is given. */
export interface SecondTask {
  readonly path: string;
  readonly blocks: Blocks;
  /** [blocks done and everything else that shows it at work, 1 once it has answered]. */
  readonly signs: Int32Array;
}

export interface Second {
  /** Waits for the first fault in its blocks, or null; undefined: none will come. */
  readonly answer: () => string | null | undefined;
  /** Whatever it is at; afterwards nothing is asked of it. */
  readonly dismiss: () => void;
}

/** A block takes hundredths of a second. */
const PATIENCE_MS = 60_000;

export const secondThread = (path: string, blocks: Blocks): Second => {
  const signs = new Int32Array(new SharedArrayBuffer(8));
  const { port1: ours, port2: theirs } = new MessageChannel();
  const worker = new Worker(new URL('./airlog-tree-second-thread.ts', import.meta.url), {
    workerData: { task: { path, blocks, signs } satisfies SecondTask, port: theirs },
    transferList: [theirs],
  });
  worker.unref();
  // Its end is seen in its silence; nobody may be thrown at from here.
  worker.on('error', () => undefined);
  return {
    answer: () => {
      while (Atomics.load(signs, 1) === 0) {
        const seen = Atomics.load(signs, 0);
        if (Atomics.wait(signs, 0, seen, PATIENCE_MS) === 'timed-out') return undefined;
      }
      const told = receiveMessageOnPort(ours) as { readonly message: { readonly fault?: string | null } } | undefined;
      return told?.message.fault;
    },
    dismiss: () => {
      ours.close();
      void worker.terminate();
    },
  };
};
