/**
 * What brings masters to a profile, found once and remembered: linear gain, and a limiter only where peaks would pass the
 * ceiling. Nothing is written but the figures; the pieces that sound are made with them (pieces.ts).
 *
 * A sound whose loudness cannot be reached under the ceiling (a lone click) is brought as near as it comes; the session's
 * own measure decides about refusing.
 */
import { keyOf } from '../core/evidence/key.ts';
import type { Sha256 } from '../core/ids.ts';
import type { Profile } from '../core/playlist/profile.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { decibels, soundLoudness } from '../core/sound/loudness.ts';
import type { Metered } from '../core/sound/meter.ts';
import { type Correction, quickCorrection } from './arguments/level.ts';
import { LOUDNESS_FLOOR } from './arguments/measure.ts';
import { flacInfo } from './flac.ts';
import { evenly } from './groups.ts';
import type { Kitchen } from './kitchen.ts';

export interface Level {
  readonly master: Sha256;
  /** Samples of the master. */
  readonly samples: number;
  /** In the profile's channels: LUFS, dBTP. */
  readonly before: Figures;
  readonly correction: Correction;
  /** With the limiter, by trying it; null: gain alone is exact, or the limiter hardly touches it. */
  readonly after: Figures | null;
}

export interface Figures {
  readonly integrated: number;
  readonly truePeak: number;
}

type Target = Omit<Profile, 'name'>;

const LEVEL_RECIPE = 3;
/** Cuts stay this far under the ceiling (dB), so that what an MP3 encoder adds to peaks fits beneath it. */
const HEADROOM = 1;
/** Peaks less far above the ceiling cost speech a tenth or two of a LU, which can be reckoned: not worth a try (dB). */
const HARDLY = 3.5;
/** How far a tried cut may stay from the target, LU. */
const NEAR = 0.3;
const TRIES = 3;
/** Sound that one decoder measures in a row is at most so long: progress and cancelling stay near. */
const ROW_SAMPLES = 20 * 60 * 48_000;

/**
 * The level of each master. `onFound`: samples of a master whose level is known now. Refuses with media.unknown when a master
 * is not on the shelf, and the runner's refusals.
 */
export const levelsOf = async (
  kitchen: Kitchen,
  masters: readonly Sha256[],
  target: Target,
  { signal, onFound }: { readonly signal?: AbortSignal | undefined; readonly onFound?: (samples: number) => void } = {},
): Promise<Result<ReadonlyMap<Sha256, Level>>> => {
  const { shelf } = kitchen;
  const levels = new Map<Sha256, Level>();
  const unknown: Unmeasured[] = [];
  for (const master of masters) {
    if (!(await shelf.has(master))) return refuse('media.unknown', { id: master });
    const known = (await shelf.recall('level', levelKey(kitchen, master, target))) as Level | null;
    if (known === null) unknown.push({ master, samples: (await flacInfo(shelf.pathOf(master))).samples });
    else {
      levels.set(master, known);
      onFound?.(known.samples);
    }
  }
  const rows = evenly(unknown, ({ samples }) => samples, kitchen.lanes.count, ROW_SAMPLES);
  const found = await Promise.all(rows.map((row) => levelRow(kitchen, row, target, signal, onFound)));
  for (const row of found) {
    if (!row.ok) return row;
    for (const level of row.value) levels.set(level.master, level);
  }
  return ok(levels);
};

interface Unmeasured {
  readonly master: Sha256;
  readonly samples: number;
}

const levelKey = (kitchen: Kitchen, master: Sha256, { channels, loudness, truePeak }: Target): Sha256 =>
  keyOf({ level: LEVEL_RECIPE, master, channels, loudness, truePeak, ffmpeg: kitchen.version });

const levelRow = async (
  kitchen: Kitchen,
  row: readonly Unmeasured[],
  target: Target,
  signal: AbortSignal | undefined,
  onFound: ((samples: number) => void) | undefined,
): Promise<Result<readonly Level[]>> => {
  const { shelf } = kitchen;
  const files = row.map(({ master, samples }) => ({ path: shelf.pathOf(master), samples }));
  const heard = await kitchen.lanes.run(() => kitchen.meterRow({ files, channels: target.channels, signal }));
  if (!heard.ok) return heard;
  const levels: Level[] = [];
  for (const [n, { master, samples }] of row.entries()) {
    const metered = heard.value[n];
    if (metered === undefined) throw new Error('a master that nobody heard');
    const level = await levelFor(kitchen, master, samples, figuresOf(metered), target, signal);
    if (!level.ok) return level;
    const remembered = await shelf.remember('level', levelKey(kitchen, master, target), level.value);
    if (!remembered.ok) return remembered;
    levels.push(level.value);
    onFound?.(samples);
  }
  return ok(levels);
};

const levelFor = async (
  kitchen: Kitchen,
  master: Sha256,
  samples: number,
  before: Figures,
  { loudness, truePeak, channels }: Target,
  signal: AbortSignal | undefined,
): Promise<Result<Level>> => {
  const ceiling = truePeak - HEADROOM;
  const wanted = before.integrated <= LOUDNESS_FLOOR ? 0 : loudness - before.integrated;
  const over = before.truePeak + wanted - ceiling;
  // What the limiter takes from speech, as measured: about a twentieth of what it holds back.
  let gain = rounded(wanted + Math.max(0, Math.min(over, HARDLY)) / 20);
  let correction: Correction = { gain, limit: over > 0 ? ceiling : null };
  let after: Figures | null = null;
  // Corrects, listens, corrects the correction; keeps the try that came nearest.
  for (let attempt = 1, nearest = Number.POSITIVE_INFINITY; over > HARDLY && attempt <= TRIES; attempt += 1) {
    const trying: Correction = { gain, limit: ceiling };
    const path = kitchen.shelf.pathOf(master);
    const work = { path, channels, filter: quickCorrection(trying), signal, what: 'level' };
    const heard = await kitchen.lanes.run(() => kitchen.meter(work));
    if (!heard.ok) return heard;
    const tried = figuresOf(heard.value);
    const missing = loudness - tried.integrated;
    if (Math.abs(missing) < nearest) [correction, after] = [trying, tried];
    nearest = Math.min(nearest, Math.abs(missing));
    if (nearest <= NEAR) break;
    // The limiter takes back about a third of what is added.
    gain = rounded(gain + 1.5 * missing);
  }
  return ok({ master, samples, before, correction, after });
};

const rounded = (db: number): number => Math.round(db * 100) / 100;

const figuresOf = ({ energy, samples, truePeak }: Metered): Figures => ({
  integrated: rounded(soundLoudness(energy, samples)),
  truePeak: rounded(decibels(truePeak)),
});
