/**
 * A worker as a process of its own, to be killed: node test/support/job-worker.ts FOLDER INSTANT
 *
 * Opens everything, says 'ready', waits for a line, does every job there is by a clock that began at INSTANT, says 'done'.
 */
import { once } from 'node:events';
import { must } from '../../src/core/result.ts';
import { runNextJob } from '../../src/operations/jobs/run-next.ts';
import { wire } from '../../src/wiring.ts';

const [folder = '', began = ''] = process.argv.slice(2);
const { ctx, close } = must(wire({ dataDir: folder }));
const start = performance.now();
const instant = (): string =>
  Temporal.Instant.from(began)
    .add({ milliseconds: Math.round(performance.now() - start) })
    .toString({ smallestUnit: 'second' });

process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
let left = true;
while (left) left = must(await runNextJob({ ...ctx, clock: { instant } }, {})) !== null;
close();
process.stdout.write('done\n');
