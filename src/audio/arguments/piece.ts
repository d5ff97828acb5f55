/**
 * Argument list for one piece of a session: its parts laid to the sample, levelled, faded and mixed, then encoded as
 * frames that need no others, or written as plain samples.
 *
 * Pure. Each stretch of a master is an input of its own, opened at a whole second before it, so that no long file is
 * decoded from its beginning. Silence is made in the graph. MP3 frames carry no header frame: joining makes it.
 */
import { FRAME } from '../../core/container/mp3.ts';
import type { Sha256 } from '../../core/ids.ts';
import { CONTEXT, type Piece, type PiecePart } from '../../core/playlist/pieces.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { type Correction, quickCorrection } from './level.ts';
import { type FfmpegPlan, LOCAL_ONLY, layoutOf, type PlanInput, QUIET, SAME_BYTES } from './plan.ts';

export interface PieceOptions {
  readonly piece: Piece;
  readonly channels: 1 | 2;
  /** Where each master lies, and what brings it to the profile. */
  readonly pathOf: (master: Sha256) => string;
  readonly levelOf: (master: Sha256) => Correction;
  /** dB for the whole session, after all else. */
  readonly trim: number;
  /** dBTP that the mix of several parts may not pass. */
  readonly ceiling: number;
  readonly output: string;
  /** 'frames': MP3 at so many kbit/s, context included, raised by what the encoder takes off (dB); 'samples': s16le of these samples of the window. */
  readonly as:
    | { readonly kind: 'frames'; readonly kilobits: number; readonly makeUp: number }
    | { readonly kind: 'samples'; readonly from: number; readonly to: number };
}

/** Samples of a piece's sound, context at both ends included. */
export const windowOf = (piece: Pick<Piece, 'frames'>): number => (piece.frames + 2 * CONTEXT) * FRAME;

/** A repeated stretch shorter than this is held in memory and repeated there; a longer one is opened again. */
const HELD = 60 * SAMPLE_RATE;

export const piecePlan = (options: PieceOptions): FfmpegPlan => {
  const { piece, channels, trim, ceiling } = options;
  const window = windowOf(piece);
  const layout = layoutOf(channels);
  const inputs: PlanInput[] = [];
  const chains: string[] = [];
  const labels: string[] = [];
  for (const part of piece.parts) {
    const label = `[p${labels.length}]`;
    const sound = stretch(part, options.pathOf(part.master), layout, inputs, chains, labels.length);
    const filters = [
      quickCorrection(options.levelOf(part.master)),
      part.gainDb === 0 ? '' : quickCorrection({ gain: part.gainDb, limit: part.gainDb > 0 ? ceiling : null }),
      ...fades(part),
      part.at === 0 ? '' : `adelay=delays=${part.at}S:all=1`,
      `apad=whole_len=${window}`,
      `atrim=end_sample=${window}`,
    ].filter((filter) => filter !== '');
    chains.push(`${sound}${filters.join(',')}${label}`);
    labels.push(label);
  }
  const mixed = mix(labels, window, layout, ceiling);
  const after = [
    trim === 0 ? '' : quickCorrection({ gain: trim, limit: trim > 0 ? ceiling : null }),
    ...(options.as.kind === 'frames'
      ? [quickCorrection({ gain: options.as.makeUp, limit: null }), 'aformat=sample_fmts=fltp']
      : [
          `atrim=start_sample=${options.as.from}:end_sample=${options.as.to}`,
          'asetpts=N/SR/TB',
          'aformat=sample_fmts=s16',
        ]),
  ].filter((filter) => filter !== '');
  chains.push(`${mixed}${after.join(',')}[piece]`);
  return {
    inputs,
    filter: chains.join(';'),
    outputs: [{ path: options.output, options: [...QUIET, '-map', '[piece]', ...encoding(options.as), ...SAME_BYTES] }],
  };
};

/** Adds the inputs of a part; answers where its sound begins in the graph, a comma behind it. */
const stretch = (
  part: PiecePart,
  path: string,
  layout: string,
  inputs: PlanInput[],
  chains: string[],
  number: number,
): string => {
  // Channels are brought together in 16 bit, as they are when measured: ffmpeg adds floats without halving them.
  const shape = `aformat=sample_fmts=s16:sample_rates=${SAMPLE_RATE}:channel_layouts=${layout},aformat=sample_fmts=fltp`;
  const open = (from: number, to: number): string => {
    const second = Math.max(0, Math.floor(from / SAMPLE_RATE) - 1);
    const seek = second === 0 ? [] : ['-ss', String(second)];
    inputs.push({ path, options: [...LOCAL_ONLY, '-threads', '1', '-f', 'flac', ...seek] });
    const skipped = second * SAMPLE_RATE;
    return `[${inputs.length - 1}:a:0]atrim=start_sample=${from - skipped}:end_sample=${to - skipped},asetpts=N/SR/TB,${shape}`;
  };
  const { loop } = part;
  if (loop === null) return `${open(part.from, part.from + part.length)},`;
  const ahead = part.from - loop.from;
  if (loop.samples <= HELD)
    return `${open(loop.from, loop.from + loop.samples)},aloop=loop=-1:size=${loop.samples},atrim=start_sample=${ahead}:end_sample=${ahead + part.length},asetpts=N/SR/TB,`;
  const rounds: string[] = [];
  for (let done = 0, at = ahead; done < part.length; at = 0) {
    const count = Math.min(loop.samples - at, part.length - done);
    const label = `[r${number}x${rounds.length}]`;
    chains.push(`${open(loop.from + at, loop.from + at + count)}${label}`);
    rounds.push(label);
    done += count;
  }
  return rounds.length === 1 ? `${rounds[0]}anull,` : `${rounds.join('')}concat=n=${rounds.length}:v=0:a=1,`;
};

const fades = ({ fadeIn, fadeOut, length, curve }: PiecePart): string[] => {
  // Quarter of a sine: two sounds that cross keep their power together.
  const shape = curve === 'power' ? 'qsin' : 'tri';
  return [
    ...(fadeIn > 0 ? [`afade=type=in:start_sample=0:nb_samples=${fadeIn}:curve=${shape}`] : []),
    ...(fadeOut > 0 ? [`afade=type=out:start_sample=${length - fadeOut}:nb_samples=${fadeOut}:curve=${shape}`] : []),
  ];
};

const mix = (labels: readonly string[], window: number, layout: string, ceiling: number): string => {
  if (labels.length === 0)
    return `anullsrc=sample_rate=${SAMPLE_RATE}:channel_layout=${layout},atrim=end_sample=${window},`;
  if (labels.length === 1) return labels[0] ?? '';
  const together = `${labels.join('')}amix=inputs=${labels.length}:normalize=0:duration=longest`;
  return `${together},${quickCorrection({ gain: 0, limit: ceiling })},`;
};

const encoding = (as: PieceOptions['as']): string[] =>
  as.kind === 'samples'
    ? ['-c:a', 'pcm_s16le', '-f', 's16le', '-ar', String(SAMPLE_RATE)]
    : [
        ...['-c:a', 'libmp3lame', '-b:a', `${as.kilobits}k`, '-reservoir', '0', '-ar', String(SAMPLE_RATE)],
        ...['-write_xing', '0', '-id3v2_version', '0', '-write_id3v1', '0', '-f', 'mp3'],
      ];
