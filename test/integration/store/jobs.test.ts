/** Jobs: each done once, taken in order of urgency, and free again when whoever took it is gone. */
import { describe, expect, test } from 'vitest';
import { must, ok, refusal } from '../../../src/core/result.ts';
import { openStore, type Rows } from '../../../src/store/database.ts';
import {
  backOff,
  cancel,
  countWaiting,
  endCancelled,
  enqueue,
  fail,
  finish,
  lease,
  release,
  renew,
  retry,
  standingOf,
} from '../../../src/store/jobs.ts';
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
const take = (rows: Rows, now = NOW, until = UNTIL) => lease(rows, ['render'], now, until)?.key;
const taken = (rows: Rows, now = NOW, until = UNTIL) => {
  const leased = lease(rows, ['render'], now, until);
  if (leased === undefined) throw new Error('nothing to take');
  return leased;
};
const all = (rows: Rows) => rows.select().from(job).all();
const FAILED = [refusal('audio.tool-missing', { tool: 'ffmpeg' })];

describe('a job', () => {
  test('is there once for its kind and key', () => {
    withRows((rows) => {
      for (const kind of ['render', 'render', 'plan', 'render']) add(rows, 'a', 1, kind);
      expect(all(rows).map(({ kind }) => kind)).toEqual(['render', 'plan']);
      expect(countWaiting(rows, ['render'])).toBe(1);
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
      expect(lease(rows, ['render'], NOW, UNTIL)).toMatchObject({
        payload: { key: 'a' },
        leasedUntil: UNTIL,
        attempts: 1,
      });
      expect(lease(rows, ['render'], UNTIL, '2025-04-07T01:00:00Z')).toMatchObject({ attempts: 2 });
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
      const held = taken(rows);
      release(rows, held);
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
      const held = taken(rows);
      finish(rows, held, NOW);
      expect(all(rows)).toMatchObject([{ state: 'done', leasedUntil: null, finishedAt: NOW, refusals: null }]);
      expect(take(rows, '2025-04-08T00:00:00Z', '2025-04-08T00:30:00Z')).toBeUndefined();
      expect(countWaiting(rows, ['render'])).toBe(0);
      add(rows, 'a', 20250409);
      expect(all(rows)).toMatchObject([{ id: held.id, state: 'waiting', urgency: 20250409, finishedAt: null }]);
      expect(take(rows)).toBe('a');
    });
  });

  test('with refusals says why, and stays so until somebody asks for it again', () => {
    withRows((rows) => {
      add(rows, 'a');
      const held = taken(rows);
      fail(rows, held, NOW, FAILED);
      add(rows, 'a');
      expect(all(rows)).toMatchObject([{ state: 'failed', refusals: FAILED }]);
      expect(take(rows, UNTIL, '2025-04-07T01:00:00Z')).toBeUndefined();
      retry(rows, held.id);
      expect(all(rows)).toMatchObject([{ state: 'waiting', refusals: null, progress: 0, finishedAt: null }]);
      expect(take(rows)).toBe('a');
    });
  });

  test('that comes late and badly does not undo another’s good one', () => {
    withRows((rows) => {
      add(rows, 'a');
      const held = taken(rows);
      lease(rows, ['render'], UNTIL, '2025-04-07T01:00:00Z');
      finish(rows, held, NOW);
      fail(rows, held, NOW, FAILED);
      expect(all(rows)).toMatchObject([{ state: 'done', refusals: null }]);
    });
  });
});

describe('a rest after a failure', () => {
  test('is as long as said, says why, and is not taken for a lease from a clock set back', () => {
    withRows((rows) => {
      add(rows, 'a');
      backOff(rows, taken(rows, NOW, '2025-04-07T00:01:00Z'), '2025-04-07T00:15:00Z', FAILED);
      expect(all(rows)).toMatchObject([{ state: 'waiting', refusals: FAILED, startedAt: null }]);
      expect(take(rows, '2025-04-07T00:14:59Z', '2025-04-07T00:15:59Z')).toBeUndefined();
      expect(taken(rows, '2025-04-07T00:15:00Z', '2025-04-07T00:16:00Z')).toMatchObject({
        refusals: null,
        attempts: 2,
      });
    });
  });
  test('(i) that a clock since set back gave a year ahead holds nothing', () => {
    withRows((rows) => {
      add(rows, 'a');
      backOff(rows, taken(rows, '2026-04-07T00:00:00Z', '2026-04-07T00:01:00Z'), '2026-04-07T00:15:00Z', FAILED);
      expect(take(rows, NOW, '2025-04-07T00:01:00Z')).toBe('a');
    });
  });
  test('can be cut short', () => {
    withRows((rows) => {
      add(rows, 'a');
      const held = taken(rows);
      backOff(rows, held, UNTIL, FAILED);
      retry(rows, held.id);
      expect(take(rows)).toBe('a');
    });
  });
});

describe('who was thought dead', () => {
  const taking = (rows: Rows) => {
    add(rows, 'a');
    const first = taken(rows);
    const second = taken(rows, UNTIL, '2025-04-07T01:00:00Z');
    expect([first.attempts, second.attempts]).toEqual([1, 2]);
    return { first, second };
  };
  test('neither keeps, nor gives back, nor fails what another has taken since', () => {
    withRows((rows) => {
      const { first, second } = taking(rows);
      expect(renew(rows, first, '2030-01-01T00:00:00Z', 0.5)).toBe(false);
      release(rows, first);
      fail(rows, first, NOW, FAILED);
      backOff(rows, first, NOW, FAILED);
      endCancelled(rows, first, NOW);
      expect(standingOf(rows, first)).toBe('lost');
      expect(all(rows)).toMatchObject([{ state: 'waiting', leasedUntil: second.leasedUntil, progress: 0 }]);
      expect(renew(rows, second, '2025-04-07T01:30:00Z', 0.5)).toBe(true);
      expect(all(rows)).toMatchObject([{ leasedUntil: '2025-04-07T01:30:00Z', progress: 0.5 }]);
    });
  });
  test('and yet has done it well: it is done', () => {
    withRows((rows) => {
      const { first, second } = taking(rows);
      finish(rows, first, NOW);
      expect(all(rows)).toMatchObject([{ state: 'done', progress: 1 }]);
      expect(standingOf(rows, second)).toBe('lost');
    });
  });
});

describe('cancelling', () => {
  test('ends at once what nobody works on', () => {
    withRows((rows) => {
      add(rows, 'a');
      cancel(rows, all(rows)[0]?.id ?? 0, NOW, false);
      expect(all(rows)).toMatchObject([{ state: 'cancelled', finishedAt: NOW }]);
      add(rows, 'a');
      expect(take(rows)).toBeUndefined();
    });
  });
  test('tells whoever works on it, who ends it', () => {
    withRows((rows) => {
      add(rows, 'a');
      const held = taken(rows);
      cancel(rows, held.id, NOW, true);
      expect(standingOf(rows, held)).toBe('cancelled');
      expect(all(rows)).toMatchObject([{ state: 'waiting', cancelledAt: NOW }]);
      endCancelled(rows, held, UNTIL);
      expect(all(rows)).toMatchObject([{ state: 'cancelled', leasedUntil: null, finishedAt: UNTIL }]);
    });
  });
  test('holds when its worker died before it heard of it', () => {
    withRows((rows) => {
      add(rows, 'a');
      cancel(rows, taken(rows).id, NOW, true);
      expect(take(rows, UNTIL, '2025-04-07T01:00:00Z')).toBeUndefined();
      expect(all(rows)).toMatchObject([{ state: 'cancelled', finishedAt: UNTIL }]);
    });
  });
});
