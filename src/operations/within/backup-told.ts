/** The audit row of a backup, written before older ones make room, and what in loa.db keeps them from going. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { openStore, type Store } from '../../store/database.ts';
import { holdsInForce } from '../../store/holds.ts';
import type { Premises } from '../context.ts';
import { note } from './note.ts';

interface ToldBackup {
  readonly name: string;
  readonly entries: number;
  readonly withSound: boolean;
  /** Older ones that are about to go. */
  readonly removing: readonly string[];
}

/** Refuses with database.*, data.*. */
const inStore = <T>({ dataDir }: Premises, work: (store: Store) => Result<T>): Result<T> => {
  const store = openStore(dataDir);
  if (!store.ok) return store;
  try {
    return work(store.value);
  } finally {
    store.value.close();
  }
};

/** Copies of what is held are not thrown away either. Refuses with database.*, data.*. */
export const isAnythingHeld = (ctx: Premises): Result<boolean> =>
  inStore(ctx, ({ rows }) => ok(holdsInForce(rows).length > 0));

/** Refuses with database.*, data.*. */
export const tellBackup = (ctx: Premises, { name, ...told }: ToldBackup): Result<void> =>
  inStore(ctx, (store) =>
    store.transact((rows) => {
      note(ctx, rows, { operation: 'backup.make', unit: null, subject: `backup/${name}`, before: null, after: told });
      return ok(undefined);
    }),
  );
