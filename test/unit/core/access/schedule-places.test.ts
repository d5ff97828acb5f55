/** Where a thing of the schedule belongs, for whoever wants to change it. */
import { expect, test } from 'vitest';
import { placesOf } from '../../../../src/core/access/schedule-places.ts';
import type { Kind } from '../../../../src/core/refusal.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { scheduleOf } from '../../../support/schedules.ts';

const TODAY = '2026-11-23' as LocalDate;
const SCHEDULE = scheduleOf(`
units: [{ id: xa-a, name: A, kind: xã }, { id: xa-b, name: B, kind: xã }]
stations:
  - { id: dai-a, name: A, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-a }] }
  - { id: dai-b, name: B, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-b }] }
channels:
  - { id: loa-a, name: A, station: dai-a, carrier: loudspeaker, units: [{ unit: xa-a }] }
  - { id: loa-b, name: B, station: dai-b, carrier: loudspeaker, units: [{ unit: xa-b }] }
campaigns: [{ id: dot-b, name: Đợt, owner: xa-b, contentGroups: [{ id: nhom, name: Nhóm }] }]
items:
  - { id: tu-do, title: Chưa ai dùng, genre: music, sound: a.wav }
  - { id: cua-dot, title: Của đợt, genre: newsItem, campaign: dot-b, contentGroup: nhom, sound: b.wav }
  - { id: trong-chuyen-muc, title: Trong chuyên mục, genre: newsItem, sound: c.wav }
  - { id: nen, title: Nhạc nền, genre: music, sound: d.wav }
  - { id: cho, title: Nhạc chờ, genre: music, sound: e.wav }
  - { id: chung, title: Chung, genre: stationIdent, sound: f.wav }
strands: [{ id: chuyen-muc, name: Chuyên mục, items: [trong-chuyen-muc] }]
sessions:
  - id: sang-a
    name: A
    channels: [loa-a]
    start: "05:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: a1, title: x, item: chung }
      - { id: a2, title: x, filler: cho }
  - id: sang-b
    name: B
    channels: [loa-b]
    start: "05:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: b1, title: x, item: chung }
      - { id: b2, title: x, strand: chuyen-muc, count: 1 }
      - { id: b3, title: x, relay: VOV1, minutes: 5, start: "05:10", fallback: nen }
`);
const units = (kind: Kind, id: string): string[] =>
  placesOf(SCHEDULE, kind, id, TODAY).map((where) =>
    typeof where === 'string' ? where : [...where.served, ...where.responsible].join(' '),
  );

test.each([
  ['unit', 'xa-a', ['centre']],
  ['station', 'dai-a', ['centre']],
  ['channel', 'loa-a', ['centre']],
  ['session', 'sang-a', ['xa-a xa-a']],
  ['segment', 'b1', ['xa-b xa-b']],
  ['campaign', 'dot-b', ['xa-b']],
  ['contentGroup', 'nhom', ['xa-b']],
  ['strand', 'chuyen-muc', ['xa-b xa-b']],
  ['item', 'tu-do', []],
  ['item', 'cua-dot', ['xa-b']],
  ['item', 'trong-chuyen-muc', ['xa-b xa-b']],
  ['item', 'nen', ['xa-b xa-b']],
  ['item', 'cho', ['xa-a xa-a']],
  ['item', 'chung', ['xa-a xa-a', 'xa-b xa-b']],
  ['item', 'khong-co', []],
  ['unit', 'khong-co', []],
] as const)('%s %s', (kind, id, expected) => {
  expect(units(kind, id)).toEqual(expected);
});
