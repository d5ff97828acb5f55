/** Which command was typed, and what its fields are called there: what a sentence about its words has to name. */
import type { Command } from 'commander';

export interface Typed {
  /** 'loa user add' */
  readonly path: string;
  /** How an operation's field was typed: 'login' → '--login' or '<login>'; one that was not typed stays as it is. */
  readonly wordOf: (field: string) => string;
}

/** Where a command's word is not the operation's. */
const CALLED: Readonly<Record<string, string>> = { reason: 'why', scopes: 'scope' };

export const typedIn = (program: Command, words: readonly string[]): Typed => {
  const path = commandsIn(program, words);
  return {
    path: path.map((command) => command.name()).join(' '),
    wordOf: (field) => {
      const last = path.at(-1) ?? program;
      for (const name of [field, CALLED[field] ?? field]) {
        const option = last.options.find((one) => one.attributeName() === name);
        if (option !== undefined) return option.long ?? field;
        if (last.registeredArguments.some((one) => one.name() === name)) return `<${name}>`;
      }
      return field;
    },
  };
};

/** The program and the commands that the words lead down through. */
const commandsIn = (from: Command, [word, ...rest]: readonly string[]): Command[] => {
  const next = from.commands.find((one) => one.name() === word);
  return next === undefined ? [from] : [from, ...commandsIn(next, rest)];
};
