/**
 * What a clip shows and says, and its key: everything that is seen and heard in it, and nothing else.
 *
 * Unlike rendered sound a clip carries its words in the picture, so a corrected title is another clip. It knows no paths.
 */
import { keyOf } from '../evidence/key.ts';
import type { Sha256 } from '../ids.ts';
import { PROFILES } from '../playlist/profile.ts';

/** 1080×1080 for the lists of Facebook and Zalo, 1080×1920 for what fills a telephone. */
export const CLIP_SHAPES = ['square', 'portrait'] as const;
export type ClipShape = (typeof CLIP_SHAPES)[number];

export type ClipFormat = `mp4-${ClipShape}`;

export const clipFormat = (shape: ClipShape): ClipFormat => `mp4-${shape}`;

/** Version of the way a clip is drawn: raised whenever the same spec would look or sound different. */
export const CLIP_RECIPE = 1;

/**
 * The longest clip, in seconds: with the bit rates of audio/arguments/clip.ts it stays under 50 MB. That is a limit of ours,
 * for telephones and slow networks: no official figure was found of what a Zalo Official Account takes; Facebook takes more
 * of both.
 */
export const CLIP_LONGEST_SECONDS = 600;

export interface ClipWords {
  /** Who speaks: the station, or the unit that owns the campaign. */
  readonly sender: string;
  readonly title: string;
  /** The strand or campaign; null: none. */
  readonly series: string | null;
  /** As people read it: '29/11/2026'; null: none. */
  readonly date: string | null;
}

export interface ClipSpec {
  readonly recipe: number;
  readonly shape: ClipShape;
  /** What is heard: a file on the shelf that was rendered to the profile below. */
  readonly sound: Sha256;
  /** Its length at 48 kHz. */
  readonly samples: number;
  readonly words: ClipWords;
  /** null: no captions. */
  readonly script: string | null;
}

/** What a clip must measure. */
export const CLIP_PROFILE = PROFILES.web;

/** SHA-256 over the spec's canonical JSON: the name under which a clip is known. */
export const clipKey = (spec: ClipSpec): Sha256 => keyOf({ clip: spec });
