/** What the commands about edits, conflicts and overlays say. Vietnamese is the source. */
import { formatClock, formatDate, formatDuration, formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { LocalDate, LocalTime } from '../core/time/local.ts';

const vi = {
  made: (id: number) => `Đã ghi lần sửa số ${id}.`,
  preview: 'Xem trước, chưa ghi gì.',
  noChange: 'Không có gì thay đổi trong những ngày đã xem.',
  beyond: (to: string) => `Mới xem đến ngày ${formatDate(to as LocalDate, 'vi')}; sau ngày ấy vẫn còn thay đổi.`,
  undone: (id: number) => `Đã hoàn tác lần sửa số ${id}.`,
  replanned: (planned: number, all: number) =>
    `Đã lập lại kế hoạch ${formatNumber(planned, 'vi')} trên ${formatNumber(all, 'vi')} ngày đã lập.`,
  later: (left: number) => `Còn ${formatNumber(left, 'vi')} ngày sẽ được lập lại sau ít phút.`,
  silent: 'không phát',
  length: (seconds: number) => formatDuration(seconds, 'vi'),
  adds: 'thêm',
  leaves: 'bỏ',
  noConflict: 'Không có chỗ trùng giờ nào.',
  conflicts: (count: number) => `${formatNumber(count, 'vi')} chỗ trùng giờ.`,
  way: 'Cách xử lý',
  notLooked: 'Có nhiều chỗ trùng: hãy xem riêng ngày này để biết các cách xử lý.',
  decided: (id: number) => `Đã ghi quyết định số ${id}.`,
  noHistory: 'Chưa có lần sửa nào.',
  kinds: {
    edit: 'sửa',
    decision: 'quyết định',
    confirmation: 'xác nhận ngày lễ',
    lift: 'dỡ lệnh tạm ngừng hoặc thay thế',
  },
  nobody: 'người đã xóa',
  system: 'hệ thống',
  undoneBy: (who: string, at: string, reason: string) => `đã hoàn tác: ${who}, ${at}: ${reason}`,
  overlayAdded: (id: string) => `Đã thêm lệnh tạm ngừng hoặc thay thế ${id}.`,
  overlayLifted: (id: number) => `Đã dỡ lệnh tạm ngừng hoặc thay thế (lần sửa số ${id}).`,
  noOverlays: 'Chưa có lệnh tạm ngừng hoặc thay thế nào.',
  overlayStates: { coming: 'sắp tới', standing: 'đang có hiệu lực', over: 'đã hết', lifted: 'đã dỡ' },
  liftedFrom: (day: LocalDate) => `dỡ từ ngày ${formatDate(day, 'vi')}`,
  span: (from: LocalDate, to: LocalDate) =>
    from === to ? formatDate(from, 'vi') : `${formatDate(from, 'vi')} – ${formatDate(to, 'vi')}`,
  clock: (time: LocalTime) => formatClock(time),
  oneTarget: 'cần đúng một trong hai: --session hoặc --segment',
  oneContent: 'cần đúng một trong các nội dung: --item, --strand, --repeat, --relay, --filler',
  needs: (option: string) => `thiếu ${option}`,
  onlyWith: (step: string, option: string) => `edit ${step} chỉ dùng với ${option}`,
  minutes: (typed: string, most: number) =>
    `--minutes cần số phút lớn hơn 0, nhiều nhất ${formatNumber(most, 'vi')}, không phải “${typed}”`,
  channels: (names: readonly string[], more: number) =>
    `${names.join(', ')}${more === 0 ? '' : ` và ${formatNumber(more, 'vi')} kênh khác`}`,
  moreDays: (days: number, last: LocalDate) =>
    `… và ${formatNumber(days, 'vi')} ngày nữa cũng thay đổi, đến ${formatDate(last, 'vi')}; thêm --json để xem đủ.`,
};

const en: typeof vi = {
  made: (id) => `Made: change number ${id}.`,
  preview: 'A preview; nothing is written.',
  noChange: 'Nothing changes on the days that were looked at.',
  beyond: (to) => `Looked at up to ${formatDate(to as LocalDate, 'en')}; there is more after that day.`,
  undone: (id) => `Undone: change number ${id}.`,
  replanned: (planned, all) =>
    `Planned again: ${formatNumber(planned, 'en')} of ${formatNumber(all, 'en')} planned days.`,
  later: (left) => `${formatNumber(left, 'en')} more days are planned again within minutes.`,
  silent: 'does not air',
  length: (seconds) => formatDuration(seconds, 'en'),
  adds: 'adds',
  leaves: 'leaves out',
  noConflict: 'There are no conflicts.',
  conflicts: (count) => `${formatNumber(count, 'en')} conflicts.`,
  way: 'Way out',
  notLooked: 'There are many conflicts: ask for this day alone to see ways out.',
  decided: (id) => `Recorded: decision number ${id}.`,
  noHistory: 'There are no changes.',
  kinds: { edit: 'edit', decision: 'decision', confirmation: 'festival confirmed', lift: 'overlay lifted' },
  nobody: 'somebody erased',
  system: 'the system',
  undoneBy: (who, at, reason) => `undone by ${who}, ${at}: ${reason}`,
  overlayAdded: (id) => `Added the overlay ${id}.`,
  overlayLifted: (id) => `Lifted (change number ${id}).`,
  noOverlays: 'There are no overlays.',
  overlayStates: { coming: 'to come', standing: 'in force', over: 'over', lifted: 'lifted' },
  liftedFrom: (day) => `lifted from ${formatDate(day, 'en')} on`,
  span: (from, to) => (from === to ? formatDate(from, 'en') : `${formatDate(from, 'en')} to ${formatDate(to, 'en')}`),
  clock: (time) => formatClock(time),
  oneTarget: 'just one of the two is needed: --session or --segment',
  oneContent: 'just one of these is needed: --item, --strand, --repeat, --relay, --filler',
  needs: (option) => `${option} is missing`,
  onlyWith: (step, option) => `edit ${step} goes with ${option} only`,
  minutes: (typed, most) =>
    `--minutes must be a number of minutes above 0, at most ${formatNumber(most, 'en')}, not “${typed}”`,
  channels: (names, more) => `${names.join(', ')}${more === 0 ? '' : ` and ${formatNumber(more, 'en')} more channels`}`,
  moreDays: (days, last) =>
    `… and ${formatNumber(days, 'en')} more days change, up to ${formatDate(last, 'en')}; add --json to see all.`,
};

export type EditMessages = typeof vi;

export const editMessages = (lang: Lang): EditMessages => (lang === 'vi' ? vi : en);
