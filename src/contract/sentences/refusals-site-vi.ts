/** Refusals of sites that join and play, in Vietnamese: what is wrong, then the way out. */
import type { RefusalParams } from '../../core/refusal.ts';
import { quote, shown } from './phrases.ts';
import type { RefusalSentences, SiteCode } from './refusals.ts';

const FOLDERS: Readonly<Record<RefusalParams['site.folder']['fault'], string>> = {
  missing: 'chưa nối với trung tâm nào. Hãy chạy loa site join, hoặc chỉ đúng thư mục bằng --folder',
  there: 'đã nối với một trung tâm và Loa không ghi đè. Hãy chọn thư mục khác, hoặc dời thư mục này đi',
  open: 'để người khác đọc được khóa. Hãy chạy “chmod 600” cho tệp token và tệp key.pem trong đó',
  unreadable:
    'có tệp hỏng hoặc không đọc được. Hãy xem quyền của người dùng đang chạy; nếu hỏng thì nối lại vào thư mục mới',
};

export const siteVi: RefusalSentences<SiteCode> = {
  'site.folder': ({ path, fault }) => `Thư mục điểm loa ${quote(path)} ${FOLDERS[fault]}.`,
  'site.unreachable': ({ url }) =>
    `Không tới được trung tâm ${quote(url)}. Hãy kiểm tra địa chỉ, đường truyền và giờ của máy rồi thử lại.`,
  'site.denied': ({ url, status, code }) =>
    `Trung tâm ${quote(url)} không nhận (${status}${code === '' ? '' : `, ${shown(code)}`}). Hãy kiểm tra khóa truy cập hoặc liên kết còn hiệu lực và có quyền xem lịch.`,
  'site.channel': ({ asked, known }) =>
    known === ''
      ? 'Khóa truy cập này không mở kênh nào. Hãy xin trung tâm khóa cho đúng đơn vị.'
      : `${asked === '' ? 'Khóa truy cập này mở nhiều kênh' : `Không có kênh ${quote(asked)}`}. Hãy chọn một kênh bằng --channel: ${shown(known)}.`,
  'site.key': ({ url, wanted, found }) =>
    `Khóa bản phát hành của ${quote(url)} là ${quote(found)}, không phải khóa trên giấy ${quote(wanted)}. Đừng nối máy này; hãy hỏi trung tâm bằng đường khác.`,
};
