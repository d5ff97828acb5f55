/** `loa jobs` as a person types it: the list, as one document, cancelling and trying again. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { must, ok } from '../../src/core/result.ts';
import { openStore } from '../../src/store/database.ts';
import { enqueue, fail, findJobByKey } from '../../src/store/jobs.ts';
import { loa } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-cli-jobs-'));
const data = join(folder, 'var');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('says what waits and what failed, prints one document, cancels and tries again', async () => {
  const file = join(folder, 'don-vi.yaml');
  writeFileSync(file, 'units: [{ id: xa-a, name: "Xã A", kind: "xã" }]\n');
  expect(await loa(data, ['apply', file])).toMatchObject({ code: 0 });
  const store = must(openStore(data));
  const at = '2026-11-23T01:00:00Z';
  must(
    store.transact((rows) => {
      for (const [key, label] of [
        ['a', 'Buổi phát sáng 23/11'],
        ['b', 'Buổi phát chiều 23/11'],
      ] as const)
        enqueue(rows, { kind: 'render', key, payload: { spec: {}, places: [] }, urgency: 1, label }, at);
      const bad = findJobByKey(rows, 'render', 'b');
      if (bad !== undefined) fail(rows, bad, at, [{ code: 'media.unknown', params: { id: 'tin-9.wav' } }]);
      return ok(null);
    }),
  );
  store.close();

  const listed = await loa(data, ['jobs']);
  expect(listed).toMatchObject({ code: 0, err: '1 việc đang làm hoặc đang chờ.\n' });
  expect(listed.out).toMatch(
    /^2 {2}bị lỗi · Buổi phát chiều 23\/11\n {4}.*tin-9\.wav.* \[media\.unknown\]\n1 {2}đang chờ · Buổi phát sáng 23\/11\n$/,
  );
  expect(JSON.parse((await loa(data, ['jobs', '--json'])).out)).toMatchObject({
    jobs: [
      { id: 2, state: 'failed', reasons: [{ code: 'media.unknown' }] },
      { id: 1, state: 'waiting', percent: 0 },
    ],
    next: null,
  });
  expect(await loa(data, ['jobs', 'cancel', '1'])).toMatchObject({ code: 0, err: 'Đã yêu cầu hủy việc số 1.\n' });
  const again = await loa(data, ['jobs', 'retry', '2', '--json']);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({ id: 2 });
  expect(JSON.parse((await loa(data, ['jobs', '--json'])).out)).toMatchObject({
    jobs: [
      { id: 2, state: 'waiting', reasons: [] },
      { id: 1, state: 'cancelled' },
    ],
  });
  // What is not there, has ended, or is no number is said so, and nothing is printed as an answer.
  expect(await loa(data, ['jobs', 'cancel', '99'])).toMatchObject({ code: 1, out: '' });
  expect((await loa(data, ['jobs', 'cancel', 'mot'])).code).toBe(2);
});
