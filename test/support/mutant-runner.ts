/**
 * A process that tries wrong programs: started by test/torture/mutants.ts, told one source at a time, answers whether a test
 * noticed. A program that never ends is ended with the process, by who started it.
 *
 * Nothing is written to any file: the runner of the tests is handed the other source when it loads the file.
 */
import { createVitest } from 'vitest/node';

export interface Trial {
  /** The file to be replaced, as an absolute path, and its text; null: everything as it stands. */
  readonly replaced: { readonly path: string; readonly source: string } | null;
  /** Test files, as absolute paths, in the order to be asked; the first runs alone, because it mostly suffices. */
  readonly tests: readonly string[];
}

export interface Verdict {
  /** The test file that noticed; null: none. */
  readonly noticedBy: string | null;
}

let replaced: Trial['replaced'] = null;

const vitest = await createVitest(
  {
    root: new URL('../..', import.meta.url).pathname,
    config: false,
    watch: false,
    bail: 1,
    pool: 'threads',
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    // What is kept between runs is kept by path and would be the same for every program.
    fsModuleCache: false,
    include: ['test/unit/**/*.test.ts'],
    testTimeout: 30_000,
    reporters: [{}],
  },
  {
    plugins: [
      { name: 'mutant', enforce: 'pre', load: (id: string) => (id === replaced?.path ? replaced.source : null) },
    ],
  },
);
const specifications = await vitest.globTestSpecifications();

/** The first of `tests` that fails, or fails to load. */
const failing = async (tests: readonly string[]): Promise<string | null> => {
  const asked = specifications.filter(({ moduleId }) => tests.includes(moduleId));
  if (asked.length === 0) return null;
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(asked);
  const failed = testModules.find((module) => tests.includes(module.moduleId) && module.state() === 'failed');
  return failed?.moduleId ?? (unhandledErrors.length > 0 ? 'an error outside of tests' : null);
};

process.on('message', async (trial: Trial) => {
  const before = replaced?.path;
  replaced = trial.replaced;
  for (const path of [before, replaced?.path]) if (path !== undefined) vitest.invalidateFile(path);
  const noticedBy = (await failing(trial.tests.slice(0, 1))) ?? (await failing(trial.tests.slice(1)));
  process.send?.({ noticedBy } satisfies Verdict);
});
// Whoever started it is gone.
process.once('disconnect', () => process.exit());
process.send?.('ready');
