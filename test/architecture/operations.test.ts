/**
 * Nothing is open because somebody forgot: every function that a border may call declares the right it needs, and the
 * borders reach nothing that does not.
 */

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { RIGHTS } from '../../src/core/access/model.ts';
import { programFiles, ROOT } from './fence.ts';

/** What operations are made with; neither file loads or saves anything. */
const MAKERS = ['src/operations/operation.ts', 'src/operations/context.ts'];
const files = programFiles('src').filter(
  (path) => path.startsWith('src/operations/') && !path.startsWith('src/operations/within/') && !MAKERS.includes(path),
);
const exported = await Promise.all(
  files.map(async (path) => ({
    path,
    values: Object.entries((await import(pathToFileURL(join(ROOT, path)).href)) as Record<string, unknown>),
  })),
);
const functions = exported.flatMap(({ path, values }) =>
  values.filter(([, value]) => typeof value === 'function').map(([name, value]) => ({ path, name, value })),
);
const declared = functions.map(({ path, name, value }) => ({
  where: `${path} ${name}`,
  declared: (value as { declared?: { name: string; needs: string; placed: boolean } }).declared,
}));

describe('operations', () => {
  test('there are operations to look at', () => {
    expect(functions.length).toBeGreaterThan(40);
  });
  test('every exported function declares what it needs', () => {
    expect(declared.filter((one) => one.declared === undefined).map(({ where }) => where)).toEqual([]);
  });
  test('what is needed is a right, or one of three words that say why there is none', () => {
    const known = new Set<string>([...RIGHTS, 'public', 'own', 'system']);
    expect(declared.filter((one) => !known.has(one.declared?.needs ?? '')).map(({ where }) => where)).toEqual([]);
  });
  test('no two operations have one name: audit rows are told apart by it', () => {
    const names = declared.map((one) => one.declared?.name);
    expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
  });
  test('what anybody may ask is a short list that somebody chose', () => {
    expect(
      declared
        .filter((one) => one.declared?.needs === 'public')
        .map((one) => one.declared?.name)
        .sort(),
    ).toEqual([
      'device.enrol',
      'evidence.verify-bundle',
      'evidence.verify-export',
      'evidence.verify-manifest',
      'evidence.verify-proof',
      'evidence.verify-stamp',
      'link.show',
      'link.use',
      'podcast.show',
      'podcast.show-episode',
      'rule.expand',
      'service.check',
      'sign-in.begin',
      'sign-in.prove',
      'sign-in.show',
      'sound.list-pieces',
      'sound.open',
      'sound.open-piece',
      'store.revision',
      'token.note-use',
    ]);
  });
});
