/**
 * The product's own terms in Vietnamese, the source of all its words (glossary: docs/vocabulary.md).
 *
 * Terms only, in the lower case in which they stand inside a sentence; whole sentences are beside this file. The
 * lists of codes from the core are closed: a new code without its word does not compile.
 */
import type { NotAiredReason, Outcome, Role } from '../../core/evidence/entry.ts';
import type { Run } from '../../core/playlist/model.ts';
import type { Kind } from '../../core/refusal.ts';

export const vi = {
  outcomes: {
    aired: 'đã phát',
    partly: 'phát một phần',
    'not-aired': 'không phát',
  } satisfies Record<Outcome, string>,
  notAiredReasons: {
    'power-cut': 'mất điện',
    'device-fault': 'thiết bị hỏng',
    'line-fault': 'lỗi đường dây, đường truyền',
    weather: 'thời tiết xấu',
    'sound-missing': 'thiếu tệp âm thanh',
    'ordered-off': 'tạm dừng theo chỉ đạo',
    emergency: 'nhường cho thông báo khẩn cấp',
    other: 'lý do khác',
  } satisfies Record<NotAiredReason, string>,
  roles: {
    technician: 'kỹ thuật viên',
    operator: 'người phụ trách đài xã',
  } satisfies Record<Role, string>,
  runs: {
    first: 'phát mới',
    repeat: 'phát lại',
  } satisfies Record<Run, string>,
  kinds: {
    unit: 'đơn vị',
    station: 'đài',
    channel: 'kênh',
    session: 'buổi phát',
    segment: 'tiết mục',
    strand: 'chuyên mục',
    item: 'tin bài',
    campaign: 'đợt tuyên truyền',
    contentGroup: 'nhóm nội dung',
  } satisfies Record<Kind, string>,
  /** Genres are data; these are the ones that have a name here. */
  genres: {
    newsItem: 'tin',
    article: 'bài',
    featureReport: 'phóng sự',
    notice: 'thông báo',
    urgentNotice: 'thông báo khẩn',
    bulletin: 'bản tin',
    newsBulletin: 'bản tin thời sự',
    topicProgramme: 'chuyên đề',
    linkText: 'lời dẫn',
    stationIdent: 'đài hiệu',
    signatureTune: 'nhạc hiệu',
    sting: 'nhạc cắt',
    music: 'nhạc',
    musicBed: 'nhạc nền',
    anthem: 'Quốc ca',
    signOff: 'lời chào kết',
    relay: 'tiếp âm',
  },
  /** By BCP 47 primary tag. */
  languages: {
    vi: 'tiếng Việt',
    km: 'tiếng Khmer',
    zh: 'tiếng Hoa',
    en: 'tiếng Anh',
  },
};
