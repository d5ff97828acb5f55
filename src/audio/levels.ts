/**
 * What brings a master to a profile, found once and remembered: linear gain, and a limiter only where peaks would pass the
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
import { type Correction, quickCorrection } from './arguments/level.ts';
import { LOUDNESS_FLOOR } from './arguments/measure.ts';
import { flacInfo } from './flac.ts';
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

const LEVEL_RECIPE = 2;
/** Cuts stay this far under the ceiling (dB), so that what an MP3 encoder adds to peaks fits beneath it. */
const HEADROOM = 1;
/** Peaks less far above the ceiling cost speech about a tenth of a LU (measured), not worth a try (dB). */
const HARDLY = 3.5;
/** How far a tried cut may stay from the target, LU. */
const NEAR = 0.3;
const TRIES = 3;

/** Refuses with media.unknown when the master is not on the shelf, and the runner's refusals. */
export const levelOf = async (
  kitchen: Kitchen,
  master: Sha256,
  profile: Omit<Profile, 'name'>,
  signal?: AbortSignal,
): Promise<Result<Level>> => {
  const { shelf } = kitchen;
  const { channels, loudness, truePeak } = profile;
  const key = keyOf({ level: LEVEL_RECIPE, master, channels, loudness, truePeak, ffmpeg: kitchen.version });
  if (!(await shelf.has(master))) return refuse('media.unknown', { id: master });
  const known = (await shelf.recall('level', key)) as Level | null;
  if (known !== null) return ok(known);
  const { samples } = await flacInfo(shelf.pathOf(master));
  const before = await figures(kitchen, master, channels, null, signal);
  if (!before.ok) return before;
  const ceiling = truePeak - HEADROOM;
  const { integrated } = before.value;
  let gain = rounded(integrated <= LOUDNESS_FLOOR ? 0 : loudness - integrated);
  const over = before.value.truePeak + gain - ceiling;
  let found: Pick<Level, 'correction' | 'after'> = {
    correction: { gain, limit: over > 0 ? ceiling : null },
    after: null,
  };
  // Corrects, listens, corrects the correction; keeps the try that came nearest.
  for (let attempt = 1, nearest = Number.POSITIVE_INFINITY; over > HARDLY && attempt <= TRIES; attempt += 1) {
    const correction: Correction = { gain, limit: ceiling };
    const tried = await figures(kitchen, master, channels, quickCorrection(correction), signal);
    if (!tried.ok) return tried;
    const missing = loudness - tried.value.integrated;
    if (Math.abs(missing) < nearest) found = { correction, after: tried.value };
    nearest = Math.min(nearest, Math.abs(missing));
    if (nearest <= NEAR) break;
    // The limiter takes back about a third of what is added.
    gain = rounded(gain + 1.5 * missing);
  }
  const level: Level = { master, samples, before: before.value, ...found };
  const remembered = await shelf.remember('level', key, level);
  return remembered.ok ? ok(level) : remembered;
};

const rounded = (db: number): number => Math.round(db * 100) / 100;

const figures = async (
  kitchen: Kitchen,
  master: Sha256,
  channels: 1 | 2,
  filter: string | null,
  signal: AbortSignal | undefined,
): Promise<Result<Figures>> => {
  const metered = await kitchen.lanes.run(() =>
    kitchen.meter({ path: kitchen.shelf.pathOf(master), channels, filter, signal, what: 'measure' }),
  );
  if (!metered.ok) return metered;
  const { energy, samples, truePeak } = metered.value;
  const integrated = Math.round(soundLoudness(energy, samples) * 100) / 100;
  return ok({ integrated, truePeak: Math.round(decibels(truePeak) * 100) / 100 });
};
