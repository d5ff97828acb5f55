/** What a log sends its witness, in the one form that the witness reads. */
import { describe, expect, test } from 'vitest';
import {
  formatAddCheckpoint,
  MOST_PATH_HASHES,
  parseAddCheckpoint,
} from '../../../../src/core/evidence/add-checkpoint.ts';
import { must } from '../../../../src/core/result.ts';
import { SOFA_REQUEST } from '../../../support/published-notes.ts';

const refused = (part: string, what = 'request') => ({
  ok: false,
  refusals: [{ code: 'proof.unreadable', params: { what, part } }],
});
const HASH = new Uint8Array(32).fill(3).toBase64();
const [, NOTE = ''] = SOFA_REQUEST.split(/\n\n(.*)/s);

test('the example of the specification, there and back', () => {
  const request = must(parseAddCheckpoint(SOFA_REQUEST));
  expect(request).toMatchObject({
    oldSize: 20_852_014,
    checkpoint: { origin: 'example.com/behind-the-sofa', size: 20_852_163, extensions: [] },
  });
  expect(request.path.map((hash) => hash.toBase64())).toEqual(SOFA_REQUEST.split('\n').slice(1, 5));
  expect(request.checkpoint.root.toBase64()).toBe('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=');
  expect(request.note.signatures.map(({ keyId }) => keyId)).toEqual(['033de0ae', 'a292ea05']);
  expect(formatAddCheckpoint(request)).toBe(SOFA_REQUEST);
});

test('from nothing, without a path', () => {
  const request = must(parseAddCheckpoint(`old 0\n\n${NOTE}`));
  expect([request.oldSize, request.path]).toEqual([0, []]);
  expect(formatAddCheckpoint(request)).toBe(`old 0\n\n${NOTE}`);
});

test(`up to ${MOST_PATH_HASHES} hashes`, () => {
  expect(MOST_PATH_HASHES).toBe(63);
  expect(must(parseAddCheckpoint(`old 1\n${`${HASH}\n`.repeat(63)}\n${NOTE}`)).path).toHaveLength(63);
  expect(parseAddCheckpoint(`old 1\n${`${HASH}\n`.repeat(64)}\n${NOTE}`)).toEqual(refused('hashes'));
});

test('the witness may have signed this size already, but no larger one', () => {
  expect(parseAddCheckpoint(`old 20852163\n\n${NOTE}`).ok).toBe(true);
  expect(parseAddCheckpoint(`old 20852164\n\n${NOTE}`)).toEqual({
    ok: false,
    refusals: [{ code: 'proof.wrong', params: { fault: 'sizes' } }],
  });
});

describe('refused', () => {
  test.each([
    ['nothing', '', 'layout'],
    ['no blank line', 'old 1\n', 'layout'],
    ['a note alone', NOTE, 'layout'],
    ['a blank line first', `\n\nold 1\n\n${NOTE}`, 'layout'],
    ['no old size', `${HASH}\n\n${NOTE}`, 'layout'],
    ['old in capitals', `OLD 1\n\n${NOTE}`, 'layout'],
    ['a carriage return', `old 1\r\n\n${NOTE}`, 'text'],
    ['an empty old size', `old \n\n${NOTE}`, 'size'],
    ['an old size with a zero before', `old 01\n\n${NOTE}`, 'size'],
    ['two spaces', `old  1\n\n${NOTE}`, 'size'],
    ['something that is no hash', `old 1\n${HASH}x\n\n${NOTE}`, 'hashes'],
    ['a hash of 31 bytes', `old 1\n${new Uint8Array(31).toBase64()}\n\n${NOTE}`, 'hashes'],
    ['a path from nothing', `old 0\n${HASH}\n\n${NOTE}`, 'hashes'],
  ])('%s', (_, body, part) => {
    expect(parseAddCheckpoint(body)).toEqual(refused(part));
  });

  test('what is no signed note, or no checkpoint', () => {
    expect(parseAddCheckpoint('old 1\n\na\n')).toEqual(refused('layout', 'note'));
    expect(parseAddCheckpoint(`old 1\n\n${NOTE}x`)).toEqual(refused('signatures', 'note'));
    expect(parseAddCheckpoint(`old 1\n\n${NOTE.replace('20852163', 'many')}`)).toEqual(refused('size', 'checkpoint'));
  });
});

test('what would be refused is never sent', () => {
  const request = must(parseAddCheckpoint(SOFA_REQUEST));
  expect(() => formatAddCheckpoint({ ...request, oldSize: 0 })).toThrow();
  expect(() => formatAddCheckpoint({ ...request, oldSize: 20_852_164 })).toThrow();
  expect(() => formatAddCheckpoint({ ...request, oldSize: 1.5 })).toThrow();
  expect(() => formatAddCheckpoint({ ...request, path: [new Uint8Array(31)] })).toThrow();
});
