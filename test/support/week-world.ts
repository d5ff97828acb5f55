/** A week of a small district with everything that the schedule pages have to show: conflicts, hours, orders, festivals, targets. */
import { makePageWorld, type PageWorld } from './page-world.ts';

const WEEK_SCHEDULE = `
units:
  - { id: my-tu, name: "Huyện Mỹ Tú", kind: "huyện" }
  - { id: my-phuoc, name: "Xã Mỹ Phước", kind: "xã", parents: [{ unit: my-tu }] }
stations:
  - { id: tram-my-tu, name: "Đài Truyền thanh Mỹ Tú", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: my-tu }] }
channels:
  - { id: dai-my-tu, name: "Đài Mỹ Tú", station: tram-my-tu, carrier: fm, units: [{ unit: my-tu }] }
  - { id: dai-my-tu-cu, name: "Đài Mỹ Tú", station: tram-my-tu, carrier: fm, units: [{ unit: my-tu }], to: 2026-10-31 }
  - { id: loa-hau-thanh, name: "Loa ấp Hậu Thành", station: tram-my-tu, carrier: loudspeaker, units: [{ unit: my-phuoc }] }
campaigns:
  - id: nq57
    name: "Tuyên truyền Nghị quyết 57"
    owner: my-tu
    from: 2026-11-01
    to: 2026-12-31
    contentGroups: [{ id: chu-truong, name: "Chủ trương, chính sách" }]
    targets:
      - { contentGroup: chu-truong, measure: airings, amount: 40, per: week }
items:
  - { id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }
  - { id: dan-ca, title: "Dân ca Nam Bộ", genre: music, sound: dan-ca.wav }
  - { id: tin-1, title: "Chuyển đổi số ở xã Mỹ Phước", genre: newsItem, campaign: nq57, contentGroup: chu-truong, sound: tin-1.wav }
  - { id: tin-2, title: "Khuyến nông: phòng rầy nâu vụ đông xuân", genre: newsItem, campaign: nq57, contentGroup: chu-truong, sound: tin-2.wav }
  - { id: tin-km, title: "Tin tiếng Khmer", genre: newsItem, versions: [{ language: km }] }
  - { id: thong-bao, title: "Thông báo của Ủy ban nhân dân huyện", genre: notice, sound: tin-1.wav }
strands:
  - { id: ban-tin, name: "Bản tin 57", campaign: nq57, items: [tin-1, tin-2] }
festivals:
  - id: ooc-om-boc
    name: "Lễ hội Óoc Om Bóc"
    kind: khmer
    days: [{ from: 2026-11-23, to: 2026-11-24, source: "Ban Dân tộc tỉnh, thông báo số 12" }]
guards:
  - { id: gio-phat, name: "Giờ phát của huyện", document: "12/2022/QĐ-UBND", hours: [{ from: "04:30", to: "21:00" }] }
sessions:
  - id: buoi-sang
    name: "Buổi phát sáng"
    channels: [dai-my-tu, loa-hau-thanh]
    start: "05:00"
    maxMinutes: 1
    from: 2026-11-01
    segments:
      - { id: sang-dai-hieu, title: "Đài hiệu", item: dai-hieu }
      - { id: sang-ban-tin, title: "Bản tin", strand: ban-tin, count: 2 }
      - { id: sang-khmer, title: "Tin tiếng Khmer", item: tin-km, language: km, required: false }
  - id: buoi-trua
    name: "Ca nhạc buổi trưa"
    channels: [dai-my-tu]
    start: "11:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: trua-dai-hieu, title: "Đài hiệu", item: dai-hieu }
      - { id: trua-dan-ca, title: "Dân ca", item: dan-ca }
  - id: buoi-chieu
    name: "Buổi phát chiều"
    channels: [dai-my-tu]
    start: "17:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: chieu-dai-hieu, title: "Đài hiệu", item: dai-hieu }
      - { id: chieu-phat-lai, title: "Phát lại bản tin", repeat: sang-ban-tin }
  - id: thong-bao-huyen
    name: "Thông báo của huyện"
    channels: [dai-my-tu]
    start: "18:00"
    maxMinutes: 5
    rule: FREQ=WEEKLY;BYDAY=TH
    from: 2026-11-01
    segments: [{ id: huyen-thong-bao, title: "Thông báo của huyện", item: thong-bao, priority: priority }]
  - id: thong-bao-xa
    name: "Thông báo của xã"
    channels: [dai-my-tu]
    start: "18:00:02"
    maxMinutes: 5
    rule: FREQ=WEEKLY;BYDAY=TH
    from: 2026-11-01
    segments: [{ id: xa-thong-bao, title: "Thông báo của xã", item: tin-2, priority: priority }]
  - id: buoi-toi
    name: "Buổi phát tối thứ Sáu"
    channels: [dai-my-tu]
    start: "21:30"
    maxMinutes: 10
    rule: FREQ=WEEKLY;BYDAY=FR
    from: 2026-11-01
    segments: [{ id: toi-dan-ca, title: "Dân ca", item: dan-ca }]
`;

const SOUNDS = { 'dai-hieu.wav': 2, 'tin-1.wav': 3, 'tin-2.wav': 4, 'dan-ca.wav': 6 };

/** With an editor of the whole centre: 'bien-tap'. */
export const makeWeekWorld = async (): Promise<PageWorld> => {
  const world = await makePageWorld({ schedule: WEEK_SCHEDULE, sounds: SOUNDS });
  await world.add('bien-tap', 'Nguyễn Thị Hồng Thắm', 'editor', null);
  return world;
};
