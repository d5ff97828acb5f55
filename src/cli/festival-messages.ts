/** What the commands about days and festivals say. Vietnamese is the source. */
import { formatDate } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { LocalDate } from '../core/time/local.ts';

const vi = {
  off: 'nghỉ lễ',
  waiting: 'chờ xác nhận',
  none: 'Không có ngày lễ nào.',
  noneWaiting: 'Không có ngày lễ nào chờ xác nhận.',
  span: (from: LocalDate, to: LocalDate) =>
    from === to ? formatDate(from, 'vi') : `${formatDate(from, 'vi')} – ${formatDate(to, 'vi')}`,
  source: (source: string) => `nguồn: ${source}`,
  confirmedBy: (name: string, at: string) => `đã xác nhận: ${name === '' ? 'người đã xóa' : name}, ${at}`,
  confirmed: (id: string, span: string) => `Đã xác nhận ${id}: ${span}.`,
};

const en: typeof vi = {
  off: 'day off',
  waiting: 'waits for confirmation',
  none: 'There are no festivals.',
  noneWaiting: 'No festival waits for confirmation.',
  span: (from, to) => (from === to ? formatDate(from, 'en') : `${formatDate(from, 'en')} to ${formatDate(to, 'en')}`),
  source: (source) => `source: ${source}`,
  confirmedBy: (name, at) => `confirmed by ${name === '' ? 'somebody erased' : name}, ${at}`,
  confirmed: (id, span) => `Confirmed ${id}: ${span}.`,
};

export const festivalMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
