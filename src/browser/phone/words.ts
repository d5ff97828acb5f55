/** What the page says that only the telephone knows: what waits, what was sent, whether there is a network. */

const vi = {
  allSent: 'Không có ghi nhận nào chờ gửi.',
  waiting: (count: number): string => `${count} ghi nhận chờ gửi, đã giữ trong máy này.`,
  sending: 'Đang gửi…',
  offline: (at: string): string =>
    `Không có mạng. Lịch đang xem lấy lúc ${at}; ghi nhận bấm lúc này được giữ trong máy.`,
  old: (at: string): string => `Lịch đang xem lấy lúc ${at}. Nếu có mạng, hãy tải lại trang.`,
  locked:
    'Liên kết này không còn mở được. Ghi nhận chưa gửi vẫn được giữ; xin trung tâm liên kết mới rồi mở trên máy này.',
  keeps: 'Trang này mở được cả khi mất mạng.',
  plain:
    'Địa chỉ này không có https: trang chỉ mở được khi có mạng; ghi nhận bấm lúc mất mạng vẫn được giữ và gửi khi mở lại trang.',
  noStore: 'Trình duyệt này không giữ được gì (cửa sổ riêng tư hoặc máy đầy): mất mạng thì chưa ghi nhận được.',
  standing: { waiting: 'chờ gửi', kept: 'đã gửi', refused: 'trung tâm không nhận' },
  pressedAt: (at: string): string => `bấm lúc ${at}`,
  playedAt: (at: string): string => `máy này ghi lúc ${at}`,
  numbers: (first: number, last: number): string =>
    first === last ? `nhật ký số ${first}` : `nhật ký số ${first}–${last}`,
  late: (at: string): string => `bấm trên điện thoại lúc ${at}, gửi sau khi có mạng lại`,
  again: 'Gửi lại',
  drop: 'Bỏ',
  here: { waiting: 'Đã bấm, chờ gửi về trung tâm', kept: 'Đã ghi vào nhật ký' },
  needMinutes: 'Ghi số phút đã phát được rồi chọn lý do.',
  needNote: 'Chọn “lý do khác” thì ghi thêm lý do ở ô Ghi chú.',
  needText: 'Ghi nội dung thông báo, giờ bắt đầu và số phút.',
  unsent: 'Còn ghi nhận chưa gửi. Gửi xong rồi mới bỏ liên kết khỏi máy này.',
  tone: 'Phát âm thử 10 giây',
  stopTone: 'Dừng âm thử',
};

const en: typeof vi = {
  allSent: 'Nothing waits to be sent.',
  waiting: (count) => `${count} waiting to be sent, kept on this phone.`,
  sending: 'Sending…',
  offline: (at) => `No network. This schedule is from ${at}; what you press now is kept on this phone.`,
  old: (at) => `This schedule is from ${at}. With a network, load the page again.`,
  locked:
    'This link opens nothing any more. What was not sent is kept; ask the centre for a new link and open it on this phone.',
  keeps: 'This page opens without a network too.',
  plain:
    'This address has no https: the page opens with a network only; what you press without one is kept and sent when the page is opened again.',
  noStore: 'This browser keeps nothing (a private window, or a full phone): without a network nothing can be recorded.',
  standing: { waiting: 'waiting', kept: 'sent', refused: 'refused by the centre' },
  pressedAt: (at) => `pressed at ${at}`,
  playedAt: (at) => `written down here at ${at}`,
  numbers: (first, last) => (first === last ? `log entry ${first}` : `log entries ${first}–${last}`),
  late: (at) => `pressed on the phone at ${at}, sent when there was a network again`,
  again: 'Send again',
  drop: 'Remove',
  here: { waiting: 'Pressed, waiting to be sent', kept: 'Recorded in the log' },
  needMinutes: 'Write how many minutes were heard, then choose the reason.',
  needNote: 'With “other reason”, write the reason as a note.',
  needText: 'Write what was announced, when it began and for how many minutes.',
  unsent: 'Something is not sent yet. Remove the link from this phone after it is.',
  tone: 'Play a 10-second test tone',
  stopTone: 'Stop the tone',
};

export type PhoneWords = typeof vi;

export const phoneWords = (lang: string): PhoneWords => (lang === 'en' ? en : vi);
