import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longest-first.ts';

/** Tests that count on having the machine: they kill at moments that were timed, decode at low priority, or weigh the service's memory. */
const ALONE = 'test/e2e/{damaged-media,job-kills,large-upload,witness}.test.ts';

/**
 * Kinds whose files share a worker's modules: loading them anew for each file is half of the time of a short one. A test
 * of these leaves nothing behind in a module, in the environment or in the process.
 */
const SHARED: readonly string[] = ['unit', 'property', 'commands'];

/**
 * One project per kind of test. Kinds of a later group wait for the earlier ones, so that what measures time or drives
 * ffmpeg and Chromium does not share the two cores with everything else.
 */
const project = (name: string, timeout: number, group: number, files = `test/${name}/**/*.test.ts`) => ({
  test: {
    name,
    root: new URL('..', import.meta.url).pathname,
    include: [files],
    exclude: name === 'commands' ? [ALONE] : [],
    testTimeout: timeout,
    hookTimeout: timeout,
    isolate: !SHARED.includes(name),
    fileParallelism: files !== ALONE,
    sequence: { groupOrder: group },
    // A page that has been asked for is not there yet.
    expect: { poll: { timeout: 10_000 } },
  },
});

/** Where .ci/run wants the machine-readable report; people get the lines only. */
const report = process.env['LOA_TEST_REPORT'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      project('unit', 10_000, 0),
      project('property', 60_000, 0),
      project('integration', 120_000, 1),
      // Each waits for one process at a time, so two files go side by side.
      project('architecture', 180_000, 2),
      project('commands', 300_000, 2, 'test/e2e/*.test.ts'),
      project('e2e', 300_000, 3, ALONE),
    ],
    // Both cores: of two, the runner would leave one idle.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    slowTestThreshold: 5_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
