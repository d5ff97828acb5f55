/** Refusals of offline packages, in Vietnamese: what is wrong, then the way out. */
import type { BadFile, FileFault } from '../../core/manifest/faults.ts';
import { formatBytes, formatNumber } from './format.ts';
import { quote, shown } from './phrases.ts';
import type { PackageCode, RefusalSentences } from './refusals.ts';

const FAULTS: Readonly<Record<FileFault, string>> = { missing: 'thiếu', cut: 'bị đứt', changed: 'sai nội dung' };

/** In a sentence so many; the JSON has them all. */
const TOLD = 8;

const files = (bad: readonly BadFile[]): string => {
  const told = bad.slice(0, TOLD).map(({ name, fault }) => `${shown(name)} (${FAULTS[fault]})`);
  const more = bad.length - told.length;
  return `${told.join(', ')}${more > 0 ? ` và ${formatNumber(more, 'vi')} tệp nữa` : ''}`;
};

export const packageVi: RefusalSentences<PackageCode> = {
  'package.sound-gone': ({ channel, sessions }) =>
    `Chưa đóng gói được cho kênh ${quote(channel)}: âm thanh của ${sessions.slice(0, TOLD).map(shown).join(', ')} không còn nguyên trong kho. Hãy dựng lại các buổi ấy rồi đóng gói lại.`,
  'package.too-large': ({ bytes, most, days }) =>
    `Gói ${formatNumber(days, 'vi')} ngày nặng ${formatBytes(bytes, 'vi')}, quá mức ${formatBytes(most, 'vi')}. Hãy chọn ít ngày hơn.`,
  'package.unreadable': ({ path, detail }) =>
    `Tệp ${quote(path)} không phải gói của trung tâm, hoặc không an toàn để mở (${shown(detail)}). Hãy chép lại đúng tệp ZIP mà trung tâm đưa.`,
  'package.torn': ({ path, bad }) =>
    `Gói ${quote(path)} chép chưa trọn, có ${formatNumber(bad.length, 'vi')} tệp hỏng hoặc thiếu: ${files(bad)}. Lịch đang giữ không đổi; hãy chép lại cả gói rồi nạp lại.`,
  'package.key': ({ folder, why }) =>
    why === 'none'
      ? `Thư mục ${quote(folder)} chưa biết khóa của trung tâm, nên chưa tin được gói nào. Hãy chạy lại với --key "khóa", gõ theo tờ giấy trung tâm đưa.`
      : `Thư mục ${quote(folder)} đã ghi một khóa khác với khóa vừa đưa. Hãy đối chiếu với tờ giấy của trung tâm; nếu điểm loa đổi trung tâm thì dùng thư mục mới.`,
  'package.folder': ({ path }) =>
    `Tệp ${quote(path)} của điểm loa không đọc được. Hãy đưa lại bản sao của nó, hoặc nạp vào một thư mục mới với --key.`,
  'package.rows': ({ path, line, detail }) =>
    `Tệp mang về ${quote(path)} không nhận được${line === 0 ? '' : `, dòng ${formatNumber(line, 'vi')}`} (${shown(detail)}). Chưa ghi dòng nào của đợt ấy; hãy chép lại tệp từ điểm loa rồi nạp lại.`,
};
