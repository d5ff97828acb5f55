/**
 * Power cuts, simulated: a writer runs under strace; its files are rebuilt as they may lie on the disk when the power goes at a
 * random system call, opened, and held against what the writer had acknowledged by then.
 *
 * The same under synchronous=NORMAL is the control: it must lose acknowledged entries, or all this proves nothing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setImmediate as immediately } from 'node:timers/promises';
import { type CutDisk, cutDisk } from './cut-disk.ts';
import { type DiskEvent, eventsOf, TRACED } from './disk-trace.ts';
import { seeded } from './store-entries.ts';
import { integrity, look } from './store-kills.ts';
import { logWriterFile, STORE_WRITER } from './store-processes.ts';

/** 'both': rows of loa.db between the entries. */
export type Cut = 'full' | 'both' | 'normal';

export interface Cutting {
  readonly states: number;
  readonly seed: number;
  /** Of entries, for each run of the writer. */
  readonly batches?: number;
  /** Told after each state. */
  readonly onCut?: (sofar: Cuts) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface Cuts {
  readonly states: number;
  /** States in which something acknowledged is missing. */
  readonly losing: number;
  /** The most rows that one state lost. */
  readonly worst: number;
  /** Rows and checkpoints that had been acknowledged, over all states. */
  readonly acknowledged: number;
  readonly checkpoints: number;
  readonly damaged: readonly string[];
}

/** Whether this machine lets one process trace another. */
export const canTrace = (): boolean => spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

/** States of one run of the writer; for more, it runs again. */
const STATES_OF_A_RUN = 800;

export const powerCuts = async (what: Cut, { states, seed, batches = 40, onCut, signal }: Cutting): Promise<Cuts> => {
  // What is opened here is thrown away at once: no disk has to keep it.
  const room = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'loa-cuts-'));
  let sofar: Cuts = { states: 0, losing: 0, worst: 0, acknowledged: 0, checkpoints: 0, damaged: [] };
  const stopped = (): boolean => signal?.aborted === true;
  try {
    for (let run = 0; sofar.states < states && !stopped(); run += 1) {
      const events = traced(what, join(room, 'run'), `p${seed + run}`, batches);
      const wanted = Math.min(STATES_OF_A_RUN, states - sofar.states);
      for (const one of statesOf(events, join(room, 'after'), wanted, seeded(seed + run))) {
        const { acknowledged, checkpoints, lost, damaged } = one;
        sofar = {
          states: sofar.states + 1,
          losing: sofar.losing + (lost > 0 ? 1 : 0),
          worst: Math.max(sofar.worst, lost),
          acknowledged: sofar.acknowledged + acknowledged,
          checkpoints: sofar.checkpoints + checkpoints,
          damaged: [...sofar.damaged, ...damaged],
        };
        onCut?.(sofar);
        // So that whoever wants to stop this is heard.
        await immediately();
        if (stopped()) break;
      }
    }
    return sofar;
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
};

/** Runs the writer under strace; answers what it did to the files of its folder, and what it said, in order. */
const traced = (what: Cut, room: string, tag: string, batches: number): DiskEvent[] => {
  rmSync(room, { recursive: true, force: true });
  mkdirSync(room);
  const [folder, trace] = [join(room, 'data'), join(room, 'trace')];
  const program =
    what === 'both'
      ? [STORE_WRITER, 'append-both', folder, tag, String(batches)]
      : [logWriterFile(), what, folder, tag, String(batches)];
  // Without -f: SQLite and the program's own output are on the first thread, in one order.
  const words = ['-y', '-xx', '-s', '1000000', '-o', trace, '-e', TRACED, process.execPath, ...program];
  execFileSync('strace', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  return eventsOf(trace, folder);
};

type Seen = ReturnType<typeof look>;

/** `count` states at moments from the first write, when the files are being made, to the last acknowledgement. */
function* statesOf(events: readonly DiskEvent[], after: string, count: number, random: () => number): Generator<Seen> {
  const last = events.findLastIndex((event) => event.what === 'said');
  const moments = new Set<number>();
  while (moments.size < Math.min(Math.ceil(count / 2), last)) moments.add(1 + Math.floor(random() * last));
  const disk = cutDisk();
  const said: string[] = [];
  for (const [n, event] of events.entries()) {
    if (moments.has(n))
      for (const chance of [null, random]) {
        layDown(disk, after, chance);
        const seen = look(after, 0, said);
        yield { ...seen, damaged: [...seen.damaged, ...(seen.damaged.length === 0 ? integrity(after) : [])] };
      }
    if (event.what === 'said') said.push(event.line);
    else disk.apply(event);
  }
}

const layDown = (disk: CutDisk, folder: string, random: (() => number) | null): void => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, bytes] of disk.lying(random)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
};
