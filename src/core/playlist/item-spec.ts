/** One item's sound alone, as it is given to people outside the schedule: in the profile for the web. */
import type { Cut } from './cut.ts';
import { PROFILES, SAMPLE_RATE } from './profile.ts';
import { AS_IT_IS, RENDER_RECIPE, type RenderSpec, type SoundFormat } from './render-spec.ts';

export const itemSpec = ({ master, samples, use }: Cut, format: SoundFormat): RenderSpec => {
  const { channels, loudness, tolerance, truePeak } = PROFILES.web;
  const { from, gainDb, fadeIn, fadeOut } = use ?? AS_IT_IS;
  return {
    recipe: RENDER_RECIPE,
    profile: { channels, loudness, tolerance, truePeak },
    sampleRate: SAMPLE_RATE,
    length: samples,
    format,
    parts: [
      { master, offset: 0, length: samples, from, sourceSamples: samples, gainDb, fadeIn, fadeOut, curve: 'linear' },
    ],
    quiet: [],
  };
};
