/**
 * A worker as a process of its own, to be killed: node test/support/job-worker.ts FOLDER INSTANT
 *
 * Opens everything, says 'ready', waits for a line, does every job there is by a clock that began at INSTANT, says 'done'.
 */
import { once } from 'node:events';
import { createAudio } from '../../src/audio/engine.ts';
import { must } from '../../src/core/result.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { runNextJob } from '../../src/operations/jobs/run-next.ts';
import { openStore } from '../../src/store/database.ts';

const [folder = '', began = ''] = process.argv.slice(2);
const store = must(openStore(folder));
const parts: Pick<Ctx, 'caller' | 'store' | 'audio'> = {
  caller: { kind: 'system', name: 'service' },
  store,
  audio: createAudio({ dataDir: folder }),
};
// The secrets, the air log and randomness are slow to start and have nothing to do with rendering.
const start = performance.now();
const instant = (): string =>
  Temporal.Instant.from(began)
    .add({ milliseconds: Math.round(performance.now() - start) })
    .toString({ smallestUnit: 'second' });

const ctx = { ...parts, clock: { instant } } as Ctx;
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
let left = true;
while (left) left = must(await runNextJob(ctx, {})) !== null;
store.close();
process.stdout.write('done\n');
