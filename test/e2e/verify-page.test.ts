/**
 * The page that checks evidence, opened from a disk in a real Chromium without a network: what holds, and each kind of spoiling
 * named as `loa verify` names it; then the same page from the service, and what links to it.
 */
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placeOf, sentenceOf } from '../../src/contract/sentences/index.ts';
import { exportBlock, exportHead } from '../../src/core/evidence/log-export.ts';
import { formatNote } from '../../src/core/evidence/note.ts';
import { rootBuilder } from '../../src/core/evidence/root-builder.ts';
import { signText } from '../../src/core/evidence/signed.ts';
import type { Refused } from '../../src/core/result.ts';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { anchorLog } from '../../src/operations/log/anchor-log.ts';
import { bundleLog } from '../../src/operations/log/bundle-log.ts';
import { exportLog } from '../../src/operations/log/export-log.ts';
import { proveEntry } from '../../src/operations/log/prove-entry.ts';
import { rotateKey } from '../../src/operations/log/rotate-key.ts';
import { verifyBundle, verifyExport } from '../../src/operations/log/verify-evidence.ts';
import { bundleZip } from '../../src/reports/bundle.ts';
import { unpack } from '../../src/reports/unpack.ts';
import { verifyPage } from '../../src/reports/verify-page.ts';
import { verifyEd25519 as verify } from '../../src/secrets/ed25519.ts';
import type { LogSealer } from '../../src/secrets/log-key.ts';
import { initWitness } from '../../src/witness/key-file.ts';
import { barriers, look, makePageWorld, openBrowser, type PageWorld, seenText } from '../support/page-world.ts';
import { type RunningWitness, startWitness } from '../support/running-witness.ts';
import { entryOf } from '../support/store-entries.ts';
import { type Authority, timeStampAuthority } from '../support/time-stamp-authority.ts';

const SPAN = { from: '2025-04-01' as LocalDate, to: '2025-04-30' as LocalDate };
/** One entry, after a checkpoint that others have seen. */
const LATER = { from: '2025-05-08' as LocalDate, to: '2025-05-08' as LocalDate };
const ENTRIES = 300;
/** Of them in the bundle: the others aired in another month. */
const BUNDLED = 12;
const folder = mkdtempSync(join(tmpdir(), 'loa-verify-page-'));
const at = (name: string): string => join(folder, name);
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
const text = (content: Uint8Array | undefined): string => new TextDecoder().decode(content);

let world: PageWorld;
let browser: Browser;
let page: Page;
let complaints: string[];
let vkey: string;
let whole: ReadonlyMap<string, Uint8Array>;
let log: string;
/** The key that signed the first bundle. */
let firstSigner: LogSealer;
let witness: RunningWitness;
let authority: Authority;
/** The witness's key and the authority's certificates. */
let [witnessKey, ca] = ['', ''];
/** A bundle under a cosigned and stamped checkpoint, after a change of keys. */
let vouched: ReadonlyMap<string, Uint8Array>;

/** A ZIP by a tool of others, deflated, of files in a folder or of a script's own making. */
const python = (path: string, script: string): void => {
  const lines = `import zipfile, sys, json, copy\nz = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n${script}\nz.close()`;
  const ran = spawnSync('python3', ['-W', 'ignore', '-c', lines, path], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
};
const zipped = (name: string, files: ReadonlyMap<string, Uint8Array>): string => {
  const held = Object.fromEntries([...files].map(([one, content]) => [one, Buffer.from(content).toString('base64')]));
  writeFileSync(at('files.json'), JSON.stringify(held));
  const source = JSON.stringify(at('files.json'));
  python(at(name), `import base64\nfor n, c in json.load(open(${source})).items(): z.writestr(n, base64.b64decode(c))`);
  return at(name);
};
const changed = (name: string, how: (before: string) => string): ReadonlyMap<string, Uint8Array> =>
  new Map([...whole, [name, bytes(how(text(whole.get(name))))]]);

const vouchedFor = async (): Promise<void> => {
  firstSigner = must(world.ctx.logKey(world.ctx.airlog));
  const { newKey } = must(rotateKey(world.ctx));
  witnessKey = must(initWitness(at('witness'), 'van-hoa.example.vn'));
  authority = await timeStampAuthority({ key: 'RSA', between: true });
  ca = readFileSync(authority.caFile, 'utf8');
  witness = await startWitness({ folder: at('witness'), logs: [vkey, newKey] });
  const asked = { witness: { url: witness.url, vkey: witnessKey }, authority: null };
  must(await anchorLog(world.ctx, asked));
  must(world.ctx.airlog.append([entryOf({ title: 'Tin sau', day: '2025-05-08' })], []));
  must(await anchorLog(world.ctx, { ...asked, authority: { url: authority.url, caFile: authority.caFile } }));
  const bundle = must(bundleLog(world.ctx, LATER));
  const zip = await bundleZip(bundle, LATER);
  writeFileSync(at('chung.zip'), Buffer.from(await new Response(zip.stream).arrayBuffer()));
  vouched = await unpack(at('chung.zip'));
};

beforeAll(async () => {
  [world, browser] = await Promise.all([makePageWorld(), openBrowser()]);
  const told = (n: number) =>
    entryOf({
      title: n === 1 ? '<img src=x onerror=alert(1)>' : `Tin ${n}`,
      day: n < BUNDLED ? '2025-04-07' : '2025-05-07',
      corrects: n === 2 ? 0 : null,
    });
  must(
    world.ctx.airlog.append(
      Array.from({ length: ENTRIES }, (_, n) => told(n)),
      [],
    ),
  );
  const bundle = must(bundleLog(world.ctx, SPAN));
  vkey = bundle.vkey;
  const zip = await bundleZip(bundle, SPAN);
  writeFileSync(at('goi.zip'), Buffer.from(await new Response(zip.stream).arrayBuffer()));
  whole = await unpack(at('goi.zip'));
  const exported = must(exportLog({ ...world.ctx, caller: { kind: 'system', name: 'cli' } }));
  writeFileSync(at('nhat-ky.loa-log'), Buffer.concat([...(exported?.pieces ?? [])]));
  log = readFileSync(at('nhat-ky.loa-log'), 'utf8');
  const { leaf, proof } = must(proveEntry(world.ctx, 3));
  writeFileSync(at('3.json'), leaf);
  writeFileSync(at('3.tlog-proof'), proof);
  await vouchedFor();
  writeFileSync(at('loa-verify.html'), (await verifyPage()).html);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(file:\/\/|data:)/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(`file://${at('loa-verify.html')}`);
});
afterAll(async () => {
  await witness?.stop();
  await authority?.close();
  await browser?.close();
  await world?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Beside the log's key. */
interface Others {
  readonly witnesses?: string;
  readonly quorum?: string;
  readonly ca?: string;
}

/** What the page says of these files. */
const checked = async (paths: readonly string[], key = '', others: Others = {}): Promise<string> => {
  await page.locator('#result').evaluate((shown) => shown.replaceChildren());
  for (const [id, value] of Object.entries({ key, witnesses: '', quorum: '', ca: '', ...others }))
    await page.locator(`#${id}`).evaluate((field, typed) => Object.assign(field, { value: typed }), value);
  await page.locator('#files').setInputFiles([...paths]);
  await page.locator('#result .verdict').waitFor();
  return seenText(page.locator('#result'));
};
const shot = async (name: string): Promise<void> => {
  const into = process.env['LOA_SCREENSHOTS'];
  if (into === undefined) return;
  mkdirSync(into, { recursive: true });
  await page.screenshot({ path: join(into, `verify-${name}.png`) });
};
/** As the command line says it: the same sentence, place and code. */
const saidBy = ({ refusals: [first] }: Refused): readonly string[] => [
  sentenceOf(first, 'vi'),
  placeOf(first.place, 'vi') ?? '',
  first.code,
];

describe('what holds', () => {
  test('a bundle, with the key on paper and without it; its entries as text, whatever they say', async () => {
    const said = await checked([at('goi.zip')], ` ${vkey}\n`);
    expect(said).toMatch(/ĐẠT[\s\S]*ĐÚNG: 12 mục đều nằm trong nhật ký loa-\S+ lúc có 300 mục\./);
    expect(said).toContain('khóa đã điền ở trên');
    expect(said).not.toContain('không mâu thuẫn với chính nó');
    const rows = await seenText(page.locator('#rows'));
    expect(rows).toContain('<img src=x onerror=alert(1)>');
    expect(rows).toMatch(
      /05:00 07\/04\/2025\s+Đài my-tu\s+Tin 2\s+đã phát\s*đính chính mục 0\s+07:10 ngày 07\/04\/2025/,
    );
    await expect.poll(() => page.locator('#rows tbody tr').count()).toBe(BUNDLED);
    expect(await checked([at('goi.zip')])).toMatch(/ĐẠT[\s\S]*không mâu thuẫn với chính nó[\s\S]*chưa so với giấy/);
    expect(await checked([zipped('nen.zip', whole)], vkey)).toContain('ĐÚNG: 12 mục');
  });

  test('an entry with its proof, and the whole log', async () => {
    expect(await checked([at('3.tlog-proof'), at('3.json')], vkey)).toMatch(/ĐẠT[\s\S]*mục số 3 nằm trong/);
    expect(await checked([at('3.json'), at('3.tlog-proof')])).toMatch(/CHƯA KIỂM ĐƯỢC[\s\S]*Hãy điền khóa/);
    expect(await checked([at('3.tlog-proof')], vkey)).toContain('chọn cùng lúc hai tệp');
    expect(await checked([at('nhat-ky.loa-log')], vkey)).toContain('ĐÚNG: 301 mục');
    expect(await checked([at('nhat-ky.loa-log')])).toContain('chưa so với giấy');
    writeFileSync(at('anh.png'), 'x');
    expect(await checked([at('anh.png')])).toContain('Không nhận ra loại tệp này');
  });

  test('what older browsers lack is filled in', async () => {
    const context = await browser.newContext({ offline: true });
    await context.addInitScript(`
      for (const name of ['fromBase64', 'fromHex']) delete Uint8Array[name];
      for (const name of ['toBase64', 'toHex', 'toReversed']) delete Object.getPrototypeOf(Uint8Array.prototype)[name], delete Uint8Array.prototype[name];
      for (const name of ['isWellFormed', 'toWellFormed']) delete String.prototype[name];
      delete Set.prototype.difference; delete ReadableStream.prototype[Symbol.asyncIterator]; delete globalThis.Temporal;
      delete globalThis.crypto;`);
    const old = await context.newPage();
    await old.goto(`file://${at('loa-verify.html')}`);
    for (const name of ['goi.zip', 'nhat-ky.loa-log', 'chung.zip']) {
      await old.locator('#files').setInputFiles(at(name));
      await old.getByText(/ĐÚNG: (12|301|1) mục/).waitFor();
      await old.reload();
    }
    await context.close();
  });
});

describe('who vouches, as loa verify says it', () => {
  test('a witness, a quorum, a time stamp, growth and a change of keys: each held against what was typed', async () => {
    const said = await checked([at('chung.zip')], vkey, { witnesses: `\n${witnessKey}\n`, ca });
    expect(said).toMatch(/ĐẠT[\s\S]*Ai làm chứng/);
    expect(said).toContain('Bên đồng ký van-hoa.example.vn, ký lúc 19:00 ngày 29/11/2026 (2026-11-29T12:00:00Z)');
    expect(said).toContain(witnessKey);
    expect(said).toContain('chữ ký đúng, bằng khóa đã điền');
    expect(said).toContain('Cần 1 trong 1 bên đã điền: đủ, 1 bên đã ký');
    expect(said).toMatch(/Dấu thời gian lúc [\d:]+ ngày \S+ \(20\S+Z\), bên cấp: Authority/);
    expect(said).toContain('chữ ký đúng, theo chứng thư đã điền');
    expect(said).toMatch(/Nhật ký chỉ dài thêm từ mốc có 30\d mục\./);
    expect(said).toContain('Đi từ khóa trên giấy qua 1 lần đổi khóa');
    expect(said).not.toContain('Chỉ có khóa của nhật ký làm chứng');
    const own = await checked([at('chung.zip')], vkey);
    expect(own).toMatch(/khóa nằm trong gói: hãy điền[\s\S]*chứng thư nằm trong gói: hãy điền/);
    expect(own).not.toContain('Cần ');
    expect(await checked([at('goi.zip')], vkey)).toContain('Chỉ có khóa của nhật ký làm chứng');
  });

  test('a quorum that does not hold, another witness, a number that is none', async () => {
    const other = must(initWitness(at('other'), 'tinh.example.vn'));
    const witnesses = `${witnessKey}\n${other}`;
    expect(await checked([at('chung.zip')], vkey, { witnesses })).toMatch(/KHÔNG ĐẠT[\s\S]*chưa đủ số bên đồng ký/);
    expect(await checked([at('chung.zip')], vkey, { witnesses, quorum: '1' })).toMatch(/ĐẠT[\s\S]*Cần 1 trong 2 bên/);
    expect(await checked([at('chung.zip')], vkey, { witnesses: other, quorum: '0' })).toMatch(
      /ĐẠT[\s\S]*không đòi bên nào/,
    );
    expect(await checked([at('chung.zip')], vkey, { witnesses, quorum: '3' })).toContain('Số bên cần ký');
    expect(await checked([at('chung.zip')], vkey, { witnesses: 'khóa sai' })).toMatch(
      /KHÔNG ĐẠT[\s\S]*proof\.unreadable/,
    );
    // Neither a single proof nor the whole log bears a witness's line here: asked for, it is missed, as at the command line.
    expect(await checked([at('nhat-ky.loa-log')], vkey, { witnesses: witnessKey })).toContain('chưa đủ số bên đồng ký');
    expect(await checked([at('3.tlog-proof'), at('3.json')], vkey, { witnesses: witnessKey })).toContain(
      'chưa đủ số bên',
    );
  });

  test('a time stamp: changed, by another authority, without certificates, and with what is none', async () => {
    const token = vouched.get('checkpoint.tsr') as Uint8Array;
    const bad = token.with(token.length - 5, (token.at(-5) ?? 0) ^ 1);
    expect(await checked([zipped('hong.zip', new Map([...vouched, ['checkpoint.tsr', bad]]))], vkey)).toMatch(
      /KHÔNG ĐẠT[\s\S]*Dấu thời gian không dùng được[\s\S]*checkpoint\.tsr[\s\S]*timestamp\.wrong/,
    );
    const other = await timeStampAuthority();
    writeFileSync(at('ca.pem'), readFileSync(other.caFile));
    await other.close();
    await checked([at('chung.zip')], vkey);
    await page.locator('#others summary').click();
    await page.locator('#ca-file').setInputFiles(at('ca.pem'));
    await page.locator('#result .verdict.failed').waitFor();
    expect(await seenText(page.locator('#result'))).toContain('timestamp.wrong');
    await page.locator('#ca-file').setInputFiles({ name: 'ca.crt', mimeType: '', buffer: new X509Certificate(ca).raw });
    await page.locator('#result .verdict.passed').waitFor();
    expect(await seenText(page.locator('#result'))).toContain('theo chứng thư đã điền');
    const without = new Map([...vouched].filter(([name]) => name !== 'tsa-ca.pem'));
    expect(await checked([zipped('khong-ca.zip', without)], vkey)).toMatch(/ĐẠT[\s\S]*chưa kiểm chữ ký/);
    expect(await checked([at('chung.zip')], vkey, { ca: 'không phải' })).toContain('Không thấy chứng thư nào');
  });
});

/** Another history: the log rewritten and signed anew with the stolen key. */
const rewritten = (): ReadonlyMap<string, Uint8Array> => {
  const { key, sign } = firstSigner;
  const builder = rootBuilder();
  for (let seq = 0; seq < ENTRIES; seq += 1)
    builder.add(seq === 4 ? bytes('{}') : (world.ctx.airlog.leaf(seq) as Uint8Array));
  const note = `${key.name}\n${ENTRIES}\n${Buffer.from(builder.root()).toString('base64')}\n`;
  const signed = formatNote({ text: note, signatures: [signText(key, note, sign)] });
  return new Map([...whole, ['checkpoint', bytes(signed)]]);
};

describe('a spoiled bundle: the same sentence, file and code as loa verify', () => {
  const without = (name: string) => new Map([...whole].filter(([one]) => one !== name));
  const cases: readonly (readonly [string, () => ReadonlyMap<string, Uint8Array>, string])[] = [
    ['a word of an entry', () => changed('entries/3.json', (one) => one.replace('Tin 3', 'Tin 4')), 'entries/3.json'],
    ['a proof taken out', () => without('proofs/5.tlog-proof'), 'proofs/5.tlog-proof'],
    ['an entry taken out', () => without('entries/5.json'), 'entries/5.json'],
    [
      'the proof of another entry',
      () => new Map([...whole, ['proofs/2.tlog-proof', whole.get('proofs/3.tlog-proof') as Uint8Array]]),
      'proofs/2.tlog-proof',
    ],
    [
      'a hash of a path',
      () => changed('proofs/7.tlog-proof', (one) => one.replace(/(index 7\n)./, '$1A')),
      'entries/7.json',
    ],
    ['the size', () => changed('checkpoint', (one) => one.replace('\n300\n', '\n301\n')), 'checkpoint'],
    ['a history written anew and signed', rewritten, 'proofs/0.tlog-proof'],
    ['a strange file', () => new Map([...whole, ['entries/x.json', bytes('{}')]]), 'entries/x.json'],
    [
      'a key of small order',
      () =>
        changed(
          'log.vkey',
          (one) =>
            `${one.split('+')[0]}+00000000+${Buffer.concat([Uint8Array.of(1), new Uint8Array(32)]).toString('base64')}\n`,
        ),
      'log.vkey',
    ],
  ];
  test.each(cases)('%s', async (_, spoil, file) => {
    const files = spoil();
    const refused = verifyBundle({ files, vkey: null, verify });
    if (refused.ok) throw new Error('not spoiled');
    const said = await checked([zipped('hong.zip', files)]);
    expect(said).toContain('KHÔNG ĐẠT');
    expect(said).toContain(file);
    for (const part of saidBy(refused)) expect(said).toContain(part);
    expect(await page.locator('#rows').isHidden()).toBe(true);
  });

  test('the key of another log, and one that was copied wrongly', async () => {
    const other = vkey.replace(/^[^+]+/, 'loa-00000000/nhat-ky');
    expect(await checked([at('goi.zip')], other)).toMatch(/KHÔNG ĐẠT[\s\S]*mã của khóa không khớp/);
    expect(await checked([at('goi.zip')], vkey.slice(0, -5))).toMatch(/KHÔNG ĐẠT[\s\S]*khóa kiểm tra/);
    expect(await checked([at('3.tlog-proof'), zipped('khac.json', new Map())], vkey)).toContain('proof.wrong');
  });

  test.each([
    ['a name that leaves the folder', "z.writestr('../../etc/passwd', 'x')", 'leaves the folder'],
    ['a name twice', "z.writestr('checkpoint', 'x'); z.writestr('checkpoint', 'y')", 'twice'],
    // Zeros that were packed once and are listed under many names.
    [
      'a bomb',
      "z.writestr('entries/0.json', b'0' * 10_000_000)\nfor n in range(1, 60):\n    i = copy.copy(z.filelist[0]); i.filename = i.orig_filename = f'entries/{n}.json'; z.filelist.append(i)",
      'too large',
    ],
  ])('%s is not unpacked', async (_, script, detail) => {
    python(at('ngoai.zip'), script);
    await expect(unpack(at('ngoai.zip'))).rejects.toThrow();
    expect(await checked([at('ngoai.zip')])).toMatch(
      new RegExp(`KHÔNG ĐẠT[\\s\\S]*${detail}[\\s\\S]*bundle\\.unreadable`),
    );
  });

  test('a ZIP that lies about its sizes, a torn one, and what is none', async () => {
    python(at('doi.zip'), "z.writestr('checkpoint', b'0' * 5_000_000)");
    const lying = readFileSync(at('doi.zip'));
    for (let from = 0; ; ) {
      const found = lying.indexOf(Buffer.from(Uint32Array.of(5_000_000).buffer), from);
      if (found < 0) break;
      lying.writeUInt32LE(10, found);
      from = found + 4;
    }
    const torn = readFileSync(at('goi.zip')).subarray(0, -700);
    for (const [name, content] of [
      ['doi.zip', lying],
      ['dut.zip', torn],
      ['khong.zip', Buffer.from('PK')],
    ] as const) {
      writeFileSync(at(name), content);
      expect(await checked([at(name)]), name).toMatch(/KHÔNG ĐẠT[\s\S]*bundle\.unreadable/);
    }
  });
});

describe('a spoiled export: its row by number, as loa verify says it', () => {
  const lineOf = (seq: number): number => log.split('\n').findIndex((line) => line.includes(`"Tin ${seq}"`));
  const withLines = (how: (lines: string[]) => string[]): string => how(log.split('\n')).join('\n');
  /** Entry and hash changed alike, so that nothing tells which it was but the root. */
  const careful = (): string => {
    const leaves = Array.from({ length: ENTRIES }, (_, seq) => world.ctx.airlog.leaf(seq) as Uint8Array);
    leaves[7] = bytes(text(leaves[7]).replace('Tin 7', 'Tin 8'));
    const note = text(whole.get('checkpoint'));
    return Buffer.concat([
      exportHead(vkey, note),
      exportBlock(leaves.slice(0, 256)),
      exportBlock(leaves.slice(256)),
    ]).toString();
  };
  const cases: readonly (readonly [string, () => string, RegExp])[] = [
    ['a word', () => log.replace('"Tin 290"', '"Tin 291"'), /Mục số 290 .* đã bị đổi/],
    ['another form of JSON', () => log.replace('{"actor"', '{ "actor"'), /Mục số 0 .* JSON chuẩn/],
    [
      'two rows changed over',
      () => withLines((all) => all.with(lineOf(9), all[lineOf(10)] ?? '').with(lineOf(10), all[lineOf(9)] ?? '')),
      /Mục số 9 .* đã bị đổi/,
    ],
    ['a row taken out', () => withLines((all) => all.toSpliced(lineOf(20), 1)), /Mục số 20 .* đã bị đổi/],
    ['the tail cut off', () => log.slice(0, log.indexOf('\n', log.indexOf('"Tin 270"')) + 1), /Mục số 271 .* không có/],
    ['a row too many', () => `${log}{"format":"loa-air-log/1"}\n`, /Mục số 301 .* thừa/],
    ['a line of hashes', () => log.replace(/\n# ..../, '\n# AAAA'), /Mục số 0 .* dòng mã băm/],
    ['no entry at all', () => withLines((all) => all.with(lineOf(5), '{"a":1}')), /Mục số 5 .* không phải một mục/],
    ['the root', () => log.replace(/\n301\n./, '\n301\nA'), /proof\.wrong/],
    ['entry and hash alike', careful, /không dẫn tới mã gốc đã ký[\s\S]*proof\.wrong/],
    ['another head', () => log.replace('loa-log/1', 'loa-log/2'), /bản xuất nhật ký[\s\S]*proof\.unreadable/],
  ];
  test.each(cases)('%s', async (_, spoil, expected) => {
    writeFileSync(at('hong.loa-log'), spoil());
    const pieces = (async function* () {
      yield new Uint8Array(readFileSync(at('hong.loa-log')));
    })();
    const refused = await verifyExport({ file: 'hong.loa-log', pieces, vkey: null, verify });
    if (refused.ok) throw new Error('not spoiled');
    const said = await checked([at('hong.loa-log')]);
    expect(said).toMatch(expected);
    for (const part of saidBy(refused)) expect(said).toContain(part);
  });
});

describe('the page itself', () => {
  test('nothing hinders anybody, wide and narrow, light and dark, in both languages; nothing was asked of the network', async () => {
    for (const scheme of ['light', 'dark'] as const)
      for (const width of [1280, 360]) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.setViewportSize({ width, height: 900 });
        for (const name of ['goi.zip', 'hong.loa-log', 'chung.zip']) {
          await checked(
            [at(name)],
            name === 'chung.zip' ? vkey : '',
            name === 'chung.zip' ? { witnesses: witnessKey } : {},
          );
          await shot(`${name}-${scheme}-${width}`);
          expect(await page.evaluate('document.documentElement.scrollWidth'), `${name} ${width}`).toBeLessThanOrEqual(
            width,
          );
        }
        // Telling each row of a long table takes axe its time: once for each scheme and each width is enough.
        if ((scheme === 'light') === (width === 1280)) expect(await barriers(page)).toEqual([]);
      }
    await checked([at('chung.zip')]);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await seenText(page.locator('body'))).toMatch(
      /Check evidence[\s\S]*Keys of the witnesses[\s\S]*HOLDS[\s\S]*RIGHT: all 1 entries[\s\S]*Who vouches[\s\S]*Witness van-hoa[\s\S]*The log only grew/,
    );
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await shot('english-360');
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    expect(complaints).toEqual([]);
  });

  test('by keyboard: the zone takes focus, the result gets it, and a key typed later is held against the file', async () => {
    await page.reload();
    await page.keyboard.press('Tab');
    for (const id of ['language', 'key', '', 'files']) {
      expect(await page.evaluate('document.activeElement.id')).toBe(id);
      if (id !== 'files') await page.keyboard.press('Tab');
    }
    await checked([at('goi.zip')]);
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('result');
    await page.locator('#key').fill(vkey);
    await page.locator('#key').blur();
    await expect.poll(() => seenText(page.locator('#result'))).toContain('khóa đã điền ở trên');
  });

  test('dropped anywhere on the page', async () => {
    await page.reload();
    const content = readFileSync(at('goi.zip')).toString('base64');
    await page.evaluate(`(() => {
      const held = new DataTransfer();
      held.items.add(new File([Uint8Array.fromBase64('${content}')], 'keo-tha.zip'));
      document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));
    })()`);
    await page.getByText('keo-tha.zip').waitFor();
    expect(await seenText(page.locator('#result'))).toContain('ĐẠT');
  });
});

describe('served', () => {
  test('to nobody in particular, under its own policy; the same page to keep', async () => {
    const { page: seen, complaints: said } = await look(browser, world.url, { width: 360 });
    await seen.goto(`${world.url}/verify`);
    await seen.locator('#files').setInputFiles(at('goi.zip'));
    await seen.getByText('ĐÚNG: 12 mục').waitFor();
    expect(said).toEqual([]);
    const [download] = await Promise.all([
      seen.waitForEvent('download'),
      seen.getByRole('link', { name: /Tải trang này/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('loa-verify.html');
    expect(readFileSync(await download.path(), 'utf8')).toBe(readFileSync(at('loa-verify.html'), 'utf8'));
    const answer = await fetch(`${world.url}/verify`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data:; .*frame-ancestors 'none'$/,
    );
    expect(await answer.text()).toContain(policy.replace("; frame-ancestors 'none'", ''));
    const etag = answer.headers.get('etag') ?? '';
    expect((await fetch(`${world.url}/verify`, { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  test('from the air log: the bundle of the span that is shown, and the way to the page', async () => {
    const { page: seen, complaints: said } = await look(browser, world.url, { token: world.somebody, width: 1024 });
    await seen.goto(`${world.url}/air-log?from=${SPAN.from}&to=${SPAN.to}`);
    expect(await barriers(seen)).toEqual([]);
    const [download] = await Promise.all([
      seen.waitForEvent('download'),
      seen.getByRole('link', { name: 'Gói bằng chứng', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bang-chung-20250401-20250430.zip');
    // Taking a bundle is an entry, so this one may lie under a later checkpoint: it holds all the same.
    expect(await checked([await download.path()])).toContain('ĐẠT');
    await seen.getByRole('link', { name: 'Kiểm tra gói bằng chứng' }).click();
    await seen.waitForURL(`${world.url}/verify`);
    expect(await seenText(seen.locator('h1'))).toBe('Kiểm tra bằng chứng phát sóng');
    expect(basename(await seen.title())).toContain('Kiểm tra');
    expect(said).toEqual([]);
  });
});
