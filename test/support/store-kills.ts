/** Kills a writing process again and again, and looks each time whether what was acknowledged is there. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { must } from '../../src/core/result.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import { openStore } from '../../src/store/database.ts';
import { seeded, titleIn } from './store-entries.ts';
import { writer } from './store-processes.ts';

export interface Killed {
  readonly kills: number;
  /** Kills that came before the first acknowledgement: while opening or recovering. */
  readonly early: number;
  readonly acknowledged: number;
  readonly lost: number;
  /** Rows that were written and not acknowledged any more: allowed. */
  readonly unannounced: number;
  readonly damaged: readonly string[];
}

/** `onKill` is told after each kill. The moments of the kills come from `seed`. */
export const killLoop = async (
  folder: string,
  kills: number,
  seed: number,
  onKill: (sofar: Killed) => void = () => undefined,
): Promise<Killed> => {
  const random = seeded(seed);
  const damaged: string[] = [];
  let [early, acknowledged, lost, before, unannounced] = [0, 0, 0, 0, 0];
  const told = (kill: number): Killed => ({ kills: kill, early, acknowledged, lost, unannounced, damaged });
  for (let kill = 1; kill <= kills; kill += 1) {
    const { child, speaks, ended, lines } = writer([kill % 6 === 0 ? 'append-both' : 'append', folder, `k${kill}`]);
    // One kill in five may fall while the files are being opened; the others fall among the writes.
    if (random() < 0.2) await pause(random() * 250);
    else {
      await speaks;
      await pause(random() * 60);
    }
    child.kill('SIGKILL');
    await ended;
    const said = lines();
    if (said.length === 0) early += 1;
    const seen = look(folder, before, said);
    acknowledged += seen.acknowledged;
    lost += seen.lost;
    unannounced += seen.unannounced;
    before = seen.size;
    damaged.push(...seen.damaged);
    if (kill % 20 === 0 || kill === kills) damaged.push(...integrity(folder));
    onKill(told(kill));
  }
  return told(kills);
};

/** Compares what a killed writer said with what its files hold. `before`: entries there when it began. */
export const look = (folder: string, before: number, said: readonly string[]) => {
  const [store, airlog] = [openStore(folder), openAirLog(folder)];
  if (!store.ok || !airlog.ok)
    return { acknowledged: 0, lost: 0, unannounced: 0, size: before, damaged: [JSON.stringify([store, airlog])] };
  try {
    const size = airlog.value.size();
    const audited = new Set(
      store.value.rows.all<{ operation: string }>('SELECT operation FROM audit').map(({ operation }) => operation),
    );
    let [acknowledged, lost, announced] = [0, 0, before];
    for (const line of said) {
      const [what, ...rest] = line.split(' ');
      if (what === 'audit') {
        acknowledged += 1;
        if (!audited.has(rest[0] ?? '')) lost += 1;
        continue;
      }
      const [first, count] = rest.slice(0, 2).map(Number) as [number, number];
      for (let place = 0; place < count; place += 1) {
        acknowledged += 1;
        if (titleIn(airlog.value.find(first + place)) !== `${rest[2]}/${place}`) lost += 1;
      }
      announced = first + count;
    }
    return { acknowledged, lost, unannounced: size - announced, size, damaged: [] };
  } finally {
    must(store).close();
    must(airlog).close();
  }
};

/** What PRAGMA integrity_check and the numbers of the whole log have to complain of. */
export const integrity = (folder: string): string[] =>
  ['loa.db', 'airlog.db'].flatMap((name) => {
    const file = new Database(join(folder, name), { readonly: true });
    try {
      const answer = file.pragma('integrity_check', { simple: true });
      return answer === 'ok' ? [] : [`${name}: ${answer}`];
    } finally {
      file.close();
    }
  });
