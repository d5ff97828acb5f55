/** Kills a working process at any moment and looks each time at what is left: on the shelf, in the queue, and once it is finished. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { must, refuse } from '../../src/core/result.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { runNextJob } from '../../src/operations/jobs/run-next.ts';
import { lease } from '../../src/store/jobs.ts';
import { job, rendering } from '../../src/store/schema.ts';
import { wire } from '../../src/wiring.ts';
import { REPOSITORY } from './process.ts';
import { seeded } from './store-entries.ts';
import { NOW } from './world.ts';

export interface JobKills {
  readonly kills: number;
  /** Kills that found a job leased: in the middle of the work. */
  readonly working: number;
  /** Kills after which nothing was left to do. */
  readonly late: number;
  /** What should not be, one line each. */
  readonly faults: readonly string[];
}

/** What the jobs of a folder give when nobody disturbs them: key → hash, and how long it takes from the first to the last. */
export interface Undisturbed {
  readonly outputs: ReadonlyMap<string, string>;
  readonly ms: number;
}

const LEASE_SECONDS = 60;
const after = (seconds: number): string => Temporal.Instant.from(NOW).add({ seconds }).toString();

/** Does every job in this process, by a clock that stands at `now`. */
const finishAll = async (ctx: Ctx, now: string): Promise<void> => {
  let left = true;
  while (left) left = must(await runNextJob({ ...ctx, clock: { instant: () => now } }, {})) !== null;
};

const outputsOf = (ctx: Ctx): Map<string, string> =>
  new Map(
    ctx.store.rows
      .select()
      .from(rendering)
      .all()
      .map(({ key, output }) => [key, output]),
  );

/** Does the jobs of a copy of `base` to their end. */
export const undisturbed = async (base: string, folder: string): Promise<Undisturbed> => {
  cpSync(base, folder, { recursive: true });
  const { ctx, close } = must(wire({ dataDir: folder }));
  const began = performance.now();
  await finishAll(ctx, NOW);
  const ms = performance.now() - began;
  const outputs = outputsOf(ctx);
  close();
  return { outputs, ms };
};

interface Started {
  readonly folder: string;
  readonly child: ChildProcess;
}

const start = async (base: string, folder: string): Promise<Started> => {
  cpSync(base, folder, { recursive: true });
  const words = [join(REPOSITORY, 'test/support/job-worker.ts'), folder, NOW];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the worker ended before it began')));
  });
  child.removeAllListeners('exit');
  // Somebody goes on listening: a worker that is quicker than its killer ends well.
  child.stdout?.resume();
  return { folder, child };
};

/** Every file that is visible is whole: its name is the hash of its bytes, and a record can be read. */
const shelfFaults = (folder: string): string[] => {
  const shelf = join(folder, 'shelf');
  const named = globSync('sha256/*/*', { cwd: shelf }).filter((path) => {
    const hash = createHash('sha256')
      .update(readFileSync(join(shelf, path)))
      .digest('hex');
    return hash !== basename(path) || !path.startsWith(`sha256/${hash.slice(0, 2)}/`);
  });
  const records = globSync('known/*/*', { cwd: shelf }).filter((path) => {
    try {
      return !path.endsWith('.json') || JSON.parse(readFileSync(join(shelf, path), 'utf8')) === null;
    } catch {
      return true;
    }
  });
  return [...named, ...records].map((path) => `half a file is visible: ${path}`);
};

/** Whether a job could be taken at an instant; nothing is changed. */
const takes = (ctx: Ctx, now: string): boolean => {
  const until = Temporal.Instant.from(now).add({ seconds: LEASE_SECONDS }).toString();
  let taken = false;
  ctx.store.transact((rows) => {
    taken = lease(rows, ['render'], now, until) !== undefined;
    return refuse('data.busy', { path: '' });
  });
  return taken;
};

const lookAt = async (
  folder: string,
  wanted: Undisturbed,
): Promise<{ readonly faults: string[]; readonly working: boolean; readonly late: boolean }> => {
  const faults = shelfFaults(folder);
  const { ctx, close } = must(wire({ dataDir: folder }));
  try {
    const open = ctx.store.rows
      .select()
      .from(job)
      .all()
      .filter(({ state }) => state !== 'done');
    const held = open.filter(({ leasedUntil }) => leasedUntil !== null);
    for (const output of outputsOf(ctx).values())
      if (!existsSync(ctx.audio.shelf.pathOf(output as never))) faults.push(`a row without its sound: ${output}`);
    if (held.length === 1 && open.length === 1 && takes(ctx, after(LEASE_SECONDS - 5)))
      faults.push('a leased job could be taken before its lease was over');
    // The lease was given, or last renewed, within some seconds of the beginning.
    const freeAt = after(2 * LEASE_SECONDS);
    if (open.length > 0 && !takes(ctx, freeAt)) faults.push('no job is free after the lease');
    await finishAll(ctx, freeAt);
    const states = ctx.store.rows
      .select()
      .from(job)
      .all()
      .map(({ state }) => state);
    if (states.some((state) => state !== 'done')) faults.push(`not finished: ${states.join(' ')}`);
    const outputs = outputsOf(ctx);
    for (const [key, output] of wanted.outputs)
      if (outputs.get(key) !== output) faults.push(`other sound: ${outputs.get(key)} for ${output}`);
    faults.push(...shelfFaults(folder));
    const temporary = join(folder, 'shelf/tmp');
    if (existsSync(temporary) && readdirSync(temporary).length > 0) faults.push('something half-made was left lying');
    return { faults, working: held.length > 0, late: open.length === 0 };
  } finally {
    close();
  }
};

/** `lanes` processes at a time, each on a copy of `base` in `folder`; the moments of the kills come from `seed`. */
export const killJobs = async (
  base: string,
  folder: string,
  wanted: Undisturbed,
  { kills, seed, lanes }: { readonly kills: number; readonly seed: number; readonly lanes: number },
  onKill: (sofar: JobKills) => void = () => undefined,
): Promise<JobKills> => {
  const random = seeded(seed);
  const faults: string[] = [];
  let [begun, done, working, late] = [0, 0, 0, 0];
  const one = async (n: number): Promise<void> => {
    const { folder: here, child } = await start(base, join(folder, `${n}`));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.write('go\n');
    // Two lanes share the cores, so that the work takes longer than it did alone.
    await pause(random() * wanted.ms * 1.5);
    child.kill('SIGKILL');
    await ended;
    const seen = await lookAt(here, wanted);
    faults.push(...seen.faults.map((fault) => `kill ${n}: ${fault}`));
    if (seen.working) working += 1;
    if (seen.late) late += 1;
    done += 1;
    onKill({ kills: done, working, late, faults });
    rmSync(here, { recursive: true, force: true });
  };
  const lane = async (): Promise<void> => {
    while (begun < kills) {
      begun += 1;
      await one(begun);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { kills: done, working, late, faults };
};
