/** When tokens were used is written many at a time, at the latest when the file is closed. */
import { expect, test } from 'vitest';
import type { Sha256, TokenId } from '../../../src/core/ids.ts';
import { must, ok } from '../../../src/core/result.ts';
import { openStore, type Store } from '../../../src/store/database.ts';
import { addTokenRow, findToken } from '../../../src/store/tokens.ts';
import { inFolder } from '../../support/store-entries.ts';

const IDS = ['t-0', 't-1', 't-2'] as TokenId[];

const withTokens = (folder: string): Store => {
  const store = must(openStore(folder));
  must(
    store.transact((rows) => {
      for (const [n, id] of IDS.entries())
        addTokenRow(rows, {
          ...{
            id,
            kind: 'machine',
            name: id,
            token: `${n}`.repeat(64) as Sha256,
            scopes: [],
            unit: null,
            channel: null,
          },
          ...{ createdAt: '2026-11-29T00:00:00Z', createdBy: 'system:cli' },
          ...{ expiresAt: null, usedAt: null, revokedAt: null },
        });
      return ok(undefined);
    }),
  );
  return store;
};
const used = ({ rows }: Store): (string | null | undefined)[] => IDS.map((id) => findToken(rows, id)?.usedAt);
const [A, B, C] = IDS as [TokenId, TokenId, TokenId];

test('the first at once, those of the same minute together, and the store changes once for all of them', () =>
  inFolder((folder) => {
    const store = withTokens(folder);
    store.uses.note(A, '2026-11-29T05:00:00Z');
    expect(used(store)).toEqual(['2026-11-29T05:00:00Z', null, null]);
    const before = store.revision();
    store.uses.note(B, '2026-11-29T05:00:30Z');
    store.uses.note(A, '2026-11-29T05:00:59Z');
    expect(used(store)).toEqual(['2026-11-29T05:00:00Z', null, null]);
    expect(store.revision()).toBe(before);
    store.uses.note(C, '2026-11-29T05:01:00Z');
    expect(used(store)).toEqual(['2026-11-29T05:00:59Z', '2026-11-29T05:00:30Z', '2026-11-29T05:01:00Z']);
    expect(store.uses.flush()).toEqual(ok(0));
    store.close();
  }));

test('what waits is written when somebody asks for it, and when the file is closed', () =>
  inFolder((folder) => {
    const store = withTokens(folder);
    store.uses.note(A, '2026-11-29T05:00:00Z');
    store.uses.note(B, '2026-11-29T05:00:01Z');
    expect(store.uses.flush()).toEqual(ok(1));
    store.uses.note(C, '2026-11-29T05:00:02Z');
    store.close();
    const again = must(openStore(folder));
    expect(used(again)).toEqual(['2026-11-29T05:00:00Z', '2026-11-29T05:00:01Z', '2026-11-29T05:00:02Z']);
    again.close();
  }));

test('a clock that is set back does not make uses wait for its old time', () =>
  inFolder((folder) => {
    const store = withTokens(folder);
    store.uses.note(A, '2036-11-29T05:00:00Z');
    store.uses.note(A, '2026-11-29T05:00:00Z');
    expect(used(store)[0]).toBe('2026-11-29T05:00:00Z');
    store.close();
  }));
