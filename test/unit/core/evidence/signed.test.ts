/** Who signed a note, by keys that are known; and who only says so. */
import { describe, expect, test } from 'vitest';
import { cosignatureBytes, cosignatureIn, cosignedMessage } from '../../../../src/core/evidence/cosignature.ts';
import { formatNote, type Note, parseNote, parseSignatures } from '../../../../src/core/evidence/note.ts';
import { cosignText, openNote, signText, verified } from '../../../../src/core/evidence/signed.ts';
import { parseVerifierKey, type VerifierKey, verifierKey } from '../../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../../src/core/result.ts';
import { ed25519, signer } from '../../../support/ed25519.ts';
import { ARCHE, GO_SUM, NEUMANN } from '../../../support/published-notes.ts';

const wrong = (fault: string) => ({ ok: false, refusals: [{ code: 'proof.wrong', params: { fault } }] });
const vkey = (text: string): VerifierKey => must(parseVerifierKey(text));

const log = { ...signer(1), key: must(verifierKey('note', 'log.example', signer(1).publicKey)) };
const witness = { ...signer(2), key: must(verifierKey('cosignature', 'witness.example', signer(2).publicKey)) };
const TEXT = 'log.example\n7\nnội dung\n';
const TIME = 1_741_737_600;
const byLog = signText(log.key, TEXT, log.sign);
const byWitness = cosignText(witness.key, TEXT, TIME, witness.sign);
const note: Note = { text: TEXT, signatures: [byLog, byWitness] };
const check = (changed: Partial<Note>, keys: readonly VerifierKey[] = [log.key, witness.key]) =>
  verified(openNote({ ...note, ...changed }, keys), ed25519);

describe('published notes', () => {
  test.each([NEUMANN, GO_SUM, ARCHE])('$key', ({ note: text, key }) => {
    expect(verified(openNote(must(parseNote(text)), [vkey(key)]), ed25519)).toEqual({
      ok: true,
      value: [{ key: vkey(key), time: null }],
    });
    const other = must(parseNote(text.replace(/^./, 'X')));
    expect(verified(openNote(other, [vkey(key)]), ed25519)).toEqual(wrong('signature'));
  });

  test('a witness with its time', () => {
    const keys = [vkey(ARCHE.witness), vkey(ARCHE.key)];
    expect(verified(openNote(must(parseNote(ARCHE.note)), keys), ed25519)).toEqual({
      ok: true,
      value: [
        { key: vkey(ARCHE.key), time: null },
        { key: vkey(ARCHE.witness), time: ARCHE.time },
      ],
    });
  });
});

test('what we sign, we find signed', () => {
  const read = must(parseNote(formatNote(note)));
  expect(read).toEqual(note);
  expect(verified(openNote(read, [log.key, witness.key]), ed25519)).toEqual({
    ok: true,
    value: [
      { key: log.key, time: null },
      { key: witness.key, time: TIME },
    ],
  });
});

test('a witness signs the words of the specification', () => {
  expect(
    Buffer.from(cosignedMessage(1_679_315_147, 'example.com/behind-the-sofa\n20852163\nCsUY=\nđuôi\n')).toString(),
  ).toBe('cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\nCsUY=\nđuôi\n');
  expect(Buffer.from(byWitness.bytes.slice(0, 8)).readBigUInt64BE()).toBe(BigInt(TIME));
  expect(ed25519(witness.publicKey, cosignedMessage(TIME, TEXT), byWitness.bytes.slice(8))).toBe(true);
  expect(byLog.keyId).toBe(log.key.id);
  expect(byWitness).toMatchObject({ name: 'witness.example', keyId: witness.key.id });
  expect(byWitness.bytes).toHaveLength(72);
});

describe('a note is refused', () => {
  const swapped = (bytes: Uint8Array, at: number): Uint8Array => bytes.with(at, bytes[at]! ^ 1);

  test('with another text', () => {
    expect(check({ text: TEXT.replace('7', '8') })).toEqual(wrong('signature'));
  });
  test('with another signature, whoever else signed well', () => {
    expect(check({ signatures: [{ ...byLog, bytes: swapped(byLog.bytes, 63) }, byWitness] })).toEqual(
      wrong('signature'),
    );
    expect(check({ signatures: [byLog, { ...byWitness, bytes: swapped(byWitness.bytes, 71) }] })).toEqual(
      wrong('signature'),
    );
    expect(check({ signatures: [byLog, { ...byLog, bytes: byWitness.bytes.slice(8) }] })).toEqual(wrong('signature'));
  });
  test('with another time', () => {
    expect(check({ signatures: [byLog, { ...byWitness, bytes: swapped(byWitness.bytes, 7) }] })).toEqual(
      wrong('signature'),
    );
  });
  test('with a signature of another length', () => {
    // Not even asked: it is no Ed25519 signature.
    for (const bytes of [byLog.bytes.slice(1), Uint8Array.of(...byLog.bytes, 0), byWitness.bytes])
      expect(openNote({ ...note, signatures: [{ ...byLog, bytes }] }, [log.key])).toEqual(wrong('signature'));
    for (const bytes of [byWitness.bytes.slice(1), Uint8Array.of(...byWitness.bytes, 0), byLog.bytes])
      expect(check({ signatures: [{ ...byWitness, bytes }] })).toEqual(wrong('signature'));
  });
  test('when nobody whom we know has signed', () => {
    expect(check({}, [])).toEqual(wrong('unsigned'));
    expect(check({ signatures: [] })).toEqual(wrong('unsigned'));
    // The same name with another key, and the same key under another name.
    const others = [
      must(verifierKey('note', 'log.example', witness.publicKey)),
      must(verifierKey('note', 'other.example', log.publicKey)),
      must(verifierKey('cosignature', 'log.example', log.publicKey)),
    ];
    expect(check({}, others)).toEqual(wrong('unsigned'));
    expect(check({ signatures: [{ ...byLog, keyId: '00000000' }] })).toEqual(wrong('unsigned'));
    expect(check({ signatures: [{ ...byLog, name: 'log.exampl' }] })).toEqual(wrong('unsigned'));
  });
});

test('a line of an unknown key is passed over, whatever it holds', () => {
  const unknown = { name: 'log.example', keyId: '00000000', bytes: Uint8Array.of(1) };
  expect(check({ signatures: [unknown, byLog] })).toEqual({ ok: true, value: [{ key: log.key, time: null }] });
});

test('a key that signed twice is told twice', () => {
  const later = cosignText(witness.key, TEXT, TIME + 60, witness.sign);
  const result = check({ signatures: [byWitness, later] });
  expect(result.ok && result.value.map(({ time }) => time)).toEqual([TIME, TIME + 60]);
});

test('verdicts may come later: the claims say what to verify', () => {
  const opened = must(openNote(note, [log.key, witness.key]));
  expect(opened.claims.map(({ key, time }) => [key.name, time])).toEqual([
    ['log.example', null],
    ['witness.example', TIME],
  ]);
  for (const { key, message, signature } of opened.claims)
    expect(ed25519(key.publicKey, message, signature)).toBe(true);
  expect(opened.settle([true, true]).ok).toBe(true);
  expect(opened.settle([true, false])).toEqual(wrong('signature'));
  // A promise that nobody waited for is no yes.
  expect(opened.settle([true, Promise.resolve(true) as unknown as boolean])).toEqual(wrong('signature'));
  expect(() => opened.settle([true])).toThrow('verdict');
  expect(() => opened.settle([true, true, true])).toThrow('verdict');
});

test('what a witness answers is added to the note', () => {
  const answer = formatNote({ text: 'x\n', signatures: [byWitness] }).slice('x\n\n'.length);
  const signatures = [byLog, ...must(parseSignatures(answer))];
  expect(check({ signatures }).ok).toBe(true);
});

describe('the bytes of a cosignature', () => {
  const signature = new Uint8Array(64).fill(3);
  test.each([0, 1, 255, 256, TIME, 2 ** 32, Number.MAX_SAFE_INTEGER])('at %d', (time) => {
    const bytes = cosignatureBytes({ time, signature });
    expect(Buffer.from(bytes).readBigUInt64BE()).toBe(BigInt(time));
    expect(cosignatureIn(bytes)).toEqual({ time, signature });
  });
  test('read from the middle of a larger buffer', () => {
    const bytes = cosignatureBytes({ time: TIME, signature });
    expect(cosignatureIn(Uint8Array.of(9, 9, ...bytes, 9).subarray(2, -1))).toEqual({ time: TIME, signature });
  });
  test('a time that no number holds, or another length, is none', () => {
    const bytes = cosignatureBytes({ time: 0, signature });
    expect(cosignatureIn(bytes.with(1, 0x20))).toBeNull();
    expect(cosignatureIn(bytes.with(0, 0xff))).toBeNull();
    expect(cosignatureIn(bytes.slice(1))).toBeNull();
    expect(cosignatureIn(Uint8Array.of(...bytes, 0))).toBeNull();
  });
  test('a time that is none, or half a signature, is never written', () => {
    for (const time of [-1, 0.5, Number.NaN, 2 ** 53])
      expect(() => cosignatureBytes({ time, signature })).toThrow('time');
    for (const length of [63, 65])
      expect(() => cosignatureBytes({ time: 0, signature: new Uint8Array(length) })).toThrow('64');
    expect(() => signText(log.key, TEXT, () => new Uint8Array(63))).toThrow('64');
  });
});
