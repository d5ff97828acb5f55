/** `loa edit`, `history`, `conflicts`, `decide` and `overlay`, as a person types them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EDITS_SCHEDULE } from '../support/edits-world.ts';
import { loa } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-edits-'));
const data = join(folder, 'var');
const run = (...words: string[]) => loa(data, words);
/** Far enough ahead on whatever day this runs, and within the days that rules are read for. */
const DAY = '2097-01-08';
const at = ['--day', DAY, '--reason', 'Họp dân'];
const chieu = ['--session', 'buoi-chieu', ...at];

beforeAll(async () => {
  const file = join(folder, 'lich.yaml');
  writeFileSync(file, EDITS_SCHEDULE);
  expect(await run('apply', file)).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an edit is looked at first, made, told in the history and taken back', async () => {
  expect(await run('edit', 'move', ...chieu, '--time', '14:00', '--preview')).toEqual({
    code: 0,
    out: '08/01/2097 · Đài Mỹ Tú · Buổi chiều: 17:00 (30 phút) → 14:00 (30 phút)\n',
    err: 'Xem trước, chưa ghi gì.\n',
  });
  expect(await run('history')).toEqual({ code: 0, out: '', err: 'Chưa có lần sửa nào.\n' });
  expect(await run('edit', 'move', ...chieu, '--time', '14:00')).toMatchObject({
    code: 0,
    err: 'Đã ghi lần sửa số 1.\nĐã lập lại kế hoạch 0 trên 0 ngày đã lập.\n',
  });
  expect((await run('history')).out).toMatch(
    /^1 {2}.* · hệ thống · move \(this\) · Buổi chiều · 08\/01\/2097 · Họp dân\n$/,
  );
  expect(await run('edit', 'undo', '1', '--reason', 'Không cần nữa')).toMatchObject({
    code: 0,
    out: '08/01/2097 · Đài Mỹ Tú · Buổi chiều: 14:00 (30 phút) → 17:00 (30 phút)\n',
  });
  expect(await run('edit', 'undo', '1', '--reason', 'Lần nữa')).toMatchObject({ code: 1 });
  expect((await run('history', '--undone')).out).toContain('đã hoàn tác: hệ thống');
  expect(JSON.parse((await run('history', '--json')).out)).toMatchObject([
    { id: 1, undone: { reason: 'Không cần nữa' } },
  ]);
});

test('a clash is refused with the way out, and its ways out are told', async () => {
  const clash = await run('edit', 'move', ...chieu, '--time', '11:10');
  expect(clash).toMatchObject({ code: 1, out: '' });
  expect(clash.err).toContain('[edit.clashes]');
  expect(await run('edit', 'move', ...chieu, '--time', '11:10', '--even-so')).toMatchObject({ code: 0 });
  const { out, err } = await run('conflicts', '--from', DAY, '--to', DAY);
  expect(err).toBe('1 chỗ trùng giờ.\n');
  expect(out).toContain('Trùng giờ 11:10–11:40: “Buổi trưa” và “Buổi chiều”');
  expect(out).toContain('Cách xử lý: Chuyển “Buổi chiều” từ 11:10 sang 11:45.');
  expect(await run('edit', 'undo', '2', '--reason', 'Nhầm')).toMatchObject({ code: 0 });
});

test('two priority items are decided', async () => {
  expect(await run('edit', 'move', '--session', 'tin-xa', ...at, '--time', '19:10', '--even-so')).toMatchObject({
    code: 0,
  });
  const [conflict] = JSON.parse((await run('conflicts', '--from', DAY, '--to', DAY, '--json')).out) as {
    kept: { slot: string };
    yields: { slot: string };
    state: string;
  }[];
  expect(conflict?.state).toBe('open');
  const sides = ['--first', conflict?.yields.slot ?? '', '--second', conflict?.kept.slot ?? ''];
  expect(await run('decide', '--channel', 'dai-my-tu', '--day', DAY, ...sides, '--reason', 'Tin xã gấp')).toMatchObject(
    {
      code: 0,
      err: 'Đã ghi quyết định số 4.\n',
    },
  );
  expect((await run('conflicts', '--from', DAY, '--to', DAY)).out).toContain('đã có người quyết định thứ tự');
});

test('segments are left out, replaced and moved; notices added; lengths and channels changed', async () => {
  const segment = (id: string) => ['--segment', id, ...at, '--json'];
  const session = (id: string) => ['--session', id, ...at, '--json'];
  const steps = [
    ['cancel', ...segment('trua-them')],
    ['replace', ...segment('trua-tin'), '--relay', 'VOV3', '--minutes', '10'],
    ['move', ...segment('chieu-tin'), '--into', 'buoi-trua', '--after', 'trua-tin'],
    ['add', ...session('buoi-chieu'), '--title', 'Tiếp âm mới', '--relay', 'Tỉnh', '--minutes', '2,5'],
    ['length', ...session('buoi-trua'), '--minutes', '45'],
    ['channels', ...session('buoi-chieu'), '--channels', 'loa-cho', 'dai-my-tu'],
  ];
  for (const words of steps) expect(await run('edit', ...words), words.join(' ')).toMatchObject({ code: 0, err: '' });
  const plan = (await run('plan', '--from', DAY, '--to', DAY, '--channel', 'dai-my-tu')).out;
  expect(plan).toContain('11:00:00  Tiếp âm thời sự · 10 phút');
  expect(plan).toContain('Tiếp âm mới · 2 phút 30 giây');
  expect((await run('plan', '--from', DAY, '--to', DAY, '--channel', 'loa-cho')).out).toContain('Tiếp âm mới');
});

test('wrong words say which: one target, one content, a time, a day, a reason', async () => {
  const wrong = async (code: number, text: string, ...words: string[]) => {
    const { code: got, err } = await run('edit', ...words);
    expect([got, err], words.join(' ')).toEqual([code, expect.stringContaining(text)]);
  };
  await wrong(2, '--session hoặc --segment', 'cancel', ...at);
  await wrong(2, '--item, --strand', 'add', '--session', 'buoi-trua', '--title', 'x', ...at);
  await wrong(2, '--time', 'move', ...chieu);
  await wrong(1, '[time.clock]', 'move', ...chieu, '--time', '25:00');
  await wrong(1, '[time.date]', 'cancel', '--session', 'buoi-chieu', '--day', '2097-02-30', '--reason', 'x');
  await wrong(1, '[reason.missing]', 'cancel', '--session', 'buoi-trua', '--day', DAY);
  await wrong(2, '“--scope”', 'cancel', '--session', 'buoi-trua', ...at, '--scope', 'tất cả');
  await wrong(1, 'gần nhất là', 'cancel', '--session', 'buoi-chieu', '--day', '2097-01-09', '--reason', 'x');
  await wrong(2, '“x1”', 'undo', 'x1', '--reason', 'x');
  await wrong(2, '“--to-day”', 'move', ...chieu, '--time', '14:00', '--to-day', '2097-01-09', '--scope', 'following');
  for (const minutes of ['0', '99999', 'abc'])
    await wrong(
      2,
      `--minutes cần số phút lớn hơn 0, nhiều nhất 1.440, không phải “${minutes}”`,
      'length',
      ...chieu,
      '--minutes',
      minutes,
    );
  await wrong(2, 'edit length chỉ dùng với --session', 'length', '--segment', 'chieu-tin', ...at, '--minutes', '20');
  await wrong(2, '“--repeat”', 'add', ...chieu, '--title', 'Phát lại', '--repeat', 'xa-tin');
});

test('applying says of an emergency that nobody answers for that the allowed hours hold for it', async () => {
  const file = join(folder, 'khan.yaml');
  writeFileSync(
    file,
    EDITS_SCHEDULE.replace('minutes: 20, priority: priority }', 'minutes: 20, priority: emergency }'),
  );
  const { code, err } = await run('apply', file, '--dry-run');
  expect([code, err]).toEqual([
    0,
    'Lưu ý: “Tin ưu tiên của huyện” ghi là khẩn cấp nhưng chưa có tên người cho phép (authorised), nên vẫn phải theo khung giờ được phát.\n',
  ]);
});

test('the same change of many days is told for ten of them; --json has them all', async () => {
  const words = ['edit', 'cancel', '--session', 'buoi-sang', '--scope', 'following', ...at, '--preview'];
  const { out } = await run(...words);
  const heads = out.split('\n').filter((line) => /^\d\d\//.test(line));
  expect(heads).toHaveLength(10);
  expect(heads[0]).toContain('Đài Mỹ Tú, Loa ấp Hậu Thành · Buổi sáng: 05:00 (30 phút');
  const { changes } = JSON.parse((await run(...words, '--json')).out) as { changes: { day: string }[] };
  const days = new Set(changes.map(({ day }) => day)).size;
  expect(days).toBeGreaterThan(10);
  expect(changes).toHaveLength(2 * days);
  expect(out).toContain(`… và ${days - 10} ngày nữa cũng thay đổi`);
});

test('an order is laid over the schedule and lifted', async () => {
  const order = ['--name', 'Quốc tang', '--kind', 'mourning', '--from', '2097-02-01', '--to', '2097-02-02'];
  const who = ['--authority', 'Ban Bí thư', '--document', '120-QĐ/TW', '--reason', 'Quốc tang'];
  expect(await run('overlay', 'list')).toEqual({
    code: 0,
    out: '',
    err: 'Chưa có lệnh tạm ngừng hoặc thay thế nào.\n',
  });
  expect(await run('overlay', 'add', ...order, ...who)).toEqual({
    code: 0,
    out: '',
    err: 'Đã thêm lệnh tạm ngừng hoặc thay thế quoc-tang.\n',
  });
  expect(await run('overlay', 'lift', 'quoc-tang', '--from', '2097-02-02', '--reason', 'Kết thúc')).toMatchObject({
    code: 0,
  });
  expect((await run('overlay', 'list')).out).toBe(
    'quoc-tang  Quốc tang · 01/02/2097 – 02/02/2097 · sắp tới · dỡ từ ngày 02/02/2097 · Ban Bí thư, 120-QĐ/TW\n',
  );
  expect(await run('overlay', 'add', ...order, '--channels', 'kenh-la', ...who)).toMatchObject({ code: 1 });
});
