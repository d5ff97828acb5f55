/** Render specs as the tests write them: a sound, where it begins, how long it is heard. */
import type { IngestedSound } from '../../../src/audio/engine.ts';
import { PROFILES, type ProfileName, SAMPLE_RATE } from '../../../src/core/playlist/profile.ts';
import { RENDER_RECIPE, type RenderSpec, type SoundFormat } from '../../../src/core/playlist/render-spec.ts';

export type Part = readonly [sound: IngestedSound, offset: number, length?: number, fadeOut?: number];

export interface Wanted {
  readonly length: number;
  readonly format: SoundFormat;
  readonly profile?: ProfileName;
  readonly parts: readonly Part[];
}

export const specOf = ({ length, format, profile = 'horn', parts }: Wanted): RenderSpec => {
  const { channels, loudness, tolerance, truePeak } = PROFILES[profile];
  return {
    recipe: RENDER_RECIPE,
    profile: { channels, loudness, tolerance, truePeak },
    sampleRate: SAMPLE_RATE,
    length,
    format,
    parts: parts.map(([sound, offset, heard = sound.samples, fadeOut = 0]) => ({
      master: sound.master,
      offset,
      length: heard,
      from: 0,
      sourceSamples: sound.samples,
      gainDb: 0,
      fadeIn: 0,
      fadeOut,
      curve: 'linear' as const,
    })),
    quiet: [],
  };
};
