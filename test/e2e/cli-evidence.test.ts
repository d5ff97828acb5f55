/** `loa seal`, `prove`, `bundle`, `verify` and `anchor`, as a person types them; the bundle is checked where there is no Loa. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
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
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/core/result.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import { loa } from '../support/process.ts';
import { entryOf } from '../support/store-entries.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-evidence-'));
const data = join(folder, 'var');
const zip = join(folder, 'goi.zip');
const APRIL = ['--from', '2025-04-01', '--to', '2025-04-30'];
let vkey = '';

beforeAll(() => {
  const airlog = must(openAirLog(data));
  for (let n = 0; n < 5; n += 1) must(airlog.append([entryOf({ title: `Tin ${n}` })], []));
  airlog.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('seal: the key to be printed and the checkpoint; the key’s file is its owner’s alone', async () => {
  const { code, out } = await loa(data, ['seal']);
  expect(code).toBe(0);
  [vkey = ''] = out.split('\n');
  expect(out).toMatch(
    /^loa-[0-9a-f]{8}\/nhat-ky\+[0-9a-f]{8}\+\S+\n\nloa-[0-9a-f]{8}\/nhat-ky\n5\n\S{44}\n\n— loa-\S+ \S+\n$/,
  );
  expect(statSync(join(data, 'keys', 'air-log.pem')).mode & 0o777).toBe(0o600);
  expect(statSync(join(data, 'keys')).mode & 0o777).toBe(0o700);
});

test('prove and verify one entry; another entry under that proof is refused by name', async () => {
  expect(await loa(data, ['prove', '3', '--out', folder])).toMatchObject({ code: 0 });
  const proof = join(folder, '3.tlog-proof');
  expect(await loa(data, ['verify', proof, '--key', vkey])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^ĐÚNG: mục số 3 /),
  });
  expect(await loa(data, ['verify', proof])).toMatchObject({ code: 2 });
  writeFileSync(join(folder, 'sua.json'), readFileSync(join(folder, '3.json'), 'utf8').replace('Tin 3', 'Tin 9'));
  expect(await loa(data, ['verify', proof, '--key', vkey, '--entry', join(folder, 'sua.json')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[proof.wrong]'),
  });
  expect(await loa(data, ['prove', '5', '--out', folder])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[log.entry-unknown]'),
  });
});

test('bundle; verify with the key on paper, without it, with another; a spoiled one names its file', async () => {
  expect(await loa(data, ['bundle', ...APRIL, '--out', zip])).toMatchObject({
    code: 0,
    err: expect.stringContaining(vkey),
  });
  // It needs no data: an empty folder elsewhere does, and nothing is made there.
  const nowhere = join(folder, 'khong-co');
  const right = { code: 0, out: expect.stringMatching(/^ĐÚNG: 5 mục /) };
  expect(await loa(nowhere, ['verify', zip, '--key', vkey])).toMatchObject({ ...right, err: '' });
  expect(await loa(nowhere, ['verify', zip])).toMatchObject({ ...right, err: expect.stringContaining('--key') });
  expect(existsSync(nowhere)).toBe(false);
  const open = join(folder, 'mo');
  mkdirSync(open);
  expect(spawnSync('python3', ['-m', 'zipfile', '-e', zip, open]).status).toBe(0);
  expect(await loa(nowhere, ['verify', open, '--key', vkey])).toMatchObject(right);
  const script = spawnSync('sh', ['verify.sh', vkey], { cwd: open, encoding: 'utf8' });
  expect(script).toMatchObject({ status: 0, stdout: expect.stringContaining('ĐÚNG: 5 mục') });
  copyFileSync(join(open, 'entries', '1.json'), join(open, 'entries', '2.json'));
  expect(await loa(nowhere, ['verify', open, '--key', vkey])).toMatchObject({
    code: 1,
    err: expect.stringContaining('entries/2.json'),
  });
  expect(await loa(data, ['bundle', '--from', '2024-01-01', '--to', '2024-01-31', '--out', zip])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[bundle.empty]'),
  });
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('the whole log as one file: checked anywhere, a changed row named; the page that does the same', async () => {
  const file = join(folder, 'nhat-ky.loa-log');
  expect(await loa(data, ['log', 'export', '--out', file])).toMatchObject({
    code: 0,
    err: expect.stringContaining(vkey),
  });
  const nowhere = join(folder, 'khong-co');
  const right = { code: 0, out: expect.stringMatching(/^ĐÚNG: [5-9] mục /) };
  expect(await loa(nowhere, ['verify', file, '--key', vkey])).toMatchObject({ ...right, err: '' });
  writeFileSync(file, readFileSync(file, 'utf8').replace('"Tin 3"', '"Tin 4"'));
  expect(await loa(nowhere, ['verify', file])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/dòng 14: Mục số 3 .*\[log-export\.wrong\]/),
  });
  expect(await loa(nowhere, ['verify', join(folder, 'khong.loa-log')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[file.unreadable]'),
  });
  expect(await loa(nowhere, ['verify'])).toMatchObject({ code: 2 });
  expect(await loa(data, ['log'])).toMatchObject({ code: 2, err: expect.stringContaining('--from') });
  const page = join(folder, 'loa-verify.html');
  expect(await loa(nowhere, ['verify', '--page', page])).toMatchObject({ code: 0 });
  expect(readFileSync(page, 'utf8')).toContain("default-src 'none'");
});

test('anchor says what it needs, and that nobody answers', async () => {
  expect(await loa(data, ['anchor', '--out', folder])).toMatchObject({ code: 2 });
  expect(await loa(data, ['anchor', '--witness', 'http://127.0.0.1:9', '--out', folder])).toMatchObject({ code: 2 });
  expect(await loa(data, ['anchor', '--authority', 'http://127.0.0.1:9', '--out', folder])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[timestamp.unreachable]'),
  });
});

test('two changes of the key typed at once: one after the other, and who has the first key on paper follows both', async () => {
  const both = await Promise.all([loa(data, ['seal', 'rotate']), loa(data, ['seal', 'rotate'])]);
  for (const { code, err } of both) expect([code, err]).toEqual([0, expect.stringContaining('Đã thay khóa: mục số')]);
  const made = both.map(({ out }) => out.trim());
  expect(new Set([vkey, ...made]).size).toBe(3);
  expect(made).toContain((await loa(data, ['seal'])).out.split('\n')[0]);
  expect(readdirSync(join(data, 'keys', 'retired')).filter((name) => name.endsWith('.pem'))).toHaveLength(2);
  expect(readdirSync(join(data, 'keys'))).not.toContain('air-log.next.pem');
  expect(await loa(data, ['bundle', ...APRIL, '--out', zip])).toMatchObject({ code: 0 });
  expect(await loa(data, ['verify', zip, '--key', vkey])).toMatchObject({
    code: 0,
    err: expect.stringContaining('qua 2 lần đổi khóa'),
  });
  expect((await loa(data, ['check'])).out).toMatch(/Khóa ký nhật ký: \S+, ký được\./);
});

test('a key that is there is not lost; one that is gone is replaced, and everything says so', async () => {
  expect(await loa(data, ['seal', 'lost', '--reason', 'hỏng máy'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('[log-key.held]'),
  });
  expect(await loa(data, ['seal', 'lost'])).toMatchObject({ code: 2 });
  expect(await loa(data, ['seal', 'lost', '--reason', ' '])).toMatchObject({ code: 2 });
  rmSync(join(data, 'keys', 'air-log.pem'));
  const lost = await loa(data, ['seal', 'lost', '--reason', 'hỏng máy']);
  expect([lost.code, lost.err]).toEqual([0, expect.stringContaining('CHUỖI KHÓA BỊ ĐỨT')]);
  const seal = await loa(data, ['seal']);
  expect(seal.out.split('\n')[0]).toBe(lost.out.trim());
  expect(seal.err).toContain('CHUỖI KHÓA BỊ ĐỨT');
  expect(await loa(data, ['bundle', ...APRIL, '--out', zip])).toMatchObject({ code: 0 });
  expect(await loa(data, ['verify', zip, '--key', vkey])).toMatchObject({
    code: 1,
    err: expect.stringContaining('chuỗi khóa bị đứt'),
  });
});

test('the printed log of a day is written as a PDF', async () => {
  const pdf = join(folder, 'so.pdf');
  const sheet = await loa(data, ['log', 'sheet', '--day', '2025-04-07', '--out', pdf, '--json']);
  expect([sheet.code, sheet.err]).toEqual([0, '']);
  const bytes = readFileSync(pdf);
  expect(JSON.parse(sheet.out)).toMatchObject({ file: pdf, bytes: bytes.length });
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await loa(data, ['log', 'sheet', '--day', '2025-02-30', '--out', pdf])).toMatchObject({ code: 1 });
});

test('retention and holds: shown, set, placed, and lifted by id', async () => {
  expect((await loa(data, ['retention'])).out).toContain('giữ mãi (chưa ai đặt; gợi ý 1.825 ngày)');
  const set = await loa(data, ['retention', 'set', 'rendering', '1825', '--reason', 'QĐ 12/QĐ-TTVH']);
  expect([set.code, `${set.out}${set.err}`]).toEqual([0, expect.stringContaining('Đã đặt (quy tắc số 1).')]);
  expect((await loa(data, ['retention'])).out).toMatch(/giữ 1\.825 ngày[\s\S]*QĐ 12\/QĐ-TTVH/);
  expect(await loa(data, ['retention', 'set', 'rendering', 'mãi', '--reason', 'x'])).toMatchObject({ code: 2 });
  expect(await loa(data, ['retention', 'set', 'rendering', '7', '--reason', 'x'])).toMatchObject({ code: 1 });
  expect(await loa(data, ['retention', 'run', '--dry-run'])).toMatchObject({ code: 0 });
  expect(await loa(data, ['hold'])).toMatchObject({ code: 0, err: expect.stringContaining('Không có lệnh') });
  const days = ['--from', '2026-10-01', '--to', '2026-11-30'];
  const placed = await loa(data, ['hold', 'place', '--name', 'Thanh tra 12/2026', ...days, '--reason', 'CV 77/UBND']);
  const id = /h-[0-9a-f]{16}/.exec(`${placed.out}${placed.err}`)?.[0] ?? '';
  expect([placed.code, id]).toEqual([0, expect.stringMatching(/^h-/)]);
  expect((await loa(data, ['hold'])).out).toContain(
    `Thanh tra 12/2026 (${id}): 01/10/2026 – 30/11/2026, mọi kênh · còn hiệu lực`,
  );
  expect(await loa(data, ['hold', 'lift', id, '--reason', 'Kết luận 05'])).toMatchObject({ code: 0 });
  expect((await loa(data, ['hold'])).out).toContain('đã dỡ lúc');
});
