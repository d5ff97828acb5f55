/** What `loa ingest` says while it works. Vietnamese is the source; a message missing in English does not compile. */
import { formatDuration, formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import { quote } from '../contract/sentences/phrases.ts';

export interface Counts {
  readonly done: number;
  readonly all: number;
}

const vi = {
  taking: ({ done, all }: Counts, name: string, seconds: number) =>
    `[${formatNumber(done, 'vi')}/${formatNumber(all, 'vi')}] Đang nhận ${name}: ${formatDuration(seconds, 'vi')}`,
  sameAs: (names: readonly string[]) => ` (trùng nội dung với ${names.map(quote).join(', ')}, không lưu thêm bản nào)`,
  replaces: ' (thay bản thu trước mang cùng tên)',
  total: (fresh: number, known: number, refused: number) =>
    `Xong: ${formatNumber(fresh, 'vi')} tệp mới, ${formatNumber(known, 'vi')} tệp đã có sẵn, ${formatNumber(refused, 'vi')} tệp không nhận được.`,
  stopped: (left: number) =>
    `Đã dừng, còn ${formatNumber(left, 'vi')} tệp. Chạy lại đúng lệnh này để làm tiếp: tệp đã nhận sẽ không phải xử lý lại.`,
};

const en: typeof vi = {
  taking: ({ done, all }, name, seconds) =>
    `[${formatNumber(done, 'en')}/${formatNumber(all, 'en')}] Taking in ${name}: ${formatDuration(seconds, 'en')}`,
  sameAs: (names) => ` (the same bytes as ${names.map(quote).join(', ')}; nothing is kept twice)`,
  replaces: ' (replaces the earlier sound of this name)',
  total: (fresh, known, refused) =>
    `Done: ${formatNumber(fresh, 'en')} new, ${formatNumber(known, 'en')} already there, ${formatNumber(refused, 'en')} refused.`,
  stopped: (left) =>
    `Stopped with ${formatNumber(left, 'en')} files left. Run the same command to go on: what was taken in is not worked on again.`,
};

export const ingestMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
