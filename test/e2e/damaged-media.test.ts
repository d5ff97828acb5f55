/** Sixty damaged files of every format, alone on the machine because strangers’ files are decoded at low priority; `npm run media` takes in thousands. */
import { expect, test } from 'vitest';
import { mutateMedia } from '../support/mutated-media.ts';

// The same bytes on every run: a red test must be red again when it is looked at.
const SEED = 57;

test('damaged files are taken in or refused with a known code, and leave nothing behind', async () => {
  const { counts, faults } = await mutateMedia(60, SEED);
  expect(faults).toEqual([]);
  // It would find nothing if every file were refused at the door, or none were.
  expect(counts['taken in'] ?? 0).toBeGreaterThan(10);
  expect(counts['media.not-sound'] ?? 0).toBeGreaterThan(3);
  expect(counts['media.truncated'] ?? 0).toBeGreaterThan(3);
});
