import { expect, test } from 'vitest';
import { checkSchedule } from '../../../../src/core/schedule/check.ts';
import { ofChannels } from '../../../../src/core/schedule/of-channels.ts';
import { scheduleOf } from '../../../support/schedules.ts';

const SCHEDULE = scheduleOf(`
units:
  - { id: tinh, name: Tỉnh, kind: tỉnh }
  - { id: mot, name: Một, kind: xã, parent: tinh, succeededBy: [hai] }
  - { id: hai, name: Hai, kind: xã, parent: tinh }
stations:
  - { id: dai-mot, name: Đài Một, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: mot }] }
  - { id: dai-hai, name: Đài Hai, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: hai }] }
channels:
  - { id: k1, name: Kênh 1, station: dai-mot, carrier: fm, units: [{ unit: mot }] }
  - { id: k2, name: Kênh 2, station: dai-hai, carrier: fm, units: [{ unit: hai }] }
campaigns:
  - id: dot
    name: Đợt
    owner: tinh
    contentGroups: [{ id: nhom, name: Nhóm }]
    targets: [{ measure: airings, amount: 1, units: [mot, hai] }, { measure: airings, amount: 2, units: [hai] }, { measure: items, amount: 3 }]
    deadlines: [{ name: Báo cáo, due: 2025-05-15, senders: [mot, hai], receiver: Tỉnh }, { name: Riêng, due: 2025-05-15, senders: [hai], receiver: Tỉnh }]
items:
  - { id: tin, title: Tin, genre: newsItem, campaign: dot }
  - { id: nhac, title: Nhạc, genre: music }
  - { id: cua-hai, title: Của Hai, genre: newsItem }
  - { id: thay, title: Thay, genre: music }
strands:
  - { id: muc, name: Mục, items: [tin] }
  - { id: muc-hai, name: Mục Hai, items: [cua-hai] }
sessions:
  - { id: chung, name: Chung, channels: [k1, k2], start: "05:00", maxMinutes: 9, from: 2025-01-01, segments: [{ id: chung-1, title: A, strand: muc }, { id: chung-2, title: B, relay: VOV, minutes: 1, fallback: nhac }, { id: chung-3, title: C, repeat: hai-1 }] }
  - { id: hai, name: Hai, channels: [k2], start: "06:00", maxMinutes: 9, from: 2025-01-01, segments: [{ id: hai-1, title: D, strand: muc-hai }] }
  - { id: lai, name: Lại, channels: [k1], start: "07:00", maxMinutes: 9, from: 2025-01-01, segments: [{ id: lai-1, title: E, repeat: hai-1 }] }
overlays:
  - { id: moi-noi, name: Mọi nơi, kind: mourning, from: 2025-05-01, to: 2025-05-02, authority: X, reason: Y, replacement: thay }
  - { id: ca-hai, name: Cả hai, kind: other, from: 2025-05-01, to: 2025-05-02, authority: X, reason: Y, units: [mot, hai] }
  - { id: chi-hai, name: Chỉ Hai, kind: other, from: 2025-05-01, to: 2025-05-02, authority: X, reason: Y, channels: [k2] }
guards:
  - { id: gio, name: Giờ, maxSessions: 2 }
  - { id: gio-hai, name: Giờ Hai, units: [hai], maxSessions: 2 }
`);

test('one channel’s part is a whole schedule that names nothing of the other', () => {
  const part = ofChannels(SCHEDULE, new Set(['k1']));
  expect(checkSchedule(part, () => undefined)).toEqual([]);
  expect(JSON.stringify(part)).not.toMatch(/"(hai|k2|dai-hai|cua-hai|muc-hai|hai-1)"|Hai/);
  const ids = Object.fromEntries(
    Object.entries(part).map(([list, things]) => [list, things.map(({ id }: { id: string }) => id)]),
  );
  expect(ids).toEqual({
    units: ['tinh', 'mot'],
    stations: ['dai-mot'],
    channels: ['k1'],
    sessions: ['chung'],
    segments: ['chung-1', 'chung-2'],
    strands: ['muc'],
    items: ['tin', 'nhac', 'thay'],
    campaigns: ['dot'],
    festivals: [],
    overlays: ['moi-noi', 'ca-hai'],
    guards: ['gio'],
  });
  expect(part.sessions[0]?.channels).toEqual(['k1']);
  expect(part.campaigns[0]?.targets.map(({ amount, units }) => [amount, units])).toEqual([
    [1, ['mot']],
    [3, []],
  ]);
  expect(part.campaigns[0]?.deadlines.map(({ senders }) => senders)).toEqual([['mot']]);
});

test('all channels’ part has every session as it is', () => {
  const part = ofChannels(SCHEDULE, new Set(['k1', 'k2']));
  expect(part.sessions).toEqual(SCHEDULE.sessions);
  expect(part.segments).toEqual(SCHEDULE.segments);
  expect(part.overlays).toEqual(SCHEDULE.overlays);
  expect(part.campaigns).toEqual(SCHEDULE.campaigns);
});
