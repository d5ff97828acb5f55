/** Signed notes: what others wrote is read and written again to the same bytes, and nothing in another form is read. */
import { describe, expect, test } from 'vitest';
import {
  formatNote,
  MOST_SIGNATURES,
  type NoteSignature,
  parseNote,
  parseSignatures,
  signatureLine,
} from '../../../../src/core/evidence/note.ts';
import { must } from '../../../../src/core/result.ts';
import { ARCHE, GO_SUM, NEUMANN, QUASIMODO } from '../../../support/published-notes.ts';

const signature: NoteSignature = { name: 'loa.example.vn/log', keyId: '0badc0de', bytes: new Uint8Array(64).fill(9) };
const LINE = signatureLine(signature);
const refused = (part: string) => ({
  ok: false,
  refusals: [{ code: 'proof.unreadable', params: { what: 'note', part } }],
});

describe('published notes', () => {
  test.each([NEUMANN.note, GO_SUM.note, ARCHE.note, QUASIMODO])(
    '%# reads, and is written again as it stood',
    (text) => {
      expect(formatNote(must(parseNote(text)))).toBe(text);
    },
  );

  test('their parts', () => {
    const note = must(parseNote(QUASIMODO));
    expect(note.text).toBe(
      'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n',
    );
    expect(note.signatures).toHaveLength(1);
    expect(note.signatures[0]).toMatchObject({ name: 'quasimodo.example/salvatore', keyId: '367ba04b' });
    expect(note.signatures[0]?.bytes).toHaveLength(64);
    expect(Buffer.from(note.signatures[0]?.bytes ?? []).toString('hex')).toMatch(/^34e3b5501e.*0db487$/);
    expect(must(parseNote(ARCHE.note)).signatures.map(({ keyId, bytes }) => [keyId, bytes.length])).toEqual([
      ['cd333cb1', 82],
      ['ba2f06c0', 64],
      ['d8042a87', 72],
      ['a48c820f', 72],
      ['da77ade7', 72],
      ['67f7aea0', 72],
    ]);
  });
});

describe('the form', () => {
  test.each([
    ['an empty line as text', '\n'],
    ['a text that ends in empty lines', 'a\n\n\n'],
    ['a text that looks like a signature', `a\n\n${LINE}b\n`],
    ['Vietnamese', 'Mỹ Tú\n'],
  ])('%s is kept', (_, text) => {
    const written = formatNote({ text, signatures: [signature] });
    expect(written).toBe(`${text}\n${LINE}`);
    expect(must(parseNote(written))).toEqual({ text, signatures: [signature] });
  });

  test.each([
    ['nothing', '', 'layout'],
    ['no blank line', `a\n${LINE}`, 'layout'],
    ['only a blank line before it', `\n${LINE}`, 'layout'],
    ['no signature', 'a\n\n', 'signatures'],
    ['a carriage return', `a\r\n\n${LINE}`, 'text'],
    ['a NUL', `a\u0000\n\n${LINE}`, 'text'],
    ['half a surrogate pair', `a\ud800\n\n${LINE}`, 'text'],
    ['a last line without an end', `a\n\n${LINE.trimEnd()}`, 'signatures'],
    ['an empty line after the signatures', `a\n\n${LINE}\n`, 'signatures'],
    ['a text of a megabyte', `${'a'.repeat(1_000_000)}\n\n${LINE}`, 'text'],
    ['text among the signatures', `a\n\n${LINE}b\n${LINE}`, 'signatures'],
  ])('with %s it is refused', (_, text, part) => {
    expect(parseNote(text)).toEqual(refused(part));
  });

  test.each([
    ['a hyphen for the dash', LINE.replace('—', '-')],
    ['no space after the dash', LINE.replace('— ', '—')],
    ['two spaces after the dash', LINE.replace('— ', '—  ')],
    ['a space before the dash', ` ${LINE}`],
    ['no name', `— ${LINE.split(' ')[2]}`],
    ['an empty name', `—  ${LINE.split(' ')[2]}`],
    ['a plus in the name', LINE.replace('/log', '+log')],
    ['a no-break space in the name', LINE.replace('/log', '\u00a0log')],
    ['something behind', LINE.replace('\n', ' x\n')],
    ['a space behind', LINE.replace('\n', ' \n')],
    ['no padding', LINE.replace('=', '')],
    ['a key id without a signature', '— log C63A3g==\n'],
    ['half a key id', '— log C60=\n'],
    ['no base64', '— log !!!!\n'],
  ])('a signature line with %s is refused', (_, line) => {
    expect(parseNote(`a\n\n${line}`)).toEqual(refused('signatures'));
    expect(parseSignatures(line)).toEqual(refused('signatures'));
  });

  test('one byte behind the key id is a signature, of whatever kind', () => {
    expect(must(parseSignatures('— log C63A3gE=\n'))).toEqual([
      { name: 'log', keyId: '0badc0de', bytes: Uint8Array.of(1) },
    ]);
  });

  test(`up to ${MOST_SIGNATURES} signatures`, () => {
    expect(MOST_SIGNATURES).toBe(100);
    expect(must(parseNote(`a\n\n${LINE.repeat(MOST_SIGNATURES)}`)).signatures).toHaveLength(MOST_SIGNATURES);
    expect(parseNote(`a\n\n${LINE.repeat(MOST_SIGNATURES + 1)}`)).toEqual(refused('signatures'));
  });

  test('signature lines alone, as a witness answers them', () => {
    expect(must(parseSignatures(LINE + LINE))).toEqual([signature, signature]);
    const long = signatureLine({ ...signature, bytes: new Uint8Array(750_000) });
    for (const text of ['', '\n', long, `${LINE}\n`, LINE.trimEnd(), `${LINE}\r`])
      expect(parseSignatures(text)).toEqual(refused('signatures'));
  });
});

test.each([
  ['no line feed at its end', { text: 'a', signatures: [signature] }],
  ['no line feed, after what looks like a note', { text: `a\n\n${LINE}b`, signatures: [signature] }],
  ['no line feed after a whole note', { text: `a\n\n${LINE.trimEnd()}`, signatures: [signature] }],
  ['no text', { text: '', signatures: [signature] }],
  ['a control character', { text: 'a\u0007\n', signatures: [signature] }],
  ['no signature', { text: 'a\n', signatures: [] }],
  ['a space in a name', { text: 'a\n', signatures: [{ ...signature, name: 'a b' }] }],
  ['an empty signature', { text: 'a\n', signatures: [{ ...signature, bytes: new Uint8Array() }] }],
  ['a short key id', { text: 'a\n', signatures: [{ ...signature, keyId: '0badc0' }] }],
  ['a long key id', { text: 'a\n', signatures: [{ ...signature, keyId: '0badc0de00' }] }],
])('a note with %s is never written', (_, note) => {
  expect(() => formatNote(note)).toThrow();
});
