/**
 * What of a day's sessions may sound, by a place's own regulations: judged at planning, and by the same function at
 * publishing and in the player, so it takes values only.
 *
 * There is no national clock or cap (Vĩnh Phúc 2022: at most 3 sessions of 45 minutes, relays included; Hà Nội 2021: 2 of
 * 15): the figures are dated data, the rules how they are read are here. Only an emergency with a named authoriser and
 * a reason passes them (Circular 39/2020/TT-BTTTT: it plays at once).
 */
import type { Reason } from '../playlist/model.ts';
import { dateOf, eachDay, type LocalDate, timeOf } from '../time/local.ts';
import { plusSeconds } from '../time/zone.ts';
import { hoursText, outsideHours, type RulesOf, type Span } from './guard-hours.ts';
import type { Guard, GuardFinding } from './guard-model.ts';
import type { Authorisation } from './model.ts';

/** A session as it is to sound: `seconds` long, relays included. */
export interface Sounding extends Span {
  /** 'session@local start as asked'. */
  readonly key: string;
  readonly name: string;
  readonly emergency: boolean;
  /** Who ordered an emergency; null, or without a name or reason, it passes nothing. */
  readonly authorised: Authorisation | null;
}

/** Seconds of a session, from its start, in which it must be silent; half-open. */
export interface Silence {
  readonly from: number;
  readonly to: number;
  readonly reason: Extract<Reason, { code: 'guard-hours' | 'guard-length' | 'guard-sessions' }>;
}

export interface Judgement {
  /** In order of start, then key of session. */
  readonly findings: readonly GuardFinding[];
  /** By key of session, in order; a session without any is not in it. Silences may overlap. */
  readonly silences: ReadonlyMap<string, readonly Silence[]>;
}

/** Not loud before this, near clinics, schools, churches and pagodas (QCVN 26:2010/BTNMT: night is 21:00–06:00). */
const MORNING = '06:00:00';

/**
 * The sessions of one channel's broadcast day, under the rules of each calendar day that they touch.
 *
 * Refused: what lies outside allowed hours ('hours'), what is beyond the smallest length ('length', by the day on which it
 * starts), and whole sessions beyond the smallest number a day ('sessions', by the broadcast day). Of too many, the latest
 * to begin go; one that is silent anyway counts for nothing, and neither does an authorised emergency. Beside a refusal
 * of an emergency that nobody answers for stands 'authoriser'. Warned: what sounds before 06:00 where a guard is special.
 * A guard more never lets more sound, except that a session which it silences leaves its place in the number to another.
 */
export const judge = (day: LocalDate, sessions: readonly Sounding[], rulesOf: RulesOf): Judgement => {
  const findings: GuardFinding[] = [];
  const silences = new Map<string, readonly Silence[]>();
  const most = smallest(rulesOf(day).guards, ({ maxSessions }) => maxSessions);
  let count = 0;
  for (const session of sessions.filter((one) => !passes(one)).toSorted(byStart)) {
    const told = (level: GuardFinding['level'], rule: GuardFinding['rule'], guard: Guard | null, allowed: string) =>
      findings.push({
        level,
        rule,
        guard: guard?.id ?? null,
        guardName: guard?.name ?? '',
        document: guard?.document ?? null,
        session: session.key,
        sessionName: session.name,
        at: session.start.local,
        allowed,
      });
    const found = [...tooEarlyOrLate(session, rulesOf), ...tooLong(session, rulesOf)];
    const loud = soundingOf(session, found);
    if (loud.length > 0) count += 1;
    if (most !== null && count > most.value && loud.length > 0) found.push(tooMany(session, most));
    for (const { rule, guard, allowed } of apart(found)) told('refused', rule, guard, allowed);
    if (found.length > 0 && session.emergency) told('refused', 'authoriser', null, '');
    if (found.length > 0) silences.set(session.key, found);
    const near = nearSomeone(session, soundingOf(session, found), rulesOf);
    if (near !== null) told('warned', 'special', near, MORNING);
  }
  return { findings, silences };
};

/** What judging found against a session, with where it comes from. */
interface Objection extends Silence {
  readonly rule: 'hours' | 'length' | 'sessions';
  readonly guard: Guard;
  readonly allowed: string;
}

const tooEarlyOrLate = (session: Sounding, rulesOf: RulesOf): Objection[] =>
  outsideHours(session, rulesOf).map(({ from, to, guard, type }) => {
    const allowed = hoursText(guard, type);
    return { from, to, rule: 'hours', guard, allowed, reason: { code: 'guard-hours', guard: guard.name, allowed } };
  });

const tooLong = ({ start, seconds }: Span, rulesOf: RulesOf): Objection[] => {
  const { guards } = rulesOf(dateOf(start.local));
  const longest = smallest(guards, ({ maxSessionSeconds }) => maxSessionSeconds);
  if (longest === null || longest.value >= seconds) return [];
  const { guard, value } = longest;
  const reason = { code: 'guard-length', guard: guard.name, seconds: value } as const;
  return [{ from: value, to: seconds, rule: 'length', guard, allowed: String(value), reason }];
};

const tooMany = ({ seconds }: Span, { guard, value }: Smallest): Objection => {
  const reason = { code: 'guard-sessions', guard: guard.name, most: value } as const;
  return { from: 0, to: seconds, rule: 'sessions', guard, allowed: String(value), reason };
};

/** One for each rule and guard: a session may be outside the same hours before and after. */
const apart = (found: readonly Objection[]): readonly Objection[] =>
  found.filter(
    ({ rule, guard, allowed }, n) =>
      found.findIndex((one) => one.rule === rule && one.guard === guard && one.allowed === allowed) === n,
  );

/** What is left of a session, in seconds from its start. */
const soundingOf = ({ seconds }: Span, silences: readonly Silence[]): readonly { from: number; to: number }[] => {
  const left: { from: number; to: number }[] = [];
  let from = 0;
  for (const silence of silences.toSorted((a, b) => a.from - b.from)) {
    if (silence.from > from) left.push({ from, to: silence.from });
    from = Math.max(from, silence.to);
  }
  return from < seconds ? [...left, { from, to: seconds }] : left;
};

/** The first special guard of a day on which some of a session sounds before the morning. */
const nearSomeone = (
  { start }: Span,
  loud: readonly { from: number; to: number }[],
  rulesOf: RulesOf,
): Guard | null => {
  for (const { from, to } of loud) {
    const [first, last] = [plusSeconds(start, from).local, plusSeconds(start, to - 1).local];
    for (const day of eachDay(dateOf(first), dateOf(last))) {
      const early = day > dateOf(first) || timeOf(first) < MORNING;
      const guard = early ? rulesOf(day).guards.find(({ special }) => special) : undefined;
      if (guard !== undefined) return guard;
    }
  }
  return null;
};

/** An emergency that somebody answers for, by name and with a reason. */
const passes = ({ emergency, authorised }: Sounding): boolean =>
  emergency && authorised !== null && authorised.by.trim() !== '' && authorised.reason.trim() !== '';

const byStart = (a: Sounding, b: Sounding): number =>
  a.start.instant < b.start.instant || (a.start.instant === b.start.instant && a.key < b.key) ? -1 : 1;

interface Smallest {
  readonly guard: Guard;
  readonly value: number;
}

/** Of equal ones the first. */
const smallest = (guards: readonly Guard[], of: (guard: Guard) => number | null): Smallest | null =>
  guards.reduce<Smallest | null>((least, guard) => {
    const value = of(guard);
    return value === null || (least !== null && least.value <= value) ? least : { guard, value };
  }, null);
