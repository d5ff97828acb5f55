/**
 * Refusals of who asks and what they may do, in Vietnamese: what is wrong, then the way out.
 *
 * What is said about signing in is the same whether the account exists or not.
 */
import { formatDuration, formatNumber } from './format.ts';
import { dayText, quote, shown } from './phrases.ts';
import type { AccessCode, RefusalSentences } from './refusals.ts';
import { words } from './words.ts';

const { rights } = words('vi');
const number = (value: number): string => formatNumber(value, 'vi');

export const accessVi: RefusalSentences<AccessCode> = {
  'sign-in.needed': () =>
    'Cần đăng nhập để xem hoặc làm việc này. Hãy đăng nhập rồi thử lại; nếu là chương trình gọi vào, hãy gửi kèm khóa truy cập.',
  'sign-in.wrong': () =>
    'Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi thử lại; nếu quên mật khẩu, hãy xin người quản trị một liên kết mới.',
  'sign-in.wait': ({ seconds }) =>
    `Đã có nhiều lần đăng nhập chưa đúng, nên cần chờ thêm ${formatDuration(seconds, 'vi')}. Hãy đợi hết thời gian ấy rồi thử lại.`,
  'sign-in.code-wrong': () =>
    'Mã xác thực chưa đúng, đã hết hạn hoặc đã dùng một lần. Hãy đợi ứng dụng hiện mã mới rồi nhập lại; nếu vẫn chưa được, hãy chỉnh lại giờ của điện thoại hoặc dùng một mã dự phòng.',
  'sign-in.busy': () => 'Đang có nhiều người đăng nhập cùng một lúc. Hãy đợi ít giây rồi thử lại.',
  'credential.wrong': () =>
    'Khóa truy cập hoặc liên kết điểm loa này không dùng được: chưa đúng, đã hết hạn hoặc đã bị thu hồi. Hãy xin người quản trị cấp cái mới.',
  'link.spent': () =>
    'Liên kết này không còn dùng được: đã dùng, đã hết hạn, đã được thay bằng liên kết mới hoặc chép thiếu. Hãy xin người quản trị một liên kết khác.',
  'passphrase.short': ({ least }) =>
    `Mật khẩu còn ngắn: cần ít nhất ${number(least)} ký tự. Hãy ghép bốn, năm từ không liên quan đến nhau, có dấu cách cũng được.`,
  'passphrase.long': ({ most }) => `Mật khẩu dài quá ${number(most)} ký tự. Hãy chọn một mật khẩu ngắn hơn.`,
  'passphrase.common': () =>
    'Mật khẩu này dễ đoán: nhiều người hay dùng, hoặc chỉ gồm tên người, tên xã, tên cơ quan, dãy phím hay chữ lặp lại. Hãy ghép bốn, năm từ không liên quan đến nhau.',
  'second-factor.missing': () =>
    'Việc này cần xác thực hai lớp mà tài khoản chưa bật. Hãy vào trang tài khoản của mình để bật, rồi làm lại.',
  'second-factor.stale': ({ minutes }) =>
    `Việc này cần một mã xác thực đã nhập trong vòng ${number(minutes)} phút trở lại. Hãy nhập mã đang hiện trên ứng dụng xác thực rồi làm lại.`,
  'second-factor.already': () =>
    'Tài khoản này đã bật xác thực hai lớp. Muốn chuyển sang điện thoại khác, hãy tắt ở trang tài khoản rồi bật lại.',
  'right.missing': ({ right }) =>
    `Tài khoản này không có quyền ${quote(rights[right])}. Hãy nhờ người quản trị giao vai trò có quyền này, hoặc nhờ người đã có quyền làm giúp.`,
  'right.elsewhere': ({ right }) =>
    `Quyền ${quote(rights[right])} đã được giao cho nơi khác, không phải cho nơi này. Hãy chọn đúng đơn vị của mình, hoặc nhờ người quản trị giao thêm vai trò ở đây.`,
  'right.not-yours': () =>
    'Việc này không dành cho tài khoản này: việc về tài khoản phải do chính chủ đăng nhập mà làm, việc của máy thì làm bằng lệnh loa trên máy chạy Loa. Hãy dùng đúng cách ấy.',
  'approval.own-work': () =>
    'Người đã soạn, thu hoặc sửa nội dung này không tự duyệt được. Hãy nhờ một người duyệt khác; nếu đơn vị chỉ có một cán bộ, hãy nhờ người quản trị đặt ngoại lệ kèm lý do.',
  'approval.changed': ({ version }) =>
    `Lịch ngày này đã thay đổi, nay là phiên bản số ${number(version)}. Hãy xem phiên bản này rồi duyệt.`,
  'approval.already': ({ version }) =>
    `Phiên bản số ${number(version)} của lịch ngày này đã được duyệt. Không cần duyệt lại; hãy xem lại lịch ngày để biết ai đã duyệt.`,
  'reason.missing': () => 'Việc này cần kèm lý do để lưu vào lịch sử thao tác. Hãy ghi lý do rồi làm lại.',
  'person.unknown': ({ id }) =>
    `Không tìm thấy người dùng ${quote(id)} trong phạm vi được xem. Hãy xem lại danh sách người dùng và chọn lại.`,
  'person.login-taken': ({ login }) =>
    `Tên đăng nhập ${quote(login)} đã thuộc về một người khác. Hãy chọn tên khác, ví dụ thêm tên xã hoặc số.`,
  'person.last-administrator': () =>
    'Đây là người quản trị cuối cùng của toàn trung tâm, nên không thể ngừng, xóa hoặc thu hồi vai trò. Hãy giao vai trò này cho một người khác trước.',
  'person.erased': () =>
    'Thông tin của người này đã được xóa, không thay đổi được nữa. Nếu người ấy trở lại làm việc, hãy thêm như một người mới.',
  'hold.unknown': ({ id }) =>
    `Không có lệnh giữ nguyên dữ liệu nào mang mã ${quote(id)} còn hiệu lực. Hãy xem lại danh sách và chọn lại.`,
  'hold.in-force': ({ name, id }) =>
    `Lệnh giữ nguyên dữ liệu ${quote(name)} (${shown(id)}) còn hiệu lực, nên chưa được xóa gì. Hãy hỏi người ra lệnh; khi lệnh đã dỡ thì làm lại.`,
  'grant.unknown': ({ id }) =>
    `Không có vai trò được giao nào mang số ${quote(id)} còn hiệu lực trong phạm vi được xem. Hãy xem lại các vai trò của người ấy và chọn lại.`,
  'grant.already': () =>
    'Người này đang giữ đúng vai trò ấy ở đúng nơi ấy. Không cần giao lại; nếu định giao khác, hãy kiểm tra vai trò và đơn vị đã chọn.',
  'unit.unknown': ({ id }) => `Không có đơn vị nào mang mã ${quote(id)}. Hãy kiểm tra mã trong tệp lịch đã áp dụng.`,
  'unit.ended': ({ unit, on }) =>
    `Nơi đã chọn, ${quote(unit)}, kết thúc ngày ${dayText(on, 'vi')}, nên không nhận thêm việc mới. Hãy chọn nơi kế tục hoặc nơi đang hoạt động.`,
  'token.unknown': ({ id }) =>
    `Không có khóa truy cập hay liên kết điểm loa nào mang mã ${quote(id)} trong phạm vi được xem. Hãy xem lại danh sách và chọn lại.`,
  'token.expiry': ({ mostDays }) =>
    `Thời hạn của khóa truy cập phải từ 1 đến ${number(mostDays)} ngày. Hãy chọn lại số ngày; hết hạn thì tạo khóa mới.`,
};
