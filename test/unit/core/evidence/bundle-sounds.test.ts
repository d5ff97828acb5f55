/** The sound in a bundle: each by its hash, listed, and nothing else. */
import { describe, expect, test } from 'vitest';
import { checkBundle } from '../../../../src/core/evidence/bundle.ts';
import { must } from '../../../../src/core/result.ts';
import { ed25519 } from '../../../support/ed25519.ts';
import type { Files } from '../../../support/made-bundles.ts';
import { changed, decode, packed, put, said, someEntries, without } from '../../../support/memory-bundles.ts';

const utf8 = new TextEncoder();
const check = (files: Files) => checkBundle(files, { key: null, verify: ed25519, decode });
const judged = (files: Files): string => said(check(files));

describe('sound', () => {
  const sounds = ['fLaC một', 'fLaC hai'].map((text) => utf8.encode(text));
  const loud = packed({ leaves: someEntries(2), sounds });
  const [first = '', second = ''] = [...loud.keys()].filter((name) => name.startsWith('audio/'));
  const rising = [first, second].sort();

  test('is counted, and may be gone from the house when it is listed', () => {
    expect(must(check(loud)).sounds).toBe(2);
    expect(must(check(without(loud, first))).sounds).toBe(1);
    expect(must(check(without(loud, first, second))).sounds).toBe(0);
    expect(judged(changed(loud, 'media.sha256', (list) => list.trimEnd()))).toBe('holds');
  });

  test.each<readonly [string, Files, string]>([
    ['without a list', without(loud, 'media.sha256'), 'media.sha256 bundle.missing'],
    ['with other bytes', put(loud, first, utf8.encode('fLaC ba')), `${first} proof.wrong sound`],
    ['with no bytes', put(loud, second, new Uint8Array()), `${second} proof.wrong sound`],
    [
      'twice wrong: by name',
      put(put(loud, first, utf8.encode('x')), second, utf8.encode('y')),
      `${rising[0]} proof.wrong sound`,
    ],
    [
      'under a name of its own',
      put(loud, 'audio/tin.flac', sounds[0] as Uint8Array),
      'audio/tin.flac bundle.unknown-file',
    ],
    [
      'that is not listed',
      changed(loud, 'media.sha256', (list) => list.split('\n').slice(1).join('\n')),
      `${first} bundle.unknown-file`,
    ],
  ])('%s', (_, files, expected) => expect(judged(files)).toBe(expected));

  const hash = 'ab'.repeat(32);
  test.each([
    ['one blank', `${hash} audio/${hash}.flac`],
    ['three blanks', `${hash}   audio/${hash}.flac`],
    ['another name', `${hash}  audio/${'cd'.repeat(32)}.flac`],
    ['capitals', `${hash.toUpperCase()}  audio/${hash.toUpperCase()}.flac`],
    ['no folder', `${hash}  ${hash}.flac`],
    ['something before', ` ${hash}  audio/${hash}.flac`],
    ['something after', `${hash}  audio/${hash}.flac.bak`],
    ['an empty line', `${hash}  audio/${hash}.flac\n\n${hash}  audio/${hash}.flac`],
    ['a blank', '\n'],
  ])('a list with %s does not read', (_, line) => {
    expect(judged(changed(loud, 'media.sha256', (list) => `${line}\n${list}`))).toBe(
      'media.sha256 proof.unreadable proof hashes',
    );
  });
});
