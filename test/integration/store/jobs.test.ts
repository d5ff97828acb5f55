/** Jobs: each done once, taken in order of urgency, and free again when whoever took it is gone. */
import { describe, expect, test } from 'vitest';
import { must, ok, refusal } from '../../../src/core/result.ts';
import { openStore, type Rows } from '../../../src/store/database.ts';
import { countWaiting, enqueue, finish, lease, release } from '../../../src/store/jobs.ts';
import { job } from '../../../src/store/schema.ts';
import { inFolder } from '../../support/store-entries.ts';

const NOW = '2025-04-07T00:00:00Z';
const UNTIL = '2025-04-07T00:30:00Z';

const withRows = (use: (rows: Rows) => void): void =>
  inFolder((folder) => {
    const store = must(openStore(folder));
    must(store.transact((rows) => ok(use(rows))));
    store.close();
  });
const add = (rows: Rows, key: string, urgency = 20250407, kind = 'render'): void =>
  enqueue(rows, { kind, key, payload: { key }, urgency }, NOW);
const take = (rows: Rows, now = NOW, until = UNTIL) => lease(rows, 'render', now, until)?.key;
const all = (rows: Rows) => rows.select().from(job).all();
const FAILED = [refusal('audio.tool-missing', { tool: 'ffmpeg' })];

describe('a job', () => {
  test('is there once for its kind and key', () => {
    withRows((rows) => {
      for (const kind of ['render', 'render', 'plan', 'render']) add(rows, 'a', 1, kind);
      expect(all(rows).map(({ kind }) => kind)).toEqual(['render', 'plan']);
      expect(countWaiting(rows, 'render')).toBe(1);
    });
  });

  test('is taken by urgency, then by age, and only by its kind', () => {
    withRows((rows) => {
      add(rows, 'later', 20250408);
      add(rows, 'first', 20250407);
      add(rows, 'second', 20250407);
      add(rows, 'other', 1, 'plan');
      expect([take(rows), take(rows), take(rows), take(rows)]).toEqual(['first', 'second', 'later', undefined]);
    });
  });

  test('wanted sooner than at first moves up, and never back', () => {
    withRows((rows) => {
      add(rows, 'a', 20250407);
      add(rows, 'b', 20250409);
      add(rows, 'b', 20250405);
      add(rows, 'a', 20250410);
      expect(all(rows).map(({ key, urgency }) => [key, urgency])).toEqual([
        ['a', 20250407],
        ['b', 20250405],
      ]);
      expect(take(rows)).toBe('b');
    });
  });

  test('answers what was enqueued, with its lease and the number of the attempt', () => {
    withRows((rows) => {
      add(rows, 'a');
      expect(lease(rows, 'render', NOW, UNTIL)).toMatchObject({
        payload: { key: 'a' },
        leasedUntil: UNTIL,
        attempts: 1,
      });
      expect(lease(rows, 'render', UNTIL, '2025-04-07T01:00:00Z')).toMatchObject({ attempts: 2 });
      expect(all(rows)).toMatchObject([{ attempts: 2, leasedUntil: '2025-04-07T01:00:00Z' }]);
    });
  });
});

describe('a lease', () => {
  test('holds until it runs out', () => {
    withRows((rows) => {
      add(rows, 'a');
      expect(take(rows)).toBe('a');
      expect(take(rows, '2025-04-07T00:29:59Z', '2025-04-07T00:59:59Z')).toBeUndefined();
      expect(take(rows, '2025-04-07T00:30:00Z', '2025-04-07T01:00:00Z')).toBe('a');
    });
  });

  test('given back is free at once', () => {
    withRows((rows) => {
      add(rows, 'a');
      const { id = 0 } = lease(rows, 'render', NOW, UNTIL) ?? {};
      release(rows, id);
      expect(take(rows)).toBe('a');
    });
  });

  test('(i) a clock set back loses nothing: a lease from the future holds nothing', () => {
    withRows((rows) => {
      add(rows, 'a');
      expect(take(rows, '2031-01-01T00:00:00Z', '2031-01-01T00:30:00Z')).toBe('a');
      expect(take(rows)).toBe('a');
    });
  });

  test('(i) a clock that differs a little between two processes gives no job twice', () => {
    withRows((rows) => {
      add(rows, 'a');
      expect(take(rows, '2025-04-07T00:00:20Z', '2025-04-07T00:30:20Z')).toBe('a');
      expect(take(rows)).toBeUndefined();
    });
  });
});

describe('an end', () => {
  test('is not taken again, until it is enqueued again', () => {
    withRows((rows) => {
      add(rows, 'a');
      const { id = 0 } = lease(rows, 'render', NOW, UNTIL) ?? {};
      finish(rows, id, NOW);
      expect(all(rows)).toMatchObject([{ state: 'done', leasedUntil: null, finishedAt: NOW, refusals: null }]);
      expect(take(rows, '2025-04-08T00:00:00Z', '2025-04-08T00:30:00Z')).toBeUndefined();
      expect(countWaiting(rows, 'render')).toBe(0);
      add(rows, 'a', 20250409);
      expect(all(rows)).toMatchObject([{ id, state: 'waiting', urgency: 20250409, finishedAt: null }]);
      expect(take(rows)).toBe('a');
    });
  });

  test('with refusals says why, and they go when it is tried again', () => {
    withRows((rows) => {
      add(rows, 'a');
      const { id = 0 } = lease(rows, 'render', NOW, UNTIL) ?? {};
      finish(rows, id, NOW, FAILED);
      expect(all(rows)).toMatchObject([{ state: 'failed', refusals: FAILED }]);
      add(rows, 'a');
      expect(all(rows)).toMatchObject([{ state: 'waiting', refusals: null }]);
    });
  });

  test('that comes late and badly does not undo another’s good one', () => {
    withRows((rows) => {
      add(rows, 'a');
      const { id = 0 } = lease(rows, 'render', NOW, UNTIL) ?? {};
      lease(rows, 'render', UNTIL, '2025-04-07T01:00:00Z');
      finish(rows, id, NOW);
      finish(rows, id, NOW, FAILED);
      expect(all(rows)).toMatchObject([{ state: 'done', refusals: null }]);
    });
  });
});
