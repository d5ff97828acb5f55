/** Events of the log and its machine as a line on the day's paper, in Vietnamese. */
import type { EventEntry, EventFacts, EventKind } from '../core/evidence/entry.ts';
import { dateOf, timeOf } from '../core/time/local.ts';
import { localAt } from '../core/time/zone.ts';
import { formatBytes, formatDate, formatNumber } from './sentences/format.ts';

type Words = { readonly [Kind in EventKind]: (facts: EventFacts[Kind], clock: (instant: string) => string) => string };

const WORDS: Words = {
  restart: ({ version, clean }) =>
    `Loa khởi động (bản ${version})${clean ? '' : '; lần trước dừng đột ngột (mất điện hoặc treo máy)'}`,
  clock: ({ expected, shown }, clock) => `Đồng hồ máy bị chỉnh: lẽ ra ${clock(expected)}, đang chỉ ${clock(shown)}`,
  'disk-full': ({ freeBytes, refusedAt }, clock) =>
    `Ổ đĩa hết chỗ từ ${clock(refusedAt)} (còn ${formatBytes(freeBytes, 'vi')}), có lúc không ghi được nhật ký`,
  'key-change': ({ newKey, signature }) =>
    `${signature === null ? 'Mất khóa ký nhật ký, chuỗi khóa đứt tại đây; khóa mới' : 'Thay khóa ký nhật ký; khóa mới'} ${newKey.split('+').slice(0, 2).join('+')}`,
  export: ({ what, from, to, entries }) =>
    `Xuất ${what} từ ${from} đến ${to}${entries === null ? '' : `: ${formatNumber(entries, 'vi')} mục`}`,
  retention: ({ record, rule, removed }) =>
    `Hủy ${formatNumber(removed, 'vi')} bản ghi hết thời hạn giữ (${record}, theo ${rule})`,
  hold: ({ hold, placed, from, to }) => `${placed ? 'Đặt' : 'Bỏ'} lệnh giữ ${hold} cho ${from} đến ${to}`,
  equivocation: ({ device, row, entry }) =>
    `Thiết bị ${device} gửi dòng số ${formatNumber(row, 'vi')} khác với dòng đã ghi ở mục ${entry}`,
};

export const eventText = ({ kind, facts }: EventEntry, zone: string): string => {
  const clock = (instant: string): string => {
    const local = localAt(instant, zone);
    return `${timeOf(local)} ngày ${formatDate(dateOf(local), 'vi')}`;
  };
  // The two belong together by their kind, which no type tells across a table.
  return (WORDS[kind] as (facts: unknown, clock: (instant: string) => string) => string)(facts, clock);
};
