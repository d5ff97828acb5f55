/**
 * Other people's answers to the questions that recurrence.ts answers, and where they are known to differ and why.
 *
 * rrule-temporal, rrule-rust and python-dateutil share no code with ours (the last two descend from one design, as does
 * the library that ours uses). Each is asked for midnights in UTC, with an UNTIL that includes its whole day.
 */
import { execFileSync } from 'node:child_process';
import { DateTime, RRuleSet } from 'rrule-rust';
import { RRuleTemporal } from 'rrule-temporal';
import { isoWeekday } from '../../src/core/time/local.ts';
import { type Question, WEEKDAYS } from './rules.ts';

/** The days it answers, or what it said instead of an answer. */
type Answer = readonly string[] | { readonly failed: string };
type Witness = (questions: readonly Question[]) => readonly Answer[];

const ruleOf = ({ rule }: Question): string => `RRULE:${rule.replace(/UNTIL=(\d{8})/, 'UNTIL=$1T235959Z')}`;

const each =
  (answer: (question: Question) => readonly string[]): Witness =>
  (questions) =>
    questions.map((question) => {
      try {
        return answer(question);
      } catch (error) {
        return { failed: String(error) };
      }
    });

const zoned = (date: string) => Temporal.PlainDate.from(date).toZonedDateTime('UTC');
const rruleTemporal = each((question) =>
  new RRuleTemporal({ rruleString: ruleOf(question), dtstart: zoned(question.start), maxIterations: 100_000 })
    .between(zoned(question.from), zoned(question.to), true)
    .map((moment) => moment.toString().slice(0, 10)),
);

const two = (value: number): string => String(value).padStart(2, '0');
const midnight = (date: string) =>
  DateTime.utc(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)), 0, 0, 0);
const rruleRust = each((question) =>
  RRuleSet.fromString(`DTSTART:${question.start.replaceAll('-', '')}T000000Z\n${ruleOf(question)}`)
    .between(midnight(question.from), midnight(question.to), true)
    .map(({ year, month, day }) => `${year}-${two(month)}-${two(day)}`),
);

const PYTHON = `
import datetime as calendar, json, sys, types
from datetime import datetime
import dateutil.rrule
# Until this year it looks for a day that never comes; until 9999, as it stands, that takes minutes.
dateutil.rrule.datetime = types.SimpleNamespace(**{**vars(calendar), 'MAXYEAR': 2100})
for line in sys.stdin:
    asked = json.loads(line)
    start, first, last = [datetime.strptime(asked[name], '%Y-%m-%d') for name in ('start', 'from', 'to')]
    try:
        found = dateutil.rrule.rrulestr(asked['rule'], dtstart=start).between(first, last, inc=True)
        print(json.dumps([one.strftime('%Y-%m-%d') for one in found]))
    except Exception as error:
        print(json.dumps({'failed': repr(error)}))
`;

/** One process for all questions. Debian's Python, which has Debian's dateutil. Its start has no zone, so its UNTIL has none. */
const dateutil: Witness = (questions) => {
  const lines = questions.map((question) =>
    JSON.stringify({ ...question, rule: ruleOf(question).replace('59Z', '59') }),
  );
  const options = { input: lines.join('\n'), encoding: 'utf8', maxBuffer: 1 << 30 } as const;
  const said = execFileSync('/usr/bin/python3', ['-c', PYTHON], options);
  return said
    .trimEnd()
    .split('\n')
    .map((line): Answer => JSON.parse(line));
};

const WITNESSES = { 'rrule-temporal': rruleTemporal, 'rrule-rust': rruleRust, 'python3-dateutil': dateutil } as const;
type WitnessName = keyof typeof WITNESSES;
const NAMES = Object.keys(WITNESSES) as WitnessName[];

const partOf = ({ rule }: Question, name: string): string | undefined => new RegExp(`;${name}=([^;]*)`).exec(rule)?.[1];
const isYearly = ({ rule }: Question): boolean => rule.includes('FREQ=YEARLY');
const byDay = (question: Question): readonly string[] => partOf(question, 'BYDAY')?.split(',') ?? [];
const numbered = (question: Question): readonly string[] => byDay(question).filter((day) => day.length > 2);
const mixed = (question: Question): boolean =>
  numbered(question).length > 0 && numbered(question).length < byDay(question).length;

/** 'MO,1TU' as '1MO,2MO … -1MO,1TU': the same days, in words on which nobody differs. */
const allNumbered = (question: Question): Question => {
  const all = isYearly(question) && partOf(question, 'BYMONTH') === undefined ? 52 : 4;
  const days = byDay(question).flatMap((day) =>
    day.length > 2 ? day : [...Array.from({ length: all }, (_, n) => `${n + 1}${day}`), `-1${day}`],
  );
  return { ...question, rule: question.rule.replace(/;BYDAY=[^;]*/, `;BYDAY=${days.join(',')}`) };
};

const startsInWeek = (question: Question): boolean =>
  WEEKDAYS[isoWeekday(question.start) - 1] !== (partOf(question, 'WKST') ?? 'MO');

/**
 * Where a witness is known to answer otherwise than ours, and why ours is right. With `instead`, it is asked the same in
 * other words and has to agree; without, it may differ there, and another witness has to agree.
 */
interface Difference {
  readonly witnesses: readonly WitnessName[];
  readonly why: string;
  readonly where: (question: Question, answer: Answer) => boolean;
  readonly instead?: (question: Question) => Question;
}

const DIFFERENCES: Readonly<Record<string, Difference>> = {
  'a plain weekday beside a numbered one': {
    witnesses: ['rrule-temporal', 'rrule-rust', 'python3-dateutil'],
    why: 'They look for days that are both (rrule-temporal in a year: drops the plain one); RFC 5545 §3.3.10 gives the list of BYDAY as alternatives. jkbrzt/rrule #71.',
    where: mixed,
    instead: allNumbered,
  },
  'BYSETPOS in the week of the start': {
    witnesses: ['rrule-rust', 'python3-dateutil'],
    why: 'Their first set begins on the start, not with its week; RFC 5545 §3.3.10: "A set of recurrence instances starts at the beginning of the interval defined by the FREQ rule part." dateutil/dateutil #1398.',
    where: (question) =>
      question.rule.includes('WEEKLY') && partOf(question, 'BYSETPOS') !== undefined && startsInWeek(question),
  },
  'an UNTIL before the start': {
    witnesses: ['rrule-rust'],
    why: 'It refuses the rule; RFC 5545 forbids nothing, and there is no day.',
    where: (_, answer) => 'failed' in answer && /`UNTIL` is .* but `DTSTART` .* is later/.test(answer.failed),
  },
  'the fifth weekday from the end': {
    witnesses: ['rrule-rust'],
    why: 'It refuses -5MO in a month and -53MO in a year, which some have; RFC 5545 §3.3.10 allows 1 to 53 with either sign.',
    where: (question, answer) =>
      'failed' in answer &&
      answer.failed.includes('is not allowed outside the range') &&
      numbered(question).some((day) => /^-(5|53)[A-Z]/.test(day)),
  },
  'a numbered weekday beside a day of the month, in years': {
    witnesses: ['rrule-temporal'],
    why: 'It drops BYMONTHDAY and counts the weekday in the month; by note 2 of RFC 5545 §3.3.10 BYDAY limits the days of BYMONTHDAY.',
    where: (question) =>
      isYearly(question) &&
      numbered(question).length > 0 &&
      partOf(question, 'BYMONTHDAY') !== undefined &&
      partOf(question, 'BYMONTH') === undefined,
  },
  'the 53rd weekday of a year that has 52': {
    witnesses: ['rrule-temporal'],
    why: 'It goes on counting into the next year, or back into the one before.',
    where: (question) => isYearly(question) && numbered(question).some((day) => /^-?53[A-Z]/.test(day)),
  },
};

export interface Comparison {
  /** Answers that differ from ours where no known difference lies: none, unless somebody is wrong in a new way. */
  readonly unexplained: readonly (Question & { witness: WitnessName; ours: Answer; theirs: Answer })[];
  /** Questions on which no witness agrees with us. */
  readonly alone: readonly Question[];
  /** 'rrule-rust: an UNTIL before the start' → how many answers differed so. */
  readonly explained: ReadonlyMap<string, number>;
  /** How many answers agreed. */
  readonly agreed: number;
}

/** Asks every witness every question. `ours` are our answers, in the same order. */
export const compare = (questions: readonly Question[], ours: readonly Answer[]): Comparison => {
  const same = (one: Answer | undefined, other: Answer | undefined) => JSON.stringify(one) === JSON.stringify(other);
  const unexplained: Comparison['unexplained'][number][] = [];
  const explained = new Map<string, number>();
  const agreeing = questions.map(() => 0);
  for (const witness of NAMES) {
    const known = Object.entries(DIFFERENCES).filter(([, { witnesses }]) => witnesses.includes(witness));
    const inOtherWords = (question: Question): Question =>
      known.reduce((said, [, { where, instead }]) => (instead && where(question, []) ? instead(said) : said), question);
    const theirs = WITNESSES[witness](questions.map(inOtherWords));
    for (const [n, question] of questions.entries()) {
      const answer = theirs[n] ?? { failed: 'no answer' };
      const difference = known.find(([, { where, instead }]) => !instead && where(question, answer));
      if (same(ours[n], answer)) agreeing[n] = (agreeing[n] ?? 0) + 1;
      else if (difference === undefined)
        unexplained.push({ ...question, witness, ours: ours[n] ?? { failed: 'not asked' }, theirs: answer });
      else {
        const name = `${witness}: ${difference[0]}`;
        explained.set(name, (explained.get(name) ?? 0) + 1);
      }
    }
  }
  const alone = questions.filter((_, n) => agreeing[n] === 0);
  return { unexplained, alone, explained, agreed: agreeing.reduce((sum, count) => sum + count, 0) };
};

/** How a witness answers a question as it stands: for the examples of each known difference. */
export const answerOf = (witness: WitnessName, question: Question): Answer =>
  WITNESSES[witness]([question])[0] ?? { failed: 'no answer' };
