/** Refusals of what people write, in Vietnamese, the source of all sentences: what is wrong, then the way out. */

import { yamlText } from './faults.ts';
import { formatBytes, formatNumber } from './format.ts';
import { dayText, expectedText, fieldText, quote, readingText, thingText, writingText } from './phrases.ts';
import type { RefusalSentences, WrittenCode } from './refusals.ts';
import { words } from './words.ts';

const { kinds } = words('vi');
const number = (value: number): string => formatNumber(value, 'vi');
const maybe = (near: string | null): string => (near === null ? '' : ` Có phải là ${quote(near)} không?`);

export const writtenVi: RefusalSentences<WrittenCode> = {
  'rule.malformed': ({ rule, part }) => {
    // A text of no parts was never meant as one.
    if (!rule.includes('='))
      return `Không đọc được quy tắc lặp ${quote(rule)}. Hãy viết theo dạng TÊN=GIÁ TRỊ, cách nhau bằng dấu chấm phẩy, ví dụ FREQ=WEEKLY;BYDAY=MO,SU; hoặc viết ngày âm lịch, ví dụ rằm tháng Giêng.`;
    const where = part === '' ? 'có phần bỏ trống giữa hai dấu chấm phẩy' : `viết chưa đúng ở chỗ ${quote(part)}`;
    return `Quy tắc lặp ${quote(rule)} ${part === 'FREQ' ? 'thiếu hoặc chưa có giá trị cho phần FREQ' : where}. Hãy viết mỗi phần một lần theo dạng TÊN=GIÁ TRỊ, cách nhau bằng dấu chấm phẩy, ví dụ FREQ=WEEKLY;BYDAY=MO,SU.`;
  },
  'rule.frequency': ({ rule, frequency }) =>
    `Quy tắc lặp ${quote(rule)} có tần suất ${quote(frequency)} mà Loa không nhận. Hãy dùng DAILY (hằng ngày), WEEKLY (hằng tuần), MONTHLY (hằng tháng) hoặc YEARLY (hằng năm); muốn phát nhiều lần trong ngày, hãy lập thêm buổi phát.`,
  'rule.part-unknown': ({ rule, part }) =>
    `Quy tắc lặp ${quote(rule)} có phần ${quote(part)} mà Loa không dùng. Hãy chỉ dùng FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS và WKST; giờ phát ghi ở mục start, múi giờ ghi ở đài.`,
  'rule.value': ({ rule, part, value, allowed }) =>
    `Trong quy tắc lặp ${quote(rule)}, giá trị ${quote(value)} của phần ${part} không dùng được ở đây. Hãy dùng: ${expectedText(allowed, 'vi')}.`,
  'rule.count-and-until': ({ rule }) =>
    `Quy tắc lặp ${quote(rule)} vừa có COUNT (số lần) vừa có UNTIL (ngày kết thúc). Hãy chỉ giữ một trong hai.`,
  'rule.too-many': ({ rule, limit }) =>
    `Một danh sách trong quy tắc lặp ${quote(rule)} có hơn ${number(limit)} giá trị. Hãy bớt đi, hoặc tách thành nhiều quy tắc trong mục rules.`,
  'rule.never': ({ rule }) =>
    `Quy tắc lặp ${quote(rule)} không rơi vào ngày nào cả, ví dụ vì đòi ngày 30 tháng 2. Hãy xem lại các phần BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS và ngày bắt đầu.`,
  'rule.lunar': ({ rule, problem }) => {
    if (problem === 'festival')
      return `Không đọc được quy tắc ${quote(rule)}. Sau chữ “lễ” hãy ghi mã của một lễ có trong tệp lịch, ví dụ lễ chol-chnam-thmay.`;
    if (problem === 'solar-or-lunar')
      return `Ngày ${quote(rule)} có thể là âm lịch hay dương lịch. Nếu là âm lịch, hãy thêm chữ “âm lịch” ở cuối; nếu là dương lịch, hãy viết quy tắc lặp, ví dụ FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2.`;
    return `Không đọc được ngày âm lịch ${quote(rule)}. Hãy viết như: rằm tháng Giêng, mùng 1 hằng tháng, 30 Tết, 10 tháng 3 âm lịch; hoặc viết quy tắc lặp, ví dụ FREQ=WEEKLY;BYDAY=MO,SU.`;
  },
  'time.date': ({ text }) =>
    `Không đọc được ngày ${quote(text)}. Hãy ghi một ngày có thật theo dạng năm-tháng-ngày, ví dụ 2025-04-07.`,
  'time.clock': ({ text }) =>
    `Không đọc được giờ ${quote(text)}. Hãy ghi theo dạng 05:00 hoặc 05:00:00, từ 00:00 đến 23:59:59; nửa đêm là 00:00 của ngày hôm sau.`,
  'time.zone': ({ zone }) =>
    `Không có múi giờ nào tên là ${quote(zone)}. Hãy dùng tên theo danh mục IANA; ở Việt Nam là Asia/Ho_Chi_Minh.`,
  'time.range': ({ from, to }) =>
    `Khoảng thời gian bị ngược: ngày cuối ${dayText(to, 'vi')} đứng trước ngày đầu ${dayText(from, 'vi')}. Hãy sửa một trong hai ngày.`,
  'time.range-long': ({ from, to, limitDays }) =>
    `Khoảng từ ${dayText(from, 'vi')} đến ${dayText(to, 'vi')} dài hơn giới hạn ${number(limitDays)} ngày cho mỗi lần hỏi. Hãy chia thành nhiều khoảng ngắn hơn.`,
  'file.unreadable': ({ path, reason }) =>
    `Không đọc được tệp ${quote(path)}: ${readingText(reason, 'vi')}. Hãy kiểm tra tên tệp, thư mục và quyền đọc.`,
  'file.unwritable': ({ path, reason }) =>
    `Không ghi được tệp ${quote(path)}: ${writingText(reason, 'vi')}. Hãy kiểm tra thư mục và quyền ghi.`,
  'file.encoding': ({ path }) =>
    `Tệp ${quote(path)} không ở dạng chữ UTF-8. Nếu tệp soạn bằng phông cũ (TCVN3, VNI) hoặc lưu dạng UTF-16, hãy mở ra, chuyển sang Unicode rồi lưu lại với mã UTF-8.`,
  'file.large': ({ path, bytes, limit }) => {
    const [is, may] = [formatBytes(bytes, 'vi'), formatBytes(limit, 'vi')];
    const sizes = is === may ? [`${number(bytes)} byte`, `${number(limit)} byte`] : [is, may];
    return `Tệp ${quote(path)} có ${sizes[0]}, vượt giới hạn ${sizes[1]}. Hãy tách thành nhiều tệp rồi áp dụng cùng một lần.`;
  },
  'yaml.syntax': ({ reason }) =>
    `Tệp lịch viết chưa đúng cú pháp YAML ở chỗ này: ${yamlText(reason, 'vi')}. Hãy sửa dòng này hoặc dòng ngay trước nó.`,
  'yaml.tab': () =>
    'Dòng này thụt vào bằng phím Tab, điều mà YAML không cho phép. Hãy thay bằng dấu cách, mỗi cấp hai dấu cách.',
  'yaml.aliases': ({ limit }) =>
    `Tệp dùng bí danh (*tên) chưa được đặt bằng &tên ở phía trước, hoặc dùng hơn ${number(limit)} lượt bí danh. Hãy kiểm tra tên bí danh, hoặc viết thẳng nội dung ra; chữ bắt đầu bằng dấu * phải đặt trong dấu nháy.`,
  'schedule.empty': ({ files }) =>
    files === 0
      ? 'Không tìm thấy tệp lịch nào để áp dụng. Hãy chỉ ra ít nhất một tệp .yaml.'
      : `Không có nội dung lịch nào trong ${number(files)} tệp đã đọc. Hãy kiểm tra xem có chọn nhầm tệp hay tệp chỉ còn chú thích.`,
  'schedule.field-unknown': ({ field, near }) =>
    `Loa không biết mục ${quote(field)} ở chỗ này.${maybe(near)} Hãy sửa lại tên mục hoặc bỏ dòng này.`,
  'schedule.field-missing': ({ field }) => `Thiếu mục bắt buộc ${quote(field)} ở đây. Hãy thêm mục này vào.`,
  'schedule.field-wrong': ({ field, expected }) =>
    `${fieldText(field, 'vi')} chưa đúng: cần ${expectedText(expected, 'vi')}. Hãy sửa lại rồi áp dụng lần nữa.`,
  'schedule.id-double': ({ kind, id, first }) =>
    `Mã ${kinds[kind]} ${quote(id)} đã được đặt ở ${quote(first)}. Hãy đổi một trong hai thành mã khác, hoặc bỏ phần ghi trùng.`,
  'schedule.reference': ({ kind, id, near }) =>
    `Không có ${kinds[kind]} nào mang mã ${quote(id)}.${maybe(near)} Hãy sửa mã, hoặc khai báo ${kinds[kind]} này trong một tệp lịch.`,
  'schedule.circle': ({ kind, ids }) =>
    `Các ${kinds[kind]} trỏ vòng quanh lẫn nhau: ${quote(ids)}. Hãy bỏ hoặc sửa một mối nối trong vòng này.`,
  'schedule.in-use': ({ kind, id, by }) =>
    `Không thể bỏ ${kinds[kind]} ${quote(id)} vì ${thingText(by, 'vi')} còn dùng đến. Hãy sửa hoặc bỏ nơi đang dùng trước, rồi áp dụng lại.`,
};
