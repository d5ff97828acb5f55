/** What `loa retention` and `loa hold` say. Vietnamese is the source. */
import { formatDate, formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { LocalDate } from '../core/time/local.ts';

const span = (from: LocalDate, to: LocalDate, lang: Lang): string =>
  `${formatDate(from, lang)} – ${formatDate(to, lang)}`;

const vi = {
  forever: 'giữ mãi',
  days: (days: number) => `giữ ${formatNumber(days, 'vi')} ngày`,
  unset: (offered: number) => `giữ mãi (chưa ai đặt; gợi ý ${formatNumber(offered, 'vi')} ngày)`,
  due: (due: number, held: number, needed: number) =>
    `đến hạn bỏ ${formatNumber(due, 'vi')}; quá hạn nhưng còn lệnh giữ ${formatNumber(held, 'vi')}, còn được dùng ${formatNumber(needed, 'vi')}`,
  set: (by: string, at: string, reason: string) => `đặt lúc ${at}, người đặt: ${by}; lý do: ${reason}`,
  wasSet: (rule: number) => `Đã đặt (quy tắc số ${rule}).`,
  notDays: (text: string) => `cần một số ngày hoặc “forever”, không phải “${text}”`,
  nothing: 'Không có gì đến hạn.',
  would: (what: string, count: number) => `Sẽ bỏ ${formatNumber(count, 'vi')}: ${what}`,
  removed: (what: string, count: number, entry: number | null) =>
    `Đã bỏ ${formatNumber(count, 'vi')}: ${what}${entry === null ? '' : ` (nhật ký dòng ${entry})`}`,
  noHolds: 'Không có lệnh giữ nguyên dữ liệu nào.',
  inForce: 'còn hiệu lực',
  lifted: (at: string, by: string) => `đã dỡ lúc ${at}, người dỡ: ${by}`,
  span: (from: LocalDate, to: LocalDate) => span(from, to, 'vi'),
  allChannels: 'mọi kênh',
  placed: (id: string, entry: number) =>
    `Đã đặt lệnh ${id} (nhật ký dòng ${entry}). Từ giờ không gì trong những ngày ấy bị bỏ.`,
  wasLifted: (id: string, entry: number) => `Đã dỡ lệnh ${id} (nhật ký dòng ${entry}).`,
};

const en: typeof vi = {
  forever: 'kept for ever',
  days: (days) => `kept ${formatNumber(days, 'en')} days`,
  unset: (offered) => `kept for ever (nobody has set it; ${formatNumber(offered, 'en')} days would be usual)`,
  due: (due, held, needed) =>
    `due ${formatNumber(due, 'en')}; old but held ${formatNumber(held, 'en')}, still needed ${formatNumber(needed, 'en')}`,
  set: (by, at, reason) => `set at ${at} by ${by}; reason: ${reason}`,
  wasSet: (rule) => `Set (rule ${rule}).`,
  notDays: (text) => `needs a number of days or “forever”, not “${text}”`,
  nothing: 'Nothing is due.',
  would: (what, count) => `Would remove ${formatNumber(count, 'en')}: ${what}`,
  removed: (what, count, entry) =>
    `Removed ${formatNumber(count, 'en')}: ${what}${entry === null ? '' : ` (log entry ${entry})`}`,
  noHolds: 'There is no legal hold.',
  inForce: 'in force',
  lifted: (at, by) => `lifted at ${at} by ${by}`,
  span: (from, to) => span(from, to, 'en'),
  allChannels: 'every channel',
  placed: (id, entry) => `Placed hold ${id} (log entry ${entry}). From now on nothing of those days goes.`,
  wasLifted: (id, entry) => `Lifted hold ${id} (log entry ${entry}).`,
};

export const retentionMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
