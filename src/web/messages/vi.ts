/**
 * What the pages say in Vietnamese, the source of their texts. Terms (outcomes, reasons, genres) and the
 * sentences of refusals are not here: they are shared with the other borders, in src/contract/sentences.
 */

import { operationsVi } from '../../contract/sentences/operations-vi.ts';
import { accountVi } from './account-vi.ts';
import { auditVi } from './audit-vi.ts';
import { clipsVi } from './clips-vi.ts';
import { fleetVi } from './fleet-vi.ts';
import { jobsVi } from './jobs-vi.ts';
import { libraryVi } from './library-vi.ts';
import { logFilterVi } from './log-filter-vi.ts';
import { ordersVi } from './orders-vi.ts';
import { packVi } from './pack-vi.ts';
import { peopleVi } from './people-vi.ts';
import { phoneVi } from './phone-vi.ts';
import { preflightVi } from './preflight-vi.ts';
import { publishedVi } from './published-vi.ts';
import { retentionVi } from './retention-vi.ts';
import { scheduleVi } from './schedule-vi.ts';
import { soundVi } from './sound-vi.ts';
import { speechVi } from './speech-vi.ts';
import { uploadsVi } from './uploads-vi.ts';
import { urgentVi } from './urgent-vi.ts';

export const vi = {
  ...accountVi,
  ...peopleVi,
  ...retentionVi,
  ...publishedVi,
  ...fleetVi,
  ...urgentVi,
  ...phoneVi,
  ...scheduleVi,
  ...logFilterVi,
  ...ordersVi,
  ...soundVi,
  ...libraryVi,
  ...uploadsVi,
  ...jobsVi,
  ...speechVi,
  ...clipsVi,
  ...packVi,
  ...preflightVi,
  operations: operationsVi,
  auditDetail: auditVi,

  product: 'Loa',
  tagline: 'Lịch phát thanh và nhật ký phát sóng',
  skip: 'Đến nội dung chính',
  nav: {
    label: 'Các trang',
    schedule: 'Lịch phát',
    scheduleLabel: 'Các trang về lịch phát',
    day: 'Ngày',
    week: 'Tuần',
    fleet: 'Các điểm loa',
    urgent: 'Phát khẩn',
    conflicts: 'Trùng giờ',
    orders: 'Tạm ngừng và thay thế',
    history: 'Lịch sử sửa lịch',
    calendarDays: 'Ngày lễ, âm lịch',
    campaigns: 'Chỉ tiêu',
    library: 'Thư viện',
    speech: 'Giọng đọc máy',
    jobs: 'Việc đang làm',
    airLog: 'Nhật ký phát sóng',
    people: 'Người dùng',
    tokens: 'Khóa truy cập',
    audit: 'Lịch sử thao tác',
    api: 'Giao diện lập trình (API)',
    language: 'Ngôn ngữ',
  },
  footer: (zone: string, at: string) => `Giờ ghi trên trang: ${zone}. Trang lập lúc ${at}.`,

  day: {
    title: (day: string, channel: string) => `Lịch phát ngày ${day} – ${channel}`,
    titleBefore: 'Lịch phát ngày',
    move: 'Chuyển ngày',
    previous: 'Ngày trước',
    next: 'Ngày sau',
    today: 'Hôm nay',
    isToday: 'hôm nay',
    choose: 'Chọn kênh và ngày',
    channel: 'Kênh',
    date: 'Ngày',
    show: 'Xem',
    ended: 'đã ngừng',
    planned: (version: number) => `Kế hoạch bản số ${version}`,
    notPlanned: 'Chưa lập kế hoạch: dưới đây là kết quả tính từ lịch hiện có',
    noSessions: 'Ngày này kênh không có buổi phát nào.',
    noSessionsHint: 'Lịch của kênh không đặt buổi phát vào ngày này. Chọn ngày khác hoặc kênh khác ở trên.',
    downloads: 'Tải danh sách phát cả ngày',
    calendar: 'Lịch phát của kênh (.ics)',
    formats: {
      m3u8: 'M3U8 – phần mềm phát nhạc',
      xspf: 'XSPF – VLC',
      pls: 'PLS – máy phát cũ',
      cue: 'CUE – mốc từng tiết mục',
      json: 'JSON – cho máy đọc',
    },
    sessionsOfDay: 'Các buổi phát trong ngày',
  },

  ready: {
    heading: 'Mức sẵn sàng trong ngày',
    none: 'Không có buổi phát',
    green: 'Sẵn sàng phát',
    amber: 'Cần xem lại',
    red: 'Chưa phát được',
    allGood: (sessions: number) =>
      sessions === 1 ? 'Buổi phát đã dựng xong, đủ tiết mục.' : `Cả ${sessions} buổi phát đã dựng xong, đủ tiết mục.`,
    waiting: (session: string) => `${session}: âm thanh đang chờ dựng.`,
    silent: (session: string) => `${session}: không có âm thanh để phát.`,
    missing: (session: string, count: number) => `${session}: thiếu ${count} tiết mục.`,
  },

  session: {
    states: {
      rendered: 'đã dựng',
      waiting: 'đang chờ dựng',
      silent: 'không có âm thanh',
      'relay-only': 'chỉ tiếp âm',
      off: 'không phát',
    },
    missing: (count: number) => `thiếu ${count} tiết mục`,
    now: 'đang trong giờ phát',
    upcoming: 'buổi kế tiếp',
    length: 'Thời lượng',
    most: (most: string) => `tối đa ${most}`,
    left: (left: string) => `còn trống ${left}`,
    full: 'vừa kín thời lượng',
    over: (over: string) => `quá ${over}`,
    play: (session: string) => `Nghe ${session}`,
    download: 'Tải MP3',
    waitingHint: 'Âm thanh đang chờ dựng; tải lại trang sau ít phút để nghe và tải tệp.',
    silentHint: 'Không có tệp âm thanh cho buổi này: không tiết mục nào phát được.',
    relayOnlyHint: 'Buổi này chỉ tiếp âm, không có tệp âm thanh.',
    offHint: 'Buổi này không phát: đã hủy, đã chuyển hoặc tạm ngừng.',
    empty: 'Buổi này không có tiết mục nào.',
    check: 'Dấu kiểm',
    checkFile: (hash: string) => `SHA-256 ${hash}…`,
    checkSound: (loudness: string, peak: string) => `độ lớn ${loudness} LUFS, đỉnh thật ${peak} dBTP`,
    checkAt: (at: string) => `dựng lúc ${at}`,
  },

  rows: {
    caption: (session: string) => `Tiết mục của ${session}`,
    time: 'Giờ',
    length: 'Dài',
    title: 'Tiết mục',
    kind: 'Loại',
    run: 'Lượt',
    language: 'Ngôn ngữ',
    why: 'Vì sao',
    filler: 'nhạc chèn',
    relay: (from: string, to: string) => `TIẾP ÂM ${from}–${to}`,
    relaySilent: 'trong tệp là khoảng lặng',
    relayMusic: 'trong tệp là nhạc chờ',
    absent: 'Không có',
  },

  say: {
    summary: 'Ghi nhận phát sóng',
    notPlanned: 'Chưa ghi được: ngày này chưa có kế hoạch được lưu.',
    recorded: (count: number, first: number, last: number) =>
      count === 1
        ? `Đã ghi 1 dòng vào nhật ký, số ${first}.`
        : `Đã ghi ${count} dòng vào nhật ký, số ${first}–${last}.`,
    wrong: 'Chưa ghi. Sửa các mục sau rồi gửi lại:',
    outcome: 'Kết quả',
    outcomes: { aired: 'Đã phát', partly: 'Phát một phần', 'not-aired': 'Không phát được' },
    scope: 'Phạm vi',
    wholeSession: 'Cả buổi',
    startedAt: 'Bắt đầu lúc',
    startedAtHint: 'Để trống nếu đúng giờ trong lịch.',
    heard: 'Thời gian phát được',
    heardHint: 'Cần khi phát một phần.',
    minutes: 'phút',
    seconds: 'giây',
    reason: 'Lý do',
    reasonHint: 'Cần khi không phát được hoặc phát một phần.',
    noReason: '– chọn lý do –',
    note: 'Ghi chú',
    noteHint: 'Cần khi chọn “lý do khác”.',
    role: 'Người ghi là',
    by: 'Họ và tên người ghi',
    corrects: 'Đính chính dòng số',
    correctsHint: 'Chỉ điền khi sửa một dòng đã ghi; dòng cũ vẫn được giữ.',
    send: 'Ghi vào nhật ký',
    expected: {
      outcome: 'một trong ba kết quả',
      reason: 'một lý do trong danh sách',
      role: 'một vai trò trong danh sách',
      heard: 'số phút và số giây, từ 0 trở lên',
      corrects: 'số của một dòng nhật ký',
      text: (limit: number) => `nhiều nhất ${limit} chữ`,
    },
    heading: 'Đã ghi nhận',
    numbers: (first: number, last: number) => (first === last ? `Số ${first}` : `Số ${first}–${last}`),
    whole: 'cả buổi',
    counted: (count: number, word: string) => `${count} ${word}`,
    correctsEntry: (seq: number) => `đính chính dòng ${seq}`,
  },

  log: {
    title: 'Nhật ký phát sóng',
    lead: 'Mỗi dòng là lời ghi của một người về một lượt phát đã định. Dòng đã ghi không sửa, không xóa; muốn sửa thì ghi dòng đính chính.',
    filter: 'Lọc nhật ký',
    from: 'Từ ngày',
    to: 'Đến ngày',
    channel: 'Kênh',
    allChannels: 'Tất cả các kênh',
    campaign: 'Đợt tuyên truyền',
    allCampaigns: 'Tất cả nội dung',
    show: 'Xem',
    sheet: (day: string) => `Sổ nhật ký ngày ${day} (PDF để in)`,
    downloads: 'Tải nhật ký theo bộ lọc này',
    count: (count: string) => `${count} dòng`,
    bundle: 'Gói bằng chứng',
    bundleHint: 'Gói bằng chứng để nơi khác kiểm được, không cần tin hệ thống này.',
    verify: 'Kiểm tra gói bằng chứng',
    none: 'Không có dòng nào theo bộ lọc này.',
    later: 'Các dòng sau',
    columns: {
      seq: 'Số',
      planned: 'Theo lịch',
      title: 'Tiết mục',
      channel: 'Kênh',
      outcome: 'Kết quả',
      heard: 'Phát được',
      who: 'Người ghi',
      recordedAt: 'Ghi lúc',
    },
    corrects: (seq: number) => `đính chính dòng ${seq}`,
    correctedBy: (seqs: string) => `được đính chính ở dòng ${seqs}`,
    anonymous: 'không ghi tên',
    erased: 'tên đã xóa theo yêu cầu',
    note: 'Ghi chú',
    fromSession: 'ghi cho cả buổi',
    disputed: (seq: number) => `Không đồng ý (dòng ${seq})`,
    object: {
      open: 'Không đồng ý với mục này',
      note: 'Vì sao',
      by: 'Ý kiến của ai',
      send: 'Ghi ý kiến',
      hint: 'Ý kiến nằm cạnh mục này trong nhật ký, không sửa và không xóa mục này.',
      done: (seq: number, disputes: number) => `Đã ghi ý kiến ở dòng ${seq}, về dòng ${disputes}.`,
    },
  },

  problem: {
    notFound: 'Không tìm thấy trang',
    notFoundHint: 'Địa chỉ này không có trang nào. Có thể liên kết đã cũ hoặc gõ nhầm.',
    refused: 'Không làm được yêu cầu này',
    broken: 'Trang gặp lỗi',
    brokenHint: 'Lỗi đã được ghi lại. Thử tải lại trang; nếu vẫn lỗi, báo cho người quản trị hệ thống.',
    home: 'Về lịch phát hôm nay',
    right: 'Không có quyền làm việc này',
    link: 'Liên kết không dùng được',
    noRoles: 'Chưa được giao vai trò',
    noRolesHint: 'Tài khoản này chưa có vai trò nào. Hãy liên hệ người quản trị của đơn vị để được giao vai trò.',
    noChannels: 'Chưa có kênh nào',
    noChannelsHint: 'Chưa có lịch nào được áp dụng. Người quản trị áp dụng tệp lịch bằng lệnh: loa apply',
  },
};

export type Messages = typeof vi;
