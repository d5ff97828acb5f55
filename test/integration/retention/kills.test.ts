/** kill −9 anywhere during removals: nothing goes without its entry, and the next run goes on. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { openStore } from '../../../src/store/database.ts';
import { lastRemovals, openRemovals } from '../../../src/store/retention.ts';
import { sound } from '../../../src/store/schema.ts';
import { pathOnShelf } from '../../support/backup-world.ts';
import { seeded } from '../../support/store-entries.ts';

const WORKER = fileURLToPath(new URL('../../support/retention-worker.ts', import.meta.url));
const KILLS = 20;

/** Runs a worker, killed so many milliseconds after it has begun; answers the sounds that it shelved. */
const worked = (folder: string, what: 'work' | 'settle', killAfter: number | null): Promise<[string, string][]> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WORKER, folder, what], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, complained] = ['', ''];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complained += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const first = said === '';
      said += text;
      if (first && killAfter !== null) rest(killAfter).then(() => child.kill('SIGKILL'));
    });
    child.on('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(complained));
      const lines = said.slice(0, said.lastIndexOf('\n')).split('\n').slice(1);
      resolve(lines.map((line) => line.split(' ') as [string, string]));
    });
  });

/** What is there, and how many the log says went: of several entries of one removal the last counts. */
const standing = (folder: string) => {
  const [store, airlog] = [must(openStore(folder)), must(openAirLog(folder))];
  const told = new Map<string, number>();
  for (let seq = 0; seq < airlog.size(); seq += 1) {
    const entry = airlog.find(seq);
    if (entry?.kind === 'retention') told.set(entry.facts.rule, entry.facts.removed);
  }
  const rows = new Set<string>(
    store.rows
      .select()
      .from(sound)
      .all()
      .map(({ original }) => original),
  );
  const found = {
    rows,
    told: [...told.values()].reduce((sum, removed) => sum + removed, 0),
    removals: told.size,
    open: openRemovals(store.rows).length,
    over: lastRemovals(store.rows, 100_000),
    faults: airlog.faultIn('all'),
  };
  airlog.close();
  store.close();
  return found;
};

test(`${KILLS} kills: every sound that is gone was told of before, and what was begun is finished`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-retention-'));
  try {
    const random = seeded(7);
    const shelved: [string, string][] = [];
    let leftOpen = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      shelved.push(...(await worked(folder, 'work', Math.floor(random() * 250))));
      const { rows, told, open } = standing(folder);
      leftOpen += open;
      // The last one said may not have become a row.
      const gone = shelved.filter(([original]) => !rows.has(original)).length;
      expect(gone).toBeLessThanOrEqual(told + KILLS);
      for (const [original, master] of shelved)
        if (rows.has(original))
          for (const hash of [original, master]) expect(existsSync(pathOnShelf(folder, hash as never))).toBe(true);
    }
    await worked(folder, 'settle', null);
    const { rows, told, open, over, removals, faults } = standing(folder);
    expect({ rows: rows.size, open, faults }).toEqual({ rows: 0, open: 0, faults: null });
    expect(over.reduce((sum, { removed }) => sum + (removed ?? 0), 0)).toBe(told);
    expect(removals).toBe(over.filter(({ entry }) => entry !== null).length);
    // Said and killed before it was a row: at most one for each kill; of all others both files are gone.
    const left = shelved.filter(([original]) => existsSync(pathOnShelf(folder, original as never)));
    expect(left.length).toBeLessThanOrEqual(KILLS);
    expect(told).toBeGreaterThanOrEqual(shelved.length - left.length);
    expect(told).toBeGreaterThan(50);
    expect(leftOpen).toBeGreaterThan(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
