/**
 * The import fences: the tree passes dependency-rules.mjs, and every rule turns away a file that breaks it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import rules from './dependency-rules.mjs';
import { badFiles, copyWithBad, type Finding, isFound, programFiles, ROOT, tool } from './fence.ts';

interface Cruise {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

const cruise = async (folder: string): Promise<Cruise> => {
  const config = ['--config', 'test/architecture/dependency-rules.mjs', '--output-type', 'json'];
  return JSON.parse((await tool('depcruise', [...config, 'src', 'media', 'test'], folder)).out);
};

const violations = (seen: Cruise): readonly Finding[] =>
  seen.summary.violations.map(({ from, to, rule }) => ({ file: from, said: `${rule.name} ${from} → ${to}` }));

test('the tree keeps every import rule, and no file of it went unseen', async () => {
  const seen = await cruise(ROOT);
  expect(violations(seen).map((violation) => violation.said)).toEqual([]);
  const sources = new Set(seen.modules.map((module) => module.source));
  const files = programFiles('src', 'media', 'test');
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => !sources.has(file))).toEqual([]);
});

describe('the import fences bite', () => {
  let found: readonly Finding[] = [];
  let remove = (): void => {};
  beforeAll(async () => {
    const copy = copyWithBad('imports');
    remove = copy.remove;
    found = violations(await cruise(copy.folder));
  });
  afterAll(() => remove());

  const bad = badFiles('imports').filter((file) => file.breaks !== '');
  test.each(bad)('$file breaks $breaks', (file) => {
    expect(isFound(found, file), JSON.stringify(found.filter((finding) => finding.file === file.file))).toBe(true);
  });

  test('files that only lend themselves break nothing', () => {
    const lenders = badFiles('imports').filter((file) => file.breaks === '');
    expect(lenders.length).toBeGreaterThan(2);
    for (const { file } of lenders) expect(found.filter((finding) => finding.file === file)).toEqual([]);
  });

  test('every rule has a file that breaks it', () => {
    const broken = new Set(bad.map((file) => file.breaks));
    expect(rules.forbidden.length).toBeGreaterThan(30);
    expect(rules.forbidden.map((rule) => rule.name).filter((name) => !broken.has(name))).toEqual([]);
  });
});
