/** The detector of conflicts against brute force; `node test/torture/edits.ts` makes more edits and prints the figures. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, nothingJudged, storms } from '../support/edit-storm.ts';

test('after every edit it tells of each two sounds that overlap, and of no others', () => {
  const judged = nothingJudged();
  for (const storm of fc.sample(storms(20), { seed: 5, numRuns: 15 })) judge(storm, judged);
  expect(judged.examples).toEqual([]);
  expect(judged).toMatchObject({ edits: 300, falseAlarms: 0, misses: 0 });
  expect(judged.real).toBeGreaterThan(50);
});
