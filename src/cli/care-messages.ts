/** What `loa backup`, `loa restore` and `loa check` say. Vietnamese is the source; a message missing in English does not compile. */
import { formatBytes, formatDuration, formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';

const vi = {
  steps: {
    'airlog.db': 'Đang chép nhật ký phát sóng…',
    'loa.db': 'Đang chép cơ sở dữ liệu…',
    sounds: 'Đang chép âm thanh…',
    checking: 'Đang kiểm tra bản sao lưu…',
    rotating: 'Đang xem lại các bản sao lưu cũ…',
  },
  made: (path: string, bytes: number, entries: number) =>
    `Đã sao lưu vào ${path} (${formatBytes(bytes, 'vi')}, ${formatNumber(entries, 'vi')} dòng nhật ký), đã kiểm tra lại.`,
  soundKept: (carried: number, listed: number) =>
    `Âm thanh: chép thêm ${formatNumber(carried, 'vi')} trong ${formatNumber(listed, 'vi')} tệp.`,
  soundLeft: 'Bản sao lưu này không có âm thanh; thêm --with-sound để chép cả âm thanh.',
  soundMissing: (count: number) =>
    `${formatNumber(count, 'vi')} âm thanh có trong cơ sở dữ liệu nhưng không còn trong kho; xem “loa check”.`,
  sameDisk:
    'Bản sao lưu nằm trong thư mục dữ liệu: ổ hỏng thì mất cả hai. Hãy chọn thư mục trên ổ khác: loa backup /đường/dẫn.',
  removed: (names: string) => `Đã bỏ bản sao lưu cũ theo lịch giữ: ${names}.`,
  broken: (name: string) => `Bản sao lưu ${name} không còn nguyên vẹn; để nguyên cho người xem lại.`,
  notCount: (word: string, text: string) => `${word} cần một số nguyên từ 0 trở lên, không phải “${text}”`,
  restored: (from: string, entries: number) =>
    `Đã khôi phục bản sao lưu lúc ${from}, nhật ký có ${formatNumber(entries, 'vi')} dòng.`,
  lostNone: 'Không mất dòng nhật ký nào đã biết.',
  lost: (count: number, first: number, from: string) =>
    `Mất ${formatNumber(count, 'vi')} dòng nhật ký đã biết, từ dòng số ${formatNumber(first, 'vi')}, ghi sau ${from}.`,
  lostUnknown: (from: string) =>
    `Những gì ghi sau ${from} không có trong bản sao lưu; không biết là bao nhiêu vì không còn nhật ký cũ để so.`,
  aside: (path: string) => `Dữ liệu trước khi khôi phục được giữ ở ${path}.`,
  soundsBack: (carried: number, missing: number) =>
    `Âm thanh: đưa lại ${formatNumber(carried, 'vi')} tệp, còn thiếu ${formatNumber(missing, 'vi')}.`,
  noKeys: 'Bản sao lưu không có khóa ký; khóa đang có trong thư mục dữ liệu được giữ nguyên.',
  checked: (entries: number, root: string) => `Nhật ký phát sóng: ${formatNumber(entries, 'vi')} dòng, mã gốc ${root}.`,
  against: (names: string) => `Đã so với bản sao lưu: ${names}.`,
  againstNone: 'Chưa có bản sao lưu nào để so nhật ký.',
  outside: (size: number, at: string, ageSeconds: number) =>
    `Bên ngoài ký hoặc đóng dấu mới nhất: mốc có ${formatNumber(size, 'vi')} mục, lúc ${at}, cách đây ${formatDuration(Math.max(0, ageSeconds), 'vi')}.`,
  outsideNone: 'Chưa có ai bên ngoài ký hoặc đóng dấu nhật ký.',
  formerDispute: (url: string, size: number, at: string) =>
    `Bên đồng ký ${url}, nay không hỏi nữa, báo từ ${at} rằng nhật ký lúc có ${formatNumber(size, 'vi')} mục không nối tiếp bản đã ký.`,
  sounds: (listed: number, deep: boolean) =>
    `Âm thanh: ${formatNumber(listed, 'vi')} tệp${deep ? ', đã đọc lại từng tệp' : ' (chỉ xem có hay không; thêm --deep để đọc lại từng tệp)'}.`,
  leftover: (path: string) => `Tệp tạm còn sót, sẽ được dọn khi khởi động: ${path}`,
  keyAndFile: '--known-checkpoint và --key phải đi cùng nhau',
  roomLow: (free: number, total: number) =>
    `Ổ đĩa sắp đầy: còn trống ${formatBytes(free, 'vi')} trên ${formatBytes(total, 'vi')}.`,
  sound: 'Không thấy lỗi nào.',
  faults: (count: number) => `${formatNumber(count, 'vi')} lỗi.`,
  reading: (done: number, of: number) => `Đang đọc lại âm thanh ${done}/${of}…`,
};

const en: typeof vi = {
  steps: {
    'airlog.db': 'Copying the air log…',
    'loa.db': 'Copying the database…',
    sounds: 'Copying sound…',
    checking: 'Checking the backup…',
    rotating: 'Looking at older backups…',
  },
  made: (path, bytes, entries) =>
    `Backed up to ${path} (${formatBytes(bytes, 'en')}, ${formatNumber(entries, 'en')} log entries), and checked.`,
  soundKept: (carried, listed) =>
    `Sound: ${formatNumber(carried, 'en')} of ${formatNumber(listed, 'en')} files copied, the others were there.`,
  soundLeft: 'This backup has no sound; --with-sound copies it too.',
  soundMissing: (count) =>
    `${formatNumber(count, 'en')} sounds that the database refers to are not on the shelf; see “loa check”.`,
  sameDisk:
    'The backup is in the data folder: a broken disk takes both. Choose a folder on another disk: loa backup /some/path.',
  removed: (names) => `Older backups made room: ${names}.`,
  broken: (name) => `The backup ${name} is not whole; it stays, for somebody to look at.`,
  notCount: (word, text) => `${word} needs a whole number from 0 up, not “${text}”`,
  restored: (from, entries) => `Restored the backup of ${from}; the log has ${formatNumber(entries, 'en')} entries.`,
  lostNone: 'No log entry that is known of was lost.',
  lost: (count, first, from) =>
    `${formatNumber(count, 'en')} known log entries are lost, from number ${formatNumber(first, 'en')}, recorded after ${from}.`,
  lostUnknown: (from) =>
    `What was recorded after ${from} is not in the backup; how much that is cannot be told without the old log.`,
  aside: (path) => `What was there before is kept in ${path}.`,
  soundsBack: (carried, missing) =>
    `Sound: ${formatNumber(carried, 'en')} files put back, ${formatNumber(missing, 'en')} still missing.`,
  noKeys: 'The backup has no signing key; one in the data folder stays as it is.',
  checked: (entries, root) => `Air log: ${formatNumber(entries, 'en')} entries, root ${root}.`,
  against: (names) => `Held against the backups: ${names}.`,
  againstNone: 'There is no backup yet to hold the log against.',
  outside: (size, at, ageSeconds) =>
    `Newest signature or time stamp from outside: the checkpoint of ${formatNumber(size, 'en')} entries, at ${at}, ${formatDuration(Math.max(0, ageSeconds), 'en')} ago.`,
  outsideNone: 'Nobody outside has signed or stamped the log.',
  formerDispute: (url, size, at) =>
    `The witness ${url}, which is asked no more, has said since ${at} that the log of ${formatNumber(size, 'en')} entries does not continue the one that it signed.`,
  sounds: (listed, deep) =>
    `Sound: ${formatNumber(listed, 'en')} files${deep ? ', each read again' : ' (looked for only; --deep reads each again)'}.`,
  leftover: (path) => `Left over, swept away by the next start: ${path}`,
  keyAndFile: '--known-checkpoint and --key go together',
  roomLow: (free, total) => `The disk is filling up: ${formatBytes(free, 'en')} of ${formatBytes(total, 'en')} free.`,
  sound: 'No fault was found.',
  faults: (count) => `${formatNumber(count, 'en')} faults.`,
  reading: (done, of) => `Reading sound ${done}/${of}…`,
};

export const careMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
