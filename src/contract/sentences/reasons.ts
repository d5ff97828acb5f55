/**
 * Why something is, or is not, in a playlist, and what a person is told about a file that was taken all the same:
 * a sentence for every code in both languages, or it does not compile.
 */
import type { Reason } from '../../core/playlist/model.ts';
import type { Notice } from '../schedule-file/read.ts';
import { formatDuration, formatNumber, type Lang } from './format.ts';
import { dayText, quote, timeText } from './phrases.ts';
import { ruleText } from './rule-text.ts';
import { languageWord } from './words.ts';

type ReasonOf<C extends Reason['code']> = Extract<Reason, { code: C }>;

type ReasonSentences = { readonly [C in Reason['code']]: (reason: ReasonOf<C>) => string };

const rules = (joined: string, lang: Lang): string =>
  joined
    .split(' + ')
    .map((rule) => ruleText(rule, lang))
    .join(lang === 'vi' ? '; và ' : '; and ');

const vi: ReasonSentences = {
  'by-rule': ({ rule }) => (rule === '' ? 'Có trong mọi lần của buổi phát này.' : `Theo lịch: ${rules(rule, 'vi')}.`),
  rotation: ({ strand, turn, of }) =>
    `Đến lượt trong chuyên mục ${quote(strand)}: lượt thứ ${formatNumber(turn, 'vi')}, xoay vòng ${formatNumber(of, 'vi')} tin bài.`,
  'repeat-of': ({ segment }) => `Phát lại nội dung mà tiết mục ${quote(segment)} đã phát trong ngày.`,
  'waits-for-recording': ({ language }) => `Bản ${languageWord(language, 'vi')} còn chờ thu âm.`,
  'sound-missing': ({ sound }) => `Thư viện chưa có tệp âm thanh ${quote(sound)}.`,
  'no-version': ({ language }) => `Tin bài chưa có bản ${languageWord(language, 'vi')}.`,
  'not-valid': ({ day }) => `Ngày ${dayText(day, 'vi')} nằm ngoài thời gian được phát của tin bài.`,
  'strand-empty': ({ strand }) => `Chuyên mục ${quote(strand)} chưa có tin bài nào.`,
  'nothing-to-repeat': ({ segment }) =>
    `Không có gì để phát lại: trước đó trong ngày, tiết mục ${quote(segment)} chưa phát gì.`,
  'no-room': ({ needed, left }) =>
    `Không đủ giờ: cần ${formatDuration(needed, 'vi')} mà chỉ còn ${formatDuration(left, 'vi')}.`,
  'no-gap': () => 'Không phát nhạc chờ: không có khoảng trống nào trước một giờ cố định để lấp.',
  'session-clash': ({ with: other }) => `Trùng giờ: buổi phát ${quote(other)} lúc đó chưa kết thúc.`,
  'fixed-start-passed': ({ at }) =>
    `Giờ cố định ${timeText(at, 'vi')} không dùng được: đã qua khi đến lượt, hoặc nằm ngoài buổi phát.`,
  'fills-until': ({ at }) => `Nhạc lấp khoảng trống đến ${timeText(at, 'vi')}.`,
  'hour-moved': ({ asked, placed }) =>
    `Giờ đã hẹn ${timeText(asked, 'vi')} không có trong ngày đổi giờ, nên phát lúc ${timeText(placed, 'vi')}.`,
  'hour-doubled': ({ asked }) => `Giờ ${timeText(asked, 'vi')} có hai lần trong ngày đổi giờ; chỉ phát một lần.`,
};

const en: ReasonSentences = {
  'by-rule': ({ rule }) =>
    rule === '' ? 'Belongs to every one of these sessions.' : `By the schedule: ${rules(rule, 'en')}.`,
  rotation: ({ strand, turn, of }) =>
    `Its turn in the strand ${quote(strand)}: turn ${formatNumber(turn, 'en')}, rotating through ${formatNumber(of, 'en')} ${of === 1 ? 'item' : 'items'}.`,
  'repeat-of': ({ segment }) => `Repeats what the segment ${quote(segment)} played earlier that day.`,
  'waits-for-recording': ({ language }) => `The ${languageWord(language, 'en')} version waits to be recorded.`,
  'sound-missing': ({ sound }) => `The library does not have the sound file ${quote(sound)} yet.`,
  'no-version': ({ language }) => `The item has no ${languageWord(language, 'en')} version yet.`,
  'not-valid': ({ day }) => `${dayText(day, 'en')} lies outside the days on which the item may air.`,
  'strand-empty': ({ strand }) => `The strand ${quote(strand)} has no items yet.`,
  'nothing-to-repeat': ({ segment }) =>
    `There is nothing to repeat: the segment ${quote(segment)} played nothing earlier that day.`,
  'no-room': ({ needed, left }) =>
    `Not enough time: ${formatDuration(needed, 'en')} needed, ${formatDuration(left, 'en')} left.`,
  'no-gap': () => 'The filling music is not played: there is no gap before a fixed start to fill.',
  'session-clash': ({ with: other }) => `Clash: the session ${quote(other)} has not ended by then.`,
  'fixed-start-passed': ({ at }) =>
    `The fixed start ${timeText(at, 'en')} cannot be kept: it has passed by its turn, or lies outside the session.`,
  'fills-until': ({ at }) => `Music that fills the time until ${timeText(at, 'en')}.`,
  'hour-moved': ({ asked, placed }) =>
    `The time asked for, ${timeText(asked, 'en')}, does not exist on the day of the clock change; it airs at ${timeText(placed, 'en')}.`,
  'hour-doubled': ({ asked }) =>
    `The time ${timeText(asked, 'en')} comes twice on the day of the clock change; it airs once.`,
};

const REASONS: Readonly<Record<Lang, ReasonSentences>> = { vi, en };

/** The sentence of a reason. */
export const reasonText = (reason: Reason, lang: Lang): string => {
  // The table has for each code the function of just that code, which the compiler cannot follow over the union.
  const sentence = REASONS[lang][reason.code] as (reason: Reason) => string;
  return sentence(reason).normalize('NFC');
};

type NoticeSentences = { readonly [C in Notice['code']]: (file: string) => string };

const NOTICES: Readonly<Record<Lang, NoticeSentences>> = {
  vi: {
    'file.bom': (file) => `Tệp ${quote(file)} có dấu BOM ở đầu; Loa đã bỏ qua dấu này, không cần sửa gì.`,
    'file.nfd': (file) =>
      `Tệp ${quote(file)} ghi dấu tiếng Việt ở dạng tách rời (NFD, thường gặp khi soạn trên máy Mac); Loa đã đọc sang dạng dựng sẵn (NFC), không cần sửa gì.`,
  },
  en: {
    'file.bom': (file) =>
      `The file ${quote(file)} begins with a byte order mark; Loa ignored it. Nothing needs to be done.`,
    'file.nfd': (file) =>
      `The file ${quote(file)} has its accents written apart from their letters (NFD, as Macs do); Loa joined them (NFC). Nothing needs to be done.`,
  },
};

/** The sentence of a notice about a file that was read; it asks for nothing. */
export const noticeText = (notice: Notice, lang: Lang): string =>
  NOTICES[lang][notice.code](notice.place.file ?? '').normalize('NFC');
