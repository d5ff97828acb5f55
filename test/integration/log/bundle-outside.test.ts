/** What others signed, in a bundle: a real witness, a real authority, growth and sound, whole and spoiled, by Loa and by the script. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anchorsTo } from '../../../src/anchors/anchors.ts';
import { bundleFiles } from '../../../src/contract/bundle-files.ts';
import { BUNDLE } from '../../../src/core/evidence/bundle-files.ts';
import type { Sha256 } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { anchorLog } from '../../../src/operations/log/anchor-log.ts';
import { bundleLog } from '../../../src/operations/log/bundle-log.ts';
import { bundleSounds } from '../../../src/operations/log/bundle-sounds.ts';
import { sealLog } from '../../../src/operations/log/seal-log.ts';
import { showSeal } from '../../../src/operations/log/show-seal.ts';
import { verifyBundle } from '../../../src/operations/log/verify-evidence.ts';
import { verifyStamp } from '../../../src/operations/log/verify-stamp.ts';
import { verifyEd25519 as verify } from '../../../src/secrets/ed25519.ts';
import { initWitness } from '../../../src/witness/key-file.ts';
import { type RunningWitness, startWitness } from '../../support/running-witness.ts';
import { entryOf } from '../../support/store-entries.ts';
import { type Authority, timeStampAuthority } from '../../support/time-stamp-authority.ts';
import { makeWorld, type World } from '../../support/world.ts';

const SPAN = { from: '2025-04-01' as LocalDate, to: '2025-04-30' as LocalDate };
const folder = mkdtempSync(join(tmpdir(), 'loa-outside-'));
const anchors = anchorsTo({ witnesses: [], authority: null });
const utf8 = new TextEncoder();
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
let world: World;
let witness: RunningWitness;
let authority: Authority;
let [vkey, key] = ['', ''];
let whole: Map<string, Uint8Array>;

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  vkey = must(showSeal(world.ctx)).vkey;
  key = must(initWitness(folder, 'van-hoa.example.vn'));
  [witness, authority] = [await startWitness({ folder, logs: [vkey] }), await timeStampAuthority()];
  const say = (count: number, day: string) =>
    must(
      world.ctx.airlog.append(
        Array.from({ length: count }, (_, n) => entryOf({ title: `Tin ${day} ${n}`, day })),
        [],
      ),
    );
  const asked = { witness: { url: witness.url, vkey: key }, authority: null };
  say(3, '2025-03-31');
  must(await anchorLog(world.ctx, asked));
  say(2, '2025-04-01');
  must(await anchorLog(world.ctx, { ...asked, authority: { url: authority.url, caFile: authority.caFile } }));
  say(1, '2025-05-01');
  // Newer, and nobody outside has seen it.
  must(sealLog(world.ctx));
  whole = filesNow();
});
afterAll(async () => {
  await witness.stop();
  await authority.close();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const filesNow = () =>
  new Map(bundleFiles(must(bundleLog(world.ctx, SPAN)), SPAN).map(({ name, bytes }) => [name, bytes] as const));
const byLoa = (files: ReadonlyMap<string, Uint8Array>): string => {
  const checked = verifyBundle({ files, vkey, witnesses: [key], verify });
  if (checked.ok) return 'holds';
  const [{ code, params, place }] = checked.refusals;
  return `${place?.file} ${code}${'fault' in params ? ` ${params.fault}` : ''}`;
};
const byScript = (files: ReadonlyMap<string, Uint8Array>, ...keys: readonly string[]) => {
  const at = mkdtempSync(join(folder, 'script-'));
  for (const [name, content] of files) {
    mkdirSync(dirname(join(at, name)), { recursive: true });
    writeFileSync(join(at, name), content);
  }
  writeFileSync(join(at, 'SHA256SUMS'), execFileSync('sha256sum', ['--', ...[...files.keys()].sort()], { cwd: at }));
  const ran = spawnSync('sh', [join(at, 'verify.sh'), ...keys], {
    encoding: 'utf8',
    env: { ...process.env, CA: authority.caFile },
  });
  return { code: ran.status, said: `${ran.stdout}${ran.stderr}` };
};

test('the newest checkpoint that others signed is taken, with what came before the span; all of it holds', async () => {
  const checked = must(verifyBundle({ files: whole, vkey, witnesses: [key], verify }));
  expect(checked).toMatchObject({ entries: 2, checkpoint: { size: 5 }, grewFrom: 3, sounds: 0 });
  expect(checked.witnesses).toEqual([
    { name: 'van-hoa.example.vn', vkey: key, time: Date.parse('2026-11-29T12:00:00Z') / 1000, ownKey: false },
  ]);
  const { stamp } = checked;
  expect(Math.abs(Date.parse(stamp?.time ?? '') - Date.now())).toBeLessThan(300_000);
  if (stamp === null) throw new Error('no stamp');
  expect(must(await verifyStamp({ ...stamp, caFile: authority.caFile, anchors }))).toBe('reader');
  expect(must(await verifyStamp({ ...stamp, caFile: null, anchors }))).toBe('bundle');
  const { code, said } = byScript(whole, vkey, key);
  expect(said).toContain('ĐÚNG: 2 mục');
  expect(said).toContain('bên đồng ký · witness: van-hoa.example.vn, 2026-11-29T12:00:00Z\n');
  expect(said).toContain('chỉ dài thêm từ mốc có 3 mục');
  expect(said).toMatch(/dấu thời gian · time stamp: \w{3} .* GMT\n/);
  expect(code).toBe(0);
  expect(text(whole.get(BUNDLE.readme))).toContain('Mọi mục trong gói đã được ghi trước ');
  expect([...filesNow()]).toEqual([...whole]);
});

test('keys and certificates of the bundle alone are said to be its own, and count for no quorum', () => {
  expect(must(verifyBundle({ files: whole, vkey, verify })).witnesses).toMatchObject([{ ownKey: true }]);
  const other = must(initWitness(join(folder, 'other'), 'tinh.example.vn'));
  const asked = (quorum: number) => verifyBundle({ files: whole, vkey, witnesses: [other], quorum, verify });
  expect(asked(0).ok).toBe(true);
  expect(asked(1)).toMatchObject({ refusals: [{ code: 'proof.wrong', params: { fault: 'witnesses' } }] });
  expect(byScript(whole, vkey, other)).toMatchObject({ code: 1, said: expect.stringContaining('tinh.example.vn') });
});

describe('spoiled', () => {
  const changed = (name: string, how: (before: string) => string) => () =>
    new Map([...whole, [name, utf8.encode(how(text(whole.get(name))))]]);
  const without = (name: string) => () => new Map([...whole].filter(([one]) => one !== name));
  /** Everything that ends with the checkpoint is changed with it, as a careful forger would. */
  const everywhere = (how: (before: string) => string) => () =>
    new Map(
      [...whole].map(([name, content]) =>
        /^checkpoint$|^consistency|^proofs\//.test(name) ? [name, utf8.encode(how(text(content)))] : [name, content],
      ),
    );
  const cases: readonly (readonly [string, () => Map<string, Uint8Array>, string])[] = [
    [
      'the witness’s line',
      everywhere((one) => one.replace(/(— van-hoa\S+ .{40})./, (_, kept: string) => `${kept}${'_'.replace('_', 'A')}`)),
      'checkpoint proof.wrong signature',
    ],
    ['the witness’s keys taken out', without(BUNDLE.witnesses), 'witness.vkey bundle.missing'],
    [
      'a witness’s key',
      changed(BUNDLE.witnesses, (one) => one.replace(/.{4}\n$/, 'AAA=\n')),
      'witness.vkey proof.unreadable',
    ],
    [
      'the way from the earlier checkpoint',
      changed(BUNDLE.consistency, (one) => one.replace(/(old 3\n)./, '$1A')),
      'consistency.txt proof.wrong root',
    ],
    [
      'another size to begin from',
      changed(BUNDLE.consistency, (one) => one.replace('old 3', 'old 2')),
      'consistency.txt proof.wrong sizes',
    ],
    [
      'a way to another checkpoint',
      changed(BUNDLE.consistency, (one) => one.replace(/— van-hoa.*\n/, '')),
      'consistency.txt bundle.other-checkpoint',
    ],
    ['no way', without(BUNDLE.consistency), 'consistency.txt bundle.missing'],
    [
      'the earlier checkpoint',
      changed(BUNDLE.older, (one) => one.replace('\n3\n', '\n2\n')),
      'older.checkpoint proof.wrong signature',
    ],
    ['no earlier checkpoint', without(BUNDLE.older), 'older.checkpoint bundle.missing'],
    [
      'other stamped bytes',
      changed(BUNDLE.stamped, (one) => one.replace(/— van-hoa.*\n/, '')),
      'checkpoint.tsr timestamp.wrong imprint',
    ],
    [
      'a stamp of another checkpoint',
      () => new Map([...whole, [BUNDLE.stamped, whole.get(BUNDLE.older) as Uint8Array]]),
      'stamped.checkpoint bundle.other-checkpoint',
    ],
    ['no stamp', without(BUNDLE.stamp), 'checkpoint.tsr bundle.missing'],
    ['nothing that was stamped', without(BUNDLE.stamped), 'stamped.checkpoint bundle.missing'],
    [
      'a strange sound',
      () => new Map([...whole, ['audio/x.flac', utf8.encode('x')]]),
      'audio/x.flac bundle.unknown-file',
    ],
  ];
  test.each(cases)('%s: refused at its file', (_, spoil, where) => {
    expect(byLoa(spoil())).toBe(where);
    const { code, said } = byScript(spoil(), vkey, key);
    expect(said).toMatch(/SAI: /);
    expect(code).toBe(1);
  });

  test('a time stamp’s signature: seen by openssl', async () => {
    const token = whole.get(BUNDLE.stamp) as Uint8Array;
    const files = new Map([...whole, [BUNDLE.stamp, token.with(token.length - 5, (token.at(-5) ?? 0) ^ 1)]]);
    const { stamp } = must(verifyBundle({ files, vkey, verify }));
    if (stamp === null) throw new Error('no stamp');
    expect(await verifyStamp({ ...stamp, caFile: authority.caFile, anchors })).toMatchObject({
      refusals: [{ code: 'timestamp.wrong', params: { fault: 'signature' } }],
    });
    expect(byScript(files, vkey, key).said).toContain('SAI: checkpoint.tsr');
  });
});

test('the sound that aired, each file by its hash; what is gone is told; a changed one is refused', async () => {
  const temporary = must(await world.ctx.audio.shelf.temporary());
  writeFileSync(temporary, 'fLaC of a kind');
  const { hash } = must(await world.ctx.audio.shelf.put(temporary));
  const gone = 'f'.repeat(64) as Sha256;
  const { sounds, gone: missing } = must(await bundleSounds(world.ctx, [hash, gone]));
  expect(missing).toEqual([gone]);
  const [sound] = sounds;
  const bytes = new Uint8Array(await new Response(sound?.stream()).arrayBuffer());
  const name = BUNDLE.sound(hash);
  const listed: [string, Uint8Array] = [BUNDLE.media, utf8.encode(`${hash}  ${name}\n`)];
  const files = new Map([...whole, listed, [name, bytes]]);
  expect(must(verifyBundle({ files, vkey, verify })).sounds).toBe(1);
  expect(byScript(files, vkey, key)).toMatchObject({ code: 0, said: expect.stringContaining('sounds: 1') });
  const spoiled = new Map([...files, [name, utf8.encode('fLaC of another kind')]]);
  expect(byLoa(spoiled)).toBe(`${name} proof.wrong sound`);
  expect(byScript(spoiled, vkey, key).said).toContain(`SAI: ${name}`);
});
