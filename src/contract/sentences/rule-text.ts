/**
 * A recurrence rule as a person would say it: 'FREQ=WEEKLY;BYDAY=MO,SU' → 'Thứ Hai, Chủ Nhật hằng tuần', and a lunar phrase in
 * its usual spelling: 'ram thang gieng' → 'Rằm tháng Giêng (âm lịch)'.
 *
 * Says only what it can say exactly; a rule with parts beyond that is shown as it was written.
 */
import { readRule } from '../../core/schedule/recurring-days.ts';
import { dateOf } from '../../core/time/local.ts';
import type { LunarRule } from '../../core/time/lunar-rule.ts';
import { parseRuleText, type Rule, type RuleDay, type Until } from '../../core/time/rule.ts';
import { formatDate, type Lang, lunarMonthName, monthName, ordinal, weekdayName } from './format.ts';
import { shown } from './phrases.ts';

const list = (parts: readonly string[]): string => parts.join(', ');

const plainDays = (days: readonly RuleDay[], lang: Lang): string =>
  list(days.map(({ weekday }) => weekdayName(weekday, lang)));

const everyNth = (interval: number, vi: string, en: string, lang: Lang): string => {
  if (lang === 'vi') return interval === 1 ? `hằng ${vi}` : `cứ ${interval} ${vi} một lần`;
  return interval === 1 ? `every ${en}` : `every ${interval} ${en}s`;
};

const monthDays = (days: readonly number[], lang: Lang): string | null => {
  if (days.some((day) => day < -1)) return null;
  const last = lang === 'vi' ? 'ngày cuối' : 'the last day';
  return list(days.map((day) => (day === -1 ? last : `${lang === 'vi' ? 'ngày' : 'day'} ${day}`)));
};

const ENGLISH_NTH = ['first', 'second', 'third', 'fourth', 'fifth'];

const nthDays = (days: readonly RuleDay[], lang: Lang): string | null => {
  const texts = days.map(({ weekday, nth }) => {
    const name = weekdayName(weekday, lang);
    if (nth === -1) return lang === 'vi' ? `${name} cuối cùng` : `the last ${name}`;
    const word = nth === null ? undefined : ENGLISH_NTH[nth - 1];
    if (word === undefined) return null;
    return lang === 'vi' ? `${name} ${nth === 1 ? 'đầu tiên' : `lần thứ ${nth}`}` : `the ${word} ${name}`;
  });
  return texts.every((text) => text !== null) ? list(texts) : null;
};

const when = (rule: Rule, lang: Lang): string | null => {
  const { interval, byDay, byMonthDay } = rule;
  if (rule.bySetPos.length > 0 || (byDay.length > 0 && byMonthDay.length > 0)) return null;
  switch (rule.frequency) {
    case 'DAILY':
      if (byDay.length > 0 || byMonthDay.length > 0) return null;
      return everyNth(interval, 'ngày', 'day', lang);
    case 'WEEKLY': {
      const weeks = everyNth(interval, 'tuần', 'week', lang);
      if (byDay.length === 0) return weeks;
      return `${plainDays(byDay, lang)} ${weeks}`;
    }
    case 'MONTHLY': {
      const months = everyNth(interval, 'tháng', 'month', lang);
      if (byDay.length === 0 && byMonthDay.length === 0) return months;
      const days = byMonthDay.length > 0 ? monthDays(byMonthDay, lang) : nthDays(byDay, lang);
      return days === null ? null : `${days} ${months}`;
    }
    case 'YEARLY':
      return null;
  }
};

const untilText = (until: Until, lang: Lang): string | null => {
  const word = lang === 'vi' ? 'đến hết' : 'until';
  if (until.kind === 'date') return `${word} ${formatDate(until.date, lang)}`;
  // A local end may shut out its own last day, by its hour; an instant needs a zone to be a day at all.
  return until.kind === 'local' && until.local.endsWith('T23:59:59')
    ? `${word} ${formatDate(dateOf(until.local), lang)}`
    : null;
};

const lunarVi = ({ day, month, leap, tet }: LunarRule): string => {
  if (day === 'last') return '30 Tết (ngày cuối tháng Chạp)';
  if (tet) return `${month === 1 ? 'Mùng ' : ''}${day} Tết`;
  const said = day === 15 ? 'Rằm' : `${day <= 10 ? 'Mùng' : 'Ngày'} ${day}`;
  return `${said} ${month === null ? 'hằng tháng' : lunarMonthName(month, leap, 'vi')} (âm lịch)`;
};

const lunarEn = ({ day, month, leap, tet }: LunarRule): string => {
  if (day === 'last') return 'the last day of the lunar year (30 Tết)';
  if (tet && month === 1) return `the ${ordinal(day)} day of Tết`;
  return `the ${ordinal(day)} of ${month === null ? 'every lunar month' : lunarMonthName(month, leap, 'en')}`;
};

/** One rule text in words, or as it was written when words would not be exact. */
export const ruleText = (text: string, lang: Lang): string => {
  const rule = readRule(text);
  if (rule.ok && rule.value.kind === 'lunar') return (lang === 'vi' ? lunarVi : lunarEn)(rule.value.rule);
  if (rule.ok && rule.value.kind === 'festival')
    return lang === 'vi' ? `những ngày lễ ${rule.value.festival}` : `the days of the festival ${rule.value.festival}`;
  const parsed = parseRuleText(text);
  const said = parsed.ok ? when(parsed.value, lang) : null;
  if (!parsed.ok || said === null) return shown(text);
  const { byMonth, count, until } = parsed.value;
  const months = byMonth.map((month) => monthName(month, lang));
  const end = until === null ? '' : untilText(until, lang);
  if (end === null) return shown(text);
  return list([
    said,
    ...(months.length === 0 ? [] : [`${lang === 'vi' ? 'trong' : 'in'} ${list(months)}`]),
    ...(count === null ? [] : [lang === 'vi' ? `tổng cộng ${count} lần` : `${count} in all`]),
    ...(end === '' ? [] : [end]),
  ]);
};
