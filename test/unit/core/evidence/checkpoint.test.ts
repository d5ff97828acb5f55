/** The text of a checkpoint: three lines in one form, and what may follow them. */
import { expect, test } from 'vitest';
import { type Checkpoint, formatCheckpoint, parseCheckpoint } from '../../../../src/core/evidence/checkpoint.ts';
import { parseNote } from '../../../../src/core/evidence/note.ts';
import { must } from '../../../../src/core/result.ts';
import { ARCHE, GO_SUM } from '../../../support/published-notes.ts';

const root = new Uint8Array(32).fill(5);
const ROOT = root.toBase64();
const plain: Checkpoint = { origin: 'loa.example.vn/nhật-ký', size: 200_000, root, extensions: [] };
const refused = (part: string) => ({
  ok: false,
  refusals: [{ code: 'proof.unreadable', params: { what: 'checkpoint', part } }],
});

test.each([GO_SUM, ARCHE])('that of $origin', ({ note, origin, size }) => {
  const { text } = must(parseNote(note));
  const checkpoint = must(parseCheckpoint(text));
  expect(checkpoint).toMatchObject({ origin, size, extensions: [] });
  expect(checkpoint.root.toBase64()).toBe(text.split('\n')[2]);
  expect(formatCheckpoint(checkpoint)).toBe(text);
});

test('there and back, extension lines as they stand', () => {
  expect(formatCheckpoint(plain)).toBe(`loa.example.vn/nhật-ký\n200000\n${ROOT}\n`);
  const longer = { ...plain, size: 0, extensions: ['một', ' hai ', '3'] };
  expect(formatCheckpoint(longer)).toBe(`loa.example.vn/nhật-ký\n0\n${ROOT}\nmột\n hai \n3\n`);
  for (const checkpoint of [plain, longer])
    expect(must(parseCheckpoint(formatCheckpoint(checkpoint)))).toEqual(checkpoint);
});

test.each([
  ['nothing', '', 'text'],
  ['a tab', `a\tb\n1\n${ROOT}\n`, 'text'],
  ['no end of its last line', `a\n1\n${ROOT}`, 'text'],
  ['an empty origin', `\n1\n${ROOT}\n`, 'origin'],
  ['an origin alone', 'a\n', 'size'],
  ['no size', `a\n\n${ROOT}\n`, 'size'],
  ['a size with a leading zero', `a\n01\n${ROOT}\n`, 'size'],
  ['a negative size', `a\n-34\n${ROOT}\n`, 'size'],
  ['a size in words', `a\nbananas\n${ROOT}\n`, 'size'],
  ['a size that is too large', `a\n9007199254740992\n${ROOT}\n`, 'size'],
  ['no root', 'a\n1\n', 'root'],
  ['a root of 31 bytes', `a\n1\n${root.slice(1).toBase64()}\n`, 'root'],
  ['a root with a space behind', `a\n1\n${ROOT} \n`, 'root'],
  ['an empty line behind', `a\n1\n${ROOT}\n\n`, 'extension'],
  ['an empty line between extensions', `a\n1\n${ROOT}\nb\n\nc\n`, 'extension'],
])('with %s it is refused', (_, text, part) => {
  expect(parseCheckpoint(text)).toEqual(refused(part));
});

test.each([
  ['an empty origin', { origin: '' }],
  ['a line feed in the origin', { origin: 'a\nb' }],
  ['a whole head in the origin', { origin: `a\n1\n${ROOT}` }],
  ['half an entry', { size: 0.5 }],
  ['a negative size', { size: -1 }],
  ['a short root', { root: root.slice(1) }],
  ['an empty extension', { extensions: [''] }],
  ['a line feed in an extension', { extensions: ['a\nb'] }],
])('with %s it is never written', (_, change) => {
  expect(() => formatCheckpoint({ ...plain, ...change })).toThrow();
});
