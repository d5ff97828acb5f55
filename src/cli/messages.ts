/** What commands say while they work. Vietnamese is the source; a message missing in English does not compile. */

import { EVIDENCE } from '../contract/sentences/evidence.ts';
import { formatBytes, formatDate, formatDuration, formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import { quote } from '../contract/sentences/phrases.ts';
import type { AiringCounts } from '../core/campaign/by-unit.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { VerdictCounts } from '../core/verdict/totals.ts';

/** '12 lượt theo lịch, 10 đã phát': the first always, of the others those that are not 0. */
const told = (counts: readonly (readonly [count: number, words: string])[]): string =>
  counts
    .filter(([count], n) => n === 0 || count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');

const vi = {
  nothingChanged: 'Không có gì thay đổi.',
  unauthorised: (title: string) =>
    `Lưu ý: ${quote(title)} ghi là khẩn cấp nhưng chưa có tên người cho phép (authorised), nên vẫn phải theo khung giờ được phát.`,
  applied: (count: number) => `Đã áp dụng ${formatNumber(count, 'vi')} thay đổi.`,
  dryRun: (count: number) => `Chạy thử: có ${formatNumber(count, 'vi')} thay đổi, chưa ghi gì.`,
  added: 'thêm',
  changed: 'sửa',
  removed: 'bỏ',
  noOccurrence: 'Không có ngày nào trong khoảng này.',
  ruleOrDate: 'cần ít nhất một --rule hoặc một --rdate',
  onePolicy: 'với --policy, chỉ chọn một trong forward, backward và một trong first, second',
  shifted: (asked: string, shift: 'missing' | 'doubled', policy: string) =>
    shift === 'missing'
      ? `đồng hồ không qua ${asked}: dời ${policy === 'forward' ? 'về sau' : 'lên trước'}`
      : `đồng hồ qua ${asked} hai lần: lấy lần ${policy === 'first' ? 'đầu' : 'sau'}`,
  taken: (name: string, seconds: number, loudness: number) =>
    `Đã nhận ${name}: ${formatDuration(seconds, 'vi')}, ${formatNumber(loudness, 'vi', 1)} LUFS`,
  alreadyThere: (name: string) => `Đã có sẵn: ${name}`,
  noFiles: 'Không có tệp nào để nhận.',
  rendering: (session: string, share: number) => `Đang dựng ${session}: ${Math.round(share * 100)}%`,
  rendered: (session: string, seconds: number, bytes: number, loudness: number | null, path: string) =>
    `Đã dựng ${session}: ${formatDuration(seconds, 'vi')}, ${formatBytes(bytes, 'vi')}${loudness === null ? '' : `, ${formatNumber(loudness, 'vi', 1)} LUFS`}\n  ${path}`,
  day: (day: LocalDate, channel: string) => `${formatDate(day, 'vi')} · ${channel}`,
  notOnAir: 'không có buổi phát',
  session: (name: string, start: string, seconds: number) => `  ${start}  ${name} (${formatDuration(seconds, 'vi')})`,
  left: 'không phát',
  because: 'vì',
  neverPlanned: 'Không có tiết mục nào khớp trong ngày này.',
  noLanguage: (known: string) => `--lang chỉ nhận: ${known}`,
  copied: (path: string) => `Đã chép ra ${path}`,
  cancelled: 'Đã dừng theo yêu cầu.',
  bug: (detail: string) => `Loa gặp lỗi của chính mình, chưa ghi gì dở dang. Xin báo lại dòng này: ${detail}`,
  rows: (count: number) => `${formatNumber(count, 'vi')} dòng nhật ký.`,
  bundled: (path: string, entries: number, vkey: string) =>
    `Đã ghi ${path}: ${formatNumber(entries, 'vi')} mục kèm bằng chứng.\nKhóa kiểm tra, để so với khóa trên giấy: ${vkey}`,
  exported: (path: string, entries: number, vkey: string) =>
    `Đã ghi ${path}: toàn bộ ${formatNumber(entries, 'vi')} mục đã ký.\nKhóa kiểm tra, để so với khóa trên giấy: ${vkey}`,
  pathWanted: 'Cần tên gói, thư mục, tệp .tlog-proof hoặc .loa-log cần kiểm; hoặc --page để ghi trang kiểm tra ra tệp',
  pageWritten: (path: string) => `Đã ghi ${path}. Mở bằng trình duyệt, không cần mạng.`,
  verified: EVIDENCE.vi.holds,
  ownKey: `${EVIDENCE.vi.ownKey}: --key.`,
  anchorWanted: 'Cần ít nhất một nơi ở ngoài: --witness cùng --witness-key, hoặc --authority',
  logEmpty: 'Nhật ký phát sóng chưa có mục nào để đưa ra ngoài.',
  keyWanted: 'Cần khóa kiểm tra của nhật ký, in trên giấy: --key',
  proved: EVIDENCE.vi.proved,
  unitsOf: (day: string, count: number) => `Ngày ${day}: ${formatNumber(count, 'vi')} đơn vị.`,
  bothEnds: (first: string, last: string) => `${first} và ${last} phải đi cùng nhau.`,
  airings: ({ planned, aired, partly, notAired, unsaid, toCome }: AiringCounts) =>
    told([
      [planned, 'lượt theo lịch'],
      [aired, 'đã phát'],
      [partly, 'phát một phần'],
      [notAired, 'không phát'],
      [unsaid, 'chưa ai xác nhận'],
      [toCome, 'chưa đến giờ'],
    ]),
  verdictCounts: ({ planned, aired, partly, interrupted, notAired, unknown, toCome, disagreeing }: VerdictCounts) =>
    told([
      [planned, 'lượt theo lịch'],
      [aired, 'đã phát'],
      [partly, 'phát một phần'],
      [interrupted, 'bị ngắt'],
      [notAired, 'không phát'],
      [unknown - toCome, 'chưa rõ'],
      [toCome, 'chưa đến giờ'],
      [disagreeing, 'có lời xác nhận khác nhau'],
    ]),
  unplanned: 'Ghi nhận ngoài lịch',
  unseenDays: (count: number) => `${formatNumber(count, 'vi')} ngày của các kênh mà bạn không được xem.`,
  disagree: 'các lời xác nhận khác nhau',
  noUnit: 'Không thuộc đơn vị nào',
  noCampaign: 'Ngoài các đợt tuyên truyền',
  total: 'Tổng cộng',
  noTargets: 'Trong thời gian này đợt tuyên truyền không có chỉ tiêu nào.',
};

const en: typeof vi = {
  nothingChanged: 'Nothing changes.',
  unauthorised: (title) =>
    `Note: ${quote(title)} is called an emergency, but does not say who authorised it (authorised), so the allowed hours hold for it.`,
  applied: (count) => `Applied ${formatNumber(count, 'en')} changes.`,
  dryRun: (count) => `Dry run: ${formatNumber(count, 'en')} changes, nothing written.`,
  added: 'add',
  changed: 'change',
  removed: 'remove',
  noOccurrence: 'No day in this span.',
  ruleOrDate: 'at least one --rule or one --rdate is needed',
  onePolicy: 'with --policy, choose only one of forward, backward and one of first, second',
  shifted: (asked, shift, policy) =>
    shift === 'missing'
      ? `clocks skipped ${asked}: moved ${policy === 'forward' ? 'later' : 'earlier'}`
      : `clocks showed ${asked} twice: the ${policy} is taken`,
  taken: (name, seconds, loudness) =>
    `Taken in ${name}: ${formatDuration(seconds, 'en')}, ${formatNumber(loudness, 'en', 1)} LUFS`,
  alreadyThere: (name) => `Already there: ${name}`,
  noFiles: 'There are no files to take in.',
  rendering: (session, share) => `Rendering ${session}: ${Math.round(share * 100)}%`,
  rendered: (session, seconds, bytes, loudness, path) =>
    `Rendered ${session}: ${formatDuration(seconds, 'en')}, ${formatBytes(bytes, 'en')}${loudness === null ? '' : `, ${formatNumber(loudness, 'en', 1)} LUFS`}\n  ${path}`,
  day: (day, channel) => `${formatDate(day, 'en')} · ${channel}`,
  notOnAir: 'no session',
  session: (name, start, seconds) => `  ${start}  ${name} (${formatDuration(seconds, 'en')})`,
  left: 'left out',
  because: 'because',
  neverPlanned: 'No segment matches on this day.',
  noLanguage: (known) => `--lang takes only: ${known}`,
  copied: (path) => `Copied to ${path}`,
  cancelled: 'Stopped as asked.',
  bug: (detail) => `Loa met a fault of its own; nothing is half-written. Please report this line: ${detail}`,
  rows: (count) => `${formatNumber(count, 'en')} air-log rows.`,
  bundled: (path, entries, vkey) =>
    `Wrote ${path}: ${formatNumber(entries, 'en')} entries with their proofs.\nThe key, to compare with the one on paper: ${vkey}`,
  exported: (path, entries, vkey) =>
    `Wrote ${path}: all ${formatNumber(entries, 'en')} signed entries.\nThe key, to compare with the one on paper: ${vkey}`,
  pathWanted:
    'name a bundle, a folder, a .tlog-proof or a .loa-log to be checked; or --page, to write the page that checks',
  pageWritten: (path) => `Wrote ${path}. Open it in a browser; it needs no network.`,
  verified: EVIDENCE.en.holds,
  ownKey: `${EVIDENCE.en.ownKey}: --key.`,
  anchorWanted: 'Name somebody outside: --witness with --witness-key, or --authority',
  logEmpty: 'The air log has no entry yet to be anchored.',
  keyWanted: 'The log’s key, as it stands on paper, is needed: --key',
  proved: EVIDENCE.en.proved,
  unitsOf: (day, count) => `${day}: ${formatNumber(count, 'en')} units.`,
  bothEnds: (first, last) => `${first} and ${last} go together.`,
  airings: ({ planned, aired, partly, notAired, unsaid, toCome }) =>
    told([
      [planned, 'planned'],
      [aired, 'aired'],
      [partly, 'in part'],
      [notAired, 'not aired'],
      [unsaid, 'not confirmed'],
      [toCome, 'to come'],
    ]),
  verdictCounts: ({ planned, aired, partly, interrupted, notAired, unknown, toCome, disagreeing }) =>
    told([
      [planned, 'planned'],
      [aired, 'aired'],
      [partly, 'in part'],
      [interrupted, 'interrupted'],
      [notAired, 'not aired'],
      [unknown - toCome, 'unknown'],
      [toCome, 'to come'],
      [disagreeing, 'with entries that disagree'],
    ]),
  unplanned: 'Recorded, in no plan',
  unseenDays: (count) => `${formatNumber(count, 'en')} days of channels that you may not see.`,
  disagree: 'entries disagree',
  noUnit: 'Of no unit',
  noCampaign: 'Of no campaign',
  total: 'In all',
  noTargets: 'The campaign has no targets in this span.',
};

export type Messages = typeof vi;

export const messages = (lang: Lang): Messages => (lang === 'vi' ? vi : en);
