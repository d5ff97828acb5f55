/**
 * kill −9, many times over: node test/torture/kill.ts --kills 500 [--seed 1]
 *
 * Ends with 1 when an acknowledged row is missing or a file is damaged.
 */
import { parseArgs } from 'node:util';
import { inFolder } from '../support/store-entries.ts';
import { type Killed, killLoop } from '../support/store-kills.ts';

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const [kills, seed] = [Number(values.kills ?? 500), Number(values.seed ?? 1)];

const line = ({ kills: done, early, acknowledged, lost, unannounced, damaged }: Killed): string =>
  `${done} kills (${early} before the first row), ${acknowledged} rows acknowledged, ${lost} lost, ` +
  `${unannounced} written and unannounced, ${damaged.length} damaged`;

await inFolder(async (folder) => {
  const began = performance.now();
  const result = await killLoop(folder, kills, seed, (sofar) => {
    if (sofar.kills % 50 === 0) process.stderr.write(`${line(sofar)}\n`);
  });
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${line(result)}; seed ${seed}, ${seconds.toFixed(0)} s\n`);
  for (const damage of result.damaged) process.stdout.write(`${damage}\n`);
  process.exitCode = result.lost > 0 || result.damaged.length > 0 || result.acknowledged === 0 ? 1 : 0;
});
