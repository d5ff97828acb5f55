/**
 * Why something is, or is not, in a playlist, and what a person is told about a file that was taken all the same.
 */
import type { Reason } from '../../core/playlist/model.ts';
import type { Notice } from '../schedule-file/read.ts';
import type { Lang } from './format.ts';
import { quote } from './phrases.ts';
import type { ReasonSentences } from './reason-phrases.ts';
import { en } from './reasons-en.ts';
import { vi } from './reasons-vi.ts';

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
