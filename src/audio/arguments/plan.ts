/**
 * An ffmpeg run as data: what goes in, one filter graph, what comes out; and its argument list.
 *
 * Pure. Every path is absolute and goes out as `file:…`, so that no name can be taken for a protocol or an
 * option. There are no lavfi inputs (fluent-ffmpeg cannot use them with ffmpeg ≥ 7: silence is made inside
 * the graph) and no concat lists (a quote in a name becomes another line of the list).
 */

export interface PlanInput {
  readonly path: string;
  readonly options: readonly string[];
}

export interface PlanOutput {
  /** An absolute path, or null: decoded and thrown away. */
  readonly path: string | null;
  readonly options: readonly string[];
}

export interface FfmpegPlan {
  readonly inputs: readonly PlanInput[];
  readonly filter: string | null;
  readonly outputs: readonly [PlanOutput, ...PlanOutput[]];
}

/** How a path is written in an argument list; throws on a relative one. */
export const fileArgument = (path: string): string => {
  if (!path.startsWith('/')) throw new Error(`not an absolute path: ${path}`);
  return `file:${path}`;
};

/** How an output is written: its file, or ffmpeg's standard output that the null format never writes to. */
export const outputArgument = (output: PlanOutput): string => (output.path === null ? '-' : fileArgument(output.path));

/** The whole argument list, in the order in which fluent-ffmpeg writes the same plan. */
export const argv = (plan: FfmpegPlan): string[] => [
  ...plan.inputs.flatMap((input) => [...input.options, '-i', fileArgument(input.path)]),
  ...(plan.filter === null ? [] : ['-filter_complex', plan.filter]),
  ...plan.outputs.flatMap((output) => [...output.options, outputArgument(output)]),
];

/**
 * Never waits for a keyboard, says nothing about itself, and may write over its own temporary file (the
 * library's own `-y` is missing for outputs written as `file:`). Global options, written once per run.
 */
export const QUIET = ['-nostdin', '-hide_banner', '-y'] as const;

/** Only local files: the lock that keeps a playlist in disguise from reaching the network. */
export const LOCAL_ONLY = ['-protocol_whitelist', 'file,pipe'] as const;

/** Options that keep names, versions and dates out of a file, so that the same sound has the same bytes. */
export const SAME_BYTES = [
  '-map_metadata',
  '-1',
  '-map_chapters',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:a',
  '+bitexact',
];

/** dB as the factor that alimiter wants. */
export const linear = (db: number): string => (10 ** (db / 20)).toFixed(6);

/** A number of dB with the sign and digits that filters accept. */
export const decibel = (db: number): string => `${db.toFixed(2)}dB`;

export const layoutOf = (channels: 1 | 2): 'mono' | 'stereo' => (channels === 1 ? 'mono' : 'stereo');
