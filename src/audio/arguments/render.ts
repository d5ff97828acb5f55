/**
 * Argument list for a whole session: levelled cuts laid end to end to the sample, silence between them,
 * one encoder.
 *
 * Pure. Each part is its own input of one concat filter; a filler longer than its cut is repeated inside the
 * graph, so its file is opened once. Silence is made in the graph. Files carry no tags (render-spec says why).
 */
import type { RenderPart, RenderSpec, SoundFormat } from '../../core/playlist/render-spec.ts';
import { type Correction, correctionFilter } from './level.ts';
import { type FfmpegPlan, LOCAL_ONLY, layoutOf, QUIET, SAME_BYTES } from './plan.ts';

export interface AssembleOptions {
  readonly spec: RenderSpec;
  /** Path of the levelled cut of each of the spec's parts, in the same order. */
  readonly cuts: readonly string[];
  readonly output: string;
  readonly correction: Correction;
}

export const assemblePlan = (options: AssembleOptions): FfmpegPlan => {
  const { spec, cuts } = options;
  const layout = layoutOf(spec.profile.channels);
  const shape = `aformat=sample_fmts=s16:sample_rates=${spec.sampleRate}:channel_layouts=${layout}`;
  const chains: string[] = [];
  const labels: string[] = [];
  const lay = (chain: string) => {
    const label = `[p${labels.length}]`;
    labels.push(label);
    chains.push(`${chain}${label}`);
  };
  let at = 0;
  const silenceUntil = (sample: number) => {
    if (sample > at) {
      lay(`anullsrc=sample_rate=${spec.sampleRate}:channel_layout=${layout},atrim=end_sample=${sample - at},${shape}`);
    }
    at = sample;
  };
  for (const [index, part] of spec.parts.entries()) {
    silenceUntil(part.offset);
    lay(`[${index}:a:0]${[shape, ...cutting(part)].join(',')}`);
    at += part.length;
  }
  silenceUntil(spec.length);
  const joined = `${labels.join('')}concat=n=${labels.length}:v=0:a=1`;
  const correction = correctionFilter(options.correction, spec.length);
  chains.push(`${joined}${correction === '' ? '' : `,${correction}`},aformat=sample_fmts=s16[session]`);
  return {
    inputs: cuts.map((path) => ({ path, options: [...LOCAL_ONLY, '-threads', '1', '-f', 'flac'] })),
    filter: chains.join(';'),
    outputs: [{ path: options.output, options: [...QUIET, '-map', '[session]', ...encoding(spec), ...SAME_BYTES] }],
  };
};

const cutting = (part: RenderPart): string[] => [
  ...(part.length > part.sourceSamples ? [`aloop=loop=-1:size=${part.sourceSamples}`] : []),
  `atrim=end_sample=${part.length}`,
  'asetpts=N/SR/TB',
  ...(part.fadeOut > 0 ? [`afade=type=out:start_sample=${part.length - part.fadeOut}:nb_samples=${part.fadeOut}`] : []),
];

/** MP3 is constant rate with a LAME header, so that players know the exact length and can seek. */
const encoding = (spec: RenderSpec): string[] => {
  const encoders: Record<SoundFormat, string[]> = {
    mp3: [
      ...['-c:a', 'libmp3lame', '-b:a', spec.profile.channels === 1 ? '128k' : '192k'],
      ...['-write_xing', '1', '-id3v2_version', '0', '-f', 'mp3'],
    ],
    wav: ['-c:a', 'pcm_s16le', '-f', 'wav'],
    flac: ['-c:a', 'flac', '-compression_level', '5', '-f', 'flac'],
  };
  return [...encoders[spec.format], '-ar', String(spec.sampleRate)];
};
