/**
 * Nothing lies about unused: no file, export, type or package that nobody reaches (knip), and no file of the
 * program that only its tests reach.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badFiles, copyWithBad, type Finding, isFound, ROOT, tool } from './fence.ts';

interface Report {
  readonly issues: readonly ({ readonly file: string } & Readonly<Record<string, unknown>>)[];
}

const unused = async (folder: string, ...flags: readonly string[]): Promise<readonly Finding[]> => {
  const { out } = await tool('knip', ['--no-progress', '--reporter', 'json', ...flags], folder);
  return (JSON.parse(out) as Report).issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, names]) =>
      (names as readonly { readonly name: string }[]).map(({ name }) => ({ file, said: `${kind} ${name}` })),
    ),
  );
};

const listed = (findings: readonly Finding[]): readonly string[] => findings.map(({ file, said }) => `${file} ${said}`);

test('nothing in the tree is unused', async () => {
  expect(listed(await unused(ROOT))).toEqual([]);
});

test('no file or package of the program is reached by its tests alone', async () => {
  expect(listed(await unused(ROOT, '--production', '--include', 'files,dependencies'))).toEqual([]);
});

describe('the fence bites', () => {
  let found: readonly Finding[] = [];
  let reachedByTestsOnly: readonly Finding[] = [];
  let remove = (): void => {};
  beforeAll(async () => {
    const copy = copyWithBad('dead-code');
    remove = copy.remove;
    found = await unused(copy.folder);
    reachedByTestsOnly = await unused(copy.folder, '--production', '--include', 'files,dependencies');
  });
  afterAll(() => remove());

  test.each(badFiles('dead-code'))('$file breaks $breaks', (file) => {
    expect(file.breaks).not.toBe('');
    expect(isFound(found, file), JSON.stringify(found.filter((finding) => finding.file === file.file))).toBe(true);
  });

  test('src/core/half-used.ts is used by a test and by nothing of the program', () => {
    const file = 'src/core/half-used.ts';
    expect(found.filter((finding) => finding.said.includes('files') && finding.file === file)).toEqual([]);
    expect(isFound(reachedByTestsOnly, { file, breaks: `files ${file}` })).toBe(true);
  });
});
