/** Refusals of imported calendars and week grids, in Vietnamese, the source of all sentences. */

import { formatNumber } from './format.ts';
import { quote } from './phrases.ts';
import type { ImportCode, RefusalSentences } from './refusals.ts';

const number = (value: number): string => formatNumber(value, 'vi');
const name = (text: string): string => (text === '' ? 'không có tên' : quote(text));

const ENCODINGS = {
  'utf-16': 'UTF-16 (Notepad gọi là “Unicode”)',
  'windows-1258': 'Windows-1258',
  tcvn3: 'TCVN3 (phông .VnTime)',
  unknown: 'một bảng mã mà Loa không nhận ra',
} as const;

const SYNTAX: Readonly<Record<string, string>> = {
  'no-calendar':
    'đây không phải dòng của một lịch iCalendar; tệp phải bắt đầu bằng BEGIN:VCALENDAR. Hãy chọn đúng tệp .ics đã xuất từ phần mềm lịch',
  line: 'dòng này không phải một dòng của lịch iCalendar (thiếu dấu hai chấm, hoặc chữ không phải UTF-8). Hãy sửa hoặc bỏ dòng này',
  nesting: 'BEGIN và END không khớp nhau. Hãy xuất lại tệp từ phần mềm lịch',
  unfinished: 'tệp dừng giữa chừng, thiếu END:VCALENDAR, có thể do tải về chưa xong. Hãy tải hoặc xuất lại',
  version: 'chỉ nhận iCalendar 2.0 theo lịch dương (VERSION:2.0, CALSCALE:GREGORIAN). Hãy xuất lại theo dạng này',
  method: 'tệp là thư trả lời hoặc hủy lịch hẹn, không phải một lịch. Hãy xuất cả lịch ra tệp .ics',
  'no-header':
    'thiếu dòng tiêu đề với cột Giờ, cột Phút và ít nhất một cột ngày (Thứ Hai … Chủ Nhật). Hãy thêm dòng này lên đầu bảng',
  quote: 'dấu nháy kép mở ra mà không đóng lại, hoặc còn chữ sau dấu đóng. Hãy sửa ô này',
};

const EVENT: Readonly<Record<string, string>> = {
  'all-day': 'là sự kiện cả ngày nên không có giờ phát. Hãy đặt giờ bắt đầu và giờ kết thúc',
  'no-start': 'không có giờ bắt đầu (DTSTART). Hãy đặt giờ bắt đầu',
  'no-length': 'không có giờ kết thúc, hoặc kết thúc không sau lúc bắt đầu. Hãy đặt giờ kết thúc',
  'too-short': 'ngắn hơn một phút. Hãy đặt lại giờ kết thúc',
  'too-long': 'dài hơn 24 giờ. Hãy chia thành nhiều sự kiện',
  unreadable: 'có dòng không đọc được. Hãy sửa hoặc bỏ dòng này',
  double: 'ghi một mục hai lần, hoặc ghi hai mục trái nhau. Hãy chỉ giữ một',
  tentative: 'còn là dự kiến (STATUS:TENTATIVE). Hãy xác nhận sự kiện trong phần mềm lịch rồi xuất lại',
  exrule: 'dùng EXRULE, cách ghi cũ mà Loa không nhận. Hãy bỏ từng ngày bằng EXDATE',
  'start-off-rule':
    'bắt đầu vào một ngày mà quy tắc lặp của nó không rơi vào, nên không rõ ngày đó có phát hay không. Hãy sửa ngày bắt đầu hoặc quy tắc lặp',
  'too-many-days': 'có hơn 1.000 ngày ghi riêng hoặc hơn 10 quy tắc. Hãy dùng quy tắc lặp thay cho từng ngày',
  'this-and-future':
    'đổi một lần và mọi lần sau (RANGE=THISANDFUTURE). Hãy kết thúc sự kiện cũ và lập sự kiện mới từ ngày đổi',
  'no-such-instance': 'sửa một lần phát mà sự kiện gốc không có. Hãy xuất lại cả chuỗi từ phần mềm lịch',
  'changed-rule': 'sửa một lần phát nhưng lại có quy tắc lặp riêng. Hãy lập thành sự kiện khác',
  group: 'thuộc một chuỗi có phần không nhập được. Hãy sửa phần đó trước',
  'uid-double': 'trùng mã UID với một sự kiện khác trong tệp. Hãy bỏ bản cũ',
  'utc-day-shift':
    'ghi theo giờ UTC, và ở giờ của đài quy tắc lặp rơi sang ngày khác mà không ghi lại đúng được. Hãy đặt múi giờ của đài cho sự kiện này',
  'no-name': 'không có tên và không ghi phát gì. Hãy đặt tên cho sự kiện',
  'bad-time': 'có ngày giờ không đọc được, hoặc vừa ghi múi giờ vừa ghi Z. Hãy sửa lại',
};

const CELL: Readonly<Record<string, string>> = {
  clock: 'cần một giờ như 05:30 hoặc 5h30, từ 00:00 đến 23:59',
  minutes: 'cần số phút từ 1 đến 1440',
  date: 'cần một ngày có thật như 2025-04-07 hoặc 07/4/2025',
  'column-unknown': 'cột này không có trong lưới tuần. Hãy đổi tên cột hoặc bỏ cột',
  'column-double': 'cột này có hai lần. Hãy chỉ giữ một',
  'beyond-header': 'ô này nằm ngoài các cột đã có tên. Hãy xem lại dấu phân cách trong dòng',
  range: 'ngày cuối đứng trước ngày đầu. Hãy sửa một trong hai ngày',
};

export const importVi: RefusalSentences<ImportCode> = {
  'import.encoding': ({ path, encoding }) =>
    `Tệp ${quote(path)} lưu theo bảng mã ${ENCODINGS[encoding]}, không phải UTF-8. Trong Excel hãy chọn Lưu thành, kiểu “CSV UTF-8”; chữ phông cũ thì chuyển sang Unicode trước.`,
  'import.syntax': ({ reason }) => `Không đọc được tệp ở chỗ này: ${SYNTAX[reason] ?? quote(reason)}.`,
  'import.too-many': ({ limit }) => `Tệp có hơn ${number(limit)} sự kiện hoặc dòng. Hãy chia thành nhiều tệp.`,
  'import.event': ({ event, reason, value }) =>
    `Sự kiện ${name(event)} ${EVENT[reason] ?? quote(reason)}${value === null ? '' : ` (${quote(value)})`}.`,
  'import.zone': ({ event, zone, station }) =>
    `Sự kiện ${name(event)} lặp lại theo giờ ${quote(zone)}, khác giờ của đài (${quote(station)}), nên giờ phát sẽ không giữ nguyên nghĩa. Hãy đặt múi giờ của đài cho sự kiện này rồi xuất lại.`,
  'import.content': ({ text, near, several }) => {
    if (several) return `${quote(text)} có thể là nhiều thứ: ${quote(near)}. Hãy ghi mã thay cho tên.`;
    const maybe = near === '' ? '' : ` Có phải là ${quote(near)} không?`;
    return `Không biết phát gì cho ${quote(text)}: không có tin bài, chuyên mục hay tiết mục nào mang mã hoặc tên này.${maybe} Hãy sửa tên, hoặc chỉ rõ nội dung bằng --content.`;
  },
  'import.cell': ({ column, text, reason }) =>
    `Cột ${quote(column)}, ô ${quote(text)}: ${CELL[reason] ?? quote(reason)}.`,
  'import.channels': ({ channels }) =>
    `Các kênh ${quote(channels)} không cùng một đài, nên không rõ giờ trong tệp là giờ nào. Hãy nhập riêng cho từng đài.`,
};
