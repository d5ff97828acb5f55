/**
 * A process of its own that writes to airlog.db and nothing else, entries, tree and checkpoints, and says what was acknowledged.
 * Loads the log alone, so that it starts in little time: it is killed hundreds of times. Started by store-processes.ts.
 *
 *   node log-writer.ts <full|normal> <folder> <tag> <batches, 0: until killed>
 */
import { mkdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { entryBytes } from '../../src/core/evidence/entry.ts';
import { must, ok, type Result } from '../../src/core/result.ts';
import { sealedNow } from '../../src/operations/within/sealed.ts';
import { type AirLog, openAirLog } from '../../src/store/airlog.ts';
import { treeOf } from '../../src/store/airlog-tree.ts';
import { logSignerOf } from './log-signer.ts';
import { entryOf, erasableOf, seeded } from './store-entries.ts';

const [how = '', folder = '', tag = '', times = '0'] = process.argv.slice(2);
const count = Number(times);
const random = seeded(Number(tag.replaceAll(/\D/g, '')) + 1);

/** One line, with the kernel before the next thing is done. */
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};

type Log = Pick<AirLog, 'append' | 'tree' | 'newestCheckpoint' | 'keepCheckpoint' | 'path'>;

/** Batches of 1–5 entries, and after some of them a checkpoint over all there is; each acknowledged when it was kept. */
const write = (log: Log): void => {
  const signer = logSignerOf();
  for (let n = 0; count === 0 || n < count; n += 1) {
    const size = 1 + Math.floor(random() * 5);
    const batch = Array.from({ length: size }, (_, place) => entryOf({ title: `${tag}/${n}/${place}` }));
    say(`log ${must(log.append(batch, [erasableOf(`${tag}/${n}`)]))} ${size} ${tag}/${n}`);
    if (random() > 0.3) continue;
    const clock = { instant: () => '2025-04-07T00:10:00Z' };
    say(`seal ${must(sealedNow({ clock, airlog: log as AirLog, logKey: () => ok(signer) }))?.size}`);
  }
};

/** The same rows under synchronous=NORMAL: the control that shows that a power cut does lose rows there. */
const carelessLog = (): Log => {
  mkdirSync(folder, { recursive: true });
  must(openAirLog(folder)).close();
  const path = join(folder, 'airlog.db');
  const file = new Database(path);
  file.pragma('synchronous=NORMAL');
  const tree = treeOf(file);
  const insert = file.prepare('INSERT INTO air_log (seq, leaf) VALUES (?, ?)');
  const seal = file.prepare('INSERT INTO checkpoint (size, made_at, note) VALUES (?, ?, ?)');
  const append = file.transaction((leaves: readonly Uint8Array[]): number => {
    const first = tree.head().size;
    for (const [n, leaf] of leaves.entries()) {
      insert.run(first + n, leaf);
      tree.add(first + n, leaf);
    }
    tree.flush();
    return first;
  });
  return {
    path,
    tree,
    append: (entries) => ok(append(entries.map(entryBytes))),
    newestCheckpoint: () => undefined,
    keepCheckpoint: ({ size, madeAt, note }): Result<void> => ok(void seal.run(size, madeAt, note)),
  };
};

write(how === 'normal' ? carelessLog() : must(openAirLog(folder)));
