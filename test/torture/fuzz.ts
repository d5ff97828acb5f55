/**
 * Generated requests, many of them: node test/torture/fuzz.ts [--requests 100000] [--seed 57]
 *
 * Ends with 1 when an answer is a fault, does not fit the document, or tells of a unit that the asker has no right to.
 */
import { parseArgs } from 'node:util';
import { fuzz } from '../support/fuzz.ts';

const { values, positionals } = parseArgs({
  options: { requests: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const count = Number(values.requests ?? positionals[0] ?? 100_000);
const seed = Number(values.seed ?? positionals[1] ?? 57);

const { requests, seconds, statuses, served, checked, marked, fault } = await fuzz(count, seed);
const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, number]) => `${name}: ${number}`)
    .join(', ');
process.stdout.write(
  `${requests} requests in ${seconds.toFixed(1)} s (${Math.round(requests / seconds)} a second), seed ${seed}\n` +
    `${checked} documents fitted their schema, ${marked} answers told of a unit, each to somebody who may know\n` +
    `statuses: ${listed(statuses)}\nserved: ${listed(served)}\n`,
);
if (fault !== null) {
  process.stdout.write(`${fault}\n`);
  process.exitCode = 1;
}
