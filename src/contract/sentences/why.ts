/**
 * The answer to "why did this (not) air": a question and sentences made of stored facts, for the command line, the API and
 * the day page alike. It adds nothing that the facts do not say.
 */
import type { Reason } from '../../core/playlist/model.ts';
import type { OffRule, WhyAbsence, WhyAnswer, WhyPiece, WhySaid } from '../../core/schedule/explain-model.ts';
import { isoWeekday, type LocalDate } from '../../core/time/local.ts';
import { findingText } from './findings.ts';
import { formatDate, type Lang, weekdayName } from './format.ts';
import { quote } from './phrases.ts';
import { reasonText } from './reasons.ts';
import { ruleText } from './rule-text.ts';
import { whyEn } from './why-en.ts';
import type { WhySentences } from './why-phrases.ts';
import { whyVi } from './why-vi.ts';

const SENTENCES: Readonly<Record<Lang, WhySentences>> = { vi: whyVi, en: whyEn };

/** A question and its answer, each a whole sentence, in one line. */
export const whyText = (answer: WhyAnswer, lang: Lang): string => {
  const say = SENTENCES[lang];
  const { title, segment, sessionName, channelName, day } = answer;
  const where = segment === null ? channelName : `${sessionName}, ${channelName}`;
  const sentences = [
    say.question(answer, `${quote(title)} (${quote(where).slice(1, -1)})`, whenText(day, lang)),
    ...(answer.status === 'unknown' ? [answer.logRead ? say.unsaid : say.logClosed] : []),
    ...saidTexts(answer, lang),
    ...(answer.source === 'worked-out' && answer.off === null ? [say.workedOut] : []),
    ...offTexts(answer, lang),
    ...reasonTexts(answer, lang),
    ...(answer.authorised === null ? [] : [say.authorised(answer.authorised)]),
    ...answer.alterations.map((alteration) => say.altered(alteration)),
    ...answer.orders.map((order) => say.ordered(order)),
    ...answer.findings.map((finding) => findingText(finding, lang)),
  ];
  return sentences.join(' ').normalize('NFC');
};

/** 'Thứ Hai 23/11/2026' · 'Monday, 23 November 2026'. */
const whenText = (day: LocalDate, lang: Lang): string =>
  `${weekdayName(isoWeekday(day), lang)}${lang === 'vi' ? '' : ','} ${formatDate(day, lang)}`;

/** What was said of all pieces at once is one sentence. */
const saidTexts = ({ said, pieces }: WhyAnswer, lang: Lang): string[] => {
  const alike = ({ seq: _seq, entry: _entry, title: _title, ...rest }: WhySaid): string => JSON.stringify(rest);
  const groups = Map.groupBy(said, alike);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const all = new Set(group.map(({ entry }) => entry)).size >= pieces.length;
    const what = all ? null : group.map(({ title }) => quote(title)).join(', ');
    return [SENTENCES[lang].said(first, what)];
  });
};

const offTexts = ({ off, segment, pieces, absences }: WhyAnswer, lang: Lang): string[] => {
  const say = SENTENCES[lang];
  if (off === null) return pieces.length + absences.length === 0 ? [say.notInPlan] : [];
  if (off.of === 'channel') return [say.offChannel(off)];
  const { next, why } = off;
  const later = next === null ? (why === 'over' ? [] : [say.noNext]) : [say.next(whenText(next, lang))];
  const waits = off.festivals.filter(({ waiting }) => waiting.length > 0).map((one) => say.waits(one));
  return [say.offDays(off, daysText(off, lang), segment !== null && off.of === 'session'), ...later, ...waits];
};

/** How many single days are told. */
const MOST_DAYS = 6;

const daysText = ({ rules, alsoOn, festivals }: OffRule, lang: Lang): string => {
  const say = SENTENCES[lang];
  const told = alsoOn.slice(0, MOST_DAYS).map((day) => formatDate(day, lang));
  const days = [...told, ...(told.length < alsoOn.length ? ['…'] : [])].join(', ');
  if (rules.length === 0) return say.onlyDays(days);
  const named = (rule: string): string => {
    const festival = festivals.find((one) => one.rule === rule);
    return festival === undefined ? ruleText(rule, lang) : say.festivalDays(festival.name);
  };
  const said = rules.map(named).join('; ');
  return alsoOn.length === 0 ? said : `${said}; ${say.alsoDays(days)}`;
};

/** Each reason once, with the pieces that it is about when it is not about all of them. */
const reasonTexts = ({ pieces, absences, names }: WhyAnswer, lang: Lang): string[] => {
  const all = [...pieces.map((piece) => ({ title: piece.title, reasons: piece.reasons })), ...absences.map(alone)];
  const titles = new Set(all.map(({ title }) => title));
  const found = all.flatMap(({ title, reasons }) =>
    reasons.map((reason) => ({ title, text: reasonText(namedIn(reason, names), lang) })),
  );
  return [...Map.groupBy(found, ({ text }) => text)].map(([text, about]) => {
    const own = new Set(about.map(({ title }) => title));
    return own.size === titles.size ? text : `${[...own].map(quote).join(', ')}: ${text}`;
  });
};

const alone = ({ title, reason }: WhyAbsence): Pick<WhyPiece, 'title' | 'reasons'> => ({ title, reasons: [reason] });

/** A reason with the titles of what it names by id. */
const namedIn = (reason: Reason, names: WhyAnswer['names']): Reason => {
  const name = (id: string): string => (Object.hasOwn(names, id) ? (names[id] ?? id) : id);
  if ('segment' in reason) return { ...reason, segment: name(reason.segment) };
  if (reason.code === 'strand-empty') return { ...reason, strand: name(reason.strand) };
  return reason.code === 'moved-away' ? { ...reason, to: name(reason.to) } : reason;
};
