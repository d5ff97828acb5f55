import { expect, test } from 'vitest';
import { wayText } from '../../../src/contract/sentences/ways.ts';
import type { WayOut } from '../../../src/core/schedule/ways-model.ts';

const title = 'Buổi chiều';
const move = { kind: 'move', title, from: '2026-11-24T17:00:00', to: '2026-11-24T17:30:00', edits: [] };
const WAYS = [
  [move, 'Chuyển “Buổi chiều” từ 17:00 sang 17:30.', 'Move “Buổi chiều” from 17:00 to 17:30.'],
  [
    { ...move, to: '2026-11-25T05:00:00' },
    'Chuyển “Buổi chiều” từ 17:00 sang 05:00 ngày 25/11/2026.',
    'Move “Buổi chiều” from 17:00 to 05:00 on 25 November 2026.',
  ],
  [
    { kind: 'shorten', title, seconds: 1230, edits: [] },
    'Rút “Buổi chiều” còn tối đa 20 phút 30 giây.',
    'Let “Buổi chiều” last at most 20 minutes 30 seconds.',
  ],
  [
    { kind: 'drop', title, dropped: ['Ca khúc', 'Đố vui'], edits: [] },
    'Bỏ khỏi “Buổi chiều” phần không bắt buộc: “Ca khúc”, “Đố vui”.',
    'Leave what is optional out of “Buổi chiều”: “Ca khúc”, “Đố vui”.',
  ],
  [
    { kind: 'channel', title, channel: 'loa-cho', channelName: 'Loa chợ', edits: [] },
    'Phát “Buổi chiều” trên kênh “Loa chợ”, lúc ấy đang rảnh.',
    'Air “Buổi chiều” on the channel “Loa chợ”, which is free at that time.',
  ],
  [
    { kind: 'first', title, other: 'Tin xã', first: 'a@x', second: 'b@x', loses: [] },
    'Quyết định “Buổi chiều” phát trước, “Tin xã” nhường.',
    'Decide that “Buổi chiều” goes first and “Tin xã” yields.',
  ],
  [
    {
      ...{ kind: 'first', title, other: 'Tin xã', first: 'a@x', second: 'b@x' },
      loses: [
        { title: 'Buổi tối', reason: { code: 'guard-sessions', guard: 'Quy chế', most: 2 } },
        { title: 'Thời sự', reason: null },
      ],
    },
    'Quyết định “Buổi chiều” phát trước, “Tin xã” nhường. Nếu vậy sẽ mất: “Buổi tối” (Quá số buổi phát trong ngày theo “Quy chế”: tối đa 2), “Thời sự”.',
    'Decide that “Buổi chiều” goes first and “Tin xã” yields. This would lose: “Buổi tối” (More sessions than “Quy chế” allows a day: at most 2), “Thời sự”.',
  ],
] as const;

test.each(WAYS)('a way out is a sentence in both languages: %j', (way, vi, en) => {
  expect([wayText(way as unknown as WayOut, 'vi'), wayText(way as unknown as WayOut, 'en')]).toEqual([vi, en]);
});
