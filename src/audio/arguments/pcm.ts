/** Argument list for decoding one of our own files to PCM on standard output. Pure. */
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { type FfmpegPlan, LOCAL_ONLY, layoutOf, QUIET } from './plan.ts';

export interface PcmOptions {
  readonly path: string;
  readonly channels: 1 | 2;
  /** Samples at 48 kHz left out at the beginning, and taken after them; by decoding. */
  readonly skipSamples?: number | undefined;
  readonly takeSamples?: number | undefined;
}

/**
 * 32-bit floats, little-endian, channels taking turns, 48 kHz. Two channels become one as their mean:
 * brought to 16 bit first, because ffmpeg adds floats without halving them.
 */
export const pcmPlan = ({ path, channels, skipSamples = 0, takeSamples }: PcmOptions): FfmpegPlan => {
  const shape = `aformat=sample_fmts=s16:sample_rates=${SAMPLE_RATE}:channel_layouts=${layoutOf(channels)}`;
  const end = takeSamples === undefined ? '' : `:end_sample=${skipSamples + takeSamples}`;
  const part = skipSamples > 0 || end !== '' ? `,atrim=start_sample=${skipSamples}${end}` : '';
  return {
    inputs: [{ path, options: [...LOCAL_ONLY, '-threads', '1'] }],
    filter: `[0:a:0]${shape}${part},aformat=sample_fmts=flt[pcm]`,
    outputs: [{ path: null, options: [...QUIET, '-v', 'error', '-map', '[pcm]', '-c:a', 'pcm_f32le', '-f', 'f32le'] }],
  };
};
