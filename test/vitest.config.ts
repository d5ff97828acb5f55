import { defineConfig } from 'vitest/config';

/** One project per kind of test, slowest last. All of them together are `npm test`. */
const project = (name: string, timeout: number, serial = false) => ({
  test: {
    name,
    root: new URL('..', import.meta.url).pathname,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: timeout,
    hookTimeout: timeout,
    // Tests that start processes and drive ffmpeg or Chromium take both cores by themselves.
    fileParallelism: !serial,
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit', 10_000),
      project('property', 60_000),
      project('integration', 120_000),
      project('architecture', 180_000),
      project('e2e', 300_000, true),
    ],
  },
});
