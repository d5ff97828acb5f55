/** Sentences of reasons, by code; what they share between the languages. */
import type { Reason } from '../../core/playlist/model.ts';
import { parseLocalDate, parseLocalDateTime } from '../../core/time/local.ts';
import { formatClock, type Lang } from './format.ts';
import { dayText, quote, timeText } from './phrases.ts';
import { ruleText } from './rule-text.ts';

type ReasonOf<C extends Reason['code']> = Extract<Reason, { code: C }>;

export type ReasonSentences = { readonly [C in Reason['code']]: (reason: ReasonOf<C>) => string };

export const rules = (joined: string, lang: Lang): string =>
  joined
    .split(' + ')
    .map((rule) => (parseLocalDate(rule).ok ? dayText(rule, lang) : ruleText(rule, lang)))
    .join(lang === 'vi' ? '; và ' : '; and ');

/** A new time, or the session that something was moved to. */
export const whither = (to: string, lang: Lang): string => {
  if (parseLocalDateTime(to).ok) return timeText(to, lang);
  return `${lang === 'vi' ? 'buổi phát' : 'the session'} ${quote(to)}`;
};

/** '05:00:00–06:30:00, 17:00:00–18:30:00' → '05:00–06:30, 17:00–18:30'. */
export const hoursText = (allowed: string): string =>
  allowed.replace(/\d{2}:\d{2}:\d{2}/g, (clock) => formatClock(clock as Parameters<typeof formatClock>[0]));
