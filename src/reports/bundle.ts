/** The ZIP of an evidence bundle, as the command line writes it and HTTP sends it. */
import { type Bundled, bundleFiles, type SoundCounts } from '../contract/bundle-files.ts';
import { BUNDLE } from '../core/evidence/bundle-files.ts';
import { type Pack, type PackedSound, packZip } from './pack.ts';

/** The sound that goes in, and the hashes of what is no longer in the house. */
export interface BundledAudio {
  readonly sounds: readonly Omit<PackedSound, 'name'>[];
  readonly gone: readonly string[];
}

/** Bears the date of the last day. The same entries under the same checkpoint are the same bytes. */
export const bundleZip = (
  bundle: Bundled,
  span: { readonly from: string; readonly to: string },
  { sounds, gone }: BundledAudio = { sounds: [], gone: [] },
): Promise<Pack> => {
  const counts: SoundCounts = { sounds: sounds.length, gone: gone.length };
  const audio = sounds.map((sound): PackedSound => ({ ...sound, name: BUNDLE.sound(sound.sha256) }));
  return packZip(span.to, audio, bundleFiles(bundle, span, counts));
};
