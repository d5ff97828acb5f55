/** `loa backup`, `loa restore` and `loa check` as a person types them, with the service running and without. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { append } from '../support/backup-world.ts';
import { loa, REPOSITORY, startService } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-cli-backup-'));
const [data, disk, fresh] = [join(folder, 'var'), join(folder, 'disk'), join(folder, 'fresh')];
let backup = '';

beforeAll(async () => {
  expect(await loa(data, ['user', 'list'])).toMatchObject({ code: 0 });
  append(data, 12);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('while the service runs: a backup on another disk, one JSON document, and no restoring over it', async () => {
  const env = { ...process.env, LOA_DATA: data };
  const service = startService(process.execPath, ['src/loa.js', 'serve', '--port', '0'], { cwd: REPOSITORY, env });
  await service.says(/http:\/\/127\.0\.0\.1:\d+/, 60);
  const made = await loa(data, ['backup', disk, '--json']);
  expect(made).toMatchObject({ code: 0 });
  const { path, record } = JSON.parse(made.out) as { path: string; record: { airLog: { size: number } } };
  expect(record.airLog.size).toBe(13);
  expect(readdirSync(disk)).toEqual([path.slice(disk.length + 1)]);
  expect(made.err).not.toContain('ổ khác');
  expect(await loa(data, ['check'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('Chưa có ai bên ngoài ký hoặc đóng dấu nhật ký.'),
  });
  const refused = await loa(data, ['restore', path, '--force']);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toContain('[data.busy]');
  expect(await service.stop()).toBe(0);
  backup = path;
});

test('inside the data folder it says that another disk is better', async () => {
  const made = await loa(data, ['backup']);
  expect(made).toMatchObject({ code: 0, out: '' });
  expect(made.err).toContain('ổ khác');
});

test('into an empty folder; the service starts on it; then it is occupied', async () => {
  const done = await loa(fresh, ['restore', backup]);
  expect(done).toMatchObject({ code: 0, out: '' });
  expect(done.err).toContain('13 dòng');
  const env = { ...process.env, LOA_DATA: fresh };
  const service = startService(process.execPath, ['src/loa.js', 'serve', '--port', '0'], { cwd: REPOSITORY, env });
  await service.says(/http:\/\/127\.0\.0\.1:\d+/, 60);
  expect(await service.stop()).toBe(0);
  expect(append(fresh, 1)).toBe(14);
  const again = await loa(fresh, ['restore', backup]);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('[restore.occupied]')]);
  const back = await loa(fresh, ['restore', backup, '--force']);
  expect([back.code, back.err]).toEqual([1, expect.stringContaining('[restore.rollback]')]);
  const lost = await loa(fresh, ['restore', backup, '--force', '--accept-loss'], { LOA_LANG: 'en' });
  expect([lost.code, lost.err]).toEqual([0, expect.stringContaining('2 known log entries are lost, from number 13')]);
});

test('what is typed wrong is wrong usage; a folder without data is told', async () => {
  expect(await loa(data, ['backup', '--daily', 'x'])).toMatchObject({ code: 2, out: '' });
  expect(await loa(data, ['restore', backup, '--known-size', '-1'])).toMatchObject({ code: 2, out: '' });
  const nothing = await loa(join(folder, 'nothing'), ['backup', disk]);
  expect([nothing.code, nothing.err]).toEqual([1, expect.stringContaining('[file.unreadable]')]);
  const missing = await loa(join(folder, 'nothing'), ['check', '--json']);
  expect(missing.code).toBe(1);
  expect((JSON.parse(missing.out) as { faults: readonly { what: string }[] }).faults).toHaveLength(2);
});
