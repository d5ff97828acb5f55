/**
 * What the packages are: exact, known not to be holed, free to ship, and complete, so that `npm ci` works
 * from any registry.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './fence.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const lock: Readonly<Record<string, Locked>> = read('package-lock.json').packages;
const packages = Object.entries(lock).filter(([path]) => path !== '');
const named = (name: string): Locked => lock[`node_modules/${name}`] ?? {};

const PERMISSIVE = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'BlueOak-1.0.0',
  'Unlicense',
  'Zlib',
  'CC0-1.0',
];

/** First lines of licence files, for packages that say their licence nowhere else. */
const LICENCE_FILES: readonly (readonly [begins: RegExp, licence: string])[] = [
  [/^(The )?MIT License\b[\s\S]*Permission is hereby granted, free of charge/, 'MIT'],
];

const licenceFile = (path: string): string => {
  const file = join(ROOT, path, 'LICENSE');
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return LICENCE_FILES.find(([begins]) => begins.test(text))?.[1] ?? '';
};

/** SPDX words of a package; older packages say it in their own package.json only, a few in their LICENSE file only. */
const licence = ([path, locked]: readonly [string, Locked]): string => {
  if (locked.license !== undefined) return locked.license;
  const own = read(`${path}/package.json`);
  const said = own.license ?? (own.licenses ?? []).map((one: { readonly type: string }) => one.type).join(' OR ');
  return said === '' ? licenceFile(path) : said;
};

const atLeast = (version: string, wanted: string): boolean => {
  const [have, want] = [version, wanted].map((words) => words.split('.').map(Number));
  const at = want?.findIndex((number, index) => number !== have?.[index]) ?? -1;
  return at === -1 || (have?.[at] ?? 0) > (want?.[at] ?? 0);
};

test('there are packages to look at', () => {
  expect(packages.length).toBeGreaterThan(100);
});

describe('versions', () => {
  test.each([
    ['hono', '4.12.21', 'holes in cookies, proxies and static files'],
    ['drizzle-orm', '0.45.2', 'SQL injection through identifiers'],
  ])('%s is at least %s: %s', (name, wanted) => {
    expect(atLeast(named(name).version ?? '0.0.0', wanted), named(name).version ?? 'absent').toBe(true);
  });

  test('the comparison tells versions apart', () => {
    expect(atLeast('4.12.20', '4.12.21')).toBe(false);
    expect(atLeast('4.12.21', '4.12.21')).toBe(true);
    expect(atLeast('4.13.0', '4.12.21')).toBe(true);
    expect(atLeast('3.99.99', '4.12.21')).toBe(false);
  });

  test('every version in package.json is exact and is the locked one', () => {
    const own = read('package.json');
    const asked = Object.entries<string>({ ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies });
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(asked.filter(([name, version]) => named(name).version !== version)).toEqual([]);
  });
});

describe('the lock', () => {
  test('names no registry', () => {
    expect(packages.filter(([, locked]) => locked.resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test('has a hash for every package this kind of machine installs', () => {
    const here = packages.filter(([, locked]) => locked.os?.includes('linux') !== false && !locked.optional);
    expect(here.filter(([, locked]) => locked.integrity === undefined).map(([path]) => path)).toEqual([]);
  });

  test('has an entry for every optional package, so that npm ci finds it in step with package.json', () => {
    const lacking = Object.entries(lock).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !holders(path).some((folder) => `${folder}node_modules/${name}` in lock),
      ),
    );
    expect(lacking).toEqual([]);
  });
});

/** Folders in which Node looks for what a package needs, with their slash: its own first, the project's last. */
const holders = (path: string): readonly string[] =>
  path === '' ? [''] : [`${path}/`, ...holders(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))))];

/** SPDX: of alternatives one must be permissive, of parts ('MIT AND OFL-1.1') each; AND binds before OR. */
const free = (words: string): boolean =>
  words
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((part) => PERMISSIVE.includes(part)));

test.each([
  ['MIT AND OFL-1.1', true],
  ['(MIT AND Zlib)', true],
  ['GPL-3.0 OR MIT', true],
  ['MIT AND GPL-3.0', false],
  ['', false],
])('%s is permissive: %s', (words, permissive) => {
  expect(free(words)).toBe(permissive);
});

test('everything that ships is under a permissive licence', () => {
  const ships = packages.filter(([, locked]) => locked.dev !== true && locked.optional !== true);
  expect(ships.length).toBeGreaterThan(10);
  expect(ships.filter((one) => !free(licence(one))).map((one) => [one[0], licence(one)])).toEqual([]);
});
