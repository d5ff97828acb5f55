/** The files of a bundle by name: what each is called, what it says, and refusals that name it. */
import { describe, expect, test } from 'vitest';
import { at, BUNDLE, textsIn } from '../../../../src/core/evidence/bundle-files.ts';
import { must, type Refused, refusal, refuse } from '../../../../src/core/result.ts';
import { decode, said } from '../../../support/memory-bundles.ts';

const utf8 = new TextEncoder();

test('the names of its files are those of bundles that were handed out', () => {
  expect(Object.values(BUNDLE).filter((name) => typeof name === 'string')).toEqual([
    ...['checkpoint', 'older.checkpoint', 'consistency.txt', 'log.vkey', 'log.pem', 'witness.vkey'],
    ...['stamped.checkpoint', 'checkpoint.tsr', 'tsa-ca.pem', 'media.sha256', 'README.vi.txt', 'verify.sh'],
  ]);
  expect([BUNDLE.entry(7), BUNDLE.proof(7), BUNDLE.sound('ab')]).toEqual([
    ...['entries/7.json', 'proofs/7.tlog-proof', 'audio/ab.flac'],
  ]);
});

describe('refusals', () => {
  test('are all told of the file, and say something', () => {
    const both: Refused = {
      ok: false,
      refusals: [
        refusal('proof.wrong', { fault: 'root' }),
        refusal('proof.wrong', { fault: 'path' }, { file: 'other', line: 3 }),
      ],
    };
    expect(at(both, 'a.txt').refusals).toEqual([
      { code: 'proof.wrong', params: { fault: 'root' }, place: { file: 'a.txt' } },
      { code: 'proof.wrong', params: { fault: 'path' }, place: { file: 'a.txt' } },
    ]);
    expect(at(refuse('proof.wrong', { fault: 'root' }), 'a.txt').ok).toBe(false);
    expect(() => at({ ok: false, refusals: [] } as unknown as Refused, 'a.txt')).toThrow('says something');
  });

  test('a file’s text, or why there is none', () => {
    const textOf = textsIn(
      new Map([
        ['a', utf8.encode('\ufeffMỹ Tú')],
        ['b', Uint8Array.of(0xc3)],
        ['c', new Uint8Array()],
      ]),
      decode,
    );
    expect(must(textOf('a'))).toBe('\ufeffMỹ Tú');
    expect(must(textOf('c'))).toBe('');
    expect(said(textOf('b'))).toBe('b proof.unreadable note text');
    expect(textOf('d')).toEqual({
      ok: false,
      refusals: [{ code: 'bundle.missing', params: { file: 'd' }, place: { file: 'd' } }],
    });
  });
});
