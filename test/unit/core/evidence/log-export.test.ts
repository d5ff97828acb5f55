/** The whole log as one file: every changed byte is found, and the first wrong entry is named or nothing is. */
import { expect, test } from 'vitest';
import { byteLines } from '../../../../src/core/evidence/byte-lines.ts';
import { canonicalJson } from '../../../../src/core/evidence/canonical.ts';
import { formatCheckpoint } from '../../../../src/core/evidence/checkpoint.ts';
import {
  type CheckedExport,
  EXPORT_BLOCK,
  exportBlock,
  exportHead,
  exportReader,
  LONGEST_EXPORT_LINE,
} from '../../../../src/core/evidence/log-export.ts';
import { leafHash } from '../../../../src/core/evidence/merkle.ts';
import { formatNote } from '../../../../src/core/evidence/note.ts';
import { rootBuilder } from '../../../../src/core/evidence/root-builder.ts';
import { signText } from '../../../../src/core/evidence/signed.ts';
import { formatVerifierKey, type LogKey, verifierKey } from '../../../../src/core/evidence/verifier-key.ts';
import { must, type Result } from '../../../../src/core/result.ts';
import { signer, ed25519 as verify } from '../../../support/ed25519.ts';

const { publicKey, sign } = signer(1);
const key = must(verifierKey('note', 'loa-1/nhat-ky', publicKey));
const utf8 = new TextEncoder();
const leafOf = (n: number): Uint8Array =>
  utf8.encode(canonicalJson({ format: 'loa-air-log/1', kind: 'statement', n, title: `Tin ${n}` }));

const fileOf = (leaves: readonly Uint8Array[], owner: LogKey = key, extensions: readonly string[] = []): Uint8Array => {
  const builder = rootBuilder();
  for (const leaf of leaves) builder.add(leaf);
  const text = formatCheckpoint({ origin: owner.name, size: leaves.length, root: builder.root(), extensions });
  const note = formatNote({ text, signatures: [signText(owner, text, sign)] });
  const blocks = Array.from({ length: Math.ceil(leaves.length / EXPORT_BLOCK) }, (_, n) =>
    exportBlock(leaves.slice(n * EXPORT_BLOCK, (n + 1) * EXPORT_BLOCK)),
  );
  return Buffer.concat([exportHead(formatVerifierKey(owner), note), ...blocks]);
};

const decode = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

const read = (file: Uint8Array, known: LogKey | null = null, piece = 65_536): Result<CheckedExport> => {
  const reader = exportReader({ file: 'x.loa-log', key: known, verify, decode });
  const lines = byteLines(100_000);
  for (let at = 0; at < file.length; at += piece)
    for (const line of lines.cut(file.subarray(at, at + piece)) ?? expect.fail('no line is that long')) {
      const refused = reader.take(line);
      if (refused !== null) return refused;
    }
  const rest = lines.rest();
  return (rest.length === 0 ? null : reader.take(rest)) ?? reader.end();
};
const said = (result: Result<CheckedExport>): string => {
  if (result.ok) return 'holds';
  const [{ code, params, place }] = result.refusals;
  return [code, ...Object.values(params), place?.line ?? '-'].join(' ');
};
const leaves = (count: number): Uint8Array[] => Array.from({ length: count }, (_, n) => leafOf(n));

test.each([1, 2, EXPORT_BLOCK - 1, EXPORT_BLOCK, EXPORT_BLOCK + 1, 3 * EXPORT_BLOCK])('%i entries hold', (count) => {
  const file = fileOf(leaves(count));
  for (const piece of [7, 65_536])
    expect(must(read(file, null, piece))).toMatchObject({ entries: count, ownKey: true, checkpoint: { size: count } });
  expect(must(read(file, key))).toMatchObject({ ownKey: false });
  // Only the last line feed may be missing.
  expect(said(read(file.subarray(0, -1)))).toBe('holds');
});

test('every changed byte is found; that of an entry by its number', () => {
  const file = Buffer.from(fileOf(leaves(5)));
  const firstEntry = file.indexOf('{"format"');
  const endOf = (seq: number): number => file.indexOf('\n', file.indexOf(`"Tin ${seq}"`));
  for (let at = 0; at < file.length - 1; at += 1) {
    const changed = Buffer.from(file);
    changed[at] = (file[at] as number) ^ 1;
    const answer = said(read(changed));
    expect(answer, `${at}`).not.toBe('holds');
    if (at < firstEntry || file[at] === 0x0a) continue;
    const seq = [0, 1, 2, 3, 4].find((one) => at < endOf(one));
    expect(answer, `${at}`).toMatch(
      new RegExp(`^log-export\\.wrong ${seq} (changed|not-canonical|not-entry|text) ${11 + (seq ?? 0)}$`),
    );
  }
});

test('the first of several wrong entries; what entry and hashes tell alike, nobody can name', () => {
  const all = leaves(300);
  const file = Buffer.from(fileOf(all)).toString();
  const two = file.replace('"Tin 270"', '"Tin 271"').replace('"Tin 290"', '"Tin 291"');
  expect(said(read(utf8.encode(two)))).toBe('log-export.wrong 270 changed 282');
  const head = file.slice(0, file.indexOf('\n# ') + 1);
  const careful = all.with(7, leafOf(8));
  const blocks = Buffer.concat([exportBlock(careful.slice(0, 256)), exportBlock(careful.slice(256))]).toString();
  expect(said(read(utf8.encode(head + blocks)))).toBe('proof.wrong root -');
  // One was changed with its hash and a later one without: the later one is not the first.
  expect(said(read(utf8.encode((head + blocks).replace('"Tin 290"', '"Tin 291"'))))).toBe('proof.wrong root -');
});

test.each<readonly [string, (file: string) => string, string]>([
  [
    'a tail cut off',
    (file) => file.slice(0, file.indexOf('{', file.indexOf('"Tin 2"'))),
    'log-export.wrong 3 missing -',
  ],
  ['only a head', (file) => file.slice(0, file.indexOf('# ')), 'log-export.wrong 0 missing -'],
  ['half a head', (file) => file.slice(0, 40), 'proof.unreadable export layout -'],
  ['nothing', () => '', 'proof.unreadable export layout -'],
  ['a row too many', (file) => `${file}{}\n`, 'log-export.wrong 5 extra 16'],
  ['a line of hashes', (file) => file.replace(/\n# .*/, '\n# AAAA'), 'log-export.wrong 0 hashes 10'],
  ['one wrong hash', (file) => file.replace(/\n# ..../, '\n# AAAA'), 'log-export.wrong 0 hashes 11'],
  ['no entry', (file) => file.replace(/\{.*"Tin 1"\}/, '{"a":1}'), 'log-export.wrong 1 not-entry 12'],
  [
    'another form',
    (file) =>
      file.replace(
        '{"format":"loa-air-log/1","kind":"statement","n":1',
        '{"format":"loa-air-log/1", "kind":"statement","n":1',
      ),
    'log-export.wrong 1 not-canonical 12',
  ],
  ['another first line', (file) => file.replace('/1', '/2'), 'proof.unreadable export layout -'],
  ['no blank line after the key', (file) => file.replace('\n\n', '\nx\n'), 'proof.unreadable export layout -'],
  [
    'a key that does not read',
    (file) => file.replace('loa-1/nhat-ky+', 'loa-1/nhat-ky-'),
    'proof.unreadable key layout 2',
  ],
  [
    'a head without end',
    (file) => file.replaceAll('\n\n', '\n').replace('\n', `\n${'x\n'.repeat(300)}`),
    'proof.unreadable export layout -',
  ],
  ['another size', (file) => file.replace('\n5\n', '\n4\n'), 'proof.wrong signature -'],
])('%s', (_, spoil, expected) => {
  const file = Buffer.from(fileOf(leaves(5))).toString();
  expect(said(read(utf8.encode(spoil(file))))).toBe(expected);
});

test('bytes that are no UTF-8, and the key of another log', () => {
  const file = Buffer.from(fileOf(leaves(5)));
  file[file.indexOf('"Tin 2"') + 1] = 0xff;
  expect(said(read(file))).toBe('log-export.wrong 2 text 13');
  const other = must(verifierKey('note', 'loa-2/nhat-ky', publicKey));
  expect(said(read(fileOf(leaves(2)), other))).toBe('proof.wrong origin -');
});

test('the head has to be laid out as it is, also for somebody who knows the key', () => {
  const file = Buffer.from(fileOf(leaves(2))).toString();
  const witness = formatVerifierKey(must(verifierKey('cosignature', key.name, publicKey)));
  for (const spoiled of [
    file.replace(formatVerifierKey(key), witness),
    file.replace('\n\n', '\nx\n').replace('\n# ', '\n\n# '),
    file.replace('\n\n', '\n'),
  ])
    expect(said(read(utf8.encode(spoiled), key))).toBe('proof.unreadable export layout -');
});

test('the form of files that were handed out: 256 hashes in a line, lines of up to a million bytes', () => {
  expect([EXPORT_BLOCK, LONGEST_EXPORT_LINE]).toEqual([256, 1_000_000]);
  const lines = Buffer.from(fileOf(leaves(300)))
    .toString()
    .split('\n');
  expect(lines[0]).toBe('loa-log/1');
  expect(lines[1]).toBe(formatVerifierKey(key));
  const hashes = lines.flatMap((line, n) =>
    line.startsWith('# ') ? [[n, Buffer.from(line.slice(2), 'base64').length / 32]] : [],
  );
  expect(hashes).toEqual([
    [9, 256],
    [9 + 257, 44],
  ]);
  const first = Buffer.from(lines[9]?.slice(2) ?? '', 'base64').subarray(0, 32);
  expect(new Uint8Array(first)).toEqual(leafHash(leafOf(0)));
});

test('a head of 200 lines is read, and no longer one', () => {
  const withHead = (lines: number) =>
    fileOf(
      leaves(2),
      key,
      Array.from({ length: lines - 9 }, (_, n) => `${n}`),
    );
  expect(said(read(withHead(200)))).toBe('holds');
  expect(said(read(withHead(201)))).toBe('proof.unreadable export layout -');
});

test('every entry that reads is handed on with its number, before it is known whether the whole holds', () => {
  const seen: [number, string][] = [];
  const reader = exportReader({ file: 'x', key: null, verify, decode, seen: (seq, text) => seen.push([seq, text]) });
  const file = Buffer.from(fileOf(leaves(3)));
  file[file.indexOf('"Tin 1"') + 1] = 0xff;
  for (const line of byteLines(100_000).cut(file) ?? []) reader.take(line);
  expect(seen).toEqual([
    [0, decode(leafOf(0))],
    [2, decode(leafOf(2))],
  ]);
  expect(said(reader.end())).toBe('log-export.wrong 1 text 12');
});
