/**
 * The product's own terms in Vietnamese, the source of all its words (glossary: docs/vocabulary.md).
 *
 * Terms only, in the lower case in which they stand inside a sentence; whole sentences are beside this file. The
 * lists of codes from the core are closed: a new code without its word does not compile.
 */
import type { AccountRole, Right } from '../../core/access/model.ts';
import type { NotAiredReason, Outcome, Role } from '../../core/evidence/entry.ts';
import type { Run } from '../../core/playlist/model.ts';
import type { Kind } from '../../core/refusal.ts';
import type { Genre } from '../../core/schedule/genres.ts';
import type { Evidence, Verdict } from '../../core/verdict/judge.ts';
import type { Unknown } from '../../core/verdict/list.ts';

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
  verdicts: {
    aired: 'đã phát',
    partly: 'phát một phần',
    interrupted: 'bị ngắt giữa chừng',
    'not-aired': 'không phát',
    unknown: 'chưa rõ',
  } satisfies Record<Verdict, string>,
  evidence: {
    L0: 'chỉ có trong lịch',
    L1: 'đã gửi tới điểm phát',
    L2: 'thiết bị báo đã phát',
    L3: 'khớp tín hiệu tại bộ khuếch đại',
    L4: 'khớp bản thu tại loa',
    L5: 'khớp bản thu của bên khác',
    statement: 'lời xác nhận của người phụ trách',
  } satisfies Record<Evidence, string>,
  /** L2 again, where the device is a site's own page. */
  pageReports: 'trang điện thoại báo đã phát',
  unknowns: {
    'to-come': 'chưa đến giờ',
    unsaid: 'chưa ai xác nhận',
  } satisfies Record<Unknown, string>,
  roles: {
    technician: 'kỹ thuật viên',
    operator: 'người phụ trách đài xã',
  } satisfies Record<Role, string>,
  /** What people may be. An operator is the same hat here and in the air log. */
  accountRoles: {
    administrator: 'người quản trị',
    editor: 'biên tập viên',
    approver: 'người duyệt',
    technician: 'kỹ thuật viên',
    operator: 'người phụ trách đài xã',
    boardOfficer: 'cán bộ Ban Tuyên giáo và Dân vận',
  } satisfies Record<AccountRole, string>,
  rights: {
    'schedule.read': 'xem lịch phát sóng',
    'schedule.write': 'sửa lịch phát sóng',
    'sound.write': 'nạp âm thanh',
    'day.render': 'dựng chương trình phát',
    'day.approve': 'duyệt lịch ngày',
    'item.approve': 'duyệt tin bài',
    'airing.record': 'ghi nhận phát sóng',
    'airing.object': 'nêu ý kiến về nhật ký phát sóng',
    'airing.report': 'báo kết quả phát của máy (L2)',
    'airing.report-l3': 'báo kết quả đối chiếu đường tiếng (L3)',
    'airing.report-l4': 'báo kết quả micrô tại loa (L4)',
    'airing.report-l5': 'báo kết quả máy ghi của bên khác (L5)',
    'airing.report-page': 'báo kết quả phát của trang điện thoại (L2)',
    'air-log.read': 'xem nhật ký phát sóng',
    'audit.read': 'xem lịch sử thao tác',
    'person.read': 'xem người dùng và vai trò',
    'person.manage': 'quản lý người dùng và vai trò',
    'token.read': 'xem khóa truy cập và liên kết điểm loa',
    'token.manage': 'quản lý khóa truy cập và liên kết điểm loa',
    'unit.manage': 'quản lý đơn vị',
    'retention.manage': 'đặt thời hạn lưu giữ',
    'hold.place': 'đặt lệnh giữ nguyên dữ liệu',
    'hold.lift': 'dỡ lệnh giữ nguyên dữ liệu',
    'service.read': 'xem tình trạng dịch vụ',
  } satisfies Record<Right, string>,
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
    festival: 'ngày lễ',
    overlay: 'lệnh tạm ngừng hoặc thay thế',
    guard: 'quy định giờ phát',
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
    entertainment: 'chương trình giải trí',
    musicBed: 'nhạc nền',
    anthem: 'Quốc ca',
    signOff: 'lời chào kết',
    relay: 'tiếp âm',
  } satisfies Record<Genre, string>,
  /** By BCP 47 primary tag. */
  languages: {
    vi: 'tiếng Việt',
    km: 'tiếng Khmer',
    zh: 'tiếng Hoa',
    en: 'tiếng Anh',
  },
};
