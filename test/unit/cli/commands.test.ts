/** Each command's file is found by the very words that it adds; a wrong word would leave a command unknown. */
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { anchors } from '../../../src/anchors/anchors.ts';
import { asked, commandsOf } from '../../../src/cli/commands.ts';
import type { Shell } from '../../../src/cli/shell.ts';

const never = (): never => {
  throw new Error('nothing is verified here');
};

const FILES = commandsOf({
  verify: never,
  hash: never,
  anchors,
  importPackage: never,
  site: { isEnrolled: never, enrol: never, join: never, run: never, carry: never, status: never },
});

describe('commands and their files', () => {
  test.each(FILES.map((file) => [file.names.join(', '), file] as const))('%s', async (_names, { names, load }) => {
    const program = new Command('loa');
    (await load())(program, { terminal: { lang: 'vi' } } as Shell, () => {});
    expect(program.commands.map((command) => command.name())).toEqual(names);
  });

  test('no word calls two files', () => {
    const words = FILES.flatMap(({ names }) => names);
    expect(new Set(words).size).toBe(words.length);
  });

  test('one file for a command, none for others, all for what is no command', () => {
    expect(asked(FILES, ['prove', '--help'], ['serve']).map(({ names }) => names)).toEqual([['bundle', 'prove']]);
    expect(asked(FILES, ['serve', 'units'], ['serve'])).toEqual([]);
    for (const words of [[], ['--help'], ['help', 'units'], ['unit']])
      expect(asked(FILES, words, ['serve'])).toBe(FILES);
  });
});
