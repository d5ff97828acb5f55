/** A sound of the library as it is known and used now. Measures nothing and changes nothing. */
import { SHA256_PATTERN, type Sha256 } from '../../core/ids.ts';
import { PROFILES, type Profile, profileNamed } from '../../core/playlist/profile.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { type Adjustment, untouched } from '../../core/sound/adjustment.ts';
import { adjustmentIn, adjustmentsOf } from '../../store/adjustments.ts';
import type { Rows } from '../../store/database.ts';
import { loadStations } from '../../store/schedule.ts';
import { findSound, type SoundRow } from '../../store/sounds.ts';

/** Refuses with media.unknown. */
export const soundKnown = (rows: Rows, original: string): Result<SoundRow> => {
  const found = SHA256_PATTERN.test(original) ? findSound(rows, original as Sha256) : undefined;
  return found === undefined ? refuse('media.unknown', { id: original }) : ok(found);
};

/** What is in force of a sound. */
export const usedNow = (rows: Rows, { original, samples }: SoundRow): Adjustment => {
  const [newest] = adjustmentsOf(rows, original);
  return newest === undefined ? untouched(samples) : adjustmentIn(newest);
};

/** What sounds are judged by: the profile of the first station. */
export const profileToMeet = (rows: Rows): Profile =>
  profileNamed(loadStations(rows)[0]?.profile ?? PROFILES.horn.name) ?? PROFILES.horn;
