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
