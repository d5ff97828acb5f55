/**
 * What to render, and its key: the part of a playlist that can be heard, and nothing else.
 *
 * Two channels (or two days) with the same sound have one spec and one key, so the sound is rendered once.
 * Titles, names, dates and wall-clock times are left out on purpose: rendered files carry no tags, because
 * a tag would give the same sound two keys. This file renders nothing and knows no paths.
 */
import { keyOf } from '../evidence/key.ts';
import type { Sha256 } from '../ids.ts';
import type { Playlist, PlaylistEntry } from './model.ts';
import { type Profile, profileNamed, SAMPLE_RATE } from './profile.ts';

export type SoundFormat = 'mp3' | 'wav' | 'flac';

/**
 * Version of the way sound is made from a spec (levelling, assembling, encoding). Raised whenever the same
 * spec would sound different, so that older files keep their own keys.
 */
export const RENDER_RECIPE = 1;

/** One stretch of sound; all numbers are samples at `sampleRate`. What lies between parts is silence. */
export interface RenderPart {
  readonly master: Sha256;
  /** First sample, from the start of the session. */
  readonly offset: number;
  /** Samples heard. Longer than `sourceSamples`: the master is repeated from its beginning. */
  readonly length: number;
  /** Whole length of the master. */
  readonly sourceSamples: number;
  /** Samples of fade at the end; 0 is none. */
  readonly fadeOut: number;
}

export interface RenderSpec {
  readonly recipe: number;
  /** The figures of the loudness profile; its name is not part of the sound. */
  readonly profile: Omit<Profile, 'name'>;
  readonly sampleRate: number;
  /** Length of the whole, in samples. */
  readonly length: number;
  readonly format: SoundFormat;
  /** In order of offset; never overlapping, never beyond `length`. */
  readonly parts: readonly RenderPart[];
}

/**
 * The spec of a playlist's sound. Entries without a cut are silence. Throws when the playlist breaks its own
 * promises (unknown profile, overlap, speech longer than its cut): a planner's bug, never a person's mistake.
 */
export const renderSpec = (playlist: Playlist, format: SoundFormat): RenderSpec => {
  const profile = profileNamed(playlist.profile);
  if (profile === undefined) throw new Error(`playlist with unknown profile ${playlist.profile}`);
  const parts = playlist.entries.flatMap((entry) => partOf(entry) ?? []).sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const part of parts) {
    if (part.offset < end) throw new Error(`parts overlap at sample ${part.offset}`);
    end = part.offset + part.length;
  }
  if (!whole(playlist.length, 1) || end > playlist.length) throw new Error(`parts end after sample ${playlist.length}`);
  const { channels, loudness, tolerance, truePeak } = profile;
  return {
    recipe: RENDER_RECIPE,
    profile: { channels, loudness, tolerance, truePeak },
    sampleRate: SAMPLE_RATE,
    length: playlist.length,
    format,
    parts,
  };
};

const partOf = (entry: PlaylistEntry): RenderPart | null => {
  if (entry.cut === null || entry.length === 0) return null;
  const { offset, length, fadeOut } = entry;
  const { master, samples } = entry.cut;
  if (!whole(offset, 0) || !whole(length, 1) || !whole(fadeOut, 0) || !whole(samples, 1) || fadeOut > length) {
    throw new Error(`entry ${entry.id} has impossible samples`);
  }
  if (entry.kind === 'sound' && length > samples) throw new Error(`entry ${entry.id} is longer than its cut`);
  return { master, offset, length, sourceSamples: samples, fadeOut };
};

const whole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

/** SHA-256 over the spec's canonical JSON: the name under which its rendered sound is kept. */
export const renderKey = (spec: RenderSpec): Sha256 => keyOf(spec);
