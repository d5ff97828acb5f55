/**
 * The small phrases inside sentences: a value quoted safely, a day that may not be one, and the closed sets that
 * travel inside free-form parameters ('≥ 1', 'ENOENT', 'decode') put into words.
 *
 * What is not in a set is shown as it came, so that nothing is hidden; control characters never reach a screen.
 */
import { oneLine } from '../../core/text.ts';
import { parseLocalDate, parseLocalDateTime, parseLocalTime } from '../../core/time/local.ts';
import { formatClock, formatDate, formatDateTime, formatNumber, type Lang } from './format.ts';
import { kindWord } from './words.ts';

/** How much of a person's own text is said back. */
const ECHO = 160;
/** Of a sentence of ours, which may list what there is to choose from. */
const WHOLE = 600;

/** One line, well-formed, without C1 controls (terminals obey them), at most ECHO letters. */
export const shown = (text: string): string => clipped(text, ECHO);

/** The same for a sentence of ours around a person's words. */
export const shownWhole = (text: string): string => clipped(text, WHOLE);

const clipped = (text: string, most: number): string => {
  const clean = oneLine(text.toWellFormed().replace(/[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ' '));
  const letters = [...clean];
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : clean;
};

export const quote = (text: string): string => `“${shown(text)}”`;

/** A YYYY-MM-DD text as people read it; anything else quoted as it came. */
export const dayText = (text: string, lang: Lang): string => {
  const date = parseLocalDate(text);
  return date.ok ? formatDate(date.value, lang) : quote(text);
};

/** A local date-time, a day or a clock time as people read it; anything else quoted. */
export const timeText = (text: string, lang: Lang): string => {
  const local = parseLocalDateTime(text);
  if (local.ok) return formatDateTime(local.value, lang);
  const clock = parseLocalTime(text);
  return clock.ok ? formatClock(clock.value) : dayText(text, lang);
};

type Both = Readonly<Record<Lang, string>>;

const both = (vi: string, en: string): Both => ({ vi, en });

const from = (table: ReadonlyMap<string, Both>, key: string, lang: Lang): string | undefined => table.get(key)?.[lang];

/** Completes 'cần …' in Vietnamese and 'must be …' in English. */
const EXPECTED: ReadonlyMap<string, Both> = new Map([
  ['string', both('một đoạn chữ (đặt trong dấu nháy nếu chỉ gồm chữ số)', 'text (in quotes if it is digits only)')],
  ['array', both('một danh sách, mỗi dòng bắt đầu bằng dấu gạch ngang', 'a list, each line beginning with a hyphen')],
  ['object', both('các mục viết theo dạng “tên: giá trị”', 'fields written as “name: value”')],
  ['int', both('một số nguyên', 'a whole number')],
  ['file-name', both('tên tệp dài từ 1 đến 200 ký tự', 'a file name of 1 to 200 characters')],
  ['whole-body', both('toàn bộ nội dung, không bị đứt giữa chừng', 'all of what was announced, not broken off')],
  ['byte-offset', both('số byte đã gửi, từ 0 trở lên', 'the number of bytes sent so far, from 0')],
  ['number', both('một số', 'a number')],
  ['boolean', both('true (có) hoặc false (không)', 'true or false')],
  [
    'id',
    both(
      'một mã ngắn chỉ gồm a–z, 0–9 và gạch nối ở giữa, không dấu, không viết hoa, không quá 64 ký tự',
      'a short id of a–z, 0–9 and inner hyphens, at most 64 characters',
    ),
  ],
  ['language', both('một mã ngôn ngữ như vi, km hoặc zh', 'a language code such as vi, km or zh')],
  ['exactly-one', both('có đúng một trong các mục này', 'given exactly once: one of these and no other')],
  ['with-relay', both('có giá trị khi tiết mục là tiếp âm (relay)', 'given when the segment is a relay')],
  ['only-with-relay', both('bỏ đi, vì chỉ tiết mục tiếp âm (relay) mới dùng', 'left out: only a relay segment has it')],
  [
    'only-with-start',
    both(
      'bỏ đi, vì chỉ tiết mục có giờ cố định (start) mới dùng',
      'left out: only a segment with a fixed start has it',
    ),
  ],
  [
    'only-with-emergency',
    both(
      'bỏ đi, vì chỉ tiết mục khẩn cấp (priority: emergency) mới dùng',
      'left out: only an emergency segment has it',
    ),
  ],
  [
    'only-with-strand',
    both('bỏ đi, vì chỉ tiết mục lấy bài từ chuyên mục (strand) mới dùng', 'left out: only a strand segment has it'),
  ],
  ['one-per-language', both('có không quá một bản cho mỗi ngôn ngữ', 'at most one version for each language')],
  [
    'only-with-this',
    both(
      'bỏ trống, vì chỉ chuyển sang ngày khác được từng lần phát',
      'left out: only a single occurrence moves to another day',
    ),
  ],
  ['not-past', both('hôm nay hoặc một ngày sau', 'today or a later day')],
  ['valid', both('một giá trị đúng kiểu như tài liệu mô tả', 'a value of the kind that the documentation describes')],
  ['command', both('một lệnh: tên chương trình rồi các tham số', 'a command: a program and its arguments')],
  ['voice', both('north (Bắc), central (Trung) hoặc south (Nam)', 'north, central or south')],
  [
    'spoken-words',
    both(
      'những chữ đọc được ngay, không có chữ số, chữ viết tắt hay dấu ngoặc',
      'words that are read as they stand, without digits, abbreviations or brackets',
    ),
  ],
  ['written-word', both('từ 1 đến 100 ký tự trên một dòng', '1 to 100 characters on one line')],
  [
    'sound-name',
    both('một tên tệp kết thúc bằng .wav, không có dấu gạch chéo', 'a file name ending in .wav, without strokes'),
  ],
  ['date', both('một ngày có thật như 2025-04-07', 'a real day such as 2025-04-07')],
  ['clock', both('một giờ như 05:00', 'a clock time such as 05:00')],
  ['port', both('một số cổng từ 1 đến 65535', 'a port number from 1 to 65535')],
  ['folder', both('đường dẫn của một thư mục', 'the path of a folder')],
  ['host', both('một tên máy hoặc địa chỉ mạng như 127.0.0.1', 'a host name or address such as 127.0.0.1')],
  [
    'origin',
    both(
      'địa chỉ mà người dùng mở, như https://loa.example.vn, không có gì theo sau',
      'the address that people open, such as https://loa.example.vn, with nothing after it',
    ),
  ],
  [
    'addresses',
    both(
      'một hay nhiều địa chỉ IP như 127.0.0.1, cách nhau bằng dấu phẩy',
      'IP addresses such as 127.0.0.1, with commas between',
    ),
  ],
  [
    'login',
    both(
      '2–32 chữ thường không dấu, chữ số, “.”, “_” hoặc “-”, bắt đầu bằng chữ hoặc số',
      '2–32 of a–z, 0–9, “.”, “_” and “-”, beginning with a letter or digit',
    ),
  ],
  [
    'log-vkey',
    both(
      'khóa kiểm tra của một nhật ký, dạng tên+mã+base64, chép nguyên từ nơi giữ nhật ký',
      'the vkey of a log, name+id+base64, as whoever keeps the log gave it',
    ),
  ],
  [
    'output',
    both(
      'một đường ra: alsa, alsa:THIẾT-BỊ, pulse, pipe:ĐƯỜNG-DẪN, file:ĐƯỜNG-DẪN, command:LỆNH hoặc icecast:MÁY-CHỦ:CỔNG/TÊN (không kèm mật khẩu)',
      'an output: alsa, alsa:DEVICE, pulse, pipe:PATH, file:PATH, command:PROGRAM or icecast:HOST:PORT/MOUNT (without the password)',
    ),
  ],
  [
    'secret-file',
    both(
      'một tệp chỉ mình chủ đọc được (chmod 600), trong có mật khẩu nguồn của máy chủ Icecast',
      'a file for its owner alone (chmod 600) that holds the source password of the Icecast server',
    ),
  ],
  [
    'relay',
    both(
      'TÊN-NGUỒN=ĐẦU-VÀO; đầu vào là http://…, https://…, alsa:THIẾT-BỊ, pulse hoặc pulse:NGUỒN',
      'SOURCE=INPUT, where the input is http://…, https://…, alsa:DEVICE, pulse or pulse:SOURCE',
    ),
  ],
  [
    'site-credential',
    both(
      'khóa truy cập của máy (loa token add), hoặc thay địa chỉ bằng liên kết /tram/… của điểm loa',
      'a machine’s token (loa token add), or a site’s /tram/… link in place of the address',
    ),
  ],
  ['some-words', both('vài lời, không quá 2.000 ký tự', 'some words, at most 2,000 characters')],
  ['hold-name', both('một tên, 1–120 ký tự', 'a name of 1–120 characters')],
  ['person-name', both('họ tên, 1–100 ký tự', 'a full name, 1–100 characters')],
  ['standing-exception', both('số của một ngoại lệ còn hiệu lực', 'the number of an exception that still stands')],
  ['application/json', both('dạng JSON (application/json)', 'JSON (application/json)')],
  ['≥ 1', both('có nội dung, không được để trống hoặc bằng 0', 'at least 1, and not empty')],
]);

const RANGE = /(-?\d+)(?:\.\.|–)(-?\d+)/g;

const rangeText = (low: string, high: string, lang: Lang): string => {
  const [a, b] = [low.replace('-', '−'), high.replace('-', '−')];
  return lang === 'vi' ? `số từ ${a} đến ${b}` : `a number from ${a} to ${b}`;
};

const choice = (options: readonly string[], lang: Lang): string => {
  const last = options.at(-1) ?? '';
  if (options.length < 2) return last;
  return `${options.slice(0, -1).join(', ')} ${lang === 'vi' ? 'hoặc' : 'or'} ${last}`;
};

/** What would have been accepted: '≤ 2000', 'id', 'airings | minutes', '1..31, -31..-1' or words of its own. */
export const expectedText = (expected: string, lang: Lang): string => {
  const known = from(EXPECTED, expected, lang);
  if (known !== undefined) return known;
  const [, sign, limit] = /^([≥≤<>]) (-?\d+(?:\.\d+)?)$/.exec(expected) ?? [];
  if (sign !== undefined) {
    const number = formatNumber(Number(limit), lang, 6);
    const bounds: Readonly<Record<string, Both>> = {
      '≥': both(`từ ${number} trở lên`, `at least ${number}`),
      '≤': both(`không vượt quá ${number}`, `at most ${number}`),
      '>': both(`lớn hơn ${number}`, `more than ${number}`),
      '<': both(`nhỏ hơn ${number}`, `less than ${number}`),
    };
    return bounds[sign]?.[lang] ?? shown(expected);
  }
  if (expected.includes(' | ')) return choice(expected.split(' | ').map(quote), lang);
  return shown(expected).replace(RANGE, (_, low: string, high: string) => rangeText(low, high, lang));
};

/** A field as the person wrote it; several joined by ' | ' become a list; none is the file's own content. */
export const fieldText = (field: string, lang: Lang): string => {
  if (field === '') return lang === 'vi' ? 'Nội dung tệp' : 'The content of the file';
  return `${lang === 'vi' ? 'Mục' : 'The field'} ${choice(field.split(' | ').map(quote), lang)}`;
};

/** 'segment tin-sang' (a kind and an id) → 'tiết mục “tin-sang”'. */
export const thingText = (thing: string, lang: Lang): string => {
  const [, kind = '', id] = /^(\w+) (\S+)$/.exec(thing) ?? [];
  return id === undefined ? quote(thing) : `${kindWord(kind, lang)} ${quote(id)}`;
};

const READING: ReadonlyMap<string, Both> = new Map([
  ['ENOENT', both('không có tệp này', 'there is no such file')],
  ['ENOTDIR', both('đường dẫn đi qua một tệp chứ không phải thư mục', 'the path goes through a file')],
  ['EACCES', both('không có quyền đọc', 'reading is not permitted')],
  ['EPERM', both('không có quyền đọc', 'reading is not permitted')],
  ['EISDIR', both('đó là thư mục', 'it is a folder')],
  ['ELOOP', both('liên kết trỏ vòng quanh', 'its links go round in a circle')],
  ['ENAMETOOLONG', both('tên quá dài', 'its name is too long')],
  ['EIO', both('ổ đĩa báo lỗi khi đọc', 'the disk failed while reading')],
  ['EBUSY', both('chương trình khác đang giữ tệp', 'another program holds it')],
  ['EMFILE', both('máy đang mở quá nhiều tệp', 'too many files are open')],
  ['not a regular file', both('đó không phải là một tệp thường', 'it is not a regular file')],
]);

/** Why a file could not be read: a system code in words. */
export const readingText = (reason: string, lang: Lang): string => from(READING, reason, lang) ?? shown(reason);

const WRITING: ReadonlyMap<string, Both> = new Map([
  ['ENOENT', both('không có thư mục này', 'there is no such folder')],
  ['EACCES', both('không có quyền ghi', 'writing is not permitted')],
  ['EPERM', both('không có quyền ghi', 'writing is not permitted')],
  ['EROFS', both('ổ đĩa chỉ cho đọc', 'the disk is read-only')],
  ['ENOSPC', both('ổ đĩa đã đầy', 'the disk is full')],
  ['EEXIST', both('đã có sẵn', 'it is there already')],
]);

/** Why a file could not be written: a system code in words. */
export const writingText = (reason: string, lang: Lang): string =>
  from(WRITING, reason, lang) ?? readingText(reason, lang);

const DOING: ReadonlyMap<string, Both> = new Map([
  ['copy', both('sao chép tệp', 'copying the file')],
  ['probe', both('xem xét tệp âm thanh', 'looking into the sound file')],
  ['decode', both('giải mã âm thanh', 'decoding the sound')],
  ['measure', both('đo âm lượng', 'measuring loudness')],
  ['level', both('cân chỉnh âm lượng', 'levelling the sound')],
  ['render', both('dựng chương trình phát', 'rendering the programme')],
  ['backup', both('sao lưu', 'backing up')],
  ['restore', both('khôi phục', 'restoring')],
  ['check', both('kiểm tra dữ liệu', 'checking the data')],
  ['speak', both('đọc văn bản bằng giọng máy', 'speaking the text')],
]);

/** What a sound tool was doing. */
export const doingText = (what: string, lang: Lang): string => from(DOING, what, lang) ?? quote(what);
