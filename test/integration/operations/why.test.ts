/** Why something did, or did not, air: one answer for each kind of reason, from what is stored. */
import { afterEach, expect, test } from 'vitest';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import { whyText } from '../../../src/contract/sentences/why.ts';
import type { ChannelId, SegmentId, SessionId } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { EditTarget } from '../../../src/core/schedule/alterations.ts';
import type { WhyAnswer } from '../../../src/core/schedule/explain-model.ts';
import type { LocalDate, LocalTime } from '../../../src/core/time/local.ts';
import { decideConflict } from '../../../src/operations/alterations/conflicts.ts';
import { editSchedule } from '../../../src/operations/alterations/edit-schedule.ts';
import { undoAlteration } from '../../../src/operations/alterations/undo-alteration.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
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
  - { id: hieu, title: "Đài hiệu", genre: stationIdent, sound: am.wav }
  - { id: tin-1, title: "Tin thứ nhất", genre: newsItem, sound: am.wav }
  - { id: tin-2, title: "Tin thứ hai", genre: newsItem, sound: am.wav }
  - { id: nhac, title: "Nhạc", genre: music, sound: am.wav }
  - { id: tin-km, title: "Tin tiếng Khmer", genre: newsItem, versions: [{ language: km }] }
  - { id: cho-gio, title: "Tin chờ giờ", genre: newsItem, sound: am.wav, notBefore: 2026-12-01T06:00 }
  - { id: het-han, title: "Tin hết hạn", genre: newsItem, sound: am.wav, notFrom: 2026-11-20T06:00 }
  - { id: nhap, title: "Tin nháp", genre: newsItem, sound: am.wav, draft: true }
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
    sounds: { 'am.wav': 1 },
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

const statuses = (day: LocalDate = MONDAY): string[] =>
  why(null, day).map(({ segment, session: of, status }) => `${segment ?? of} ${status}`);

test('every session and segment that concerns the channel has one answer, in order of the day', async () => {
  await make();
  plan();
  expect(statuses()).toEqual([
    'sang planned',
    'sang-hieu planned',
    'sang-ban-tin planned',
    'sang-nhac planned',
    'sang-khmer not-planned',
    'sang-cho not-planned',
    'sang-het not-planned',
    'sang-nhap not-planned',
    'chieu planned',
    'chieu-hieu planned',
    'chieu-ban-tin planned',
  ]);
  expect(vi('chieu-ban-tin')).toBe(
    'Vì sao “Bản tin địa phương” (Buổi chiều, Loa Mỹ Tú) phát lúc 17:00:01 Thứ Hai 23/11/2026? Phát lại nội dung mà tiết mục “Bản tin địa phương” đã phát trong ngày.',
  );
  expect(vi('sang')).toBe('Vì sao “Buổi sáng” (Loa Mỹ Tú) phát lúc 05:00 Thứ Hai 23/11/2026? Theo lịch: hằng ngày.');
});

test('what waits for a recording, is embargoed, has expired or is a draft says so', async () => {
  await make();
  plan();
  expect(vi('sang-khmer')).toBe(
    'Vì sao “Bản tin Khmer” (Buổi sáng, Loa Mỹ Tú) không phát Thứ Hai 23/11/2026? Bản tiếng Khmer còn chờ thu âm.',
  );
  expect(vi('sang-cho')).toContain('Tin bài chưa được phát trước 06:00 ngày 01/12/2026.');
  expect(vi('sang-het')).toContain('Tin bài đã hết hạn phát lúc 06:00 ngày 20/11/2026.');
  expect(vi('sang-nhap')).toContain('Tin bài còn là bản thảo, chưa được duyệt.');
});

test('a day that the rule does not have: the rule in words, and the next day', async () => {
  await make();
  expect(vi('chieu-ban-tin', SUNDAY)).toBe(
    'Vì sao “Bản tin địa phương” (Buổi chiều, Loa Mỹ Tú) không phát Chủ Nhật 29/11/2026? Theo lịch: Thứ Hai, Thứ Ba, Thứ Tư, Thứ Năm, Thứ Sáu, Thứ Bảy hằng tuần; ngày này không có trong lịch. Lần tới là Thứ Hai 30/11/2026.',
  );
  expect(en('chieu-ban-tin', SUNDAY)).toBe(
    'Why does “Bản tin địa phương” (Buổi chiều, Loa Mỹ Tú) not air on Sunday, 29 November 2026? By the schedule: Monday, Tuesday, Wednesday, Thursday, Friday, Saturday every week; this day is not one of them. The next time is Monday, 30 November 2026.',
  );
  expect(why('chieu-ban-tin', SUNDAY)).toMatchObject([
    { off: { of: 'segment', why: 'other-days', next: '2026-11-30' } },
  ]);
});

test('a day taken out, a day before the first and one after the last', async () => {
  await make('', '', '2026-11-03T01:00:00Z');
  expect(vi('chieu-ban-tin', '2026-11-25' as LocalDate)).toContain(
    'riêng ngày này lịch ghi là nghỉ. Lần tới là Thứ Năm 26/11/2026.',
  );
  const over = vi('chieu-ban-tin', '2027-01-01' as LocalDate);
  expect(over).toMatch(/đến hết ngày 31\/12\/2026; ngày này đã qua ngày cuối\.$/);
});

test('a session that begins later: its segments say the session’s rule, and single days are named', async () => {
  const noon = `  - { id: trua, name: "Buổi trưa", channels: [k1], start: "11:00", maxMinutes: 5, from: 2026-12-01, alsoOn: [2026-12-05, 2026-12-24], segments: [{ id: trua-hieu, title: "Đài hiệu trưa", item: hieu }] }\n`;
  await make('', noon);
  expect(vi('trua')).toBe(
    'Vì sao “Buổi trưa” (Loa Mỹ Tú) không phát Thứ Hai 23/11/2026? Theo lịch: chỉ các ngày 05/12/2026, 24/12/2026, bắt đầu từ ngày 01/12/2026; ngày này chưa đến. Lần tới là Thứ Bảy 05/12/2026.',
  );
  expect(vi('trua-hieu')).toContain('Theo lịch của buổi phát: chỉ các ngày');
  expect(vi('trua', '2026-12-25' as LocalDate)).toMatch(/ngày này không có trong lịch\. Sắp tới không có lần nào\.$/);
});

test('a channel outside its own days', async () => {
  await make('', '', '2026-10-20T01:00:00Z');
  expect(vi('sang-hieu', '2026-11-01' as LocalDate)).toBe(
    'Vì sao “Đài hiệu sáng” (Buổi sáng, Loa Mỹ Tú) không phát Chủ Nhật 01/11/2026? Kênh này chỉ có từ ngày 02/11/2026.',
  );
});

test('cancelled: who, when and why; undone, it is planned again', async () => {
  await make();
  plan();
  const id = edit(cancel);
  const text = `Đã hủy lần này (sửa lịch số ${id}). Sửa lịch số ${id}: Nguyễn Thị Lan làm lúc 08:00 ngày 22/11/2026, lý do “Mất điện theo lịch”.`;
  expect(vi('sang')).toBe(`Vì sao “Buổi sáng” (Loa Mỹ Tú) không phát Thứ Hai 23/11/2026? ${text}`);
  expect(vi('sang-hieu')).toContain(text);
  expect(why('sang')).toMatchObject([{ status: 'not-planned', at: null, source: 'stored' }]);
  must(undoAlteration(lan(), { id, reason: 'Có điện lại' }));
  expect(why('sang')).toMatchObject([{ status: 'planned', alterations: [] }]);
});

test('moved to another day and time: there it says from where, here it says whereto', async () => {
  await make();
  const move = { kind: 'move', day: TUESDAY, time: '10:00:00' as LocalTime } as const;
  const id = edit({ of: 'session', session, action: move }, MONDAY, 'Nghỉ bù');
  plan();
  plan(TUESDAY);
  expect(vi('sang')).toContain(`Đã chuyển sang 10:00 ngày 24/11/2026 (sửa lịch số ${id}).`);
  const there = why('sang', TUESDAY).filter(({ at }) => at === '2026-11-24T10:00:00');
  expect(there.map((answer) => whyText(answer, 'vi'))).toEqual([
    `Vì sao “Buổi sáng” (Loa Mỹ Tú) phát lúc 10:00 Thứ Ba 24/11/2026? Theo lịch: hằng ngày. Được chuyển từ 05:00 ngày 23/11/2026 (sửa lịch số ${id}). Sửa lịch số ${id}: Nguyễn Thị Lan làm lúc 08:00 ngày 22/11/2026, lý do “Nghỉ bù”.`,
  ]);
  expect(why('sang', TUESDAY)).toHaveLength(2);
});

test('a segment moved to another session, one replaced, one cancelled, and one added', async () => {
  await make();
  const of = 'segment';
  const moved = edit({
    ...{ of, segment: 'sang-nhac' as SegmentId },
    action: { kind: 'move', session: 'chieu' as SessionId, after: null },
  });
  const content = { kind: 'item', item: 'tin-2' as never } as const;
  const replaced = edit({ of, segment: 'sang-hieu' as SegmentId, action: { kind: 'replace', content, title: null } });
  const dropped = edit({ of, segment: 'chieu-hieu' as SegmentId, action: { kind: 'cancel' } });
  const notice = { kind: 'add', after: null, title: 'Thông báo cúp nước', content, language: 'vi' } as const;
  const added = edit({ of: 'session', session, action: notice }, MONDAY, 'Công ty nước đề nghị');
  plan();
  const [away, here] = why('sang-nhac');
  expect(away === undefined ? '' : whyText(away, 'vi')).toContain(
    `không phát Thứ Hai 23/11/2026? Đã chuyển sang buổi phát “Buổi chiều” (sửa lịch số ${moved}).`,
  );
  expect(here).toMatchObject({ session: 'chieu', status: 'planned' });
  expect(vi('sang-hieu')).toContain(`Nội dung đã được thay (sửa lịch số ${replaced}).`);
  expect(vi('chieu-hieu')).toContain(`Đã hủy lần này (sửa lịch số ${dropped}).`);
  const own = why(null).find(({ pieces }) =>
    pieces.some(({ reasons }) => reasons.some((one) => 'what' in one && one.what === 'added')),
  );
  expect(own === undefined ? '' : whyText(own, 'vi')).toContain(
    `Được thêm vào buổi phát này (sửa lịch số ${added}). Sửa lịch số ${added}: Nguyễn Thị Lan làm lúc 08:00 ngày 22/11/2026, lý do “Công ty nước đề nghị”.`,
  );
});

const MOURNING = `overlays:
  - { id: quoc-tang, name: "Quốc tang", kind: mourning, from: 2026-11-23, to: 2026-11-24, authority: "Văn phòng Chính phủ", document: 12/TB-VPCP, reason: "Quốc tang hai ngày", replacement: tin-1 }
  - { id: bau-cu, name: "Bầu cử", kind: election, from: 2026-11-25, to: 2026-11-25, genres: [stationIdent], authority: "UBND xã", reason: "Ngày bầu cử" }
`;

test('suspended and replaced by an order: its authority, document, days and reason', async () => {
  await make(MOURNING);
  plan();
  expect(vi('sang-nhac')).toBe(
    'Vì sao “Ca nhạc” (Buổi sáng, Loa Mỹ Tú) phát lúc 05:00:04 Thứ Hai 23/11/2026? Phát thay theo lệnh “Quốc tang” của Văn phòng Chính phủ. Lệnh “Quốc tang” của Văn phòng Chính phủ (12/TB-VPCP) có hiệu lực từ ngày 23/11/2026 đến hết ngày 24/11/2026, lý do “Quốc tang hai ngày”.',
  );
  const wednesday = '2026-11-25' as LocalDate;
  plan(wednesday);
  expect(vi('sang-hieu', wednesday)).toBe(
    'Vì sao “Đài hiệu sáng” (Buổi sáng, Loa Mỹ Tú) không phát Thứ Tư 25/11/2026? Tạm ngừng theo lệnh “Bầu cử” của UBND xã. Lệnh “Bầu cử” của UBND xã có hiệu lực từ ngày 25/11/2026 đến hết ngày 25/11/2026, lý do “Ngày bầu cử”.',
  );
  expect(vi('sang-ban-tin')).not.toContain('Quốc tang');
});

test('an emergency takes the time, and says who ordered it; a clash of equals; a lack of room', async () => {
  await make(
    '',
    `  - { id: khan, name: "Thông báo lũ", channels: [k1], start: "04:59", maxMinutes: 40, from: 2026-11-23, to: 2026-11-23, alsoOn: [2026-11-23], segments: [{ id: khan-tin, title: "Tin lũ", relay: "Đài tỉnh", minutes: 35, priority: emergency, authorised: { by: "Chủ tịch UBND xã", reason: "Lũ lên nhanh" } }] }
  - { id: chen, name: "Buổi chen", channels: [k1], start: "17:00", maxMinutes: 3, from: 2026-11-23, segments: [{ id: chen-dai, title: "Tiếp âm", relay: "Đài tỉnh", minutes: 2 }, { id: chen-dai-2, title: "Tiếp âm dài", relay: "Đài tỉnh", minutes: 2 }] }
`,
  );
  plan();
  expect(vi('khan-tin')).toBe(
    'Vì sao “Tin lũ” (Thông báo lũ, Loa Mỹ Tú) phát lúc 04:59 Thứ Hai 23/11/2026? Theo lịch: 23/11/2026. Nội dung khẩn cấp do Chủ tịch UBND xã cho phép, lý do “Lũ lên nhanh”.',
  );
  expect(vi('sang-nhac')).toBe(
    'Vì sao “Ca nhạc” (Buổi sáng, Loa Mỹ Tú) không phát Thứ Hai 23/11/2026? Nhường giờ cho “Thông báo lũ”, có mức ưu tiên cao hơn (khẩn cấp).',
  );
  expect(vi('chen-dai-2')).toContain('Không đủ giờ: cần 2 phút mà chỉ còn 59 giây.');
  expect(vi('chieu')).toBe(
    'Vì sao “Buổi chiều” (Loa Mỹ Tú) không phát Thứ Hai 23/11/2026? Trùng giờ: buổi phát “Buổi chen” lúc đó chưa kết thúc.',
  );
});

const TWO = `  - { id: a, name: "Tin A", channels: [k1], start: "12:00", maxMinutes: 5, from: 2026-11-23, segments: [{ id: a-tin, title: "Tin ưu tiên A", relay: "Đài tỉnh", minutes: 3, priority: priority }] }
  - { id: b, name: "Tin B", channels: [k1], start: "12:01", maxMinutes: 5, from: 2026-11-23, segments: [{ id: b-tin, title: "Tin ưu tiên B", relay: "Đài huyện", minutes: 3, priority: priority }] }
`;

test('two priority items: open until somebody decides, and then by whom and why, on both sides', async () => {
  await make('', TWO);
  plan();
  expect(vi('b-tin')).toContain(
    'Trùng giờ với “Tin A”, cả hai đều là bản tin ưu tiên: chờ người có trách nhiệm quyết định thứ tự.',
  );
  const [first, second] = ['b@2026-11-23T12:01:00', 'a@2026-11-23T12:00:00'];
  const { id } = must(decideConflict(lan(), { channel: CHANNEL, day: MONDAY, first, second, reason: 'Tin B gấp hơn' }));
  plan();
  expect(vi('a-tin')).toContain(`Nhường giờ cho “Tin B” theo quyết định số ${id}.`);
  const told = `Quyết định số ${id}: Nguyễn Thị Lan làm lúc 08:00 ngày 22/11/2026, lý do “Tin B gấp hơn”.`;
  expect(vi('a-tin')).toContain(told);
  expect(vi('b')).toContain(told);
});

test('refused by a guard: the hours, the number of sessions; a warning before 06:00', async () => {
  await make(
    `guards:
  - { id: gio, name: "Giờ phát xã", hours: [{ from: "04:00", to: "12:00" }], maxSessions: 1, special: true, document: 12/2022/QĐ-UBND }
`,
    `  - { id: trua, name: "Buổi trưa", channels: [k1], start: "11:00", maxMinutes: 5, from: 2026-11-23, segments: [{ id: trua-hieu, title: "Đài hiệu trưa", item: hieu }] }\n`,
  );
  plan();
  expect(vi('chieu')).toBe(
    'Vì sao “Buổi chiều” (Loa Mỹ Tú) không phát Thứ Hai 23/11/2026? Ngoài khung giờ được phát theo “Giờ phát xã”: 04:00–12:00. Buổi phát “Buổi chiều” (17:00 ngày 23/11/2026) có phần ngoài khung giờ được phát theo “Giờ phát xã” (12/2022/QĐ-UBND): 04:00–12:00. Đổi giờ hoặc rút ngắn cho vừa.',
  );
  expect(vi('chieu-hieu')).toContain('Ngoài khung giờ được phát theo “Giờ phát xã”: 04:00–12:00.');
  expect(vi('trua-hieu')).toContain('Quá số buổi phát trong ngày theo “Giờ phát xã”: tối đa 1.');
  expect(why('sang')).toMatchObject([{ status: 'planned', findings: [{ level: 'warned', rule: 'special' }] }]);
});

test('an emergency without a named authoriser that a guard refuses says so', async () => {
  await make(
    `guards:
  - { id: gio, name: "Giờ phát xã", hours: [{ from: "04:00", to: "18:00" }] }
`,
    `  - { id: khan, name: "Buổi khẩn", channels: [k1], start: "21:00", maxMinutes: 5, from: 2026-11-01, segments: [{ id: khan-tin, title: "Tin lũ", item: tin-1, priority: emergency }] }\n`,
  );
  plan();
  expect(why('khan-tin')).toMatchObject([{ status: 'not-planned', findings: [{ rule: 'authoriser' }] }]);
  expect(vi('khan-tin')).toMatch(/Ngoài khung giờ.*ghi là khẩn cấp nhưng chưa có tên người cho phép và lý do/);
});

test('silent where an edit put it: the reason, and the edit: from when, its number, who and why', async () => {
  await make(`guards:
  - { id: gio, name: "Giờ phát xã", hours: [{ from: "04:00", to: "18:00" }], document: 12/2022/QĐ-UBND }
`);
  const to = (time: string) => ({ kind: 'move', day: null, time: time as LocalTime }) as const;
  const late = edit({ of: 'session', session, action: to('20:00:00') }, MONDAY, 'Chờ khách');
  const clash = edit({ of: 'session', session, action: to('17:00:00') }, TUESDAY, 'Ghép buổi');
  plan();
  plan(TUESDAY);
  expect(vi('sang')).toContain(
    `Ngoài khung giờ được phát theo “Giờ phát xã”: 04:00–18:00. Được chuyển từ 05:00 ngày 23/11/2026 (sửa lịch số ${late}). Sửa lịch số ${late}: Nguyễn Thị Lan làm lúc 08:00 ngày 22/11/2026, lý do “Chờ khách”.`,
  );
  expect(vi('sang-hieu')).toContain(`Được chuyển từ 05:00 ngày 23/11/2026 (sửa lịch số ${late}).`);
  const [lost] = why('sang', TUESDAY);
  expect(lost?.status).toBe('not-planned');
  expect(vi('sang', TUESDAY)).toMatch(/Trùng giờ/);
  expect(vi('sang', TUESDAY)).toContain(`(sửa lịch số ${clash}). Sửa lịch số ${clash}: Nguyễn Thị Lan`);
});

test('the days of a festival that nobody has confirmed: its name, and the days that wait', async () => {
  await make(
    `festivals:
  - { id: ok-om-bok, name: "Ok Om Bok", kind: khmer, days: [{ from: 2026-11-24, to: 2026-11-25, source: "Thông báo của tỉnh" }] }
`,
    `  - { id: le, name: "Buổi lễ", channels: [k1], start: "11:00", maxMinutes: 5, from: 2026-11-01, rule: "lễ ok-om-bok", segments: [{ id: le-hieu, title: "Đài hiệu lễ", item: hieu }] }\n`,
  );
  expect(vi('le', TUESDAY)).toBe(
    'Vì sao “Buổi lễ” (Loa Mỹ Tú) không phát Thứ Ba 24/11/2026? Theo lịch: những ngày lễ “Ok Om Bok”; ngày này không có trong lịch. Sắp tới không có lần nào. Lễ “Ok Om Bok” có ngày chờ xác nhận: từ 24/11/2026 đến 25/11/2026; xác nhận rồi thì mới có lần phát.',
  );
  expect(en('le-hieu', TUESDAY)).toContain(
    'Days of the festival “Ok Om Bok” wait to be confirmed: from 24 November 2026 to 25 November 2026; only then does it air on them.',
  );
});

const say = (more: Partial<Parameters<typeof recordAiring>[1]>): number =>
  must(
    recordAiring(world.ctx, {
      ...{ channel: CHANNEL, day: MONDAY, session: 'sang', entry: null, outcome: 'aired', reason: null, note: null },
      ...{
        startedAt: null,
        secondsHeard: null,
        role: 'operator',
        by: 'Thạch Sô Phia',
        corrects: null,
        statement: null,
      },
      ...more,
    }),
  ).first;

test('after it was to air: unknown until somebody says, then what they said, with reason and name', async () => {
  await make();
  plan();
  world.setNow('2026-11-23T01:00:00Z');
  expect(vi('sang-hieu')).toBe(
    '“Đài hiệu sáng” (Buổi sáng, Loa Mỹ Tú) có phát lúc 05:00 Thứ Hai 23/11/2026 không? Chưa có ai xác nhận. Theo lịch: hằng ngày.',
  );
  say({ outcome: 'not-aired', reason: 'power-cut', note: 'Cháy biến áp' });
  expect(vi('sang-hieu')).toBe(
    'Vì sao “Đài hiệu sáng” (Buổi sáng, Loa Mỹ Tú) đã xếp lúc 05:00 Thứ Hai 23/11/2026 mà không phát? Người phụ trách đài xã Thạch Sô Phia ghi lúc 08:00 ngày 23/11/2026: không phát, vì mất điện, ghi chú “Cháy biến áp”. Theo lịch: hằng ngày.',
  );
  expect(why('sang')).toMatchObject([{ status: 'not-aired' }]);
  expect(why('chieu')).toMatchObject([{ status: 'planned', said: [] }]);
});

test('one item was not heard: its segment is told item by item; a correction makes the word before it count no more', async () => {
  await make();
  plan();
  world.setNow('2026-11-23T01:00:00Z');
  say({ outcome: 'aired' });
  const entry = why('sang-ban-tin')[0]?.pieces[1]?.id ?? '';
  const before = why('sang-ban-tin')[0]?.said.find((one) => one.entry === entry)?.seq ?? -1;
  world.setNow('2026-11-23T02:00:00Z');
  say({ entry, outcome: 'not-aired', reason: 'line-fault', corrects: before });
  expect(why('sang-ban-tin')).toMatchObject([{ status: 'partly' }]);
  expect(vi('sang-ban-tin')).toContain(
    '“Tin thứ hai”: Người phụ trách đài xã Thạch Sô Phia ghi lúc 09:00 ngày 23/11/2026: không phát, vì lỗi đường dây, đường truyền.',
  );
  expect(vi('sang-ban-tin')).toContain('đã phát (lời này không lấy làm căn cứ).');
  expect(why('sang-hieu')).toMatchObject([{ status: 'aired' }]);
});

test('what was said of a segment that schedule and plan know no more is still told', async () => {
  await make('', '', '2026-11-23T01:00:00Z');
  plan();
  say({ outcome: 'aired' });
  const text = schedule().replace('      - { id: sang-hieu, title: "Đài hiệu sáng", item: hieu }\n', '');
  const written = must(readSchedules([{ name: 'world.yaml', bytes: new TextEncoder().encode(text) }]));
  must(applySchedule(world.ctx, written, { dryRun: false }));
  plan();
  expect(why('sang-hieu')).toMatchObject([{ status: 'aired', pieces: [{ title: 'Đài hiệu', reasons: [] }] }]);
  expect(vi('sang-hieu')).toContain('ghi lúc 08:00 ngày 23/11/2026: đã phát.');
});

test('a name that nothing knows is refused, with one that is near', async () => {
  await make();
  const refused = whyDay(world.ctx, { channel: CHANNEL, day: MONDAY, segment: 'sang-ban-tinh' });
  expect(refused).toMatchObject({
    ok: false,
    refusals: [{ code: 'segment.unknown', params: { near: 'sang-ban-tin' } }],
  });
});

test('a machine that may not read the air log learns the plan and nothing of what was said', async () => {
  await make();
  plan();
  world.setNow('2026-11-23T01:00:00Z');
  say({ outcome: 'aired' });
  const caller = { kind: 'machine', id: 't-1', name: 'Máy', scopes: ['schedule.read'], unit: null } as never;
  const { logRead, answers } = must(
    whyDay({ ...world.ctx, caller }, { channel: CHANNEL, day: MONDAY, segment: 'sang-hieu' }),
  );
  expect(answers.map((answer) => whyText(answer, 'vi')).join()).toContain('không được xem nhật ký phát sóng');
  expect([logRead, answers.map(({ status, said }) => [status, said])]).toEqual([false, [['unknown', []]]]);
});
