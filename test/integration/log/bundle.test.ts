/** An evidence bundle, as Loa and as its own script judge it: whole, and spoiled in every way that somebody might think of. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFiles } from '../../../src/contract/bundle-files.ts';
import { canonicalJson } from '../../../src/core/evidence/canonical.ts';
import { formatNote } from '../../../src/core/evidence/note.ts';
import { rootBuilder } from '../../../src/core/evidence/root-builder.ts';
import { signText } from '../../../src/core/evidence/signed.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { logKeyIn } from '../../../src/log-keys.ts';
import { bundleLog } from '../../../src/operations/log/bundle-log.ts';
import { proveEntry } from '../../../src/operations/log/prove-entry.ts';
import { sealLog } from '../../../src/operations/log/seal-log.ts';
import { showSeal } from '../../../src/operations/log/show-seal.ts';
import { verifyBundle, verifyProof } from '../../../src/operations/log/verify-evidence.ts';
import { packZip } from '../../../src/reports/pack.ts';
import { Unreadable, unpack } from '../../../src/reports/unpack.ts';
import { verifyEd25519 as verify } from '../../../src/secrets/ed25519.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { entryOf } from '../../support/store-entries.ts';
import { makeWorld, type World } from '../../support/world.ts';

const SPAN = { from: '2025-04-01' as LocalDate, to: '2025-04-30' as LocalDate };
const folder = mkdtempSync(join(tmpdir(), 'loa-bundle-'));
let world: World;
let vkey: string;
let whole: Map<string, Uint8Array>;

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  for (let n = 0; n < 11; n += 1) must(world.ctx.airlog.append([entryOf({ title: `Tin ${n}` })], []));
  const bundle = must(bundleLog(world.ctx, SPAN));
  vkey = bundle.vkey;
  const zip = await packZip(SPAN.to, [], bundleFiles(bundle, SPAN));
  writeFileSync(join(folder, 'goi.zip'), Buffer.from(await new Response(zip.stream).arrayBuffer()));
  whole = await unpack(join(folder, 'goi.zip'));
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
/** SHA256SUMS made anew, as whoever spoils a bundle would. */
const summed = (files: Map<string, Uint8Array>): Map<string, Uint8Array> => {
  const at = mkdtempSync(join(folder, 'sum-'));
  lay(files, at);
  const names = [...files.keys()].filter((name) => name !== 'SHA256SUMS').sort();
  const sums = spawnSync('sha256sum', ['--', ...names], { cwd: at, encoding: 'utf8' }).stdout;
  return new Map([...files, ['SHA256SUMS', bytes(sums)]]);
};
const lay = (files: Map<string, Uint8Array>, at: string): void => {
  for (const [name, content] of files) {
    mkdirSync(dirname(join(at, name)), { recursive: true });
    writeFileSync(join(at, name), content);
  }
};
const byScript = (files: Map<string, Uint8Array>, key: string | null): { code: number | null; said: string } => {
  const at = mkdtempSync(join(folder, 'script-'));
  lay(files, at);
  const ran = spawnSync('sh', [join(at, 'verify.sh'), ...(key === null ? [] : [key])], { encoding: 'utf8' });
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
};
const byLoa = (files: ReadonlyMap<string, Uint8Array>, key: string | null = vkey): string => {
  const checked = verifyBundle({ files, vkey: key, verify });
  if (checked.ok) return 'holds';
  const [{ code, params, place }] = checked.refusals;
  return `${place?.file} ${code}${'fault' in params ? ` ${params.fault}` : ''}`;
};

test('a whole bundle holds, for Loa and for openssl, awk, base64 and sha256sum', () => {
  expect(must(verifyBundle({ files: whole, vkey, verify }))).toMatchObject({
    entries: 11,
    ownKey: false,
    checkpoint: { size: 11 },
  });
  expect(byScript(whole, vkey)).toMatchObject({ code: 0, said: expect.stringContaining('ĐÚNG: 11 mục') });
  expect(byScript(whole, null)).toMatchObject({ code: 0, said: expect.stringContaining('Chưa so với khóa trên giấy') });
  expect(text(whole.get('README.vi.txt'))).toContain(vkey);
});

test('the same log gives the same bundle, byte for byte', async () => {
  const again = await packZip(SPAN.to, [], bundleFiles(must(bundleLog(world.ctx, SPAN)), SPAN));
  expect(
    Buffer.from(await new Response(again.stream).arrayBuffer()).equals(readFileSync(join(folder, 'goi.zip'))),
  ).toBe(true);
});

/** Another history: the log rewritten and signed anew with the stolen key. */
const rewritten = (): Map<string, Uint8Array> => {
  const { key, sign } = must(world.ctx.logKey(world.ctx.airlog));
  const builder = rootBuilder();
  for (let seq = 0; seq < 11; seq += 1)
    builder.add(seq === 4 ? bytes('{}') : (world.ctx.airlog.leaf(seq) as Uint8Array));
  const note = `${key.name}\n11\n${Buffer.from(builder.root()).toString('base64')}\n`;
  return new Map([
    ...whole,
    ['checkpoint', bytes(formatNote({ text: note, signatures: [signText(key, note, sign)] }))],
  ]);
};
const without = (...names: string[]) => new Map([...whole].filter(([name]) => !names.includes(name)));
const changed = (name: string, how: (before: string) => string) =>
  new Map([...whole, [name, bytes(how(text(whole.get(name))))]]);

describe('spoiled', () => {
  const cases: readonly (readonly [string, () => Map<string, Uint8Array>, string])[] = [
    [
      'a word of an entry',
      () => changed('entries/3.json', (one) => one.replace('Tin 3', 'Tin 4')),
      'entries/3.json proof.wrong root',
    ],
    [
      'an entry that is JSON in another form',
      () => changed('entries/3.json', (one) => JSON.stringify(JSON.parse(one), null, 1)),
      'entries/3.json proof.wrong root',
    ],
    ['an entry taken out', () => without('entries/5.json'), 'entries/5.json bundle.missing'],
    ['a proof taken out', () => without('proofs/5.tlog-proof'), 'proofs/5.tlog-proof bundle.missing'],
    [
      'two entries changed over',
      () =>
        new Map([
          ...whole,
          ['entries/2.json', whole.get('entries/3.json') as Uint8Array],
          ['entries/3.json', whole.get('entries/2.json') as Uint8Array],
        ]),
      'entries/2.json proof.wrong root',
    ],
    [
      'the proof of another entry',
      () => new Map([...whole, ['proofs/2.tlog-proof', whole.get('proofs/3.tlog-proof') as Uint8Array]]),
      'proofs/2.tlog-proof proof.wrong index',
    ],
    [
      'a hash of a path',
      () => changed('proofs/7.tlog-proof', (one) => one.replace(/(index 7\n)./, '$1A')),
      'entries/7.json proof.wrong root',
    ],
    [
      'a hash too many',
      () => changed('proofs/7.tlog-proof', (one) => one.replace(/(index 7\n)(.*\n)/, '$1$2$2')),
      'entries/7.json proof.wrong path',
    ],
    [
      'the size',
      () => changed('checkpoint', (one) => one.replace('\n11\n', '\n12\n')),
      'checkpoint proof.wrong signature',
    ],
    [
      'the root',
      () => changed('checkpoint', (one) => one.replace(/^(.*\n11\n)./, '$1A')),
      'checkpoint proof.wrong signature',
    ],
    ['the signature', () => changed('checkpoint', (one) => one.replace(/....=\n$/, 'AAA=\n')), 'checkpoint proof.'],
    [
      'another log',
      () => changed('checkpoint', (one) => one.replaceAll('loa-', 'lao-')),
      'checkpoint proof.wrong origin',
    ],
    ['a history written anew and signed with the stolen key', rewritten, 'proofs/0.tlog-proof bundle.other-checkpoint'],
    [
      'a strange file among the entries',
      () => new Map([...whole, ['entries/x.json', bytes('{}')]]),
      'entries/x.json bundle.unknown-file',
    ],
    [
      'a key of small order',
      () =>
        changed(
          'log.vkey',
          (one) =>
            `${one.split('+')[0]}+00000000+${Buffer.concat([Uint8Array.of(1), new Uint8Array(32)]).toString('base64')}\n`,
        ),
      'log.vkey proof.unreadable',
    ],
    ['no checkpoint', () => without('checkpoint'), 'checkpoint bundle.missing'],
  ];
  test.each(cases)('%s: refused at its file', (_, spoil, where) => {
    const files = spoil();
    // Without the key on paper as well: what does not fit together is seen by that alone.
    expect(byLoa(files, null)).toContain(where);
    // The script is given sums that fit: it has to see it by the proofs.
    const { code, said } = byScript(summed(files), null);
    expect(said).toMatch(/SAI: /);
    expect(code).toBe(1);
  });

  test('a bundle of another log that fits together: seen by the key on paper alone', async () => {
    const other = mkdtempSync(join(folder, 'other-'));
    const airlog = must(openAirLog(other));
    must(airlog.append([entryOf({ title: 'Nhật ký giả' })], []));
    const ctx = { ...world.ctx, airlog, logKey: () => logKeyIn(other, airlog) };
    const files = new Map(
      bundleFiles(must(bundleLog(ctx, SPAN)), SPAN).map(({ name, bytes: content }) => [name, content]),
    );
    airlog.close();
    expect(byLoa(files, null)).toBe('holds');
    expect(byLoa(files)).toBe('checkpoint proof.wrong origin');
    expect(byScript(summed(files), vkey)).toMatchObject({
      code: 1,
      said: expect.stringContaining('khác khóa trên giấy'),
    });
  });

  test('every byte of an entry, a proof and the checkpoint, one after the other', () => {
    let tried = 0;
    for (const name of ['entries/6.json', 'proofs/6.tlog-proof', 'checkpoint', 'log.vkey']) {
      const before = whole.get(name) as Uint8Array;
      for (let at = 0; at < before.length; at += 1) {
        const after = before.slice();
        after[at] = (after[at] as number) ^ 1;
        tried += 1;
        if (name === 'log.vkey' && at === before.length - 1) continue;
        expect(byLoa(new Map([...whole, [name, after]])), `${name} ${at}`).not.toBe('holds');
      }
    }
    expect(tried).toBeGreaterThan(1000);
  });
});

describe('a ZIP from outside', () => {
  const python = (script: string): string => {
    const path = join(mkdtempSync(join(folder, 'zip-')), 'x.zip');
    const ran = spawnSync(
      'python3',
      [
        '-c',
        `import zipfile, sys\nz = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n${script}\nz.close()`,
        path,
      ],
      { encoding: 'utf8' },
    );
    if (ran.status !== 0) throw new Error(ran.stderr);
    return path;
  };
  test.each([
    ['a name that leaves the folder', "z.writestr('../../etc/passwd', 'x')"],
    ['an absolute name', "z.writestr('/etc/passwd', 'x')"],
    ['a name with backslashes', "z.writestr('entries\\\\0.json', 'x')"],
    ['a name twice', "z.writestr('checkpoint', 'x'); z.writestr('checkpoint', 'y')"],
    ['a bomb', "[z.writestr(f'entries/{n}.json', b'0' * 100_000_000) for n in range(7)]"],
  ])('%s is not unpacked', async (_, script) => {
    await expect(unpack(python(script))).rejects.toThrow(Unreadable);
  });
  test('a torn one, and what is none', async () => {
    const zip = readFileSync(join(folder, 'goi.zip'));
    for (const [name, content] of [
      ['torn.zip', zip.subarray(0, zip.length - 700)],
      ['none.zip', Buffer.from('không phải ZIP')],
    ] as const) {
      writeFileSync(join(folder, name), content);
      await expect(unpack(join(folder, name)), name).rejects.toThrow(Unreadable);
    }
  });
});

describe('the seal', () => {
  test('one entry with its proof, checked by itself', () => {
    const { leaf, proof } = must(proveEntry(world.ctx, 9));
    expect(must(verifyProof({ entry: leaf, proof, vkey, verify }))).toMatchObject({
      index: 9,
      checkpoint: { size: 11 },
    });
    expect(verifyProof({ entry: bytes(text(leaf).replace('Tin 9', 'Tin 8')), proof, vkey, verify }).ok).toBe(false);
    expect(canonicalJson(JSON.parse(text(leaf)))).toBe(text(leaf));
    expect(proveEntry(world.ctx, 1100)).toMatchObject({ refusals: [{ code: 'log.entry-unknown' }] });
  });

  test('signed again only when there is news', () => {
    const before = must(sealLog(world.ctx));
    world.setNow('2026-11-23T02:00:00Z');
    expect(must(sealLog(world.ctx))).toEqual(before);
    must(world.ctx.airlog.append([entryOf({ title: 'Tin mới' })], []));
    const size = world.ctx.airlog.size();
    expect(must(sealLog(world.ctx))).toMatchObject({ size, madeAt: '2026-11-23T02:00:00Z' });
    expect(must(showSeal(world.ctx))).toMatchObject({ vkey });
  });

  test('an older copy put back: read, and never appended to; the newest put back goes on', () => {
    const at = mkdtempSync(join(folder, 'back-'));
    const open = () => must(openAirLog(at));
    const ctxOf = (airlog: ReturnType<typeof open>) => ({ ...world.ctx, airlog, logKey: () => logKeyIn(at, airlog) });
    let airlog = open();
    must(airlog.append([entryOf({ title: 'một' })], []));
    airlog.close();
    cpSync(join(at, 'airlog.db'), join(at, 'old.db'));
    airlog = open();
    must(airlog.append([entryOf({ title: 'hai' })], []));
    must(sealLog(ctxOf(airlog)));
    airlog.close();
    renameSync(join(at, 'airlog.db'), join(at, 'new.db'));
    renameSync(join(at, 'old.db'), join(at, 'airlog.db'));
    airlog = open();
    expect(airlog.size()).toBe(1);
    const refused = { refusals: [{ code: 'log.rolled-back', params: { known: 2, size: 1 } }] };
    expect(airlog.append([entryOf({ title: 'khác' })], [])).toMatchObject(refused);
    expect(airlog.keepCheckpoint({ size: 1, madeAt: '2026-11-23T01:00:00Z', note: '' })).toMatchObject(refused);
    airlog.close();
    for (const name of readdirSync(at).filter((one) => one.startsWith('airlog.db'))) rmSync(join(at, name));
    renameSync(join(at, 'new.db'), join(at, 'airlog.db'));
    airlog = open();
    must(airlog.append([entryOf({ title: 'ba' })], []));
    expect(must(sealLog(ctxOf(airlog)))).toMatchObject({ size: 3 });
    airlog.close();
  });

  test('the key: its owner’s alone, not replaced when it is gone, told when it is damaged', () => {
    const at = mkdtempSync(join(folder, 'key-'));
    const airlog = must(openAirLog(at));
    const path = join(at, 'keys', 'air-log.pem');
    const ctx = { ...world.ctx, airlog, logKey: () => logKeyIn(at, airlog) };
    must(airlog.append([entryOf({ title: 'một' })], []));
    must(sealLog(ctx));
    const key = readFileSync(path);
    expect(must(ctx.logKey()).key).toEqual(must(ctx.logKey()).key);
    chmodSync(path, 0o640);
    expect(ctx.logKey()).toMatchObject({ refusals: [{ code: 'log-key.open', params: { mode: '640' } }] });
    chmodSync(path, 0o600);
    writeFileSync(path, key.subarray(0, 60));
    expect(ctx.logKey()).toMatchObject({ refusals: [{ code: 'log-key.damaged' }] });
    rmSync(path);
    expect(ctx.logKey()).toMatchObject({ refusals: [{ code: 'log-key.missing' }] });
    must(airlog.append([entryOf({ title: 'hai' })], []));
    expect(sealLog(ctx)).toMatchObject({ refusals: [{ code: 'log-key.missing' }] });
    writeFileSync(path, key, { mode: 0o600 });
    expect(must(sealLog(ctx))).toMatchObject({ size: 2 });
    airlog.close();
  });
});
