/** Processes that are killed or crowd each other: every acknowledged row is there, once. */
import { expect, test } from 'vitest';
import { must, ok } from '../../../src/core/result.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { openStore } from '../../../src/store/database.ts';
import { enqueue } from '../../../src/store/jobs.ts';
import { inFolder } from '../../support/store-entries.ts';
import { integrity, killLoop, look } from '../../support/store-kills.ts';
import { writer } from '../../support/store-processes.ts';

// Thousands of them: node test/torture/kill.ts; with the power cut: node test/torture/power-cut.ts
test('60 kills at any moment lose no acknowledged row and leave no gap', async () => {
  await inFolder(async (folder) => {
    const { acknowledged, lost, damaged, kills, early } = await killLoop(folder, 60, 114);
    expect({ lost, damaged }).toEqual({ lost: 0, damaged: [] });
    // It was about something: most writers had acknowledged rows when they were killed.
    expect(kills - early).toBeGreaterThan(20);
    expect(acknowledged).toBeGreaterThan(100);
  });
}, 300_000);

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
