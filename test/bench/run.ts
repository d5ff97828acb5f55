/**
 * `npm run bench [-- SUBJECT …]`: Loa against plain baselines, in one run, as ratios. No figure here decides a test.
 *
 * The table goes to docs/benchmarks.md by hand, with machine and date.
 */
import { cpus } from 'node:os';
import { board } from './board.ts';
import { editing } from './editing.ts';
import { evidence } from './evidence.ts';
import { manifests } from './manifests.ts';
import type { Row, Subject } from './measure.ts';
import { planning } from './planning.ts';
import { polling } from './polling.ts';
import { recording } from './recording.ts';
import { recurrence } from './recurrence.ts';
import { rendering } from './rendering.ts';
import { reports } from './reports.ts';
import { service } from './service.ts';
import { starts } from './starts.ts';
import { verdicts } from './verdicts.ts';
import { endWorld } from './world.ts';

const SUBJECTS: Readonly<Record<string, Subject>> = {
  recurrence,
  rendering,
  recording,
  planning,
  editing,
  service,
  verdicts,
  board,
  evidence,
  manifests,
  polling,
  reports,
  starts,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => SUBJECTS[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(`no subject ${unknown.join(', ')}; there are ${Object.keys(SUBJECTS).join(', ')}\n`);
  process.exit(2);
}

const rows: Row[] = [];
try {
  for (const [name, subject] of Object.entries(SUBJECTS))
    if (asked.length === 0 || asked.includes(name)) rows.push(...(await subject()));
} finally {
  await endWorld();
}

const number = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}\n\n`);
process.stdout.write('| what | Loa | baseline | ratio | baseline is |\n|---|--:|--:|--:|---|\n');
for (const { what, ours, theirs, unit, baseline } of rows)
  process.stdout.write(
    `| ${what} | ${number(ours)} ${unit} | ${number(theirs)} ${unit} | ${number(ours / theirs)} | ${baseline} |\n`,
  );
