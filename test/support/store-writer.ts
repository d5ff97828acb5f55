/**
 * A process of its own that works on a data folder and says on its output what was acknowledged, so that it can
 * be killed, crowded or starved of disk. Started by store-processes.ts.
 *
 *   node store-writer.ts <what> <folder> [tag] [times]
 */
import { existsSync, mkdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { must, ok, type Result } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import { keepReserve } from '../../src/store/reserve.ts';
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
  /** Appends until the disk is full, shows that the rest goes on, and what is there afterwards. */
  fill: async () => {
    mkdirSync(folder, { recursive: true });
    const ballast = join(folder, 'ballast');
    writeFileSync(ballast, Buffer.alloc(400_000, 1));
    const airlog = airLog();
    const { audit, rows, close } = await store();
    const said: string[] = [];
    let refused: Result<unknown> = ok(undefined);
    for (let n = 0; refused.ok && n < 20_000; n += 1) {
      refused = airlog.append(batchOf(n, 5), [erasableOf(`${tag}/${n}`)]);
      if (refused.ok) said.push(`log ${refused.value} 5 ${tag}/${n}`);
    }
    const told = {
      log: codeOf(refused),
      store: codeOf(audit('too-large', { filler: 'x'.repeat(4_000_000) })),
      batches: said.length,
      size: airlog.size(),
      reads: airlog.select({ from: '2025-04-07' as LocalDate, to: '2025-04-07' as LocalDate }).toArray().length,
      audited: rows.all('SELECT 1 FROM audit').length,
    };
    rmSync(ballast);
    const after = airlog.append([entryOf({ title: 'đã có chỗ' })], []);
    airlog.close();
    close();
    const { look } = await import('./store-kills.ts');
    const { acknowledged, lost, damaged } = look(folder, 0, said);
    say(JSON.stringify({ ...told, after: codeOf(after), acknowledged, lost, damaged }));
  },
  /** As long as there is a reserve, an append to a full disk is written after all; what is there afterwards. */
  'fill-reserved': async () => {
    mkdirSync(folder, { recursive: true });
    const kept = await keepReserve(folder, 300_000);
    // Room for opening the other database, when it is over.
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(800_000, 1));
    const airlog = airLog();
    const said: string[] = [];
    let [appended, freed]: [Result<number>, number | null] = [ok(0), null];
    for (let n = 0; appended.ok && n < 20_000; n += 1) {
      const before = airlog.size();
      appended = airlog.append(batchOf(n, 5), [erasableOf(`${tag}/${n}`)]);
      if (!appended.ok) break;
      said.push(`log ${appended.value} 5 ${tag}/${n}`);
      if (appended.value !== before) freed ??= before;
    }
    const size = airlog.size();
    const entry = freed === null ? undefined : airlog.find(freed);
    airlog.close();
    rmSync(join(folder, 'ballast'));
    const { look } = await import('./store-kills.ts');
    const { acknowledged, lost, damaged } = look(folder, 0, said);
    const told = { kept, batches: said.length, size, freed, entry, log: codeOf(appended) };
    say(JSON.stringify({ ...told, left: existsSync(join(folder, 'reserve')), acknowledged, lost, damaged }));
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
      must(transact((rows) => ok(lease(rows, ['render'], '2025-04-07T00:00:00Z', '2025-04-07T00:30:00Z') ?? null)));
    for (let job = take(); job !== null; job = take()) {
      const { id } = job;
      say(`job ${id}`);
      must(transact((rows) => ok(finish(rows, { id }, '2025-04-07T00:00:00Z'))));
    }
  },
  /** What the whole program answers that opens everything in the folder. */
  wire: async () => {
    const { wire } = await import('../../src/wiring.ts');
    const wired = wire({ dataDir: folder });
    say(JSON.stringify(wired.ok ? 'ok' : wired.refusals));
    if (wired.ok) wired.value.close();
  },
  /** Holds the write lock of both files until killed, or for `times` milliseconds. */
  hold: () => {
    const held = ['loa.db', 'airlog.db'].map((name) => new Database(join(folder, name)).exec('BEGIN IMMEDIATE'));
    say('held');
    setTimeout(() => held.forEach((file) => void file.close()), count === 0 ? 600_000 : count);
  },
};

// With a handler the file-size limit is an error of the write instead of the end of the process.
process.on('SIGXFSZ', () => undefined);
const work = WORK[what];
if (work === undefined) throw new Error(`no such work: ${what}`);
await work();
