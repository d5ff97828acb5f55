/** Taking a schedule in and out as a person types it: calendars, week grids, and JSON that is a schedule file again. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loa, REPOSITORY } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-import-'));
const data = join(folder, 'var');
const at = (name: string): string => join(folder, name);
const calendar = join(REPOSITORY, 'test/unit/contract/schedule-import/calendars/google.ics');

beforeAll(async () => {
  const schedules = readdirSync(join(REPOSITORY, 'schedules'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join('schedules', name));
  expect(await loa(data, ['apply', ...schedules])).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('loa export', () => {
  test('(law) what was exported, applied to an empty database, exports the same', async () => {
    expect(await loa(data, ['export', '--out', at('xuat.json')])).toMatchObject({ code: 0, out: '' });
    const other = join(folder, 'var-2');
    const applied = await loa(other, ['apply', at('xuat.json')]);
    expect(applied).toMatchObject({ code: 0, err: '' });
    const again = await loa(other, ['export', '--format', 'json']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toEqual(JSON.parse(readFileSync(at('xuat.json'), 'utf8')));
    expect(JSON.parse(again.out).units.length).toBeGreaterThan(10);
  });
  test('a channel’s calendar, and its week with what a grid cannot say named', async () => {
    const ics = await loa(data, ['export', '--format', 'ics', '--channel', 'my-tu']);
    expect(ics.out.split('BEGIN:VEVENT').length).toBeGreaterThan(50);
    const csv = await loa(data, ['export', '--format', 'csv', '--channel', 'my-tu']);
    expect(csv.code).toBe(0);
    expect(csv.err).toMatch(/Buổi phát sáng \(buoi-sang\)/);
    expect(csv.out).toMatch(/^\ufeffGiờ;Phút;Thứ Hai;/);
  });
  test('wrong usage, a channel that is not there, a folder that is not there', async () => {
    expect(await loa(data, ['export', '--format', 'csv'])).toMatchObject({ code: 2, out: '' });
    expect((await loa(data, ['export', '--channel', 'khong-co'])).err).toMatch(/\[channel\.unknown\]/);
    expect((await loa(data, ['export', '--out', at('khong-co/xuat.json')])).err).toMatch(/\[file\.unwritable\]/);
  });
});

describe('loa import', () => {
  const words = ['import', calendar, '--channels', 'my-tu', '--content', 'ban-tin-dia-phuong'];

  test('shows the difference and what is wrong, and writes nothing', async () => {
    const { code, out, err } = await loa(data, words);
    expect(code).toBe(1);
    expect(out).toMatch(/\+ thêm buổi phát ban-tin-dia-phuong: Bản tin địa phương/);
    expect(err).toMatch(
      /google\.ics, dòng 61: Sự kiện “Ngày Giải phóng miền Nam” là sự kiện cả ngày.*\[import\.event\]/,
    );
    expect(err).toMatch(/Nhập được 3, để lại 1; thành 3 buổi phát\./);
    expect((await loa(data, words)).out).toBe(out);
  });
  test('one fault keeps the whole from being applied; --skip-wrong takes the rest, once', async () => {
    expect(await loa(data, [...words, '--apply'])).toMatchObject({ code: 1 });
    expect((await loa(data, ['export'])).out).not.toContain('"ban-tin-dia-phuong-1"');
    expect(await loa(data, [...words, '--apply', '--skip-wrong'])).toMatchObject({ code: 0 });
    expect((await loa(data, ['export'])).out).toContain('"ban-tin-dia-phuong-1"');
    expect((await loa(data, [...words, '--apply', '--skip-wrong'])).out).toMatch(/^Không có gì thay đổi\./);
  });
  test('a week grid into a file, which applies as what was shown', async () => {
    writeFileSync(at('tuan.csv'), 'Giờ;Phút;T2;T3\r\n11:30;15;Bản tin địa phương;ban-tin-dia-phuong x2\r\n');
    const grid = ['import', at('tuan.csv'), '--channels', 'my-tu', '--from', '2026-01-05', '--json'];
    const made = await loa(data, [...grid, '--out', at('tuan.yaml')]);
    expect(made.code).toBe(0);
    const shown = await loa(data, ['apply', at('tuan.yaml'), '--dry-run', '--json']);
    expect(JSON.parse(shown.out).changes).toEqual(JSON.parse(made.out).changes);
    expect(JSON.parse(shown.out).changes.length).toBe(4);
  });
  test('a line between events is left with --skip-wrong, and every refusal of an event names it', async () => {
    const one = (...lines: string[]) => ['BEGIN:VEVENT', 'DURATION:PT15M', ...lines, 'END:VEVENT'];
    const start = 'DTSTART;TZID=Asia/Ho_Chi_Minh:20970108T101500';
    const file = (...lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
    const good = one('UID:a', 'SUMMARY:Bản tin trưa', start);
    writeFileSync(
      at('rac.ics'),
      file(...good, 'rác rưởi', ...one('UID:b', 'SUMMARY:Giờ lạ', start, 'RRULE:FREQ=HOURLY')),
    );
    const typed = ['import', at('rac.ics'), '--channels', 'my-tu', '--content', 'ban-tin-dia-phuong'];
    const { code, err } = await loa(data, typed);
    expect(code).toBe(1);
    expect(err).toMatch(/rac\.ics, dòng 9: Không đọc được tệp ở chỗ này: dòng này không phải .*\[import\.syntax\]/);
    expect(err).toMatch(/rac\.ics, dòng 15 \(Giờ lạ\): .*\[rule\.frequency\]/);
    const skipped = await loa(data, [...typed, '--skip-wrong', '--json']);
    expect(skipped.code).toBe(0);
    const told = JSON.parse(skipped.out);
    expect(told.events.map(({ fate }: { fate: string }) => fate)).toEqual(['taken', 'refused']);
    expect(told.refusals).toHaveLength(2);
    writeFileSync(at('sai.ics'), file(...one('UID:c', 'SUMMARY:Không giờ')));
    const none = await loa(data, ['import', at('sai.ics'), '--channels', 'my-tu', '--json']);
    expect(none.code).toBe(1);
    expect(JSON.parse(none.out)).toMatchObject({ dryRun: true, changes: [], events: [{ fate: 'refused' }] });
    const gone = await loa(data, ['import', 'khong-co.ics', '--channels', 'my-tu', '--json']);
    expect([gone.code, JSON.parse(gone.out).refusals[0].code]).toEqual([1, 'file.unreadable']);
  });
  test.each([
    ['an ending that says nothing', ['import', 'x.txt', '--channels', 'my-tu'], 2],
    ['no channels', ['import', calendar], 2],
    ['a file that cannot be written', [...words, '--out', 'x.txt'], 2],
    ['showing and applying at once', [...words, '--apply', '--dry-run'], 2],
    ['a channel that is not there', ['import', calendar, '--channels', 'my-tu,khong-co'], 1],
    ['a file that is not there', ['import', 'khong-co.ics', '--channels', 'my-tu'], 1],
  ])('%s is refused', async (_, typed, code) => {
    expect(await loa(data, typed)).toMatchObject({ code, out: '' });
  });
});
