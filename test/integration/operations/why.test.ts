/** Why something did, or did not, air: one answer for each kind of reason, from what is stored. */
import { afterEach, expect, test } from 'vitest';
import { whyText } from '../../../src/contract/sentences/why.ts';
import type { ChannelId, SegmentId, SessionId } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { EditTarget } from '../../../src/core/schedule/alterations.ts';
import type { WhyAnswer } from '../../../src/core/schedule/explain-model.ts';
import type { LocalDate, LocalTime } from '../../../src/core/time/local.ts';
import { decideConflict } from '../../../src/operations/alterations/conflicts.ts';
import { editSchedule } from '../../../src/operations/alterations/edit-schedule.ts';
import { undoAlteration } from '../../../src/operations/alterations/undo-alteration.ts';
import { recordAiring } from '../../../src/operations/record-airing.ts';
import { whyDay } from '../../../src/operations/why-day.ts';
import { loadGround } from '../../../src/operations/within/ground.ts';
import { storeDay } from '../../../src/operations/within/planned-day.ts';
import { asking } from '../../support/accounts-world.ts';
import { role } from '../../support/credentials.ts';
import { makeWorld, type World } from '../../support/world.ts';

const CHANNEL = 'k1' as ChannelId;
const MONDAY = '2026-11-23' as LocalDate;
const TUESDAY = '2026-11-24' as LocalDate;
const SUNDAY = '2026-11-29' as LocalDate;

const schedule = (rest = '', sessions = ''): string => `
units: [{ id: xa, name: "Xã Mỹ Tú", kind: xã }]
stations: [{ id: dai, name: "Đài", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa }] }]
channels:
  - { id: k1, name: "Loa Mỹ Tú", station: dai, carrier: loudspeaker, units: [{ unit: xa }], from: 2026-11-02 }
  - { id: k2, name: "Loa Hậu Thành", station: dai, carrier: loudspeaker, units: [{ unit: xa }] }
items:
  - { id: hieu, title: "Đài hiệu", genre: stationIdent, sound: hieu.wav }
  - { id: tin-1, title: "Tin thứ nhất", genre: newsItem, sound: tin-1.wav }
  - { id: tin-2, title: "Tin thứ hai", genre: newsItem, sound: tin-2.wav }
  - { id: nhac, title: "Nhạc", genre: music, sound: nhac.wav }
  - { id: tin-km, title: "Tin tiếng Khmer", genre: newsItem, versions: [{ language: km }] }
  - { id: cho-gio, title: "Tin chờ giờ", genre: newsItem, sound: tin-1.wav, notBefore: 2026-12-01T06:00 }
  - { id: het-han, title: "Tin hết hạn", genre: newsItem, sound: tin-1.wav, notFrom: 2026-11-20T06:00 }
  - { id: nhap, title: "Tin nháp", genre: newsItem, sound: tin-1.wav, draft: true }
strands: [{ id: ban-tin, name: "Bản tin 57", items: [tin-1, tin-2] }]
sessions:
  - id: sang
    name: "Buổi sáng"
    channels: [k1, k2]
    start: "05:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: sang-hieu, title: "Đài hiệu sáng", item: hieu }
      - { id: sang-ban-tin, title: "Bản tin địa phương", strand: ban-tin, count: 2 }
      - { id: sang-khmer, title: "Bản tin Khmer", item: tin-km, language: km }
      - { id: sang-nhac, title: "Ca nhạc", item: nhac }
      - { id: sang-cho, title: "Thông báo", item: cho-gio }
      - { id: sang-het, title: "Thông báo cũ", item: het-han }
      - { id: sang-nhap, title: "Thông báo nháp", item: nhap }
  - id: chieu
    name: "Buổi chiều"
    channels: [k1]
    start: "17:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: chieu-hieu, title: "Đài hiệu chiều", item: hieu }
      - { id: chieu-ban-tin, title: "Bản tin địa phương", repeat: sang-ban-tin, rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA", from: 2026-11-01, to: 2026-12-31, notOn: [2026-11-25] }
${sessions}${rest}`;

let world: World;
afterEach(() => world.close());

const make = async (rest = '', sessions = '', now = '2026-11-22T01:00:00Z'): Promise<void> => {
  world = await makeWorld({
    now,
    schedule: schedule(rest, sessions),
    sounds: { 'hieu.wav': 1, 'tin-1.wav': 2, 'tin-2.wav': 2, 'nhac.wav': 2 },
  });
};

const plan = (day: LocalDate = MONDAY): void => {
  must(storeDay(world.ctx, CHANNEL, day, loadGround(world.ctx)));
};
const why = (segment: string | null, day: LocalDate = MONDAY): readonly WhyAnswer[] =>
  must(whyDay(world.ctx, { channel: CHANNEL, day, segment })).answers;
const vi = (segment: string, day: LocalDate = MONDAY): string =>
  why(segment, day)
    .map((answer) => whyText(answer, 'vi'))
    .join('\n');
const en = (segment: string, day: LocalDate = MONDAY): string =>
  why(segment, day)
    .map((answer) => whyText(answer, 'en'))
    .join('\n');
const lan = () => asking(world.ctx, { name: 'Nguyễn Thị Lan', grants: [role('editor', null)] });
const edit = (target: EditTarget, day: LocalDate = MONDAY, reason = 'Mất điện theo lịch'): number =>
  must(editSchedule(lan(), { ...target, scope: 'this', day, reason, evenSo: true })).id;
const session = 'sang' as SessionId;
const cancel: EditTarget = { of: 'session', session, action: { kind: 'cancel' } };

test('scratch', async () => {
  await make();
  plan();
  for (const answer of why(null)) console.log(whyText(answer, 'vi'), '\n  ', whyText(answer, 'en'));
  for (const answer of why(null, SUNDAY)) console.log(whyText(answer, 'vi'));
});
