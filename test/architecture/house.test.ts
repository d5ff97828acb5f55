/**
 * The rules of the house that no tool knows: lengths, names, heads of files, and what may lie at the top.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { programFiles, ROOT } from './fence.ts';

const TOP = new Set(
  'src media schedules test docs drizzle.config.ts package.json package-lock.json tsconfig.json biome.json README.md LICENSE CHANGELOG.md'.split(
    ' ',
  ),
);
/** Made on this machine and never committed (.gitignore). */
const MADE_HERE = new Set(['node_modules', 'var', 'coverage']);

const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const source = programFiles('src', 'media');
const all = programFiles('src', 'media', 'test');

test('there is a tree to look at', () => {
  expect(source.length).toBeGreaterThan(50);
});

test('the top level holds what architecture.md lists and nothing else', () => {
  const found = readdirSync(ROOT).filter((name) => !name.startsWith('.') && !name.endsWith('.log'));
  expect(found.filter((name) => !TOP.has(name) && !MADE_HERE.has(name))).toEqual([]);
});

test('no file of the program is longer than 300 lines', () => {
  const long = source
    .map((path) => ({ path, lines: text(path).split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

test('nothing is called utils, helpers, common, manager or misc', () => {
  const nameless = /^(utils?|helpers?|common|managers?|misc|shared|lib)$/;
  const words = (path: string): readonly string[] =>
    path.split('/').flatMap((part) => basename(part, '.ts').split(/[-.]/));
  expect(all.filter((path) => words(path).some((word) => nameless.test(word)))).toEqual([]);
});

test('names of files are lower-case words joined by hyphens', () => {
  expect(all.filter((path) => !/^[a-z0-9./-]+$/.test(path))).toEqual([]);
});

test('every file of the program begins by saying what it is for', () => {
  const begins = /^(#!.*\n)?(\/\/ @ts-check\n)?\/(\*\*|\/ )/;
  expect(source.filter((path) => !begins.test(text(path)))).toEqual([]);
});

test('nothing is left for later', () => {
  const markers = new RegExp(['TODO', 'FIXME', 'XXX', 'HACK'].map((word) => `\\b${word}\\b`).join('|'));
  expect(all.filter((path) => !path.startsWith('test/architecture/') && markers.test(text(path)))).toEqual([]);
});

test('no test is left out or left alone', () => {
  const left = /\b(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|fails)\b/;
  const tests = programFiles('test').filter((path) => !path.startsWith('test/architecture/'));
  expect(tests.length).toBeGreaterThan(10);
  expect(tests.filter((path) => left.test(text(path)))).toEqual([]);
});

test('no rule is switched off without a reason', () => {
  const silent = /(biome-ignore(-\w+)? [^:]*$|@ts-ignore|@ts-nocheck|@ts-expect-error\s*$)/m;
  expect(all.filter((path) => !path.startsWith('test/architecture/') && silent.test(text(path)))).toEqual([]);
});

test('what a shell starts may be started', () => {
  for (const path of ['src/loa.js', '.ci/run']) expect(statSync(join(ROOT, path)).mode & 0o111, path).toBe(0o111);
});
