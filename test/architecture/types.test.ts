/**
 * The compiler's fences: the whole tree compiles under the strictest flags, and the core compiles where neither
 * Node nor a browser exists.
 */
import { relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badFiles, copyWithBad, type Finding, isFound, programFiles, ROOT, tool } from './fence.ts';

interface Compiled {
  readonly found: readonly Finding[];
  /** Absolute paths of every file that took part. */
  readonly files: readonly string[];
}

const compile = async (project: string, folder: string): Promise<Compiled> => {
  const { out } = await tool('tsc', ['-p', project, '--pretty', 'false', '--listFiles'], folder);
  const lines = out.split('\n');
  const found = lines.flatMap((line) => {
    const [, file, said] = /^(\S+)\(\d+,\d+\): (error TS\d+: .*)$/.exec(line) ?? [];
    return file === undefined || said === undefined ? [] : [{ file, said }];
  });
  return { found, files: lines.filter((line) => line.startsWith('/')) };
};

test('the tree compiles', async () => {
  const { found, files } = await compile('tsconfig.json', ROOT);
  expect(found.map(({ file, said }) => `${file} ${said}`)).toEqual([]);
  const taken = new Set(files.map((file) => relative(ROOT, file)));
  const own = (file: string): boolean => file.endsWith('.mjs') || file.startsWith('src/browser/');
  expect(programFiles('src', 'test').filter((file) => !own(file) && !taken.has(file))).toEqual([]);
  // What a browser test runs in the page it hands over as text; with DOM types `name` and `event` would be globals.
  expect(files.filter((file) => file.endsWith('lib.dom.d.ts'))).toEqual([]);
});

test('the core compiles without Node and without a browser', async () => {
  const { found, files } = await compile('src/core/tsconfig.json', ROOT);
  expect(found.map(({ file, said }) => `${file} ${said}`)).toEqual([]);
  const taken = files.map((file) => relative(ROOT, file));
  expect(programFiles('src/core').filter((file) => !taken.includes(file))).toEqual([]);
  expect(taken.filter((file) => /@types\/node|lib\.dom|^src\/(?!core\/)/.test(file))).toEqual([]);
});

test('what runs in a browser compiles without Node', async () => {
  const { found, files } = await compile('src/browser/tsconfig.json', ROOT);
  expect(found.map(({ file, said }) => `${file} ${said}`)).toEqual([]);
  const taken = files.map((file) => relative(ROOT, file));
  expect(programFiles('src/browser').filter((file) => !taken.includes(file))).toEqual([]);
  expect(taken.filter((file) => /@types\/node|^src\/(?!browser\/|core\/|contract\/sentences\/)/.test(file))).toEqual(
    [],
  );
});

describe.each([
  ['types', 'tsconfig.json'],
  ['core-types', 'src/core/tsconfig.json'],
])('the fence %s bites', (fence, project) => {
  let found: readonly Finding[] = [];
  let remove = (): void => {};
  beforeAll(async () => {
    const copy = copyWithBad(fence, false);
    remove = copy.remove;
    ({ found } = await compile(project, copy.folder));
  });
  afterAll(() => remove());

  test.each(badFiles(fence))('$file breaks $breaks', (file) => {
    expect(file.breaks).not.toBe('');
    expect(isFound(found, file), JSON.stringify(found.filter((finding) => finding.file === file.file))).toBe(true);
  });
});
