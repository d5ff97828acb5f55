/** store.transact: all or nothing, and never one inside another. */
import { describe, expect, test } from 'vitest';
import { must, ok, refuse } from '../../../src/core/result.ts';
import { writeAudit } from '../../../src/store/audit.ts';
import { openStore, type Rows, type Store } from '../../../src/store/database.ts';
import { audit } from '../../../src/store/schema.ts';
import { inFolder } from '../../support/store-entries.ts';

const write = (rows: Rows, operation: string) =>
  writeAudit(rows, { at: '2025-04-07T00:00:00Z', actor: 'test', operation, detail: {} });
const written = ({ rows }: Store) =>
  rows
    .select()
    .from(audit)
    .all()
    .map(({ operation }) => operation);
const withStore = (use: (store: Store) => void) =>
  inFolder((folder) => {
    const store = must(openStore(folder));
    use(store);
    store.close();
  });

describe('a transaction', () => {
  test('keeps what was done and answers its value', () => {
    withStore((store) => {
      expect(store.transact((rows) => ok(write(rows, 'a')))).toEqual(ok(undefined));
      expect(written(store)).toEqual(['a']);
    });
  });

  test('that is refused keeps nothing and answers the refusal as it is', () => {
    withStore((store) => {
      const refused = refuse('channel.unknown', { id: 'x', known: '' });
      const answer = store.transact((rows) => {
        write(rows, 'a');
        expect(rows.select().from(audit).all()).toHaveLength(1);
        return refused;
      });
      expect(answer).toBe(refused);
      expect(written(store)).toEqual([]);
      // And the next one works.
      store.transact((rows) => ok(write(rows, 'b')));
      expect(written(store)).toEqual(['b']);
    });
  });

  test('that throws keeps nothing and throws on the very same thing', () => {
    withStore((store) => {
      const bug = new Error('a bug');
      const run = () =>
        store.transact((rows) => {
          write(rows, 'a');
          throw bug;
        });
      expect(run).toThrow(bug);
      expect(written(store)).toEqual([]);
      store.transact((rows) => ok(write(rows, 'b')));
      expect(written(store)).toEqual(['b']);
    });
  });

  test('a broken constraint is a bug: thrown, and nothing kept', () => {
    withStore((store) => {
      const run = () =>
        store.transact((rows) => {
          write(rows, 'a');
          return ok(rows.insert(audit).values({ id: 1, at: '', actor: '', operation: 'b', detail: {} }).run());
        });
      expect(run).toThrow(/UNIQUE/);
      expect(written(store)).toEqual([]);
    });
  });

  test('inside another is a bug, says so, and nothing of either is kept', () => {
    withStore((store) => {
      const nested = () =>
        store.transact((rows) => {
          write(rows, 'outer');
          return store.transact((inner) => ok(write(inner, 'inner')));
        });
      expect(nested).toThrow('a transaction is already open');
      expect(written(store)).toEqual([]);
    });
  });

  test('cannot wait for anything', () => {
    withStore((store) => {
      const waiting = () => store.transact((async (rows: Rows) => ok(write(rows, 'a'))) as never);
      expect(waiting).toThrow('cannot wait');
      expect(written(store)).toEqual([]);
    });
  });
});
