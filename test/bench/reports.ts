/**
 * What came to pass at 200 sites, sent in after days without a network: batches of 50 rows over HTTP to one process, each answered with
 * receipts that are durable; some of them twice, as after a lost answer.
 *
 * Alone with other sizes: node test/bench/reports.ts [--sites 200] [--batches 1000].
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { serving, siteToken } from './centre-process.ts';
import type { Row, Subject } from './measure.ts';

const SCRIPT = join(import.meta.dirname, 'centre-process.ts');
const BATCH = 50;
/** Sites that send at the same time. */
const LANES = 8;
/** One batch in so many is sent again. */
const AGAIN = 10;

/** Rows `from` and the next of one start of a site's machine: an item a minute, begun and ended. */
const rowsOf = (site: number, from: number): object[] =>
  Array.from({ length: BATCH }, (_, n) => {
    const row = from + n;
    const at = new Date(Date.UTC(2026, 10, 28) + Math.floor(row / 2) * 60_000 + (row % 2) * 55_000).toISOString();
    const [day, instant] = [at.slice(0, 10), `${at.slice(0, 19)}Z`];
    const about = { device: `may-${site}`, boot: 'b1', row, channel: `loa-${site}`, day, entry: `tin-${row >> 1}` };
    const clock = { wall: at, monotonicMs: row * 30_000, offsetMs: 120, errorMs: 80 };
    return row % 2 === 0
      ? { ...about, clock, title: `Tin thứ ${row >> 1} của xã`, kind: 'started', started: instant }
      : { ...about, clock, kind: 'stopped', outcome: 'aired', secondsHeard: 55, stopped: instant };
  });

const send = async (url: string, site: number, rows: readonly object[]): Promise<number> => {
  const response = await fetch(`${url}/api/v1/air-log/reports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${siteToken(site)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ rows }),
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const { receipts } = (await response.json()) as { receipts: readonly { isNew: boolean }[] };
  if (receipts.length !== rows.length) throw new Error('a row without a receipt');
  return receipts.filter(({ isNew }) => isNew).length;
};

const measured = async (sites: number, batches: number): Promise<Row[]> => {
  const data = mkdtempSync(join(tmpdir(), 'loa-reports-'));
  let child: ReturnType<typeof serving> | undefined;
  try {
    execFileSync(process.execPath, [SCRIPT, 'fill', data, String(sites)], { stdio: ['ignore', 'inherit', 'inherit'] });
    child = serving(data);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const url = (await lines.next()).value as string;
    const waiting = Array.from({ length: batches }, (_, n) => n).values();
    let [receipts, news] = [0, 0];
    const began = performance.now();
    const lane = async (): Promise<void> => {
      for (const n of waiting) {
        const site = n % sites;
        const rows = rowsOf(site, Math.floor(n / sites) * BATCH);
        for (let times = n % AGAIN === 0 ? 2 : 1; times > 0; times -= 1) {
          const fresh = await send(url, site, rows);
          news += fresh;
          receipts += rows.length;
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const seconds = (performance.now() - began) / 1000;
    child.kill('SIGTERM');
    const { megabytes } = JSON.parse((await lines.next()).value as string) as { megabytes: number };
    const file = new Database(join(data, 'airlog.db'), { readonly: true });
    const kept = file.prepare('SELECT COUNT(*) FROM device_row').pluck().get() as number;
    const entries = file.prepare('SELECT COUNT(*) FROM air_log').pluck().get() as number;
    file.close();
    const all = batches * BATCH;
    if (news !== all || kept !== all || entries !== all)
      throw new Error(`${all} rows: ${news} new, ${kept} kept, ${entries} entries`);
    const what = `${batches} batches of ${BATCH} rows from ${sites} sites, one in ${AGAIN} twice, each row once in the log`;
    const limit = 'the limit that was set';
    return [
      { what, ours: receipts / seconds, theirs: 5000, unit: 'rows/s', baseline: `${limit} (more is better)` },
      { what: 'memory of the one process', ours: megabytes, theirs: 300, unit: 'MB', baseline: limit },
    ];
  } finally {
    child?.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
};

export const reports: Subject = () => measured(200, 1000);

if (import.meta.main) {
  const { values } = parseArgs({ options: { sites: { type: 'string' }, batches: { type: 'string' } } });
  for (const row of await measured(Number(values.sites ?? 200), Number(values.batches ?? 1000)))
    process.stdout.write(
      `${row.what}: ${row.ours.toFixed(0)} ${row.unit} (${row.theirs} ${row.unit} ${row.baseline})\n`,
    );
}
