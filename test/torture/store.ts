/**
 * kill −9 and power cuts, many times over: npm run torture -- [--kills 10000] [--cuts 10000] [--seed 1]
 *
 * Writers of the air log, its tree and its checkpoints are killed at any moment; then their files are rebuilt as they may lie on
 * a disk whose power goes at any system call (needs strace). Each time every acknowledged entry and checkpoint has to be there,
 * under the right root. `--kills 0` or `--cuts 0` leaves one of the two out; Ctrl+C ends it with the figures so far.
 * Ends with 1 when something was lost or damaged, when nothing was acknowledged, or when the control, which cuts the power of a
 * writer with synchronous=NORMAL, lost nothing: then this program would prove nothing.
 */
import { parseArgs } from 'node:util';
import { type Cut, type Cuts, canTrace, powerCuts } from '../support/power-cuts.ts';
import { inFolder } from '../support/store-entries.ts';
import { type Killed, killLoop } from '../support/store-kills.ts';

const { values } = parseArgs({
  options: { kills: { type: 'string' }, cuts: { type: 'string' }, seed: { type: 'string' } },
});
const [kills, cuts, seed] = [Number(values.kills ?? 10_000), Number(values.cuts ?? 10_000), Number(values.seed ?? 1)];
/** Of the states, one in so many is of a writer that writes to loa.db as well, and one in so many of the control. */
const [BOTH, CONTROL] = [10, 10];

const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
const { signal } = stopping;

const began = performance.now();
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(0)} s`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const fail = (faults: readonly string[]): void => {
  for (const fault of faults) say(fault);
  process.exitCode = 1;
};

const killsTold = ({ kills: done, early, acknowledged, checkpoints, lost, unannounced, damaged }: Killed): string =>
  `${done} kills (${early} before the first row), ${acknowledged} rows and ${checkpoints} checkpoints acknowledged, ` +
  `${lost} lost, ${unannounced} written and unannounced, ${damaged.length} faults`;

const cutsTold = (name: string, { states, losing, worst, acknowledged, checkpoints, damaged }: Cuts): string =>
  `${name}: ${states} power cuts, ${acknowledged} rows and ${checkpoints} checkpoints acknowledged before them, ` +
  `${losing} lost some (at most ${worst}), ${damaged.length} faults`;

const kill = async (room: string): Promise<void> => {
  const killed = await killLoop(room, {
    ...{ kills, seed, lanes: 2, signal },
    onKill: (sofar) => {
      if (sofar.kills % 100 === 0) process.stderr.write(`${killsTold(sofar)}; ${seconds()}\n`);
    },
  });
  say(`${killsTold(killed)}; seed ${seed}, ${seconds()}`);
  if (killed.lost > 0 || killed.damaged.length > 0 || killed.acknowledged === 0) fail(killed.damaged);
};

const cut = async (name: string, what: Cut, states: number, mustLose = false): Promise<void> => {
  if (states === 0 || signal.aborted) return;
  const found = await powerCuts(what, {
    ...{ states, seed, signal },
    onCut: (sofar) => {
      if (sofar.states % 500 === 0) process.stderr.write(`${cutsTold(name, sofar)}; ${seconds()}\n`);
    },
  });
  say(`${cutsTold(name, found)}; seed ${seed}, ${seconds()}`);
  if (mustLose ? found.losing === 0 : found.losing > 0 || found.damaged.length > 0 || found.acknowledged === 0)
    fail(found.damaged);
};

if (kills > 0) await inFolder(kill);
if (cuts > 0 && !canTrace()) fail(['no power cuts: strace is missing, or may trace nothing here']);
else {
  const both = Math.floor(cuts / BOTH);
  await cut('FULL', 'full', cuts - both);
  await cut('FULL, with loa.db', 'both', both);
  await cut('NORMAL (control)', 'normal', Math.ceil(cuts / CONTROL), true);
}
