/** The Vietnamese sentences of an explanation. */
import type { WhyActor, WhyAnswer, WhySaid } from '../../core/schedule/explain-model.ts';
import { formatDate, formatDateTime, formatDuration } from './format.ts';
import { quote, shown, timeText } from './phrases.ts';
import type { WhySentences } from './why-phrases.ts';
import { words } from './words.ts';

const { outcomes, notAiredReasons, roles } = words('vi');

const actor = ({ kind, name }: WhyActor): string => {
  if (kind === 'system') return 'hệ thống';
  return name === null ? 'một người đã xóa tên' : shown(name);
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const at = ({ at: begin }: WhyAnswer): string => (begin === null ? '' : ` lúc ${timeText(begin.slice(11), 'vi')}`);

const outcome = ({ outcome: is, reason, secondsHeard, note }: WhySaid): string =>
  [
    outcomes[is],
    ...(secondsHeard === null || is !== 'partly' ? [] : [`nghe được ${formatDuration(secondsHeard, 'vi')}`]),
    ...(reason === null ? [] : [`vì ${notAiredReasons[reason]}`]),
    ...(note === null ? [] : [`ghi chú ${quote(note)}`]),
  ].join(', ');

export const whyVi: WhySentences = {
  question: (answer, what, when) => {
    switch (answer.status) {
      case 'not-planned':
        return `Vì sao ${what} không phát ${when}?`;
      case 'planned':
      case 'aired':
        return `Vì sao ${what} phát${at(answer)} ${when}?`;
      case 'not-aired':
        return `Vì sao ${what} đã xếp${at(answer)} ${when} mà không phát?`;
      case 'partly':
        return `Vì sao ${what}${at(answer)} ${when} chỉ phát một phần?`;
      case 'unknown':
        return `${what} có phát${at(answer)} ${when} không?`;
    }
  },
  unsaid: 'Chưa có ai xác nhận.',
  logClosed: 'Người hỏi không được xem nhật ký phát sóng, nên câu trả lời chỉ theo lịch.',
  workedOut: 'Ngày này chưa có danh sách phát được lưu; dưới đây là tính theo lịch hiện nay.',
  notInPlan: 'Khi lập danh sách phát của ngày này, buổi phát không có mục này.',
  said: (said, what) =>
    `${what === null ? '' : `${what}: `}${capital(roles[said.role])}${said.by === null ? '' : ` ${shown(said.by)}`} ghi lúc ${formatDateTime(said.at, 'vi')}: ${outcome(said)}${said.stands ? '' : ' (lời này không lấy làm căn cứ)'}.`,
  offChannel: ({ from, to, why }) =>
    why === 'not-yet'
      ? `Kênh này chỉ có từ ngày ${from === null ? '' : formatDate(from, 'vi')}.`
      : `Kênh này đã ngừng sau ngày ${to === null ? '' : formatDate(to, 'vi')}.`,
  offDays: ({ why, from, to }, rule, ofSession) => {
    const begin = `Theo lịch${ofSession ? ' của buổi phát' : ''}: ${rule}`;
    switch (why) {
      case 'not-yet':
        return `${begin}, bắt đầu từ ngày ${from === null ? '' : formatDate(from, 'vi')}; ngày này chưa đến.`;
      case 'over':
        return `${begin}, đến hết ngày ${to === null ? '' : formatDate(to, 'vi')}; ngày này đã qua ngày cuối.`;
      case 'excepted':
        return `${begin}; riêng ngày này lịch ghi là nghỉ.`;
      case 'other-days':
        return `${begin}; ngày này không có trong lịch.`;
    }
  },
  next: (when) => `Lần tới là ${when}.`,
  noNext: 'Sắp tới không có lần nào.',
  festivalDays: (name) => `những ngày lễ ${quote(name)}`,
  waits: ({ name, waiting }) =>
    `Lễ ${quote(name)} có ngày chờ xác nhận: ${waiting.map(({ from, to }) => (from === to ? formatDate(from, 'vi') : `từ ${formatDate(from, 'vi')} đến ${formatDate(to, 'vi')}`)).join(', ')}; xác nhận rồi thì mới có lần phát.`,
  onlyDays: (days) => `chỉ các ngày ${days}`,
  alsoDays: (days) => `thêm các ngày ${days}`,
  authorised: ({ by, reason, document }) =>
    `Nội dung khẩn cấp do ${shown(by)} cho phép${document === null ? '' : ` (${shown(document)})`}, lý do ${quote(reason)}.`,
  altered: ({ id, kind, by, at: made, reason, undone }) => {
    const told = `${kind === 'decision' ? 'Quyết định' : 'Sửa lịch'} số ${id}: ${actor(by)} làm lúc ${formatDateTime(made, 'vi')}, lý do ${quote(reason)}`;
    return undone === null
      ? `${told}.`
      : `${told}; ${actor(undone.by)} đã hoàn tác lúc ${formatDateTime(undone.at, 'vi')}, lý do ${quote(undone.reason)}.`;
  },
  ordered: ({ name, from, to, authority, document, reason }) =>
    `Lệnh ${quote(name)} của ${shown(authority)}${document === null ? '' : ` (${shown(document)})`} có hiệu lực từ ngày ${formatDate(from, 'vi')} đến hết ngày ${formatDate(to, 'vi')}, lý do ${quote(reason)}.`,
};
