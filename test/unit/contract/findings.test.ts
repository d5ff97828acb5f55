/** What a guard says, in sentences; and that the hours which ship with Loa let its own sessions sound. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import { findingText } from '../../../src/contract/sentences/findings.ts';
import { LANGS } from '../../../src/contract/sentences/format.ts';
import type { GuardId, Sha256 } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { GuardFinding } from '../../../src/core/schedule/guard-model.ts';
import { addDays, type LocalDate } from '../../../src/core/time/local.ts';
import { planOf } from '../../support/schedules.ts';

const finding: GuardFinding = {
  level: 'refused',
  rule: 'hours',
  guard: 'g' as GuardId,
  guardName: 'Giờ phát',
  document: '12/2022/QĐ-UBND',
  session: 's@2026-11-23T04:30:00',
  sessionName: 'Buổi sáng',
  at: '2026-11-23T04:30:00',
  allowed: '05:00:00–06:30:00',
};

test.each([
  [
    finding,
    'Buổi phát “Buổi sáng” (04:30 ngày 23/11/2026) có phần ngoài khung giờ được phát theo “Giờ phát” (12/2022/QĐ-UBND): 05:00–06:30. Đổi giờ hoặc rút ngắn cho vừa.',
  ],
  [
    { ...finding, allowed: '', document: null },
    'Buổi phát “Buổi sáng” (04:30 ngày 23/11/2026) không được phát trong ngày này theo “Giờ phát”. Bỏ buổi này khỏi ngày ấy.',
  ],
  [
    { ...finding, rule: 'sessions', allowed: '3', document: null } as const,
    'Buổi phát “Buổi sáng” (04:30 ngày 23/11/2026) quá số buổi phát trong ngày theo “Giờ phát”: tối đa 3 buổi. Bỏ bớt một buổi trong ngày.',
  ],
  [
    { ...finding, rule: 'length', allowed: '2700', document: null } as const,
    'Buổi phát “Buổi sáng” (04:30 ngày 23/11/2026) dài hơn mức cho phép theo “Giờ phát”: tối đa 45 phút một buổi, kể cả tiếp âm. Bớt nội dung hoặc chia sang buổi khác.',
  ],
  [
    { ...finding, level: 'warned', rule: 'special', allowed: '06:00:00', document: null } as const,
    'Buổi phát “Buổi sáng” (04:30 ngày 23/11/2026) phát trước 06:00, mà gần loa có trường học, trạm y tế hoặc chùa theo “Giờ phát”. Nên giảm âm lượng hoặc phát muộn hơn.',
  ],
  [
    { ...finding, rule: 'authoriser', guard: null, guardName: '', document: null, allowed: '' } as const,
    'Buổi phát “Buổi sáng” (04:30 ngày 23/11/2026) ghi là khẩn cấp nhưng chưa có tên người cho phép và lý do, nên vẫn phải theo khung giờ. Ghi người cho phép và lý do.',
  ],
])('each finding has its sentence, with the way out', (one, vi) => {
  expect(findingText(one, 'vi')).toBe(vi);
  for (const lang of LANGS) expect(findingText(one, lang)).toMatch(/^\p{Lu}[^\p{Cc}]+\.$/u);
});

test('the hours that ship with Loa let both sessions of every day of a week sound whole', () => {
  const root = new URL('../../../schedules/', import.meta.url);
  const files = readdirSync(root).filter((name) => name.endsWith('.yaml'));
  const { schedule } = must(readSchedules(files.map((name) => ({ name, bytes: readFileSync(new URL(name, root)) }))));
  expect(schedule.guards).toMatchObject([{ special: false, document: null, maxSessions: 3, maxSessionSeconds: 2700 }]);
  const sounds = new Map(
    schedule.items
      .flatMap(({ versions }) => versions)
      .flatMap(({ sound }, n) =>
        sound === null ? [] : [[sound, { master: n.toString(16).padStart(64, '0') as Sha256, samples: 40 * 48_000 }]],
      ) as [string, { master: Sha256; samples: number }][],
  );
  for (let n = 0; n < 7; n += 1) {
    const { playlists, findings } = planOf(schedule, sounds, addDays('2026-11-23' as LocalDate, n), 'my-tu');
    expect(findings).toEqual([]);
    expect(playlists.map(({ start, entries }) => [start.local.slice(11), entries.length > 0])).toEqual([
      ['05:50:00', true],
      ['17:50:00', true],
    ]);
  }
});
