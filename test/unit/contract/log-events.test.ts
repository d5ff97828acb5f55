/** What happened to the log and to no airing, as people read it. */
import { expect, test } from 'vitest';
import { eventText } from '../../../src/contract/sentences/log-events.ts';
import type { EventFacts } from '../../../src/core/evidence/entry.ts';

const FACTS: EventFacts = {
  restart: { version: '1.2', entries: 12_345, clean: false },
  clock: { expected: '2026-11-29T01:00:00Z', shown: '2016-11-29T01:00:00Z' },
  'disk-full': { freeBytes: 1_048_576, refusedAt: '2026-11-29T01:00:00Z' },
  'key-change': { oldKey: 'loa/nhat-ky+a', newKey: 'loa/nhat-ky+b', signature: null },
  export: { what: 'air-log.xlsx', from: '2026-11-01', to: '2026-11-30', entries: null, sha256: null },
  retention: {
    ...{ record: 'sound', rule: 'rule-3/removal-7', keepDays: 365, removed: 1200 },
    ...{ oldest: '2025-01-01T00:00:00Z', newest: '2025-02-01T00:00:00Z' },
  },
  hold: { hold: 'Thanh tra', placed: true, from: '2026-11-01', to: '2026-11-01' },
  equivocation: { device: 'may-a', boot: 'b1', row: 7, entry: 42, sha256: 'ab'.repeat(32) as never },
};
const at = (instant: string): string => `<${instant.slice(0, 10)}>`;

test('each kind has its sentence, in both languages', () => {
  const said = (lang: 'vi' | 'en') =>
    (Object.keys(FACTS) as (keyof EventFacts)[]).map((kind) =>
      eventText({ kind, facts: FACTS[kind] } as never, at, lang),
    );
  expect(said('vi')).toEqual([
    'Dịch vụ chạy lại (bản 1.2), nhật ký có 12.345 dòng; lần trước bị ngắt đột ngột.',
    'Đồng hồ máy bị chỉnh: lẽ ra là <2026-11-29>, máy chỉ <2016-11-29>.',
    'Ổ đĩa của nhật ký đầy từ <2026-11-29>, còn trống 1 MB.',
    'Đổi khóa ký nhật ký từ loa/nhat-ky+a sang loa/nhat-ky+b; khóa cũ đã mất, không ký được lần đổi này.',
    'Đã xuất nhật ký (XLSX) từ 01/11/2026 đến 30/11/2026.',
    'Đã xóa 1.200 bản ghi hết thời hạn – Âm thanh trong kho không còn tin bài, lịch nào dùng (tệp gốc, bản chuẩn); giữ 365 ngày theo quy tắc số 3, từ 01/01/2025 đến 01/02/2025.',
    'Lệnh lưu giữ “Thanh tra”: không xóa gì của ngày 01/11/2026.',
    'Máy “may-a” gửi nội dung khác cho dòng 7 (lần chạy b1) đã có ở số 42; không nhận.',
  ]);
  for (const sentence of said('en')) expect(sentence).toMatch(/^[A-Z0-9][^{}[\]"]+\.$/);
});
