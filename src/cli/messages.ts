/** What commands say while they work. Vietnamese is the source; a message missing in English does not compile. */

import { formatBytes, formatDate, formatDuration, formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { LocalDate } from '../core/time/local.ts';

const vi = {
  nothingChanged: 'Không có gì thay đổi.',
  applied: (count: number) => `Đã áp dụng ${formatNumber(count, 'vi')} thay đổi.`,
  dryRun: (count: number) => `Chạy thử: có ${formatNumber(count, 'vi')} thay đổi, chưa ghi gì.`,
  added: 'thêm',
  changed: 'sửa',
  removed: 'bỏ',
  noOccurrence: 'Không có ngày nào trong khoảng này.',
  taking: (name: string, seconds: number) => `Đang nhận ${name}: ${formatDuration(seconds, 'vi')}`,
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
  plays: 'phát',
  copied: (path: string) => `Đã chép ra ${path}`,
  cancelled: 'Đã dừng theo yêu cầu.',
  bug: (detail: string) => `Loa gặp lỗi của chính mình, chưa ghi gì dở dang. Xin báo lại dòng này: ${detail}`,
  rows: (count: number) => `${formatNumber(count, 'vi')} dòng nhật ký.`,
};

const en: typeof vi = {
  nothingChanged: 'Nothing changes.',
  applied: (count) => `Applied ${formatNumber(count, 'en')} changes.`,
  dryRun: (count) => `Dry run: ${formatNumber(count, 'en')} changes, nothing written.`,
  added: 'add',
  changed: 'change',
  removed: 'remove',
  noOccurrence: 'No day in this span.',
  taking: (name, seconds) => `Taking in ${name}: ${formatDuration(seconds, 'en')}`,
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
  plays: 'plays',
  copied: (path) => `Copied to ${path}`,
  cancelled: 'Stopped as asked.',
  bug: (detail) => `Loa met a fault of its own; nothing is half-written. Please report this line: ${detail}`,
  rows: (count) => `${formatNumber(count, 'en')} air-log rows.`,
};

export type Messages = typeof vi;

export const messages = (lang: Lang): Messages => (lang === 'vi' ? vi : en);
