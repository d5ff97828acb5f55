/** Why the rules do not ask for a session or segment on a day, and when they do next. Edits and orders are not looked at. */
import { dateInBroadcastDay } from '../time/broadcast-day.ts';
import { at, type Dated, holdsOn, type LocalDate } from '../time/local.ts';
import { dateOfDay, dayNumber } from '../time/periods.ts';
import { place } from '../time/zone.ts';
import type { OffRule } from './explain-model.ts';
import type { Recurrence, Segment, Session, Station } from './model.ts';
import { sessionAt } from './occurrences.ts';
import { segmentFalls } from './places.ts';
import type { Prepared } from './prepare.ts';
import { readRule } from './recurring-days.ts';

/** How far ahead the next day is looked for: a rule may fall on one day in four years. */
const NEAR_DAYS = 4 * 366;

/** null: the rules ask for it on broadcast day `day`. A segment without days of its own has its session's. */
export const offRule = (
  prepared: Prepared,
  session: Session,
  segment: Segment | null,
  station: Station,
  day: LocalDate,
): OffRule | null => {
  const date = dateInBroadcastDay(day, session.start, station.dayStart);
  const clock = { time: session.start, zone: station.zone };
  // Segments that recur alike have the same next day.
  const alike = `next ${session.id} ${date} ${JSON.stringify(segment?.recurrence ?? null)}`;
  const next = (): LocalDate | null =>
    prepared.memory(alike, () => nextAfter(prepared, session, segment, station, date));
  if (!prepared.falls(session.recurrence, date, clock))
    return told(prepared, 'session', session.recurrence, date, next());
  const own = segment?.recurrence ?? null;
  if (own === null || prepared.falls(own, date, clock)) return null;
  return told(prepared, 'segment', own, date, next());
};

/** A channel outside its own days. */
export const offChannel = ({ from, to }: Dated, day: LocalDate): OffRule | null =>
  holdsOn({ from, to }, day)
    ? null
    : {
        of: 'channel',
        why: from !== null && day < from ? 'not-yet' : 'over',
        rules: [],
        festivals: [],
        alsoOn: [],
        from,
        to,
        next: from !== null && day < from ? from : null,
      };

const told = (
  prepared: Prepared,
  of: OffRule['of'],
  recurrence: Recurrence,
  date: LocalDate,
  next: LocalDate | null,
): OffRule => {
  const { rules, alsoOn, notOn, from, to } = recurrence;
  const out = notOn.includes(date) ? 'excepted' : 'other-days';
  const why = date < from ? 'not-yet' : to !== null && to < date ? 'over' : out;
  return { of, why, rules, alsoOn, from, to, festivals: festivalsIn(prepared, rules, date), next };
};

const festivalsIn = (
  { schedule, festivals }: Prepared,
  rules: readonly string[],
  date: LocalDate,
): OffRule['festivals'] =>
  rules.flatMap((rule) => {
    const read = readRule(rule);
    if (!read.ok || read.value.kind !== 'festival') return [];
    const { festival } = read.value;
    const found = schedule.festivals.find(({ id }) => id === festival);
    if (found === undefined) return [];
    const sure = new Set(festivals.get(festival));
    const waiting = found.days
      .filter(({ from, to }) => to >= date && !sure.has(from))
      .map(({ from, to }) => ({ from, to }));
    return [{ rule, name: found.name, waiting }];
  });

const nextAfter = (
  prepared: Prepared,
  session: Session,
  segment: Segment | null,
  station: Station,
  date: LocalDate,
): LocalDate | null => {
  const clock = { time: session.start, zone: station.zone };
  const own = segment?.recurrence ?? null;
  const first = dayNumber(date);
  for (let n = 1; n <= NEAR_DAYS; n += 1) {
    const later = dateOfDay(first + n);
    if (isOver(session.recurrence, later) || (own !== null && isOver(own, later))) return null;
    if (!prepared.falls(session.recurrence, later, clock)) continue;
    const { moment } = place(at(later, session.start), station.zone, station.clockChange);
    if (
      segment !== null &&
      !segmentFalls(prepared, segment, { asked: at(later, session.start), date: later, start: moment })
    )
      continue;
    if (sessionAt(prepared, session, later, station)?.cancelled === null) return later;
  }
  return null;
};

const isOver = ({ to }: Recurrence, date: LocalDate): boolean => to !== null && to < date;
