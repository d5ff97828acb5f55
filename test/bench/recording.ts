/** The air log: an entry through every check, against a bare insert with the same settings. Alone: air-log.ts. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { StatementEntry } from '../../src/core/evidence/entry.ts';
import { must } from '../../src/core/result.ts';
import { recordAiring } from '../../src/operations/record-airing.ts';
import { planDay } from '../support/planned.ts';
import { compare, type Subject } from './measure.ts';
import { benchWorld, CHANNEL, DAY } from './world.ts';

export const recording: Subject = async () => {
  const { ctx, folder, playlist } = await benchWorld();
  must(planDay(ctx, CHANNEL, DAY));
  const bare = new Database(join(folder, 'bare.db'));
  bare.pragma('journal_mode=WAL');
  bare.pragma('synchronous=FULL');
  bare.exec('CREATE TABLE log (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL)');
  const insert = bare.prepare('INSERT INTO log (leaf) VALUES (?)');
  const said = {
    channel: CHANNEL,
    day: DAY,
    session: playlist.session,
    entry: playlist.entries[0]?.id ?? null,
    outcome: 'aired',
    reason: null,
    note: null,
    startedAt: null,
    secondsHeard: null,
    role: 'technician',
    by: null,
    corrects: null,
    statement: null,
  } as const;
  /** The same airing again is a correction of what was said before. */
  let last: number | null = null;
  const sample = JSON.stringify({ format: 'loa-air-log/1' } satisfies Partial<StatementEntry>).padEnd(1200, ' ');
  const row = await compare({
    what: 'record one airing, from question to fsync',
    baseline: 'better-sqlite3: one insert, WAL, FULL',
    times: 200,
    ours: () => {
      last = must(recordAiring(ctx, { ...said, corrects: last })).first;
    },
    theirs: () => insert.run(Buffer.from(sample)),
  });
  bare.close();
  return [row];
};
