/** Two ways of doing the same, run in turn and compared by medians. */

export interface Row {
  readonly what: string;
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
  readonly baseline: string;
}

/** What `npm run bench -- NAME` runs alone. */
export type Subject = () => Promise<readonly Row[]>;

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Work = (n: number) => Promise<unknown> | unknown;

interface Pair {
  readonly what: string;
  readonly baseline: string;
  readonly times: number;
  readonly ours: Work;
  readonly theirs: Work;
  readonly unit?: 'ms' | 's';
}

/** Runs both sides in turn (ours, theirs, ours …), so that a machine whose speed drifts favours neither. */
export const compare = async ({ what, baseline, times, ours, theirs, unit = 'ms' }: Pair): Promise<Row> => {
  const took: [number[], number[]] = [[], []];
  for (let n = 0; n < times; n += 1)
    for (const [side, run] of [ours, theirs].entries()) {
      const started = performance.now();
      await run(n);
      took[side]?.push((performance.now() - started) / (unit === 's' ? 1000 : 1));
    }
  return { what, ours: median(took[0]), theirs: median(took[1]), unit, baseline };
};
