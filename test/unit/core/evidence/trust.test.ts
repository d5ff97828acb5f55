/** Which checkpoints are believed: the log's own signature, and as many witnesses as were asked for. */
import { describe, expect, test } from 'vitest';
import { formatCheckpoint } from '../../../../src/core/evidence/checkpoint.ts';
import { type Note, type NoteSignature, parseNote } from '../../../../src/core/evidence/note.ts';
import { cosignText, signText, verified } from '../../../../src/core/evidence/signed.ts';
import { openCheckpoint, type Trust } from '../../../../src/core/evidence/trust.ts';
import {
  type LogKey,
  parseVerifierKey,
  verifierKey,
  type WitnessKey,
} from '../../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../../src/core/result.ts';
import { ed25519, signer } from '../../../support/ed25519.ts';
import { ARCHE } from '../../../support/published-notes.ts';

const ORIGIN = 'loa.example.vn/log';
const checkpoint = { origin: ORIGIN, size: 7, root: new Uint8Array(32).fill(5), extensions: [] };
const TEXT = formatCheckpoint(checkpoint);
const logKey = (seed: number, name = ORIGIN): LogKey => must(verifierKey('note', name, signer(seed).publicKey));
const witnessKey = (seed: number, name = `w${seed}.example`): WitnessKey =>
  must(verifierKey('cosignature', name, signer(seed).publicKey));
const byLog = (seed: number, text = TEXT): NoteSignature => signText(logKey(seed), text, signer(seed).sign);
const byWitness = (seed: number, name?: string, time = 60): NoteSignature =>
  cosignText(witnessKey(seed, name), TEXT, time, signer(seed).sign);

const trust: Trust = {
  origin: ORIGIN,
  log: [logKey(1)],
  witnesses: [2, 3, 4].map((seed) => witnessKey(seed)),
  quorum: 2,
};
const check = (signatures: readonly NoteSignature[], change: Partial<Trust> = {}, text = TEXT) =>
  verified(openCheckpoint({ text, signatures }, { ...trust, ...change }), ed25519);
const wrong = (fault: string) => ({ ok: false, refusals: [{ code: 'proof.wrong', params: { fault } }] });

test('the log and two of three witnesses', () => {
  expect(check([byLog(1), byWitness(4), byWitness(2)])).toEqual({
    ok: true,
    value: {
      checkpoint,
      signed: [
        { key: logKey(1), time: null },
        { key: witnessKey(4), time: 60 },
        { key: witnessKey(2), time: 60 },
      ],
    },
  });
  expect(check([byLog(1), byWitness(2), byWitness(3), byWitness(4)]).ok).toBe(true);
});

describe('the log', () => {
  test('must have signed itself', () => {
    expect(check([byWitness(2), byWitness(3)])).toEqual(wrong('unsigned'));
    expect(check([])).toEqual(wrong('unsigned'));
    expect(check([byLog(9), byWitness(2), byWitness(3)])).toEqual(wrong('unsigned'));
  });
  test('may have changed its key: one that we know suffices', () => {
    const log = [logKey(1), logKey(8)];
    expect(check([byLog(8)], { log, quorum: 0 }).ok).toBe(true);
    expect(check([byLog(1)], { log, quorum: 0 }).ok).toBe(true);
  });
  test('is the one that is asked about', () => {
    const text = formatCheckpoint({ ...checkpoint, origin: 'other.example' });
    expect(check([byLog(1, text)], { quorum: 0 }, text)).toEqual(wrong('origin'));
  });
  test('must have signed just this', () => {
    const text = formatCheckpoint({ ...checkpoint, size: 8 });
    expect(check([byLog(1)], { quorum: 0 }, text)).toEqual(wrong('signature'));
  });
  test('signs checkpoints: another text is not believed', () => {
    expect(check([byLog(1, 'a\n')], {}, 'a\n')).toEqual({
      ok: false,
      refusals: [{ code: 'proof.unreadable', params: { what: 'checkpoint', part: 'size' } }],
    });
  });
});

describe('witnesses', () => {
  test('too few are not enough, and none must be asked for in so many words', () => {
    expect(check([byLog(1), byWitness(2)])).toEqual(wrong('witnesses'));
    expect(check([byLog(1)])).toEqual(wrong('witnesses'));
    expect(check([byLog(1)], { quorum: 0 }).ok).toBe(true);
    expect(check([byLog(1), byWitness(2)], { quorum: 1 }).ok).toBe(true);
    expect(check([byLog(1)], { quorum: Number.NaN })).toEqual(wrong('witnesses'));
  });
  test('unknown ones do not count', () => {
    expect(check([byLog(1), byWitness(2), byWitness(7)])).toEqual(wrong('witnesses'));
  });
  test('one counts once, however often it signs', () => {
    expect(check([byLog(1), byWitness(2), byWitness(2, undefined, 120)])).toEqual(wrong('witnesses'));
  });
  test('one key under two names is one witness', () => {
    const witnesses = [witnessKey(2), witnessKey(2, 'twin.example')];
    expect(check([byLog(1), byWitness(2), byWitness(2, 'twin.example')], { witnesses })).toEqual(wrong('witnesses'));
  });
  test('the log is no witness of itself', () => {
    const witnesses = [witnessKey(1), witnessKey(2)];
    expect(check([byLog(1), byWitness(1), byWitness(2)], { witnesses })).toEqual(wrong('witnesses'));
    expect(check([byLog(1), byWitness(1), byWitness(2)], { witnesses, quorum: 1 }).ok).toBe(true);
  });
  test('one bad signature spoils the rest', () => {
    const bad = { ...byWitness(4), bytes: byWitness(3).bytes };
    expect(check([byLog(1), byWitness(2), byWitness(3), bad])).toEqual(wrong('signature'));
  });
});

test('a checkpoint of another log, by its own key and a witness', () => {
  const note: Note = must(parseNote(ARCHE.note));
  const theirs: Trust = {
    origin: ARCHE.origin,
    log: [must(parseVerifierKey(ARCHE.key)) as LogKey],
    witnesses: [must(parseVerifierKey(ARCHE.witness)) as WitnessKey],
    quorum: 1,
  };
  expect(must(verified(openCheckpoint(note, theirs), ed25519)).checkpoint.size).toBe(ARCHE.size);
  expect(verified(openCheckpoint(note, { ...theirs, quorum: 2 }), ed25519)).toEqual(wrong('witnesses'));
});

test('what is left to verify is told, the answers may come later', () => {
  const opened = must(openCheckpoint({ text: TEXT, signatures: [byLog(1), byWitness(2), byWitness(3)] }, trust));
  expect(opened.claims).toHaveLength(3);
  expect(opened.settle([true, true, true]).ok).toBe(true);
  expect(opened.settle([true, true, false])).toEqual(wrong('signature'));
});
