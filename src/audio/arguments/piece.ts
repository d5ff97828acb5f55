/**
 * Argument lists for pieces of a session: parts laid to the sample, levelled, faded and mixed, then encoded as frames that
 * need no others (several pieces by one run), or written as plain samples.
 *
 * Pure. Each stretch of a master is an input of its own, opened at a whole second before it, so that no long file is
 * decoded from its beginning. Silence is made in the graph. MP3 frames carry no header frame: joining makes it.
 */
import { FRAME } from '../../core/container/mp3.ts';
import type { Sha256 } from '../../core/ids.ts';
import { CONTEXT, type Piece, type PiecePart } from '../../core/playlist/pieces.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { type Correction, quickCorrection } from './level.ts';
import { type FfmpegPlan, LOCAL_ONLY, layoutOf, type PlanInput, type PlanOutput, QUIET, SAME_BYTES } from './plan.ts';

export interface OnePiece {
  readonly piece: Piece;
  readonly output: string;
  /** What brings each master to the profile. */
  readonly levelOf: (master: Sha256) => Correction;
  /** dBTP that the mix of several parts may not pass. */
  readonly ceiling: number;
}

export interface PieceWay {
  readonly channels: 1 | 2;
  readonly pathOf: (master: Sha256) => string;
  /** dB for the whole session, after all else. */
  readonly trim: number;
}

/** Samples of a piece's sound, context at both ends included. */
export const windowOf = (piece: Pick<Piece, 'frames'>): number => (piece.frames + 2 * CONTEXT) * FRAME;

/** A repeated stretch shorter than this is held in memory and repeated there; a longer one is opened again. */
const HELD = 60 * SAMPLE_RATE;

/** Pieces as MP3 frames, context included; `makeUp`: dB that the encoder takes off. */
export const framesPlan = (
  pieces: readonly OnePiece[],
  way: PieceWay & { readonly kilobits: number; readonly makeUp: number },
): FfmpegPlan => {
  const graph = newGraph();
  const end = [quickCorrection({ gain: way.makeUp, limit: null }), 'aformat=sample_fmts=fltp'];
  const outputs = pieces.map((one, n): PlanOutput => {
    sound(graph, one, way, end, `e${n}`);
    const encoder = ['-c:a', 'libmp3lame', '-b:a', `${way.kilobits}k`, '-reservoir', '0', '-ar', String(SAMPLE_RATE)];
    const bare = ['-write_xing', '0', '-id3v2_version', '0', '-write_id3v1', '0', '-f', 'mp3'];
    return {
      path: one.output,
      options: [...(n === 0 ? QUIET : []), '-map', `[e${n}]`, ...encoder, ...bare, ...SAME_BYTES],
    };
  });
  return planOf(graph, outputs);
};

/** Samples `from` to `to` (not included) of one piece's window, as s16le. */
export const samplesPlan = (one: OnePiece, way: PieceWay, from: number, to: number): FfmpegPlan => {
  const graph = newGraph();
  const end = [`atrim=start_sample=${from}:end_sample=${to}`, 'asetpts=N/SR/TB', 'aformat=sample_fmts=s16'];
  sound(graph, one, way, end, 'e0');
  const bare = ['-c:a', 'pcm_s16le', '-f', 's16le', '-ar', String(SAMPLE_RATE)];
  return planOf(graph, [{ path: one.output, options: [...QUIET, '-map', '[e0]', ...bare, ...SAME_BYTES] }]);
};

interface Graph {
  readonly inputs: PlanInput[];
  readonly chains: string[];
}

const newGraph = (): Graph => ({ inputs: [], chains: [] });

const planOf = ({ inputs, chains }: Graph, [first, ...more]: readonly PlanOutput[]): FfmpegPlan => {
  if (first === undefined) throw new Error('a plan of no pieces');
  return { inputs, filter: chains.join(';'), outputs: [first, ...more] };
};

/** Lays the sound of a piece into the graph; it comes out as [label]. */
const sound = (graph: Graph, one: OnePiece, way: PieceWay, end: readonly string[], label: string): void => {
  const { piece, levelOf, ceiling } = one;
  const window = windowOf(piece);
  const labels = piece.parts.map((part, n) => {
    const own = `${label}p${n}`;
    const filters = [
      quickCorrection(levelOf(part.master)),
      quickCorrection({ gain: part.gainDb, limit: part.gainDb > 0 ? ceiling : null }),
      ...fades(part),
      part.at === 0 ? '' : `adelay=delays=${part.at}S:all=1`,
      `apad=whole_len=${window}`,
      `atrim=end_sample=${window}`,
    ];
    graph.chains.push(`${stretch(graph, part, way, own)}${chained(filters)}[${own}]`);
    return `[${own}]`;
  });
  const after = [quickCorrection({ gain: way.trim, limit: way.trim > 0 ? ceiling : null }), ...end];
  graph.chains.push(`${mix(labels, window, layoutOf(way.channels), ceiling)}${chained(after)}[${label}]`);
};

const chained = (filters: readonly string[]): string => filters.filter((filter) => filter !== '').join(',');

/** Adds the inputs of a part; answers where its sound begins in the graph, a comma behind it. */
const stretch = ({ inputs, chains }: Graph, part: PiecePart, way: PieceWay, label: string): string => {
  const layout = layoutOf(way.channels);
  // Channels are brought together in 16 bit, as they are when measured: ffmpeg adds floats without halving them.
  const shape = `aformat=sample_fmts=s16:sample_rates=${SAMPLE_RATE}:channel_layouts=${layout},aformat=sample_fmts=fltp`;
  const open = (from: number, to: number): string => {
    const second = Math.max(0, Math.floor(from / SAMPLE_RATE) - 1);
    const seek = second === 0 ? [] : ['-ss', String(second)];
    inputs.push({ path: way.pathOf(part.master), options: [...LOCAL_ONLY, '-threads', '1', '-f', 'flac', ...seek] });
    const skipped = second * SAMPLE_RATE;
    return `[${inputs.length - 1}:a:0]atrim=start_sample=${from - skipped}:end_sample=${to - skipped},asetpts=N/SR/TB,${shape}`;
  };
  const { loop, from, length } = part;
  if (loop === null) return `${open(from, from + length)},`;
  const ahead = from - loop.from;
  if (loop.samples <= HELD) {
    const held = `${open(loop.from, loop.from + loop.samples)},aloop=loop=-1:size=${loop.samples}`;
    return `${held},atrim=start_sample=${ahead}:end_sample=${ahead + length},asetpts=N/SR/TB,`;
  }
  const rounds: string[] = [];
  for (let done = 0, at = ahead; done < length; at = 0) {
    const count = Math.min(loop.samples - at, length - done);
    const round = `[${label}r${rounds.length}]`;
    chains.push(`${open(loop.from + at, loop.from + at + count)}${round}`);
    rounds.push(round);
    done += count;
  }
  return `${rounds.join('')}concat=n=${rounds.length}:v=0:a=1,`;
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
