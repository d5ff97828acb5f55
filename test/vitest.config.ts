import { defineConfig } from 'vitest/config';

/**
 * One project per kind of test. Kinds of a later group wait for the earlier ones, so that what measures time
 * or drives ffmpeg and Chromium does not share the two cores with everything else.
 */
const project = (
  name: string,
  timeout: number,
  group: number,
  serial = false,
  files = `test/${name}/**/*.test.ts`,
) => ({
  test: {
    name,
    root: new URL('..', import.meta.url).pathname,
    include: [files],
    exclude: name === 'e2e' ? [COMMANDS] : [],
    testTimeout: timeout,
    hookTimeout: timeout,
    // Tests that start processes and drive ffmpeg or Chromium take both cores by themselves.
    fileParallelism: !serial,
    sequence: { groupOrder: group },
  },
});

/** Tests of commands and pages: each waits for one process at a time, so two files go side by side. */
const COMMANDS = 'test/e2e/{cli*,import,*page}.test.ts';

/** Where .ci/run wants the machine-readable report; people get the lines only. */
const report = process.env['LOA_TEST_REPORT'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      project('unit', 10_000, 0),
      project('property', 60_000, 0),
      project('architecture', 180_000, 1),
      project('integration', 120_000, 2),
      project('commands', 300_000, 3, false, COMMANDS),
      project('e2e', 300_000, 4, true),
    ],
    // Both cores: of two, the runner would leave one idle.
    maxWorkers: 2,
    slowTestThreshold: 5_000,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
