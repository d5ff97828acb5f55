/** Ways out of a conflict in one sentence each, as something that one may do. */
import type { Loss, WayOut } from '../../core/schedule/ways-model.ts';
import { dateOf, timeOf } from '../../core/time/local.ts';
import { formatClock, formatDateTime, formatDuration, type Lang } from './format.ts';
import { quote } from './phrases.ts';
import { reasonText } from './reasons.ts';

type WayOf<K extends WayOut['kind']> = Extract<WayOut, { kind: K }>;
type WaySentences = { readonly [K in WayOut['kind']]: (way: WayOf<K>) => string };

/** A time of the same day is told by its clock time alone. */
const toText = ({ from, to }: WayOf<'move'>, lang: Lang): string =>
  dateOf(from) === dateOf(to) ? formatClock(timeOf(to)) : formatDateTime(to, lang);

const vi: WaySentences = {
  move: (way) => `Chuyển ${quote(way.title)} từ ${formatClock(timeOf(way.from))} sang ${toText(way, 'vi')}.`,
  shorten: ({ title, seconds }) => `Rút ${quote(title)} còn tối đa ${formatDuration(seconds, 'vi')}.`,
  drop: ({ title, dropped }) => `Bỏ khỏi ${quote(title)} phần không bắt buộc: ${dropped.map(quote).join(', ')}.`,
  channel: ({ title, channelName }) => `Phát ${quote(title)} trên kênh ${quote(channelName)}, lúc ấy đang rảnh.`,
  first: ({ title, other, loses }) =>
    `Quyết định ${quote(title)} phát trước, ${quote(other)} nhường.${lossesText(loses, 'vi')}`,
};

const en: WaySentences = {
  move: (way) => `Move ${quote(way.title)} from ${formatClock(timeOf(way.from))} to ${toText(way, 'en')}.`,
  shorten: ({ title, seconds }) => `Let ${quote(title)} last at most ${formatDuration(seconds, 'en')}.`,
  drop: ({ title, dropped }) => `Leave what is optional out of ${quote(title)}: ${dropped.map(quote).join(', ')}.`,
  channel: ({ title, channelName }) =>
    `Air ${quote(title)} on the channel ${quote(channelName)}, which is free at that time.`,
  first: ({ title, other, loses }) =>
    `Decide that ${quote(title)} goes first and ${quote(other)} yields.${lossesText(loses, 'en')}`,
};

const WAYS: Readonly<Record<Lang, WaySentences>> = { vi, en };

/** ' Nếu vậy sẽ mất: “Buổi tối” (lý do).'; empty when nothing is lost. */
const lossesText = (loses: readonly Loss[], lang: Lang): string => {
  if (loses.length === 0) return '';
  const told = loses.map(({ title, reason }) =>
    reason === null ? quote(title) : `${quote(title)} (${reasonText(reason, lang).replace(/\.$/, '')})`,
  );
  return ` ${lang === 'vi' ? 'Nếu vậy sẽ mất' : 'This would lose'}: ${told.join(', ')}.`;
};

/** 'Chuyển “Buổi chiều” từ 17:00 sang 17:30.' */
export const wayText = (way: WayOut, lang: Lang): string => {
  // The table has for each kind the function of just that kind, which the compiler cannot follow over the union.
  const sentence = WAYS[lang][way.kind] as (way: WayOut) => string;
  return sentence(way).normalize('NFC');
};
