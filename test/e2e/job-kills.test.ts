/** kill −9 in the middle of rendering, again and again: nothing half-made is ever visible, and the work is finished the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { killJobs, undisturbed } from '../support/job-kills.ts';
import { planDay } from '../support/planned.ts';
import { CHANNEL, makeWorld, TODAY } from '../support/world.ts';

/** The command test/torture/jobs.ts does it by the hundred. */
const KILLS = 6;

test(`${KILLS} workers killed at any moment`, async () => {
  const world = await makeWorld({ sounds: { 'dai-hieu.wav': 1, 'tin-1.wav': 1, 'tin-2.wav': 1 } });
  must(planDay(world.ctx, CHANNEL, TODAY as LocalDate));
  world.ctx.airlog.close();
  world.ctx.store.close();
  const folder = mkdtempSync(join(tmpdir(), 'loa-kills-'));
  try {
    const wanted = await undisturbed(world.folder, join(folder, 'undisturbed'));
    expect(wanted.outputs.size).toBe(1);
    const killed = await killJobs(world.folder, folder, wanted, { kills: KILLS, seed: 57, lanes: 2 });
    expect(killed.faults).toEqual([]);
    expect(killed.kills).toBe(KILLS);
    // Otherwise nothing was tried.
    expect(killed.working).toBeGreaterThanOrEqual(KILLS / 3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(world.folder, { recursive: true, force: true });
  }
});
