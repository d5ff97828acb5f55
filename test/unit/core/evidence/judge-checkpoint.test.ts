/** What a witness makes of a request: each answer of c2sp.org/tlog-witness, and which of them comes first. */
import { describe, expect, test } from 'vitest';
import { formatAddCheckpoint } from '../../../../src/core/evidence/add-checkpoint.ts';
import { formatCheckpoint } from '../../../../src/core/evidence/checkpoint.ts';
import { type Judged, judgeCheckpoint } from '../../../../src/core/evidence/judge-checkpoint.ts';
import { emptyRoot, type Head } from '../../../../src/core/evidence/merkle.ts';
import { signText } from '../../../../src/core/evidence/signed.ts';
import { ed25519, signer } from '../../../support/ed25519.ts';
import { memoryLog } from '../../../support/memory-log.ts';

const ORIGIN = 'loa.example.vn/nhat-ky';
const log = memoryLog({ origin: ORIGIN, leaves: 40 });
const fork = memoryLog({ origin: ORIGIN, leaves: 40, forkedAt: 3 });

const judge = (body: string, seen: Head | null = null, logs = [log.key]): Judged =>
  judgeCheckpoint(body, { logs, last: (origin) => (origin === ORIGIN ? seen : null) }, ed25519);
const at = (size: number): Head => ({ size, root: log.root(size) });

describe('cosigned', () => {
  test.each([
    ['a first head', null, 0, 7],
    ['a first head of an empty log', null, 0, 0],
    ['an empty log that grew', at(0), 0, 5],
    ['growth', at(7), 7, 20],
    ['growth from a whole subtree', at(8), 8, 40],
    ['the same head again', at(20), 20, 20],
  ] as const)('%s', (_, seen, old, size) => {
    const judged = judge(log.request(old, size), seen);
    expect(judged).toMatchObject({ kind: 'cosign', checkpoint: { origin: ORIGIN, size } });
  });

  test('with the log’s own signatures only', () => {
    const bytes = new Uint8Array(64);
    // Another name, another key under the log's name, and its key's id under another name.
    for (const [name, keyId] of [
      ['other.example.vn', '01020304'],
      [ORIGIN, '01020304'],
      ['other.example.vn', log.key.id],
    ] as const) {
      const note = { ...log.note(7), signatures: [{ name, keyId, bytes }, ...log.note(7).signatures] };
      const judged = judge(formatAddCheckpoint({ oldSize: 0, path: [], note }));
      expect(judged).toMatchObject({ kind: 'cosign', note: log.note(7) });
    }
  });

  test('by any key that is known for the log', () => {
    const older = memoryLog({ origin: ORIGIN, leaves: 40, seed: 9 });
    expect(judge(older.request(0, 7), null, [log.key, older.key])).toMatchObject({
      kind: 'cosign',
      note: older.note(7),
    });
  });
});

describe('refused', () => {
  test('what does not read, and what asks backwards', () => {
    expect(judge('').kind).toBe('malformed');
    expect(judge(log.request(7, 7).replace('old 7', 'old 8'), at(8)).kind).toBe('malformed');
  });

  test('an unknown log before its signature, a bad signature before the size', () => {
    const unknown = memoryLog({ origin: 'x.example.vn', leaves: 3 });
    expect(judge(unknown.request(0, 3))).toEqual({ kind: 'unknown-log', origin: 'x.example.vn' });
    const thief = memoryLog({ origin: ORIGIN, leaves: 40, seed: 9 });
    expect(judge(thief.request(3, 9), at(7))).toEqual({ kind: 'not-signed', origin: ORIGIN });
    // Another log's key, though known, says nothing of this one.
    const mixed = memoryLog({ origin: 'x.example.vn', leaves: 40, seed: 9 });
    expect(judge(thief.request(0, 9), null, [log.key, mixed.key]).kind).toBe('not-signed');
  });

  test('another size than the one seen last, before the path', () => {
    expect(judge(log.request(3, 20), at(7))).toEqual({ kind: 'other-size', origin: ORIGIN, size: 7 });
    expect(judge(log.request(3, 20))).toEqual({ kind: 'other-size', origin: ORIGIN, size: 0 });
    expect(judge(log.request(0, 3), at(7))).toEqual({ kind: 'other-size', origin: ORIGIN, size: 7 });
  });

  test('a path that does not lead there', () => {
    expect(judge(fork.request(7, 20), at(7))).toMatchObject({ kind: 'inconsistent', checkpoint: { size: 20 } });
    expect(judge(log.request(7, 20).replace(/\n.*/, ''), at(7)).kind).toBe('inconsistent');
    const padded = log.request(7, 7).replace('old 7\n', `old 7\n${log.root(7).toBase64()}\n`);
    expect(judge(padded, at(7)).kind).toBe('inconsistent');
  });

  test('another root of the size seen last, from whichever size it is asked', () => {
    for (const asked of [7, 3])
      expect(judge(fork.request(asked, 7), at(7))).toMatchObject({ kind: 'split', asked, note: fork.note(7) });
  });

  test('an empty log with a root of its own is nonsense, not a second story', () => {
    const text = formatCheckpoint({ origin: ORIGIN, size: 0, root: new Uint8Array(32), extensions: [] });
    const note = { text, signatures: [signText(log.key, text, signer(7).sign)] };
    const body = formatAddCheckpoint({ oldSize: 0, path: [], note });
    for (const seen of [null, { size: 0, root: emptyRoot() }]) expect(judge(body, seen).kind).toBe('inconsistent');
  });
});
