/** What a site makes of a package on a stick: cut anywhere, changed anywhere, hostile, old, foreign; and the second try. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pinnedKey, signKeyLink } from '../../../src/core/evidence/next-key.ts';
import { PACKAGE } from '../../../src/core/manifest/package.ts';
import { signReceipts } from '../../../src/core/manifest/row-receipts.ts';
import { must, type Result } from '../../../src/core/result.ts';
import { readSiteFolder } from '../../../src/site/folder.ts';
import { importPackage } from '../../../src/site/import-package.ts';
import {
  CENTRE,
  type PackageOptions,
  packageOf,
  SOUNDS,
  sha256,
  signerNamed,
  soundOf,
} from '../../support/site-packages.ts';

type Signer = typeof CENTRE;

const NOW = '2026-11-30T01:00:00Z';
const root = mkdtempSync(join(tmpdir(), 'loa-site-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
let folder = '';
beforeEach(() => {
  count += 1;
  folder = join(root, `diem-${count}`);
});

const path = join(root, 'goi.zip');
const take = (bytes: Uint8Array, key: string | null = CENTRE.vkey, now: string | null = NOW) => {
  writeFileSync(path, bytes);
  return importPackage({ path, folder, key, now });
};
const taken = async (options: PackageOptions, key: string | null = null, now: string | null = NOW) =>
  take((await packageOf(options)).bytes, key, now);
const refused = <T>(result: Result<T>) => (result.ok ? { code: 'ok', params: {} } : result.refusals[0]);

/** Every file of the site's folder with the hash of its bytes. */
const state = (): Record<string, string> =>
  existsSync(folder)
    ? Object.fromEntries(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((one) => one.isFile())
          .map((one) => join(one.parentPath, one.name))
          .toSorted()
          .map((file) => [
            file.slice(folder.length + 1),
            createHash('sha256').update(readFileSync(file)).digest('hex'),
          ]),
      )
    : {};

let good: Awaited<ReturnType<typeof packageOf>>;
beforeAll(async () => {
  good = await packageOf();
});

describe('a whole package', () => {
  test('is the same bytes each time, and takes its place with the sound by hash', async () => {
    expect((await packageOf()).bytes.equals(good.bytes)).toBe(true);
    expect(must(await take(good.bytes))).toMatchObject({
      version: 3,
      standing: 'new',
      copied: 2,
      there: 0,
      without: [],
    });
    expect(Object.keys(state())).toEqual(
      [
        'key.pem',
        'manifest.loa-manifest',
        'site.json',
        ...Object.values(SOUNDS).map((bytes) => `sound/${sha256(bytes)}.mp3`),
      ].toSorted(),
    );
    expect(readFileSync(join(folder, 'manifest.loa-manifest'), 'utf8')).toBe(good.note);
    expect(JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8'))).toMatchObject({
      ...{ format: 'loa-site/1', url: null, channel: 'my-tu', vkey: CENTRE.vkey, credential: null },
    });
    expect(statSync(join(folder, 'key.pem')).mode & 0o777).toBe(0o600);
  });

  test('again copies nothing; sound that was damaged at the site is copied anew', async () => {
    must(await take(good.bytes));
    const before = state();
    const sound = join(folder, 'sound', `${sha256(SOUNDS['05:00:00'])}.mp3`);
    const inode = statSync(sound).ino;
    expect(must(await take(good.bytes, null))).toMatchObject({ standing: 'same', copied: 0, there: 2 });
    expect(statSync(sound).ino).toBe(inode);
    writeFileSync(sound, soundOf('x'));
    expect(must(await take(good.bytes, null))).toMatchObject({ copied: 1, there: 1 });
    expect(state()).toEqual(before);
  });

  test('says which coming sessions have no sound: days that were not packed', async () => {
    const { bytes } = good;
    const packed = { '05:00:00': SOUNDS['05:00:00'] };
    const later = await packageOf({ sounds: packed, manifest: { days: good.manifest.days } });
    expect(must(await take(later.bytes)).without).toEqual([
      expect.objectContaining({ day: '2026-11-30', name: 'Buổi 17:00' }),
    ]);
    expect(must(await take(bytes)).without).toEqual([]);
  });
});

describe('a copy that is not whole', () => {
  test('cut at any of 60 places is refused with its list, and leaves the site as it was; the second try succeeds', async () => {
    const older = await packageOf({ manifest: { version: 2 }, sounds: { '05:00:00': SOUNDS['05:00:00'] } });
    must(await take(older.bytes));
    const before = state();
    const { length } = good.bytes;
    const listed = good.bytes.toString('latin1').match(/[0-9a-f]{64} {2}[^\n]+/g)?.length ?? 0;
    expect(listed).toBe(4);
    let fewest = Number.POSITIVE_INFINITY;
    for (let n = 0; n < 60; n += 1) {
      const at = Math.floor((n * (length - 1)) / 59);
      const said = refused(await take(good.bytes.subarray(0, at), null));
      expect(said.code, `cut at ${at}`).toBe('package.torn');
      const { bad } = said.params as { bad: { name: string; fault: string }[] };
      expect(bad.length, `cut at ${at}`).toBeGreaterThan(0);
      fewest = Math.min(fewest, bad.length);
      expect(state(), `cut at ${at}`).toEqual(before);
    }
    // Cut late, just what is gone is named.
    expect(fewest).toBe(1);
    expect(must(await take(good.bytes, null))).toMatchObject({ version: 3, standing: 'new', copied: 1, there: 1 });
  });

  test('names the file that was cut, and those that never came', async () => {
    const start = good.bytes.indexOf(SOUNDS['17:00:00'].slice(0, 64));
    const said = refused(await take(good.bytes.subarray(0, start + 1000)));
    expect(said).toMatchObject({
      code: 'package.torn',
      params: {
        bad: [
          { name: '2026-11-30/1700-buoi.mp3', fault: 'cut' },
          { name: PACKAGE.readme, fault: 'missing' },
        ],
      },
    });
    expect(existsSync(folder)).toBe(false);
  });

  test('with an end of zeros, as a stick pulled out leaves it, is refused too', async () => {
    const zeros = Buffer.from(good.bytes);
    zeros.fill(0, good.bytes.indexOf(SOUNDS['17:00:00'].slice(0, 64)) + 1000);
    expect(refused(await take(zeros))).toMatchObject({
      code: 'package.torn',
      params: { bad: [{ name: '2026-11-30/1700-buoi.mp3', fault: 'changed' }, expect.anything()] },
    });
  });

  test('with one byte changed anywhere among its files is refused, and names that file', async () => {
    for (const [name, bytes] of [
      ['2026-11-30/0500-buoi.mp3', SOUNDS['05:00:00']],
      ['2026-11-30/1700-buoi.mp3', SOUNDS['17:00:00']],
      [PACKAGE.manifest, Buffer.from(good.note)],
      [PACKAGE.readme, Buffer.from('Đọc trước')],
    ] as const) {
      const changed = Buffer.from(good.bytes);
      const at = good.bytes.indexOf(bytes.subarray(0, 64)) + 5;
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(refused(await take(changed)), name).toMatchObject({
        code: 'package.torn',
        params: { bad: [{ name, fault: 'changed' }] },
      });
    }
    expect(existsSync(folder)).toBe(false);
  });
});

describe('what is whole and not to be believed', () => {
  test('changes nothing: older, other content, expired, foreign, another site, badly signed', async () => {
    must(await take(good.bytes));
    const before = state();
    const fault = async (options: PackageOptions, key: string | null = null, now: string | null = NOW) => {
      const said = refused(await taken(options, key, now));
      expect(state()).toEqual(before);
      return said.code === 'manifest.refused' ? (said.params as { fault: string }).fault : said.code;
    };
    expect(await fault({ manifest: { version: 2 } })).toBe('older');
    expect(await fault({ manifest: { issuedAt: '2026-11-29T11:00:00Z' } })).toBe('other-content');
    expect(await fault({ manifest: { version: 4 } }, null, '2027-01-01T00:00:00Z')).toBe('expired');
    expect(await fault({ manifest: { version: 4, days: [] }, sounds: {} })).toBe('empty');
    expect(await fault({ manifest: { version: 4, site: { id: 'khac', name: 'Khác' } } })).toBe('site');
    expect(await fault({ manifest: { version: 4 }, by: signerNamed(8) })).toBe('signature');
    expect(await fault({ manifest: { version: 4, origin: 'khac/lich' } })).toBe('origin');
    expect(await fault({ manifest: { version: 4 }, by: signerNamed(8) }, signerNamed(8).vkey)).toBe('package.key');
    expect(must(await taken({ manifest: { version: 4 } })).version).toBe(4);
  });

  test('a first package needs a key from paper: the one within it vouches for nothing', async () => {
    const by = signerNamed(9);
    const more = { [PACKAGE.key]: new TextEncoder().encode(`${by.vkey}\n`) };
    expect(refused(await taken({ by, more }))).toMatchObject({ code: 'package.key', params: { why: 'none' } });
    expect(refused(await taken({ by, more }, CENTRE.vkey))).toMatchObject({ code: 'manifest.refused' });
    expect(refused(await taken({}, 'abc'))).toMatchObject({ code: 'proof.unreadable' });
    expect(existsSync(folder)).toBe(false);
  });

  test('by a newer key is taken where the chain within leads to it, and then nothing by the older one; a chain that leads elsewhere stops it', async () => {
    const [second, third] = [signerNamed(8), signerNamed(9)];
    const linked = (number: number, from: Signer, to: Signer, by = from): string =>
      signKeyLink('schedule', { number, oldKey: from.vkey, newKey: to.vkey, at: NOW }, by.key, by.sign);
    const chain = (...links: readonly string[]) => ({ [PACKAGE.chain]: Buffer.from(JSON.stringify(links)) });
    const both = [linked(2, CENTRE, second), linked(3, second, third)];
    must(await take(good.bytes));
    const before = state();
    const manifest = { version: 4 };
    for (const [links, fault] of [
      [[linked(2, CENTRE, second, third)], 'signature'],
      [[linked(2, CENTRE, second), linked(4, second, third)], 'gap'],
      [[linked(2, second, third)], 'unknown'],
      [[linked(2, CENTRE, second), linked(3, second, CENTRE)], 'back'],
    ] as const) {
      const said = refused(await taken({ manifest, by: third, more: chain(...links) }));
      expect(said).toMatchObject({ code: 'schedule-key.chain', params: { fault, pinned: CENTRE.vkey } });
      expect(state()).toEqual(before);
    }
    expect(refused(await taken({ manifest, by: third }))).toMatchObject({ params: { fault: 'signature' } });
    // What the key before the newest signed is followed no further than to it; the newest comes with its own.
    const receipts = Buffer.from(signReceipts({ channel: 'my-tu', runs: [] }, third.key, third.sign));
    const more = { ...chain(...both), [PACKAGE.receipts]: receipts };
    expect(must(await taken({ manifest, by: second, more })).standing).toBe('new');
    expect(pinnedKey(must(readSiteFolder(folder)).centreKeys)).toEqual(second.key);
    expect(must(await taken({ manifest: { version: 5 }, by: third, more: chain(...both) }, third.vkey)).version).toBe(
      5,
    );
    expect(pinnedKey(must(readSiteFolder(folder)).centreKeys)).toEqual(third.key);
    for (const by of [CENTRE, second])
      expect(refused(await taken({ manifest: { version: 6 }, by, more: chain(...both) }))).toMatchObject({
        params: { fault: 'old-key' },
      });
  });

  test('receipts that the pinned key did not sign stop all of it; with a site that has no rows good ones change nothing', async () => {
    const receipts = (by: ReturnType<typeof signerNamed>) => ({
      [PACKAGE.receipts]: new TextEncoder().encode(signReceipts({ channel: 'my-tu', runs: [] }, by.key, by.sign)),
    });
    expect(refused(await taken({ more: receipts(signerNamed(8)) }, CENTRE.vkey)).code).toBe('package.unreadable');
    expect(existsSync(folder)).toBe(false);
    expect(must(await taken({ more: receipts(CENTRE) }, CENTRE.vkey))).toMatchObject({ standing: 'new', received: 0 });
  });

  test('names that leave the folder, bombs, other ZIPs and what is no ZIP are not unpacked', async () => {
    const renamed = (to: string) =>
      Buffer.from(good.bytes.toString('latin1').replaceAll('2026-11-30/0500-buoi.mp3', to), 'latin1');
    const codes = [
      await take(renamed('../6-11-30/0500-buoi.mp3')),
      await take(renamed('2026-11-30/1700-buoi.mp3')),
      await take(Buffer.from('đây không phải ZIP, mà là một dòng chữ dài')),
    ].map((one) => refused(one).code);
    expect(codes).toEqual(['package.unreadable', 'package.unreadable', 'package.unreadable']);
    // It claims 4 GB for a file of 3000 bytes.
    const bomb = Buffer.from(good.bytes);
    const central = bomb.lastIndexOf(Buffer.from('2026-11-30/0500-buoi.mp3')) - 46;
    for (const at of [20, 24]) bomb.writeUInt32LE(0xfffffff0, central + at);
    expect(refused(await take(bomb)).code).toBe('package.unreadable');
    expect(refused(await importPackage({ path: join(root, 'khong-co.zip'), folder, key: null, now: NOW })).code).toBe(
      'file.unreadable',
    );
    expect(existsSync(folder)).toBe(false);
  });

  test('a site.json that does not read stops it; one of an earlier Loa reads, and is the same site', async () => {
    must(await take(good.bytes));
    writeFileSync(join(folder, 'site.json'), JSON.stringify({ centre: null, channel: 'my-tu', key: CENTRE.vkey }));
    rmSync(join(folder, 'key.pem'));
    expect(must(await take(good.bytes, null))).toMatchObject({ standing: 'same', there: 2 });
    expect(refused(await take(good.bytes, signerNamed(8).vkey)).code).toBe('package.key');
    expect(must(readSiteFolder(folder))).toMatchObject({
      ...{ channel: 'my-tu', reach: null },
      centreKeys: { keys: [CENTRE.key], links: [] },
    });
    writeFileSync(join(folder, 'site.json'), '{"centre":');
    expect(refused(await take(good.bytes, null)).code).toBe('package.folder');
  });
});
