/**
 * What to render, and its key: the part of a playlist that can be heard, and nothing else.
 *
 * Two channels (or two days) with the same sound have one spec and one key, so the sound is rendered once.
 * Titles, names, dates and wall-clock times are left out on purpose: rendered files carry no tags, because
 * a tag would give the same sound two keys. This file renders nothing and knows no paths.
 */
import { keyOf } from '../evidence/key.ts';
import type { Sha256 } from '../ids.ts';
import type { CutUse } from './cut.ts';
import type { Playlist, PlaylistEntry } from './model.ts';
import { type Profile, profileNamed, SAMPLE_RATE } from './profile.ts';

export const SOUND_FORMATS = ['mp3', 'm4a', 'opus', 'flac', 'wav'] as const;
export type SoundFormat = (typeof SOUND_FORMATS)[number];

/**
 * Version of the way sound is made from a spec (levelling, assembling, encoding). Raised whenever the same
 * spec would sound different, so that older files keep their own keys.
 */
export const RENDER_RECIPE = 2;

/** How a fade goes: straight, or with equal power, for two sounds that cross. */
export type Curve = 'linear' | 'power';

/** One stretch of sound; all numbers are samples at `sampleRate`. Where no part sounds is silence. */
export interface RenderPart {
  readonly master: Sha256;
  /** First sample, from the start of the session. */
  readonly offset: number;
  /** Samples heard. Longer than `sourceSamples`: these are repeated from their beginning. */
  readonly length: number;
  /** First sample of the master that is used, and how many from there. */
  readonly from: number;
  readonly sourceSamples: number;
  /** dB beyond what brings it to the profile's loudness. */
  readonly gainDb: number;
  /** Samples of fade at the beginning and at the end; 0 is none. */
  readonly fadeIn: number;
  readonly fadeOut: number;
  readonly curve: Curve;
}

/** A stretch that is silent on purpose. */
export interface Quiet {
  readonly offset: number;
  readonly length: number;
}

export interface RenderSpec {
  readonly recipe: number;
  /** The figures of the loudness profile; its name is not part of the sound. */
  readonly profile: Omit<Profile, 'name'>;
  readonly sampleRate: number;
  /** Length of the whole, in samples. */
  readonly length: number;
  readonly format: SoundFormat;
  /** In order of offset, never beyond `length`. They sound together where they overlap. */
  readonly parts: readonly RenderPart[];
  readonly quiet: readonly Quiet[];
}

/** A fade longer than this is a mistake; joins of encoded pieces keep clear of fades (pieces.ts). */
const LONGEST_FADE = 10 * SAMPLE_RATE;

/**
 * The spec of a playlist's sound. Entries without a cut are silence. Throws when the playlist breaks its own
 * promises (unknown profile, overlap that nobody asked for, speech longer than its cut): a planner's bug, never a person's mistake.
 */
export const renderSpec = (playlist: Playlist, format: SoundFormat): RenderSpec => {
  const profile = profileNamed(playlist.profile);
  if (profile === undefined) throw new Error(`playlist with unknown profile ${playlist.profile}`);
  const sounding = playlist.entries
    .filter(({ cut, length }) => cut !== null && length > 0)
    .toSorted((a, b) => a.offset - b.offset);
  const parts = sounding.flatMap((entry, n) => possible(entry, [...ownPart(entry), ...bedFrom(sounding, n)]));
  for (const [n, entry] of sounding.entries()) {
    const before = sounding[n - 1];
    if (before === undefined) continue;
    const crosses = Math.min(before.crossfade?.out ?? 0, entry.crossfade?.in ?? 0);
    if (entry.offset < before.offset + before.length - Math.max(crosses, before.segue ?? 0))
      throw new Error(`parts overlap at sample ${entry.offset}`);
  }
  const end = parts.reduce((last, part) => Math.max(last, part.offset + part.length), 0);
  if (!whole(playlist.length, 1) || end > playlist.length) throw new Error(`parts end after sample ${playlist.length}`);
  const { channels, loudness, tolerance, truePeak } = profile;
  return {
    recipe: RENDER_RECIPE,
    profile: { channels, loudness, tolerance, truePeak },
    sampleRate: SAMPLE_RATE,
    length: playlist.length,
    format,
    parts,
    quiet: playlist.entries.filter(({ cut, length }) => cut === null && length > 0).map(quietOf),
  };
};

const quietOf = ({ offset, length }: PlaylistEntry): Quiet => ({ offset, length });

/** A cut that is heard as it is. */
export const AS_IT_IS: CutUse = { from: 0, gainDb: 0, fadeIn: 0, fadeOut: 0, segue: 0 };

const ownPart = ({
  cut,
  offset,
  length,
  fadeOut: early,
  crossfade = { in: 0, out: 0 },
}: PlaylistEntry): RenderPart[] => {
  if (cut === null) return [];
  const use = cut.use ?? AS_IT_IS;
  const crosses = crossfade.in > 0 || crossfade.out > 0;
  // Music may be heard for less than its own fades: what crosses or ends early keeps its fade, the others give way.
  const end = Math.max(length === cut.samples ? Math.min(use.fadeOut, length - crossfade.in) : 0, early);
  const fadeOut = Math.max(end, crossfade.out);
  return [
    {
      master: cut.master,
      offset,
      length,
      from: use.from,
      sourceSamples: cut.samples,
      gainDb: use.gainDb,
      fadeIn: Math.max(Math.min(use.fadeIn, length - fadeOut), crossfade.in),
      fadeOut,
      curve: crosses ? 'power' : 'linear',
    },
  ];
};

/** The music that begins beneath an entry. Beneath what its segment plays next it goes on, over the pause between as well. */
const bedFrom = (sounding: readonly PlaylistEntry[], n: number): RenderPart[] => {
  const entry = sounding[n];
  const bed = entry?.bed ?? null;
  if (entry === undefined || bed === null || goesOn(sounding[n - 1], entry)) return [];
  const after = sounding.slice(n);
  const last = after.find((one, m) => !goesOn(one, after[m + 1])) ?? entry;
  const { from, gainDb } = bed.cut.use ?? AS_IT_IS;
  const length = last.offset + last.length - entry.offset;
  const fade = Math.min(SAMPLE_RATE, Math.floor(length / 4));
  return [
    {
      master: bed.cut.master,
      offset: entry.offset,
      length,
      from,
      sourceSamples: bed.cut.samples,
      gainDb: gainDb - bed.underDb,
      fadeIn: fade,
      fadeOut: fade,
      curve: 'linear',
    },
  ];
};

const goesOn = (one: PlaylistEntry | undefined, next: PlaylistEntry | undefined): boolean =>
  one?.segment === next?.segment && (one?.bed ?? null) !== null && one?.bed?.item === next?.bed?.item;

const possible = (entry: PlaylistEntry, parts: readonly RenderPart[]): readonly RenderPart[] => {
  for (const { offset, length, from, sourceSamples, fadeIn, fadeOut } of parts) {
    const samples = [offset, from, fadeIn, fadeOut];
    const fits = samples.every((value) => whole(value, 0)) && whole(length, 1) && whole(sourceSamples, 1);
    if (!fits || fadeIn + fadeOut > length || Math.max(fadeIn, fadeOut) > LONGEST_FADE)
      throw new Error(`entry ${entry.id} has impossible samples`);
  }
  if (entry.kind === 'sound' && entry.length > (entry.cut?.samples ?? 0))
    throw new Error(`entry ${entry.id} is longer than its cut`);
  return parts;
};

const whole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

/** SHA-256 over the spec's canonical JSON: the name under which its rendered sound is kept. */
export const renderKey = (spec: RenderSpec): Sha256 => keyOf(spec);
