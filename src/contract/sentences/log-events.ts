/** What happened to the log or its machine and to no airing, in a sentence. It adds nothing that the entry does not say. */
import type { EventEntry, EventFacts, EventKind } from '../../core/evidence/entry.ts';
import type { RecordKind } from '../../core/retention/records.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { formatBytes, formatDate, formatNumber, type Lang } from './format.ts';
import { recordText } from './retention.ts';

/** An instant as people read it, in the zone of whoever looks. */
type At = (instant: string) => string;
type Sentences = { readonly [Kind in EventKind]: (facts: EventFacts[Kind], at: At) => string };

const recordOf = (record: string, lang: Lang): string => recordText(record as RecordKind, lang) ?? record;

/** 'rule-3/removal-7' names the rule and the time that it was followed. */
const ruleOf = (rule: string, word: string): string => `${word} ${/^rule-(\d+)/.exec(rule)?.[1] ?? rule}`;

/** '' where nobody said when. */
const span = (
  from: string,
  to: string,
  lang: Lang,
  words: readonly [one: string, first: string, last: string],
): string => {
  const day = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? formatDate(text as LocalDate, lang) : text);
  if (from === '' && to === '') return '';
  return from === to ? `${words[0]} ${day(from)}` : `${words[1]} ${day(from)} ${words[2]} ${day(to)}`;
};
const VI_DAYS = ['ngày', 'từ', 'đến'] as const;
const EN_DAYS = ['of', 'from', 'to'] as const;

const whatVi = (what: string): string =>
  what === 'bundle'
    ? 'gói bằng chứng'
    : what === 'log'
      ? 'nhật ký'
      : `nhật ký (${what.replace('air-log.', '').toUpperCase()})`;
const whatEn = (what: string): string =>
  what === 'bundle'
    ? 'a bundle of evidence'
    : what === 'log'
      ? 'the log'
      : `the log (${what.replace('air-log.', '').toUpperCase()})`;

const vi: Sentences = {
  restart: ({ version, entries, clean }) =>
    `Dịch vụ chạy lại (bản ${version}), nhật ký có ${formatNumber(entries, 'vi')} dòng; ${clean ? 'lần trước được tắt đúng cách' : 'lần trước bị ngắt đột ngột'}.`,
  clock: ({ expected, shown }, at) => `Đồng hồ máy bị chỉnh: lẽ ra là ${at(expected)}, máy chỉ ${at(shown)}.`,
  'disk-full': ({ freeBytes, refusedAt }, at) =>
    `Ổ đĩa của nhật ký đầy từ ${at(refusedAt)}, còn trống ${formatBytes(freeBytes, 'vi')}.`,
  'key-change': ({ oldKey, newKey, signature }) =>
    `Đổi khóa ký nhật ký từ ${oldKey} sang ${newKey}${signature === null ? '; khóa cũ đã mất, không ký được lần đổi này' : ', có chữ ký của khóa cũ'}.`,
  export: ({ what, from, to, entries }) =>
    `Đã xuất ${whatVi(what)} ${span(from, to, 'vi', VI_DAYS)}${entries === null ? '' : `, ${formatNumber(entries, 'vi')} dòng`}.`,
  retention: ({ record, rule, keepDays, removed, oldest, newest }) =>
    `Đã xóa ${formatNumber(removed, 'vi')} bản ghi hết thời hạn – ${recordOf(record, 'vi')}; giữ ${formatNumber(keepDays, 'vi')} ngày theo ${ruleOf(rule, 'quy tắc số')}${oldest === null || newest === null ? '' : `, ${span(oldest.slice(0, 10), newest.slice(0, 10), 'vi', VI_DAYS)}`}.`,
  hold: ({ hold, placed, from, to }) =>
    `${placed ? 'Lệnh lưu giữ' : 'Bỏ lệnh lưu giữ'} “${hold}”: ${placed ? 'không xóa gì của' : 'có thể xóa lại những gì của'} ${span(from, to, 'vi', ['ngày', 'các ngày từ', 'đến'])}.`,
  equivocation: ({ device, boot, row, entry }) =>
    `Máy “${device}” gửi nội dung khác cho dòng ${row} (lần chạy ${boot}) đã có ở số ${entry}; không nhận.`,
};

const en: Sentences = {
  restart: ({ version, entries, clean }) =>
    `The service began (version ${version}) with ${formatNumber(entries, 'en')} entries; ${clean ? 'it had been ended in order' : 'it had been cut off'}.`,
  clock: ({ expected, shown }, at) =>
    `The machine’s clock was set: it should have shown ${at(expected)}, and shows ${at(shown)}.`,
  'disk-full': ({ freeBytes, refusedAt }, at) =>
    `The log’s disk was full from ${at(refusedAt)}, with ${formatBytes(freeBytes, 'en')} free.`,
  'key-change': ({ oldKey, newKey, signature }) =>
    `The log’s key changed from ${oldKey} to ${newKey}${signature === null ? '; the old one is lost and signed nothing' : ', signed by the old one'}.`,
  export: ({ what, from, to, entries }) =>
    `Left the house: ${whatEn(what)} ${span(from, to, 'en', EN_DAYS)}${entries === null ? '' : `, ${formatNumber(entries, 'en')} entries`}.`,
  retention: ({ record, rule, keepDays, removed, oldest, newest }) =>
    `${formatNumber(removed, 'en')} records went after their time – ${recordOf(record, 'en')}; kept ${formatNumber(keepDays, 'en')} days by ${ruleOf(rule, 'rule')}${oldest === null || newest === null ? '' : `, ${span(oldest.slice(0, 10), newest.slice(0, 10), 'en', EN_DAYS)}`}.`,
  hold: ({ hold, placed, from, to }) =>
    `Hold “${hold}” ${placed ? 'placed: nothing may go' : 'lifted: what may go again is'} ${span(from, to, 'en', EN_DAYS)}.`,
  equivocation: ({ device, boot, row, entry }) =>
    `The machine “${device}” sent other content under row ${row} (start ${boot}), which is entry ${entry}; it was not taken.`,
};

/** `at`: how an instant is read there. */
export const eventText = ({ kind, facts }: Pick<EventEntry, 'kind' | 'facts'>, at: At, lang: Lang): string =>
  // Each kind has the facts of its own sentence.
  (lang === 'vi' ? vi : en)[kind](facts as never, at);
