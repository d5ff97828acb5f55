/** Ways to spoil an evidence bundle, hundreds of them and the same each time, with the file that has to be named. */
import { BUNDLE } from '../../src/core/evidence/bundle.ts';
import { type Files, summed } from './made-bundles.ts';
import { seeded } from './store-entries.ts';
import { below, type Random } from './tampering.ts';

export interface Spoiling {
  /** 'a bit turned in a proof: proofs/7.tlog-proof, byte 91'; no two alike. */
  readonly name: string;
  readonly files: Files;
  /** The file that has to be named; one of these, where two no longer fit each other. */
  readonly named: readonly string[];
}

export interface Spoilable {
  readonly files: Files;
  /** Numbers of its entries. */
  readonly seqs: readonly number[];
  /** The same entries under a later checkpoint of the same log. */
  readonly newer: Files;
  /** Of another log, with the same numbers. */
  readonly other: Files;
  /** Of a log with other entries at these numbers, signed with the same key. */
  readonly forked: Files;
}

type Spoil = (
  random: Random,
  n: number,
) => readonly [place: string, named: readonly string[], change: (files: Files) => void];

const spoilings = ({
  seqs,
  newer,
  other,
  forked,
  files: whole,
}: Spoilable): readonly (readonly [string, number, Spoil])[] => {
  const some = (random: Random): number => seqs[below(random, seqs.length)] ?? 0;
  const bytesOf = (files: Files, name: string): Buffer => Buffer.from(files.get(name) ?? '');
  /** In a file, a bit of any byte; the line feed that ends a vkey may be any white space. */
  const bit =
    (nameOf: (random: Random) => string, last = 0): Spoil =>
    (random) => {
      const name = nameOf(random);
      const [at, turn] = [below(random, (whole.get(name)?.length ?? 0) - last), below(random, 8)];
      const change = (files: Files): void => {
        const bytes = bytesOf(files, name);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << turn);
        files.set(name, bytes);
      };
      // A wrong path shows where it ends: the entry does not lie under the root.
      return [
        `${name}, byte ${at}, bit ${turn}`,
        [name, name.replace('proofs/', 'entries/').replace('.tlog-proof', '.json')],
        change,
      ];
    };
  const cut: Spoil = (random) => {
    const seq = some(random);
    const name = [BUNDLE.entry(seq), BUNDLE.proof(seq), BUNDLE.checkpoint][below(random, 3)] ?? '';
    const left = below(random, whole.get(name)?.length ?? 0);
    return [`${name}, ${left} bytes left`, [name], (files) => files.set(name, bytesOf(files, name).subarray(0, left))];
  };
  const without =
    (nameOf: (seq: number) => string): Spoil =>
    (random) => {
      const name = nameOf(some(random));
      return [name, [name], (files) => files.delete(name)];
    };
  const swapped =
    (nameOf: (seq: number) => string): Spoil =>
    (random) => {
      const [one, two] = [below(random, seqs.length - 1), below(random, seqs.length)];
      const pair = [seqs[one], seqs[one >= two ? one + 1 : two]].map((seq) => nameOf(seq ?? 0));
      const [a = '', b = ''] = pair;
      const change = (files: Files): void => {
        const [first, second] = [bytesOf(files, a), bytesOf(files, b)];
        files.set(a, second).set(b, first);
      };
      return [`${a} and ${b}`, pair, change];
    };
  const from =
    (source: Files, namesOf: (seq: number) => readonly string[], named: (seq: number) => string): Spoil =>
    (random) => {
      const seq = some(random);
      const change = (files: Files): void => {
        for (const name of namesOf(seq)) files.set(name, bytesOf(source, name));
      };
      return [`${seq}`, [named(seq)], change];
    };
  const [entry, proof] = [BUNDLE.entry, BUNDLE.proof];
  return [
    ['a bit turned in an entry', 70, bit((random) => entry(some(random)))],
    ['a bit turned in a proof', 70, bit((random) => proof(some(random)))],
    ['a bit turned in the checkpoint', 40, bit(() => BUNDLE.checkpoint)],
    ['a bit turned in the key', 20, bit(() => BUNDLE.key, 1)],
    ['cut off', 40, cut],
    ['an entry missing', 10, without(entry)],
    ['a proof missing', 10, without(proof)],
    ['two entries swapped', 10, swapped(entry)],
    ['two proofs swapped', 10, swapped(proof)],
    ['an entry of another history', 5, from(forked, (seq) => [entry(seq)], entry)],
    ['an entry and its proof of another history', 5, from(forked, (seq) => [entry(seq), proof(seq)], proof)],
    ['an entry and its proof of another log', 5, from(other, (seq) => [entry(seq), proof(seq)], proof)],
    ['an entry under a later checkpoint', 3, from(newer, (seq) => [proof(seq)], proof)],
    [
      'the checkpoint of another log',
      1,
      () => [
        'checkpoint',
        [BUNDLE.checkpoint],
        (files) => files.set(BUNDLE.checkpoint, bytesOf(other, BUNDLE.checkpoint)),
      ],
    ],
    [
      'all of another log',
      1,
      () => [
        'all',
        [BUNDLE.checkpoint],
        (files) => {
          files.clear();
          for (const [name, bytes] of other) files.set(name, bytes);
        },
      ],
    ],
  ];
};

export const bundleSpoilings = (bundle: Spoilable, seed: number): Spoiling[] => {
  const random = seeded(seed);
  const drawn = new Map<string, Spoiling>();
  for (const [what, count, spoil] of spoilings(bundle)) {
    const wanted = drawn.size + count;
    for (let n = 0; drawn.size < wanted; n += 1) {
      if (n > 100 * count) throw new Error(`there are no ${count} places for: ${what}`);
      const [place, named, change] = spoil(random, n);
      const name = `${what}: ${place}`;
      if (drawn.has(name)) continue;
      const files = new Map(bundle.files);
      change(files);
      drawn.set(name, { name, files: summed(files), named });
    }
  }
  return [...drawn.values()];
};
