/** Argument list for decoding one of our own files to PCM on standard output. Pure. */
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { type FfmpegPlan, LOCAL_ONLY, layoutOf, QUIET } from './plan.ts';

export interface PcmOptions {
  readonly path: string;
  readonly channels: 1 | 2;
  /** Samples at 48 kHz left out at the beginning, and taken after them; by decoding. */
  readonly skipSamples?: number | undefined;
  readonly takeSamples?: number | undefined;
  /** A filter chain that the sound passes before it is heard. */
  readonly filter?: string | undefined;
}

/** In large writes: a small one for every packet costs reader and writer more than the decoding. */
const PIPED = ['-c:a', 'pcm_s16le', '-flush_packets', '0', '-f', 's16le'] as const;

/**
 * 16-bit integers, little-endian (half of what floats take through a pipe), channels taking turns, 48 kHz. Two channels become one as their mean:
 * brought to 16 bit first, because ffmpeg adds floats without halving them.
 */
export const pcmPlan = ({ path, channels, skipSamples = 0, takeSamples, filter = '' }: PcmOptions): FfmpegPlan => {
  const shape = `aformat=sample_fmts=s16:sample_rates=${SAMPLE_RATE}:channel_layouts=${layoutOf(channels)}`;
  const end = takeSamples === undefined ? '' : `:end_sample=${skipSamples + takeSamples}`;
  const part = skipSamples > 0 || end !== '' ? `,atrim=start_sample=${skipSamples}${end}` : '';
  return {
    inputs: [{ path, options: [...LOCAL_ONLY, '-threads', '1'] }],
    filter: `[0:a:0]${shape}${part}${filter === '' ? '' : `,${filter}`},aformat=sample_fmts=s16,asetnsamples=n=16384:p=0[pcm]`,
    outputs: [{ path: null, options: [...QUIET, '-v', 'error', '-map', '[pcm]', ...PIPED] }],
  };
};

/** Several files of ours one after the other, each cut or filled to its samples. */
export const rowPlan = (
  files: readonly { readonly path: string; readonly samples: number }[],
  channels: 1 | 2,
): FfmpegPlan => {
  const shape = `aformat=sample_fmts=s16:sample_rates=${SAMPLE_RATE}:channel_layouts=${layoutOf(channels)}`;
  const chains = files.map(
    ({ samples }, n) => `[${n}:a:0]${shape},apad=whole_len=${samples},atrim=end_sample=${samples}[f${n}]`,
  );
  const labels = files.map((_, n) => `[f${n}]`).join('');
  return {
    inputs: files.map(({ path }) => ({ path, options: [...LOCAL_ONLY, '-threads', '1'] })),
    filter: `${chains.join(';')};${labels}concat=n=${files.length}:v=0:a=1,asetnsamples=n=16384:p=0[pcm]`,
    outputs: [{ path: null, options: [...QUIET, '-v', 'error', '-map', '[pcm]', ...PIPED] }],
  };
};
