/**
 * A process of its own that works on a data folder and says on its output what was acknowledged, so that it can
 * be killed, crowded or starved of disk. Started by store-processes.ts.
 *
 *   node store-writer.ts <what> <folder> [tag] [times]
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { entryBytes } from '../../src/core/evidence/entry.ts';
import { must, ok, type Result } from '../../src/core/result.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import { entryOf, erasableOf, seeded } from './store-entries.ts';

const [what = '', folder = '', tag = '', times = '0'] = process.argv.slice(2);
const count = Number(times);

/** One line, with the kernel before the next thing is done. */
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusals[0].code);

const airLog = () => must(openAirLog(folder));

/** Imported only where it is wanted: it is most of the time that a process takes to start. */
const store = async () => {
  const { openStore } = await import('../../src/store/database.ts');
  const { writeAudit } = await import('../../src/store/audit.ts');
  const rows = must(openStore(folder));
  const audit = (operation: string, detail: unknown = {}): Result<void> =>
    rows.transact((within) => ok(writeAudit(within, { at: '2025-04-07T00:00:00Z', actor: 'test', operation, detail })));
  return { ...rows, audit };
};

const batchOf = (n: number, size: number) =>
  Array.from({ length: size }, (_, place) => entryOf({ title: `${tag}/${n}/${place}` }));

const append = (audited: (tag: string) => void): void => {
  const airlog = airLog();
  const random = seeded(Number(tag.replaceAll(/\D/g, '')) + 1);
  for (let n = 0; count === 0 || n < count; n += 1) {
    const size = 1 + Math.floor(random() * 5);
    say(`log ${must(airlog.append(batchOf(n, size), [erasableOf(`${tag}/${n}`)]))} ${size} ${tag}/${n}`);
    audited(`${tag}/${n}`);
  }
};

const WORK: Record<string, () => void | Promise<void>> = {
  /** Batches of 1–5 entries, acknowledged after the commit, until killed or `times` are done. */
  append: () => append(() => undefined),
  /** The same with an audit row in loa.db after each batch. */
  'append-both': async () => {
    const { audit } = await store();
    append((operation) => {
      must(audit(operation));
      say(`audit ${operation}`);
    });
  },
  /** The same rows under synchronous=NORMAL: the control that shows a power cut does lose rows there. */
  'append-normal': () => {
    airLog().close();
    const file = new Database(join(folder, 'airlog.db'));
    file.pragma('synchronous=NORMAL');
    const insert = file.prepare('INSERT INTO air_log (seq, leaf) SELECT COALESCE(MAX(seq) + 1, 0), ? FROM air_log');
    for (let n = 0; n < count; n += 1) {
      const entries = batchOf(n, 1);
      for (const entry of entries) insert.run(entryBytes(entry));
      say(`log ${n} 1 ${tag}/${n}`);
    }
  },
  /** Appends until the disk is full, then shows that the rest of the service goes on. */
  fill: async () => {
    const airlog = airLog();
    const { audit, rows, close } = await store();
    let refused: Result<unknown> = ok(undefined);
    for (let n = 0; refused.ok && n < count; n += 1) {
      const before = airlog.size();
      refused = airlog.append(batchOf(n, 5), [erasableOf(`${tag}/${n}`)]);
      if (refused.ok) say(`log ${refused.value} 5 ${tag}/${n}`);
      else say(`rolled-back ${before === airlog.size()}`);
    }
    say(`refused ${codeOf(refused)}`);
    say(`reads ${airlog.select({ from: '2025-04-07', to: '2025-04-07' } as never).toArray().length}`);
    say(`store ${codeOf(audit('too-large', { filler: 'x'.repeat(4_000_000) }))}`);
    say(`store-reads ${rows.all('SELECT 1 FROM audit').length}`);
    airlog.close();
    close();
  },
  /** What opening answers, as JSON. */
  open: async () => {
    const { openStore } = await import('../../src/store/database.ts');
    const [store, airlog] = [openStore(folder), openAirLog(folder)];
    say(JSON.stringify([store, airlog].map((one) => (one.ok ? 'ok' : one.refusals))));
    for (const one of [store, airlog]) if (one.ok) one.value.close();
  },
  /** Takes jobs until none is left; each is finished at once. */
  lease: async () => {
    const { transact } = await store();
    const { finish, lease } = await import('../../src/store/jobs.ts');
    const take = () =>
      must(transact((rows) => ok(lease(rows, 'render', '2025-04-07T00:00:00Z', '2025-04-07T00:30:00Z') ?? null)));
    for (let job = take(); job !== null; job = take()) {
      const { id } = job;
      say(`job ${id}`);
      must(transact((rows) => ok(finish(rows, id, '2025-04-07T00:00:00Z'))));
    }
  },
  /** Holds the write lock of both files until killed. */
  hold: () => {
    for (const name of ['loa.db', 'airlog.db']) new Database(join(folder, name)).exec('BEGIN IMMEDIATE');
    say('held');
    setInterval(() => undefined, 60_000);
  },
};

// With a handler the file-size limit is an error of the write instead of the end of the process.
process.on('SIGXFSZ', () => undefined);
const work = WORK[what];
if (work === undefined) throw new Error(`no such work: ${what}`);
await work();
