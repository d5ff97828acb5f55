/** What the commands about speech say. Vietnamese is the source. */
import { formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';

const vi = {
  oneSource: 'hãy cho đúng một trong ba: --text, --file hoặc --item',
  rate: 'tốc độ đọc phải là số nguyên',
  heardItem: '--heard chỉ dùng cùng --item hoặc --name',
  speaking: (percent: number) => `Đang đọc: ${percent} %`,
  spoken: (seconds: number, engine: string, sound: string) =>
    `Đã đọc xong: ${formatNumber(seconds, 'vi', 1)} giây, giọng máy (${engine}). Mã: ${sound}`,
  written: (path: string) => `Đã ghi vào ${path}.`,
  takenIn: (name: string, item: string | null) =>
    item === null
      ? `Đã nhận vào thư viện: ${name} (giọng máy).`
      : `Đã nhận vào thư viện: ${name} (giọng máy), gắn cho tin bài ${item}. Cần người thứ hai duyệt trước khi phát.`,
  listen: 'Hãy nghe hết trước khi dùng; khi đã nghe, thêm --heard để gắn cho tin bài.',
  none: 'Chưa có từ nào trong từ điển phát âm riêng.',
  changed: (written: string, spoken: string) => `Từ nay “${written}” đọc là “${spoken}”.`,
  takenBack: (written: string) => `Đã bỏ cách đọc riêng của “${written}”.`,
};

const en: typeof vi = {
  oneSource: 'give exactly one of --text, --file and --item',
  rate: 'the rate has to be a whole number',
  heardItem: '--heard goes with --item or --name only',
  speaking: (percent) => `Speaking: ${percent} %`,
  spoken: (seconds, engine, sound) =>
    `Spoken: ${formatNumber(seconds, 'en', 1)} seconds, synthetic (${engine}). Id: ${sound}`,
  written: (path) => `Written to ${path}.`,
  takenIn: (name, item) =>
    item === null
      ? `Taken into the library: ${name} (synthetic).`
      : `Taken into the library: ${name} (synthetic), the sound of item ${item}. A second person has to approve it before it airs.`,
  listen: 'Listen to all of it before it is used; then add --heard to make it an item’s sound.',
  none: 'The centre has no pronunciations of its own.',
  changed: (written, spoken) => `From now on “${written}” is said “${spoken}”.`,
  takenBack: (written) => `“${written}” is said as the built-in dictionary has it.`,
};

export const speechMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
