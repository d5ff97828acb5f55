/**
 * kill −9 while sound is rendered, many times over: node test/torture/jobs.ts --kills 500 [--seed 1]
 *
 * Ends with 1 when half a file was visible, a job was lost, or the sound came out different.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { type JobKills, killJobs, undisturbed } from '../support/job-kills.ts';
import { planDay } from '../support/planned.ts';
import { CHANNEL, makeWorld, TODAY } from '../support/world.ts';

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const [kills, seed] = [Number(values.kills ?? 500), Number(values.seed ?? 1)];

const line = ({ kills: done, working, late, faults }: JobKills): string =>
  `${done} kills (${working} in the middle of a job, ${late} after the last), ${faults.length} faults`;

const world = await makeWorld();
must(planDay(world.ctx, CHANNEL, TODAY as LocalDate));
world.ctx.airlog.close();
world.ctx.store.close();
const folder = mkdtempSync(join(tmpdir(), 'loa-job-kills-'));
try {
  const wanted = await undisturbed(world.folder, join(folder, 'undisturbed'));
  const killed = await killJobs(world.folder, folder, wanted, { kills, seed, lanes: 2 }, (sofar) => {
    if (sofar.kills % 20 === 0) process.stderr.write(`${line(sofar)}\n`);
  });
  process.stdout.write(`${line(killed)}; seed ${seed}\n`);
  for (const fault of killed.faults) process.stdout.write(`${fault}\n`);
  process.exitCode = killed.faults.length > 0 || killed.working === 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(world.folder, { recursive: true, force: true });
}
