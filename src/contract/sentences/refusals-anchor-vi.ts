/** Refusals of witnesses and time-stamp authorities, in Vietnamese: what did not come back or does not hold, then the way out. */
import type { RefusalParams } from '../../core/refusal.ts';
import { formatNumber } from './format.ts';
import { quote, shown } from './phrases.ts';
import type { AnchorCode, RefusalSentences } from './refusals.ts';

const KEYS: Readonly<Record<RefusalParams['witness.key']['fault'], string>> = {
  missing: 'chưa có khóa. Hãy tạo khóa bằng lệnh loa witness init, hoặc chỉ đúng thư mục bằng --folder',
  there:
    'đã có khóa và Loa không ghi đè: các bản đã đồng ký cần đúng khóa này. Muốn có khóa khác thì chọn thư mục khác',
  unreadable: 'tệp không đọc được, có thể do hỏng, bị sửa, hoặc thuộc người dùng khác. Hãy lấy lại tệp từ bản cất giữ',
};

const SILENCES: Readonly<Record<RefusalParams['witness.unreachable']['why'], string>> = {
  connection: 'không kết nối được',
  time: 'không trả lời kịp',
  length: 'trả lời quá dài',
  answer: 'trả lời không đúng loại',
};

/** By HTTP status, as c2sp.org/tlog-witness gives them. */
const REFUSED: Readonly<Record<number, string>> = {
  400: 'yêu cầu không đọc được. Hãy kiểm tra hai bên dùng cùng một phiên bản',
  403: 'bản chốt không mang chữ ký mà bên ấy tin. Hãy gửi cho bên ấy khóa hiện dùng của nhật ký',
  404: 'bên ấy chưa nhận nhật ký này. Hãy gửi khóa của nhật ký và nhờ thêm vào bằng --log',
  409: 'cùng một số dòng mà bên ấy đã ký một mã gốc khác. Hãy dừng lại, giữ nguyên mọi tệp và báo người phụ trách nhật ký',
  422: 'nhật ký không nối tiếp từ bản mà bên ấy đã ký. Hãy dừng lại, giữ nguyên mọi tệp và báo người phụ trách nhật ký',
};

/** PKIStatus, RFC 3161 §2.4.2. */
const STATUSES: Readonly<Record<number, string>> = {
  2: 'từ chối',
  3: 'còn chờ xử lý',
  4: 'báo sắp thu hồi chứng thư',
  5: 'báo đã thu hồi chứng thư',
};

const FAULTS: Readonly<Record<RefusalParams['timestamp.wrong']['fault'], string>> = {
  unreadable: 'không đúng dạng của RFC 3161. Hãy kiểm tra địa chỉ của bên cấp dấu',
  imprint: 'dấu được cấp cho một nội dung khác. Đừng giữ dấu này; hãy xin lại',
  nonce: 'dấu trả lời cho một lần hỏi khác. Đừng giữ dấu này; hãy xin lại',
  signature:
    'chữ ký, chứng thư hoặc nội dung được đóng dấu không khớp. Hãy kiểm tra đúng tệp và đúng chứng thư gốc của bên cấp dấu',
};

export const anchorVi: RefusalSentences<AnchorCode> = {
  'witness.key': ({ path, fault }) => `Khóa của bên đồng ký, tệp ${quote(path)}: ${KEYS[fault]}.`,
  'witness.unreachable': ({ url, why }) =>
    `Bên đồng ký ${quote(url)} ${SILENCES[why]}. Hãy kiểm tra địa chỉ, mạng và máy của bên ấy; nhật ký vẫn ghi bình thường và có thể xin đồng ký sau.`,
  'witness.behind': ({ url, size }) =>
    `Bên đồng ký ${quote(url)} đã ký đến dòng thứ ${formatNumber(size, 'vi')}, khác với điểm bắt đầu được gửi. Hãy gửi lại phần nối tiếp tính từ dòng ấy.`,
  'witness.refused': ({ url, status }) =>
    `Bên đồng ký ${quote(url)} không ký: ${REFUSED[status] ?? `trả lời mã ${status}. Hãy hỏi người phụ trách máy ấy`}.`,
  'witness.unknown': ({ url, name }) =>
    `Trả lời của bên đồng ký ${quote(url)} không có chữ ký đúng của khóa ${quote(name)}. Hãy kiểm tra địa chỉ và khóa đã khai cho bên ấy.`,
  'timestamp.unreachable': ({ url, why }) =>
    `Bên cấp dấu thời gian ${quote(url)} ${SILENCES[why]}. Hãy kiểm tra địa chỉ và mạng, rồi xin lại.`,
  'timestamp.refused': ({ status, failures }) =>
    `Bên cấp dấu thời gian ${STATUSES[status] ?? `trả lời trạng thái ${status}`}${failures === '' ? '' : ` (lý do ${shown(failures)} theo RFC 3161)`}. Hãy thử lại sau, hoặc hỏi bên ấy có nhận SHA-256 không.`,
  'timestamp.wrong': ({ fault }) => `Dấu thời gian không dùng được: ${FAULTS[fault]}.`,
  'timestamp.unchecked': ({ tool }) =>
    `Chưa kiểm tra được dấu thời gian vì không chạy được ${quote(tool)} hoặc không đọc được chứng thư gốc. Hãy cài gói ${shown(tool)} và kiểm tra đường dẫn.`,
};
