/** The rules of a series on the station's clocks, or why they cannot be said there exactly. */
import type { Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';
import { dateOf, daysBetween, type LocalDateTime, timeOf } from '../../core/time/local.ts';
import { expandRule, parseRule } from '../../core/time/recurrence.ts';
import type { SeriesClock } from './clocks.ts';
import type { Event } from './event.ts';
import type { ImportGround } from './model.ts';
import { shiftedRule } from './shift.ts';
import { localIn, UTC } from './zones.ts';

const RULE_LETTERS = 500;

/** Its rules on the station's clocks; each falls on its own first day, or nobody can say whether that day airs. */
export const rulesOf = (
  event: Event,
  local: LocalDateTime,
  clock: SeriesClock,
  { zone, stationName }: ImportGround,
  refusals: Refusal[],
): string[] => {
  const { file, start } = event;
  const date = dateOf(local);
  const foreign = clock.kind === 'other' || (clock.kind === 'utc' && !isSteady(clock));
  if (event.rules.length > 0 && foreign) {
    const tzid = start.kind === 'local' && start.tzid !== null ? start.tzid : 'UTC';
    const params = { event: event.summary, zone: tzid, station: `${stationName}, ${zone}` };
    refusals.push(refusal('import.zone', params, { file, line: event.line }));
    return [];
  }
  const utc = clock.kind === 'utc' ? clock.epoch(start) : null;
  const shift = utc === null ? 0 : daysBetween(dateOf(localIn(utc, UTC)), date);
  return event.rules.flatMap(({ line, value }) => {
    const place = { file, line };
    const wrong = (reason: string, what: string | null = null): string[] => {
      refusals.push(refusal('import.event', { event: event.summary, reason, value: what }, place));
      return [];
    };
    const text = value.replace(/;$/, '');
    if (text.length > RULE_LETTERS) return wrong('unreadable');
    const rule = parseRule(text);
    if (!rule.ok) {
      refusals.push(...rule.refusals.map((found) => ({ ...found, place })));
      return [];
    }
    const shifted = shift === 0 ? text : shiftedRule(rule.value, shift);
    if (shifted === null) return wrong('utc-day-shift', text);
    const used = parseRule(shifted);
    const days = used.ok ? expandRule(used.value, date, date, date, { time: timeOf(local), zone }) : used;
    if (!days.ok) {
      refusals.push(...days.refusals.map((found) => ({ ...found, place })));
      return [];
    }
    return days.value.length === 0 ? wrong('start-off-rule', text) : [shifted];
  });
};

/** Whether the station's clocks are one number of hours ahead throughout. */
const isSteady = ({ station, span }: SeriesClock): boolean =>
  station.changes(span.from, span.to).every((at) => station.offsetAt(at) === station.offsetAt(span.from));
