/** Refusals of edits, decisions and orders over the schedule, in Vietnamese: what is wrong, then the way out. */
import { formatNumber } from './format.ts';
import { dayText, quote, timeText } from './phrases.ts';
import type { AlteredCode, RefusalSentences } from './refusals.ts';

const day = (text: string): string => dayText(text, 'vi');
const time = (text: string): string => timeText(text, 'vi');
const days = (list: string): string => list.split(' ').map(day).join(', ');
const spans = (known: string): string =>
  known
    .split(' ')
    .map((span) => span.split('/').map(day).join(' – '))
    .join(', ');

export const alteredVi: RefusalSentences<AlteredCode> = {
  'edit.nothing': ({ what, day: on, near, cancelledBy }) =>
    cancelledBy !== undefined
      ? `${quote(what)} ngày ${day(on)} đã bị hủy (sửa lịch số ${cancelledBy}), nên sửa thêm cũng không có tác dụng. Hãy hoàn tác sửa lịch số ${cancelledBy} trước, hoặc chọn ngày khác.`
      : `Theo lịch, ${quote(what)} không phát ngày ${day(on)}, nên không có gì để sửa. ${near === '' ? 'Hãy xem lại lịch và chọn mục khác.' : `Hãy chọn một ngày có phát, gần nhất là ${days(near)}.`}`,
  'edit.begun': ({ what, at }) =>
    `Không sửa được ${quote(what)}: đã bắt đầu phát lúc ${time(at)}. Hãy chọn lần phát sau, hoặc ghi vào nhật ký những gì đã phát.`,
  'edit.past': ({ what, at }) =>
    `Không chuyển được ${quote(what)} về lúc ${time(at)}, vì giờ ấy đã qua. Hãy chọn một giờ chưa tới.`,
  'edit.clashes': ({ channel, first, second, from, to, more }) =>
    `Sửa như vậy thì ${quote(first)} và ${quote(second)} trùng giờ trên kênh ${quote(channel)}, từ ${time(from)} đến ${time(to)}${more === 0 ? '' : `, cùng ${formatNumber(more, 'vi')} chỗ trùng khác`}. Hãy chọn giờ khác; nếu vẫn muốn giữ, hãy sửa lại và đánh dấu chấp nhận trùng giờ.`,
  'festival.unknown': ({ id, near }) =>
    `Không có lễ nào mang mã ${quote(id)} trong các tệp lịch đã áp dụng. ${near === null ? '' : `Có phải là ${quote(near)} không? `}Hãy xem danh sách bằng loa festival list.`,
  'festival.not-announced': ({ festival, from, to, known }) =>
    `Tệp lịch không ghi ${quote(festival)} từ ${day(from)} đến ${day(to)}, nên không xác nhận được. Hãy chọn đúng khoảng đã ghi: ${spans(known)}; hoặc sửa tệp lịch kèm nguồn rồi áp dụng trước.`,
  'alteration.unknown': ({ id }) =>
    `Không có lần sửa nào mang số ${quote(id)} trong phạm vi được xem. Hãy xem lại lịch sử sửa đổi và chọn lại.`,
  'alteration.undone': ({ id }) =>
    `Lần sửa số ${quote(id)} đã được hoàn tác rồi. Nếu muốn sửa như thế một lần nữa, hãy sửa mới.`,
  'conflict.unknown': ({ first, second, day: on }) =>
    `Ngày ${day(on)} không có chỗ trùng giờ nào giữa ${quote(first)} và ${quote(second)}. Lịch có thể vừa thay đổi: hãy tải lại danh sách trùng giờ.`,
  'conflict.open': ({ first, second, at }) =>
    `Chưa duyệt được: ${quote(first)} và ${quote(second)} đều là nội dung ưu tiên và trùng giờ lúc ${time(at)}. Hãy nhờ biên tập viên quyết định nội dung nào phát trước, rồi duyệt phiên bản mới.`,
  'overlay.unknown': ({ id }) =>
    `Không có lệnh tạm ngừng hoặc thay thế nào mang mã ${quote(id)} trong phạm vi được xem. Hãy xem lại danh sách lệnh tạm ngừng hoặc thay thế và chọn lại.`,
  'overlay.over': ({ name, on }) =>
    `Lệnh tạm ngừng hoặc thay thế ${quote(name)} không còn hiệu lực từ ngày ${day(on)}, nên không cần dỡ nữa. Hãy chọn một ngày sớm hơn nếu muốn dỡ sớm hơn.`,
};
