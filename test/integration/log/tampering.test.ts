/**
 * A thousand ways to tamper with the log or with a bundle of it: each is found, with the entry or the file named, by the start-up
 * check, by `loa check`, by a checkpoint that somebody keeps elsewhere, or by `loa verify`.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DataFault, KnownHead } from '../../../src/core/backup/faults.ts';
import { formatVerifierKey } from '../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../src/core/result.ts';
import { verifyBundle } from '../../../src/operations/log/verify-evidence.ts';
import { verifyEd25519 as verify } from '../../../src/secrets/ed25519.ts';
import { type AirLog, openAirLog } from '../../../src/store/airlog.ts';
import { examineLog, type MadeFiles, madeNew } from '../../../src/store/backup/examine.ts';
import { headIn } from '../../../src/store/backup/examine-beside.ts';
import { logSignerOf } from '../../support/log-signer.ts';
import { bundleOf, sealedLog } from '../../support/made-bundles.ts';
import { entryOf, erasableOf } from '../../support/store-entries.ts';
import { bundleSpoilings } from '../../support/tampered-bundles.ts';
import { historyTamperings } from '../../support/tampered-histories.ts';
import { logTamperings } from '../../support/tampered-logs.ts';
import type { Tampering, Victim } from '../../support/tampering.ts';

const SEED = 1000;
const SEALED = [23, 64, 100, 131, 178, 200];
// Thrown away at once: no disk has to keep it.
const room = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'loa-tampering-'));
const whole = join(room, 'whole');
const copy = join(room, 'copy');
let made: MadeFiles;
let victim: Victim;
/** The checkpoints as others keep them. */
let paper: KnownHead[];

const fill = (airlog: AirLog, title: string, upTo: readonly number[]): string[] => {
  const notes: string[] = [];
  for (const size of upTo) {
    const from = airlog.size();
    const entries = Array.from({ length: size - from }, (_, n) => entryOf({ title: `${title} ${from + n}` }));
    must(airlog.append(entries, [erasableOf(`${title} lời ${size}`), erasableOf(`${title} tên ${size}`)]));
    notes.push(sealedLog(airlog).note);
  }
  return notes;
};

beforeAll(() => {
  made = madeNew();
  const airlog = must(openAirLog(whole));
  paper = fill(airlog, 'Ban tin', SEALED).map((note) => must(headIn(note)));
  const leaves = Array.from({ length: airlog.size() }, (_, seq) => Buffer.from(airlog.leaf(seq) ?? []));
  airlog.close();
  const file = new Database(join(whole, 'airlog.db'));
  const texts = file.prepare('SELECT hash FROM erasable').pluck().all() as string[];
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
  victim = { leaves, sealed: SEALED, texts };
});
afterAll(() => rmSync(room, { recursive: true, force: true }));

/** The log in `copy`, tampered with. */
const tamper = ({ work, onDisk }: Tampering): void => {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(join(copy, 'keys'), { recursive: true });
  const path = join(copy, 'airlog.db');
  copyFileSync(join(whole, 'keys', 'newest-checkpoint'), join(copy, 'keys', 'newest-checkpoint'));
  const bytes = readFileSync(join(whole, 'airlog.db'));
  onDisk(bytes);
  writeFileSync(path, bytes);
  const file = new Database(path);
  work(file);
  file.close();
};

/** What `loa check` says; held against `known`. */
const checked = (known: readonly KnownHead[]): readonly DataFault[] =>
  examineLog(copy, made.airlog, true, known).faults;
/** What opening says; null: nothing. */
const started = (): string | null => {
  const opened = openAirLog(copy);
  if (!opened.ok) return JSON.stringify(opened.refusals[0].params);
  opened.value.close();
  return null;
};
const outside = (): KnownHead[] => [must(headIn(readFileSync(join(copy, 'keys', 'newest-checkpoint'), 'utf8')))];

/** Between the last checkpoint that agrees with the log and the first that does not. */
const bracket = (faults: readonly DataFault[]): readonly [number, number] | null => {
  const wrong = faults.flatMap((fault) =>
    fault.what === 'root' ? [fault.size] : fault.what === 'rolled-back' ? [fault.known] : [],
  );
  if (wrong.length === 0) return null;
  const first = Math.min(...wrong);
  return [Math.max(0, ...SEALED.filter((size) => size < first)), first - 1];
};

const names = (faults: readonly DataFault[], said: string | null, named: number | string): boolean => {
  const text = `${JSON.stringify(faults)} ${said ?? ''}`;
  if (typeof named === 'string') {
    const [, size] = /^checkpoint (\d+)$/.exec(named) ?? [];
    return text.includes(named) || faults.some((fault) => fault.what === 'root' && String(fault.size) === size);
  }
  const within = (from: number, to: number): boolean => from <= named && named <= to;
  const between = bracket(faults);
  return (
    faults.some((fault) => (fault.what === 'gap' || fault.what === 'leaf') && fault.seq === named) ||
    [...text.matchAll(/air_log (\d+)–(\d+): tree/g)].some(([, from, to]) => within(Number(from), Number(to))) ||
    (between !== null && within(...between))
  );
};

test('the log as it is has no fault (the control)', () => {
  tamper({ name: '', work: () => undefined, onDisk: () => undefined, named: 0 });
  expect(checked([...paper, ...outside()])).toEqual([]);
  expect(started()).toBeNull();
});

test('540 ways to tamper with the file: found where it lies, with the entry or the part named', () => {
  const all = logTamperings(victim, SEED);
  const missed = all.filter((one) => {
    tamper(one);
    const faults = checked(outside());
    return !names(faults, null, one.named) && !names(faults, started(), one.named);
  });
  expect(missed.map(({ name }) => name)).toEqual([]);
  expect(all).toHaveLength(540);
}, 300_000);

test('160 histories rewritten by whoever has the key: nothing in the folder tells, every checkpoint kept elsewhere does', () => {
  const all = historyTamperings(victim, SEED);
  const [missed, told] = [[] as string[], [] as string[]];
  for (const one of all) {
    tamper(one);
    const opened = new Database(join(copy, 'airlog.db'), { readonly: true });
    const newest = opened.prepare('SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1').pluck().get() as string;
    opened.close();
    // Whoever has the key has the folder that it lies in.
    writeFileSync(join(copy, 'keys', 'newest-checkpoint'), newest);
    if (checked(outside()).length > 0 || started() !== null) told.push(one.name);
    if (!names(checked(paper), null, one.named)) missed.push(one.name);
  }
  expect(missed).toEqual([]);
  // The control: without the outside it would have gone unseen.
  expect(told).toEqual([]);
  expect(all).toHaveLength(160);
}, 300_000);

test('300 ways to spoil a bundle: refused, with the file named, by the key on paper', () => {
  const [airlog, forked] = [must(openAirLog(join(room, 'bundled'))), must(openAirLog(join(room, 'forked')))];
  const another = must(openAirLog(join(room, 'another')));
  fill(airlog, 'Ban tin', [60, 90]);
  fill(forked, 'Khac', [60, 90]);
  must(
    another.append(
      Array.from({ length: 90 }, (_, n) => entryOf({ title: `Khac ${n}` })),
      [],
    ),
  );
  const seqs = [3, 4, 8, 15, 16, 23, 31, 32, 42, 47, 55, 59];
  const files = bundleOf(airlog, seqs);
  must(airlog.append([entryOf({ title: 'Ban tin sau' })], []));
  const elsewhere = logSignerOf(7, 'loa-khac/nhat-ky');
  const all = bundleSpoilings(
    {
      ...{ files, seqs, newer: bundleOf(airlog, seqs), forked: bundleOf(forked, seqs) },
      other: bundleOf(another, seqs, sealedLog(another, elsewhere), elsewhere),
    },
    SEED,
  );
  for (const log of [airlog, forked, another]) log.close();
  const vkey = formatVerifierKey(logSignerOf().key);
  expect(must(verifyBundle({ files, vkey, verify }))).toMatchObject({ entries: 12, checkpoint: { size: 90 } });
  const missed = all.filter(({ files: spoiled, named }) => {
    const answer = verifyBundle({ files: spoiled, vkey, verify });
    return answer.ok || !named.includes(answer.refusals[0].place?.file ?? '');
  });
  expect(missed.map(({ name }) => name)).toEqual([]);
  expect(all).toHaveLength(300);
}, 300_000);
