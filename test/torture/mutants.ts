/**
 * Whether the unit tests would notice a wrong program: npm run mutants -- [--files src/core/evidence] [--limit 200]
 * [--seed 57] [--workers 2] [--seconds 30]
 *
 * Makes small changes to the files (see test/support/mutations.ts) and runs the unit tests of their folder on each. Prints the
 * share that was noticed and where the others are. Ends with 1 when it is less than 90 %. `--files` takes files and folders,
 * more than once; `--limit` tries that many, drawn evenly by the seed; a program that takes longer than `--seconds` counts as
 * noticed. Some that are not noticed are no other program, only another way to write it. Ctrl+C ends it with the figures so far,
 * which are those of a sample.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { Trial, Verdict } from '../support/mutant-runner.ts';
import { type Mutation, mutated, mutationsOf } from '../support/mutations.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string', multiple: true },
    limit: { type: 'string' },
    seed: { type: 'string' },
    workers: { type: 'string' },
    seconds: { type: 'string' },
  },
});
const seed = Number(values.seed ?? 57);
const workers = Number(values.workers ?? 2);
const seconds = Number(values.seconds ?? 30);
const ENOUGH = 90;

const ROOT = new URL('../..', import.meta.url).pathname;
const sources = (values.files ?? ['src/core/evidence'])
  .map((path) => join(ROOT, path))
  .flatMap((path) => (statSync(path).isDirectory() ? globSync(join(path, '**/*.ts')) : [path]))
  .sort();

/** The unit tests of a source's folder: first its own, then those that name it. */
const testsOf = (path: string): string[] => {
  const folder = join(ROOT, 'test/unit', relative(join(ROOT, 'src'), dirname(path)));
  const rank = (test: string): number => {
    if (basename(test) === `${basename(path, '.ts')}.test.ts`) return 0;
    return readFileSync(test, 'utf8').includes(`/${basename(path)}'`) ? 1 : 2;
  };
  return globSync(join(folder, '*.test.ts')).toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
};

interface Mutant {
  readonly path: string;
  readonly mutation: Mutation;
  readonly source: string;
}

const everyMutant: readonly Mutant[] = sources.flatMap((path) => {
  const source = readFileSync(path, 'utf8');
  return mutationsOf(source).map((mutation) => ({ path, mutation, source: mutated(source, mutation) }));
});

/** Numbers from 0 to 1 that the seed settles (mulberry32). */
const draws = (from: number): (() => number) => {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
const draw = draws(seed);
const drawn = everyMutant
  .map((mutant) => ({ mutant, at: draw() }))
  .toSorted((a, b) => a.at - b.at)
  .slice(0, Number(values.limit ?? everyMutant.length))
  .map(({ mutant }) => mutant);

type Outcome = 'noticed' | 'unnoticed' | 'endless';

const start = async (): Promise<ChildProcess> => {
  const child = fork(join(ROOT, 'test/support/mutant-runner.ts'), { execArgv: ['--max-old-space-size=768'] });
  await once(child, 'message');
  return child;
};

/** One answer; null when the process has ended, or had to be ended. */
const ask = async (child: ChildProcess, trial: Trial): Promise<Verdict | null> => {
  const ended = new AbortController();
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  child.send(trial);
  const answer = once(child, 'message', { signal: ended.signal }).then(([verdict]) => verdict as Verdict);
  const end = once(child, 'exit', { signal: ended.signal }).then(() => null);
  const verdict = await Promise.race([answer, end]);
  clearTimeout(timer);
  for (const pending of [answer, end]) pending.catch(() => undefined);
  ended.abort();
  return verdict;
};

const placeOf = ({ path, mutation: { line, column, from, to } }: Mutant): string =>
  `${relative(ROOT, path)}:${line}:${column} unnoticed: ${JSON.stringify(from)} → ${JSON.stringify(to)}`;

const began = performance.now();
const outcomes = new Map<Mutant, Outcome>();
let next = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    next = drawn.length;
  });

const work = async (): Promise<void> => {
  let child = await start();
  for (let mutant = drawn[next++]; mutant !== undefined; mutant = drawn[next++]) {
    const { path, source } = mutant;
    const verdict = await ask(child, { replaced: { path, source }, tests: testsOf(path) });
    if (verdict === null) child = await start();
    outcomes.set(mutant, verdict === null ? 'endless' : verdict.noticedBy === null ? 'unnoticed' : 'noticed');
    if (outcomes.get(mutant) === 'unnoticed') process.stderr.write(`${placeOf(mutant)}\n`);
    if (outcomes.size % 50 === 0) process.stderr.write(`${outcomes.size} of ${drawn.length}\n`);
  }
  child.disconnect();
  child.kill();
};

const first = await start();
const sound = await ask(first, { replaced: null, tests: [...new Set(sources.flatMap(testsOf))] });
first.kill();
if (sound === null || sound.noticedBy !== null) {
  process.stderr.write(`the tests fail, or take too long, as they are: ${sound?.noticedBy ?? `${seconds} s`}\n`);
  process.exitCode = 1;
} else {
  await Promise.all(Array.from({ length: workers }, work));
  report();
}

function report(): void {
  const count = (paths: readonly string[], outcome?: Outcome): number =>
    [...outcomes].filter(([{ path }, end]) => paths.includes(path) && end === (outcome ?? end)).length;
  const share = (paths: readonly string[]): number => (1 - count(paths, 'unnoticed') / count(paths)) * 100;
  for (const path of sources.filter((one) => count([one]) > 0))
    process.stdout.write(
      `${relative(ROOT, path)}: ${count([path]) - count([path], 'unnoticed')} of ${count([path])}, ${share([path]).toFixed(1)} %\n`,
    );
  for (const [mutant, outcome] of outcomes) if (outcome === 'unnoticed') process.stdout.write(`${placeOf(mutant)}\n`);
  process.stdout.write(
    `${share(sources).toFixed(1)} % of ${outcomes.size} (of ${everyMutant.length}) noticed, ${count(sources, 'endless')} by never ending, ` +
      `in ${((performance.now() - began) / 1000).toFixed(0)} s, seed ${seed}\n`,
  );
  process.exitCode = share(sources) < ENOUGH ? 1 : 0;
}
