/**
 * Histories rewritten by somebody who has the key, or makes one: entries, tree and every checkpoint fit together again, and nothing
 * in the folder speaks against them. Only who kept a checkpoint elsewhere can tell.
 */
import type Database from 'better-sqlite3';
import { formatCheckpoint } from '../../src/core/evidence/checkpoint.ts';
import { formatNote } from '../../src/core/evidence/note.ts';
import { signText } from '../../src/core/evidence/signed.ts';
import type { LogSigner } from '../../src/secrets/log-key.ts';
import { fillAids } from '../../src/store/airlog-finding.ts';
import { growTree, treeOf } from '../../src/store/airlog-tree.ts';
import { logSignerOf } from './log-signer.ts';
import { seeded } from './store-entries.ts';
import {
  below,
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

/** Grows the tree anew over what is there, writes what it is found by, and signs every checkpoint again. */
const resign = (file: Database.Database, { key, sign }: LogSigner): void => {
  file.exec('DELETE FROM node');
  growTree(file);
  for (const table of ['sent', 'device_row', 'event']) file.exec(`DELETE FROM ${table}`);
  fillAids(file);
  const tree = treeOf(file);
  const sizes = file.prepare('SELECT size FROM checkpoint').pluck().all() as number[];
  file.exec('DELETE FROM checkpoint');
  const keep = file.prepare("INSERT INTO checkpoint VALUES (?, '2025-04-07T00:10:00Z', ?)");
  for (const size of new Set(sizes.map((one) => Math.min(one, tree.head().size)))) {
    const text = formatCheckpoint({ origin: key.name, size, root: tree.rootAt(size), extensions: [] });
    keep.run(size, formatNote({ text, signatures: [signText(key, text, sign)] }));
  }
};

type Change = (leaves: Buffer[], at: number, random: Random) => void;

const alter: Change = (leaves, at, random) => {
  leaves[at] = retitled(leaves[at] as Buffer, random);
};
const alterFrom: Change = (leaves, at, random) => {
  for (let n = at; n < leaves.length; n += 1) alter(leaves, n, random);
};

export const historyTamperings = ({ leaves: { length: size } }: Victim, seed: number): Tampering[] => {
  const history =
    (signer: LogSigner, change: Change) =>
    (random: Random): Made => {
      const at = below(random, size - 1);
      const work = (file: Database.Database): void => {
        rewrite(file, (leaves) => change(leaves, at, random));
        resign(file, signer);
      };
      return [`entry ${at}`, at, unguarded(work)];
    };
  const [stolen, another, elsewhere] = [logSignerOf(), logSignerOf(7), logSignerOf(114, 'loa-khac/nhat-ky')];
  const anotherLog = (_: Random, n: number): Made => {
    const work = (file: Database.Database): void => {
      rewrite(file, (leaves) => alterFrom(leaves, 0, seeded(n)));
      resign(file, elsewhere);
    };
    return [`${n}`, 0, unguarded(work)];
  };
  const kinds: readonly Kind[] = [
    ['rewritten with the stolen key, an entry altered', 60, history(stolen, alter)],
    [
      'rewritten with the stolen key, an entry left out',
      20,
      history(stolen, (leaves, at) => void leaves.splice(at, 1)),
    ],
    [
      'rewritten with the stolen key, an entry slipped in',
      20,
      history(stolen, (leaves, at, random) => void leaves.splice(at, 0, invented(leaves[at] as Buffer, random))),
    ],
    ['rewritten with the stolen key, two swapped', 20, history(stolen, (leaves, at) => swap(leaves, at, at + 1))],
    ['rewritten with the stolen key, the tail left out', 15, history(stolen, (leaves, at) => void leaves.splice(at))],
    ['rewritten with the stolen key, all altered from there', 10, history(stolen, alterFrom)],
    ['rewritten with another key', 10, history(another, alter)],
    ['another log in its place', 5, anotherLog],
  ];
  return tamperings(kinds, seed);
};
