/** One cold answer in a process of its own: node test/bench/verdicts-process.ts DATA HOW; prints milliseconds, those of opening, rows, megabytes. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { listVerdicts } from '../../src/operations/log/list-verdicts.ts';
import { wire } from '../../src/wiring.ts';

const [data = '', how = ''] = process.argv.slice(2);
const SPAN = { from: '2026-06-01' as LocalDate, to: '2026-06-30' as LocalDate };

/** Milliseconds that are not the answer's: opening looks every page of both files over. */
let opening = 0;

const ours = (): number => {
  const begun = performance.now();
  const { ctx, close } = must(wire({ dataDir: data }));
  opening = performance.now() - begun;
  const { verdicts, totals } = must(listVerdicts(ctx, SPAN));
  if (totals.total.planned !== verdicts.length) throw new Error('an airing that is not counted');
  close();
  return verdicts.length;
};

/** The same rows, as text and bytes; `parsed`: as JSON too. */
const bare = (parsed: boolean): number => {
  const [plans, log] = ['loa.db', 'airlog.db'].map((name) => new Database(join(data, name), { readonly: true }));
  const read = (file: Database.Database | undefined, sql: string, use: (text: string) => void): number => {
    const asked = sql.includes('?') ? [SPAN.from, SPAN.to] : [];
    const rows = file
      ?.prepare(sql)
      .pluck()
      .all(...asked) as (string | Buffer)[];
    for (const row of rows) use(typeof row === 'string' ? row : row.toString());
    return rows.length;
  };
  const use = parsed ? JSON.parse : () => undefined;
  read(plans, 'SELECT playlists FROM rundown WHERE day BETWEEN ? AND ?', use);
  // All of this log is about those days.
  const said = read(log, 'SELECT leaf FROM air_log ORDER BY seq', use);
  for (const file of [plans, log]) file?.close();
  return said;
};

const WAYS: Readonly<Record<string, () => number>> = { ours, bare: () => bare(false), parsed: () => bare(true) };
const work = WAYS[how];
if (work === undefined) throw new Error(`no way ${how}`);
const started = performance.now();
const rows = work();
const milliseconds = performance.now() - started - opening;
process.stdout.write(
  `${JSON.stringify({ milliseconds, opening, rows, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`,
);
