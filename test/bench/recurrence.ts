/**
 * Two thousand weekly rules: a year of them, and one day five years after their start, with zones and as text.
 *
 * rrule is asked for floating days without zones, which is less than what ours gives; rrule-rust for the same zone.
 */
import { execFileSync } from 'node:child_process';
import rrule from 'rrule';
import { DateTime, RRuleSet } from 'rrule-rust';
import { must } from '../../src/core/result.ts';
import { expandOne } from '../../src/core/schedule/expand.ts';
import type { LocalDate, LocalDateTime } from '../../src/core/time/local.ts';
import { compare, median, type Subject } from './measure.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const two = (value: number): string => String(value).padStart(2, '0');

/** One to five weekdays, three on average: 313,000 slots a year. */
const RULES = Array.from({ length: 2000 }, (_, n) => {
  const days = WEEKDAYS.filter((_day, k) => (k * 3 + n) % 7 < (n % 5) + 1);
  return {
    rule: `FREQ=WEEKLY;BYDAY=${days.join(',')}`,
    start: `2025-01-01T${two(n % 24)}:${two((n * 7) % 60)}:00` as LocalDateTime,
  };
});
const YEAR = ['2025-01-01', '2025-12-31'] as const;
const FAR = ['2030-01-01', '2030-01-01'] as const;
type Range = typeof YEAR | typeof FAR;

/** The last letter of every instant is read, so that every text is really made. */
const ours = ([from, to]: Range): number => {
  let slots = 0;
  for (const { rule, start } of RULES)
    for (const { instant } of must(expandOne(rule, start, ZONE, from as LocalDate, to as LocalDate)))
      slots += instant.at(-1) === 'Z' ? 1 : 0;
  return slots;
};

const compact = (start: string): string => start.replaceAll(/[-:]/g, '');
const floating = ([from, to]: Range): number => {
  let slots = 0;
  for (const { rule, start } of RULES)
    slots += rrule
      .rrulestr(`DTSTART:${compact(start)}Z\nRRULE:${rule}`)
      .between(new Date(`${from}T00:00:00Z`), new Date(`${to}T23:59:59Z`), true).length;
  return slots;
};

const midnight = (date: string, ...time: [number, number, number]) =>
  DateTime.local(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)), ...time);
const rust = ([from, to]: Range): number => {
  let slots = 0;
  for (const { rule, start } of RULES)
    slots += RRuleSet.fromString(`DTSTART;TZID=${ZONE}:${compact(start)}\nRRULE:${rule}`).between(
      midnight(from, 0, 0, 0),
      midnight(to, 23, 59, 59),
      true,
    ).length;
  return slots;
};

const SIDES = { ours, floating, rust };

/** One side, once, in a process that has done nothing before: `node recurrence.ts ours` prints milliseconds. */
const alone = (side: keyof typeof SIDES): number =>
  Number(execFileSync(process.execPath, [import.meta.filename, side], { encoding: 'utf8' }));

export const recurrence: Subject = async () => {
  const counts = [YEAR, FAR].map((range) => new Set(Object.values(SIDES).map((side) => side(range))));
  if (counts.some((same) => same.size !== 1)) throw new Error(`they differ: ${counts.map((same) => [...same])}`);
  const [slots] = counts[0] ?? [];
  const year = `expand 2,000 weekly rules over one year (${slots} slots), zones included`;
  const far = 'the same rules, one day five years after their start';
  const rows = [];
  for (const [what, range] of [
    [year, YEAR],
    [far, FAR],
  ] as const)
    for (const [baseline, theirs] of [
      ['rrule, floating, no zones', floating],
      ['rrule-rust, the same zone', rust],
    ] as const)
      rows.push(await compare({ what, baseline, times: 7, ours: () => ours(range), theirs: () => theirs(range) }));
  const times = [1, 2, 3, 4, 5];
  rows.push({
    what: `${far}, asked first in a new process`,
    ours: median(times.map(() => alone('ours'))),
    theirs: median(times.map(() => alone('rust'))),
    unit: 'ms',
    baseline: 'rrule-rust, likewise',
  });
  return rows;
};

const [asked] = import.meta.main ? process.argv.slice(2) : [];
if (asked === 'ours' || asked === 'floating' || asked === 'rust') {
  const began = performance.now();
  SIDES[asked](FAR);
  process.stdout.write(String(performance.now() - began));
}
