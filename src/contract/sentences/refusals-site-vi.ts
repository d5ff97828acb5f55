/** Refusals of sites that join and play, in Vietnamese: what is wrong, then the way out. */
import type { RefusalParams } from '../../core/refusal.ts';
import { formatNumber } from './format.ts';
import { quote, shown } from './phrases.ts';
import type { RefusalSentences, SiteCode } from './refusals.ts';

const FOLDERS: Readonly<Record<RefusalParams['site.folder']['fault'], string>> = {
  missing: 'chưa nối với trung tâm nào. Hãy chạy loa site join, hoặc chỉ đúng thư mục bằng --folder',
  there: 'đã nối với một trung tâm và Loa không ghi đè. Hãy chọn thư mục khác, hoặc dời thư mục này đi',
  open: 'để người khác đọc được khóa. Hãy chạy “chmod 600” cho tệp token và tệp key.pem trong đó',
  unreadable:
    'có tệp hỏng hoặc không đọc được. Hãy xem quyền của người dùng đang chạy; nếu hỏng thì nối lại vào thư mục mới',
};

const ROWS: Readonly<Record<RefusalParams['site.row-signature']['fault'], string>> = {
  link: 'không nối vào dòng trước nó',
  signature: 'không còn như lúc máy ký',
  gap: 'đứng sau một chỗ thiếu dòng',
  missing: 'không có chữ ký của máy',
  revoked: 'là của máy đã bị thu hồi',
  channel: 'là của máy phát cho kênh khác',
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
  'site.row-signature': ({ device, n, fault }) =>
    `Dòng thứ ${formatNumber(n, 'vi')} của máy ${quote(device)} ${ROWS[fault]}, nên không ghi lô này. Hãy xem máy ấy và tệp ấy có bị sửa không; nếu máy đã thay khóa thì mời lại bằng loa site invite.`,
  'site.code': () =>
    'Mã nối máy sai, đã dùng hoặc quá hạn. Hãy gõ lại cho đúng, hoặc xin trung tâm mã mới (loa site invite).',
  'site.device-taken': ({ device }) =>
    `Trung tâm đã có máy tên ${quote(device)}. Hãy chọn tên khác bằng --name; máy cũ hỏng thì thu hồi nó ở trung tâm và đặt tên mới.`,
  'site.device-unknown': ({ id }) => `Không có máy nào mang mã ${quote(id)}. Hãy xem loa site devices.`,
  'site.key': ({ url, wanted, found }) =>
    `Khóa bản phát hành của ${quote(url)} là ${quote(found)}, không phải khóa trên giấy ${quote(wanted)}. Đừng nối máy này; hãy hỏi trung tâm bằng đường khác.`,
};
