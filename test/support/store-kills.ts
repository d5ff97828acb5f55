/** Kills a writing process again and again, and looks each time whether what was acknowledged is there. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openAirLog } from '../../src/store/airlog.ts';
import { openStore } from '../../src/store/database.ts';
import { lookOverLog } from './log-faults.ts';
import { seeded, titleIn } from './store-entries.ts';
import { logWriter, writer } from './store-processes.ts';

export interface Killed {
  readonly kills: number;
  /** Kills that came before the first acknowledgement: while opening or recovering. */
  readonly early: number;
  /** Rows: entries, and audit rows. */
  readonly acknowledged: number;
  readonly checkpoints: number;
  readonly lost: number;
  /** Rows that were written and not acknowledged any more: allowed. */
  readonly unannounced: number;
  readonly damaged: readonly string[];
}

export interface Killing {
  readonly kills: number;
  readonly seed: number;
  /** Writers at once, each in a folder of its own. */
  readonly lanes?: number;
  /** Told after each kill. */
  readonly onKill?: (sofar: Killed) => void;
  /** No more kills once it is raised. */
  readonly signal?: AbortSignal | undefined;
}

/** So many kills, then another log is begun: the first moments of a file are worth as many kills as its later ones. */
const KILLS_OF_A_LOG = 25;
/** One in so many kills meets a writer that writes to loa.db as well, which takes it longer to start. */
const BOTH = 50;

/** The moments of the kills come from the seed. */
export const killLoop = async (
  room: string,
  { kills, seed, lanes = 1, onKill = () => undefined, signal }: Killing,
): Promise<Killed> => {
  let [done, begun, early, acknowledged, checkpoints, lost, unannounced] = [0, 0, 0, 0, 0, 0, 0];
  const damaged: string[] = [];
  const told = (): Killed => ({ kills: done, early, acknowledged, checkpoints, lost, unannounced, damaged });
  const lane = async (number: number): Promise<void> => {
    const random = seeded(seed + number);
    const folder = join(room, `lane-${number}`);
    let before = 0;
    for (let kill = 0; begun < kills && signal?.aborted !== true; kill += 1) {
      begun += 1;
      if (kill % KILLS_OF_A_LOG === 0) {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        before = 0;
      }
      const both = kill % BOTH === BOTH - 1;
      const tag = `k${number}${String(kill).padStart(6, '0')}`;
      const { child, speaks, ended, lines } = both
        ? writer(['append-both', folder, tag])
        : logWriter('full', folder, tag);
      // One kill in five may fall while the files are being opened; the others fall among the writes.
      if (random() < 0.2) await pause(random() * 250);
      else {
        await speaks;
        await pause(random() * 50);
      }
      child.kill('SIGKILL');
      await ended;
      const seen = look(folder, before, lines());
      before = seen.size;
      done += 1;
      if (lines().length === 0) early += 1;
      acknowledged += seen.acknowledged;
      checkpoints += seen.checkpoints;
      lost += seen.lost;
      unannounced += seen.unannounced;
      damaged.push(...seen.damaged);
      if (kill % KILLS_OF_A_LOG === KILLS_OF_A_LOG - 1 || begun === kills) damaged.push(...integrity(folder));
      onKill(told());
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  return told();
};

/** Compares what a writer that was cut off said with what its files hold. `before`: entries there when it began. */
export const look = (folder: string, before: number, said: readonly string[]) => {
  const airlog = openAirLog(folder);
  if (!airlog.ok)
    return {
      ...{ acknowledged: 0, checkpoints: 0, lost: 0, unannounced: 0, size: before },
      damaged: [JSON.stringify(airlog)],
    };
  try {
    const { sealed, outside, faults } = lookOverLog(folder, airlog.value);
    const audited = said.some((line) => line.startsWith('audit ')) ? auditedIn(folder) : new Set();
    const size = airlog.value.size();
    let [acknowledged, checkpoints, lost, announced] = [0, 0, 0, before];
    for (const line of said) {
      const [what, first = '', count = '', title] = line.split(' ');
      if (what === 'audit') {
        acknowledged += 1;
        if (!audited.has(first)) lost += 1;
      } else if (what === 'seal') {
        checkpoints += 1;
        if (!sealed.has(Number(first)) || outside < Number(first)) lost += 1;
      } else {
        for (let place = 0; place < Number(count); place += 1) {
          acknowledged += 1;
          if (titleIn(airlog.value.find(Number(first) + place)) !== `${title}/${place}`) lost += 1;
        }
        announced = Number(first) + Number(count);
      }
    }
    return { acknowledged, checkpoints, lost, unannounced: size - announced, size, damaged: faults };
  } finally {
    airlog.value.close();
  }
};

/** The operations in the audit of loa.db; none when it does not open, so that each of them counts as lost. */
const auditedIn = (folder: string): ReadonlySet<unknown> => {
  const store = openStore(folder);
  if (!store.ok) return new Set();
  try {
    return new Set(
      store.value.rows.all<{ operation: string }>('SELECT operation FROM audit').map(({ operation }) => operation),
    );
  } finally {
    store.value.close();
  }
};

/** What PRAGMA integrity_check has to complain of, in those databases that are there. */
export const integrity = (folder: string): string[] =>
  ['loa.db', 'airlog.db'].flatMap((name) => {
    const path = join(folder, name);
    if (!existsSync(path)) return [];
    // To be written to, as at any start: a first transaction that was cut off is rolled back by whoever may write.
    const file = new Database(path);
    try {
      const answer = file.pragma('integrity_check', { simple: true });
      return answer === 'ok' ? [] : [`${name}: ${answer}`];
    } finally {
      file.close();
    }
  });
