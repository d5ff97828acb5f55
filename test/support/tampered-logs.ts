/** Ways to tamper with airlog.db that leave a trace in the file itself: what somebody does who owns it and is not careful. */
import type Database from 'better-sqlite3';
import { nodeNumber, nodesOver } from '../../src/core/evidence/merkle.ts';
import {
  below,
  type Guard,
  invented,
  type Kind,
  type Made,
  type Random,
  retitled,
  rewrite,
  swap,
  type Tampering,
  tamperings,
  unguarded,
  type Victim,
} from './tampering.ts';

const TRIGGERS = [
  'air_log_no_gap',
  ...['air_log', 'node', 'checkpoint'].flatMap((table) => [`${table}_no_update`, `${table}_no_delete`]),
];
const TABLES = ['sent', 'device_row'];

type OnEntry = (file: Database.Database, seq: number, random: Random) => void;
type OnNode = (file: Database.Database, level: number, index: number, random: Random) => void;

const setLeaf =
  (change: (leaf: Buffer, random: Random) => Buffer | string): OnEntry =>
  (file, seq, random) => {
    const leaf = file.prepare('SELECT leaf FROM air_log WHERE seq = ?').pluck().get(seq) as Buffer;
    file.prepare('UPDATE air_log SET leaf = ? WHERE seq = ?').run(Buffer.from(change(leaf, random) as string), seq);
  };

const guard = (file: Database.Database, name: string): string => {
  const { sql } = file.prepare('SELECT sql FROM sqlite_master WHERE name = ?').get(name) as Guard;
  file.exec(`DROP TRIGGER ${name}`);
  return sql;
};

const onTrigger =
  (work: (file: Database.Database, name: string) => void) =>
  (_: Random, n: number): Made => {
    const name = TRIGGERS[n % TRIGGERS.length] ?? '';
    return [name, name, (file) => work(file, name)];
  };

const entries = ({ leaves }: Victim): readonly Kind[] => {
  const size = leaves.length;
  const entry =
    (work: OnEntry) =>
    (random: Random): Made => {
      const seq = below(random, size);
      return [`entry ${seq}`, seq, unguarded((file) => work(file, seq, random))];
    };
  const onDisk = (random: Random): Made => {
    const [seq, bit] = [below(random, size), below(random, 8)];
    const leaf = leaves[seq] as Buffer;
    const place = below(random, leaf.length);
    const turn = (bytes: Buffer): void => {
      const at = bytes.indexOf(leaf) + place;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    };
    return [`entry ${seq}, byte ${place}, bit ${bit}`, seq, () => undefined, turn];
  };
  const pair = (random: Random): Made => {
    const first = below(random, size - 1);
    const second = first + 1 + below(random, size - first - 1);
    return [`${first} and ${second}`, first, unguarded((file) => rewrite(file, (all) => swap(all, first, second)))];
  };
  const tail =
    (careful: boolean) =>
    (random: Random): Made => {
      const left = below(random, size);
      const work = (file: Database.Database): void => {
        file.prepare('DELETE FROM air_log WHERE seq >= ?').run(left);
        if (careful) file.prepare('DELETE FROM node WHERE number >= ?').run(nodesOver(left));
      };
      return [`${left} left`, left, unguarded(work)];
    };
  return [
    ['a bit turned on the disk', 130, onDisk],
    ['a letter changed', 40, entry(setLeaf(retitled))],
    ['aired is not-aired', 20, entry(setLeaf((leaf) => leaf.toString().replace('"aired"', '"not-aired"')))],
    [
      'heard for longer',
      20,
      entry(setLeaf((leaf) => leaf.toString().replace('"secondsHeard":61.5', '"secondsHeard":615'))),
    ],
    ['a space more', 20, entry(setLeaf((leaf) => ` ${leaf}`))],
    ['emptied', 15, entry(setLeaf(() => '{}'))],
    ['removed', 30, entry((file, seq) => file.prepare('DELETE FROM air_log WHERE seq = ?').run(seq))],
    ['removed, the rest moved up', 20, entry((file, seq) => rewrite(file, (all) => void all.splice(seq, 1)))],
    [
      'slipped in',
      20,
      entry((file, seq, random) =>
        rewrite(file, (all) => void all.splice(seq, 0, invented(all[seq] as Buffer, random))),
      ),
    ],
    ['swapped', 40, pair],
    ['the tail cut', 20, tail(false)],
    ['the tail cut, and its nodes', 20, tail(true)],
  ];
};

const nodes = ({ leaves: { length: size } }: Victim): readonly Kind[] => {
  const node =
    (work: OnNode) =>
    (random: Random): Made => {
      const level = 1 + below(random, Math.floor(Math.log2(size)));
      const index = below(random, Math.floor(size / 2 ** level));
      return [`node ${level}/${index}`, index * 2 ** level, unguarded((file) => work(file, level, index, random))];
    };
  const change =
    (sql: string): OnNode =>
    (file, level, index, random) =>
      void file.prepare(sql).run({
        number: nodeNumber(level, index),
        ...(sql.includes(':hash') ? { hash: Buffer.alloc(32, below(random, 256)) } : {}),
      });
  return [
    ['a node changed', 50, node(change('UPDATE node SET hash = :hash WHERE number = :number'))],
    ['a node removed', 25, node(change('DELETE FROM node WHERE number = :number'))],
    [
      'a node moved out of the tree',
      10,
      node(change('UPDATE node SET number = number + 100000 WHERE number = :number')),
    ],
  ];
};

const parts = ({ sealed, texts }: Victim): readonly Kind[] => {
  const stored =
    (change: string, named = (size: number): string => `checkpoint ${size}`) =>
    (_: Random, n: number): Made => {
      const size = sealed[n % sealed.length] ?? 0;
      return [
        `of ${size}`,
        named(size),
        unguarded((file) => file.prepare(`UPDATE checkpoint SET ${change} WHERE size = ?`).run(size)),
      ];
    };
  const text =
    (change: string) =>
    (_: Random, n: number): Made => {
      const hash = texts[n % texts.length] ?? '';
      return [
        hash.slice(0, 12),
        hash,
        (file) => file.prepare(`UPDATE erasable SET ${change} WHERE hash = ?`).run(hash),
      ];
    };
  return [
    ['a guard dropped', TRIGGERS.length, onTrigger((file, name) => void guard(file, name))],
    [
      'a guard that guards nothing',
      TRIGGERS.length,
      onTrigger((file, name) => file.exec(guard(file, name).replace(/SELECT RAISE\(.*\); END/, 'SELECT 1; END'))),
    ],
    [
      'a guard under another name',
      TRIGGERS.length,
      onTrigger((file, name) => file.exec(guard(file, name).replace(name, `${name}_x`))),
    ],
    [
      'a guard of one’s own',
      1,
      () => ['mine', 'mine', (file) => file.exec('CREATE TRIGGER mine AFTER INSERT ON air_log BEGIN SELECT 1; END')],
    ],
    [
      'a table dropped that entries are found by',
      TABLES.length,
      (_, n) => [TABLES[n] ?? '', TABLES[n] ?? '', (file) => file.exec(`DROP TABLE ${TABLES[n]}`)],
    ],
    [
      'another root in a stored checkpoint',
      sealed.length,
      stored(
        `note = replace(note, substr(note, instr(note, char(10) || size || char(10)) + length(size) + 2, 44), '${Buffer.alloc(32, 5).toString('base64')}')`,
      ),
    ],
    [
      'a stored checkpoint under another size',
      sealed.length,
      stored('size = size + 1', (size) => `checkpoint ${size + 1}`),
    ],
    ['a stored checkpoint that says nothing', sealed.length, stored("note = 'x'")],
    ['a name or note changed', 10, text("text = text || '!'")],
    ['the salt of a name or note changed', 8, text("salt = x'09'")],
  ];
};

export const logTamperings = (victim: Victim, seed: number): Tampering[] =>
  tamperings([...entries(victim), ...nodes(victim), ...parts(victim)], seed);
