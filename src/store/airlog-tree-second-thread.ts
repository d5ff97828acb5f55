/** The second thread's own program (airlog-tree-second.ts): says what it found, or that it could not, and always says something. */
import { type MessagePort, workerData } from 'node:worker_threads';
import type { SecondTask } from './airlog-tree-second.ts';

const { task, port } = workerData as { readonly task: SecondTask; readonly port: MessagePort };

const sign = (): void => {
  Atomics.add(task.signs, 0, 1);
  Atomics.notify(task.signs, 0);
};

try {
  // Here and not above: what does not load has to be told, too.
  const [{ default: Database }, { faultInBlocks }] = await Promise.all([
    import('better-sqlite3'),
    import('./airlog-tree-faults.ts'),
  ]);
  const file = new Database(task.path, { readonly: true });
  try {
    port.postMessage({ fault: file.transaction(() => faultInBlocks(file, task.blocks, sign))() });
  } finally {
    file.close();
  }
} catch (error) {
  port.postMessage({ error: String(error) });
} finally {
  Atomics.store(task.signs, 1, 1);
  sign();
  port.close();
}
