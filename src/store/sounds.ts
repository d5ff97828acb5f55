/** The sound library's rows: what was taken in, and the names schedules know it by. */

import type { Sha256 } from '../core/ids.ts';
import type { Cut } from '../core/playlist/model.ts';
import { cutOf } from '../core/sound/adjustment.ts';
import { adjustmentsInForce } from './adjustments.ts';
import type { Rows } from './database.ts';
import { eq, inArray } from './drizzle.ts';
import { sound, soundName } from './schema.ts';

export type SoundRow = typeof sound.$inferSelect;

/** Adds a sound (kept as it is when already there) and gives it `name`, taking the name from an older one. */
export const saveSound = (rows: Rows, row: SoundRow, name: string, at: string): void => {
  rows.insert(sound).values(row).onConflictDoNothing().run();
  const named = { name, original: row.original, namedAt: at };
  rows.insert(soundName).values(named).onConflictDoUpdate({ target: soundName.name, set: named }).run();
};

export const findSound = (rows: Rows, original: SoundRow['original']): SoundRow | undefined =>
  rows.select().from(sound).where(eq(sound.original, original)).get();

/** The sounds that have one of these house masters. */
export const soundsOfMasters = (rows: Rows, masters: readonly Sha256[]): SoundRow[] =>
  rows
    .select()
    .from(sound)
    .where(inArray(sound.master, [...masters]))
    .all();

/** Which original a name stands for. */
export const findSoundName = (rows: Rows, name: string): SoundRow['original'] | undefined =>
  rows.select().from(soundName).where(eq(soundName.name, name)).get()?.original;

/** All names that a sound has, in order. */
export const namesOfSound = (rows: Rows, original: SoundRow['original']): string[] =>
  rows
    .select({ name: soundName.name })
    .from(soundName)
    .where(eq(soundName.original, original))
    .orderBy(soundName.name)
    .all()
    .map(({ name }) => name);

/** What was measured of a sound that was taken in before that was measured, or in an older way. */
export const saveMeasures = (
  rows: Rows,
  original: SoundRow['original'],
  measured: Pick<SoundRow, 'measures' | 'waveform'>,
): void => {
  rows.update(sound).set(measured).where(eq(sound.original, original)).run();
};

/** File name → cut, for planning: the master as the adjustment in force says that it is used. */
export const loadCuts = (rows: Rows): Map<string, Cut> => {
  const adjusted = adjustmentsInForce(rows);
  return new Map(
    rows
      .select({ name: soundName.name, original: sound.original, master: sound.master, samples: sound.samples })
      .from(soundName)
      .innerJoin(sound, eq(sound.original, soundName.original))
      .all()
      .map(({ name, original, master, samples }) => [name, cutOf(master, samples, adjusted.get(original) ?? null)]),
  );
};
