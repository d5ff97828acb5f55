/** Laws of the guard: it lets nothing out of its hours, more guards never let more pass, and an answered emergency passes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GuardId } from '../../src/core/ids.ts';
import { type Judgement, judge, type Sounding } from '../../src/core/schedule/guard.ts';
import { dayTypeOf, type RulesOf } from '../../src/core/schedule/guard-hours.ts';
import { DAY_TYPES, type Guard } from '../../src/core/schedule/guard-model.ts';
import { dateOf, type LocalDate, type LocalDateTime, type LocalTime, timeOf } from '../../src/core/time/local.ts';
import { clockText, textOfSeconds, wallSeconds } from '../../src/core/time/quiet.ts';
import { place, plusSeconds } from '../../src/core/time/zone.ts';

const SEED = 20250403;
/** Fridays before a weekend; two of them end in a change of clocks in Europe/Berlin. */
const DAYS = ['2026-03-28', '2026-10-24', '2026-11-27', '2025-04-30'] as LocalDate[];

const clock = fc.integer({ min: 0, max: 287 }).map((n) => clockText(n * 300) as LocalTime);
const guardDraw = fc.record({
  hours: fc.array(fc.record({ days: fc.subarray([...DAY_TYPES]), from: clock, to: clock }), { maxLength: 4 }),
  maxSessions: fc.option(fc.integer({ min: 1, max: 3 })),
  maxSessionSeconds: fc.option(fc.integer({ min: 60, max: 7200 })),
  special: fc.boolean(),
});
const guardsOf = (drawn: readonly Omit<Guard, 'id' | 'name' | 'units' | 'from' | 'to' | 'document'>[]): Guard[] =>
  drawn.map((one, n) => ({
    ...one,
    id: `g${n}` as GuardId,
    name: `G${n}`,
    units: [],
    from: null,
    to: null,
    document: null,
  }));

const worlds = fc.record({
  day: fc.constantFrom(...DAYS),
  zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin'),
  guards: fc.array(guardDraw, { minLength: 1, maxLength: 3 }).map(guardsOf),
  sessions: fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: 86_399 }),
      seconds: fc.integer({ min: 1, max: 4 * 3600 }),
      urgent: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});
interface World {
  readonly day: LocalDate;
  readonly zone: string;
  readonly guards: readonly Guard[];
  readonly sessions: readonly { readonly start: number; readonly seconds: number; readonly urgent: boolean }[];
}
const BY = { by: 'Chủ tịch', reason: 'Bão', document: null };

const soundings = ({ day, zone, sessions }: World): Sounding[] =>
  sessions.map(({ start, seconds, urgent }, n) => ({
    key: `s${n}`,
    name: `S${n}`,
    start: place(textOfSeconds(wallSeconds(`${day}T00:00:00` as LocalDateTime) + start), zone).moment,
    seconds,
    emergency: urgent,
    authorised: urgent ? BY : null,
  }));

const rulesOf =
  (guards: readonly Guard[]): RulesOf =>
  (day) => ({ type: dayTypeOf(day, (one) => one === '2025-04-30' || one === '2025-05-01'), guards });

/** Whether second `n` of a session is silenced. */
const silentAt = ({ silences }: Judgement, key: string, n: number): boolean =>
  (silences.get(key) ?? []).some(({ from, to }) => from <= n && n < to);

/** Written anew and slowly: whether one guard's hours hold at a local second. */
const allows = ({ hours }: Guard, local: LocalDateTime): boolean =>
  hours.length === 0 ||
  hours.some(
    ({ days, from, to }) =>
      (days.length === 0 || days.includes(rulesOf([])(dateOf(local)).type)) &&
      from <= timeOf(local) &&
      (to === '00:00:00' || timeOf(local) < to),
  );

const SECONDS = fc.integer({ min: 0, max: 4 * 3600 - 1 });

test('nothing sounds outside a guard’s hours, and without a change of clocks nothing else is silenced for its hour', () => {
  fc.assert(
    fc.property(worlds, SECONDS, (world, some) => {
      const judged = judge(world.day, soundings(world), rulesOf(world.guards));
      for (const { key, start, seconds, emergency } of soundings(world)) {
        const second = some % seconds;
        const allowed = world.guards.every((guard) => allows(guard, plusSeconds(start, second).local));
        const byHours = (judged.silences.get(key) ?? []).some(
          ({ from, to, reason }) => reason.code === 'guard-hours' && from <= second && second < to,
        );
        if (emergency) expect(byHours).toBe(false);
        else if (world.zone === 'Asia/Ho_Chi_Minh') expect(byHours).toBe(!allowed);
        else if (!allowed) expect(byHours).toBe(true);
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('one guard more never lets more sound of what the clock, the length or the number forbids', () => {
  fc.assert(
    fc.property(worlds, guardDraw, SECONDS, (world, more, some) => {
      const before = judge(world.day, soundings(world), rulesOf(world.guards));
      const after = judge(world.day, soundings(world), rulesOf([...world.guards, ...guardsOf([more])]));
      for (const { key, seconds } of soundings(world)) {
        const byNumber = (before.silences.get(key) ?? []).some(({ reason }) => reason.code === 'guard-sessions');
        // Where one session less sounds, another may be among the first that are allowed.
        if (!byNumber && silentAt(before, key, some % seconds)) expect(silentAt(after, key, some % seconds)).toBe(true);
      }
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('an answered emergency is never silenced nor spoken of, and the order of sessions is no matter', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const sessions = soundings(world);
      const judged = judge(world.day, sessions, rulesOf(world.guards));
      for (const { key } of sessions.filter(({ emergency }) => emergency)) {
        expect(judged.silences.has(key)).toBe(false);
        expect(judged.findings.some(({ session }) => session === key)).toBe(false);
      }
      expect(judge(world.day, sessions.toReversed(), rulesOf(world.guards))).toEqual(judged);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('what is refused is silent somewhere, and what is silent is refused', () => {
  fc.assert(
    fc.property(worlds, (world) => {
      const { findings, silences } = judge(world.day, soundings(world), rulesOf(world.guards));
      const refused = findings.filter(({ level }) => level === 'refused').map(({ session }) => session);
      expect(new Set(refused)).toEqual(new Set(silences.keys()));
      for (const list of silences.values()) for (const { from, to } of list) expect(from).toBeLessThan(to);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
