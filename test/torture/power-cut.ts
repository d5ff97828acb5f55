/**
 * Power cuts, simulated: node test/torture/power-cut.ts [--states 300] [--batches 150] [--seed 1]
 *
 * A writer runs under strace; its files are rebuilt as they may lie on the disk when the power goes at a random
 * system call, and opened. What fsync promised is there; of what was written since, nothing (variant 1) or a
 * random half, some of it cut off at a sector (variant 2). The same under synchronous=NORMAL is the control: it
 * must lose acknowledged rows, or this program proves nothing. Not simulated: lost directory entries, lying disks.
 * Ends with 1 when FULL lost a row or a file is damaged, or NORMAL lost nothing.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inFolder, seeded } from '../support/store-entries.ts';
import { integrity, look } from '../support/store-kills.ts';
import { type Event, eventsOf } from './trace.ts';

const WRITER = fileURLToPath(new URL('../support/store-writer.ts', import.meta.url));
const { values } = parseArgs({
  options: { states: { type: 'string' }, batches: { type: 'string' }, seed: { type: 'string' } },
});
const [states, batches, seed] = [Number(values.states ?? 300), values.batches ?? '150', Number(values.seed ?? 1)];
const random = seeded(seed);

type Change = Extract<Event, { what: 'write' | 'truncate' }>;

/** One file: what is surely on the disk, and what was written since the last fsync. */
interface Disk {
  durable: Buffer;
  pending: Change[];
}

const SECTOR = 512;

const changed = (image: Buffer, change: Change, torn = false): Buffer => {
  if (change.what === 'truncate') {
    const cut = Buffer.alloc(change.length);
    image.copy(cut);
    return cut;
  }
  const kept = Math.floor((random() * change.bytes.length) / SECTOR) * SECTOR;
  const bytes = torn ? change.bytes.subarray(0, kept) : change.bytes;
  const end = change.offset + bytes.length;
  const grown = end > image.length ? Buffer.concat([image, Buffer.alloc(end - image.length)]) : Buffer.from(image);
  bytes.copy(grown, change.offset);
  return grown;
};

const half = (image: Buffer, pending: readonly Change[]): Buffer =>
  pending.reduce((sofar, one) => (random() < 0.5 ? changed(sofar, one, random() < 0.2) : sofar), image);

/** Runs the writer under strace; answers what it did to the files of its folder, and what it said, in order. */
const traced = (what: string, room: string): Event[] => {
  const [folder, trace] = [join(room, 'data'), join(room, 'trace')];
  const calls = 'trace=openat,pwrite64,write,ftruncate,fallocate,fsync,fdatasync,unlink,rename';
  execFileSync(
    'strace',
    // Without -f: SQLite and the program's own output are on the first thread, in one order.
    ['-y', '-xx', '-s', '1000000', '-o', trace, '-e', calls, process.execPath, WRITER, what, folder, 'p1', batches],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return eventsOf(trace, folder);
};

interface Outcome {
  readonly states: number;
  readonly losing: number;
  readonly worst: number;
  readonly acknowledged: number;
  readonly damaged: string[];
}

const cut = (what: string, room: string): Outcome => {
  const events = traced(what, room);
  // From the first write, when the files are being made, to the last acknowledgement.
  const last = events.findLastIndex((event) => event.what === 'said');
  const moments = new Set<number>();
  while (moments.size < Math.min(Math.ceil(states / 2), last)) moments.add(1 + Math.floor(random() * last));
  const files = new Map<string, Disk>();
  const said: string[] = [];
  const damaged: string[] = [];
  let [seen, losing, worst] = [0, 0, 0];
  events.forEach((event, n) => {
    if (moments.has(n))
      for (const survives of [(image: Buffer) => image, half]) {
        const lying = join(room, 'after');
        rmSync(lying, { recursive: true, force: true });
        mkdirSync(lying);
        for (const [name, { durable, pending }] of files) writeFileSync(join(lying, name), survives(durable, pending));
        const found = look(lying, 0, said);
        damaged.push(...found.damaged, ...(found.damaged.length === 0 ? integrity(lying) : []));
        seen += 1;
        if (found.lost > 0) losing += 1;
        worst = Math.max(worst, found.lost);
      }
    apply(files, event, said);
  });
  return { states: seen, losing, worst, acknowledged: said.length, damaged };
};

const apply = (files: Map<string, Disk>, event: Event, said: string[]): void => {
  if (event.what === 'said') {
    said.push(event.line);
    return;
  }
  const disk = files.get(event.file) ?? { durable: Buffer.alloc(0), pending: [] };
  files.set(event.file, disk);
  if (event.what === 'unlink') files.delete(event.file);
  else if (event.what === 'sync') {
    disk.durable = disk.pending.reduce((image, change) => changed(image, change), disk.durable);
    disk.pending = [];
  } else disk.pending.push(event as Change);
};

const told = (name: string, { states: seen, losing, worst, acknowledged, damaged }: Outcome): string =>
  `${name}: ${seen} states, ${acknowledged} acknowledgements, ${losing} states lost rows (worst ${worst} rows), ` +
  `${damaged.length} damaged`;

inFolder((room) => {
  const full = cut('append-both', room);
  process.stdout.write(`${told('FULL', full)}\n`);
  rmSync(join(room, 'data'), { recursive: true });
  const normal = cut('append-normal', room);
  process.stdout.write(`${told('NORMAL (control)', normal)}; seed ${seed}\n`);
  for (const damage of [...full.damaged, ...normal.damaged]) process.stdout.write(`${damage}\n`);
  const proven = full.losing === 0 && full.damaged.length === 0 && full.states > 0 && normal.losing > 0;
  process.exitCode = proven ? 0 : 1;
});
