/** One key after another: by rotation and after a loss, broken off at every step, and as somebody sees it who knows an older key. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFiles } from '../../../src/contract/bundle-files.ts';
import { keyChangeText } from '../../../src/core/evidence/key-chain.ts';
import { parseNote } from '../../../src/core/evidence/note.ts';
import { formatVerifierKey } from '../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { keyringIn, logKeyIn } from '../../../src/log-keys.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { bundleLog } from '../../../src/operations/log/bundle-log.ts';
import { replaceLostKey } from '../../../src/operations/log/replace-lost-key.ts';
import { rotateKey } from '../../../src/operations/log/rotate-key.ts';
import { sealLog } from '../../../src/operations/log/seal-log.ts';
import { showSeal } from '../../../src/operations/log/show-seal.ts';
import { verifyBundle } from '../../../src/operations/log/verify-evidence.ts';
import { verifyEd25519 as verify } from '../../../src/secrets/ed25519.ts';
import { logSigner, newLogKey } from '../../../src/secrets/log-key.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { signer } from '../../support/ed25519.ts';
import { entryOf } from '../../support/store-entries.ts';
import { makeWorld, type World } from '../../support/world.ts';

const SPAN = { from: '2025-04-01' as LocalDate, to: '2025-04-30' as LocalDate };
const folder = mkdtempSync(join(tmpdir(), 'loa-keys-'));
let world: World;

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

type Files = ReadonlyMap<string, Uint8Array>;

/** A log of three entries in a folder of its own, signed once. */
const newLog = () => {
  const at = mkdtempSync(join(folder, 'log-'));
  const ctx = reopened(at);
  for (const title of ['một', 'hai', 'ba']) must(ctx.airlog.append([entryOf({ title })], []));
  must(sealLog(ctx));
  return { at, ctx, vkey: must(showSeal(ctx)).vkey };
};

const reopened = (at: string): Ctx => {
  const airlog = must(openAirLog(at));
  return { ...world.ctx, airlog, logKey: (log) => logKeyIn(at, log), keyring: keyringIn(at) };
};

const bundleOf = (ctx: Ctx): Map<string, Uint8Array> =>
  new Map(bundleFiles(must(bundleLog(ctx, SPAN)), SPAN).map(({ name, bytes }) => [name, bytes]));

const judged = (files: Files, vkey: string | null) => {
  const checked = verifyBundle({ files, vkey, verify });
  if (checked.ok) return { holds: true, followed: checked.value.keysFollowed, lostAt: checked.value.keysLostAt };
  const [{ code, params, place }] = checked.refusals;
  return `${place?.file} ${code}${'fault' in params ? ` ${params.fault}` : ''}`;
};

const byScript = (files: Files, vkey: string | null) => {
  const at = mkdtempSync(join(folder, 'script-'));
  for (const [name, content] of files) {
    mkdirSync(dirname(join(at, name)), { recursive: true });
    writeFileSync(join(at, name), content);
  }
  writeFileSync(
    join(at, 'SHA256SUMS'),
    spawnSync('sha256sum', ['--', ...[...files.keys()].sort()], { cwd: at }).stdout,
  );
  const ran = spawnSync('sh', ['verify.sh', ...(vkey === null ? [] : [vkey])], { cwd: at, encoding: 'utf8' });
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
};

/** Of the key file. */
const vkeyIn = (at: string): string => {
  const key = logSigner(readFileSync(join(at, 'keys', 'air-log.pem'), 'utf8'))?.key;
  return key === undefined ? '' : formatVerifierKey(key);
};

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
const retired = (at: string) => readdirSync(join(at, 'keys', 'retired')).sort();
const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('rotation', () => {
  test('the old key signs for the new one and lies with the retired ones; who has the old one on paper follows', () => {
    const { at, ctx, vkey: first } = newLog();
    const one = must(rotateKey(ctx));
    expect(one).toMatchObject({ oldKey: first, seq: 3, oldId: first.split('+')[1] });
    // Nothing else was signed by both.
    expect(must(parseNote(one.checkpoint)).signatures.map(({ keyId }) => keyId)).toEqual([
      one.newKey.split('+')[1],
      one.oldId,
    ]);
    expect(one.newKey.split('+')[0]).toBe(first.split('+')[0]);
    expect(retired(at)).toEqual([`${one.oldId}.pem`, `${one.oldId}.vkey`]);
    expect(modeOf(join(at, 'keys', 'retired', `${one.oldId}.pem`))).toBe(0o600);
    expect(modeOf(join(at, 'keys', 'air-log.pem'))).toBe(0o600);
    expect(existsSync(join(at, 'keys', 'air-log.next.pem'))).toBe(false);
    expect(readFileSync(join(at, 'keys', 'retired', `${one.oldId}.vkey`), 'utf8')).toBe(`${first}\n`);
    const two = must(rotateKey(ctx));
    must(ctx.airlog.append([entryOf({ title: 'bốn' })], []));
    const files = bundleOf(ctx);
    expect(must(parseNote(text(files.get('checkpoint')))).signatures.length).toBe(1);
    for (const [vkey, followed] of [
      [first, 2],
      [one.newKey, 1],
      [two.newKey, 0],
    ] as const) {
      expect(judged(files, vkey)).toEqual({ holds: true, followed, lostAt: [] });
      const { code, said } = byScript(files, vkey);
      expect(said).toContain('ĐÚNG: 4 mục');
      expect(code).toBe(0);
      expect(said.includes('Đi từ khóa trên giấy')).toBe(followed > 0);
    }
    expect(judged(files, null)).toEqual({ holds: true, followed: 0, lostAt: [] });
    ctx.airlog.close();
  });

  test('one change waits for another, and says so when that takes too long', () => {
    const { at, ctx, vkey } = newLog();
    const other = new Database(join(at, 'keys', 'change.lock'));
    other.exec('BEGIN EXCLUSIVE');
    const hasty = { ...ctx, keyring: keyringIn(at, 20) };
    for (const refused of [rotateKey(hasty), replaceLostKey(hasty, { reason: 'mất' })])
      expect(refused).toMatchObject({ refusals: [{ code: 'data.busy', params: { path: other.name } }] });
    expect([vkeyIn(at), existsSync(join(at, 'keys', 'air-log.next.pem'))]).toEqual([vkey, false]);
    other.close();
    expect(must(rotateKey(hasty)).oldKey).toBe(vkey);
    ctx.airlog.close();
  });

  test('openssl alone checks what the old key signed', () => {
    const { at, ctx, vkey } = newLog();
    must(rotateKey(ctx));
    const entry = JSON.parse(text(bundleOf(ctx).get('keys/3.json')));
    const { oldKey, newKey, signature } = entry.facts;
    expect(oldKey).toBe(vkey);
    writeFileSync(join(at, 'text'), keyChangeText(oldKey, newKey, entry.recordedAt));
    writeFileSync(join(at, 'sig'), Buffer.from(signature, 'base64'));
    const raw = Buffer.from(vkey.split('+').slice(2).join('+'), 'base64').subarray(1);
    writeFileSync(join(at, 'der'), Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]));
    const words = '-verify -pubin -keyform DER -inkey der -rawin -in text -sigfile sig'.split(' ');
    expect(spawnSync('openssl', ['pkeyutl', ...words], { cwd: at }).status).toBe(0);
    ctx.airlog.close();
  });

  const broken = new Error('the power went');
  const then =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      work(...args);
      throw broken;
    };
  const steps: readonly (readonly [string, (ctx: Ctx, at: string) => Ctx])[] = [
    ['the next key was kept', (ctx) => ({ ...ctx, keyring: { ...ctx.keyring, next: then(ctx.keyring.next) } })],
    ['the entry was appended', (ctx) => ({ ...ctx, airlog: { ...ctx.airlog, append: then(ctx.airlog.append) } })],
    [
      'the checkpoint was kept',
      (ctx) => ({ ...ctx, airlog: { ...ctx.airlog, keepCheckpoint: then(ctx.airlog.keepCheckpoint) } }),
    ],
    [
      'the old key was put with the retired ones',
      (ctx, at) => {
        const install = (): never => {
          mkdirSync(join(at, 'keys', 'retired'));
          const id = vkeyIn(at).split('+')[1];
          cpSync(join(at, 'keys', 'air-log.pem'), join(at, 'keys', 'retired', `${id}.pem`));
          throw broken;
        };
        return { ...ctx, keyring: { ...ctx.keyring, install } };
      },
    ],
    [
      'the key file was swapped',
      (ctx) => ({ ...ctx, keyring: { ...ctx.keyring, install: then(ctx.keyring.install) } }),
    ],
  ];
  test.each(steps)('broken off after %s: the log goes on, and a second try finishes', (what, breaking) => {
    const { at, ctx, vkey } = newLog();
    expect(() => rotateKey(breaking(ctx, at))).toThrow(broken);
    ctx.airlog.close();
    const after = reopened(at);
    must(after.airlog.append([entryOf({ title: 'bốn' })], []));
    must(sealLog(after));
    expect(judged(bundleOf(after), vkey), what).toMatchObject({ holds: true });
    const done = what === 'the key file was swapped' ? must(showSeal(after)) : must(rotateKey(after));
    const now = must(showSeal(after));
    expect(now.keyChanges.length).toBe(1);
    expect(now.vkey).toBe('newKey' in done ? done.newKey : done.vkey);
    expect(now.vkey).not.toBe(vkey);
    expect(existsSync(join(at, 'keys', 'air-log.next.pem'))).toBe(false);
    expect(vkeyIn(at)).toBe(now.vkey);
    for (const key of [vkey, now.vkey]) expect(judged(bundleOf(after), key), what).toMatchObject({ holds: true });
    after.airlog.close();
  });
});

describe('a chain that is forged', () => {
  const rotated = () => {
    const { ctx, vkey } = newLog();
    must(rotateKey(ctx));
    const files = bundleOf(ctx);
    ctx.airlog.close();
    return { files, vkey, entry: text(files.get('keys/3.json')) };
  };
  const both = (files: Files, vkey: string | null, said: string): void => {
    expect(judged(files, vkey)).toBe(said);
    expect(byScript(files, vkey)).toMatchObject({ code: 1, said: expect.stringContaining('SAI: ') });
  };

  test('signed by another key', () => {
    const { files, vkey, entry } = rotated();
    const { facts, recordedAt } = JSON.parse(entry);
    const other = signer(9).sign(bytes(keyChangeText(facts.oldKey, facts.newKey, recordedAt)));
    const forged = entry.replace(facts.signature, Buffer.from(other).toString('base64'));
    both(new Map([...files, ['keys/3.json', bytes(forged)]]), vkey, 'keys/3.json proof.wrong signature');
  });

  test('an entry that is not in the tree', () => {
    const { files, vkey, entry } = rotated();
    // Its words are signed; what else is in it is held by the tree alone.
    const forged = entry.replace('"actor":"system:cli"', '"actor":"system:xyz"');
    expect(forged).not.toBe(entry);
    both(new Map([...files, ['keys/3.json', bytes(forged)]]), vkey, 'keys/3.json proof.wrong root');
  });

  test('a chain that leads elsewhere: grafted onto a bundle that another key signed', () => {
    const { files, vkey } = rotated();
    const other = newLog();
    const theirs = bundleOf(other.ctx);
    other.ctx.airlog.close();
    const graft = new Map([...theirs, ...[...files].filter(([name]) => name.startsWith('keys/'))]);
    both(graft, vkey, 'keys/3.json proof.wrong chain');
    both(graft, null, 'keys/3.json proof.wrong chain');
  });

  test('taken out, its proof taken out, a strange file beside it', () => {
    const { files, vkey } = rotated();
    const without = (start: string) => new Map([...files].filter(([name]) => !name.startsWith(start)));
    // The handover note bears the old key's line as well: only one that the new key signed alone needs the chain.
    both(without('keys/3.tlog'), vkey, 'keys/3.tlog-proof bundle.missing');
    both(without('keys/3.json'), vkey, 'keys/3.json bundle.missing');
    expect(judged(new Map([...files, ['keys/x', bytes('x')]]), vkey)).toBe('keys/x bundle.unknown-file');
  });
});

describe('a lost key', () => {
  test('a fresh one signs; everything says that the chain is broken, and the old paper is not enough', () => {
    const { at, ctx, vkey } = newLog();
    expect(replaceLostKey(ctx, { reason: 'mất' })).toMatchObject({ refusals: [{ code: 'log-key.held' }] });
    rmSync(join(at, 'keys', 'air-log.pem'));
    expect(rotateKey(ctx)).toMatchObject({ refusals: [{ code: 'log-key.missing' }] });
    const { newKey, seq, oldKey } = must(replaceLostKey(ctx, { reason: 'cháy phòng máy' }));
    expect(vkey.startsWith(`${oldKey}+`)).toBe(true);
    expect(newKey.split('+')[0]).toBe(vkey.split('+')[0]);
    const entry = ctx.airlog.find(seq);
    expect(entry).toMatchObject({
      kind: 'key-change',
      facts: { signature: null },
      note: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(entry)).not.toContain('cháy');
    const files = bundleOf(ctx);
    expect(judged(files, newKey)).toEqual({ holds: true, followed: 0, lostAt: [3] });
    expect(judged(files, vkey)).toBe('keys/3.json proof.wrong key-lost');
    expect(byScript(files, newKey)).toMatchObject({ code: 0, said: expect.stringContaining('chuỗi khóa đứt ở mục 3') });
    expect(byScript(files, vkey)).toMatchObject({ code: 1, said: expect.stringContaining('khóa cũ đã mất') });
    // And on it goes.
    const next = must(rotateKey(ctx));
    expect(judged(bundleOf(ctx), newKey)).toEqual({ holds: true, followed: 1, lostAt: [3] });
    expect(judged(bundleOf(ctx), next.newKey)).toEqual({ holds: true, followed: 0, lostAt: [3] });
    ctx.airlog.close();
  });

  test('a damaged one is kept aside; broken off before the swap, the next try appends nothing', () => {
    const { at, ctx } = newLog();
    writeFileSync(join(at, 'keys', 'air-log.pem'), 'hỏng', { mode: 0o600 });
    const stop = {
      ...ctx.keyring,
      install: () => {
        throw new Error('stop');
      },
    };
    expect(() => replaceLostKey({ ...ctx, keyring: stop }, { reason: 'hỏng' })).toThrow('stop');
    expect(must(sealLog(ctx))?.size).toBe(4);
    expect(must(replaceLostKey(ctx, { reason: 'hỏng' })).seq).toBe(3);
    expect(ctx.airlog.size()).toBe(4);
    expect(retired(at)).toEqual([expect.stringMatching(/^damaged-[0-9a-f]{8}\.pem$/)]);
    ctx.airlog.close();
  });

  test('an old key put back, or another log’s, signs nothing and says which is wanted', () => {
    const { at, ctx, vkey } = newLog();
    const path = join(at, 'keys', 'air-log.pem');
    const old = readFileSync(path);
    const { newKey } = must(rotateKey(ctx));
    const current = readFileSync(path);
    const short = (key: string) => key.split('+').slice(0, 2).join('+');
    writeFileSync(path, old);
    expect(ctx.logKey(ctx.airlog)).toMatchObject({
      refusals: [{ code: 'log-key.other', params: { found: short(vkey), wanted: short(newKey) } }],
    });
    writeFileSync(path, newLogKey());
    expect(sealLog({ ...ctx, clock: ctx.clock })).toMatchObject({ ok: true });
    must(ctx.airlog.append([entryOf({ title: 'bốn' })], []));
    expect(sealLog(ctx)).toMatchObject({ refusals: [{ code: 'log-key.other' }] });
    writeFileSync(path, current);
    expect(must(sealLog(ctx))?.size).toBe(5);
    ctx.airlog.close();
  });
});
