/** How long the air log takes when it is large: node test/bench/air-log.ts [--rows 100000]. Measures, asserts nothing. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import { entryOf, inFolder } from '../support/store-entries.ts';

const { values } = parseArgs({ options: { rows: { type: 'string' } } });
const rows = Number(values.rows ?? 100_000);
const PER_DAY = 250;
const SINGLES = 500;

const timed = <T>(work: () => T): [T, milliseconds: number] => {
  const began = performance.now();
  return [work(), performance.now() - began];
};
const say = (what: string, milliseconds: number): void => {
  process.stdout.write(`${what.padEnd(44)} ${milliseconds.toFixed(2).padStart(10)} ms\n`);
};
const dayOf = (n: number): LocalDate => Temporal.PlainDate.from('2020-01-01').add({ days: n }).toString() as LocalDate;
const entry = (n: number) =>
  entryOf({ title: `Tin ${n}`, day: dayOf(Math.floor(n / PER_DAY)), channel: `kenh-${n % 5}` });

inFolder((folder) => {
  const airlog = must(openAirLog(folder));
  const [, filling] = timed(() => {
    for (let n = 0; n < rows; n += 1000)
      must(
        airlog.append(
          Array.from({ length: Math.min(1000, rows - n) }, (_, place) => entry(n + place)),
          [],
        ),
      );
  });
  say(`${rows} rows in batches of 1000`, filling);
  const each = Array.from({ length: SINGLES }, (_, n) => timed(() => must(airlog.append([entry(rows + n)], [])))[1]);
  each.sort((a, b) => a - b);
  say(`append one, p50 of ${SINGLES}`, each[Math.floor(SINGLES * 0.5)] ?? 0);
  say(`append one, p99 of ${SINGLES}`, each[Math.floor(SINGLES * 0.99)] ?? 0);
  const middle = Math.floor(rows / PER_DAY / 2);
  const asked = (name: string, from: number, to: number, channel?: string): void => {
    const [found, took] = timed(() => airlog.select({ from: dayOf(from), to: dayOf(to), channel }).toArray().length);
    say(`select ${name} (${found} rows)`, took);
  };
  asked('one day', middle, middle);
  asked('one day of one channel', middle, middle, 'kenh-1');
  asked('thirty days', middle, middle + 29);
  asked('all', 0, Math.ceil(rows / PER_DAY) + 10);
  airlog.close();
  const [again, opening] = timed(() => must(openAirLog(folder)));
  say(`open, with every check (${(statSync(join(folder, 'airlog.db')).size / 1e6).toFixed(0)} MB)`, opening);
  again.close();
});
