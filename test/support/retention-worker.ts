/**
 * A process of its own that shelves old sounds and lets retention take them away, again and again, so that it can be killed anywhere.
 *
 *   node retention-worker.ts <folder> work|settle
 *
 * Prints 'ready', then a line for each sound before it is there.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { openShelf } from '../../src/audio/shelf.ts';
import { openClearing } from '../../src/audio/shelf-clearing.ts';
import type { Sha256 } from '../../src/core/ids.ts';
import { must, ok } from '../../src/core/result.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { setRetention } from '../../src/operations/retention/rules.ts';
import { runRetention } from '../../src/operations/retention/run-retention.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import { openStore } from '../../src/store/database.ts';
import { rulesInForce } from '../../src/store/retention.ts';
import { saveSound } from '../../src/store/sounds.ts';

const [folder = '', what = 'work'] = process.argv.slice(2);
const [store, airlog, shelf] = [must(openStore(folder)), must(openAirLog(folder)), openShelf(folder)];
let drawn = Math.floor(performance.now() * 1000);
const nextDrawn = (): number => {
  drawn += 1;
  return drawn;
};
const ctx = {
  caller: { kind: 'system', name: 'cli' },
  // Later than the files that are written here.
  clock: { instant: () => '2060-01-01T00:00:00Z' },
  random: {
    bytes: (count: number) =>
      createHash('shake256', { outputLength: count }).update(`${process.pid}/${nextDrawn()}`).digest(),
  },
  store,
  airlog,
  audio: { shelf, clearing: openClearing(shelf) },
} as unknown as Ctx;

const shelve = (bytes: string): Sha256 => {
  const hash = createHash('sha256').update(bytes).digest('hex') as Sha256;
  mkdirSync(dirname(shelf.pathOf(hash)), { recursive: true });
  writeFileSync(shelf.pathOf(hash), bytes);
  return hash;
};
const addOld = (name: string): void => {
  const [original, master] = [shelve(`${name} như đã đến`), shelve(`${name} bản chuẩn`)];
  writeSync(1, `${original} ${master}\n`);
  const row = {
    ...{ original, originalBytes: 10, originalFormat: 'wav', master, samples: 48_000, channels: 1 },
    ...{ integrated: -18, range: 1, truePeak: -3, silenceHead: 0, silenceTail: 0, measures: null, waveform: null },
    takenInAt: '2030-01-01T00:00:00Z',
  };
  must(store.transact((rows) => ok(saveSound(rows, row, name, row.takenInAt))));
};
const run = () => runRetention(ctx, { dryRun: false, byItself: false });

if (rulesInForce(store.rows).length === 0)
  must(setRetention(ctx, { record: 'sound', keepDays: 1000, reason: 'Quyết định 12' }));
writeSync(1, 'ready\n');
if (what === 'settle') must(await run());
else
  for (let n = 0; ; n += 1) {
    for (let of = 0; of < 5; of += 1) addOld(`${process.pid}-${n}-${of}`);
    must(await run());
  }
airlog.close();
store.close();
