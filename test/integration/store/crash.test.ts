/** Processes that are killed or crowd each other: every acknowledged row is there, once. */
import { describe, expect, test } from 'vitest';
import { must, ok } from '../../../src/core/result.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { openStore } from '../../../src/store/database.ts';
import { enqueue } from '../../../src/store/jobs.ts';
import { canTrace, powerCuts } from '../../support/power-cuts.ts';
import { inFolder } from '../../support/store-entries.ts';
import { integrity, killLoop, look } from '../../support/store-kills.ts';
import { writer } from '../../support/store-processes.ts';

// Thousands of them: npm run torture
test('300 kills at any moment lose no acknowledged entry, no checkpoint and leave no gap', async () => {
  await inFolder(async (folder) => {
    const { acknowledged, checkpoints, lost, damaged, kills, early } = await killLoop(folder, {
      ...{ kills: 300, seed: 114, lanes: 2 },
    });
    expect({ kills, lost, damaged }).toEqual({ kills: 300, lost: 0, damaged: [] });
    // It was about something: most writers had acknowledged rows when they were killed.
    expect(kills - early).toBeGreaterThan(150);
    expect(acknowledged).toBeGreaterThan(1000);
    expect(checkpoints).toBeGreaterThan(100);
  });
}, 600_000);

describe.skipIf(!canTrace())('power cuts at any moment (needs strace)', () => {
  test('1,600 states lose no acknowledged entry and no checkpoint, and their roots are right', async () => {
    const { states, losing, damaged, acknowledged, checkpoints } = await powerCuts('full', { states: 1600, seed: 57 });
    expect({ states, losing, damaged }).toEqual({ states: 1600, losing: 0, damaged: [] });
    expect(acknowledged).toBeGreaterThan(10_000);
    expect(checkpoints).toBeGreaterThan(1000);
  }, 600_000);

  test('nor does loa.db beside it; with synchronous=NORMAL they do, which is the control', async () => {
    expect(await powerCuts('both', { states: 40, seed: 57, batches: 20 })).toMatchObject({ losing: 0, damaged: [] });
    const { losing, damaged } = await powerCuts('normal', { states: 80, seed: 57 });
    expect(losing).toBeGreaterThan(40);
    expect(damaged).toEqual([]);
  }, 600_000);
});

test('a row that is missing is noticed by whoever looks (the control of the kills)', async () => {
  await inFolder(async (folder) => {
    const { ended, lines } = writer(['append', folder, 'k1', '3']);
    await ended;
    expect(look(folder, 0, lines())).toMatchObject({ lost: 0, damaged: [] });
    const invented = [...lines(), `log ${must(openAirLog(folder)).size()} 2 k1/9`, 'audit k1/9'];
    expect(look(folder, 0, invented)).toMatchObject({ lost: 3 });
  });
});

test('four processes append at once: each number once, none left out', async () => {
  await inFolder(async (folder) => {
    const all = ['w1', 'w2', 'w3', 'w4'].map((tag) => writer(['append', folder, tag, '50']));
    await Promise.all(all.map(({ ended }) => ended));
    const said = all.flatMap(({ lines }) => lines());
    expect(said).toHaveLength(200);
    const numbers = said.flatMap((line) => {
      const [first = 0, count = 0] = line.split(' ').slice(1, 3).map(Number);
      return Array.from({ length: count }, (_, n) => first + n);
    });
    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, n) => n));
    expect(look(folder, 0, said)).toMatchObject({ acknowledged: numbers.length, lost: 0, damaged: [] });
    expect(integrity(folder)).toEqual([]);
  });
});

test('two processes never lease the same job', async () => {
  await inFolder(async (folder) => {
    const store = must(openStore(folder));
    must(
      store.transact((rows) => {
        for (let n = 0; n < 60; n += 1)
          enqueue(rows, { kind: 'render', key: `k${n}`, payload: {}, urgency: 1 }, '2025-04-07T00:00:00Z');
        return ok(undefined);
      }),
    );
    const both = [writer(['lease', folder]), writer(['lease', folder])];
    await Promise.all(both.map(({ ended }) => ended));
    const taken = both.flatMap(({ lines }) => lines());
    expect(taken).toHaveLength(60);
    expect(new Set(taken).size).toBe(60);
    store.close();
  });
});
