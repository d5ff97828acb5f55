/**
 * False alarms and misses of the conflict detector: node test/torture/edits.ts [--edits 2000] [--seed 57]
 *
 * One of the four figures that product.md promises. Ends with 1 when there is a miss, or more than one false alarm in 100
 * edits.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { judge, nothingJudged, storms } from '../support/edit-storm.ts';

const { values } = parseArgs({ options: { edits: { type: 'string' }, seed: { type: 'string' } } });
const edits = Number(values.edits ?? 2000);
const seed = Number(values.seed ?? 57);
const PER_STORM = 20;

const judged = nothingJudged();
for (const storm of fc.sample(storms(PER_STORM), { seed, numRuns: Math.ceil(edits / PER_STORM) })) judge(storm, judged);
const per100 = (count: number): string => ((count * 100) / judged.edits).toFixed(2);
process.stdout.write(
  `${judged.edits} edits, seed ${seed}: ${judged.real} new conflicts\n` +
    `false alarms: ${judged.falseAlarms}, ${per100(judged.falseAlarms)} per 100 edits\n` +
    `misses: ${judged.misses}, ${per100(judged.misses)} per 100 edits\n` +
    `told with a third that one of them gives way to: ${judged.behind}\n` +
    `told because one of them goes around a third: ${judged.pushed}\n`,
);
for (const example of judged.examples.slice(0, 5)) process.stdout.write(`${example}\n`);
if (judged.misses > 0 || judged.falseAlarms * 100 > judged.edits) process.exitCode = 1;
