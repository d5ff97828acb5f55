/** Some five thousand generated requests; `npm run fuzz` asks more. */
import { expect, test } from 'vitest';
import { fuzz } from '../../support/fuzz.ts';

// The same cases on every run: a red test must be red again when it is looked at.
const SEED = 57;

test('nothing that anybody asks is a fault, does not fit the document, or tells of a foreign unit', async () => {
  const { fault, requests, checked, marked, served, statuses } = await fuzz(5500, SEED);
  expect(fault).toBeNull();
  expect(requests).toBe(5500);
  // It would find nothing if it were refused everything, or asked nothing that is refused.
  expect(checked).toBeGreaterThan(2500);
  expect(marked).toBeGreaterThan(300);
  for (const name of ['technician here', 'editor there', 'boardOfficer of the centre', 'machine here', 'site'])
    expect(served[name], name).toBeGreaterThan(10);
  for (const status of [200, 201, 401, 403, 404, 405, 422]) expect(statuses[status], String(status)).toBeGreaterThan(5);
});
