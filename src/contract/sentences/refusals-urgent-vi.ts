/** Refusals of urgent orders, in Vietnamese: what is wrong, then the way out. */
import type { UrgentFault } from '../../core/urgent/refusals.ts';
import { formatNumber } from './format.ts';
import { keyChainText } from './key-chain.ts';
import { quote, shown } from './phrases.ts';
import type { RefusalSentences, UrgentCode } from './refusals.ts';

const FAULTS: Readonly<Record<UrgentFault, string>> = {
  unreadable: 'không đọc được',
  signature: 'không có chữ ký bằng khóa khẩn của trung tâm',
  origin: 'do trung tâm khác ký',
  site: 'dành cho điểm loa khác',
  expired: 'đã hết hiệu lực',
  older: 'lệnh hủy cũ hơn lệnh mà nó hủy',
  key: 'điểm loa chưa ghim khóa khẩn này',
};

export const urgentRefusalsVi: RefusalSentences<UrgentCode> = {
  'urgent.refused': ({ fault, id }) =>
    `Không nhận lệnh phát khẩn${id === '' ? '' : ` ${quote(id)}`}: ${FAULTS[fault]}. Không phát gì theo lệnh này; hãy báo trung tâm.`,
  'urgent.unknown': ({ id }) => `Không có lệnh phát khẩn ${quote(id)}. Hãy xem lại số hiệu trong danh sách lệnh.`,
  'urgent.over': ({ id, how }) =>
    `Lệnh phát khẩn ${quote(id)} ${how === 'cancelled' ? 'đã được hủy' : 'đã hết hiệu lực'}, không cần hủy nữa.`,
  'urgent.long': ({ seconds, limit }) =>
    `Thông báo dài ${formatNumber(seconds, 'vi')} giây, quá ${formatNumber(limit, 'vi')} giây. Hãy rút ngắn; tin dài thì đưa vào lịch.`,
  'urgent-key.in-force': ({ until }) =>
    `Chưa thay khóa khẩn được: còn lệnh phát khẩn do khóa ấy ký, hiệu lực đến ${shown(until)}. Hãy đợi hết hiệu lực rồi thay.`,
  'urgent-key.chain': (wrong) => keyChainText(wrong, 'khóa khẩn', 'vi'),
  'urgent-key.missing': ({ path }) =>
    `Không thấy khóa khẩn ở ${quote(path)}, trong khi các điểm loa đã ghim khóa ấy. Hãy đưa tệp khóa từ nơi cất giữ về chỗ cũ; điểm loa không nhận lệnh do khóa khác ký. Mất hẳn thì chạy “loa urgent rotate-key --lost” rồi nối lại từng máy.`,
  'urgent-key.open': ({ path, mode }) =>
    `Tệp khóa khẩn ${quote(path)} đang để người khác đọc được (quyền ${mode}). Hãy chạy “chmod 600” cho tệp đó rồi thử lại.`,
  'urgent-key.damaged': ({ path }) =>
    `Tệp khóa khẩn ${quote(path)} không đọc được. Hãy thay bằng bản cất giữ của chính khóa đó.`,
  'urgent-key.other': ({ path, found, wanted }) =>
    `Khóa ở ${quote(path)} là ${quote(found)}, trong khi các điểm loa đã ghim khóa ${quote(wanted)}. Hãy đưa đúng tệp khóa ấy về chỗ cũ.`,
};
