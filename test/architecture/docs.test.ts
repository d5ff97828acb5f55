/**
 * The documents keep their word: every refusal has its page, links lead somewhere, and what the README tells a
 * person to type exists.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './fence.ts';

const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const documents = globSync(['*.md', '{docs,schedules,media,test,src}/**/*.md'], { cwd: ROOT }).sort();

describe('a page for every refusal', () => {
  const codes = [
    ...['src/core/refusal.ts', ...globSync('src/core/*/*refusals.ts', { cwd: ROOT })]
      .map(text)
      .join('\n')
      .matchAll(/^ {2}'([a-z-]+\.[a-z-]+)':/gm),
  ].map((match) => match[1] ?? '');
  const pages = globSync('docs/problems/*.md', { cwd: ROOT })
    .map((path) => basename(path, '.md'))
    .filter((name) => name !== 'README');

  test('codes are read from the union', () => {
    expect(codes.length).toBeGreaterThan(40);
    expect(codes).toEqual(expect.arrayContaining(['rule.malformed', 'sign-in.needed']));
  });
  test('every code has its page', () => {
    expect(codes.filter((code) => !pages.includes(code))).toEqual([]);
  });
  test('no page is about a code that is gone', () => {
    expect(pages.filter((page) => !codes.includes(page))).toEqual([]);
  });
});

/** Places that a document names in this project: [what it says, the file meant]. Code blocks are not links. */
const linksOf = (path: string): readonly (readonly [string, string])[] =>
  [
    ...text(path)
      .replace(/^```.*?^```/gms, '')
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map((match) => match[1] ?? '')
    .filter((link) => !/^([a-z]+:|#|\/\/)/.test(link))
    .map((link) => [link, join(dirname(path), decodeURI(link.replace(/#.*$/, '')))]);

test('every relative link leads to a file', () => {
  expect(documents.length).toBeGreaterThan(0);
  const broken = documents.flatMap((path) =>
    linksOf(path)
      .filter(([, file]) => !existsSync(join(ROOT, file)))
      .map(([link]) => `${path} → ${link}`),
  );
  expect(broken).toEqual([]);
});

describe('what the README tells a person to type', () => {
  const { scripts, bin }: { scripts: Record<string, string>; bin: Record<string, string> } = JSON.parse(
    text('package.json'),
  );
  const typed = existsSync(join(ROOT, 'README.md')) ? text('README.md') : '';

  test('there is a README, and it begins with npm start', () => {
    expect(typed).toContain('npm start');
  });
  test('every npm script exists', () => {
    const asked = [...typed.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map((match) => match[1] ?? '');
    const own = ['ci', 'install', 'audit', 'run'];
    expect(asked.filter((name) => !own.includes(name) && !(name in scripts))).toEqual([]);
  });
  test('every npx command is ours or a development tool of ours', () => {
    const asked = [...typed.matchAll(/\bnpx ([\w@/-]+)/g)].map((match) => match[1] ?? '');
    const known = (name: string): boolean => name in bin || existsSync(join(ROOT, 'node_modules/.bin', name));
    expect(asked.filter((name) => !known(name))).toEqual([]);
  });
});
