/** `loa days`, `loa festival` and lunar phrases, as a person types them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loa } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-days-'));
const data = join(folder, 'var');

beforeAll(async () => {
  expect(await loa(data, ['apply', 'schedules/06-ngay-le.yaml'])).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('days say weekday, lunar date, names and whether they are off', async () => {
  const words = ['days', '--from', '2026-02-16', '--to', '2026-02-17'];
  expect(await loa(data, words)).toEqual({
    code: 0,
    out: 'Thứ Hai 16/02/2026 · ngày 29 tháng Chạp năm Ất Tỵ · Tết Nguyên đán · nghỉ lễ\nThứ Ba 17/02/2026 · mùng 1 tháng Giêng năm Bính Ngọ · Tết Nguyên đán · nghỉ lễ\n',
    err: '',
  });
  const { days } = JSON.parse((await loa(data, [...words, '--json'])).out) as { days: { lunar: { day: number } }[] };
  expect(days.map(({ lunar }) => lunar.day)).toEqual([29, 1]);
  expect(await loa(data, ['days', '--from', '2026-02-17', '--to', '2026-02-16'])).toMatchObject({ code: 1, out: '' });
});

test('a festival waits until somebody confirms it, by name', async () => {
  const waiting = async () => (await loa(data, ['festival', 'list', '--waiting'])).out;
  expect(await waiting()).toContain('14/04/2026 – 16/04/2026 · chờ xác nhận · nguồn: ');
  const span = ['--from', '2026-04-14', '--to', '2026-04-16'];
  expect(await loa(data, ['festival', 'confirm', 'chol-chnam-thmay', ...span])).toMatchObject({ code: 2 });
  const confirm = ['festival', 'confirm', 'chol-chnam-thmay', ...span, '--by', 'Thạch Sô Phia'];
  expect(await loa(data, confirm)).toMatchObject({
    code: 0,
    out: 'Đã xác nhận chol-chnam-thmay: 14/04/2026 – 16/04/2026.\n',
  });
  expect(await waiting()).not.toContain('14/04/2026');
  expect((await loa(data, ['festival', 'list'])).out).toContain(
    '14/04/2026 – 16/04/2026 · đã xác nhận: Thạch Sô Phia, ',
  );
  expect((await loa(data, ['days', '--from', '2026-04-15', '--to', '2026-04-15'])).out).toBe(
    'Thứ Tư 15/04/2026 · ngày 28 tháng Hai năm Bính Ngọ · Tết Chôl Chnăm Thmây\n',
  );
});

test('loa expand reads a lunar phrase; a file that has one that is none is refused at its place', async () => {
  const words = ['expand', '--start', '2025-01-01T05:00', '--zone', 'Asia/Ho_Chi_Minh', '--from', '2025-01-01'];
  const { out } = await loa(data, [...words, '--to', '2027-12-31', '--rule', '30 Tết', '--json']);
  expect((JSON.parse(out) as { local: string }[]).map(({ local }) => local)).toEqual([
    '2025-01-28T05:00:00',
    '2026-02-16T05:00:00',
    '2027-02-05T05:00:00',
  ]);
  const file = join(folder, 'sai.yaml');
  writeFileSync(
    file,
    'sessions:\n  - id: thu\n    name: Thử\n    channels: [k]\n    start: "07:00"\n    maxMinutes: 5\n    from: 2025-01-01\n    rule: mùng 2 tháng 9\n    segments: [{ id: m, title: M, item: i }]\n',
  );
  const refused = await loa(data, ['apply', file]);
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('dòng 8, cột 11: Ngày “mùng 2 tháng 9” có thể là âm lịch hay dương lịch.');
});
