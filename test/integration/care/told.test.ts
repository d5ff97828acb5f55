/** A backup leaves its row in the audit, makes no room while anything is held, and a kept checkpoint is believed by its signature. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatCheckpoint } from '../../../src/core/evidence/checkpoint.ts';
import { formatNote } from '../../../src/core/evidence/note.ts';
import { signText } from '../../../src/core/evidence/signed.ts';
import { formatVerifierKey, verifierKey } from '../../../src/core/evidence/verifier-key.ts';
import { must, ok } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { headAt } from '../../../src/store/backup/examine.ts';
import { openStore } from '../../../src/store/database.ts';
import { addHold, saveHoldLifted } from '../../../src/store/holds.ts';
import { audit } from '../../../src/store/schema.ts';
import { backUp, inBackupWorld, lookOverWith } from '../../support/backup-world.ts';
import { ed25519, signer } from '../../support/ed25519.ts';

const KEEP_ONE = { daily: 1, weekly: 0, monthly: 0 };
const told = (data: string): unknown[] => {
  const store = must(openStore(data));
  const rows = store.rows.select().from(audit).all();
  store.close();
  return rows.filter(({ operation }) => operation === 'backup.make').map(({ subject, detail }) => [subject, detail]);
};

test('each backup is told of, and older ones go only after that and while nothing is held', () =>
  inBackupWorld(async ({ data }) => {
    const store = must(openStore(data));
    const first = must(await backUp(data, { keep: KEEP_ONE }, '2026-11-27T01:00:00Z'));
    const days = { from: '2026-11-01' as LocalDate, to: '2026-11-02' as LocalDate };
    const lifted = { liftedBy: null, liftedAt: null, liftReason: null };
    const hold = { id: 'h-1', name: 'Thanh tra', ...days, channel: null, reason: 'x', placedBy: 'system:cli' };
    must(store.transact((rows) => ok(addHold(rows, { ...hold, placedAt: '2026-11-27T02:00:00Z', ...lifted }))));
    const second = must(await backUp(data, { keep: KEEP_ONE }, '2026-11-28T01:00:00Z'));
    expect([second.removed, existsSync(first.path)]).toEqual([[], true]);
    const at = { liftedBy: 'system:cli', liftedAt: '2026-11-28T02:00:00Z', liftReason: 'x' };
    must(store.transact((rows) => ok(saveHoldLifted(rows, 'h-1', at))));
    const third = must(await backUp(data, { keep: KEEP_ONE }, '2026-11-29T01:00:00Z'));
    expect([...third.removed].sort()).toEqual(['loa-20261127-010000Z', 'loa-20261128-010000Z']);
    store.close();
    const row = (name: string, removing: string[]) => [
      `backup/${name}`,
      { before: null, after: { entries: 40, withSound: false, removing } },
    ];
    expect(told(data)).toEqual([
      row('loa-20261127-010000Z', []),
      row('loa-20261128-010000Z', []),
      row('loa-20261129-010000Z', ['loa-20261128-010000Z', 'loa-20261127-010000Z']),
    ]);
  }));

test('a checkpoint that others keep counts by its signature, and not without it', () =>
  inBackupWorld(async ({ data }) => {
    const { publicKey, sign } = signer(7);
    const key = must(verifierKey('note', 'loa.vn/nhat-ky', publicKey));
    const vkey = formatVerifierKey(key);
    const noteOver = (root: Uint8Array, size: number): string => {
      const text = formatCheckpoint({ origin: key.name, size, root, extensions: [] });
      return formatNote({ text, signatures: [signText(key, text, sign)] });
    };
    const { root } = headAt(data, 30);
    const true30 = noteOver(Uint8Array.fromBase64(root), 30);
    const asked = (note: string) => lookOverWith(data, { note, vkey, verify: ed25519 });
    expect(must(await asked(true30))).toMatchObject({ faults: [], against: ['loa.vn/nhat-ky 30'] });
    expect(must(await asked(noteOver(new Uint8Array(32), 30))).faults).toMatchObject([{ what: 'root', size: 30 }]);
    expect(must(await asked(noteOver(new Uint8Array(32), 99))).faults).toMatchObject([
      { what: 'rolled-back', known: 99 },
    ]);
    const forged = true30.replace('\n30\n', '\n31\n');
    expect(await asked(forged)).toMatchObject({ refusals: [{ code: 'proof.wrong' }] });
    expect(existsSync(join(data, 'airlog.db'))).toBe(true);
  }));
