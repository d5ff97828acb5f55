/**
 * Targets, units and make-goods in sentences: what was asked for, what is done, what the plan leaves missing.
 *
 * It counts nothing; figures come from core/campaign.
 */

import type { Counts, Verdict } from '../../core/campaign/coverage.ts';
import type { Period } from '../../core/campaign/periods.ts';
import type { Target } from '../../core/schedule/model.ts';
import type { GroupKind } from '../../core/schedule/organisation.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { formatDate, formatNumber, type Lang, monthName } from './format.ts';
import { quote } from './phrases.ts';
import { languageWord } from './words.ts';

/** A target with its figures and the names of what it is about. */
export interface ToldTarget {
  readonly target: Target;
  readonly contentGroup: { readonly name: string; readonly position: number } | null;
  readonly unit: { readonly name: string } | null;
  readonly period: Period;
  readonly counts: Counts;
  readonly missing: number;
  readonly verdict: Verdict;
}

/** '24–30/11/2025' · '24–30 November 2025'; with whole dates when the two are of different months. */
const spanText = (from: LocalDate, to: LocalDate, lang: Lang): string => {
  if (from === to) return formatDate(from, lang);
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${formatDate(from, lang)}–${formatDate(to, lang)}`;
  return `${lang === 'vi' ? from.slice(8) : Number(from.slice(8))}–${formatDate(to, lang)}`;
};

const PER: Readonly<Record<Lang, Readonly<Record<'week' | 'month', readonly [whole: string, cut: string]>>>> = {
  vi: { week: ['tuần', 'tuần không trọn'], month: ['tháng', 'tháng không trọn'] },
  en: { week: ['the week', 'the part week'], month: ['', 'the part month'] },
};

/** 'tuần 24–30/11/2025', 'tháng 11/2025', 'cả đợt' · 'the week 24–30 November 2025', 'November 2025'. */
const periodText = ({ per }: Target, { from, to, whole }: Period, lang: Lang): string => {
  if (per === null || from === null || to === null) return lang === 'vi' ? 'cả đợt' : 'the whole campaign';
  const [entire, cut] = PER[lang][per];
  if (per === 'month' && whole)
    return lang === 'vi'
      ? `${entire} ${Number(from.slice(5, 7))}/${from.slice(0, 4)}`
      : `${monthName(Number(from.slice(5, 7)), lang)} ${from.slice(0, 4)}`;
  return `${whole ? entire : cut} ${spanText(from, to, lang)}`;
};

const amountText = (target: Target, lang: Lang): string => {
  const amount = formatNumber(target.amount, lang);
  const one = target.amount === 1;
  if (lang === 'vi') {
    const words = {
      airings: 'lượt phát',
      firstRuns: 'lần phát mới',
      minutes: 'phút phát sóng',
      items: 'tin bài khác nhau',
    };
    return `${amount} ${words[target.measure]}`;
  }
  const words = {
    airings: one ? 'airing' : 'airings',
    firstRuns: one ? 'first run' : 'first runs',
    minutes: one ? 'minute on air' : 'minutes on air',
    items: one ? 'item' : 'different items',
  };
  return `${amount} ${words[target.measure]}`;
};

/** Inside a sentence a unit's kind has no capital: 'xã Mỹ Phước'. */
const unitInside = (name: string): string =>
  name.replace(/^(Xã|Phường|Thị trấn|Thị xã|Huyện|Quận|Tỉnh|Thành phố|Ấp|Khóm) /u, (kind) => kind.toLowerCase());

const asked = ({ target, contentGroup, unit }: ToldTarget, lang: Lang): string => {
  const parts =
    lang === 'vi'
      ? [
          contentGroup === null ? '' : ` nhóm ${contentGroup.position} ${quote(contentGroup.name)}`,
          target.language === null ? '' : ` bằng ${languageWord(target.language, lang)}`,
          unit === null ? '' : ` ở ${unitInside(unit.name)}`,
        ]
      : [
          contentGroup === null ? '' : ` of group ${contentGroup.position} ${quote(contentGroup.name)}`,
          target.language === null ? '' : ` in ${languageWord(target.language, lang)}`,
          unit === null ? '' : ` in ${unit.name}`,
        ];
  return `${amountText(target, lang)}${parts.join('')}`;
};

const stood = ({ counts, missing, verdict, period }: ToldTarget, lang: Lang): string => {
  const number = (value: number): string => formatNumber(value, lang, 1);
  const { done, unsaid, toCome } = counts;
  if (lang === 'vi') {
    const facts = [
      `đã phát ${number(done)}`,
      ...(unsaid === 0 ? [] : [`chưa ai xác nhận ${number(unsaid)}`]),
      ...(toCome === 0 ? [] : [`theo lịch còn ${number(toCome)}`]),
    ].join(', ');
    const ends: Readonly<Record<Verdict, string>> = {
      reached: 'đã đạt',
      'on-course': 'phát đúng lịch thì đạt',
      unconfirmed: 'xác nhận đủ thì đạt',
      'will-miss': `sẽ thiếu ${number(missing)}`,
      missed: `thiếu ${number(missing)}`,
      unjudged: period.whole ? 'chưa kết luận vì chưa có lịch đến hết kỳ' : 'chưa kết luận vì kỳ này không trọn',
    };
    return `${facts}; ${ends[verdict]}`;
  }
  const facts = [
    `${number(done)} aired`,
    ...(unsaid === 0 ? [] : [`${number(unsaid)} not confirmed yet`]),
    ...(toCome === 0 ? [] : [`${number(toCome)} planned`]),
  ].join(', ');
  const ends: Readonly<Record<Verdict, string>> = {
    reached: 'reached',
    'on-course': 'reached if the plan is kept',
    unconfirmed: 'reached once all are confirmed',
    'will-miss': `${number(missing)} will be missing`,
    missed: `${number(missing)} missing`,
    unjudged: period.whole
      ? 'not judged: it is not planned to its end yet'
      : 'not judged: the period is cut short or open',
  };
  return `${facts}; ${ends[verdict]}`;
};

/** 'Chỉ tiêu tuần 24–30/11/2025: cần 4 lần phát mới nhóm 3 “…” bằng tiếng Khmer ở xã Mỹ Phước; đã phát 0, theo lịch còn 2; sẽ thiếu 2.' */
export const coverageText = (told: ToldTarget, lang: Lang): string => {
  const period = periodText(told.target, told.period, lang);
  const text =
    lang === 'vi'
      ? `Chỉ tiêu ${period}: cần ${asked(told, lang)}; ${stood(told, lang)}.`
      : `Target for ${period}: ${asked(told, lang)} wanted; ${stood(told, lang)}.`;
  return text.normalize('NFC');
};

/** The units of a group as one name: 'gồm: Xã A, Xã B' when nobody knows whose share is whose. */
export const unitGroupText = (kind: GroupKind, names: readonly string[], lang: Lang): string => {
  const all = names.join(', ');
  if (kind === 'together') return `${lang === 'vi' ? 'gồm' : 'together'}: ${all}`;
  return kind === 'unit' ? all : `${all} (${lang === 'vi' ? 'tính riêng' : 'counted apart'})`;
};

/** Why an edit that makes good is made, for its history; whoever takes it may say it otherwise. */
export const makeGoodText = (item: string, day: LocalDate, lang: Lang): string =>
  lang === 'vi'
    ? `Phát bù ${quote(item)} không phát được ngày ${formatDate(day, lang)}`
    : `Makes good ${quote(item)}, which did not air on ${formatDate(day, lang)}`;
