import { describe, expect, test } from 'vitest';
import { NOBODY } from '../../../../src/core/access/model.ts';
import { detailOf, type Telling, toldFields } from '../../../../src/web/audit/detail.ts';
import { subjectText } from '../../../../src/web/audit/names.ts';
import type { Page } from '../../../../src/web/layout.ts';
import { vi } from '../../../../src/web/messages/vi.ts';

const page: Page = {
  lang: 'vi',
  m: vi,
  heads: { stylesheet: '', icon: '', upload: '', jobs: '' },
  here: '/audit',
  caller: NOBODY,
  exposed: false,
};

const names = {
  people: new Map([
    ['p-1', 'Trần Văn Đạt'],
    ['p-2', ''],
    ['p-3', 'Sơn Lan'],
  ]),
  open: new Set(['p-1']),
  tokens: new Map([['t-1', 'máy phát Hậu Thành']]),
  units: new Map([['my-tu', 'Mỹ Tú']]),
  channels: new Map([['dai-my-tu', 'Đài Mỹ Tú']]),
};

const telling: Telling = { page, zone: 'Asia/Ho_Chi_Minh', names };
const HASH = '0123456789ab'.padEnd(64, 'f');

const lines = (before: unknown, after: unknown): string[] =>
  toldFields({ before, after }, telling).told.map(({ label, text }) => `${label}: ${text}`);
const isMore = (before: unknown, after: unknown): boolean => toldFields({ before, after }, telling).more;

describe('what a row changed', () => {
  test('is told from what to what, moments in local time with their seconds', () => {
    expect(
      lines({ passphraseAt: '2026-11-23T01:00:05Z' }, { passphraseAt: '2026-11-24T00:29:00Z', signInsEnded: 2 }),
    ).toEqual(['mật khẩu đặt lúc: 08:00:05 ngày 23/11/2026 → 07:29 ngày 24/11/2026', 'số phiên đã kết thúc: 2']);
    expect(lines({ secondFactorSince: null }, { secondFactorSince: '2026-11-23T01:00:00Z' })).toEqual([
      'xác thực hai lớp bật từ: chưa có → 08:00 ngày 23/11/2026',
    ]);
    expect(lines({ disabledAt: '2026-11-23T01:00:00Z' }, { disabledAt: null })).toEqual([
      'ngừng lúc: 08:00 ngày 23/11/2026 → không còn',
    ]);
  });

  test('names roles, rights, units, channels and people', () => {
    expect(lines(null, { grant: 4, role: 'editor', unit: 'my-tu' })).toEqual([
      'số của vai trò đã giao: 4',
      'vai trò: biên tập viên',
      'đơn vị: Mỹ Tú',
    ]);
    expect(lines({ grant: 4, role: 'editor', unit: null }, null)).toEqual([
      'số của vai trò đã giao: 4 → không còn',
      'vai trò: biên tập viên → không còn',
      'đơn vị: toàn trung tâm → không còn',
    ]);
    const machine = { kind: 'machine', scopes: ['schedule.read', 'air-log.read'], unit: null, channel: null };
    expect(lines(null, { ...machine, expiresAt: '2027-11-23T01:00:00Z' })).toEqual([
      'loại: khóa truy cập',
      'được làm: xem lịch phát sóng, xem nhật ký phát sóng',
      'đơn vị: toàn trung tâm',
      'hết hạn lúc: 08:00 ngày 23/11/2027',
    ]);
    expect(lines(null, { kind: 'site', scopes: [], unit: null, channel: 'dai-my-tu', expiresAt: null })).toEqual([
      'loại: liên kết điểm loa',
      'kênh: Đài Mỹ Tú',
      'hết hạn lúc: không hết hạn',
    ]);
    expect(lines(null, { version: 2, authors: ['p-1', 'p-2', 'p-9'], exception: null })).toEqual([
      'bản kế hoạch số: 2',
      'người soạn: Trần Văn Đạt, người đã xóa thông tin, p-9',
    ]);
  });

  test('says why somebody did not get in, and how long they have to wait', () => {
    expect(lines(null, { refused: 'sign-in.code-wrong', failures: 6, waitSeconds: 60 })).toEqual([
      'không thành công vì: sai mã xác thực',
      'số lần sai liên tiếp: 6',
      'phải chờ: 1 phút',
    ]);
  });

  test('what has no words, or is shortened, is there as it is kept', () => {
    expect(isMore(null, { role: 'editor', unit: null })).toBe(false);
    expect(isMore(null, { role: 'emperor' })).toBe(true);
    expect(isMore(null, { constructor: 1 })).toBe(true);
    expect(isMore(null, { hash: HASH })).toBe(true);
    expect(lines(null, { hash: HASH })).toEqual(['dấu kiểm: 0123456789ab…']);
    expect(toldFields('chỉ là chữ', telling)).toEqual({ told: [], more: true });
    expect(toldFields({ before: null, after: ['x'] }, telling)).toEqual({ told: [], more: true });
    expect(toldFields({ before: null, after: null }, telling)).toEqual({ told: [], more: false });
    const shown = String(detailOf(telling, { before: null, after: { role: 'editor', lạ: '<b>' } }));
    expect(shown).toContain('<b>vai trò</b>: biên tập viên');
    expect(shown).toContain('Dữ liệu gốc');
    expect(shown).toContain('{&quot;role&quot;:&quot;editor&quot;,&quot;lạ&quot;:&quot;&lt;b&gt;&quot;}');
    expect(String(detailOf(telling, { before: null, after: { role: 'editor' } }))).not.toContain('Dữ liệu gốc');
  });

  test('a schedule file’s changes are counted, and the first twenty named', () => {
    const change = (what: string, n: number) => ({
      kind: 'channel',
      id: `k-${n}`,
      what,
      name: `Kênh ${n}`,
      fields: [],
    });
    const changes = [
      ...Array.from({ length: 21 }, (_, n) => change('added', n + 1)),
      change('changed', 22),
      change('removed', 23),
    ];
    const shown = String(detailOf(telling, { before: null, after: { files: ['a.yaml', 'b.yaml'], changes } }));
    expect(shown).toContain('<b>tệp</b>: a.yaml, b.yaml');
    expect(shown).toContain('thêm 21, sửa 1, bỏ 1');
    expect(shown).toContain('<li>thêm kênh Kênh 20</li>');
    expect(shown).not.toContain('<li>thêm kênh Kênh 21</li>');
    expect(shown).toContain('<li>và 3 thay đổi khác</li>');
  });
});

test('what a row is about is told by name, as a way to its page where there is one', () => {
  const told = (subject: string): string => String(subjectText(page, subject, names));
  expect(told('person/p-1')).toBe('<a href="/people/p-1">Trần Văn Đạt</a>');
  expect(told('person/p-3')).toBe('Sơn Lan');
  expect(told('person/p-2')).toBe('người đã xóa thông tin');
  expect(told('person/p-9')).toBe('người dùng p-9');
  expect(told('token/t-1')).toBe('máy phát Hậu Thành');
  expect(told('unit/my-tu')).toBe('Mỹ Tú');
  expect(told('day/dai-my-tu/2026-11-23')).toBe(
    '<a href="/channels/dai-my-tu/days/2026-11-23">Đài Mỹ Tú, 23/11/2026</a>',
  );
  expect(told('schedule/a/b.yaml c.yaml')).toBe('tệp lịch a/b.yaml c.yaml');
  expect(told(`sound/${HASH}`)).toBe('bản thu 0123456789ab…');
  expect(told('sign-in')).toBe('đăng nhập');
  expect(told('link/first-run')).toBe('liên kết lần đầu');
  expect(told('gì/đó')).toBe('gì/đó');
});
