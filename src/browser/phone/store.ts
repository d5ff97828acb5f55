/** Where the list of presses lies on the telephone, and the player beside it: IndexedDB, each step one transaction, so that two pages never tread on each other. */
import { advance, type Queue, type Queued, type Step } from './queue.ts';

const [NAME, VERSION] = ['loa-phone', 2];
export const [PRESSES, PLAYER, SOUNDS] = ['presses', 'player', 'sounds'];

/** The list as it is stored, and the next step of it. */
export interface QueueStore {
  readonly read: () => Promise<Queue>;
  /** Answers the list after the step, once it is on the disk. */
  readonly take: (step: Step) => Promise<Queue>;
}

export const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** When all of a transaction is on the disk. */
export const whole = (writing: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    writing.oncomplete = () => resolve();
    writing.onabort = () => reject(writing.error);
  });

/** Rejects where the browser keeps nothing (a private window, a full telephone). */
export const openPhone = async (): Promise<IDBDatabase> => {
  const opening = indexedDB.open(NAME, VERSION);
  opening.onupgradeneeded = () => {
    const { result } = opening;
    const has = (store: string): boolean => result.objectStoreNames.contains(store);
    if (!has(PRESSES)) result.createObjectStore(PRESSES, { keyPath: 'id' });
    for (const store of [PLAYER, SOUNDS]) if (!has(store)) result.createObjectStore(store);
  };
  const database = await done(opening);
  // A newer page in another window may want to change it.
  database.onversionchange = () => database.close();
  return database;
};

/** Rejects as openPhone() does. */
export const openQueue = async (): Promise<QueueStore> => {
  const database = await openPhone();
  const read = async (): Promise<Queue> =>
    done(database.transaction(PRESSES).objectStore(PRESSES).getAll() as IDBRequest<Queued[]>);
  return {
    read,
    take: async (step) => {
      // 'strict': a telephone that loses its battery the moment after has it.
      const writing = database.transaction(PRESSES, 'readwrite', { durability: 'strict' });
      const written = whole(writing);
      const rows = writing.objectStore(PRESSES);
      const before = await done(rows.getAll() as IDBRequest<Queued[]>);
      const next = advance(before, step);
      const kept = new Set(next.map(({ id }) => id));
      for (const one of before) if (!kept.has(one.id)) rows.delete(one.id);
      for (const one of next) if (!before.includes(one)) rows.put(one);
      await written;
      return next;
    },
  };
};
