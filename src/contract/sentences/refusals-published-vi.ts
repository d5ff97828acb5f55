/** Refusals of publishing and of what was published, in Vietnamese: what is wrong, then the way out. */
import type { ManifestFault } from '../../core/manifest/faults.ts';
import { formatNumber } from './format.ts';
import { keyChainText } from './key-chain.ts';
import { dayText, quote } from './phrases.ts';
import { whyHeldBack } from './published.ts';
import type { PublishedCode, RefusalSentences } from './refusals.ts';

const number = (value: number): string => formatNumber(value, 'vi');

const FAULTS: Readonly<Record<ManifestFault, string>> = {
  unreadable: 'không đọc được: tệp bị đứt giữa chừng, hoặc không phải bản phát hành',
  signature: 'không có chữ ký của trung tâm',
  'old-key': 'do khóa cũ ký, khóa ấy đã được thay',
  origin: 'do trung tâm khác ký',
  site: 'dành cho điểm loa khác',
  older: 'cũ hơn bản đang giữ',
  'other-content': 'trùng số với bản đang giữ nhưng nội dung khác',
  expired: 'đã hết hiệu lực',
  empty: 'không có ngày nào',
};

export const publishedVi: RefusalSentences<PublishedCode> = {
  'manifest.refused': ({ fault, version, held }) =>
    `Không nhận bản phát hành${version === 0 ? '' : ` số ${number(version)}`}: ${FAULTS[fault]}. ${held === 0 ? 'Hãy tải lại từ trung tâm.' : `Vẫn giữ bản số ${number(held)}; hãy tải lại từ trung tâm.`}`,
  'manifest.nothing': ({ channel, day, why }) =>
    day === null || why === null
      ? `Kênh ${quote(channel)} chưa có ngày nào được duyệt để phát hành. Hãy lập lịch, duyệt ngày rồi phát hành.`
      : `Kênh ${quote(channel)} chưa có ngày nào phát hành được: ngày ${dayText(day, 'vi')} ${why === 'not-approved' ? whyHeldBack({ why, session: '' }, 'vi') : 'đã duyệt nhưng âm thanh hoặc giờ phát chưa đạt'}. Hãy mở ngày ấy, làm nốt việc còn thiếu rồi phát hành.`,
  'manifest.none': ({ channel }) =>
    `Chưa có gì được phát hành cho kênh ${quote(channel)}. Điểm loa cứ giữ bản đang có và hỏi lại sau khi trung tâm duyệt ngày.`,
  'manifest.unknown': ({ version, newest }) =>
    newest === 0
      ? `Kênh này chưa phát hành bản nào, nên không có bản số ${number(version)}. Hãy tải bản mới nhất khi trung tâm phát hành.`
      : `Chưa từng có bản phát hành số ${number(version)} của kênh này; bản mới nhất là số ${number(newest)}. Hãy tải lại bản mới nhất.`,
  'schedule-key.chain': (wrong) => keyChainText(wrong, 'khóa ký bản phát hành', 'vi'),
  'schedule-key.missing': ({ path }) =>
    `Không thấy khóa ký bản phát hành ở ${quote(path)}, trong khi đã từng phát hành. Hãy đưa tệp khóa từ nơi cất giữ về chỗ cũ; điểm loa không nhận bản do khóa khác ký. Mất hẳn thì chạy “loa publish rotate-key --lost” rồi nối lại từng máy.`,
  'schedule-key.open': ({ path, mode }) =>
    `Tệp khóa ký bản phát hành ${quote(path)} đang để người khác đọc được (quyền ${mode}). Hãy chạy “chmod 600” cho tệp đó rồi thử lại.`,
  'schedule-key.damaged': ({ path }) =>
    `Tệp khóa ký bản phát hành ${quote(path)} không đọc được. Hãy thay bằng bản cất giữ của chính khóa đó.`,
  'schedule-key.other': ({ path, found, wanted }) =>
    `Khóa ở ${quote(path)} là ${quote(found)}, trong khi các bản đã phát hành do khóa ${quote(wanted)} ký. Hãy đưa đúng tệp khóa ấy về chỗ cũ.`,
};
