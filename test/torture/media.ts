/**
 * Damaged sound files, many of them: node test/torture/media.ts [--files 3000] [--seed 57]
 *
 * Ends with 1 when taking one in throws, is refused with what nobody expects, goes beyond a limit or leaves something behind.
 */
import { parseArgs } from 'node:util';
import { mutateMedia } from '../support/mutated-media.ts';

const { values, positionals } = parseArgs({
  options: { files: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const files = Number(values.files ?? positionals[0] ?? 3000);
const seed = Number(values.seed ?? positionals[1] ?? 57);

const began = performance.now();
const { counts, faults } = await mutateMedia(files, seed, (done) => {
  if (done % 100 === 0) process.stderr.write(`${done} files\n`);
});
const listed = Object.entries(counts)
  .toSorted(([, a], [, b]) => b - a)
  .map(([end, count]) => `${end}: ${count}`)
  .join(', ');
const seconds = (performance.now() - began) / 1000;
process.stdout.write(`${files} files in ${seconds.toFixed(1)} s, seed ${seed}; ${listed}; ${faults.length} faults\n`);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
