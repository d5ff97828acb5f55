/** Explanations in both languages: every kind of fact has its sentence, in one line, and nothing is said that is not there. */
import { expect, test } from 'vitest';
import { LANGS } from '../../../src/contract/sentences/format.ts';
import { whyText } from '../../../src/contract/sentences/why.ts';
import type { GuardId, OverlayId, SegmentId, SessionId } from '../../../src/core/ids.ts';
import { WHY_STATUSES, type WhyAnswer, type WhySaid } from '../../../src/core/schedule/explain-model.ts';
import type { LocalDate, LocalDateTime } from '../../../src/core/time/local.ts';

const AT = '2026-11-23T05:00:00' as LocalDateTime;
const SAID_AT = '2026-11-23T08:00:00' as LocalDateTime;
const bare: WhyAnswer = {
  segment: 'tin' as SegmentId,
  session: 'sang' as SessionId,
  sessionName: 'Buổi sáng',
  title: 'Bản tin',
  status: 'aired',
  at: AT,
  pieces: [{ id: 'tin@1', title: 'Tin A', at: AT, seconds: 60, outcome: 'aired', reasons: [] }],
  absences: [],
  off: null,
  authorised: null,
  findings: [],
  day: '2026-11-23' as LocalDate,
  channelName: 'Loa xã',
  source: 'stored',
  logRead: true,
  alterations: [],
  orders: [],
  said: [],
  names: {},
};
const said = (more: Partial<WhySaid> = {}): WhySaid => ({
  ...{ seq: 1, entry: 'tin@1', title: 'Tin A', outcome: 'partly', reason: 'weather', role: 'technician' },
  ...{ by: 'Lan', at: SAID_AT, secondsHeard: 90, note: null, stands: true },
  ...more,
});
const answerOf = (more: Partial<WhyAnswer>, lang: 'vi' | 'en' = 'vi'): string => {
  const text = whyText({ ...bare, ...more }, lang);
  return text.slice(text.indexOf('?') + 2);
};

test.each([
  ['planned', 'Vì sao “Bản tin” (Buổi sáng, Loa xã) phát lúc 05:00 Thứ Hai 23/11/2026?'],
  ['aired', 'Vì sao “Bản tin” (Buổi sáng, Loa xã) phát lúc 05:00 Thứ Hai 23/11/2026?'],
  ['partly', 'Vì sao “Bản tin” (Buổi sáng, Loa xã) lúc 05:00 Thứ Hai 23/11/2026 chỉ phát một phần?'],
  ['not-aired', 'Vì sao “Bản tin” (Buổi sáng, Loa xã) đã xếp lúc 05:00 Thứ Hai 23/11/2026 mà không phát?'],
  ['not-planned', 'Vì sao “Bản tin” (Buổi sáng, Loa xã) không phát Thứ Hai 23/11/2026?'],
  ['unknown', '“Bản tin” (Buổi sáng, Loa xã) có phát lúc 05:00 Thứ Hai 23/11/2026 không? Chưa có ai xác nhận.'],
] as const)('the question of %s', (status, text) => {
  expect(whyText({ ...bare, status }, 'vi')).toBe(text);
});

test('every status is one line in both languages, and says the title', () => {
  for (const lang of LANGS)
    for (const status of WHY_STATUSES)
      expect(whyText({ ...bare, status, title: 'Tin\nxấu' }, lang)).toMatch(/^[^\p{Cc}]*“Tin xấu”[^\p{Cc}]*\?/u);
});

test('a word that counts, one that does not, one of nobody’s, and who was erased', () => {
  expect(answerOf({ said: [said()] })).toBe(
    'Kỹ thuật viên Lan ghi lúc 08:00 ngày 23/11/2026: phát một phần, nghe được 1 phút 30 giây, vì thời tiết xấu.',
  );
  expect(answerOf({ said: [said({ by: null, stands: false, outcome: 'aired', reason: null })] })).toBe(
    'Kỹ thuật viên ghi lúc 08:00 ngày 23/11/2026: đã phát (lời này không lấy làm căn cứ).',
  );
  expect(answerOf({ said: [said({ note: 'mưa' })] }, 'en')).toBe(
    'Lan (technician) wrote at 08:00 on 23 November 2026: partly aired, heard for 1 minute 30 seconds, because: bad weather, note “mưa”.',
  );
});

test('an alteration with who made and who undid it', () => {
  const by = { id: 'p-1', kind: 'person', name: 'Lan' } as const;
  const undone = { by: { ...by, name: null }, at: SAID_AT, reason: 'Nhầm' };
  expect(answerOf({ alterations: [{ id: 3, kind: 'edit', by, at: AT, reason: 'Mất điện', undone }] })).toBe(
    'Sửa lịch số 3: Lan làm lúc 05:00 ngày 23/11/2026, lý do “Mất điện”; một người đã xóa tên đã hoàn tác lúc 08:00 ngày 23/11/2026, lý do “Nhầm”.',
  );
  const system = { id: 'cli', kind: 'system', name: null } as const;
  expect(
    answerOf({ alterations: [{ id: 4, kind: 'decision', by: system, at: AT, reason: 'Gấp', undone: null }] }, 'en'),
  ).toBe('Decision 4 was made by the system at 05:00 on 23 November 2026, reason “Gấp”.');
});

test('an order, an emergency, a guard, in both languages', () => {
  const order = {
    ...{ id: 'o' as OverlayId, name: 'Quốc tang', kind: 'mourning' as const, authority: 'UBND', document: '1/TB' },
    ...{ from: '2026-11-23' as LocalDate, to: '2026-11-24' as LocalDate, reason: 'Quốc tang' },
  };
  expect(answerOf({ orders: [order] }, 'en')).toBe(
    'The order “Quốc tang” of UBND (1/TB) holds from 23 November 2026 to 24 November 2026, reason “Quốc tang”.',
  );
  const authorised = { by: 'Chủ tịch', reason: 'Lũ', document: '5/CĐ' };
  expect(answerOf({ authorised })).toBe('Nội dung khẩn cấp do Chủ tịch cho phép (5/CĐ), lý do “Lũ”.');
  expect(answerOf({ authorised }, 'en')).toBe('An emergency, authorised by Chủ tịch (5/CĐ), reason “Lũ”.');
  const finding = {
    ...({ level: 'warned', rule: 'special', guard: 'g' as GuardId, guardName: 'Giờ', document: null } as const),
    ...{ session: 's@1', sessionName: 'Sáng', at: AT, allowed: '06:00:00' },
  };
  expect(answerOf({ findings: [finding] }, 'en')).toContain('airs before 06:00 near a school, clinic or pagoda');
});

const pieces = (...reasons: readonly string[]): WhyAnswer['pieces'] =>
  reasons.map((segment, n) => ({
    ...{ id: `tin@1#${n}`, title: `Tin ${n + 1}`, at: AT, seconds: 60, outcome: null },
    reasons: [{ code: 'repeat-of', segment }],
  }));

test('a reason that all pieces share is said once; others with their pieces; ids by their titles', () => {
  const names = { a: 'Bản tin sáng' };
  expect(answerOf({ pieces: pieces('a', 'a'), names })).toBe(
    'Phát lại nội dung mà tiết mục “Bản tin sáng” đã phát trong ngày.',
  );
  expect(answerOf({ pieces: pieces('a', 'a', 'b'), names })).toBe(
    '“Tin 1”, “Tin 2”: Phát lại nội dung mà tiết mục “Bản tin sáng” đã phát trong ngày. “Tin 3”: Phát lại nội dung mà tiết mục “b” đã phát trong ngày.',
  );
});

const off = {
  of: 'segment',
  rules: ['FREQ=WEEKLY;BYDAY=SU'],
  alsoOn: [],
  festivals: [],
  from: '2026-01-01' as LocalDate,
} as const;

test.each([
  [
    'not-yet',
    'By the schedule: Sunday every week, from 1 January 2026; this day is earlier. There is no next time soon.',
  ],
  ['over', 'By the schedule: Sunday every week, to 1 November 2026; this day is later.'],
  [
    'excepted',
    'By the schedule: Sunday every week; the schedule leaves out this very day. There is no next time soon.',
  ],
  ['other-days', 'By the schedule: Sunday every week; this day is not one of them. There is no next time soon.'],
] as const)('days that the rules do not ask for: %s', (why, text) => {
  const told = { ...off, why, to: '2026-11-01' as LocalDate, next: null };
  expect(answerOf({ status: 'not-planned', pieces: [], off: told }, 'en')).toBe(text);
});

test('many single days are not all told', () => {
  const alsoOn = Array.from({ length: 8 }, (_, n) => `2026-12-0${n + 1}` as LocalDate);
  const told = { ...off, why: 'other-days' as const, alsoOn, to: null, next: '2026-12-01' as LocalDate };
  expect(answerOf({ status: 'not-planned', pieces: [], off: told })).toBe(
    'Theo lịch: Chủ Nhật hằng tuần; thêm các ngày 01/12/2026, 02/12/2026, 03/12/2026, 04/12/2026, 05/12/2026, 06/12/2026, …; ngày này không có trong lịch. Lần tới là Thứ Ba 01/12/2026.',
  );
});

test('a channel that has ended, and a segment that the stored plan did not have', () => {
  const ended = {
    ...off,
    of: 'channel' as const,
    rules: [],
    why: 'over' as const,
    to: '2025-06-30' as LocalDate,
    next: null,
  };
  expect(answerOf({ status: 'not-planned', pieces: [], off: ended })).toBe('Kênh này đã ngừng sau ngày 30/06/2025.');
  expect(answerOf({ status: 'not-planned', pieces: [] })).toBe(
    'Khi lập danh sách phát của ngày này, buổi phát không có mục này.',
  );
});
