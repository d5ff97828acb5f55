/**
 * The lint fences (biome.json and lint/*.grit): clock, randomness, environment and console stay in their homes,
 * and the code is in one format.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badFiles, copyWithBad, type Finding, isFound, ROOT, tool } from './fence.ts';

interface Report {
  readonly summary: { readonly unchanged: number; readonly errors: number };
  readonly diagnostics: readonly {
    readonly category: string;
    readonly message: string;
    readonly location?: { readonly path?: string; readonly start?: { readonly line: number } };
  }[];
}

const lint = async (folder: string): Promise<Report> => {
  const flags = ['check', '--reporter=json', '--max-diagnostics=none', '--error-on-warnings'];
  return JSON.parse((await tool('biome', [...flags, '.'], folder)).out);
};

const findings = (report: Report): readonly Finding[] =>
  report.diagnostics.map(({ category, message, location }) => ({
    file: location?.path ?? '',
    said: `${category} ${message}`,
  }));

test('the tree is formatted and breaks no lint rule', async () => {
  const report = await lint(ROOT);
  expect(findings(report).map(({ file, said }) => `${file} ${said}`)).toEqual([]);
  expect(report.summary.errors).toBe(0);
  expect(report.summary.unchanged).toBeGreaterThan(100);
});

describe('the lint fences bite', () => {
  let found: readonly Finding[] = [];
  let remove = (): void => {};
  beforeAll(async () => {
    const copy = copyWithBad('lint');
    remove = copy.remove;
    found = findings(await lint(copy.folder));
  });
  afterAll(() => remove());

  test.each(badFiles('lint'))('$file breaks $breaks', (file) => {
    expect(file.breaks).not.toBe('');
    expect(isFound(found, file), JSON.stringify(found.filter((finding) => finding.file === file.file))).toBe(true);
  });
});
