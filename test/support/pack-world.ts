/** A centre whose evening goes past midnight, with a relay, a Khmer title and a long one: what a printed list must bear. */
import { makeWorld, type World } from './world.ts';

export const LONG =
  'Nghị quyết số 57-NQ/TW của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia: những điều bà con ấp Hậu Thành cần biết, kỳ thứ ba';
export const KHMER = 'ព័ត៌មានជាភាសាខ្មែរ ស្តីពីសេចក្តីសម្រេចអំពីការអភិវឌ្ឍវិទ្យាសាស្ត្របច្ចេកវិទ្យានិងការផ្លាស់ប្តូរឌីជីថលជាតិ';

const SCHEDULE = `
units:
  - { id: my-tu, name: "Mỹ Tú", kind: "xã" }
stations:
  - { id: tram-my-tu, name: "Đài Truyền thanh xã Mỹ Tú", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: my-tu }] }
channels:
  - { id: dai-my-tu, name: "Đài Mỹ Tú", station: tram-my-tu, carrier: fm, units: [{ unit: my-tu }] }
items:
  - { id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }
  - { id: tin-1, title: "${LONG}", genre: newsItem, sound: tin-1.wav }
  - { id: tin-km, title: "${KHMER}", genre: newsItem, versions: [{ language: km, sound: tin-2.wav }] }
  - { id: tin-cho, title: "Tin chờ thu", genre: newsItem, versions: [{ language: km }] }
sessions:
  - id: buoi-sang
    name: "Buổi phát sáng"
    channels: [dai-my-tu]
    start: "05:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: sang-dai-hieu, title: "Đài hiệu", item: dai-hieu }
      - { id: sang-tin, title: "Bản tin", item: tin-1 }
      - { id: sang-tiep-am, title: "Tiếp âm Đài Tiếng nói Việt Nam", relay: "VOV1", minutes: 1 }
      - { id: sang-khmer, title: "Tin tiếng Khmer", item: tin-km, language: km }
      - { id: sang-cho, title: "Tin chờ thu", item: tin-cho, language: km, required: false }
  - id: buoi-khuya
    name: "Buổi khuya"
    channels: [dai-my-tu]
    start: "23:59:57"
    maxMinutes: 10
    from: 2026-11-01
    segments:
      - { id: khuya-dai-hieu, title: "Đài hiệu", item: dai-hieu }
      - { id: khuya-tin, title: "Tin đêm", item: tin-1 }
`;

export const makePackWorld = (): Promise<World> => makeWorld({ schedule: SCHEDULE });
