import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSchedules } from '../../../../src/contract/schedule-file/index.ts';
import { printSchedule } from '../../../../src/contract/schedule-file/print.ts';
import { writtenSchedule } from '../../../../src/contract/schedule-file/written.ts';
import { must } from '../../../../src/core/result.ts';
import type { Schedule } from '../../../../src/core/schedule/model.ts';
import { REPOSITORY } from '../../../support/process.ts';
import { bytes, scheduleOf } from '../../../support/schedules.ts';

const again = (schedule: Schedule, form: 'json' | 'yaml'): Schedule => {
  const read = must(
    readSchedules([{ name: `lich.${form}`, bytes: bytes(printSchedule(writtenSchedule(schedule), form)) }]),
  );
  expect(read.refusals).toEqual([]);
  expect(read.notices).toEqual([]);
  return read.schedule;
};

/** Everything that a file may say, once. */
const EVERYTHING = `
units:
  - { id: tinh, name: Tỉnh, kind: tỉnh, code: "094", to: 2025-06-30, succeededBy: [tp] }
  - { id: tp, name: Thành phố, kind: thành phố, code: 92, from: 2025-07-01 }
  - { id: xa, name: Xã, kind: xã, parents: [{ unit: tinh, to: 2025-06-30 }, { unit: tp, from: 2025-07-01 }] }
stations:
  - { id: dai, name: Đài, zone: Europe/Berlin, dayStart: "03:00:30", clockChange: { missing: backward }, profile: r128, phone: "+84 299 387 1234", responsible: [{ unit: xa, from: 2020-01-01 }] }
channels:
  - { id: k1, name: Kênh 1, station: dai, carrier: fm, units: [{ unit: xa }], from: 2020-01-01, to: 2030-12-31 }
campaigns:
  - id: dot
    name: Đợt
    owner: xa
    from: 2025-01-01
    basis: [{ number: 1-KH, title: "Kế hoạch: một", issued: 2025-01-01, issuer: Ủy ban }]
    contentGroups: [{ id: nhom-b, name: B }, { id: nhom-a, name: A }]
    targets: [{ contentGroup: nhom-a, measure: firstRuns, amount: 3, per: week, language: km, units: [xa] }, { measure: minutes, amount: 9 }]
    deadlines: [{ name: Báo cáo, due: 2025-05-15, senders: [xa], receiver: Ủy ban, via: Văn phòng }]
items:
  - { id: bai, title: "Bài «một»: #1", genre: article, campaign: dot, contentGroup: nhom-a, audiences: [cán bộ], from: 2025-01-01, to: 2025-12-31, notBefore: 2025-04-07T10:00, notFrom: 2025-05-07T10:00:01, versions: [{ language: vi, script: a.txt, sound: a.wav, synthetic: true }, { language: km, script: b.txt }] }
  - { id: cho, title: "007", genre: notice, draft: true }
  - { id: nhac, title: "yes", genre: music, sound: nhac.wav }
strands:
  - { id: muc, name: Mục, campaign: dot, items: [bai, cho, bai] }
  - { id: trong, name: Trống, items: [] }
sessions:
  - id: sang
    name: Sáng
    channels: [k1]
    start: "05:00:30"
    maxMinutes: 0x2d
    pauseMs: 0
    graceSeconds: 60
    rule: FREQ=WEEKLY;BYDAY=MO
    rules: [FREQ=MONTHLY;BYMONTHDAY=-1]
    alsoOn: [2025-04-08]
    notOn: [2025-04-14]
    from: 2025-04-07
    to: 2026-04-07
    segments:
      - { id: mot, title: Một, item: bai, required: false, priority: priority, language: km, crossfadeMs: 1500, bed: { item: nhac, underDb: 12.5 } }
      - { id: hai, title: Hai, strand: muc, count: 3, bed: { item: nhac }, rule: FREQ=DAILY;COUNT=9, from: 2025-05-01, to: 2025-06-01, notOn: [2025-05-03] }
      - { id: ba, title: Ba, repeat: mot, priority: emergency, authorised: { by: Chủ tịch, reason: Bão, document: 5-CĐ } }
      - { id: bon, title: Bốn, filler: nhac, alsoOn: [2025-05-01] }
      - { id: nam, title: Năm, relay: VOV1, minutes: 7.5, start: "05:30:00", graceSeconds: 9, fallback: nhac }
  - { id: mot-lan, name: Một lần, channels: [k1], start: "23:59", maxMinutes: 1.7, alsoOn: [2025-04-07], from: 2025-04-07, segments: [{ id: sau, title: Sáu, relay: VOV2, minutes: 0.1 }] }
festivals:
  - { id: ok, name: Oóc Om Bóc, kind: khmer, days: [{ from: 2025-11-04, to: 2025-11-05, source: Công văn }] }
overlays:
  - { id: tang, name: Quốc tang, kind: mourning, from: 2025-05-24, to: 2025-05-25, authority: Ban Bí thư, reason: Quốc tang }
  - { id: khac, name: Khác, kind: other, from: 2025-06-24, to: 2025-06-25, units: [xa], channels: [k1], genres: [music], replacement: nhac, authority: Xã, document: 3-TB, reason: Sửa máy }
guards:
  - { id: gio, name: Giờ, units: [xa], from: 2025-01-01, hours: [{ days: [workday, holiday], from: "05:00", to: "00:00" }, { from: "06:00", to: "07:00:30" }], maxSessions: 2, maxSessionMinutes: 45.5, special: true, document: 12-QĐ }
  - { id: trong, name: Không hạn, from: 2026-01-01 }
`;

test.each(['json', 'yaml'] as const)('everything a file may say comes back as %s', (form) => {
  const schedule = scheduleOf(EVERYTHING);
  expect(schedule.segments).toHaveLength(6);
  expect(again(schedule, form)).toEqual(schedule);
});

test.each(['json', 'yaml'] as const)('the schedule that ships comes back as %s', (form) => {
  const files = readdirSync(join(REPOSITORY, 'schedules')).filter((name) => name.endsWith('.yaml'));
  const read = must(
    readSchedules(files.map((name) => ({ name, bytes: readFileSync(join(REPOSITORY, 'schedules', name)) }))),
  );
  expect(read.schedule.sessions.length).toBeGreaterThan(1);
  expect(again(read.schedule, form)).toEqual(read.schedule);
});
