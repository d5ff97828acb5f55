/**
 * Many more random rules than `npm test` has time for, against all witnesses:
 * node test/torture/recurrence.ts [--rules 100000] [--seed 57]. Exit code 1 at the first difference that has no name.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { daysAsked, question } from '../support/rules.ts';
import { compare } from '../support/witnesses.ts';

const { values } = parseArgs({ options: { rules: { type: 'string' }, seed: { type: 'string' } } });
const rules = Number(values.rules ?? 100_000);
const seed = Number(values.seed ?? 57);
const BATCH = 10_000;

process.stdout.write(`${rules} rules, --seed ${seed}\n`);
const explained = new Map<string, number>();
let agreed = 0;
for (let done = 0; done < rules; done += BATCH) {
  const questions = fc.sample(question, { seed: seed + done, numRuns: Math.min(BATCH, rules - done) });
  const found = compare(questions, questions.map(daysAsked));
  const [wrong] = [...found.unexplained, ...found.alone];
  if (wrong !== undefined) {
    process.stdout.write(`${JSON.stringify(wrong, null, 2)}\n`);
    process.exit(1);
  }
  agreed += found.agreed;
  for (const [name, count] of found.explained) explained.set(name, (explained.get(name) ?? 0) + count);
  process.stdout.write(`${done + questions.length} rules: ${agreed} answers agree\n`);
}
for (const [name, count] of explained) process.stdout.write(`${String(count).padStart(8)}  ${name}\n`);
