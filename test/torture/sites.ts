/**
 * Sites in chaos: node test/torture/sites.ts [--runs 1000] [--sites 30] [--seed 57]
 *
 * Five days each of thirty machines on a clock of their own, against a real centre that nobody reaches for three of them: power cuts,
 * wrong clocks, lost and doubled and late messages, forged manifests. Ends with 1 when a row is lost or doubled, when anything sounds that
 * nobody signed or outside its hours, or when something planned did not sound at a site that had its power.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chaos, nothingYet } from '../support/chaos/run.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, sites: { type: 'string' }, seed: { type: 'string' } },
});
const [runs, sites, seed] = [Number(values.runs ?? 1000), Number(values.sites ?? 30), Number(values.seed ?? 57)];
/** Runs in one centre: its files stay small. */
const TOGETHER = 20;

const folder = mkdtempSync(join(tmpdir(), 'loa-chaos-'));
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const figures = nothingYet();
try {
  for (let n = 0; n < runs && !stop.signal.aborted; n += TOGETHER)
    await chaos(
      {
        ...{ folder, sites, seed: seed + n * 104_729, runs: Math.min(TOGETHER, runs - n), signal: stop.signal },
        ran: ({ runs: done, faults }) => process.stderr.write(`\r${done} / ${runs}, ${faults.length} faults`),
      },
      figures,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { faults, ...counts } = figures;
process.stdout.write(`\n${JSON.stringify(counts, null, 2)}\n${faults.length} faults\n`);
for (const fault of faults.slice(0, 20)) process.stdout.write(`${fault}\n`);
if (faults.length > 0) process.exitCode = 1;
