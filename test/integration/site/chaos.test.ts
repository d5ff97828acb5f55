/** A little of what `npm run sites` does a thousand times; and that its judges see what they are there for. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgeSite, rowsApart } from '../../support/chaos/judge.ts';
import type { Machine } from '../../support/chaos/machine.ts';
import { chaos } from '../../support/chaos/run.ts';

test('(i) nine sites, five days, clocks set ten years on and back, three without the centre: no row lost or doubled, nothing unsigned, no night woken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-chaos-'));
  /** What one site of the run did, to be spoilt for the judges. */
  let seen: Parameters<typeof judgeSite>[0] | null = null;
  const spoilt: string[][] = [];
  try {
    const figures = await chaos({
      ...{ folder, seed: 5, runs: 1, sites: 9 },
      judged: (trial, logPath) => {
        if (seen !== null || !trial.isSteady) return;
        seen = trial;
        const { machine } = trial;
        const altered = (played: Machine['played']): readonly string[] =>
          judgeSite({ ...trial, machine: { ...machine, played } }).faults;
        const [one, ...others] = machine.played;
        if (one === undefined) return;
        const night = Date.parse(`${new Date(one.startMs).toISOString().slice(0, 10)}T20:15:00Z`);
        spoilt.push(
          [...altered([{ ...one, sha256: 'ab'.repeat(32) }, ...others])],
          [...altered([{ ...one, startMs: night, endMs: night + 60_000 }, ...others])],
          [...altered(others)],
          [...altered([{ ...one, rowsBefore: [] }, ...others])],
        );
        const { rows } = judgeSite(trial);
        const ours = rows.filter((_, n) => n !== 3);
        spoilt.push(rowsApart(logPath, 0, ours), rowsApart(logPath, 0, [...rows, { ...rows[0], row: 9999 } as never]));
      },
    });
    expect(figures.faults).toEqual([]);
    expect(figures.kept).toBe(figures.planned);
    for (const count of ['rows', 'sounded', 'planned', 'kills', 'lost', 'doubled', 'forged'] as const)
      expect(figures[count], count).toBeGreaterThan(10);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const [unsigned, night, missing, early, foreign, lost] = spoilt.map((faults) => faults.join('\n'));
  expect(unsigned).toContain('what nobody signed');
  expect(night).toContain('outside its hours');
  expect(missing).toContain('was not played whole');
  expect(early).toContain('before that was on the disk');
  expect(foreign).toContain('nobody wrote');
  expect(lost).toContain('lost: ');
});
