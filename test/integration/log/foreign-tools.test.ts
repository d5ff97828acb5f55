/**
 * Two hundred random bundles and two hundred spoiled ones, judged by programs that we did not write: Go's sumdb/note and sumdb/tlog,
 * openssl, and a bundle's own script. None of them says anything else than `loa verify`.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatVerifierKey } from '../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../src/core/result.ts';
import { verifyBundle } from '../../../src/operations/log/verify-evidence.ts';
import { verifyEd25519 as verify } from '../../../src/secrets/ed25519.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { buildGo, byGo, byOpenssl, byScript, hasGo, layDown } from '../../support/foreign-tools.ts';
import { logSignerOf } from '../../support/log-signer.ts';
import { bundleOf, type Files, summed } from '../../support/made-bundles.ts';
import { entryOf, seeded } from '../../support/store-entries.ts';

const [LOGS, PER_LOG, SCRIPTS] = [8, 25, 10];
const WORDS = [
  'Tin',
  'Nghị quyết 57',
  '“Bản tin sáng”',
  'ấp Hậu Thành',
  'ភាសាខ្មែរ',
  'a\\b',
  '</p>',
  '\u{1f4fb}',
  'x'.repeat(300),
];
const vkey = formatVerifierKey(logSignerOf().key);
const random = seeded(196);
const below = (count: number): number => Math.floor(random() * count);
// Thrown away at once: no disk has to keep it.
const room = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'loa-foreign-'));
const bundles = new Map<string, Files>();
const spoiled = new Map<string, Files>();

/** As `loa verify` says it, in the words of bundles.go. */
const byLoa = (files: Files): string => {
  const checked = verifyBundle({ files, vkey, verify });
  return checked.ok ? `ok ${checked.value.entries}` : `wrong ${checked.refusals[0].place?.file}`;
};

/** One bit of one file is another. Not one of the bits at the end of base64 that mean nothing: Go passes over them, we do not. */
const withOneBit = (files: Files, names: readonly string[]): Files => {
  for (;;) {
    const name = names[below(names.length)] ?? '';
    const bytes = Buffer.from(files.get(name) ?? '');
    const at = below(bytes.length);
    if (bytes[at + 1] === 0x3d || bytes[at] === 0x3d) continue;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    return summed(new Map([...files, [name, bytes]]));
  }
};

beforeAll(() => {
  for (let log = 0; log < LOGS; log += 1) {
    const airlog = must(openAirLog(join(room, `log-${log}`)));
    // From logs of a few entries to logs of some hundreds, growing from bundle to bundle.
    const most = [1, 3, 7, 16, 30, 40, 60, 90][log] ?? 1;
    for (let n = 0; n < PER_LOG; n += 1) {
      const title = (): string => Array.from({ length: 1 + below(4) }, () => WORDS[below(WORDS.length)]).join(' ');
      const day = `2025-04-${String(1 + below(30)).padStart(2, '0')}`;
      const entries = Array.from({ length: 1 + below(most) }, () => entryOf({ title: title(), day }));
      must(airlog.append(entries, []));
      const size = airlog.size();
      const first = below(size);
      const [span, step] = [1 + below(12), 1 + below(3)];
      const seqs = Array.from({ length: span }, (_, at) => first + at * step).filter((seq) => seq < size);
      const [name, files] = [`${log}-${String(n).padStart(2, '0')}`, bundleOf(airlog, seqs)];
      bundles.set(name, files);
      const evidence = [...files.keys()].filter((file) => /^(entries|proofs)\/|^checkpoint$/.test(file));
      spoiled.set(name, withOneBit(files, n % 3 === 0 ? ['checkpoint'] : evidence));
    }
    airlog.close();
  }
  for (const [name, files] of bundles) layDown(files, join(room, 'good', name));
  for (const [name, files] of spoiled) layDown(files, join(room, 'bad', name));
}, 300_000);
afterAll(() => rmSync(room, { recursive: true, force: true }));

const judged = (all: ReadonlyMap<string, Files>): ReadonlyMap<string, string> =>
  new Map([...all].map(([name, files]) => [name, byLoa(files)]));

test('200 bundles hold, and none of them with one bit turned', () => {
  expect(bundles.size).toBe(LOGS * PER_LOG);
  expect([...judged(bundles).values()].filter((said) => !said.startsWith('ok'))).toEqual([]);
  expect([...judged(spoiled).values()].filter((said) => said.startsWith('ok'))).toEqual([]);
});

describe.skipIf(!hasGo())('Go’s sumdb/note and sumdb/tlog (golang-golang-x-mod-dev)', () => {
  test('take the same 200, refuse the same 200, and name the same files', () => {
    const program = buildGo(room);
    expect(byGo(program, join(room, 'good'), vkey)).toEqual(judged(bundles));
    expect(byGo(program, join(room, 'bad'), vkey)).toEqual(judged(spoiled));
  }, 300_000);
});

test('openssl takes the 200 signatures, and none over another text', () => {
  const pem = Buffer.from(logSignerOf().pem);
  const checkpointOf = (files: Files): Buffer => Buffer.from(files.get('checkpoint') ?? '');
  const refused = [...bundles].filter(([, files]) => !byOpenssl(checkpointOf(files), pem));
  expect(refused.map(([name]) => name)).toEqual([]);
  // One digit more in the number of entries.
  const longer = [...bundles.values()].slice(0, 50).map((files) => {
    const text = checkpointOf(files).toString().split('\n');
    return Buffer.from([text[0], `${text[1]}1`, ...text.slice(2)].join('\n'));
  });
  expect(longer.filter((checkpoint) => byOpenssl(checkpoint, pem))).toEqual([]);
}, 300_000);

test('the script in the bundle says the same of twenty of them', () => {
  const few = [...bundles].filter(([, files]) => files.size < 18).slice(0, SCRIPTS);
  expect(few).toHaveLength(SCRIPTS);
  for (const [name] of few) {
    expect(byScript(join(room, 'good', name), vkey), name).toBeNull();
    expect(byScript(join(room, 'bad', name), vkey), name).toMatch(/^SAI: /m);
  }
}, 300_000);
