/** What the page's player says of itself. Vietnamese is the source; a message missing in English does not compile. */
import type { NotAiredReason } from '../../core/evidence/entry.ts';
import type { ManifestFault } from '../../core/manifest/faults.ts';
import type { UrgentFault } from '../../core/urgent/refusals.ts';

const vi = {
  on: 'Bật phát tự động',
  off: 'Tắt phát tự động',
  begin: 'Bắt đầu phát',
  again: 'Thử lại',
  isOff: 'Đang tắt. Bấm một lần, máy này tự phát đúng giờ các buổi đã phát hành và tự ghi nhật ký.',
  starting: 'Đang mở…',
  /** After it was switched on before: the page was loaded anew. */
  refused:
    'CHƯA PHÁT: trình duyệt không cho trang tự phát ra tiếng khi chưa có ai bấm. Hãy bấm “Bắt đầu phát”; sau mỗi lần tải lại trang có thể phải bấm lại.',
  elsewhere: 'Một cửa sổ khác trên máy này đang phát. Cửa sổ này chỉ xem; đóng cửa sổ kia rồi bấm “Thử lại”.',
  noStore: 'Trình duyệt này không giữ được gì (cửa sổ riêng tư hoặc máy đầy) nên không phát tự động được.',
  playing: (session: string, item: string): string => `Đang phát ${session}: ${item}.`,
  next: (session: string): string => `Đang bật. Buổi kế tiếp: ${session}.`,
  nothing: 'Đang bật. Lịch đang giữ không có buổi nào sắp tới.',
  session: (name: string, at: string): string => `${name} (${at})`,
  front: 'Cắm sạc, để trang này luôn mở và nằm trước: khóa màn hình hay sang ứng dụng khác thì có thể không phát.',
  hidden: 'Trang đang nằm phía sau: trình duyệt có thể cho nó ngủ. Hãy để trang này ra trước.',
  screen: {
    held: 'Màn hình được giữ sáng khi trang này nằm trước.',
    refused: 'Trình duyệt không cho giữ màn hình sáng (hay gặp khi máy tiết kiệm pin): hãy đặt máy không tự khóa.',
    none: 'Trình duyệt này không giữ màn hình sáng được: hãy đặt máy không tự khóa màn hình.',
    plain:
      'Địa chỉ không có https: không giữ được màn hình sáng, mất mạng thì không mở lại được trang. Hãy đặt máy không tự khóa.',
  },
  slept: (from: string, until: string): string => `Máy hoặc trang đã ngủ từ ${from} đến ${until}.`,
  missed: (sessions: string): string => `Đã lỡ: ${sessions}.`,
  battery: (percent: number): string => `Pin còn ${percent}%, chưa cắm sạc.`,
  unplugged: 'Máy chưa cắm sạc.',
  volume: 'Trang không chỉnh được âm lượng trên máy này: vặn bằng nút của máy.',
  disk: 'KHÔNG GHI ĐƯỢC vào máy: chưa phát, vì phải ghi trước khi phát. Máy có thể đã đầy.',
  clock: 'Chưa hỏi được giờ trung tâm: đang theo giờ của máy này.',
  clockBack: 'ĐỒNG HỒ MÁY ĐÃ BỊ LÙI: chưa phát theo giờ cho đến khi hỏi được trung tâm.',
  contact: {
    away: 'Không tới được trung tâm. Vẫn phát theo lịch đang giữ.',
    none: 'Trung tâm chưa phát hành lịch cho điểm loa này.',
    locked: 'Liên kết không còn mở được. Vẫn phát lịch đang giữ; xin trung tâm liên kết mới.',
  },
  fault: (fault: ManifestFault): string =>
    fault === 'signature'
      ? 'LỊCH KHÔNG ĐÚNG CHỮ KÝ của trung tâm mà máy này đã ghim. Không nhận; hãy báo trung tâm.'
      : `Không nhận bản lịch vừa tới (${fault}). Vẫn giữ bản đang có; hãy báo trung tâm.`,
  expired: 'Lịch đang giữ đã hết hạn: không phát nữa cho đến khi có lịch mới.',
  urgent: {
    playing: (title: string, time: number, of: number): string =>
      `Đang phát thông báo khẩn “${title}”, lượt ${time}/${of}.`,
    pause: (title: string, heard: number, of: number): string =>
      `Thông báo khẩn “${title}”: đã phát ${heard}/${of} lượt, sắp phát lượt tiếp.`,
    noSound: (title: string): string =>
      `CHƯA PHÁT ĐƯỢC thông báo khẩn “${title}”: chưa tải được âm thanh, đang tải lại. Trong lúc chờ, hãy đọc hoặc phát bằng tay theo khung đỏ.`,
    failed: 'KHÔNG PHÁT ĐƯỢC một thông báo khẩn: máy không ra tiếng sau năm lần thử. Hãy phát bằng tay theo khung đỏ.',
    refused: {
      unreadable: 'KHÔNG PHÁT một lệnh khẩn vì không đọc được. Hãy gọi trung tâm.',
      signature: 'KHÔNG PHÁT một lệnh khẩn: không đúng chữ ký của khóa khẩn máy này đã ghim. Hãy gọi trung tâm.',
      origin: 'KHÔNG PHÁT một lệnh khẩn: do trung tâm khác ký. Hãy gọi trung tâm.',
      site: 'KHÔNG PHÁT một lệnh khẩn: dành cho điểm loa khác. Hãy gọi trung tâm.',
      expired: 'Có lệnh khẩn đã hết hiệu lực, không phát.',
      older: 'Có lệnh hủy cũ hơn lệnh mà nó hủy, không theo. Hãy gọi trung tâm.',
      key: 'Trung tâm đưa ra khóa khẩn khác khóa máy này đã ghim: không nhận khóa mới. Hãy gọi trung tâm.',
    } satisfies Record<UrgentFault, string>,
    key: (vkey: string): string => `Khóa khẩn máy này đã ghim: ${vkey}`,
  },
  sounds: (held: number, wanted: number): string => `Đã giữ ${held}/${wanted} tệp âm thanh, đúng mã.`,
  supply: {
    full: 'Máy hết chỗ: chưa giữ được đủ tệp âm thanh.',
    away: 'Đang tải âm thanh thì mất mạng; sẽ tải tiếp.',
    wrong: 'Có tệp âm thanh tải về không đúng mã, đã bỏ. Sẽ tải lại.',
  },
  version: (version: number): string => `Bản lịch số ${version}.`,
  key: (vkey: string): string => `Khóa trung tâm máy này đã ghim: ${vkey}`,
  device: (device: string): string => `Tên máy này trong nhật ký: ${device}`,
  row: {
    started: (item: string): string => `Bắt đầu phát ${item}`,
    whole: (item: string): string => `Phát hết ${item}`,
    partly: (item: string, seconds: number, why: string): string => `Phát ${item} được ${seconds} giây${why}`,
    missed: (item: string, why: string): string => `Không phát ${item}${why}`,
    more: (first: string, count: number): string => `${first}, và ${count} việc khác`,
  },
  why: {
    'power-cut': 'máy tắt hoặc ngủ',
    'device-fault': 'máy không phát ra tiếng',
    'line-fault': 'mất đường truyền',
    weather: 'thời tiết',
    'sound-missing': 'chưa có tệp âm thanh',
    'ordered-off': 'bị tắt, hoặc ngoài giờ được phát',
    emergency: 'nhường thông báo khẩn cấp',
    other: 'đến giờ buổi sau',
  } satisfies Record<NotAiredReason, string>,
};

const en: typeof vi = {
  on: 'Switch on automatic play',
  off: 'Switch off automatic play',
  begin: 'Begin to play',
  again: 'Try again',
  isOff: 'Off. Press once: this device then plays the published sessions on time by itself and writes the log.',
  starting: 'Opening…',
  refused:
    'NOT PLAYING: the browser lets no page sound before somebody has pressed. Press “Begin to play”; it may be needed again each time that the page is loaded.',
  elsewhere: 'Another window on this device is playing. This one only shows; close the other, then press “Try again”.',
  noStore: 'This browser keeps nothing (a private window, or a full device), so it cannot play by itself.',
  playing: (session, item) => `Playing ${session}: ${item}.`,
  next: (session) => `On. Next: ${session}.`,
  nothing: 'On. The schedule that is held has no session to come.',
  session: (name, at) => `${name} (${at})`,
  front:
    'Keep it plugged in, and this page open and in front: with the screen locked or another app in front it may not play.',
  hidden: 'The page is behind: the browser may put it to sleep. Bring it to the front.',
  screen: {
    held: 'The screen is kept on while this page is in front.',
    refused:
      'The browser does not let the screen be kept on (often to save battery): set the device not to lock by itself.',
    none: 'This browser cannot keep the screen on: set the device not to lock its screen by itself.',
    plain:
      'This address has no https: the screen cannot be kept on, and without a network the page does not open again. Set the device not to lock by itself.',
  },
  slept: (from, until) => `The device or the page slept from ${from} until ${until}.`,
  missed: (sessions) => `Missed: ${sessions}.`,
  battery: (percent) => `Battery at ${percent}%, not charging.`,
  unplugged: 'The device is not charging.',
  volume: 'The page cannot set the volume on this device: use its buttons.',
  disk: 'CANNOT WRITE on this device: nothing is played, because it is written down first. It may be full.',
  clock: 'The centre’s time is not known yet: going by this device’s clock.',
  clockBack: 'THIS DEVICE’S CLOCK WENT BACK: nothing is played by time until the centre answers.',
  contact: {
    away: 'The centre cannot be reached. Playing goes on by what is held.',
    none: 'The centre has published nothing for this site yet.',
    locked: 'This link opens nothing any more. What is held is played; ask the centre for a new link.',
  },
  fault: (fault) =>
    fault === 'signature'
      ? 'THE SCHEDULE IS NOT SIGNED by the centre’s key that this device pinned. It was not taken; tell the centre.'
      : `The schedule that came was not taken (${fault}). What is held stays; tell the centre.`,
  expired: 'The schedule that is held is over: nothing more is played until a new one comes.',
  urgent: {
    playing: (title, time, of) => `Playing the urgent notice “${title}”, time ${time} of ${of}.`,
    pause: (title, heard, of) => `Urgent notice “${title}”: played ${heard} of ${of} times, the next one is coming.`,
    noSound: (title) =>
      `NOT PLAYING the urgent notice “${title}” yet: its sound is not here and is fetched again. Meanwhile read it or play it by hand from the red box.`,
    failed:
      'AN URGENT NOTICE COULD NOT BE PLAYED: this device made no sound in five tries. Play it by hand from the red box.',
    refused: {
      unreadable: 'An urgent order was NOT PLAYED: it cannot be read. Call the centre.',
      signature:
        'An urgent order was NOT PLAYED: it is not signed by the urgent key that this device pinned. Call the centre.',
      origin: 'An urgent order was NOT PLAYED: another centre signed it. Call the centre.',
      site: 'An urgent order was NOT PLAYED: it is for another site. Call the centre.',
      expired: 'An urgent order is over and was not played.',
      older: 'A cancel is older than the order that it names and was not followed. Call the centre.',
      key: 'The centre names another urgent key than the one that this device pinned: the new one was not taken. Call the centre.',
    },
    key: (vkey) => `The urgent key, pinned on this device: ${vkey}`,
  },
  sounds: (held, wanted) => `${held}/${wanted} sounds are here, with the right hash.`,
  supply: {
    full: 'The device is full: not all sounds could be kept.',
    away: 'The network went while sounds were fetched; it goes on from there.',
    wrong: 'A sound came with another hash and was thrown away. It is fetched again.',
  },
  version: (version) => `Schedule version ${version}.`,
  key: (vkey) => `The centre’s key, pinned on this device: ${vkey}`,
  device: (device) => `This device in the log: ${device}`,
  row: {
    started: (item) => `Began ${item}`,
    whole: (item) => `Played all of ${item}`,
    partly: (item, seconds, why) => `Played ${seconds} s of ${item}${why}`,
    missed: (item, why) => `Did not play ${item}${why}`,
    more: (first, count) => `${first}, and ${count} more`,
  },
  why: {
    'power-cut': 'the device was off or asleep',
    'device-fault': 'the device made no sound',
    'line-fault': 'no line to the centre',
    weather: 'the weather',
    'sound-missing': 'the sound was not here',
    'ordered-off': 'switched off, or outside the allowed hours',
    emergency: 'an emergency took its place',
    other: 'the next session began',
  },
};

export type PlayerWords = typeof vi;

export const playerWords = (lang: string): PlayerWords => (lang === 'en' ? en : vi);
