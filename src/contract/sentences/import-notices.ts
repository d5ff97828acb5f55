/** What a person is told about an imported file that was taken all the same: a sentence for each notice. */
import type { ImportNotice } from '../schedule-import/model.ts';
import { formatNumber, type Lang } from './format.ts';
import { placeOf } from './index.ts';
import { quote } from './phrases.ts';

type Sentences = { readonly [C in ImportNotice['code']]: (notice: { about: string; count: number }) => string };

const times = (count: number, lang: Lang): string => {
  if (count === 1) return '';
  return lang === 'vi'
    ? ` (${formatNumber(count, 'vi')} lần, kể từ đây)`
    : ` (${formatNumber(count, 'en')}, from here)`;
};

const vi: Sentences = {
  floating: ({ count }) => `Giờ không ghi múi giờ được hiểu là giờ của đài${times(count, 'vi')}.`,
  converted: ({ about }) => `Giờ của ${quote(about)} đã được đổi sang giờ của đài.`,
  property: ({ about, count }) => `Không giữ lại mục ${quote(about)}${times(count, 'vi')}.`,
  component: ({ about, count }) => `Bỏ qua phần ${quote(about)}, không phải buổi phát${times(count, 'vi')}.`,
  cancelled: ({ about }) => `Sự kiện ${quote(about)} đã bị hủy trong lịch nên không phát.`,
  'instance-alone': ({ about }) => `${quote(about)} là một lần của chuỗi không có trong tệp; nhập như sự kiện riêng.`,
  'exdate-nothing': ({ about, count }) =>
    `Ngày bỏ (EXDATE) của ${quote(about)} không trúng lần phát nào${times(count, 'vi')}.`,
  'exdate-day': ({ about, count }) =>
    `Ngày bỏ (EXDATE) của ${quote(about)} không ghi giờ; đã bỏ lần phát của cả ngày${times(count, 'vi')}.`,
  'row-empty': ({ about }) => `Dòng ${quote(about)} không phát gì vào ngày nào.`,
  overlap: ({ about }) => `Dòng này trùng giờ với dòng ${about} trong cùng một ngày.`,
  bom: () => 'Đã bỏ dấu BOM ở đầu tệp.',
  nfd: () => 'Chữ tổ hợp (NFD) đã được đổi về Unicode dựng sẵn (NFC).',
};

const en: Sentences = {
  floating: ({ count }) => `A time without a zone was read as the station's own${times(count, 'en')}.`,
  converted: ({ about }) => `The time of ${quote(about)} was converted to that of the station.`,
  property: ({ about, count }) => `The property ${quote(about)} is not kept${times(count, 'en')}.`,
  component: ({ about, count }) =>
    `The component ${quote(about)} airs nothing and is passed over${times(count, 'en')}.`,
  cancelled: ({ about }) => `The event ${quote(about)} is cancelled in the calendar and does not air.`,
  'instance-alone': ({ about }) =>
    `${quote(about)} is one instance of a series that is not in the file; it was taken as an event of its own.`,
  'exdate-nothing': ({ about, count }) =>
    `An EXDATE of ${quote(about)} meets none of its occurrences${times(count, 'en')}.`,
  'exdate-day': ({ about, count }) =>
    `An EXDATE of ${quote(about)} names a whole day; that day's occurrence was taken away${times(count, 'en')}.`,
  'row-empty': ({ about }) => `The row ${quote(about)} plays nothing on any day.`,
  overlap: ({ about }) => `This row overlaps row ${about} on the same day.`,
  bom: () => 'A byte order mark was dropped.',
  nfd: () => 'Decomposed letters (NFD) were brought to NFC.',
};

const SENTENCES: Readonly<Record<Lang, Sentences>> = { vi, en };

/** With its place in front, as refusals are told. */
export const importNoticeText = ({ code, place, about, count }: ImportNotice, lang: Lang): string =>
  `${placeOf(place, lang) ?? ''}: ${SENTENCES[lang][code]({ about, count })}`.normalize('NFC');
