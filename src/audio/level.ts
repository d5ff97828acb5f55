/**
 * One master brought to a profile's loudness, once, and kept: measured, raised or lowered, limited if it must
 * be, measured again.
 *
 * The sample count never changes. A sound whose loudness cannot be reached under the ceiling (a lone click)
 * is kept as near as it comes, and its record says so; the session's own measure decides about refusing.
 */
import { createHash } from 'node:crypto';
import type { Sha256 } from '../core/ids.ts';
import type { Profile } from '../core/playlist/profile.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { type Correction, LEVEL_RECIPE, levelPlan } from './arguments/level.ts';
import { LOUDNESS_FLOOR, type Measure, measurePlan, readMeasure } from './arguments/measure.ts';
import { argv } from './arguments/plan.ts';
import { runPlan } from './ffmpeg.ts';
import { flacInfo } from './flac.ts';
import type { RunOptions } from './outcome.ts';
import type { Tools } from './process.ts';
import type { Shelf } from './shelf.ts';

export interface Workshop {
  readonly shelf: Shelf;
  readonly tools: Tools;
}

export interface Levelled {
  readonly master: Sha256;
  readonly levelled: Sha256;
  readonly samples: number;
  readonly before: Measure;
  readonly after: Measure;
  readonly correction: Correction;
  /** The argument list that made it, with paths relative to the shelf. */
  readonly argv: readonly string[];
}

/** How far a cut may stay from the target, LU. */
const NEAR = 0.3;
/** Cuts stay this far under the ceiling (dB), so that what an MP3 encoder adds to peaks fits beneath it. */
const HEADROOM = 1;
const TRIES = 3;

type Target = Omit<Profile, 'name' | 'tolerance'>;

export interface LevelRun {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((seconds: number) => void) | undefined;
}

/**
 * The levelled form of a master for a profile, from the shelf when it was made before.
 * Refuses with media.unknown when the master is not there, and the runner's refusals.
 */
export const levelCut = async (
  workshop: Workshop,
  master: Sha256,
  target: Target,
  run: LevelRun,
): Promise<Result<Levelled>> => {
  const { shelf } = workshop;
  const key = levelKey(master, target);
  const known = (await shelf.recall('levelled', key)) as Levelled | null;
  if (known && (await shelf.has(known.levelled))) return ok(known);
  if (!(await shelf.has(master))) return refuse('media.unknown', { id: master });
  const { samples } = await flacInfo(shelf.pathOf(master));
  const before = await measureMaster(workshop, master, target.channels, samples, run);
  if (!before.ok) return before;
  const made = await bestOf(workshop, master, samples, target, before.value, run);
  if (!made.ok) return made;
  const remembered = await shelf.remember('levelled', key, made.value);
  return remembered.ok ? made : remembered;
};

const levelKey = (master: Sha256, target: Target): Sha256 =>
  createHash('sha256')
    .update(`level ${LEVEL_RECIPE} ${master} ${target.channels} ${target.loudness} ${target.truePeak}`)
    .digest('hex') as Sha256;

/** Corrects, listens, corrects the correction; keeps the try that came nearest. */
const bestOf = async (
  workshop: Workshop,
  master: Sha256,
  samples: number,
  target: Target,
  before: Measure,
  run: LevelRun,
): Promise<Result<Levelled>> => {
  const ceiling = target.truePeak - HEADROOM;
  let gain = rounded(before.integrated <= LOUDNESS_FLOOR ? 0 : target.loudness - before.integrated);
  let best: Levelled | null = null;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const limit = before.truePeak + gain > ceiling ? ceiling : null;
    const tried = await applied(workshop, master, samples, target, before, { gain, limit }, run);
    if (!tried.ok) return tried;
    if (best === null || off(tried.value, target) < off(best, target)) best = tried.value;
    // Without the limiter gain is exact: trying again would change nothing.
    if (limit === null || off(tried.value, target) <= NEAR) break;
    // The limiter takes back about a third of what is added.
    gain = rounded(gain + 1.5 * (target.loudness - tried.value.after.integrated));
  }
  if (best === null) throw new Error('no try was made');
  return ok(best);
};

const off = (levelled: Levelled, target: Target) => Math.abs(levelled.after.integrated - target.loudness);
const rounded = (db: number) => Math.round(db * 100) / 100;

const applied = async (
  workshop: Workshop,
  master: Sha256,
  samples: number,
  target: Target,
  before: Measure,
  correction: Correction,
  run: LevelRun,
): Promise<Result<Levelled>> => {
  const { shelf, tools } = workshop;
  const temporary = await shelf.temporary();
  if (!temporary.ok) return temporary;
  try {
    const { channels } = target;
    const source = shelf.pathOf(master);
    const plan = levelPlan({ master: source, levelled: temporary.value, channels, samples, ...correction });
    const ran = await runPlan(tools.ffmpeg, plan, runOptions(workshop, 'level', samples, run));
    if (!ran.ok) return ran;
    const after = await measureFile(workshop, temporary.value, channels, samples, run);
    if (!after.ok) return after;
    const got = (await flacInfo(temporary.value)).samples;
    if (got !== samples) return refuse('audio.failed', { what: 'level', detail: `${got} of ${samples} samples` });
    const stored = await shelf.put(temporary.value);
    if (!stored.ok) return stored;
    return ok({
      master,
      levelled: stored.value.hash,
      samples,
      before,
      after: after.value,
      correction,
      argv: relativeArgv(shelf, argv(plan), temporary.value),
    });
  } finally {
    await shelf.discard(temporary.value);
  }
};

/** An argument list as a proof shows it: no folder of this machine, no temporary name. */
export const relativeArgv = (shelf: Shelf, args: readonly string[], temporary: string): string[] =>
  args.map((arg) => arg.replace(temporary, '{output}').replace(`${shelf.dataDir}/`, ''));

/** What a master measures, from the shelf when it was measured before (taking it in does so, as mono). */
const measureMaster = async (
  workshop: Workshop,
  master: Sha256,
  channels: 1 | 2,
  samples: number,
  run: LevelRun,
): Promise<Result<Measure>> => {
  const known = (await workshop.shelf.recall('measured', measureKey(master, channels))) as Measure | null;
  return known ? ok(known) : measureFile(workshop, workshop.shelf.pathOf(master), channels, samples, run);
};

/** The name under which a master's measure is remembered. */
export const measureKey = (master: Sha256, channels: 1 | 2): Sha256 =>
  createHash('sha256').update(`measure 1 ${master} ${channels}`).digest('hex') as Sha256;

/** Decodes a file of ours and measures it; `samples` only tells a short sting from a long sound. */
export const measureFile = async (
  workshop: Workshop,
  path: string,
  channels: 1 | 2,
  samples: number,
  run: LevelRun,
): Promise<Result<Measure>> => {
  const plan = measurePlan(path, channels, samples);
  const ran = await runPlan(workshop.tools.ffmpeg, plan, runOptions(workshop, 'measure', samples, run));
  if (!ran.ok) return ran;
  const measure = readMeasure(ran.value, channels);
  return measure ? ok(measure) : refuse('audio.failed', { what: 'measure', detail: 'no figures' });
};

/** A run over so many samples may take a minute and a quarter of their own length. */
export const runOptions = (workshop: Workshop, what: string, samples: number, run: LevelRun): RunOptions => ({
  what,
  timeoutSeconds: 60 + Math.ceil(samples / 48_000 / 4),
  dataPath: workshop.shelf.dataDir,
  signal: run.signal,
  onProgress: run.onProgress,
});
